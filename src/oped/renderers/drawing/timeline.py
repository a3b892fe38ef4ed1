"""Stances over time: a row for each of those whom several documents speak of, a point for each document at its date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from oped.renderers.drawing.ring import MARKS
from oped.safe import one_line, shortened

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW = 1040, 236, 30, 10, 34
_LONGEST_NAME = 24
_CLOSE = 92
"""Dates nearer to one another than this are not both written at the axis."""


@attrs.frozen
class Point:
    """What one document has of one name; `count` findings make the circle large."""

    row: str
    date: str
    sign: str
    count: int
    title: str
    link: str


@attrs.frozen
class Circle:
    """A point on the picture, with the mark of its sign."""

    x: float
    y: int
    radius: float
    point: Point
    mark: str


@attrs.frozen
class Timeline:
    """Rows with their names up to `left`, circles, and the dates that are written at the axis."""

    width: int
    height: int
    left: int
    rows: tuple[tuple[str, int], ...]
    circles: tuple[Circle, ...]
    dates: tuple[tuple[str, float], ...]


def timeline(points: Sequence[Point]) -> Timeline | None:
    """The points by their dates (ISO 8601; others are left out); None unless there are two dates."""
    dated = [(when, point) for point in points if (when := _day(point.date)) is not None]
    days = sorted({when for when, _ in dated})
    if len(days) < 2:
        return None
    names = list(dict.fromkeys(point.row for _, point in dated))
    at = {name: _TOP + _ROW * number + _ROW // 2 for number, name in enumerate(names)}
    height = _TOP + _ROW * len(names) + 30

    def x(day: int) -> float:
        return round(_LEFT + 20 + (_WIDTH - _LEFT - _RIGHT - 40) * (day - days[0]) / (days[-1] - days[0]), 1)

    circles = [
        Circle(x(when), at[point.row], 8.0 + min(point.count - 1, 6), point, MARKS[point.sign]) for when, point in dated
    ]
    return Timeline(
        _WIDTH,
        height,
        _LEFT,
        tuple((shortened(one_line(name), _LONGEST_NAME), y) for name, y in at.items()),
        tuple(sorted(circles, key=lambda circle: -circle.radius)),  # small ones on top
        tuple(_written(days, [x(day) for day in days])),
    )


def _day(text: str) -> int | None:
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return None


def _written(days: Sequence[int], places: Sequence[float]) -> list[tuple[str, float]]:
    """The first and the last date, and as many between as there is room for."""
    kept = [(days[0], places[0])]
    for day, place in zip(days[1:-1], places[1:-1], strict=True):
        if place - kept[-1][1] >= _CLOSE and places[-1] - place >= _CLOSE:
            kept.append((day, place))
    return [(date.fromordinal(day).isoformat(), place) for day, place in (*kept, (days[-1], places[-1]))]
