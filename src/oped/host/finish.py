"""Turn what an analyser returned into a layer: check it against the contract, number it, address it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from oped.analyser import Analyser
from oped.errors import PluginError
from oped.model import Annotation, Document, Layer, Measure, Relation, Scalar


def finish(
    analyser: Analyser,
    found: Iterable[Any],
    document: Document,
    layers: Mapping[str, Layer],
    provenance: Mapping[str, Scalar],
) -> Layer:
    """Make a layer of what `run` returned. Raises PluginError, saying which item breaks which rule."""
    annotations: list[Annotation] = []
    relations: list[Relation] = []
    measures: dict[str, Scalar] = {}
    for item in found:
        if isinstance(item, Annotation):
            annotations.append(item)
        elif isinstance(item, Relation):
            relations.append(item)
        elif isinstance(item, Measure):
            if item.name in measures:
                raise PluginError(f"measure {item.name!r} is given twice")
            measures[item.name] = item.value
        else:
            raise PluginError(f"run returned {item!r:.80}; only Annotation, Relation and Measure may be returned")
    _check_declared(analyser, annotations, relations)
    layer = Layer(analyser.name, annotations, relations, measures, provenance, analyser.accuracy)
    return settle(layer, document, layers)


def _check_declared(analyser: Analyser, annotations: list[Annotation], relations: list[Relation]) -> None:
    items: list[Annotation | Relation] = [*annotations, *relations]
    for item in items:
        if item.label not in analyser.labels:
            raise PluginError(
                f"label {item.label!r} is not declared; add it to the analyser's labels: {', '.join(analyser.labels)}"
            )
        if analyser.features and not analyser.features.keys() >= item.features.keys():
            extra = ", ".join(sorted(item.features.keys() - analyser.features.keys()))
            raise PluginError(f"feature {extra!r} of {item.label!r} is not declared; add it to the analyser's features")


def settle(layer: Layer, document: Document, layers: Mapping[str, Layer]) -> Layer:
    """Check the bounds of a layer, give each annotation a key and each relation the addresses of its ends.

    `layers` are the other layers that relations may point to. Raises PluginError.
    """
    for annotation in layer.annotations:
        if annotation.end > len(document.text):
            raise PluginError(
                f"{annotation.label} [{annotation.start}, {annotation.end}) reaches beyond the text, "
                f"which has {len(document.text)} code points"
            )
    keys = _keys(layer)
    annotations = tuple(
        annotation if annotation.key == key else attrs.evolve(annotation, key=key)
        for annotation, key in zip(layer.annotations, keys, strict=True)
    )
    relations = _addressed(layer, keys, layers) if layer.relations else ()
    return Layer(layer.name, annotations, relations, layer.measures, layer.provenance, layer.accuracy)


def _keys(layer: Layer) -> list[str]:
    """Keys as given, or the number of the position from 1; a number that is taken is passed over."""
    given = [annotation.key for annotation in layer.annotations if annotation.key]
    taken = set(given)
    if len(taken) < len(given):
        twice = sorted(key for key in taken if given.count(key) > 1)
        raise PluginError(f"key {twice[0]!r} is given to two annotations")
    if any("#" in key for key in given):
        raise PluginError("a key must not hold '#', which separates layer and key in an address")
    keys: list[str] = []
    number = 0
    for annotation in layer.annotations:
        number += 1
        if annotation.key:
            keys.append(annotation.key)
            continue
        while str(number) in taken:
            number += 1
        keys.append(str(number))
        taken.add(str(number))
    return keys


def _addressed(layer: Layer, keys: list[str], layers: Mapping[str, Layer]) -> tuple[Relation, ...]:
    """The relations with the addresses of their ends; one that has them already is kept as it is."""
    by_identity = {id(a): other.address(a) for other in layers.values() for a in other.annotations}
    by_identity.update((id(a), f"{layer.name}#{key}") for a, key in zip(layer.annotations, keys, strict=True))
    known = set(by_identity.values())
    by_value: dict[Annotation, str] = {}

    def address_of(end: Annotation | str, label: str) -> str:
        address = (
            end
            if isinstance(end, str)
            else by_identity.get(id(end)) or _by_value(by_value, layer, by_identity, layers).get(end)
        )
        if address is None or address not in known:
            shown = end if isinstance(end, str) else f"{end.label} [{end.start}, {end.end})"
            raise PluginError(
                f"relation {label!r} points at {shown}, which is neither in this layer nor in one that it needs"
            )
        return address

    relations = []
    for relation in layer.relations:
        source, target = address_of(relation.source, relation.label), address_of(relation.target, relation.label)
        same = source is relation.source and target is relation.target
        relations.append(relation if same else attrs.evolve(relation, source=source, target=target))
    return tuple(relations)


def _by_value(
    table: dict[Annotation, str], layer: Layer, by_identity: Mapping[int, str], layers: Mapping[str, Layer]
) -> dict[Annotation, str]:
    """Addresses by the value of an annotation, filled in at first need: to hash every annotation is slow."""
    if not table:
        for other in layers.values():
            table.update((annotation, other.address(annotation)) for annotation in other.annotations)
        for annotation in layer.annotations:
            table.setdefault(annotation, by_identity[id(annotation)])
    return table
