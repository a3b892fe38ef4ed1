"""Who stands where as networks, of one report or of many: for Gephi, R, networkx, visone and spreadsheets.

`stance` is signed and directed: an edge from holder to target, one for each pair. `congruence` and `conflict` are the networks of
discourse network analysis (Leifeld 2017): holders tied by the number of targets towards which they take the same side, or
opposite ones. `change` is a table: each pair by document, with its date, and by the quarter of the text.
Documents are joined by the names that mean the same in all (`oped.interchange.shared_names`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import attrs

from oped.interchange.shared_names import names_of
from oped.interchange.xmlgraph import Graph, Link, Vertex, gexf, graphml
from oped.model import Annotation, Report, Scalar
from oped.safe import cell
from oped.sides import AUTHOR, Sign, holder_of, number, side_of, side_together, target_of

Kind = Literal["stance", "congruence", "conflict", "change"]
LAYER = "stance"
_QUARTERS = 4


@attrs.frozen
class Stance:
    """One finding with where it is from; `part` is the quarter of its text, 1…4, in which it begins."""

    document: str
    date: str
    part: int
    holder: str
    target: str
    annotation: Annotation
    address: str


@attrs.frozen
class Tie:
    """All stances of one holder towards one target: how many for, against and mixed; means of polarity and certainty."""

    holder: str
    target: str
    stances: tuple[Stance, ...]

    def count(self, sign: Sign) -> int:
        """How many of the stances take a side."""
        return sum(1 for stance in self.stances if side_of(stance.annotation) == sign)

    @property
    def side(self) -> Sign:
        """The side that they take together."""
        return side_together(stance.annotation for stance in self.stances)

    @property
    def values(self) -> dict[str, Scalar]:
        """What is told of the tie in every format."""
        dates = sorted({stance.date for stance in self.stances if stance.date})
        return {
            "side": self.side,
            "supports": self.count("for"),
            "opposes": self.count("against"),
            "mixed": self.count("mixed"),
            "polarity": _mean([number(s.annotation, "polarity", 0.0) for s in self.stances]),
            "certainty": _mean([number(s.annotation, "certainty", 1.0) for s in self.stances]),
            "documents": len({stance.document for stance in self.stances}),
            "first": dates[0] if dates else None,
            "last": dates[-1] if dates else None,
        }


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 3)


def stances_of(report: Report, names: Mapping[str, str] | None = None) -> list[Stance]:
    """The stances of a report, in order; the author has a name where the document tells it, else the document's.

    `names` are those that holders and targets have instead of their own (see `names_of`).
    """
    told = names or {}
    layer = report.layers.get(LAYER)
    if layer is None:
        return []
    document = report.document
    date = str(document.metadata.get("date") or "")
    author = str(document.metadata.get("author") or "") or f"author of {document.id}".removesuffix(" of ")
    length = max(1, len(document.text))

    def named(name: str) -> str:
        return author if name == AUTHOR else told.get(name, name)

    return [
        Stance(
            document.id,
            date,
            1 + min(_QUARTERS - 1, _QUARTERS * found.start // length),
            named(holder_of(found)),
            named(target_of(found)),
            found,
            layer.address(found),
        )
        for found in layer.labelled("stance")
    ]


def ties_of(stances: Iterable[Stance]) -> list[Tie]:
    """The ties, in the order of their first stance. The same words with the same holder, target and side count once."""
    pairs: dict[tuple[str, str], dict[tuple[object, ...], Stance]] = {}
    for stance in stances:
        said = (stance.document, stance.annotation.spans, side_of(stance.annotation))
        pairs.setdefault((stance.holder, stance.target), {}).setdefault(said, stance)
    return [Tie(holder, target, tuple(said.values())) for (holder, target), said in pairs.items()]


def _all_stances(reports: Sequence[Report], renamed: Sequence[Mapping[str, str]]) -> Iterator[Stance]:
    return (stance for report, names in zip(reports, renamed, strict=True) for stance in stances_of(report, names))


def stance_graph(reports: Iterable[Report]) -> Graph:
    """Holders and targets, joined by ties; the weight of an edge is the number of its stances."""
    everyone = list(reports)
    renamed = names_of(everyone)
    ties = ties_of(_all_stances(everyone, renamed))
    types: dict[str, str] = {}
    for report, told in zip(everyone, renamed, strict=True):
        for mention in report.layers["actors"].annotations if "actors" in report.layers else ():
            actor = str(mention.features.get("actor"))
            types.setdefault(told.get(actor, actor), str(mention.features.get("type") or ""))
    names = dict.fromkeys(end for tie in ties for end in (tie.holder, tie.target))
    holders = {tie.holder for tie in ties}
    nodes = [
        Vertex(name, name, {"type": types.get(name) or ("holder" if name in holders else "issue")}) for name in names
    ]
    links = [Link(tie.holder, tie.target, tie.values, float(len(tie.stances))) for tie in ties]
    return Graph(tuple(nodes), tuple(links))


def agreement_graph(reports: Iterable[Report], kind: Literal["congruence", "conflict"]) -> Graph:
    """Holders, tied by the targets on which they stand on the same side (congruence) or on opposite ones (conflict).

    The weight of an edge is the number of these targets; `jaccard` its share of all targets of either. A holder who is of two minds
    about a target takes no side there.
    """
    everyone = list(reports)
    ties = ties_of(_all_stances(everyone, names_of(everyone)))
    sides: dict[str, dict[str, Sign]] = {}
    for tie in ties:
        sides.setdefault(tie.holder, {})[tie.target] = tie.side
    names = list(sides)
    links = []
    for at, first in enumerate(names):
        for second in names[at + 1 :]:
            shared = [
                target
                for target, own in sides[first].items()
                if own != "mixed"
                and sides[second].get(target, "mixed") != "mixed"
                and (own == sides[second][target]) == (kind == "congruence")
            ]
            if shared:
                either = len(sides[first].keys() | sides[second].keys())
                values: dict[str, Scalar] = {
                    "targets": "; ".join(sorted(shared)),
                    "jaccard": round(len(shared) / either, 3),
                }
                links.append(Link(first, second, values, float(len(shared))))
    nodes = [Vertex(name, name, {"targets": len(sides[name])}) for name in names]
    return Graph(tuple(nodes), tuple(links), directed=False)


def change(reports: Iterable[Report]) -> list[dict[str, Scalar]]:
    """Each pair by date and document and by the quarter of the text: change over dates, and over a text."""
    rows: list[dict[str, Scalar]] = []
    everyone = list(reports)
    for report, names in zip(everyone, names_of(everyone), strict=True):
        parts: dict[int, list[Stance]] = {}
        for stance in stances_of(report, names):
            parts.setdefault(stance.part, []).append(stance)
        for part, stances in sorted(parts.items()):
            for tie in ties_of(stances):
                told = {k: v for k, v in tie.values.items() if k not in ("documents", "first", "last")}
                place: dict[str, Scalar] = {"date": stances[0].date, "document": stances[0].document, "quarter": part}
                rows.append({**place, "holder": tie.holder, "target": tie.target, **told})
    return sorted(
        rows, key=lambda row: (str(row["date"]), str(row["document"]), row["quarter"])
    )  # stable: as in the text


def network(reports: Sequence[Report], kind: Kind, suffix: str) -> str:
    """A network of reports as the text of a file: `suffix` is .graphml, .gexf or .csv. Raises ValueError for another."""
    if kind == "change":
        if suffix != ".csv":
            raise ValueError("change is a table, and comes as .csv only")
        return _csv(change(reports))
    graph = stance_graph(reports) if kind == "stance" else agreement_graph(reports, kind)
    if suffix == ".csv":
        return _csv(
            [{"source": e.source, "target": e.target, "weight": int(e.weight), **e.values} for e in graph.links]
        )
    writers = {".graphml": graphml, ".gexf": gexf}
    if suffix not in writers:
        raise ValueError(f"a network is written as .graphml, .gexf or .csv, not {suffix or 'without suffix'}")
    return writers[suffix](graph)


def _csv(rows: Sequence[Mapping[str, Scalar]]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row)) or ["source", "target"]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def write_graphml(report: Report) -> str:
    """The stance network of one report as GraphML."""
    return network([report], "stance", ".graphml")


def write_gexf(report: Report) -> str:
    """The stance network of one report as GEXF."""
    return network([report], "stance", ".gexf")


def write_csv(report: Report) -> str:
    """The stance network of one report as a list of edges."""
    return network([report], "stance", ".csv")
