"""Argdown (Voigt 2014 ff.), the markup for arguments that people write by hand.

The thesis and claims are statements, `[1]: …`; premises are arguments, `<2>: …`, since only an argument has a step that can be
undercut. What bears on a unit stands indented below it: `+` supports, `-` attacks, `_` undercuts. Restatements support.
"""

from __future__ import annotations

import json

from oped.interchange.maps import ArgumentMap, Node, argument_map
from oped.model import Report
from oped.safe import one_line
from oped.wording import label_name

_SIGNS = {"attack": "-", "undercut": "_"}
_MARKUP = str.maketrans({c: f"\\{c}" for c in "\\[]<>{}()#@*_/|:;=~`!-+^"})
"""A backslash takes its meaning from what follows, wherever that stands."""


def write(report: Report) -> str:
    """The argument map of a report in Argdown."""
    drawn = argument_map(report)
    kinds = {node.key: node.annotation.label == "premise" for node in drawn.nodes}
    names = {
        node.key: f"<{number}>" if kinds[node.key] else f"[{number}]"
        for number, node in enumerate(drawn.nodes, start=1)
    }
    blocks = [_front(report), *(_block(node, drawn, names) for node in drawn.nodes)]
    return "\n\n".join(blocks) + "\n"


def _front(report: Report) -> str:
    title = one_line(str(report.document.metadata.get("title") or report.document.id or "argument"))
    return f"===\ntitle: {json.dumps(title)}\n==="


def _block(node: Node, drawn: ArgumentMap, names: dict[str, str]) -> str:
    """A unit in its own words, then what bears on it."""
    tags = [f"#({label_name('argument', node.annotation.label)})"] if node.annotation.label.isidentifier() else []
    tags += ["#(con)"] if node.annotation.features.get("side") == "con" else []
    tags += ["#(hedged)"] if node.hedged else []
    words = one_line(node.text).translate(_MARKUP)
    lines = [f"{names[node.key]}: {' '.join([words, *tags])}"]
    for step in drawn.steps:
        if step.target == node.key:
            sign = _SIGNS.get(step.label, "+")
            if sign == "_" and not names[node.key].startswith("<"):
                sign = "-"  # only arguments have a step; elsewhere it is an attack
            lines += [f"  {sign} {names[source]}" for source in step.sources]
    return "\n".join(lines)
