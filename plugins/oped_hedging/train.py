"""Remake the models of the layer: `python -m oped_hedging.train DATA_FOLDER [TARGET_FOLDER]`."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import oped
from oped.learning import encode
from oped.learning import train as fit

from . import certainty, learned, modals, scope, weasel
from .cues import find
from .senses import load
from .view import SHIPPED, View, view

KNOWN = frozenset({"sfu", "bioscope", "wikiweasel", "scicert", "mist"})
_EDGES = " .,;:!?\"'()[]"
Record = Mapping[str, Any]
Corpora = Mapping[str, Sequence[Record]]
Parsed = Sequence[tuple[Record, Sequence[View]]]


def parse(records: Sequence[Record], folder: Path) -> Parsed:
    """Each record with the views of its sentences, whose models are those in `folder`."""
    return [
        (record, [view(sentence, folder) for sentence in oped.parse(str(record["text"])).sentences if sentence.tokens])
        for record in records
    ]


def groups(record: Record) -> list[list[Mapping[str, Any]]]:
    """The cues of a record; pieces of one discontinuous cue share a group."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for number, cue in enumerate(record["cues"]):
        found[str(cue.get("group", number))].append(cue)
    return list(found.values())


def tokens_of(seen: View, cues: Sequence[Mapping[str, Any]]) -> list[int]:
    """The tokens of a sentence that gold cues cover."""
    return [
        at
        for at, token in enumerate(seen.tokens)
        if any(token.start < c["end"] and c["start"] < token.end for c in cues)
    ]


def train_modals(parsed: Parsed, folder: Path) -> None:
    """Epistemic against other uses of modal verbs, from MiST."""
    examples = []
    for record, views in parsed:
        gold = {cue["start"]: bool(cue["hedge"]) for cue in record["cues"]}
        for seen in views:
            for at, token in enumerate(seen.tokens):
                if token.start in gold:
                    label = "epistemic" if gold[token.start] else "other"
                    examples.append(([modals.features(seen, at)], [label]))
    fit(examples, folder / "modals.crf.gz", c1=0.3, c2=0.05)


def train_cues(parsed: Parsed, scheme: str, folder: Path) -> None:
    """Cues in a corpus's own scheme, and the words that can be cues there."""
    sequences = []
    words: set[str] = set()
    for record, views in parsed:
        for seen in views:
            stretches = [
                (tokens[0], tokens[-1] + 1, learned.LABEL)
                for cue in record["cues"]
                if (tokens := tokens_of(seen, [cue]))
            ]
            words |= {seen.low[first] for first, _, _ in stretches}
            sequences.append((seen, encode(len(seen), stretches)))
    (folder / f"words.{scheme}.txt").write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")
    known = frozenset(words)
    chosen = [
        ([learned.features(seen, at) for at in window], [labels[at] for at in window])
        for seen, labels in sequences
        for window in learned.windows(seen, known)
    ]
    fit(chosen, folder / f"cues.{scheme}.crf.gz", c1=0.1, c2=0.05)


def gold_scope(text: str, seen: View, cues: Sequence[Mapping[str, Any]]) -> tuple[list[int], tuple[int, int]] | None:
    """The tokens of a cue and its gold scope as one stretch of tokens, the cue inside; None where there is none."""
    stretches = [tuple(stretch) for cue in cues for stretch in cue.get("scope") or ()]
    tokens = tokens_of(seen, cues)
    if not stretches or not tokens:
        return None
    start = min(start for start, _ in stretches)
    end = max(end for _, end in stretches)
    start += len(text[start:end]) - len(text[start:end].lstrip(_EDGES))
    end -= len(text[start:end]) - len(text[start:end].rstrip(_EDGES))
    inside = [at for at, token in enumerate(seen.tokens) if token.start < end and start < token.end]
    if not inside:
        return None
    return tokens, (min(inside[0], tokens[0]), max(inside[-1], tokens[-1]) + 1)


def train_scope(parsed: Parsed, scheme: str, folder: Path) -> None:
    """Where scopes begin and end."""
    steps: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
    for record, views in parsed:
        for cues in groups(record):
            for seen in views:
                gold = gold_scope(str(record["text"]), seen, cues)
                if gold is not None:
                    for step, examples in zip(steps, scope.examples(seen, *gold), strict=True):
                        step.extend(([features], [label]) for features, label in examples)
                    break
    for name, step in zip(scope.STEPS, steps, strict=True):
        fit(step, folder / f"scope.{scheme}.{name}.crf.gz", c1=0.6, c2=0.05)


def train_weasels(parsed: Parsed, folder: Path) -> None:
    """Uncertain sentences of Wikipedia, ordered by text so that the order of the file does not matter."""
    rows = sorted(parsed, key=lambda row: str(row[0]["text"]))
    examples = [
        ([weasel.features(views)], ["uncertain" if record["uncertain"] else "certain"])
        for record, views in rows
        if views
    ]
    fit(examples, folder / weasel.MODEL, c1=0.1, c2=4.0, min_count=2)


def train_certainty(parsed: Parsed, folder: Path) -> None:
    """How certain readers found sentences."""
    senses = load()
    rows, levels = [], []
    for record, views in parsed:
        features: dict[str, float] = {}
        for seen in views:
            features |= certainty.features(seen, find(seen, senses))
        rows.append(features)
        levels.append(float(record["certainty"]))
    certainty.save(certainty.fit(rows, levels), folder)


def train(corpora: Corpora, folder: Path) -> None:
    """Write every model that the given corpora allow into a folder; unknown corpora are ignored."""
    folder.mkdir(parents=True, exist_ok=True)
    mist = parse(corpora.get("mist", ()), folder)
    if mist:
        train_modals(mist, folder)
    scoped: list[tuple[Record, Sequence[View]]] = []
    for scheme in ("sfu", "bioscope"):
        parsed = parse(corpora.get(scheme, ()), folder)
        if parsed:
            train_cues(parsed, scheme, folder)
            train_scope(parsed, scheme, folder)
            scoped += parsed
    if scoped:
        train_scope(scoped, "oped", folder)
    weasels = parse(corpora.get("wikiweasel", ()), folder)
    if weasels:
        train_weasels(weasels, folder)
    rated = parse(corpora.get("scicert", ()), folder)
    if rated:
        train_certainty(rated, folder)


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
