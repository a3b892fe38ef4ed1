"""The report in Markdown, with the argument as a mermaid map: made to be read where code is hosted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from oped.analyser import Section
from oped.blocks import Block, Chart, Graph, Quotation, Table, Text
from oped.interchange.maps import argument_map
from oped.interchange.mermaid import flowchart
from oped.model import Document, Report, Scalar
from oped.renderers.shown import own_blocks
from oped.renderers.summary import (
    WITH_WORDS,
    Certainty,
    Dyad,
    Finding,
    Statement,
    Summary,
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
from oped.safe import one_line
from oped.sides import AUTHOR
from oped.wording import words

_MARKS = {"for": "+", "against": "−", "mixed": "±"}
_TOPICS = {"thesis": "Thesis", "gloss": "Thesis", "actors": "Actors", "stance": "Stances", "certainty": "Certainty"}
_ESCAPES = str.maketrans({**{c: f"\\{c}" for c in "\\`*_[]#|~$!"}, "<": "&lt;", ">": "&gt;", "&": "&amp;"})
_STARTS = re.compile(r"^(\d{0,9})([-+=.)])")  # what begins a list or a rule, at the start of a line
_EVIDENCE = 6
_MOST_NODES = 60


def render(report: Report, sections: Mapping[str, Section]) -> str:
    """The report as CommonMark with tables; every word of the document is escaped."""
    summary = summarise(report)
    blocks = [block for block in _blocks(report, summary, sections) if block]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Text on one line that Markdown shows as it is, anywhere but where a paragraph or list item begins."""
    return one_line(text).translate(_ESCAPES)


def opening(text: str) -> str:
    """Text that Markdown shows as it is even where a paragraph or list item begins: no list of its own."""
    return _STARTS.sub(r"\1\\\2", escaped(text))


def _blocks(report: Report, summary: Summary, sections: Mapping[str, Section]) -> Iterable[str]:
    yield f"# {escaped(summary.title)}"
    size = f"{counted(summary.words, 'word')}, {counted(summary.sentences, 'sentence')}"
    yield " · ".join([*(opening(part) for part in summary.about), size])
    if not report.document.text.strip():
        yield "The text is empty: there is nothing to find in it."
        yield from _problems(report, summary)
        return
    yield "\n".join(_headline(report.document, summary.statements))
    own = own_blocks(report, summary, sections)
    for layer, title, body in (
        ("stance", "Who stands where", _stances(summary.dyads)),
        ("argument", "How it argues", _argument(report, summary.units)),
        ("hedging", "How sure it is", _certainty(summary.certainty)),
    ):
        if report.shows(layer):
            yield f"## {title}"
            yield from _or_missing(summary, layer, body)
            yield from (part for block in own.pop(layer, ()) for part in _block(block))
    if summary.turns:
        yield "## Across the analyses"
        yield "\n".join(_turn(turn.target, turn.against[0], turn.favour[0]) for turn in summary.turns)
    for layer, blocks in own.items():
        yield f"## {escaped(capital(layer))}"
        yield from (part for block in blocks for part in _block(block))
    yield from _problems(report, summary)
    yield "## Where this comes from"
    yield _table(
        ("layer", "state", "found", "made by"),
        [
            (
                part.layer,
                f"{part.state}: {part.reason}" if part.reason else part.state,
                ", ".join(f"{count} {label}" for label, count in part.labels),
                made_by(part),
            )
            for part in summary.parts
        ],
    )
    yield _table(("document", ""), summary.metadata)
    yield from _accuracy(summary)


def _or_missing(summary: Summary, layer: str, body: Iterable[str]) -> Iterable[str]:
    if layer in summary.missing:
        yield f"*{escaped(summary.missing[layer])}*"
    else:
        yield from body


def _headline(document: Document, statements: Sequence[Statement]) -> Iterable[str]:
    last = ""
    for statement in statements:
        topic = _TOPICS[statement.topic]
        yield f"- {'' if topic == last else f'**{topic}** '}{_statement(document, statement)}"
        last = topic


def _statement(document: Document, statement: Statement) -> str:
    mark = f"{opening(_MARKS[statement.sign])} " if statement.sign else ""
    text = f"{mark}{opening(statement.text)}"
    if statement.topic == "thesis" and statement.evidence:
        return f"{text} ({placed(statement.evidence[0])})"
    if statement.topic in WITH_WORDS:
        return "\n  - ".join([text, *(_told(document, finding, statement) for finding in once(statement.evidence))])
    return text


def _told(document: Document, finding: Finding, statement: Statement) -> str:
    context = evidence_in_context(document, finding, statement)
    words = f"{context.before}{context.words}{context.after}"
    return f"{opening(cited(finding, statement))}: “{escaped(words)}”"


def _quoted(finding: Finding) -> str:
    return f"“{escaped(finding.words)}” (line {finding.line})"


def _who(name: str) -> str:
    return "the author" if name == AUTHOR else name


# Who stands where


