"""Remake the models of the layer: `python -m oped_hedging.train GOLD…`, files or folders of gold data."""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import oped
from oped.gold import SEEDS, for_training, load
from oped.learning import encode
from oped.learning import train as fit
from oped.model import Report, Span

from . import certainty, learned, modals, scope, weasel
from .cues import find
from .scope import Scoped
from .senses import load as load_senses
from .view import SHIPPED, View, view

HERE = Path(__file__).parent
_RARE = 0.003  # cues among the occurrences of a word that opens any
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


def covered(seen: View, spans: Iterable[Span]) -> list[int]:
    """The tokens of a sentence that share a code point with any of the stretches."""
    stretches = list(spans)
    return [
        at
        for at, token in enumerate(seen.tokens)
        if any(token.start < s.end and s.start < token.end for s in stretches)
    ]


def tokens_of(seen: View, cues: Sequence[Mapping[str, Any]]) -> list[int]:
    """The tokens of a sentence that gold cues cover."""
    return covered(seen, [Span(cue["start"], cue["end"]) for cue in cues])


def gold_op_eds(records: Sequence[Record], folder: Path) -> list[tuple[Report, list[View]]]:
    """Gold reports that have the layer `hedging`, with the views of their sentences."""
    reports = [Report.from_json(json.dumps(record)) for record in records]
    return [
        (report, [view(sentence, folder) for sentence in report.document.sentences if sentence.tokens])
        for report in reports
        if "hedging" in report.layers
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
    sequences = [(seen, _cue_labels(record, seen)) for record, views in parsed for seen in views]
    words = openers(sequences)
    (folder / f"words.{scheme}.txt").write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")
    chosen = [
        ([learned.features(seen, at) for at in window], [labels[at] for at in window])
        for seen, labels in sequences
        for window in learned.windows(seen, words)
    ]
    fit(chosen, folder / f"cues.{scheme}.crf.gz", c1=0.1, c2=0.05)


def _cue_labels(record: Record, seen: View) -> list[str]:
    found = [tokens for cue in record["cues"] if (tokens := tokens_of(seen, [cue]))]
    return encode(len(seen), [(tokens[0], tokens[-1] + 1, learned.LABEL) for tokens in found])


def openers(sequences: Sequence[tuple[View, Sequence[str]]]) -> frozenset[str]:
    """The words that cues begin with, but those that hardly ever do: looking at each "and" would cost most of the time."""
    seen = Counter(word for view_, _ in sequences for word in view_.low)
    opened = Counter(
        word for view_, labels in sequences for word, label in zip(view_.low, labels, strict=True) if label[0] == "B"
    )
    return frozenset(word for word, count in opened.items() if count >= _RARE * seen[word])


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


def scopes_of(parsed: Parsed, scheme: str) -> Iterator[Scoped]:
    """The gold scopes of a corpus."""
    for record, views in parsed:
        for cues in groups(record):
            for seen in views:
                gold = gold_scope(str(record["text"]), seen, cues)
                if gold is not None:
                    yield Scoped(seen, gold[0], gold[1], scheme)
                    break


def scopes_of_op_eds(op_eds: Sequence[tuple[Report, Sequence[View]]]) -> Iterator[Scoped]:
    """The gold scopes of op-eds, with the types of their hedges."""
    for report, views in op_eds:
        layer = report.layer("hedging")
        for hedge in layer.labelled("hedge"):
            (relation, *_) = layer.relations_from(hedge)
            reach = report.resolve(str(relation.target))
            for seen in views:
                cue, inside = covered(seen, hedge.spans), covered(seen, reach.spans)
                if cue and inside:
                    stretch = min(inside[0], cue[0]), max(inside[-1], cue[-1]) + 1
                    yield Scoped(seen, cue, stretch, "oped", str(hedge.features["type"]))
                    break


def scopes_of_examples(folder: Path) -> Iterator[Scoped]:
    """The sentences of `scopes.toml`: [the scope], {the cue} inside it."""
    data = tomllib.loads((HERE / "scopes.toml").read_text(encoding="utf-8"))
    examples = [
        found
        for kind, sentences in data["sentences"].items()
        for marked in sentences
        for found in _marked(str(marked), str(kind), folder)
    ]
    yield from examples * int(data["scopes"]["weight"])


def _marked(marked: str, kind: str, folder: Path) -> Iterator[Scoped]:
    places: dict[str, list[int]] = {mark: [] for mark in "[]{}"}
    text = ""
    for character in marked:
        if character in places:
            places[character].append(len(text))
        else:
            text += character
    (sentence,) = oped.parse(text).sentences
    seen = view(sentence, folder)
    reach = covered(seen, [Span(places["["][0], places["]"][0])])
    for start, end in zip(places["{"], places["}"], strict=True):
        yield Scoped(seen, covered(seen, [Span(start, end)]), (reach[0], reach[-1] + 1), "oped", kind)


def train_weasels(parsed: Parsed, folder: Path) -> None:
    """Uncertain sentences of Wikipedia, ordered by text so that the order of the file does not matter."""
    senses = load_senses()
    rows = sorted(parsed, key=lambda row: str(row[0]["text"]))
    answers = [
        (weasel.features(views, [find(seen, senses) for seen in views]), bool(record["uncertain"]))
        for record, views in rows
        if views
    ]
    weasel.train(answers, folder)


def train_certainty(parsed: Parsed, folder: Path) -> None:
    """How certain readers found sentences."""
    senses = load_senses()
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
    scopes = list(scopes_of_op_eds(gold_op_eds(corpora.get(SEEDS, ()), folder)))
    for scheme in ("sfu", "bioscope"):
        parsed = parse(corpora.get(scheme, ()), folder)
        if parsed:
            train_cues(parsed, scheme, folder)
            scopes += scopes_of(parsed, scheme)
    if scopes:
        scope.train([*scopes, *scopes_of_examples(folder)], folder)
    weasels = parse(corpora.get("wikiweasel", ()), folder)
    if weasels:
        train_weasels(weasels, folder)
    rated = parse(corpora.get("scicert", ()), folder)
    if rated:
        train_certainty(rated, folder)


if __name__ == "__main__":
    train({corpus.name: for_training(corpus.records) for corpus in load(map(Path, sys.argv[1:]))}, SHIPPED)
