"""The matrix of stances: holders across, targets down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import attrs

from oped.renderers.drawing.ring import MARKS, called, tallied
from oped.renderers.summary import Dyad, Finding
from oped.sides import Sign


@attrs.frozen
class Cell:
    """What one holder says of one target; `shade` 1…3 grows with the mean polarity, 0 is an empty cell."""

    sign: str
    mark: str
    count: int
    shade: int
    title: str
    first: Finding | None = None


@attrs.frozen
class Matrix:
    """Holders by targets, those with most stances first; `left_out` pairs are in the table only."""

    holders: tuple[str, ...]
    targets: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int


_SIDE = 8
_ACROSS = 6


def matrix(dyads: Sequence[Dyad]) -> Matrix:
    """The stance matrix, at most eight by six."""
    holders, targets = Counter[str](), Counter[str]()
    for dyad in dyads:
        holders[dyad.holder] += len(dyad.stances)
        targets[dyad.target] += len(dyad.stances)
    rows, columns = _top(holders, _SIDE), _top(targets, _ACROSS)
    pairs = {(dyad.holder, dyad.target): dyad for dyad in dyads}
    rows = [holder for holder in rows if any((holder, target) in pairs for target in columns)]
    columns = [target for target in columns if any((holder, target) in pairs for holder in rows)]
    cells = tuple(tuple(_cell(pairs.get((holder, target))) for target in columns) for holder in rows)
    shown = sum(1 for row in cells for cell in row if cell.count)
    return Matrix(tuple(map(called, rows)), tuple(map(called, columns)), cells, len(dyads) - shown)


def _top(counts: Mapping[str, int], most: int) -> list[str]:
    return sorted(counts, key=lambda name: -counts[name])[:most]


def _cell(dyad: Dyad | None) -> Cell:
    if dyad is None:
        return Cell("", "", 0, 0, "")
    shade = 1 + min(2, int(abs(dyad.polarity) * 3))
    sign: Sign = dyad.sign
    title = f"{tallied(dyad.supports, dyad.opposes, dyad.mixed)}; mean polarity {dyad.polarity:+.2f}"
    return Cell(sign, MARKS[sign], len(dyad.stances), shade, title, dyad.stances[0])
