"""The report as one self-contained HTML page: no network, readable without a script, every word escaped.

The page is a jinja2 template with autoescape; classes and ids are this package's own, never the document's or a
plugin's. A content security policy admits exactly the style and the script that the page holds.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from typing import Any

import attrs
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from oped.analyser import Section
from oped.blocks import Block, Chart, Edge, Graph, Quotation, Table
from oped.blocks import Text as TextBlock
from oped.model import Report
from oped.renderers.drawing import Network, argument_map, matrix, network, profile, ring
from oped.renderers.marking import Marked, mark
from oped.renderers.shown import IN_PARTS, own_blocks
from oped.renderers.summary import (
    WITH_WORDS,
    Finding,
    Statement,
    Summary,
    Turn,
    Unit,
    capital,
    cited,
    counted,
    evidence_in_context,
    is_guess,
    losses,
    made_by,
    once,
    placed,
    summarise,
    text_of,
    topic,
)
from oped.safe import one_line, shortened, undirected, visible
from oped.sides import AUTHOR
from oped.wording import label_name, words

_MOST_PAIRS = 150
_MOST_ROWS = 3000
_MOST_SUPPORTING = 300
"""Rows of one layer on the page, and of one that is not marked in the text; all are in CSV and JSON."""
_MARKS = {"for": "+", "against": "−", "mixed": "±"}
_RELATIONS = {"support": "+", "attack": "−", "undercut": "/", "restate": "="}
_TOPICS = {
    "thesis": "Thesis",
    "gloss": "Thesis",
    "actors": "Who is in it",
    "stance": "Who stands where",
    "certainty": "How sure",
}
_TOGGLES = (
    ("argument", "Argument", "claim"),
    ("stance", "Stances", "for"),
    ("hedging", "Hedges and boosters", "hedge"),
    ("actors", "Actors", "actor"),
    ("attribution", "Other voices", "voice"),
    ("connectives", "Connectives", "link"),
)


def render(report: Report, sections: Mapping[str, Section]) -> str:
    """The report as an HTML page."""
    return template("page.html.j2").render(_context(report, summarise(report), sections))


@cache
def template(name: str) -> Template:
    """A template of this package, with autoescape and the helpers of `_HELPERS`."""
    environment = Environment(
        loader=PackageLoader("oped.renderers"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
    )
    environment.globals.update(_HELPERS, marks=_MARKS, with_words=WITH_WORDS)
    return environment.get_template(name)


def _printable(value: Any) -> Any:
    return undirected(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _as_it_is(text: str) -> Markup:
    """Escaped text that keeps its writing direction: the document's own, in a paragraph that ends its effect."""
    return escape(visible(text))


@cache
def asset(name: str) -> tuple[Markup, str]:
    """A file of this package as it stands in the page, and its hash for the content security policy."""
    text = files("oped.renderers").joinpath("templates", name).read_text("utf-8")
    # The only unescaped text of the page: a constant of this package.
    return Markup(text), b64encode(sha256(text.encode()).digest()).decode()  # noqa: S704


