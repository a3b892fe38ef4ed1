"""Hypothesis strategies that several tests share: texts, documents, layers, reports."""

from __future__ import annotations

from hypothesis import strategies as st

from oped import Annotation, Document, Layer, Outcome, Paragraph, Problem, Relation, Report, Sentence, Span, Token

UGLY = ["", "\x00", "\r\n", "\u2028", "👩‍👩‍👧", "é", "مرحبا", "“", "’", "…", ". . .", "<b>", "&amp;", "\u202e"]

texts = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from([*UGLY, "Mr. Xi", "may", "Beijing", " ", ". ", "\n\n", "because", "the"]), max_size=20
    ).map("".join),
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**40), 2**40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
)
features = st.dictionaries(st.text(min_size=1, max_size=6), scalars, max_size=3)
names = st.text(st.characters(codec="ascii", categories=["Ll"]), min_size=1, max_size=8)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document with one paragraph of tokens of one code point each."""
    text = draw(st.text(st.characters(codec="utf-8"), max_size=30))
    tokens = tuple(Token(i, i + 1, c, "NN", c.lower()) for i, c in enumerate(text))
    paragraphs = ()
    if text:
        sentence = Sentence(0, len(text), tokens, draw(st.floats(-1, 1)), draw(st.floats(0, 1)))
        paragraphs = (Paragraph(0, len(text), "body", (sentence,)),)
    return Document(text, draw(st.text(max_size=5)), draw(features), paragraphs)


@st.composite
def spans(draw: st.DrawFn, length: int) -> tuple[Span, ...]:
    """One to three disjoint spans within a text of this length, which is at least 1."""
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
        Annotation(draw(names), draw(spans(len(document.text))), str(i), features=draw(features)) for i in range(count)
    ]
    ends = st.sampled_from([f"{name}#{i}" for i in range(count)]) if count else st.nothing()
    relations = [
        Relation(draw(names), draw(ends), draw(ends), features=draw(features))
        for _ in range(draw(st.integers(0, 3)) if count else 0)
    ]
    return Layer(name, annotations, relations, draw(features), draw(features))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report with outcomes of every state."""
    document = draw(documents())
    outcomes = {name: Outcome("ran", layer=draw(layers(document, name))) for name in draw(st.sets(names, max_size=3))}
    outcomes |= {f"{name}!": Outcome("failed", draw(st.text(max_size=9))) for name in draw(st.sets(names, max_size=2))}
    return Report(document, outcomes, [Problem("x", draw(st.text(max_size=9)))], draw(st.lists(names, max_size=2)))
