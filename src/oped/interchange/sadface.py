"""SADFace (Simple Argument Description Format, Wells 2020): atoms with their places in the text, and schemes between them.

Ids are UUIDs, as the format asks, made from the text and the unit, so that the same report gives the same bytes.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import attrs

from oped import __version__
from oped.errors import SchemaError
from oped.interchange.maps import ArgumentMap, Found, Node, Step, argument_map, layer_of, spans_of
from oped.interchange.stepgraph import StepNode, edges_of, found_unit, relations_of, step_facts, unit_facts
from oped.model import Document, Layer, Report

_NAMES = {"support": "support", "attack": "attack", "undercut": "attack", "restate": "rephrase"}
_LABELS = {"support": "support", "attack": "attack", "rephrase": "restate"}
_VERSION = "0.5.4"
"""The version of the format that is written."""


def write(report: Report) -> str:
    """The argument map of a report as SADFace JSON."""
    return json.dumps(_graph(argument_map(report)), ensure_ascii=False, indent=1) + "\n"


def _graph(drawn: ArgumentMap) -> dict[str, Any]:
    document = drawn.document
    space = uuid5(NAMESPACE_URL, f"oped:{document.id}:{document.text}".encode("utf-8", "replace").decode())

    def made(name: str) -> str:
        return str(uuid5(space, name.encode("utf-8", "replace").decode()))

    units = {node.key: made(f"unit {node.key}") for node in drawn.nodes}
    steps = [made(f"step {number}") for number in range(len(drawn.steps))]
    date = str(document.metadata.get("date") or "")
    core = {"analyst_email": "", "analyst_name": f"oped {__version__}", "created": date, "edited": date}
    return {
        "metadata": {"core": {**core, "id": str(space), "version": _VERSION}, "oped": {"document": document.id}},
        "resources": [{"id": made("text"), "content": document.text, "type": "text", "metadata": {"core": {}}}],
        "nodes": [
            *(_atom(node, units[node.key], made("text"), document) for node in drawn.nodes),
            *(_scheme(step, id_) for step, id_ in zip(drawn.steps, steps, strict=True)),
        ],
        "edges": [
            {"id": made(f"edge {number}"), "source_id": start, "target_id": end}
            for number, (start, end) in enumerate(edges_of(drawn, units, steps))
        ],
    }


def _atom(node: Node, id_: str, resource: str, document: Document) -> dict[str, Any]:
    own = unit_facts(node)
    sources = [
        {"resource_id": resource, "text": document.text[start:end], "offset": start, "length": end - start}
        for start, end in own.pop("spans")
    ]
    return {"id": id_, "type": "atom", "text": node.text, "sources": sources, "metadata": {"core": {}, "oped": own}}


def _scheme(step: Step, id_: str) -> dict[str, Any]:
    name = _NAMES.get(step.label, "support")
    return {"id": id_, "type": "scheme", "name": name, "metadata": {"core": {}, "oped": step_facts(step)}}


def read(text: str, document: Document) -> Layer:
    """Read SADFace JSON into the layer `argument` of a document. Raises SchemaError.

    The places of atoms count where the map holds this very text as a resource; else atoms are found by their words.
    """
    try:
        data = json.loads(text)
        texts = {str(r["id"]) for r in data["resources"] if r.get("content") == document.text}
        units = [_unit(node, texts) for node in data["nodes"] if node["type"] == "atom"]
        steps = {
            str(node["id"]): StepNode(_LABELS.get(str(node["name"]).lower(), _kind(node)), _own(node))
            for node in data["nodes"]
            if node["type"] != "atom"
        }
        edges = [(str(edge["source_id"]), str(edge["target_id"])) for edge in data["edges"]]
        return layer_of(document, units, relations_of(steps, edges, units))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise SchemaError(f"this is no SADFace: {what}") from None


def _unit(node: dict[str, Any], texts: set[str]) -> Found:
    found = found_unit(str(node["id"]), str(node["text"]), _own(node))
    sources = node.get("sources") or []
    if not sources or not all(str(source["resource_id"]) in texts for source in sources):
        return found
    rows = [(int(source["offset"]), int(source["offset"]) + int(source["length"])) for source in sources]
    return attrs.evolve(found, spans=spans_of(rows))


def _kind(node: dict[str, Any]) -> str:
    """A scheme with a name of its own (of Walton's, say) supports, unless its type says that it is a conflict."""
    return "attack" if node["type"] == "conflict" else "support"


def _own(node: dict[str, Any]) -> dict[str, Any]:
    metadata = node.get("metadata")
    own = metadata.get("oped") if isinstance(metadata, dict) else None
    return own if isinstance(own, dict) else {}