def _stances(dyads: Sequence[Dyad]) -> Iterable[str]:
    if not dyads:
        yield "No stance was found."
        return
    yield _raw_table(
        ("", "who", "towards", "for", "against", "mean", "in these words"),
        [
            (
                escaped(_MARKS[dyad.sign]),
                escaped(_who(dyad.holder)),
                escaped(_who(dyad.target)),
                str(dyad.supports or ""),
                str(dyad.opposes or ""),
                escaped(f"{dyad.polarity:+.2f}"),
                "; ".join(map(_evidence, dyad.stances[:_EVIDENCE])),
            )
            for dyad in dyads
        ],
    )


def _evidence(stance: Finding) -> str:
    guess = ", *guess*" if is_guess(stance) else ""
    return f"{_quoted(stance)} {escaped(stance.feature('attitude'))}{guess}"


# How it argues


def _argument(report: Report, units: Sequence[Unit]) -> Iterable[str]:
    if not units:
        yield "No argument was found."
        return
    if any(unit.children for unit in units):
        yield f"```mermaid\n{flowchart(argument_map(report), _MOST_NODES)}\n```"
    yield "\n".join(f"{'  ' * min(unit.depth, 8)}- {_unit(unit)}" for unit in units)


def _unit(unit: Unit) -> str:
    said = words()["relations"].get(unit.relation, "")
    name = unit.finding.name + (" (other side)" if unit.finding.feature("side") == "con" else "")
    notes = [f"line {unit.finding.line}"]
    if kind := unit.finding.feature("evidence"):
        notes.append(kind)
    if unit.voices:
        notes.append(f"in the words of {', '.join(unit.voices)}")
    if unit.hedges:
        notes.append("hedged: " + ", ".join(cue.words for cue in unit.hedges))
    if unit.boosters:
        notes.append("boosted: " + ", ".join(cue.words for cue in unit.boosters))
    lead = f"*{said}* · " if said else ""
    return f"{lead}**{escaped(name)}** “{escaped(unit.finding.words)}” ({escaped('; '.join(notes))})"


def _turn(target: str, against: tuple[Unit, Finding], favour: tuple[Unit, Finding]) -> str:
    premise = against[0].finding.label == "premise"
    first, second = ("premises", "claims") if premise else ("claims", "premises")
    who = opening(capital(topic(target)))
    return f"- {who} is opposed in {first} and supported in {second}: {_quoted(against[1])}; {_quoted(favour[1])}"


# How sure


def _certainty(sure: Certainty) -> Iterable[str]:
    yield (
        f"{sure.hedged} of {counted(len(sure.sentences), 'sentence')} hedged, {sure.boosted} boosted; "
        f"mean certainty {sure.mean:.2f} (1: every sentence asserted flatly)."
    )
    yield _raw_table(
        ("voice", "hedges", "boosters", "certainty of hedges", "the words"),
        [
            (
                escaped(_who(voice.voice)),
                str(len(voice.hedges)),
                str(len(voice.boosters)),
                "–" if voice.certainty is None else f"{voice.certainty:.2f}",
                ", ".join(f"“{escaped(cue.words)}” ({cue.line})" for cue in (*voice.hedges, *voice.boosters)),
            )
            for voice in sure.voices
        ],
    )


# Other layers


def _block(block: Block) -> Iterable[str]:
    if isinstance(block, Text):
        yield opening(block.text)
    elif isinstance(block, Quotation):
        yield f"> “{escaped(block.text)}”"
    else:
        if caption := escaped(block.caption):
            yield f"*{caption}*"
        if isinstance(block, Table):
            yield _table(block.columns, block.rows)
        elif isinstance(block, Chart):
            yield _table(("", ""), list(zip(block.labels, block.values, strict=False)))
        else:
            yield _table(("from", "", "to", ""), _edges(block))


def _edges(graph: Graph) -> list[tuple[str, str, str, str]]:
    alone = set(graph.nodes) - {end for edge in graph.edges for end in (edge.source, edge.target)}
    rows = [(edge.source, edge.sign or "→", edge.target, edge.label) for edge in graph.edges]
    return [*rows, *((node, "", "", "") for node in graph.nodes if node in alone)]


def _problems(report: Report, summary: Summary) -> Iterable[str]:
    lost = losses(report, summary)
    if lost:
        yield "## Problems"
        yield "\n".join(
            f"- **{escaped(loss.source)}** {escaped(f'{loss.state}: {loss.message}'.strip(': '))}" for loss in lost
        )


def _accuracy(summary: Summary) -> Iterable[str]:
    rows = [
        (part.layer, figure.measure, f"{figure.score:.3f}", data, figure.reference)
        for part in summary.parts
        for data, figures in part.measured
        for figure in figures
    ]
    if rows:
        yield "## How good the analysers are"
        yield _table(("layer", "measure", "score", "measured on", "beside it"), rows)
    limits = [(part.layer, limit) for part in summary.parts for limit in part.accuracy.limits]
    if limits:
        yield "\n".join(f"- {opening(layer)}: {escaped(limit)}" for layer, limit in limits)


def _table(columns: Sequence[str], rows: Sequence[Sequence[Scalar]]) -> str:
    return _raw_table([escaped(name) for name in columns], [[escaped(text_of(cell)) for cell in row] for row in rows])


def _raw_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows or not columns:
        return ""
    lines = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])
