"""Which side a stance takes, and several together: the one rule for pages, indexes and networks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from oped.model import Annotation

AUTHOR = "author"
"""The holder of what the writer says in their own voice."""
Sign = Literal["for", "against", "mixed"]
_NO_STANCE = 0.05
"""A polarity nearer to 0 than this takes no side (the contract of the layer `stance`)."""
_CLEAR = 3
"""So many times as often as the other has one side to stand, for all together to take it."""


def number(stance: Annotation, feature: str, default: float) -> float:
    """A feature as a number; the default where it is none."""
    value = stance.features.get(feature)
    return float(value) if isinstance(value, int | float) else default


def side_of(stance: Annotation) -> Sign:
    """The side that one stance takes; ambivalent ones and those about 0 are mixed."""
    polarity = number(stance, "polarity", 0.0)
    if abs(polarity) < _NO_STANCE or stance.features.get("attitude") == "ambivalent":
        return "mixed"
    return "for" if polarity > 0 else "against"


def side(supports: int, opposes: int) -> Sign:
    """The side that several stances take together: mixed unless one outnumbers the other three to one."""
    if supports and supports >= _CLEAR * opposes:
        return "for"
    return "against" if opposes and opposes >= _CLEAR * supports else "mixed"


def side_together(stances: Iterable[Annotation]) -> Sign:
    """The side that stances of one holder towards one target take together.

    What is stated outright decides (all, where nothing is); where in all as many findings are on the other side, it is mixed.
    """
    found = list(stances)
    outright = [stance for stance in found if stance.features.get("mode") in (None, "", "asserted")] or found
    counts, stated = Counter(map(side_of, found)), Counter(map(side_of, outright))
    taken = side(stated["for"], stated["against"])
    other: Sign = "against" if taken == "for" else "for"
    return taken if counts[taken] > counts[other] else "mixed"


def holder_of(stance: Annotation) -> str:
    """Who holds a stance."""
    return str(stance.features.get("holder") or AUTHOR)


def target_of(stance: Annotation) -> str:
    """Towards whom or what a stance is held."""
    return str(stance.features.get("target") or "(no target)")
