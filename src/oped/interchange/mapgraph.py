"""An argument map as GraphML: a node for each unit, with its place in the text, and an edge for each relation."""

from __future__ import annotations

from collections.abc import Mapping

from oped.errors import SchemaError
from oped.interchange.maps import Bears, Found, argument_map, layer_of, spans_of
from oped.interchange.xmlgraph import Graph, Link, Vertex, graphml, read_graphml, xml_text
from oped.model import Document, Layer, Report, Scalar

_FEATURE = "feature."


def write(report: Report) -> str:
    """The argument map of a report as GraphML."""
    drawn = argument_map(report)
    ids = {node.key: f"n{number}" for number, node in enumerate(drawn.nodes, start=1)}
    nodes = [
        Vertex(
            ids[node.key],
            node.annotation.label,
            {
                "key": node.key,
                "text": node.text,
                "spans": " ".join(f"{span.start}:{span.end}" for span in node.annotation.spans),
                **_features(node.annotation.features),
            },
        )
        for node in drawn.nodes
    ]
    links = [
        Link(ids[source], ids[step.target], {"relation": step.label, **_features(relation.features)})
        for step in drawn.steps
        for source, relation in zip(step.sources, step.relations, strict=True)
    ]
    return graphml(Graph(tuple(nodes), tuple(links)))


def _features(features: Mapping[str, Scalar]) -> dict[str, Scalar]:
    return {f"{_FEATURE}{name}": value for name, value in features.items()}


def _stated(values: Mapping[str, Scalar]) -> dict[str, Scalar]:
    return {name.removeprefix(_FEATURE): value for name, value in values.items() if name.startswith(_FEATURE)}


def read(text: str, document: Document) -> Layer:
    """Read GraphML into the layer `argument` of a document. Raises SchemaError.

    A node needs a value `text`, or else a `label` with its words; an edge without `relation` supports.
    """
    graph = read_graphml(text)
    ids = {node.id for node in graph.nodes}
    if any(link.source not in ids or link.target not in ids for link in graph.links):
        raise SchemaError("an edge of this GraphML leads to no node")
    units = []
    for node in graph.nodes:
        if "text" in node.values:
            rows = [piece.split(":") for piece in str(node.values.get("spans", "")).split()]
            own = str(node.values.get("key", "")), str(node.values.get("label", "")), spans_of(rows)
            units.append(Found(node.id, str(node.values["text"]), *own, _stated(node.values)))
        else:
            units.append(Found(node.id, node.label, features=_stated(node.values)))
    bears = [
        Bears(str(link.values.get("relation") or "support"), link.source, link.target, _stated(link.values))
        for link in graph.links
    ]
    return layer_of(document, units, bears, clean=xml_text)
