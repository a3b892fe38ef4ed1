"""The report for a terminal: headline, who stands where, how sure, how it argues, and the words that show it."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding, PaddingDimensions
from rich.rule import Rule
from rich.table import Table as RichTable
from rich.text import Text as Words
from rich.tree import Tree

from oped.analyser import Section
from oped.blocks import Block, Chart, Graph, Quotation, Table, Text
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
    sign_of,
    summarise,
    text_of,
    topic,
)
from oped.safe import one_line, shortened, undirected
from oped.sides import AUTHOR

_WIDTH = 100
_SIGN_STYLES = {"for": "green", "against": "red", "mixed": "yellow"}
_SIGN_MARKS = {"for": "+", "against": "−", "mixed": "±"}
_RELATION_STYLES = {"support": "green", "restate": "green", "attack": "red", "undercut": "red"}
_RELATION_MARKS = {"support": "+", "restate": "=", "attack": "−", "undercut": "/"}
_BARS = "▁▂▃▄▅▆▇█"
_TOPICS = {"thesis": "Thesis", "gloss": "Thesis", "actors": "Actors", "stance": "Stances", "certainty": "Certainty"}
_EVIDENCE = 3
_LONGEST_WORDS = 160


def render(report: Report, sections: Mapping[str, Section]) -> str:
    """The report as plain text, 100 columns wide, without colour."""
    out = io.StringIO()
    console = Console(file=out, width=_WIDTH, color_system=None, force_terminal=False, force_jupyter=False)
    print_report(report, sections, console)
    return out.getvalue()


def standard_console() -> Console:
    """A console on standard output; it heeds NO_COLOR and COLUMNS; in a pipe it is 100 columns wide, without colour."""
    console = Console(highlight=False, emoji=False, markup=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDTH
    return console


def print_report(report: Report, sections: Mapping[str, Section], console: Console, brief: bool = False) -> None:
    """Print a report to a rich console; `brief` prints the headline only."""
    parts = _report(report, summarise(report), sections, brief)
    if console.is_terminal:
        for part in parts:
            console.print(part, highlight=False, markup=False, emoji=False)
        return
    with console.capture() as capture:  # rich fills lines with blanks, which nobody wants in a file
        for part in parts:
            console.print(part, highlight=False, markup=False, emoji=False)
    console.file.write("".join(f"{line.rstrip()}\n" for line in capture.get().splitlines()))


def _report(report: Report, summary: Summary, sections: Mapping[str, Section], brief: bool) -> Iterable[RenderableType]:
    yield from _head(summary)
    if not report.document.text.strip():
        yield _padded(Words("The text is empty: there is nothing to find in it."), (0, 2))
        yield from _problems(report, summary)
        return
    yield _glance(report.document, summary)
    if brief:
        yield from _problems(report, summary)
        return
    own = own_blocks(report, summary, sections)
    for layer, title, body in (
        ("stance", "Who stands where", _stances(summary)),
        ("hedging", "How sure it is", _certainty(report, summary.certainty)),
        ("argument", "How it argues", _argument(summary)),
    ):
        if report.shows(layer):
            yield from _part(title, summary, layer, body)
            yield from _blocks(own.pop(layer, ()))
    yield from _turns(summary)
    for layer, blocks in own.items():
        yield _rule(capital(one_line(layer)))
        yield from _blocks(blocks)
    yield from _problems(report, summary)
    yield from _provenance(summary)


def _padded(body: RenderableType, by: PaddingDimensions) -> RenderableType:
    return Padding(body, by)  # to measure a body first would take half of the time


def _rule(title: str) -> RenderableType:
    return Group("", Rule(Words(title, style="bold"), align="left", style="dim", characters="─"), "")


def _part(title: str, summary: Summary, layer: str, body: Iterable[RenderableType]) -> Iterable[RenderableType]:
    yield _rule(title)
    if layer in summary.missing:
        yield _padded(Words(one_line(summary.missing[layer]), style="italic"), (0, 2))
    else:
        yield from body


# The head


def _head(summary: Summary) -> Iterable[RenderableType]:
    yield ""
    yield _padded(Words(one_line(summary.title), style="bold"), (0, 2))
    about = [one_line(part) for part in summary.about]
    size = f"{counted(summary.words, 'word')}, {counted(summary.sentences, 'sentence')}"
    yield _padded(Words(" · ".join([*about, size]), style="dim"), (0, 2))
    yield ""


def _glance(document: Document, summary: Summary) -> RenderableType:
    table = RichTable.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    last = ""
    for statement in summary.statements:
        topic = _TOPICS.get(statement.topic, statement.topic)
        table.add_row("" if topic == last else topic, _statement(statement))
        for words in _in_words(document, statement):
            table.add_row("", words)
        last = topic
    for layer, reason in summary.missing.items():
        if layer in ("argument", "stance", "hedging") and "not asked for" not in reason:
            table.add_row(capital(layer), Words(one_line(reason), style="italic"))
    return _padded(table, (0, 2))


def _statement(statement: Statement) -> Words:
    line = Words()
    if statement.sign:
        line.append(f"{_SIGN_MARKS[statement.sign]} ", style=_SIGN_STYLES[statement.sign])
    line.append(one_line(statement.text), style="italic" if statement.topic == "thesis" else "")
    if statement.topic == "thesis" and statement.evidence:
        line.append(f"  {placed(statement.evidence[0])}", style="dim")
    return line


def _in_words(document: Document, statement: Statement) -> Iterable[RenderableType]:
    if statement.topic not in WITH_WORDS:
        return
    for finding in once(statement.evidence):
        line = Words(f"{one_line(cited(finding, statement))}: ", style="dim")
        context = evidence_in_context(document, finding, statement)
        line.append(f"“{undirected(context.before)}")
        line.append(undirected(context.words), style="not dim")
        line.append(f"{undirected(context.after)}”")
        yield Padding(line, (0, 0, 0, 2))


def _quoted(finding: Finding) -> str:
    return f"“{shortened(one_line(finding.words), _LONGEST_WORDS)}” (line {finding.line})"


# Who stands where


def _stances(summary: Summary) -> Iterable[RenderableType]:
    if not summary.dyads:
        yield _padded("No stance was found.", (0, 2))
        return
    table = RichTable(
        box=SIMPLE_HEAD, expand=True, show_edge=False, pad_edge=False, padding=(0, 1), header_style="bold"
    )
    table.add_column("")
    table.add_column("Who → towards whom", max_width=30)
    table.add_column("n", justify="right", no_wrap=True)
    table.add_column("mean", justify="right", no_wrap=True)
    table.add_column("In these words", ratio=1)
    for dyad in summary.dyads:
        table.add_row(
            Words(_SIGN_MARKS[dyad.sign], style=_SIGN_STYLES[dyad.sign]),
            f"{one_line(_who(dyad.holder))} → {one_line(_who(dyad.target))}{' (guess)' if dyad.guessed else ''}",
            _tally(dyad),
            f"{dyad.polarity:+.2f}",
            _evidence(dyad),
            style="dim" if dyad.guessed else None,
        )
    yield _padded(table, (0, 2))
    yield _padded(
        Words(
            "+ for, − against, ± mixed; n findings, mean polarity from −1 to 1; a guess is less likely than not.",
            style="dim",
        ),
        (1, 2, 0, 2),
    )


def _tally(dyad: Dyad) -> str:
    """How many findings; where they differ, how many on each side."""
    if dyad.supports and dyad.opposes:
        return f"{dyad.supports}+ {dyad.opposes}−"
    return str(len(dyad.stances))


def _who(name: str) -> str:
    return "the author" if name == AUTHOR else name


def _evidence(dyad: Dyad) -> Words:
    line = Words()
    for number, stance in enumerate(dyad.stances[:_EVIDENCE]):
        line.append("; " if number else "")
        line.append(f"“{shortened(one_line(stance.words), 60)}”")
        told = [stance.feature("attitude")]
        if (mode := stance.feature("mode")) and mode != "asserted":
            told.append(mode)
        if (voice := stance.feature("voice")) and voice != AUTHOR:
            told.append(f"says {voice}")
        if is_guess(stance) and not dyad.guessed:
            told.append("guess")
        line.append(f" {one_line(', '.join(part for part in told if part))}, line {stance.line}", style="dim")
    if len(dyad.stances) > _EVIDENCE:
        line.append(f"; {len(dyad.stances) - _EVIDENCE} more", style="dim")
    return line


# How sure


def _certainty(report: Report, sure: Certainty) -> Iterable[RenderableType]:
    paragraphs: dict[int, list[float]] = {}
    for sentence in sure.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence.certainty)
    if paragraphs:
        means = [sum(values) / len(values) for values in paragraphs.values()]
        profile = "".join(_BARS[min(7, int(mean * 7.999))] for mean in means)
        line = Words("Paragraph by paragraph  ")
        line.append(profile, style="yellow")
        line.append(f"  mean {sure.mean:.2f} (1 = every sentence asserted flatly)", style="dim")
        yield _padded(line, (0, 2, 1, 2))
    table = RichTable(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), header_style="bold")
    for column in ("Voice", "hedges", "boosters", "certainty of hedges"):
        table.add_column(column, justify="left" if column == "Voice" else "right", max_width=40)
    for voice in sure.voices:
        mean = "–" if voice.certainty is None else f"{voice.certainty:.2f}"
        table.add_row(one_line(_who(voice.voice)), str(len(voice.hedges)), str(len(voice.boosters)), mean)
    yield _padded(table, (0, 2, 1, 2))
    for title, cues in (
        ("Hedges", [cue for voice in sure.voices for cue in voice.hedges]),
        ("Boosters", [cue for voice in sure.voices for cue in voice.boosters]),
    ):
        if cues:
            yield _padded(_cues(title, cues), (0, 2))


def _cues(title: str, cues: Sequence[Finding]) -> Words:
    line = Words(f"{title}  ", style="")
    for number, cue in enumerate(sorted(cues, key=lambda c: c.annotation.start)):
        line.append(" · " if number else "", style="dim")
        line.append(one_line(cue.words), style="yellow" if cue.label == "hedge" else "bold")
        told = [cue.feature("type"), f"line {cue.line}"]
        line.append(f" ({', '.join(one_line(part) for part in told if part)})", style="dim")
    return line


# How it argues


def _argument(summary: Summary) -> Iterable[RenderableType]:
    if not summary.units:
        yield _padded("No argument was found.", (0, 2))
        return
    trees: list[Tree] = []
    at: dict[int, Tree] = {}
    for unit in summary.units:
        label = _unit(unit)
        # Ever deeper trees leave no room for words, and rich draws them recursively.
        if unit.parent is not None and unit.depth <= 12:
            at[unit.finding.number] = at[unit.parent].add(label)
        elif unit.parent is not None:
            at[unit.finding.number] = at[unit.parent]
            at[unit.parent].add(label)
        else:
            at[unit.finding.number] = Tree(label, guide_style="dim")
            trees.append(at[unit.finding.number])
    for number, tree in enumerate(trees):
        yield _padded(tree, (1 if number and tree.children else 0, 2, 0, 2))
    yield _padded(
        Words("+ supports, − attacks, / undercuts, = restates what stands above it.", style="dim"), (1, 2, 0, 2)
    )


def _unit(unit: Unit) -> Words:
    finding = unit.finding
    line = Words()
    if unit.relation:
        mark = _RELATION_MARKS.get(unit.relation, "·")
        line.append(f"{mark} ", style=_RELATION_STYLES.get(unit.relation, ""))
    line.append(finding.name, style="bold")
    if finding.feature("side") == "con":
        line.append(" (other side)", style="red")
    line.append(f"  “{one_line(finding.words)}”", style="italic" if finding.label == "major_claim" else "")
    line.append(f"  {one_line('; '.join(_about_unit(unit)))}", style="dim")
    return line


def _about_unit(unit: Unit) -> Iterable[str]:
    finding = unit.finding
    yield f"line {finding.line}"
    if kind := finding.feature("evidence"):
        yield kind
    if unit.voices:
        yield f"in the words of {', '.join(unit.voices)}"
    elif (holder := finding.feature("holder")) and holder != AUTHOR:
        yield f"held by {holder}"
    if unit.hedges:
        yield "hedged: " + ", ".join(cue.words for cue in unit.hedges)
    if unit.boosters:
        yield "boosted: " + ", ".join(cue.words for cue in unit.boosters)
    for stance in unit.stances:
        who = f"{_who(stance.feature('holder'))} → {stance.feature('target')}"
        yield f"{_SIGN_MARKS[sign_of(stance)]} {who}"


def _turns(summary: Summary) -> Iterable[RenderableType]:
    if not summary.turns:
        return
    yield _rule("Across the analyses")
    for turn in summary.turns:
        premise = turn.against[0][0].finding.label == "premise"
        first, second = ("premises", "claims") if premise else ("claims", "premises")
        line = Words(f"{capital(topic(one_line(turn.target)))} is opposed in {first}, supported in {second}: ")
        line.append("; ".join(_quoted(stance) for _, stance in (*turn.against[:1], *turn.favour[:1])), style="dim")
        yield _padded(line, (0, 2))


# Other layers


def _blocks(blocks: Iterable[Block]) -> Iterable[RenderableType]:
    return (_padded(_block(block), (1, 0, 0, 2)) for block in blocks)


def _block(block: Block) -> RenderableType:
    if isinstance(block, Text):
        return Words(one_line(block.text))
    if isinstance(block, Quotation):
        line = Words(f"“{one_line(block.text)}”", style="italic")
        return line.append(f"  {one_line(block.address)}", style="not italic dim") if block.address else line
    if isinstance(block, Table):
        return _table(block.columns, block.rows, block.caption)
    if isinstance(block, Chart):
        most = max(block.values, default=0.0) or 1.0
        rows = [
            (label, "█" * max(0, round(20 * value / most)), text_of(value))
            for label, value in zip(block.labels, block.values, strict=False)
        ]
        return _table(("", "", ""), rows, block.caption)
    return _graph(block)


def _graph(graph: Graph) -> RenderableType:
    rows = [(edge.source, f"{edge.sign or '–'}→", edge.target, edge.label) for edge in graph.edges]
    alone = set(graph.nodes) - {end for edge in graph.edges for end in (edge.source, edge.target)}
    return _table(
        ("from", "", "to", ""), [*rows, *((node, "", "", "") for node in graph.nodes if node in alone)], graph.caption
    )


def _table(columns: Sequence[str], rows: Sequence[Sequence[Scalar]], caption: str) -> RenderableType:
    table = RichTable(
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1),
        header_style="bold",
        show_header=any(columns),
        caption=Words(one_line(caption)) if caption else None,
        caption_justify="left",
    )
    for column in columns:
        table.add_column(Words(one_line(column)), overflow="fold")
    for row in rows:
        table.add_row(*(Words(shortened(one_line(text_of(value)), _LONGEST_WORDS)) for value in row))
    return table


# The end


def _problems(report: Report, summary: Summary) -> Iterable[RenderableType]:
    lost = losses(report, summary)
    if lost:
        yield _rule("Problems")
    for loss in lost:
        line = Words(
            f"{one_line(loss.source)} {loss.state}".rstrip(), style="bold red" if loss.state == "failed" else "bold"
        )
        yield _padded(line.append(f": {one_line(loss.message)}", style="not bold default"), (0, 2))


def _provenance(summary: Summary) -> Iterable[RenderableType]:
    yield _rule("Where this comes from")
    for part in summary.parts:
        if part.state != "ran":
            continue
        line = Words(one_line(part.layer), style="bold")
        found = ", ".join(f"{count} {label}" for label, count in part.labels) or "nothing found"
        line.append(f"  {one_line(found)}", style="not bold")
        measured = [f"{name} {value}" for name, value in part.measures]
        if told := " · ".join(part_ for part_ in (*measured, made_by(part)) if part_):
            line.append(f"  {one_line(told)}", style="not bold dim")
        yield _padded(line, (0, 2))
    known = " · ".join(f"{name} {value}" for name, value in summary.metadata)
    if known:
        yield _padded(Words(one_line(known), style="dim"), (1, 2, 0, 2))
    yield _padded(Words("`oped explain LAYER` says what a layer finds, and how well.", style="dim"), (0, 2))
