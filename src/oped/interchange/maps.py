"""An argument map as nodes and steps: what all formats of maps share, out of a layer and back into one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs

from oped.errors import SchemaError
from oped.model import Annotation, Document, Layer, Relation, Report, Scalar, Span

LAYER = "argument"
AGAINST = ("attack", "undercut")


@attrs.frozen
class Node:
    """One unit: its annotation, its exact words, and whether a hedge stands in it."""

    annotation: Annotation
    text: str
    hedged: bool = False

    @property
    def key(self) -> str:
        """The key of the annotation."""
        return self.annotation.key


@attrs.frozen
class Step:
    """How units bear on another: `sources` and `target` are keys; several sources are linked premises.

    `relations` are those of the layer, one for each source. An undercut is aimed at the premise whose step it attacks.
    """

    label: str
    relations: tuple[Relation, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of the units that bear on the target."""
        return tuple(_key(relation.source) for relation in self.relations)

    @property
    def target(self) -> str:
        """The key of the unit that they bear on."""
        return _key(self.relations[0].target)


@attrs.frozen
class ArgumentMap:
    """The argument of one document."""

    document: Document
    nodes: tuple[Node, ...]
    steps: tuple[Step, ...]

    def step_from(self, key: str) -> int | None:
        """The index of the first step that a unit is a premise of; None where it bears on nothing."""
        return next((i for i, step in enumerate(self.steps) if key in step.sources), None)


def argument_map(report: Report) -> ArgumentMap:
    """The argument map of a report; empty where the layer did not run."""
    layer = report.layers.get(LAYER, Layer(LAYER))
    hedged = set()
    if "hedging" in report.layers and layer.annotations:
        hedged = {unit.key for unit, _ in report.overlapping(LAYER, "hedging.hedge")}
    nodes = tuple(Node(a, report.document.quote(a), a.key in hedged) for a in layer.annotations)
    return ArgumentMap(report.document, nodes, tuple(_steps(layer)))


def _steps(layer: Layer) -> Iterable[Step]:
    """The relations within the layer, linked premises together at the place of the first."""
    known = {layer.address(annotation) for annotation in layer.annotations}
    groups: dict[tuple[Any, ...], list[Relation]] = {}
    for number, relation in enumerate(layer.relations):
        if relation.source not in known or relation.target not in known:
            continue  # it leads to another layer, which a map does not hold
        linked = relation.features.get("linked") if relation.label == "support" else None
        group = groups.setdefault((relation.target, linked) if linked is not None else (number,), [])
        if any(other.source == relation.source for other in group):
            group = groups.setdefault((number,), [])
        group.append(relation)
    return (Step(group[0].label, tuple(group)) for group in groups.values())


def _key(end: Annotation | str) -> str:
    return end.key if isinstance(end, Annotation) else end.partition("#")[2]


# Back into a layer


@attrs.frozen
class Found:
    """One unit of a map that was read: what the map says of it. `spans` are empty where it does not say."""

    id: str
    text: str
    key: str = ""
    label: str = ""
    spans: tuple[Span, ...] = ()
    features: Mapping[str, Scalar] = attrs.field(factory=dict)


@attrs.frozen
class Bears:
    """A relation of a map that was read, by the ids of its units."""

    label: str
    source: str
    target: str
    features: Mapping[str, Scalar] = attrs.field(factory=dict)


def layer_of(
    document: Document, found: Sequence[Found], bears: Sequence[Bears], clean: Callable[[str], str] = str
) -> Layer:
    """The layer of a map that was read. `clean` is what writing may have done to the words.

    Units without a label are premises where they bear on another, claims elsewhere; without a side they are pro, or con
    where an odd number of attacks lies between them and what stands at the top. Raises SchemaError.
    """
    keys = _keys(found)
    above = {step.source: step for step in reversed(bears)}
    annotations = []
    at = 0
    for unit in found:
        spans = unit.spans or (_located(document.text, unit.text, at),)
        annotation = Annotation(
            unit.label or ("premise" if unit.id in above else "claim"),
            spans,
            keys[unit.id],
            features=dict(unit.features) if unit.label else {**unit.features, "side": _side(unit.id, above)},
        )
        if unit.spans and clean(document.quote(annotation)) != clean(unit.text):
            raise SchemaError(
                f"unit {unit.id} says {unit.text!r:.60}, but at its place stands "
                f"{document.quote(annotation)!r:.60}; is this the map of this text?"
            )
        at = annotation.end
        annotations.append(annotation)
    relations = [
        Relation(step.label, f"{LAYER}#{keys[step.source]}", f"{LAYER}#{keys[step.target]}", features=step.features)
        for step in bears
    ]
    return Layer(LAYER, annotations, relations)


def _keys(found: Sequence[Found]) -> dict[str, str]:
    """Keys as the map has them, else numbers that are free. Raises SchemaError where a key or id comes twice."""
    given = [unit.key for unit in found if unit.key]
    if len({unit.id for unit in found}) < len(found) or len(set(given)) < len(given):
        raise SchemaError("two units of this map have the same id or key")
    if any("#" in key for key in given):
        raise SchemaError("a key must not hold '#'")
    keys, taken, number = {}, set(given), 0
    for unit in found:
        number += 1
        while not unit.key and str(number) in taken:
            number += 1
        keys[unit.id] = unit.key or str(number)
        taken.add(keys[unit.id])
    return keys


def _located(text: str, words: str, at: int) -> Span:
    """Where words stand in a text, from `at` on or else anywhere; blanks may differ. Raises SchemaError."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    match = (pattern.search(text, at) or pattern.search(text)) if words.strip() else None
    if match is None:
        raise SchemaError(f"these words of the map do not stand in the text: {words!r:.80}")
    return Span(*match.span())


def _side(id_: str, above: Mapping[str, Bears]) -> str:
    attacks, seen = 0, set()
    while id_ in above and id_ not in seen:
        seen.add(id_)
        attacks += above[id_].label in AGAINST
        id_ = above[id_].target
    return "con" if attacks % 2 else "pro"


def scalars(data: Any) -> dict[str, Scalar]:
    """The scalars of a mapping that another tool may have had in hand; what is no scalar is left out."""
    if not isinstance(data, Mapping):
        return {}
    return {str(k): v for k, v in data.items() if v is None or isinstance(v, str | int | float | bool)}


def spans_of(rows: Any) -> tuple[Span, ...]:
    """Spans from rows [start, end]; none where there are none. Raises SchemaError where they are no rows of offsets."""
    try:
        return tuple(Span(int(start), int(end)) for start, end in rows or ())
    except (TypeError, ValueError) as error:
        raise SchemaError(f"{rows!r:.80} are no offsets: {error}") from None