def _context(report: Report, summary: Summary, sections: Mapping[str, Section]) -> dict[str, Any]:
    marked = mark(report, summary.findings)
    style, style_hash = asset("style.css")
    script, script_hash = asset("script.js")
    claims = [unit for unit in summary.units if unit.finding.label != "premise"]

    def anchor(finding: Finding) -> str:
        return marked.anchors.get(finding.number, "text")

    parts = [_part(name, rows, summary, name in marked.layers) for name, rows in summary.findings.items()]
    shown = {row.number for part in parts for row in part.rows}

    def row(number: int) -> str:
        return f"f{number}" if number in shown else "findings"

    own = {
        name: [_shown_block(block, report, marked, summary) for block in blocks]
        for name, blocks in own_blocks(report, summary, sections).items()
    }
    return {
        "s": summary,
        "row": row,
        "most": _MOST_PAIRS,
        "report": report,
        "shows": report.shows,
        "language": _language(report),
        "style": style,
        "style_hash": style_hash,
        "script": script,
        "script_hash": script_hash,
        "glance": _glance(summary),
        "lost": losses(report, summary),
        "marked": marked,
        "toggles": _toggles(marked),
        "followed": [(actor.name, _numbers_of(actor.name, summary)) for actor in summary.actors[:30]],
        "traced": [(unit.finding.words, _numbers_at(unit, summary)) for unit in claims[:30]],
        "matrix": matrix(summary.dyads),
        "network": network(summary.dyads),
        "map": argument_map(summary.units),
        "profile": profile(summary.certainty),
        "argued": _argued(summary.units),
        "voiced": [unit for unit in summary.units if unit.voices],
        "unsure": [unit for unit in claims if unit.hedges],
        "sure": [unit for unit in claims if unit.boosters],
        "own": own,
        "others": [name for name in own if name not in IN_PARTS],
        "parts": parts,
        "anchor": anchor,
        "context": partial(evidence_in_context, report.document),
        "relmarks": _RELATIONS,
        "said": words()["relations"],
    }


def _language(report: Report) -> str:
    stated = str(report.document.metadata.get("language") or "en")
    return stated if stated.replace("-", "").isalnum() and stated.isascii() and len(stated) <= 12 else "en"


def _glance(summary: Summary) -> list[tuple[str, list[Statement]]]:
    topics: dict[str, list[Statement]] = {topic: [] for topic in _TOPICS.values()}
    for statement in summary.statements:
        topics[_TOPICS[statement.topic]].append(attrs.evolve(statement, evidence=once(statement.evidence)))
    for layer, about in (("argument", "thesis"), ("stance", "stance"), ("hedging", "certainty")):
        if layer in summary.missing and "not asked for" not in summary.missing[layer]:
            topics[_TOPICS[about]].append(Statement("missing", summary.missing[layer]))
    return [(topic, statements) for topic, statements in topics.items() if statements]


def _toggles(marked: Marked) -> list[tuple[str, str, str]]:
    known = [toggle for toggle in _TOGGLES if toggle[0] in marked.layers]
    others = [name for name in marked.layers if name not in {toggle[0] for toggle in _TOGGLES}]
    return [*known, ("other", capital(", ".join(others)), "other")] if others else known


def _numbers_of(name: str, summary: Summary) -> str:
    mentions = [row.number for row in summary.findings.get("actors", ()) if row.feature("actor") == name]
    stances = [
        row.number
        for row in summary.findings.get("stance", ())
        if name in (row.feature("holder"), row.feature("target"))
    ]
    return " ".join(map(str, (*mentions, *stances)))


def _numbers_at(claim: Unit, summary: Summary) -> str:
    below = [unit.finding.number for unit in summary.units if unit.parent == claim.finding.number]
    return " ".join(map(str, (claim.finding.number, *below)))


def _argued(units: Sequence[Unit]) -> str:
    relations = [unit.relation for unit in units if unit.relation]
    tops = sum(1 for unit in units if not unit.relation)
    against = sum(1 for relation in relations if relation in ("attack", "undercut"))
    return (
        f"{capital(counted(len(units), 'unit'))}: {len(relations) - against} in support, {against} against, "
        f"{tops} at the top or standing alone."
    )


# Blocks of other layers, by kind


@attrs.frozen
class _Quote:
    text: str
    anchor: str


@attrs.frozen
class _Bars:
    bars: tuple[tuple[str, float, float], ...]
    caption: str


@attrs.frozen
class _Ring:
    net: Network
    edges: tuple[Edge, ...]
    caption: str


_BlockView = tuple[str, TextBlock | Table | _Quote | _Bars | _Ring]


