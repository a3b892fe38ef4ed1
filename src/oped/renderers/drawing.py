"""Where the parts of each picture stand: plain geometry, worked out when a report is rendered, the same every time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from oped.blocks import Graph
from oped.renderers.summary import Certainty, Dyad, Finding, Unit
from oped.safe import one_line, shortened
from oped.sides import AUTHOR, Sign

# The network: actors in a ring


@attrs.frozen
class Node:
    """A named point; `anchor` is where its label begins (SVG's text-anchor)."""

    name: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@attrs.frozen
class Arc:
    """A curved edge; `sign` is for, against or mixed; `mark` stands at its middle; `mutual` ends alike at both ends."""

    path: str
    sign: str
    width: float
    mark: str
    mark_x: float
    mark_y: float
    title: str
    mutual: bool = False


@attrs.frozen
class Network:
    """A ring of nodes with arcs, in a box of `width` by `height`."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    left_out: int


_RING = 9
_WIDTH, _HEIGHTS = 620, {0: 40, 1: 120, 2: 120, 3: 230, 4: 270, 5: 310}
_HEIGHT = 400
"""Few need less room than many."""
_LONGEST_NAME = 19
_MARKS = {"for": "+", "against": "−", "mixed": "±", "none": ""}


def network(dyads: Sequence[Dyad]) -> Network:
    """Who stands where towards whom; the ten who take most part."""
    degree: Counter[str] = Counter()
    for dyad in dyads:
        degree.update({dyad.holder: len(dyad.stances), dyad.target: len(dyad.stances)})
    names = sorted(degree, key=lambda name: -degree[name])  # of equals, the first comes first
    edges = [
        (d.holder, d.target, d.sign, len(d.stances), f"{d.supports} for, {d.opposes} against, {d.mixed} mixed")
        for d in dyads
    ]
    return _ring(names, edges)


def ring(graph: Graph) -> Network:
    """The graph of a plugin's section."""
    signs = {"+": "for", "-": "against", "−": "against"}
    names = list(dict.fromkeys((*graph.nodes, *(end for edge in graph.edges for end in (edge.source, edge.target)))))
    edges = [(edge.source, edge.target, signs.get(edge.sign, "none"), 1, edge.label) for edge in graph.edges]
    return _ring(names, edges)


def _ring(names: Sequence[str], edges: Sequence[tuple[str, str, str, int, str]]) -> Network:
    kept = _spread(names[:_RING], edges)
    width, height = _WIDTH, _HEIGHTS.get(len(kept), _HEIGHT)
    at = {name: _on_ring(number, len(kept), height) for number, name in enumerate(kept)}
    nodes = tuple(_node(name, *at[name], height) for name in kept)
    drawn = [edge for edge in edges if edge[0] in at and edge[1] in at and edge[0] != edge[1]]
    return Network(width, height, nodes, tuple(_arcs(drawn, at)), len(names) - len(kept))


def _arcs(edges: Sequence[tuple[str, str, str, int, str]], at: Mapping[str, tuple[float, float]]) -> Iterable[Arc]:
    """One arc for each edge, and one for both where two go each way with the same sign."""
    there = {(source, target, sign): (count, title) for source, target, sign, count, title in edges}
    done: set[tuple[str, str, str]] = set()
    for source, target, sign, count, title in edges:
        said = f"{_called(source)} → {_called(target)}: {title}"
        back = there.get((target, source, sign)) if sign != "none" else None
        if (target, source, sign) in done and back:
            continue
        done.add((source, target, sign))
        if back:
            said = f"{said}; {_called(target)} → {_called(source)}: {back[1]}"
            yield _arc(at[source], at[target], sign, count + back[0], said, mutual=True)
        else:
            yield _arc(at[source], at[target], sign, count, said)


def _spread(names: Sequence[str], edges: Sequence[tuple[str, str, str, int, str]]) -> list[str]:
    """Order names so that those who deal with each other stand beside each other: each time the one closest to the last."""
    weight: Counter[frozenset[str]] = Counter()
    for source, target, _, count, _ in edges:
        weight[frozenset((source, target))] += count
    left = list(names)
    order = [left.pop(0)] if left else []
    while left:
        nearest = max(range(len(left)), key=lambda i: (weight[frozenset((order[-1], left[i]))], -i))
        order.append(left.pop(nearest))
    return order


def _on_ring(number: int, count: int, height: int) -> tuple[float, float]:
    turn = -math.pi if count == 2 else -math.pi / 2  # two stand side by side
    angle = 2 * math.pi * number / max(count, 1) + turn
    x, y = _WIDTH * (0.5 + 0.24 * math.cos(angle)), height * (0.5 + 0.37 * math.sin(angle))
    return round(x, 1), round(y, 1)


def _node(name: str, x: float, y: float, height: int) -> Node:
    anchor = "middle" if abs(x - _WIDTH / 2) < 12 else "start" if x > _WIDTH / 2 else "end"
    push = {"middle": 0.0, "start": 13.0, "end": -13.0}[anchor]
    drop = 5.0 if anchor != "middle" else (-14.0 if y < height / 2 else 24.0)
    return Node(shortened(one_line(_called(name)), _LONGEST_NAME), x, y, round(x + push, 1), round(y + drop, 1), anchor)


def _called(name: str) -> str:
    return "the author" if name == AUTHOR else name


def _arc(
    a: tuple[float, float], b: tuple[float, float], sign: str, count: int, title: str, *, mutual: bool = False
) -> Arc:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    bend = (0.06 if mutual else 0.14) * length
    near = 14 if mutual else 10
    start = (a[0] + near * ux, a[1] + near * uy)
    end = (b[0] - 14 * ux, b[1] - 14 * uy)
    control = ((a[0] + b[0]) / 2 - bend * uy, (a[1] + b[1]) / 2 + bend * ux)
    middle = ((start[0] + 2 * control[0] + end[0]) / 4, (start[1] + 2 * control[1] + end[1]) / 4)
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{control[0]:.1f} {control[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    width = 1.4 + 0.6 * min(count - 1, 5)
    return Arc(
        path, sign, round(width, 1), _MARKS[sign], round(middle[0], 1), round(middle[1], 1), one_line(title), mutual
    )


# The matrix


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
    return Matrix(tuple(map(_called, rows)), tuple(map(_called, columns)), cells, len(dyads) - shown)


def _top(counts: Mapping[str, int], most: int) -> list[str]:
    return sorted(counts, key=lambda name: -counts[name])[:most]


def _cell(dyad: Dyad | None) -> Cell:
    if dyad is None:
        return Cell("", "", 0, 0, "")
    shade = 1 + min(2, int(abs(dyad.polarity) * 3))
    sign: Sign = dyad.sign
    title = f"{dyad.supports} for, {dyad.opposes} against, {dyad.mixed} mixed; mean polarity {dyad.polarity:+.2f}"
    return Cell(sign, _MARKS[sign], len(dyad.stances), shade, title, dyad.stances[0])


# The argument map: thesis at the top left, what bears on it to the right


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
_MOST_LINES = 4
_RELATION_MARKS = {"support": "+", "attack": "−", "undercut": "/", "restate": "="}


def argument_map(units: Sequence[Unit]) -> Map:
    """The trees of at least two units, down to four levels; what is deeper is counted on the last."""
    wanted = [unit for unit in units if unit.depth < _LEVELS and (unit.depth or unit.children)]
    drawn = wanted[:_MOST_BOXES]  # parents come before their children
    if not drawn:
        return Map(0, 0, (), ())
    levels = 1 + max(unit.depth for unit in drawn)
    width = min(340, (_MAP_WIDTH - (levels - 1) * _GAP) // levels)
    own = {unit.finding.number: _wrapped(unit.finding.words, int((width - 24) / _LETTER)) for unit in drawn}
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


def _wrapped(text: str, width: int) -> tuple[str, ...]:
    lines, line = [], ""
    for word in one_line(text).split():
        word = shortened(word, width)
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    lines.append(line)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{shortened(lines[_MOST_LINES - 1], width - 2).rstrip('…')} …"]
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


# Certainty along the text


@attrs.frozen
class Bar:
    """One sentence, or several in a long text; `height` 0…100 is the certainty."""

    x: float
    width: float
    height: float
    hedged: bool
    boosted: bool
    other_voice: bool
    title: str


@attrs.frozen
class Profile:
    """The bars, `per_bar` sentences each, with the places where paragraphs begin."""

    width: int
    bars: tuple[Bar, ...]
    paragraphs: tuple[float, ...]
    per_bar: int


_PROFILE_WIDTH = 720
_MOST_BARS = 120
_WIDEST_BAR = 26.0


def profile(sure: Certainty) -> Profile:
    """Certainty along the text, sentence by sentence."""
    sentences = sure.sentences
    per_bar = max(1, math.ceil(len(sentences) / _MOST_BARS))
    step = min(_WIDEST_BAR, _PROFILE_WIDTH / max(1, math.ceil(len(sentences) / per_bar)))
    bars, paragraphs = [], []
    last = -1
    for number, first in enumerate(range(0, len(sentences), per_bar)):
        group = sentences[first : first + per_bar]
        if group[0].paragraph != last:
            paragraphs.append(round(number * step, 1))
            last = group[0].paragraph
        mean = sum(sentence.certainty for sentence in group) / len(group)
        cues = [cue.words for sentence in group for cue in (*sentence.hedges, *sentence.boosters)]
        bars.append(
            Bar(
                round(number * step, 1),
                round(step * 0.82, 2),
                round(100 * mean, 1),
                any(sentence.hedges for sentence in group),
                any(sentence.boosters for sentence in group),
                all(sentence.voice != AUTHOR for sentence in group),
                one_line(f"line {group[0].line}: {mean:.2f} {', '.join(cues)}"),
            )
        )
    return Profile(_PROFILE_WIDTH, tuple(bars), tuple(paragraphs) if len(paragraphs) <= 60 else (), per_bar)
