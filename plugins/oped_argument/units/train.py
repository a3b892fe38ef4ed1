"""Remakes the model of units: `python -m oped_argument.units.train DATA_FOLDER`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import oped
from oped.analyser import Record
from oped.learning import train as fit

from ..connectives.analyser import run as find_connectives
from ..corpora import read
from ..text import view
from .analyser import senses_by_start
from .features import candidates, features

CORPORA = ("microtexts1", "microtexts2")
Instance = tuple[list[list[str]], list[str]]


def instances(record: Record) -> list[Instance]:
    """Every place where a unit may begin within a sentence of a gold text, and whether one does."""
    document = oped.parse(str(record["text"]))
    senses = senses_by_start(oped.Layer("connectives", find_connectives(document, {}, None)))
    starts = {int(unit["start"]) for unit in record["units"]}
    found: list[Instance] = []
    for sentence in document.sentences:
        columns = view(sentence.tokens)
        connectives = {k: senses[t.start] for k, t in enumerate(columns.tokens) if t.start in senses}
        for at in candidates(columns):
            label = "yes" if columns.tokens[at].start in starts else "no"
            found.append(([features(columns, at, connectives)], [label]))
    return found


def train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Fit the model of breaks on the microtexts and write `boundary.crf`."""
    records = [record for name in CORPORA for record in corpora.get(name, ())]
    if records:
        fit([one for record in records for one in instances(record)], folder / "boundary.crf", c1=0.05, c2=0.5)


if __name__ == "__main__":
    train(read(Path(sys.argv[1])), Path(__file__).parent / "model")
