"""AIF as JSON (the Argument Interchange Format, as AIFdb and its tools read it) and xAIF, which adds the text.

Units are I-nodes; a step is an S-node between them: RA (inference) for support, CA (conflict) for attack and undercut,
MA (rephrase) for restatement. Linked premises share one RA; an undercut is a conflict with the step itself.
Sources: Chesñevar et al. 2006, "Towards an argument interchange format"; the JSON of AIFdb (Lawrence et al. 2012) and the
xAIF of the Open Argument Mining Framework. Places in the text and features, for which both have no field, stand under the
key `oped` of a node.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from oped.errors import SchemaError
from oped.interchange.maps import ArgumentMap, Node, Step, argument_map, layer_of
from oped.interchange.stepgraph import StepNode, edges_of, found_unit, relations_of, step_facts, unit_facts
from oped.model import Document, Layer, Report

_TYPES = {"support": "RA", "attack": "CA", "undercut": "CA", "restate": "MA"}
_LABELS = {"RA": "support", "CA": "attack", "MA": "restate"}
_DEFAULTS = {"RA": "Default Inference", "CA": "Default Conflict", "MA": "Default Rephrase"}


@cache
def _schemes() -> dict[str, str]:
    return tomllib.loads(files("oped.interchange").joinpath("schemes.toml").read_text("utf-8"))


def write_aif(report: Report) -> str:
    """The argument map of a report as AIF JSON."""
    return _json(_graph(argument_map(report)))


def write_xaif(report: Report) -> str:
    """The argument map of a report as xAIF: AIF, and the text with its units marked."""
    drawn = argument_map(report)
    graph = {**_graph(drawn), "schemefulfillments": [], "descriptorfulfillments": [], "participants": []}
    ova = {"firstname": "", "surname": "", "url": "", "nodes": [], "edges": []}
    return _json({"AIF": graph, "text": _marked(drawn), "dialog": False, "OVA": ova})


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _graph(drawn: ArgumentMap) -> dict[str, Any]:
    units = {node.key: node for node in drawn.nodes}
    ids = {key: str(number) for number, key in enumerate(units, start=1)}
    steps = [str(len(ids) + number) for number in range(1, len(drawn.steps) + 1)]
    return {
        "nodes": [
            *(_unit(node, ids[node.key]) for node in drawn.nodes),
            *(_step(step, id_, units) for step, id_ in zip(drawn.steps, steps, strict=True)),
        ],
        "edges": [
            {"edgeID": str(number), "fromID": start, "toID": end, "formEdgeID": None}
            for number, (start, end) in enumerate(edges_of(drawn, ids, steps), start=1)
        ],
        "locutions": [],
    }


def _unit(node: Node, id_: str) -> dict[str, Any]:
    return {"nodeID": id_, "text": node.text, "type": "I", "oped": unit_facts(node)}


def _step(step: Step, id_: str, units: dict[str, Node]) -> dict[str, Any]:
    kind = _TYPES.get(step.label, "RA")
    evidence = [units[source].annotation.features.get("evidence") for source in step.sources] if kind == "RA" else []
    scheme = next((_schemes()[str(name)] for name in evidence if str(name) in _schemes()), _DEFAULTS[kind])
    return {"nodeID": id_, "text": scheme, "type": kind, "scheme": scheme, "oped": step_facts(step)}


def _marked(drawn: ArgumentMap) -> str:
    """The text as HTML with a span for each unit, as OVA marks them; where units overlap, the first is marked."""
    text, at = drawn.document.text, 0
    parts: list[str] = []
    places = [(node.annotation.spans[0], number) for number, node in enumerate(drawn.nodes, start=1)]
    for span, number in sorted(places):
        if span.start >= at:
            words = escape(text[span.start : span.end])
            parts += [escape(text[at : span.start]), f'<span id="node{number}" class="highlighted">{words}</span>']
            at = span.end
    return "".join([*parts, escape(text[at:])])


def read(text: str, document: Document) -> Layer:
    """Read AIF or xAIF JSON into the layer `argument` of a document. Raises SchemaError."""
    try:
        data = json.loads(text)
        graph = data.get("AIF", data)
        nodes = {str(node["nodeID"]): node for node in graph["nodes"]}
        edges = [(str(edge["fromID"]), str(edge["toID"])) for edge in graph["edges"]]
        units = [
            found_unit(id_, str(node["text"]), node.get("oped")) for id_, node in nodes.items() if node["type"] == "I"
        ]
        steps = {
            id_: StepNode(_LABELS[node["type"]], node.get("oped") or {})
            for id_, node in nodes.items()
            if node["type"] in _LABELS
        }
        return layer_of(document, units, relations_of(steps, edges, units))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise SchemaError(f"this is no AIF: {what}") from None
