"""Concession and answer: which units grant a point to the other side, and which turn against the unit before them.

"It is true that …" – "However, …": the pair of moves that Govier 2010 calls counter-considerations and the reply to them. Where
words mark both, the first is of the other side and the second the writer's; where words mark the answer alone, it is likely so: in
the gold op-eds (seeds, train and dev) 30 of 34 units that open with "but", "however" or "yet" answer an objection just before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..text import opens_with, word_list
from .unit import Unit

GRANTED, ANSWER = 0.9, 0.1
"""How likely a point is of the other side that is granted and answered, at least; and the answer to it, at most."""

TURNED = 3.0
"""The odds that a unit is of the other side count so many times more where the next one turns against it, and less where it turns."""

INSIDE = 8
"""A "however" between commas stands within so many words ("Her plan, however, …")."""

SHORT = 6
"""A denial that leaves out what it denies ("The answer is not.") has at most so many words."""


def grants(unit: Unit) -> bool:
    """Whether a unit opens by granting a point."""
    return opens_with(unit.plain, "grants")


def answers(unit: Unit) -> bool:
    """Whether a unit turns against the one before it."""
    inside = unit.words[1:INSIDE]
    return (
        unit.turns
        or opens_with(unit.plain, "answers")
        or any(word == "," and after == "however" for word, after in pairwise(inside))
        or _elliptic(unit)
    )


def _elliptic(unit: Unit) -> bool:
    """Whether a unit denies in few words that what was said of one thing holds of another."""
    words = [word for word in unit.plain if word not in (".", "!")]
    return 2 < len(words) <= SHORT and words[-1] in word_list("negations") and "but" not in words


def conceded(units: Sequence[Unit]) -> list[bool]:
    """Whether each unit grants a point that the next one, or the next but one, of its paragraph answers."""
    found = [False] * len(units)
    for at, unit in enumerate(units):
        answer = _answered(units, at)
        if answer and (grants(unit) or (answer == at + 1 and _elliptic(units[answer]))):
            found[at:answer] = [True] * (answer - at)
    return found


def _answered(units: Sequence[Unit], at: int) -> int:
    """The unit that answers one: the next of its paragraph that turns, one unit apart at most; 0 where none does."""
    for other in range(at + 1, min(at + 3, len(units))):
        if units[other].paragraph != units[at].paragraph:
            break
        if answers(units[other]):
            return other
    return 0


def sides(units: Sequence[Unit], opposed: Sequence[float], *, marked: bool = False) -> list[float]:
    """The probability (0…1) of the other side for each unit, by what a model says and how the units turn against one another.

    `marked`: only where words mark both concession and answer.
    """
    found, granted = list(opposed), conceded(units)
    for at, unit in enumerate(units):
        before = at - 1 if at and units[at - 1].paragraph == unit.paragraph else -1
        if granted[at]:
            found[at] = max(found[at], GRANTED)
        elif before >= 0 and granted[before]:
            found[at] = min(found[at], ANSWER)
        elif before >= 0 and not marked and answers(unit) and not granted[at]:
            found[before], found[at] = _times(found[before], TURNED), _times(found[at], 1 / TURNED)
    return found


def _times(probability: float, factor: float) -> float:
    """A probability whose odds count so many times."""
    return probability * factor / (probability * factor + 1 - probability)
