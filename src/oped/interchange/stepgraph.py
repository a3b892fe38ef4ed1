"""Maps in which a step is a node of its own between units, as AIF and SADFace have them: out of a map and back.

A conflict that points at a step attacks the step: it is an undercut, which the layer aims at a premise of the step.
Under the key `oped` a node holds what such a graph cannot say: the features, and which of several premises is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from oped.interchange.maps import ArgumentMap, Bears, Found, Node, Step, scalars, spans_of

Edge = tuple[str, str]


@attrs.frozen
class StepNode:
    """A step as it was read: support, attack or restate by its type, and what stood under the key `oped`."""

    label: str
    own: Mapping[str, Any]


def edges_of(drawn: ArgumentMap, units: Mapping[str, str], steps: Sequence[str]) -> list[Edge]:
    """The edges by the ids of units (by key) and of steps (in order): sources to step, step to target."""
    edges: list[Edge] = []
    for step, id_ in zip(drawn.steps, steps, strict=True):
        attacked = drawn.step_from(step.target) if step.label == "undercut" else None
        edges += [(units[source], id_) for source in step.sources]
        edges.append((id_, units[step.target] if attacked is None else steps[attacked]))
    return edges


def unit_facts(node: Node) -> dict[str, Any]:
    """What stands under `oped` at a unit."""
    annotation = node.annotation
    return {
        "key": annotation.key,
        "label": annotation.label,
        "spans": [[span.start, span.end] for span in annotation.spans],
        "features": dict(annotation.features),
    }


def step_facts(step: Step) -> dict[str, Any]:
    """What stands under `oped` at a step."""
    return {"label": step.label, "target": step.target, "features": [dict(r.features) for r in step.relations]}


def found_unit(id_: str, text: str, own: Any) -> Found:
    """A unit as it was read; its place is empty where the map does not say. Raises SchemaError."""
    facts = own if isinstance(own, Mapping) else {}
    return Found(
        id_,
        text,
        str(facts.get("key", "")),
        str(facts.get("label", "")),
        spans_of(facts.get("spans")),
        scalars(facts.get("features")),
    )


def relations_of(steps: Mapping[str, StepNode], edges: Iterable[Edge], units: Sequence[Found]) -> list[Bears]:
    """The relations that steps stand for; the graph counts, and what stands under `oped` only completes it."""
    ids = {unit.id for unit in units}
    by_key = {unit.key: unit.id for unit in units if unit.key}
    into: dict[str, list[str]] = {id_: [] for id_ in steps}
    out: dict[str, list[str]] = {id_: [] for id_ in steps}
    for start, end in edges:
        if end in steps and start in ids:
            into[end].append(start)
        if start in steps:
            out[start].append(end)
    relations: list[Bears] = []
    linked = 0
    for id_, step in steps.items():
        features = _features(step, len(into[id_]))
        if len(into[id_]) > 1 and not features:
            linked += 1
            features = [{"linked": linked}] * len(into[id_])
        for end in out[id_]:
            label, target = _aim(step, end, steps, into, by_key.get(str(step.own.get("target"))))
            if target in ids:
                for number, source in enumerate(into[id_]):
                    relations.append(Bears(label, source, target, features[number] if features else {}))
    return relations


def _features(step: StepNode, sources: int) -> list[dict[str, Any]]:
    stated = step.own.get("features")
    return list(map(scalars, stated)) if isinstance(stated, list) and len(stated) == sources else []


def _aim(
    step: StepNode, end: str, steps: Mapping[str, StepNode], into: Mapping[str, Sequence[str]], stated: str | None
) -> tuple[str, str]:
    """The label and the target of a step: one that points at a step is aimed at a premise of that."""
    label = str(step.own.get("label") or step.label)
    if end not in steps:
        return label, end
    premises = into[end]
    if stated in premises:
        return label, str(stated)
    return "undercut" if step.label == "attack" else label, premises[0] if premises else ""
