"""Who stands where: stances summed up by holder and target, as plain functions on a layer."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from oped.model import Annotation, Layer

NEUTRAL = 0.05
"""Below this absolute polarity a finding is no stance."""


@attrs.frozen
class Cell:
    """All stances of one holder towards one target.

    `mean` is the polarity (−1…1) averaged with the certainties as weights, `spread` its weighted standard deviation;
    `evidence` are the addresses of the findings, in order. `verdict` is for, against or mixed.
    """

    holder: str
    target: str
    positive: int
    negative: int
    mean: float
    spread: float
    verdict: str
    derived: int
    evidence: tuple[str, ...]


def matrix(layer: Layer, *, derived: bool = True, voices: Iterable[str] | None = None) -> tuple[Cell, ...]:
    """The cells of a stance layer, by holder and target in order of the alphabet.

    `derived=False` leaves out what only follows from other stances; `voices` keeps those told in these voices.
    A stance of the same words, holder, target and sign counts once.
    """
    kept = None if voices is None else frozenset(voices)
    groups: dict[tuple[str, str], list[Annotation]] = {}
    seen: set[tuple[object, ...]] = set()
    for found in layer.labelled("stance"):
        if not derived and found.features.get("derived") == "yes":
            continue
        if kept is not None and found.features.get("voice") not in kept:
            continue
        if abs(polarity(found)) < NEUTRAL:
            continue
        pair = (str(found.features.get("holder", "")), str(found.features.get("target", "")))
        mark = (*pair, found.spans, polarity(found) > 0)
        if mark not in seen:
            seen.add(mark)
            groups.setdefault(pair, []).append(found)
    return tuple(_cell(layer, holder, target, found) for (holder, target), found in sorted(groups.items()))


def polarity(found: Annotation) -> float:
    """The polarity of a finding; 0 where it has none."""
    value = found.features.get("polarity")
    return float(value) if isinstance(value, int | float) else 0.0


def certainty(found: Annotation) -> float:
    """The certainty of a finding, 1 where it has none."""
    value = found.features.get("certainty")
    return float(value) if isinstance(value, int | float) else 1.0


def _cell(layer: Layer, holder: str, target: str, found: list[Annotation]) -> Cell:
    weights = [max(0.05, certainty(a)) for a in found]
    values = [polarity(a) for a in found]
    total = sum(weights)
    mean = sum(w * v for w, v in zip(weights, values, strict=True)) / total
    spread = (sum(w * (v - mean) ** 2 for w, v in zip(weights, values, strict=True)) / total) ** 0.5
    positive = sum(v > 0 for v in values)
    negative = len(values) - positive
    least = min(positive, negative)
    mixed = least > 0 and (abs(mean) < 0.15 or least * 3 >= len(values))
    verdict = "mixed" if mixed else "for" if mean > 0 else "against"
    return Cell(
        holder,
        target,
        positive,
        negative,
        round(mean, 3),
        round(spread, 3),
        verdict,
        sum(a.features.get("derived") == "yes" for a in found),
        tuple(layer.address(a) for a in found),
    )


def congruence(cells: Iterable[Cell]) -> tuple[tuple[str, str, int, int], ...]:
    """Pairs of holders with the number of targets on which they agree and on which they differ.

    The congruence and conflict networks of discourse network analysis (Leifeld 2017).
    """
    sides: dict[str, dict[str, str]] = {}
    for cell in cells:
        if cell.verdict != "mixed":
            sides.setdefault(cell.target, {})[cell.holder] = cell.verdict
    counts: dict[tuple[str, str], list[int]] = {}
    for holders in sides.values():
        names = sorted(holders)
        for i, a in enumerate(names):
            for b in names[i + 1 :]:
                counts.setdefault((a, b), [0, 0])[holders[a] != holders[b]] += 1
    return tuple((a, b, same, other) for (a, b), (same, other) in sorted(counts.items()))
