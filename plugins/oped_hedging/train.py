"""Remake the models of the layer: `python -m oped_hedging.train DATA_FOLDER [TARGET_FOLDER]`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import oped
from oped.learning import train as oped_train

from . import modals
from .view import SHIPPED, View, view

KNOWN = frozenset({"sfu", "bioscope", "wikiweasel", "scicert", "mist"})
Record = Mapping[str, Any]
Corpora = Mapping[str, Sequence[Record]]


def sentences(records: Sequence[Record]) -> Iterator[tuple[Record, View]]:
    """Each record with the view of each of its sentences."""
    for record in records:
        for sentence in oped.parse(str(record["text"])).sentences:
            if sentence.tokens:
                yield record, view(sentence)


def train_modals(corpora: Corpora, folder: Path) -> None:
    """Epistemic against other uses of modal verbs, from MiST."""
    examples = []
    for record, seen in sentences(corpora.get("mist", ())):
        gold = {cue["start"]: bool(cue["hedge"]) for cue in record["cues"]}
        for at, token in enumerate(seen.tokens):
            if token.start in gold:
                label = "epistemic" if gold[token.start] else "other"
                examples.append(([modals.features(seen, at)], [label]))
    if examples:
        oped_train(examples, folder / "modals.crf.gz", c1=0.3, c2=0.05)


def train(corpora: Corpora, folder: Path) -> None:
    """Write every model that the given corpora allow into a folder."""
    train_modals(corpora, folder)


def read(folder: Path) -> dict[str, list[Record]]:
    """The corpora in a folder of JSON lines, by the beginning of their file names."""
    corpora: dict[str, list[Record]] = {}
    for path in sorted(folder.rglob("*.jsonl")):
        name = path.name.partition(".")[0]
        if name in KNOWN:
            with path.open(encoding="utf-8") as lines:
                corpora[name] = [json.loads(line) for line in lines]
    return corpora


if __name__ == "__main__":
    train(read(Path(sys.argv[1])), Path(sys.argv[2]) if len(sys.argv) > 2 else SHIPPED)
