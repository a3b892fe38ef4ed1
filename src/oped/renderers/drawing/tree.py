"""The argument map: the thesis at the top left, what bears on it to the right, each unit in a box as high as its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from oped.renderers.summary import Unit
from oped.safe import one_line, shortened


@attrs.frozen
class Box:
    """A unit in the map, with its words in lines."""

    unit: Unit
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    tag: str
    hidden: int


@attrs.frozen
class Line:
    """What joins a unit to the one that it bears on; `mark` stands at the unit's end."""

    path: str
    relation: str
    mark: str
    x: int
    y: int


@attrs.frozen
class Map:
    """The map in a box of `width` by `height`."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    left_out: int = 0


_LEVELS = 4
_MOST_BOXES = 80
_MAP_WIDTH = 1080
_GAP = 44
_ROW_GAP = 14
_LINE = 16
_LETTER = 7.6  # a little over the mean width of a letter at 13 px, in wide fonts too
_MOST_LINES, _MOST_OF_THESIS = 4, 9
_RELATION_MARKS = {"support": "+", "attack": "−", "undercut": "/", "restate": "="}


def argument_map(units: Sequence[Unit]) -> Map:
    """The trees of at least two units, down to four levels; what is deeper is counted on the last."""
    wanted = [unit for unit in units if unit.depth < _LEVELS and (unit.depth or unit.children)]
    drawn = wanted[:_MOST_BOXES]  # parents come before their children
    if not drawn:
        return Map(0, 0, (), ())
    levels = 1 + max(unit.depth for unit in drawn)
    width = min(340, (_MAP_WIDTH - (levels - 1) * _GAP) // levels)
    own = {
        unit.finding.number: _wrapped(
            unit.finding.words,
            int((width - 24) / _LETTER),
            _MOST_OF_THESIS if unit.finding.label == "major_claim" else _MOST_LINES,
        )
        for unit in drawn
    }
    heights = {number: 30 + _LINE * len(lines) for number, lines in own.items()}
    spans = _block_heights(drawn, heights)
    boxes: dict[int, Box] = {}
    lines: list[Line] = []
    next_y: dict[int, int] = {}  # where the next child of a unit goes
    top = 0
    for unit in drawn:
        number = unit.finding.number
        y = top if unit.parent is None else next_y[unit.parent]
        if unit.parent is None:
            top += spans[number] + 2 * _ROW_GAP
        else:
            next_y[unit.parent] = y + spans[number] + _ROW_GAP
        next_y[number] = y
        x = unit.depth * (width + _GAP)
        hidden = unit.children if unit.depth == _LEVELS - 1 else 0
        boxes[number] = Box(unit, x, y, width, heights[number], own[number], _tag(unit), hidden)
        if unit.parent is not None:
            lines.append(_line(boxes[unit.parent], boxes[number]))
    return Map(
        levels * (width + _GAP) - _GAP,
        top - 2 * _ROW_GAP,
        tuple(boxes.values()),
        tuple(lines),
        len(wanted) - len(drawn),
    )


def _block_heights(drawn: Sequence[Unit], heights: Mapping[int, int]) -> dict[int, int]:
    """How much height each unit takes with all that hangs on it."""
    below: dict[int, int] = {}
    spans: dict[int, int] = {}
    for unit in reversed(drawn):  # children before parents
        number = unit.finding.number
        spans[number] = max(heights[number], below.get(number, 0) - _ROW_GAP)
        if unit.parent is not None:
            below[unit.parent] = below.get(unit.parent, 0) + spans[number] + _ROW_GAP
    return spans


def _line(parent: Box, child: Box) -> Line:
    """An elbow: for and against run down on rails of their own, so that neither hides the other."""
    against = child.unit.relation in ("attack", "undercut")
    x1, y1 = parent.x + parent.width, parent.y + (26 if against else 16)
    x2, y2 = child.x, child.y + (26 if against else 16)
    rail = x1 + (20 if against else 10)
    path = f"M{x1} {y1}H{x2}" if y1 == y2 else f"M{x1} {y1}H{rail}V{y2}H{x2}"
    return Line(path, child.unit.relation, _RELATION_MARKS.get(child.unit.relation, "·"), x2 - 11, y2)


def _wrapped(text: str, width: int, most: int) -> tuple[str, ...]:
    lines, line = [], ""
    for word in one_line(text).split():
        word = shortened(word, width)
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{shortened(lines[most - 1], width - 2).rstrip('…')} …"]
    return tuple(lines)


def _tag(unit: Unit) -> str:
    parts = [unit.finding.name]
    if unit.finding.feature("side") == "con":
        parts.append("con")
    if unit.hedges:
        parts.append("hedged")
    if unit.boosters:
        parts.append("boosted")
    return " · ".join(parts)
