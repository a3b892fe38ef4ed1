"""Counting: every answer is a pair (gold label, found label), "" where one side has nothing."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from statistics import StatisticsError, correlation
from typing import Any

import attrs

Answers = Counter[tuple[str, str]]
"""How often each pair (gold, found) came up; ("x", "") is a miss, ("", "x") a false alarm."""

Place = tuple[Any, ...]
"""What identifies a place in a document: offsets, or keys."""


def quoting(text: str, context: int = 0) -> Callable[[Place], str]:
    """Shows a place that begins with start and end as its words, with some code points around them."""
    return lambda place: text[max(0, place[0] - context) : place[1] + context]


@attrs.frozen
class Row:
    """One printed score; `low` and `high` bound 95 % of bootstrap samples of documents, `gold` counts gold items."""

    metric: str
    value: float
    precision: float | None = None
    recall: float | None = None
    gold: int = 0
    low: float | None = None
    high: float | None = None


@attrs.frozen
class Miss:
    """One wrong answer with its words."""

    metric: str
    document: str
    gold: str
    found: str
    words: str


def f1(answers: Answers, label: str) -> tuple[float, float, float]:
    """Precision, recall and F1 (each 0…1) of one label."""
    hits = answers[label, label]
    gold = sum(count for (g, _), count in answers.items() if g == label)
    found = sum(count for (_, f), count in answers.items() if f == label)
    precision = hits / found if found else 0.0
    recall = hits / gold if gold else 0.0
    return precision, recall, 2 * hits / (gold + found) if gold + found else 0.0


def micro(answers: Answers) -> tuple[float, float, float]:
    """Precision, recall and F1 (each 0…1) over all labels together."""
    hits = sum(count for (g, f), count in answers.items() if g == f and g)
    gold = sum(count for (g, _), count in answers.items() if g)
    found = sum(count for (_, f), count in answers.items() if f)
    return (
        hits / found if found else 0.0,
        hits / gold if gold else 0.0,
        2 * hits / (gold + found) if gold + found else 0.0,
    )


def macro(answers: Answers) -> float:
    """The mean F1 (0…1) over the labels that the gold data have."""
    labels = sorted({g for g, _ in answers if g})
    return sum(f1(answers, label)[2] for label in labels) / len(labels) if labels else 0.0


def accuracy(answers: Answers) -> float:
    """The share (0…1) of gold items that got their label."""
    return micro(answers)[1]


@attrs.define
class Scores:
    """Collects answers by metric and document, and prints them as rows.

    The kind of a metric says which figures it gives: "spans" (F1 in sum and per label), "choice" (accuracy, macro F1
    and F1 per label) or "scale" (Pearson's r).
    """

    name: str
    answers: dict[str, dict[str, Answers]] = attrs.field(factory=dict)
    kinds: dict[str, str] = attrs.field(factory=dict)
    scales: dict[str, list[tuple[float, float]]] = attrs.field(factory=dict)
    misses: list[Miss] = attrs.field(factory=list)

    def _count(self, metric: str, kind: str, document: str, gold: str, found: str, words: str) -> None:
        self.kinds[metric] = kind
        self.answers.setdefault(metric, {}).setdefault(document, Counter())[gold, found] += 1
        if gold != found:
            self.misses.append(Miss(metric, document, gold, found, words))

    def choice(self, metric: str, document: str, gold: str, found: str, words: str = "") -> None:
        """Count one choice of a label; an empty `found` is an answer that did not come."""
        self._count(metric, "choice", document, gold, found, words)

    def spans(
        self,
        metric: str,
        document: str,
        gold: Mapping[Place, str],
        found: Mapping[Place, str],
        words: Callable[[Any], str],
    ) -> None:
        """Count what was found against gold, both labelled by place; a place of both with two labels is two faults."""
        self.kinds[metric] = "spans"
        self.answers.setdefault(metric, {}).setdefault(document, Counter())
        for place in [*gold, *(place for place in found if place not in gold)]:
            expected, got = gold.get(place, ""), found.get(place, "")
            if expected == got:
                self._count(metric, "spans", document, expected, got, "")
                continue
            if expected:
                self._count(metric, "spans", document, expected, "", words(place))
            if got:
                self._count(metric, "spans", document, "", got, words(place))

    def scale(self, metric: str, gold: float, found: float) -> None:
        """Count one pair of numbers."""
        self.scales.setdefault(metric, []).append((gold, found))

    def rows(self, samples: int = 0) -> Iterator[Row]:
        """The scores; with `samples` > 0 each comes with its bootstrap interval over documents."""
        for metric, by_document in self.answers.items():
            yield from self._rows(metric, by_document, samples)
        for metric, pairs in self.scales.items():
            try:
                value = correlation(*zip(*pairs, strict=True))
            except StatisticsError:  # fewer than two pairs, or one side constant
                value = 0.0
            yield Row(f"{metric}: Pearson's r", value, gold=len(pairs))

    def _rows(self, metric: str, by_document: Mapping[str, Answers], samples: int) -> Iterator[Row]:
        total = add(by_document.values())
        gold = sum(count for (g, _), count in total.items() if g)
        figures: list[tuple[str, Callable[[Answers], float]]]
        if self.kinds[metric] == "spans":
            figures = [("F1", lambda answers: micro(answers)[2])]
        else:
            figures = [("accuracy", accuracy), ("macro F1", macro)]
        for title, figure in figures:
            low, high = interval(list(by_document.values()), figure, samples)
            precision, recall, _ = micro(total) if title == "F1" else (None, None, 0.0)
            yield Row(f"{metric}: {title}", figure(total), precision, recall, gold, low, high)
        labels = sorted({g for g, _ in total if g})
        if len(labels) > 1:
            for label in labels:
                precision, recall, value = f1(total, label)
                count = sum(n for (g, _), n in total.items() if g == label)
                yield Row(f"{metric}: {label}", value, precision, recall, count)


def add(many: Iterable[Answers]) -> Answers:
    """The sum of answers."""
    total: Answers = Counter()
    for answers in many:
        total.update(answers)
    return total


def interval(
    documents: list[Answers], figure: Callable[[Answers], float], samples: int
) -> tuple[float | None, float | None]:
    """The bounds of 95 % of bootstrap samples of documents (Efron 1979), from a fixed seed; (None, None) for none."""
    if samples < 2 or not documents:
        return None, None
    chance = random.Random(0)  # noqa: S311 (a bootstrap, no secret)
    values = sorted(figure(add(chance.choices(documents, k=len(documents)))) for _ in range(samples))
    return values[int(0.025 * samples)], values[min(samples - 1, int(0.975 * samples))]
