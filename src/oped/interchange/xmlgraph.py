"""Graphs in the XML of GraphML 1.0 and GEXF 1.2, and GraphML back in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from xml.etree import ElementTree as ET  # only to write; what is read goes through defusedxml

import attrs

from oped.errors import SchemaError
from oped.model import Scalar

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://www.gexf.net/1.2draft"
_TYPES: dict[type, str] = {bool: "boolean", int: "long", float: "double", str: "string"}


@attrs.frozen
class Vertex:
    """A node with its values; `label` is what people read."""

    id: str
    label: str
    values: Mapping[str, Scalar] = attrs.field(factory=dict)


@attrs.frozen
class Link:
    """An edge between the ids of two nodes; `weight` is its width."""

    source: str
    target: str
    values: Mapping[str, Scalar] = attrs.field(factory=dict)
    weight: float = 1.0


@attrs.frozen
class Graph:
    """Nodes and edges in order."""

    nodes: tuple[Vertex, ...]
    links: tuple[Link, ...]
    directed: bool = True


def xml_text(text: str) -> str:
    """Text with what XML 1.0 cannot hold (control characters, surrogates) replaced, and ends of lines as XML reads them."""
    if text.isprintable():
        return text
    return "".join(_allowed(c) for c in text)


def _allowed(character: str) -> str:
    code = ord(character)
    fine = code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
    return character if fine else "\ufffd"


def _columns(rows: Iterable[Mapping[str, Scalar]]) -> dict[str, str]:
    """The names of values with the type that fits all of each; None is no value."""
    kinds: dict[str, set[str]] = {}
    for row in rows:
        for name, value in row.items():
            if value is not None:
                kinds.setdefault(name, set()).add(_TYPES.get(type(value), "string"))
    return {name: _joint(found) for name, found in sorted(kinds.items())}


def _joint(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return "double" if kinds == {"long", "double"} else "string"


def _written(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return xml_text(value) if isinstance(value, str) else repr(value)


def _document(root: ET.Element) -> str:
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    # A parser makes a line feed of a carriage return, unless it is written by its number.
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text.replace("\r", "&#13;") + "\n"


def graphml(graph: Graph) -> str:
    """The graph as GraphML."""
    root = ET.Element("graphml", xmlns=_GRAPHML)
    keys: dict[tuple[str, str], str] = {}
    labelled = [{"label": node.label, **node.values} for node in graph.nodes]
    weighed = [{"weight": link.weight, **link.values} for link in graph.links]
    for kind, rows in (("node", labelled), ("edge", weighed)):
        for name, type_ in _columns(rows).items():
            keys[kind, name] = f"d{len(keys)}"
            attributes = {"id": keys[kind, name], "for": kind, "attr.name": xml_text(name), "attr.type": type_}
            ET.SubElement(root, "key", attributes)
    body = ET.SubElement(root, "graph", edgedefault="directed" if graph.directed else "undirected")
    for node, row in zip(graph.nodes, labelled, strict=True):
        _data(ET.SubElement(body, "node", id=xml_text(node.id)), row, "node", keys)
    for number, (link, row) in enumerate(zip(graph.links, weighed, strict=True)):
        ends = {"id": f"e{number}", "source": xml_text(link.source), "target": xml_text(link.target)}
        _data(ET.SubElement(body, "edge", ends), row, "edge", keys)
    return _document(root)


def _data(element: ET.Element, row: Mapping[str, Scalar], kind: str, keys: Mapping[tuple[str, str], str]) -> None:
    for name, value in row.items():
        if value is not None:
            ET.SubElement(element, "data", key=keys[kind, name]).text = _written(value)


def gexf(graph: Graph) -> str:
    """The graph as GEXF; nodes and edges have no positions, which layouts of Gephi give them."""
    root = ET.Element("gexf", xmlns=_GEXF, version="1.2")
    body = ET.SubElement(root, "graph", defaultedgetype="directed" if graph.directed else "undirected", mode="static")
    numbers: dict[tuple[str, str], str] = {}
    for kind, rows in (("node", [n.values for n in graph.nodes]), ("edge", [e.values for e in graph.links])):
        columns = ET.SubElement(body, "attributes", {"class": kind, "mode": "static"})
        for number, (name, type_) in enumerate(_columns(rows).items()):
            numbers[kind, name] = str(number)
            ET.SubElement(columns, "attribute", id=str(number), title=xml_text(name), type=type_)
    nodes = ET.SubElement(body, "nodes")
    for node in graph.nodes:
        element = ET.SubElement(nodes, "node", id=xml_text(node.id), label=xml_text(node.label))
        _values(element, node.values, "node", numbers)
    edges = ET.SubElement(body, "edges")
    for count, link in enumerate(graph.links):
        ends = {"id": str(count), "source": xml_text(link.source), "target": xml_text(link.target)}
        element = ET.SubElement(edges, "edge", {**ends, "weight": repr(link.weight)})
        _values(element, link.values, "edge", numbers)
    return _document(root)


def _values(element: ET.Element, row: Mapping[str, Scalar], kind: str, numbers: Mapping[tuple[str, str], str]) -> None:
    if any(value is not None for value in row.values()):
        values = ET.SubElement(element, "attvalues")
        for name, value in row.items():
            if value is not None:
                ET.SubElement(values, "attvalue", {"for": numbers[kind, name], "value": _written(value)})


def read_graphml(text: str) -> Graph:
    """Read GraphML: its first graph, with the values of nodes and edges. Raises SchemaError."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(text, forbid_dtd=True)
        names = {"{*}": f"{{{_GRAPHML}}}" if root.tag.startswith("{") else ""}
        space = names["{*}"]
        keys = {
            key.attrib["id"]: (key.get("attr.name", key.attrib["id"]), key.get("attr.type", "string"))
            for key in root.findall(f"{space}key")
        }
        body = root.find(f"{space}graph")
        if body is None:
            raise SchemaError("this GraphML holds no graph")
        nodes = [
            Vertex(node.attrib["id"], str(values.get("label", "")), values)
            for node in body.findall(f"{space}node")
            for values in [_read(node.findall(f"{space}data"), keys)]
        ]
        links = [
            Link(edge.attrib["source"], edge.attrib["target"], _read(edge.findall(f"{space}data"), keys))
            for edge in body.findall(f"{space}edge")
        ]
        return Graph(tuple(nodes), tuple(links), body.get("edgedefault") != "undirected")
    except (ET.ParseError, DefusedXmlException, ValueError, KeyError) as error:
        raise SchemaError(f"this is no GraphML that can be read: {error}") from None


def _read(data: Sequence[ET.Element], keys: Mapping[str, tuple[str, str]]) -> dict[str, Scalar]:
    values: dict[str, Scalar] = {}
    for item in data:
        name, type_ = keys[item.attrib["key"]]
        text = "".join(chain(item.itertext()))
        if type_ == "boolean":
            values[name] = text.strip().lower() in ("true", "1")
        elif type_ in ("int", "long"):
            values[name] = int(text)
        elif type_ in ("float", "double"):
            values[name] = float(text)
        else:
            values[name] = text
    return values
