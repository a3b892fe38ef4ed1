"""Every format: complete, deterministic, and safe whatever the document or a plugin says."""

import csv
import io
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from time import process_time

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console

import oped
from oped.blocks import Chart, Edge, Graph, Quotation, Table, Text
from oped.renderers import index, oped_renderers
from oped.renderers.text import print_report

RENDERERS = {renderer.name: renderer.render for renderer in oped_renderers()}
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.gold.json"))
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><b>",
    "</title></style></script><h1>",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "{{ 7 * 7 }}{% for %}",
    "-->]]>",
    "javascript:alert(1)",
    "\u202egnp.exe\u202c \u2066x",
    "\x1b[31mred\x1b]0;title\x07\x9b31m",
    "[bold red]x[/bold red] :smile:",
    "a\x00b\x7fc\rd",
    "| a | b |\n|---|---|\n# x\n- y\n1. z",
    "``` \n~~~\n<!-- x",
    "![i](http://x) [l](javascript:x) *b* _i_ `c` $m$",
    "=cmd|' /C calc'!A0",
    "#quot; %% ; end subgraph",
    "\ud800",
    "- x",
    "1) x",
    "    code",
    "@SUM(1)",
]


class Structure(HTMLParser):
    """Elements and the names of their attributes, in order; lines of a map vary with the length of words."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag != "tspan":
            self.found.append((tag, tuple(name for name, _ in attrs)))

    def handle_comment(self, data):
        self.found.append(("comment", data))


def hostile_report(words):
    """A report whose every string is `words` with a number, so that all differ: text, names, features, metadata."""
    numbers = iter(range(10_000))

    def slot():
        return f"{words}{next(numbers)}z"

    text, spans = "", []
    for _ in range(12):
        piece = slot()
        spans.append((len(text), len(text) + len(piece)))
        text += piece + "\n"
    paragraphs = [
        oped.Paragraph(a, b, "body", (oped.Sentence(a, b, (oped.Token(a, b, text[a:b], "NN", slot()),)),))
        for a, b in spans
    ]

    def note(label, number, key="", **features):
        return oped.Annotation(label, [oped.Span(*spans[number])], key or str(number), features=features)

    actor, other = slot(), slot()
    layers = [
        oped.Layer("actors", [note("mention", 0, actor=actor, type=slot()), note("mention", 1, actor=other)]),
        oped.Layer(
            "stance",
            [
                note("stance", 2, holder=actor, target=other, attitude=slot(), polarity=0.5, mode=slot(), voice=slot()),
                note("stance", 3, holder="author", target=slot(), polarity=-0.5, why=slot()),
            ],
        ),
        oped.Layer(
            "hedging", [note("hedge", 4, type=slot(), voice=slot(), certainty=0.4), note("booster", 5, why=slot())]
        ),
        oped.Layer("attribution", [note("content", 6, holder=slot())]),
        oped.Layer(
            "argument",
            [note("major_claim", 7, holder=slot()), note("premise", 8, evidence=slot(), side="con"), note("claim", 4)],
            [
                oped.Relation("attack", "argument#8", "argument#7"),
                oped.Relation(slot(), "argument#4", "argument#7"),
            ],
        ),
        oped.Layer(
            slot(),
            [note(slot(), 9, key=slot(), **{slot(): slot()})],
            measures={slot(): slot()},
            provenance={"version": slot()},
        ),
    ]
    outcomes = {layer.name: oped.Outcome("ran", layer=layer) for layer in layers}
    outcomes[slot()] = oped.Outcome("failed", slot())
    document = oped.Document(
        text,
        id=slot(),
        metadata={"title": slot(), "author": slot(), "date": slot(), "language": slot(), slot(): slot()},
        paragraphs=paragraphs,
    )
    said = slot()
    sections = {
        layers[-1].name: oped.Section(
            layer=layers[-1].name,
            render=lambda report, layer: [
                Text(said),
                Quotation(said, f"{layer.name}#{said}"),
                Table(("a", said), [(said, 1)], said),
                Chart((said,), (1.0,), said),
                Graph((said, "b"), (Edge(said, "b", said, "+"),), said),
            ],
        )
    }
    return oped.Report(document, outcomes, (oped.Problem(slot(), slot()),)), sections


payloads = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from([*HOSTILE, *"<>\"'&/= \n\t", "\x1b", "\u202e", "é", "م"]), min_size=1, max_size=6).map(
        "".join
    ),
    st.text(min_size=1, max_size=30),
)
slow = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


# Safety


@slow
@given(payloads)
@pytest.mark.parametrize("format_", ["html", "notebook"])
def test_hostile_words_never_become_elements_or_attributes(format_, words):
    benign = Structure(RENDERERS[format_](*hostile_report("word"))).found
    page = RENDERERS[format_](*hostile_report(words)).encode().decode()  # what is written can be encoded
    assert Structure(page).found == benign


@slow
@given(payloads)
def test_hostile_words_never_become_markdown(words):
    def structure(text):
        parser = MarkdownIt("commonmark").enable("table")
        found = []
        for token in parser.parse(text):
            found.append((token.type, token.tag))
            found += [
                (child.type, child.tag) for child in token.children or [] if child.type not in ("text", "text_special")
            ]
        return found

    assert structure(RENDERERS["md"](*hostile_report(words))) == structure(RENDERERS["md"](*hostile_report("word")))


@slow
@given(payloads)
def test_hostile_words_never_control_the_terminal(words):
    shown = RENDERERS["text"](*hostile_report(words))
    controls = {
        c for c in shown if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f" or c in "\u202a\u202b\u202c\u202d\u202e"
    }
    assert controls == set()


@slow
@given(payloads)
def test_hostile_words_never_become_elements_of_the_index(words):
    def page(words):
        report, _ = hostile_report(f"{words} Norland Sudland")  # names that join documents, whatever stands before
        name = words.replace("\ud800", "")
        entries = [index.make_entry(report, words, f"{name}{n}.html") for n in range(2)]
        return index.render([*entries, index.failed_entry(words, words)])

    assert Structure(page(words).encode().decode()).found == Structure(page("word")).found


def test_markup_of_rich_is_shown_as_it_stands():
    assert "[bold red]x[/bold red] :smile:" in RENDERERS["text"](*hostile_report("[bold red]x[/bold red] :smile:"))


@slow
@given(payloads)
def test_mermaid_holds_no_words_that_it_could_read(words):
    shown = RENDERERS["md"](*hostile_report(words))
    (drawing,) = re.findall(r"^```mermaid\n(.*?)^```$", shown, re.MULTILINE | re.DOTALL)
    for line in drawing.splitlines()[1:]:
        assert re.fullmatch(r'  n\d+\(?\["[^"`<>\[\]]*"\]\)?|  n\d+ (-- [a-z ]+ -->|-\. [a-z ]+ \.->) n\d+', line), line


@slow
@given(payloads)
def test_csv_reads_back_and_runs_nothing(words):
    report, sections = hostile_report(words)
    shown = RENDERERS["csv"](report, sections)
    rows = list(csv.reader(io.StringIO(shown, newline="")))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == 1 + sum(len(layer.annotations) + len(layer.relations) for layer in report.layers.values())
    assert not any(re.match(r"[=@\t\r\n]|[-+][^\d.]", cell) for row in rows for cell in row)


def test_csv_puts_formulas_behind_an_apostrophe_but_not_numbers(report):
    note = oped.Annotation("x", [oped.Span(0, 4)], "1", features={"formula": "=1+1", "number": -0.5, "text": "-5"})
    extra = oped.Outcome("ran", layer=oped.Layer("x", [note]))
    rows = csv.DictReader(io.StringIO(RENDERERS["csv"](attrs.evolve(report, outcomes={"x": extra}), {}), newline=""))
    (row,) = rows
    assert (row["feature.formula"], row["feature.number"], row["feature.text"]) == ("'=1+1", "-0.5", "'-5")
    assert (row["record"], row["quote"], row["start"], row["line"]) == ("annotation", "Keep", "0", "1")


def test_csv_lines_end_as_rfc_4180_has_it(report):
    shown = RENDERERS["csv"](report, {})
    assert shown.endswith("\r\n")
    assert shown.count("\n") == shown.count("\r\n")


def test_csv_has_a_row_for_each_relation(report):
    rows = list(csv.DictReader(io.StringIO(RENDERERS["csv"](report, {}), newline="")))
    relations = [(row["label"], row["source"], row["target"]) for row in rows if row["record"] == "relation"]
    assert ("undercut", "argument#6", "argument#4") in relations


def test_the_page_may_load_nothing_and_run_only_its_own_script(report):
    page = RENDERERS["html"](report, {})
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    policy = policy.replace("&#39;", "'")
    assert "default-src 'none'" in policy and "unsafe" not in policy
    for element in ("style", "script"):
        inside = re.search(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)[1]
        assert f"{element}-src 'sha256-{b64encode(sha256(inside.encode()).digest()).decode()}'" in policy
    assert "http://" not in page.replace("http://www.w3.org", "") and "https://" not in page
    assert not re.search(r"\sstyle=|\son\w+=", page)


# Completeness


@pytest.mark.parametrize("format_", ["text", "html", "md"])
def test_each_format_says_all_that_matters(report, format_):
    shown = RENDERERS[format_](report, {})
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", shown).replace("\\", "").replace("│", " "))
    for words in (
        "Keep the ferries",
        "The harbour council should keep its ferries",
        "Sudland and Norland cooperate with each other",
        "torpedo",
        "may seem",
        "Perhaps",
        "closing them would clearly cost more",
        "a made-up failure",
        "not needed here",
        "could not be loaded",
        "Metaphor",
    ):
        assert words in plain, words


def test_json_is_the_report(report):
    assert oped.Report.from_json(RENDERERS["json"](report, {})) == report


@pytest.mark.parametrize("format_", sorted(RENDERERS))
def test_the_same_report_gives_the_same_bytes(report, format_):
    assert RENDERERS[format_](report, {}).encode() == RENDERERS[format_](report, {}).encode()


@pytest.mark.parametrize("format_", sorted(RENDERERS))
@pytest.mark.parametrize("text", ["", "One.", " \n ", "\n"])
def test_each_format_copes_with_reports_without_anything(format_, text):
    bare = oped.Report(oped.Document(text))
    assert isinstance(RENDERERS[format_](bare, {}), str)
    layers = ("actors", "stance", "hedging", "attribution", "argument", "odd")
    empty = oped.Report(oped.Document(text), {name: oped.Outcome("ran", layer=oped.Layer(name)) for name in layers})
    assert isinstance(RENDERERS[format_](empty, {}), str)


@pytest.mark.parametrize("format_", ["text", "html", "md", "csv"])
def test_layers_that_were_not_asked_for_are_not_shown(report, format_):
    shown = RENDERERS[format_](attrs.evolve(report, selected=("hedging",)), {})
    assert "may seem" in shown
    assert "cooperate" not in shown
    assert "undercut" not in shown or format_ == "html"  # the style sheet names it


def test_brief_text_ends_after_the_headline(report):
    def lines(brief):
        out = io.StringIO()
        print_report(report, {}, Console(file=out, width=80), brief=brief)
        return out.getvalue().splitlines()

    assert "torpedo" in "\n".join(lines(True))
    assert len(lines(True)) < len(lines(False)) / 2


def test_text_fits_its_width(report):
    assert max(len(line) for line in RENDERERS["text"](report, {}).splitlines()) <= 100
    assert "\x1b" not in RENDERERS["text"](report, {})


def section(*blocks):
    return {"metaphors": oped.Section(layer="metaphors", render=lambda report, layer: blocks)}


BLOCKS = (
    Text("War words are many."),
    Quotation("torpedo", "metaphors#1"),
    Table(("source", "count"), [("war", 1)], "By source"),
    Chart(("war", "sport"), (3.0, 1.0), "How often"),
    Graph(("harbour", "war"), (Edge("harbour", "war", "meets", "-"),), "Fields"),
)


@pytest.mark.parametrize("format_", ["text", "html", "md"])
def test_a_section_shows_its_layer(report, format_):
    shown = RENDERERS[format_](report, section(*BLOCKS))
    for words in ("War words are many.", "torpedo", "By source", "How often", "sport", "harbour", "meets"):
        assert words in shown


@pytest.mark.parametrize("format_", ["text", "html", "md"])
def test_a_section_that_fails_says_so_and_the_layer_is_shown_by_default(report, format_):
    def fail(report, layer):
        yield Text("fine so far")
        raise ZeroDivisionError("no section")

    shown = RENDERERS[format_](report, {"metaphors": oped.Section(layer="metaphors", render=fail)})
    assert "ZeroDivisionError: no section" in shown
    assert "war" in shown
    assert "blocks of oped.blocks, not str" in RENDERERS[format_](report, section("<b>no block</b>")).replace("\\", "")


# Size and speed


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_an_op_ed_takes_less_than_400_kb(path):
    report = oped.Report.from_json(path.read_text("utf-8"))
    page = RENDERERS["html"](report, {})
    assert len(page.encode()) < 400_000
    assert "“" in page


def test_rendering_takes_time_linear_in_the_text():
    def seconds(copies):
        text = "The council may sell it. " * copies
        starts = range(0, len(text), 25)
        notes = [
            oped.Annotation("hedge", [oped.Span(s + 12, s + 15)], str(s), features={"certainty": 0.5}) for s in starts
        ]
        sentences = [oped.Sentence(s, s + 24, ()) for s in starts]
        paragraphs = [oped.Paragraph(s.start, s.end, "body", (s,)) for s in sentences]
        layer = oped.Outcome("ran", layer=oped.Layer("hedging", notes))
        report = oped.Report(oped.Document(text, paragraphs=paragraphs), {"hedging": layer})
        started = process_time()
        RENDERERS["html"](report, {})
        return process_time() - started

    seconds(10)
    short = min(seconds(1500) for _ in range(3))
    assert min(seconds(6000) for _ in range(2)) < 9 * short  # 4 where it is linear, 16 where it is quadratic


def test_the_columns_of_the_csv_are_documented():
    from oped.renderers.table import COLUMNS

    page = (Path(__file__).parents[2] / "docs" / "reference" / "csv.md").read_text("utf-8")
    assert re.findall(r"^\| `([a-z]+)` \|", page, re.MULTILINE) == list(COLUMNS)


def dated(day, holder, polarity):
    text = "They praised the harbour. They damned the harbour."
    at = 5 if polarity > 0 else 31
    features = {"holder": holder, "target": "Harbour <Council>", "polarity": polarity, "mode": "asserted"}
    layers = {
        "stance": oped.Layer("stance", [oped.Annotation("stance", [oped.Span(at, at + 7)], "1", features=features)]),
        "actors": oped.Layer(
            "actors",
            [
                oped.Annotation(
                    "mention", [oped.Span(17, 24)], "1", features={"actor": "Harbour <Council>", "type": "group"}
                )
            ],
        ),
    }
    document = oped.Document(text, id=f"d{day}", metadata={"date": day, "title": f"Title {day}"})
    return oped.Report(document, {name: oped.Outcome("ran", layer=layer) for name, layer in layers.items()})


def test_the_index_shows_change_over_dates_and_one_network():
    reports = [
        dated("2020-01-01", "Norland", 0.5),
        dated("2021-07-01", "Sudland", -0.5),
        dated("1 May", "author", -0.5),
    ]
    entries = [index.make_entry(report, f"{n}.txt", f"{n}.html") for n, report in enumerate(reports)]
    page = index.render(entries)
    assert "2020-01-01, 1. Title 2020-01-01: 1 for, 0 against, 0 mixed" in page
    assert page.count('<circle class="pt ') == 2  # a date that is none has no place in time
    assert "author of Title 1 May → Harbour &lt;Council&gt;: 0 for, 1 against, 0 mixed" in page
    assert 'id="time"' not in index.render(entries[:1])
    assert Structure(page).found  # it parses


def test_the_index_compares_only_names_that_mean_the_same():
    texts = [
        "The government opposes the plan. Japan praised Norway.",
        "The government supports the plan. Japan praised Norway.",
    ]
    entries = [index.make_entry(oped.analyse(text), f"{n}.txt", f"{n}.html") for n, text in enumerate(texts)]
    page = index.render(entries)
    assert "government (1) → plan (1): 0 for, 1 against, 0 mixed" in page
    assert "government (2) → plan (2): 1 for, 0 against, 0 mixed" in page
    assert "Japan → Norway: 2 for, 0 against, 0 mixed" in page
