"""Remakes the models of roles and relations: `python -m oped_argument.argument.train DATA_FOLDER`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

import oped
from oped.analyser import Record
from oped.learning import train as fit

from ..corpora import read
from .analyser import cue_table
from .features import Unit, pair_features, unit_features, units_of

CORPORA = ("microtexts1", "microtexts2")
_KINDS = {"und": "undercut", "exa": "example", "add": "linked"}


@attrs.frozen
class Gold:
    """A gold text: its units, the central claim where there is one, sides, and the step of each unit: to what, how."""

    units: list[Unit]
    central: int | None
    sides: list[str]
    steps: Mapping[int, tuple[int, str, str]]


def gold(record: Record) -> Gold:
    """Read one of the microtexts; a restatement counts as a support of what it restates."""
    marked = [unit for unit in record["units"] if unit["role"] != "none"]
    document = oped.parse(str(record["text"]))
    spans = [oped.Annotation("unit", [oped.Span(int(u["start"]), int(u["end"]))]) for u in marked]
    number = {str(unit["id"]): at for at, unit in enumerate(marked)}
    steps = {
        number[str(unit["id"])]: (number[str(unit["same_as"])], "support", "restate")
        for unit in marked
        if str(unit.get("same_as")) in number
    }
    for relation in record["relations"]:
        ends = (str(relation["source"]), str(relation["target"]))
        if ends[0] in number and ends[1] in number:
            kind = _KINDS.get(str(relation.get("subtype")), "plain")
            steps[number[ends[0]]] = (number[ends[1]], str(relation["type"]), kind)
    roots = [at for at, unit in enumerate(marked) if unit["role"] == "major_claim" and at not in steps]
    sides = ["con" if unit["side"] == "opp" else "pro" for unit in marked]
    return Gold(units_of(document, spans, cue_table()), roots[0] if roots else None, sides, steps)


def train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Fit the models on the microtexts: `unit.crf`, `step.crf` and `attack.crf`."""
    texts = [gold(record) for name in CORPORA for record in corpora.get(name, ())]
    if not texts:
        return
    kinds, steps, attacks = [], [], []
    for text in texts:
        for at in range(len(text.units)):
            if at == text.central:
                kinds.append(([unit_features(text.units, at)], ["central"]))
            if at == text.central or at not in text.steps:
                continue
            target, function, kind = text.steps[at]
            if text.central is not None:
                kinds.append(([unit_features(text.units, at)], [f"{text.sides[at]}-{function}"]))
            for other in range(len(text.units)):
                if other != at:
                    names = pair_features(text.units, at, other)
                    steps.append(([names], ["yes" if other == target else "no"]))
                    if other == target and function == "attack" and target != text.central:
                        attacks.append(([names], ["undercut" if kind == "undercut" else "attack"]))
    fit(kinds, folder / "unit.crf", c1=0.1, c2=0.3)
    fit(steps, folder / "step.crf", c1=0.1, c2=0.5)
    fit(attacks, folder / "attack.crf", c1=0.1, c2=1.0)


if __name__ == "__main__":
    train(read(Path(sys.argv[1])), Path(__file__).parent / "model")
