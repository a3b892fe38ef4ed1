"""Hypothesis strategies: ugly texts, op-ed-like texts, documents, layers, reports."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from oped.model import (
    Annotation,
    Document,
    Layer,
    Outcome,
    Paragraph,
    Problem,
    Relation,
    Report,
    Scalar,
    Sentence,
    Span,
    Token,
)

UGLY = (
    "",
    "\x00",
    "\r\n",
    "\u2028",
    "👩‍👩‍👧",
    "e\u0301",
    "مرحبا",
    "中国",
    "“",
    "’",
    "…",
    ". . .",
    "<b>",
    "&amp;",
    "\u202e",
    "((((",
    "—",
)
"""Pieces of text on which tools break: controls, joiners, combining marks, other scripts, markup, direction."""

WORDS = (
    "Beijing may torpedo the plan",
    "Mr. Xi",
    "the U.S.",
    "critics say",
    "“We will see,” he said",
    "because",
    "but",
    "should not",
    "Moscow",
    "defends",
    "undoubtedly",
    "it seems that",
    "the two countries",
    ". ",
    "? ",
    ", ",
    "; ",
    "\n",
    "\n\n",
    " ",
    "- ",
)
"""Pieces of opinion writing, each of which some analyser reacts to."""


def trials(examples: int) -> settings:
    """How the checks use Hypothesis: so many examples, however slow, one failure told at a time, nothing kept."""
    return settings(max_examples=examples, deadline=None, database=None, report_multiple_bugs=False)


def texts(max_size: int = 60) -> st.SearchStrategy[str]:
    """Any text without lone surrogates: noise, ugly pieces, and both among words."""
    pieces = st.lists(st.sampled_from([*UGLY, *WORDS]), max_size=max(1, max_size // 3))
    return st.one_of(st.text(st.characters(codec="utf-8"), max_size=max_size), pieces.map("".join))


def opinion_texts(max_pieces: int = 30) -> st.SearchStrategy[str]:
    """Texts of pieces that opinion writing is made of."""
    return st.lists(st.sampled_from(WORDS), max_size=max_pieces).map(" ".join)


def scalars() -> st.SearchStrategy[Scalar]:
    """What a feature may hold."""
    return st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**40), 2**40),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(st.characters(codec="utf-8"), max_size=8),
    )


def features() -> st.SearchStrategy[dict[str, Scalar]]:
    """A few named scalars."""
    return st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1, max_size=6), scalars(), max_size=3)


def names() -> st.SearchStrategy[str]:
    """Names of layers and labels."""
    return st.text(st.characters(codec="ascii", categories=["Ll"]), min_size=1, max_size=8)


@st.composite
def documents(draw: st.DrawFn, min_size: int = 0) -> Document:
    """A document with one paragraph of tokens of one code point each."""
    text = draw(st.text(st.characters(codec="utf-8"), min_size=min_size, max_size=30))
    tokens = tuple(Token(i, i + 1, c, "NN", c.lower()) for i, c in enumerate(text))
    paragraphs: tuple[Paragraph, ...] = ()
    if text:
        sentence = Sentence(0, len(text), tokens, draw(st.floats(-1, 1)), draw(st.floats(0, 1)))
        paragraphs = (Paragraph(0, len(text), "body", (sentence,)),)
    return Document(text, draw(st.text(st.characters(codec="utf-8"), max_size=5)), draw(features()), paragraphs)


@st.composite
def spans(draw: st.DrawFn, length: int) -> tuple[Span, ...]:
    """One to three disjoint spans within a text of this length (code points, at least 1)."""
    bounds = sorted(draw(st.sets(st.integers(0, length), min_size=2, max_size=6)))
    bounds = bounds[: len(bounds) // 2 * 2]
    return tuple(Span(bounds[i], bounds[i + 1]) for i in range(0, len(bounds), 2))


@st.composite
def layers(draw: st.DrawFn, document: Document, name: str = "layer") -> Layer:
    """A layer whose annotations lie within the document, numbered, with relations among them."""
    if not document.text:
        return Layer(name)
    count = draw(st.integers(0, 5))
    annotations = [
        Annotation(draw(names()), draw(spans(len(document.text))), str(i), features=draw(features()))
        for i in range(count)
    ]
    relations = []
    if count:
        ends = st.sampled_from([f"{name}#{i}" for i in range(count)])
        relations = [
            Relation(draw(names()), draw(ends), draw(ends), features=draw(features()))
            for _ in range(draw(st.integers(0, 3)))
        ]
    return Layer(name, annotations, relations, draw(features()), draw(features()))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report with outcomes of every state."""
    document = draw(documents())
    words = st.text(st.characters(codec="utf-8"), max_size=9)
    outcomes = {
        name: Outcome("ran", layer=draw(layers(document, name))) for name in sorted(draw(st.sets(names(), max_size=3)))
    }
    outcomes |= {f"{name}!": Outcome("failed", draw(words)) for name in sorted(draw(st.sets(names(), max_size=2)))}
    outcomes |= {f"{name}?": Outcome("skipped", draw(words)) for name in sorted(draw(st.sets(names(), max_size=1)))}
    return Report(document, outcomes, [Problem("x", draw(words))], draw(st.lists(names(), max_size=2)))
