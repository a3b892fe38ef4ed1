"""Measure the clauses layer against dependency trees: `python -m oped_clauses.score FILE.conllu [MODEL_FOLDER]`.

The text of each document is put together from its tokens and parsed and analysed as any text is. Only verbal
predicates (UPOS VERB) with an overt subject or object count; a pair is right where both head words are. Shared
arguments (`via`) are left out: in a basic tree they have no edge.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import oped
from oped import Document, Layer
from oped_clauses import gold
from oped_clauses.train import read_trees

Pair = tuple[int, int]
Facts = tuple[dict[str, set[Pair]], dict[int, tuple[bool, bool]]]


def build(conllu: str) -> tuple[str, list[tuple[int, gold.Word, int]]]:
    """The text of a document, and each of its words with its start and the start of its governor (−1: none)."""
    pieces: list[str] = []
    length = 0
    words: list[tuple[int, gold.Word, int]] = []
    for begins, sentence in gold.sentences(conllu):
        if begins and length:
            pieces.append("\n\n")
            length += 2
        starts = []
        for word in sentence:
            starts.append(length)
            piece = word.form + (" " if word.space else "")
            pieces.append(piece)
            length += len(piece)
        words += [
            (start, word, starts[word.head] if word.head >= 0 else -1)
            for start, word in zip(starts, sentence, strict=True)
        ]
    return "".join(pieces), words


def expected(words: Sequence[tuple[int, gold.Word, int]]) -> Facts:
    """The pairs in the trees, by start of head word, and for each verb whether it is negated and passive."""
    verbs = {start for start, word, _ in words if word.upos == "VERB"}
    pairs: dict[str, set[Pair]] = {"subject": set(), "object": set()}
    states = {start: [False, False] for start in verbs}
    for start, word, governor in words:
        if governor not in verbs:
            continue
        if word.relation in ("nsubj", "nsubj:pass"):
            pairs["subject"].add((governor, start))
        elif word.relation == "obj":
            pairs["object"].add((governor, start))
        if word.relation == "advmod" and word.lemma.lower() in ("not", "never", "n't"):
            states[governor][0] = True
    for start, word, _ in words:
        if start in states:
            states[start][1] = word.passive
    return pairs, {start: (values[0], values[1]) for start, values in states.items()}


def found(layer: Layer, verbs: set[int]) -> Facts:
    """The same facts from the layer, for predicates whose head is one of these verbs."""
    pairs: dict[str, set[Pair]] = {"subject": set(), "object": set()}
    states: dict[int, tuple[bool, bool]] = {}
    for predicate in layer.labelled("predicate"):
        start = predicate.features["head_from"]
        if not isinstance(start, int) or start not in verbs or predicate.features.get("nominal"):
            continue
        states[start] = (bool(predicate.features["negated"]), predicate.features["voice"] == "passive")
        for relation in layer.relations_from(predicate):
            if relation.label in pairs and not relation.features.get("via"):
                head = layer.annotation(str(relation.target).partition("#")[2]).features["head_from"]
                if isinstance(head, int):
                    pairs[relation.label].add((start, head))
    return pairs, states


def score(
    records: Sequence[oped.analyser.Record], options: dict[str, str], parse: Callable[[str], Document] = oped.parse
) -> dict[str, float]:
    """Precision, recall and F1 of subject and object pairs; accuracy and F1 of negation and voice."""
    counts: Counter[str] = Counter()
    for record in records:
        text, words = build(str(record["conllu"]))
        document = parse(text)
        layer = analysed(document, options)
        pairs, states = expected(words)
        mine, seen = found(layer, set(states))
        for role in pairs:
            counts[f"{role} gold"] += len(pairs[role])
            counts[f"{role} found"] += len(mine[role])
            counts[f"{role} right"] += len(pairs[role] & mine[role])
        for start in states.keys() & seen.keys():
            counts["matched"] += 1
            for i, name in enumerate(("negated", "passive")):
                counts[f"{name} gold"] += states[start][i]
                counts[f"{name} found"] += seen[start][i]
                counts[f"{name} right"] += states[start][i] and seen[start][i]
                counts[f"{name} same"] += states[start][i] == seen[start][i]
        counts["verbs"] += len(states)
    return _summary(counts)


def _summary(counts: Counter[str]) -> dict[str, float]:
    result: dict[str, float] = {"verbs found": counts["matched"] / max(1, counts["verbs"])}
    for name in ("subject", "object", "negated", "passive"):
        right = counts[f"{name} right"]
        result[f"{name} P"] = right / max(1, counts[f"{name} found"])
        result[f"{name} R"] = right / max(1, counts[f"{name} gold"])
        result[f"{name} F1"] = 2 * right / max(1, counts[f"{name} found"] + counts[f"{name} gold"])
    for name in ("negated", "passive"):
        result[f"{name} accuracy"] = counts[f"{name} same"] / max(1, counts["matched"])
    return {name: round(value, 3) for name, value in result.items()}


def analysed(document: Document, options: dict[str, str]) -> Layer:
    """The clauses layer of a document."""
    return oped.analyse(document, only=["clauses"], options=options).layer("clauses")


def main(arguments: Sequence[str]) -> int:
    """Print the scores of the layer on a CoNLL-U file."""
    if not 1 <= len(arguments) <= 2:
        print("usage: python -m oped_clauses.score FILE.conllu [MODEL_FOLDER]", file=sys.stderr)
        return 2
    options = {"clauses.model": arguments[1]} if len(arguments) > 1 else {}
    for name, value in score(read_trees(Path(arguments[0])), options).items():
        print(f"{name:20} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
