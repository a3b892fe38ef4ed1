"""Check codings against version 2 of the guidelines: what a script can see of it.

    python seeds/check.py                         all codings in seeds/
    python seeds/check.py FILE.coding…            some, in whatever folder (the text is found by the file's name)

A coding that `build.py` accepts quotes its words rightly and keeps to the closed lists. This script also asks for what
docs/reference/annotation.md demands beyond that: listed issues, known holders, signs that agree, and a graph of units
with one thesis, roles that follow from the relations, and no unit that leads nowhere.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from build import HERE, Coding, CodingError, Line, layers, read_coding, split_options
from vocabulary import AUTHOR, UNNAMED

import oped

FOR_ACTORS = ("praise", "blame")
NEGATIVE, POSITIVE = ("oppose", "threaten", "blame"), ("support", "cooperate", "praise")
ARTICLE = re.compile(r"(?:the|an?)\s", re.IGNORECASE)


def complaints(text: str, coding: str) -> Iterator[str]:
    """What version 2 of the guidelines does not allow, a line each. Raises CodingError where nothing can be built."""
    coded = read_coding(text, coding)
    by_name = {layer.name: layer for layer in layers(text, coding)}
    yield from issue_complaints(coded)
    for line in coded.labelled("stance"):
        yield from stance_complaints(coded, line)
    yield from argument_complaints(by_name["argument"])


def issue_complaints(coding: Coding) -> Iterator[str]:
    """Issues listed twice, with an article, or that no stance speaks of."""
    used = {party for line in coding.labelled("stance") for party in parties(line)}
    for at, issue in enumerate(coding.issues):
        if issue in coding.issues[:at]:
            yield f"ISSUES: {issue!r} is listed twice"
        if issue in coding.actors:
            yield f"ISSUES: {issue!r} is an actor"
        if ARTICLE.match(issue):
            yield f"ISSUES: {issue!r} begins with an article"
        if issue not in used:
            yield f"ISSUES: no stance speaks of {issue!r}"


def parties(line: Line) -> tuple[str, str]:
    """Holder and target of the line of a stance."""
    holder, _, target = (part.strip() for part in line.fields[1].partition(" > "))
    return holder, target


def stance_complaints(coding: Coding, line: Line) -> Iterator[str]:
    """Unknown parties, and attitude, quadrant and polarity that do not fit together."""
    holder, target = parties(line)
    (attitude, quad, polarity, _, mode), _ = split_options(line.items(2))
    if holder not in (AUTHOR, UNNAMED) and holder not in coding.actors and holder not in coding.issues:
        yield f"line {line.number}: the holder {holder!r} is neither an actor nor listed"
    if target != AUTHOR and target not in coding.actors and target not in coding.issues:
        yield f"line {line.number}: the target {target!r} is neither an actor nor a listed issue"
    if attitude in FOR_ACTORS and target in coding.issues:
        yield f"line {line.number}: {attitude} is for actors; {target!r} is an issue"
    value = float(polarity)
    if not 0.05 <= abs(value) <= 1:
        yield f"line {line.number}: polarity {polarity} is no stance"
    if quad.endswith("cooperation") != (value > 0):
        yield f"line {line.number}: {quad} does not agree with polarity {polarity}"
    if (attitude in NEGATIVE and value > 0) or (attitude in POSITIVE and value < 0):
        yield f"line {line.number}: {attitude} does not agree with polarity {polarity}"
    if attitude == "ambivalent" and mode == "negated" and value < 0:
        yield f"line {line.number}: a denied stance never becomes its opposite; polarity {polarity}"


def argument_complaints(argument: oped.Layer) -> Iterator[str]:
    """Overlapping units, more than one thesis, roles that do not follow, cycles, units that lead nowhere."""
    for first, second in pairwise(argument.annotations):
        if first.overlaps(second):
            yield f"units {first.key} and {second.key} overlap"
    if len(argument.labelled("major_claim")) > 1:
        yield "more than one major_claim"
    for unit in argument.annotations:
        role = role_by_relations(argument, unit)
        if role != unit.label:
            yield f"unit {unit.key}: {unit.label}, but its relations make it a {role}"
    yield from graph_complaints(argument)


def role_by_relations(argument: oped.Layer, unit: oped.Annotation) -> str:
    """`claim` for a unit that another supports, or that restates a claim or the thesis; otherwise `premise`."""
    if unit.label == "major_claim":
        return "major_claim"
    address = argument.address(unit)
    supported = any(r.label == "support" and r.target == address for r in argument.relations)
    restated = [r.target for r in argument.relations if r.label == "restate" and r.source == address]
    roles = {argument.address(other): other for other in argument.annotations if other is not unit}
    restates = any(roles[str(end)].label != "premise" for end in restated if str(end) in roles)
    return "claim" if supported or restates or not leads(argument, unit) else "premise"


def leads(argument: oped.Layer, unit: oped.Annotation) -> bool:
    """Whether a unit does anything to another."""
    return any(r.source == argument.address(unit) for r in argument.relations)


def graph_complaints(argument: oped.Layer) -> Iterator[str]:
    """Cycles, units that lead nowhere beside the thesis, and units that do nothing to any other."""
    targets: dict[str, list[str]] = {argument.address(unit): [] for unit in argument.annotations}
    for relation in argument.relations:
        targets[str(relation.source)].append(str(relation.target))
    thesis = [argument.address(unit) for unit in argument.labelled("major_claim")]
    roots = [address for address, ends in targets.items() if not ends]
    for root in roots:
        if root not in thesis and (thesis or len(roots) > 1):
            yield f"unit {root.partition('#')[2]} leads nowhere"
    open_ends = dict(targets)
    while done := [address for address, ends in open_ends.items() if not any(end in open_ends for end in ends)]:
        for address in done:
            del open_ends[address]
    if open_ends:
        yield f"the relations go in a circle: {', '.join(sorted(a.partition('#')[2] for a in open_ends))}"
    elif thesis and targets[thesis[0]]:
        yield "the major_claim supports or attacks another unit"


def main(arguments: list[str]) -> int:
    """Print what is wrong with each coding; the exit code is 1 where something is."""
    paths = [Path(argument) for argument in arguments] or sorted(HERE.glob("*.coding"))
    wrong = 0
    for path in paths:
        try:
            text = oped.read(HERE / f"{path.stem}.txt").text
            found = list(complaints(text, path.read_text(encoding="utf-8")))
        except (CodingError, oped.OpedError, OSError) as error:
            found = [str(error)]
        wrong += len(found)
        print("\n".join(f"{path.name}: {complaint}" for complaint in found or ["ok"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
