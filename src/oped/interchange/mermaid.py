"""An argument map as a flowchart of Mermaid, which code hosts and many notes draw."""

from __future__ import annotations

from oped.interchange.maps import AGAINST, LAYER, ArgumentMap, argument_map
from oped.model import Report
from oped.safe import one_line, shortened
from oped.wording import label_name, words

_ESCAPES = str.maketrans({c: f"#{ord(c)};" for c in "\"'`<>&#\\;{}[]|"})
_LONGEST = 120


def write(report: Report) -> str:
    """The argument map of a report as a Mermaid flowchart."""
    return flowchart(argument_map(report)) + "\n"


def flowchart(drawn: ArgumentMap, most: int | None = None) -> str:
    """The units and what joins them; what supports points to the left. With `most`, the first so many that are joined."""
    joined = {key for step in drawn.steps for key in (*step.sources, step.target)}
    nodes = [node for node in drawn.nodes if node.key in joined or most is None][:most]
    ids = {node.key: f"n{number}" for number, node in enumerate(nodes, start=1)}
    lines = ["flowchart RL"]
    for node in nodes:
        label = node.annotation.label
        name = one_line(label_name(LAYER, label)).translate(_ESCAPES) + (", hedged" if node.hedged else "")
        quote = shortened(one_line(node.text), _LONGEST).translate(_ESCAPES)
        shape = '(["{}"])' if label == "major_claim" else '["{}"]'
        lines.append(f"  {ids[node.key]}{shape.format(f'{name}: {quote}')}")
    for step in drawn.steps:
        for source in step.sources:
            if source in ids and step.target in ids:
                said = words()["relations"].get(step.label, "bears on")
                arrow = f"-. {said} .->" if step.label in AGAINST else f"-- {said} -->"
                lines.append(f"  {ids[source]} {arrow} {ids[step.target]}")
    return "\n".join(lines)
