"""The small safe vocabulary in which a plugin's section is shown: no markup, so nothing to escape wrongly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from oped.model import Scalar


@attrs.frozen
class Text:
    """A paragraph of plain words."""

    text: str


@attrs.frozen
class Quotation:
    """Words of the document, with the address of the annotation that they are the evidence of."""

    text: str
    address: str = ""


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


def _numbers(numbers: Iterable[float]) -> tuple[float, ...]:
    return tuple(numbers)


def _rows(rows: Iterable[Sequence[Scalar]]) -> tuple[tuple[Scalar, ...], ...]:
    return tuple(tuple(row) for row in rows)


@attrs.frozen
class Table:
    """Rows of scalars under named columns."""

    columns: tuple[str, ...] = attrs.field(converter=_names)
    rows: tuple[tuple[Scalar, ...], ...] = attrs.field(converter=_rows)
    caption: str = ""


@attrs.frozen
class Chart:
    """Horizontal bars: labels with numbers of at least 0."""

    labels: tuple[str, ...] = attrs.field(converter=_names)
    values: tuple[float, ...] = attrs.field(converter=_numbers)
    caption: str = ""


@attrs.frozen
class Edge:
    """A directed edge; `sign` is "+", "-" or empty."""

    source: str
    target: str
    label: str = ""
    sign: str = ""


def _edges(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    return tuple(edges)


@attrs.frozen
class Graph:
    """Named nodes joined by edges."""

    nodes: tuple[str, ...] = attrs.field(converter=_names)
    edges: tuple[Edge, ...] = attrs.field(converter=_edges)
    caption: str = ""


Block = Text | Quotation | Table | Chart | Graph
