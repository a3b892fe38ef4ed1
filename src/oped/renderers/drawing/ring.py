"""A network of who stands where: the most active in a ring, neighbours beside each other, curved arrows between them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from oped.blocks import Graph
from oped.renderers.summary import Dyad
from oped.safe import one_line, shortened
from oped.sides import AUTHOR


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


@attrs.frozen
class Tie:
    """What joins two names: `sign` is for, against, mixed or none; `count` makes the arrow wide; `title` tells it."""

    source: str
    target: str
    sign: str
    count: int
    title: str


_RING = 9
_WIDTH, _HEIGHTS = 620, {0: 40, 1: 120, 2: 120, 3: 230, 4: 270, 5: 310}
_HEIGHT = 400
"""Few need less room than many."""
_LONGEST_NAME = 19
MARKS = {"for": "+", "against": "−", "mixed": "±", "none": ""}


def network(dyads: Sequence[Dyad]) -> Network:
    """Who stands where towards whom; those who take most part."""
    return ring_of(
        [Tie(d.holder, d.target, d.sign, len(d.stances), tallied(d.supports, d.opposes, d.mixed)) for d in dyads]
    )


def tallied(supports: int, opposes: int, mixed: int) -> str:
    """As in "2 for, 1 against, 0 mixed"."""
    return f"{supports} for, {opposes} against, {mixed} mixed"


def ring(graph: Graph) -> Network:
    """The graph of a plugin's section."""
    signs = {"+": "for", "-": "against", "−": "against"}
    names = list(dict.fromkeys((*graph.nodes, *(end for edge in graph.edges for end in (edge.source, edge.target)))))
    ties = [Tie(edge.source, edge.target, signs.get(edge.sign, "none"), 1, edge.label) for edge in graph.edges]
    return _ring(names, ties)


def ring_of(ties: Sequence[Tie]) -> Network:
    """The names that take most part, of equals those that come first."""
    degree: Counter[str] = Counter()
    for tie in ties:
        degree.update({tie.source: tie.count, tie.target: tie.count})
    return _ring(sorted(degree, key=lambda name: -degree[name]), ties)


def _ring(names: Sequence[str], ties: Sequence[Tie]) -> Network:
    kept = _spread(names[:_RING], ties)
    width, height = _WIDTH, _HEIGHTS.get(len(kept), _HEIGHT)
    at = {name: _on_ring(number, len(kept), height) for number, name in enumerate(kept)}
    nodes = tuple(_node(name, *at[name], height) for name in kept)
    drawn = [tie for tie in ties if tie.source in at and tie.target in at and tie.source != tie.target]
    return Network(width, height, nodes, tuple(_arcs(drawn, at)), len(names) - len(kept))


def _arcs(ties: Sequence[Tie], at: Mapping[str, tuple[float, float]]) -> Iterable[Arc]:
    """One arc for each tie, and one for both where two go each way with the same sign."""
    there = {(tie.source, tie.target, tie.sign): tie for tie in ties}
    done: set[tuple[str, str, str]] = set()
    for tie in ties:
        said = f"{called(tie.source)} → {called(tie.target)}: {tie.title}"
        turned = (tie.target, tie.source, tie.sign)
        back = there.get(turned) if tie.sign != "none" else None
        if back and turned in done:
            continue
        done.add((tie.source, tie.target, tie.sign))
        ends = at[tie.source], at[tie.target]
        if back:
            said = f"{said}; {called(tie.target)} → {called(tie.source)}: {back.title}"
            yield _arc(*ends, tie.sign, tie.count + back.count, said, mutual=True)
        else:
            yield _arc(*ends, tie.sign, tie.count, said)


def _spread(names: Sequence[str], ties: Sequence[Tie]) -> list[str]:
    """Order names so that those who deal with each other stand beside each other: each time the one closest to the last."""
    weight: Counter[frozenset[str]] = Counter()
    for tie in ties:
        weight[frozenset((tie.source, tie.target))] += tie.count
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
    return Node(shortened(one_line(called(name)), _LONGEST_NAME), x, y, round(x + push, 1), round(y + drop, 1), anchor)


def called(name: str) -> str:
    """A name in a picture."""
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
        path, sign, round(width, 1), MARKS[sign], round(middle[0], 1), round(middle[1], 1), one_line(title), mutual
    )