def _shown_block(block: Block, report: Report, marked: Marked, summary: Summary) -> Any:
    view: _BlockView
    if isinstance(block, Quotation):
        view = "quotation", _Quote(block.text, _anchor_of(block.address, marked, summary))
    elif isinstance(block, Chart):
        most = max(block.values, default=0.0) or 1.0
        shares = [round(300 * max(0.0, value) / most, 1) for value in block.values]
        view = "chart", _Bars(tuple(zip(block.labels, block.values, shares, strict=False)), block.caption)
    elif isinstance(block, Graph):
        view = "graph", _Ring(ring(block), block.edges, block.caption)
    elif isinstance(block, Table):
        view = "table", block
    else:
        view = "text", block
    return view


def _anchor_of(address: str, marked: Marked, summary: Summary) -> str:
    layer = address.partition("#")[0]
    rows = summary.findings.get(layer, ())
    return next((marked.anchors.get(row.number, "") for row in rows if row.address == address), "")


# Tables


@attrs.frozen
class _Rows:
    name: str
    labels: tuple[tuple[str, int], ...]
    measures: tuple[tuple[str, str], ...]
    rows: tuple[Finding, ...]
    left_out: int


def _part(name: str, rows: Sequence[Finding], summary: Summary, is_marked: bool) -> _Rows:
    part = next(part for part in summary.parts if part.layer == name)
    most = _MOST_ROWS if is_marked else _MOST_SUPPORTING
    return _Rows(name, part.labels, part.measures, tuple(rows[:most]), max(0, len(rows) - most))


# Words for the template


def _who(name: str) -> str:
    return "the author" if name == AUTHOR else name


def _named(layer: str, label: str) -> str:
    """A label within a list."""
    return label_name(layer, label).lower()


def _nuance(stance: Finding) -> str:
    mode, voice = stance.feature("mode"), stance.feature("voice")
    parts = [stance.feature("attitude"), mode if mode != "asserted" else ""]
    parts.append(f"so {voice}" if voice and voice != AUTHOR else "")
    parts.append("guess" if is_guess(stance) else "")
    parts.append("derived" if stance.feature("derived") == "yes" else "")
    return ", ".join(part for part in parts if part)


def _signed(value: float) -> str:
    """A polarity with its sign, the minus as it is printed."""
    return f"{value:+.2f}".replace("-", "−")


def _unit_notes(unit: Unit) -> Iterable[str]:
    finding = unit.finding
    if finding.feature("side") == "con":
        yield "the other side"
    if kind := finding.feature("evidence"):
        yield kind
    if unit.voices:
        yield f"in the words of {', '.join(unit.voices)}"
    if unit.hedges:
        yield "hedged: " + ", ".join(cue.words for cue in unit.hedges)
    if unit.boosters:
        yield "boosted: " + ", ".join(cue.words for cue in unit.boosters)
    yield from dict.fromkeys(
        f"{_who(stance.feature('holder'))} → {stance.feature('target')}" for stance in unit.stances
    )
    if finding.confidence:
        yield f"confidence {finding.confidence}"


def _turned(turn: Turn) -> str:
    premise = turn.against[0][0].finding.label == "premise"
    first, second = ("premises", "claims") if premise else ("claims", "premises")
    return f"{capital(topic(turn.target))} is opposed in {first} and supported in {second}:"


def _boxclass(unit: Unit) -> str:
    """Classes of a box: from a fixed set."""
    classes = [{"major_claim": "thesis"}.get(unit.finding.label, unit.finding.label)]
    if unit.finding.feature("side") == "con":
        classes.append("con")
    if unit.hedges:
        classes.append("hedged")
    return " ".join(classes)


def _relation_class(relation: str) -> str:
    return relation if relation in _RELATIONS else ""


def _short(text: str, length: int) -> str:
    return shortened(one_line(text), length)


_HELPERS: dict[str, Callable[..., Any]] = {
    "as_it_is": _as_it_is,
    "boxclass": _boxclass,
    "cap": capital,
    "cited": cited,
    "counted": counted,
    "made_by": made_by,
    "named": _named,
    "nuance": _nuance,
    "placed": placed,
    "rel": _relation_class,
    "scalar": text_of,
    "short": _short,
    "signed": _signed,
    "turned": _turned,
    "unit_notes": _unit_notes,
    "who": _who,
}
