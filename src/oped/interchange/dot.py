"""An argument map in DOT, the language of Graphviz."""

from __future__ import annotations

import textwrap

from oped.interchange.maps import AGAINST, LAYER, Node, argument_map
from oped.model import Report
from oped.safe import one_line
from oped.wording import label_name, words

_WIDTH = 36
_SHAPES = {"major_claim": "box, style=bold", "claim": "box, style=solid", "premise": "box, style=rounded"}


def write(report: Report) -> str:
    """The argument map of a report as a directed graph: what bears on something points at it."""
    drawn = argument_map(report)
    ids = {node.key: f"n{number}" for number, node in enumerate(drawn.nodes, start=1)}
    lines = ["digraph argument {", "  rankdir=RL;", '  node [fontname="Helvetica"];']
    lines += [f"  {ids[node.key]} [{_node(node)}];" for node in drawn.nodes]
    for step in drawn.steps:
        style = "dashed" if step.label in AGAINST else "solid"
        said = _quoted(words()["relations"].get(step.label, "bears on"))
        lines += [f"  {ids[source]} -> {ids[step.target]} [label={said}, style={style}];" for source in step.sources]
    return "\n".join([*lines, "}"]) + "\n"


def _node(node: Node) -> str:
    label = node.annotation.label
    name = one_line(label_name(LAYER, label)) + (", hedged" if node.hedged else "")
    shape = _SHAPES.get(label, "box, style=solid")
    lines = textwrap.wrap(one_line(node.text), _WIDTH) or [""]
    return f"shape={shape}, label={_quoted(chr(10).join([name, *lines]))}"


def _quoted(text: str) -> str:
    r"""A quoted string: in DOT a backslash begins an escape (\N is the node's name), so each is doubled."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
