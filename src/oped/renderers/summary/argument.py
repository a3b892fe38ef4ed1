"""How a text argues: its units as a tree, with what other layers hold in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import attrs

from oped.model import Relation, Report
from oped.renderers.summary.findings import Finding, Findings, labelled
from oped.renderers.summary.stances import sign_of
from oped.sides import AUTHOR, Sign


@attrs.frozen
class Unit:
    """One unit of the argument, in the order of the tree. `relation` is how it bears on its parent ('' at the top).

    `parent` is the number of the unit above; `hedges`, `boosters` and `stances` stand within the unit; `voices` are
    those other than the author whose words it holds.
    """

    finding: Finding
    depth: int
    relation: str
    parent: int | None
    hedges: tuple[Finding, ...] = ()
    boosters: tuple[Finding, ...] = ()
    stances: tuple[Finding, ...] = ()
    voices: tuple[str, ...] = ()
    children: int = 0


def argument(report: Report, found: Findings) -> tuple[Unit, ...]:
    """The units as a tree in reading order: theses first, then claims that stand alone, then loose premises."""
    rows = labelled(found, "argument", "major_claim", "claim", "premise")
    if not rows:
        return ()
    layer = report.layers["argument"]
    by_address = {row.address: row for row in rows}
    above: dict[str, Relation] = {}
    for relation in layer.relations:
        source, target = str(relation.source), str(relation.target)
        if source in by_address and target in by_address and source != target:
            above.setdefault(source, relation)
    below: dict[str, list[Finding]] = defaultdict(list)
    for row in rows:
        if row.address in above:
            below[str(above[row.address].target)].append(row)
    joined = _within(report, found, rows)
    rank = {"major_claim": 0, "claim": 1, "premise": 2}
    tops = sorted((row for row in rows if row.address not in above), key=lambda row: rank[row.label])
    units: list[Unit] = []
    seen: set[str] = set()
    # A ring of relations has no top: its units follow at the end, the first of them as a top of its own.
    for top in (*tops, *rows):
        waiting: list[tuple[Finding, int, int | None]] = [(top, 0, None)]
        while waiting:
            row, depth, parent = waiting.pop()
            if row.address in seen:
                continue
            seen.add(row.address)
            bears = above[row.address].label if parent is not None else ""
            children = [child for child in below[row.address] if child.address not in seen]
            units.append(Unit(row, depth, bears, parent, *joined[row.address], len(children)))
            waiting.extend((child, depth + 1, row.number) for child in reversed(children))
    return tuple(units)


_Joined = tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[Finding, ...], tuple[str, ...]]


def _within(report: Report, found: Findings, rows: Sequence[Finding]) -> dict[str, _Joined]:
    """What other layers hold within each unit: hedges, boosters, stances and voices."""
    table: dict[str, list[list[Finding]]] = {row.address: [[], [], [], []] for row in rows}
    for at, (layer, label) in enumerate(_INNER):
        if layer in found:
            of = {id(inner.annotation): inner for inner in found[layer]}
            for outer, inner in report.overlapping("argument", f"{layer}.{label}"):
                inside = table.get(f"argument#{outer.key}")
                if inside is not None:
                    inside[at].append(of[id(inner)])
    return {
        address: (tuple(hedges), tuple(boosters), tuple(stances), _speakers(contents))
        for address, (hedges, boosters, stances, contents) in table.items()
    }


_INNER = (("hedging", "hedge"), ("hedging", "booster"), ("stance", "stance"), ("attribution", "content"))


def _speakers(contents: Iterable[Finding]) -> tuple[str, ...]:
    holders = (content.feature("holder") or "somebody unnamed" for content in contents)
    return tuple(dict.fromkeys(holder for holder in holders if holder != AUTHOR))


@attrs.frozen
class Turn:
    """Somebody who is opposed in some units of the argument and supported in others."""

    target: str
    against: tuple[tuple[Unit, Finding], ...]
    favour: tuple[tuple[Unit, Finding], ...]


def turns(units: Sequence[Unit]) -> tuple[Turn, ...]:
    """Targets that are opposed in premises and supported in claims, or the other way round."""
    table: dict[str, dict[tuple[Sign, bool], list[tuple[Unit, Finding]]]] = {}
    for unit in units:
        for stance in unit.stances:
            place = (sign_of(stance), unit.finding.label == "premise")
            table.setdefault(stance.feature("target"), {}).setdefault(place, []).append((unit, stance))
    rows = []
    for target, places in table.items():
        for premise in (True, False):
            against, favour = places.get(("against", premise), []), places.get(("for", not premise), [])
            if target and against and favour:
                rows.append(Turn(target, tuple(against), tuple(favour)))
    return tuple(rows)
