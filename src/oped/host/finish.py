"""Turn what an analyser returned into a layer: check it against the contract, number it, address it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

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
    labels, features = frozenset(analyser.labels), frozenset(analyser.features)
    items: list[Annotation | Relation] = [*annotations, *relations]
    for item in items:
        if item.label not in labels:
            raise PluginError(
                f"label {item.label!r} is not declared; add it to the analyser's labels: {', '.join(analyser.labels)}"
            )
        if features and item.features and not features.issuperset(item.features):
            extra = ", ".join(sorted(item.features.keys() - features))
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
        annotation
        if annotation.key == key
        else Annotation(annotation.label, annotation.spans, key, features=annotation.features)
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
    own = {id(a): f"{layer.name}#{key}" for a, key in zip(layer.annotations, keys, strict=True)}
    own_addresses = frozenset(own.values())
    others = {other.name: other for other in layers.values()}
    own_by_value: dict[Annotation, str] = {}

    def find(end: Annotation | str) -> str:
        if isinstance(end, str):
            return end if end in own_addresses or _stands(end, others) else ""
        address = own.get(id(end)) or _elsewhere(end, others)
        if not address and not own_by_value:  # filled in at first need: to hash every annotation is slow
            own_by_value.update((a, own[id(a)]) for a in reversed(layer.annotations))
        return address or own_by_value.get(end, "")

    def address_of(end: Annotation | str, label: str) -> str:
        address = find(end)
        if not address:
            shown = end if isinstance(end, str) else f"{end.label} [{end.start}, {end.end})"
            raise PluginError(
                f"relation {label!r} points at {shown}, which is neither in this layer nor in one that it needs"
            )
        return address

    relations = []
    for relation in layer.relations:
        source, target = address_of(relation.source, relation.label), address_of(relation.target, relation.label)
        same = source is relation.source and target is relation.target
        relations.append(relation if same else Relation(relation.label, source, target, features=relation.features))
    return tuple(relations)


def _elsewhere(annotation: Annotation, layers: Mapping[str, Layer]) -> str:
    """The address of an annotation of another layer, of itself rather than of one that is equal; empty for none."""
    equal = ""
    for layer in layers.values():
        there = _at(layer, annotation.key)
        if there is annotation:
            return layer.address(annotation)
        if there == annotation:
            equal = layer.address(annotation)
    return equal


def _stands(address: str, layers: Mapping[str, Layer]) -> bool:
    """Whether an annotation of another layer stands at an address."""
    name, _, key = address.partition("#")
    return name in layers and _at(layers[name], key) is not None


def _at(layer: Layer, key: str) -> Annotation | None:
    try:
        return layer.annotation(key)
    except KeyError:
        return None
