"""A sentence as parallel lists, with the voice of each word and the segments that its punctuation parts it into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs

from oped.model import Document, Layer, ParagraphKind, Scalar, Span, Token

AUTHOR = "author"
_BREAKS = frozenset({",", ";", ":", "—", "–", "--", "…", "(", ")"})
_PARTING = _BREAKS | {"and", "or", "but", "nor"}
_END = frozenset({".", "!", "?", "”", "’", '"', "'", "''", ")", "…", "..."})
_QUOTES = frozenset({"“", "”", '"', "‘", "``", "''"})
_COARSE = {"NN": "N", "VB": "V", "PR": "P", "JJ": "J", "RB": "R", "IN": "I", "TO": "T", "DT": "D", "CD": "C", "MD": "M"}


@attrs.frozen(eq=False)
class Line:
    """One sentence; the lists run parallel to its tokens. `last` tells that its paragraph ends with it."""

    tokens: Sequence[Token]
    low: list[str]
    lemma: list[str]
    tag: list[str]
    voices: Sequence[str]
    paragraph: int
    kind: ParagraphKind
    last: bool

    def __len__(self) -> int:
        return len(self.low)

    def word(self, at: int) -> str:
        """The lower-case word at an index, "" beyond either end."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def tag_at(self, at: int) -> str:
        """The tag at an index, "" beyond either end."""
        return self.tag[at] if 0 <= at < len(self.low) else ""

    def span(self, first: int, end: int) -> Span:
        """The stretch of text of the tokens `[first, end)`, of which there is at least one."""
        return Span(self.tokens[first].start, self.tokens[end - 1].end)

    def voice(self, at: int) -> str:
        """Whose word stands at an index: `author`, or the holder of the quotation or report around it."""
        return self.voices[at]

    @cached_property
    def said(self) -> frozenset[str]:
        """Its lower-case words: a cheap test before a search."""
        return frozenset(self.low)

    @cached_property
    def body(self) -> range:
        """The indices without opening quotation marks and final punctuation."""
        first, end = 0, len(self.low)
        while first < end and self.low[first] in _QUOTES:
            first += 1
        while end > first and self.low[end - 1] in _END:
            end -= 1
        return range(first, end)

    @cached_property
    def segments(self) -> list[range]:
        """The stretches between punctuation and coordinators, which belong to none of them."""
        if self.said.isdisjoint(_PARTING):
            return [self.body] if self.body else []
        found: list[range] = []
        first = self.body.start
        for at in self.body:
            if self.low[at] in _PARTING:
                found.append(range(first, at))
                first = at + 1
        found.append(range(first, self.body.stop))
        return [segment for segment in found if segment]


@attrs.frozen
class Found:
    """One figure: the stretches of text that make it, whose words they are, why it is one, and its own features."""

    label: str
    spans: tuple[Span, ...]
    voice: str
    why: str
    features: dict[str, Scalar] = attrs.field(factory=dict)


def coarse(tag: str) -> str:
    """The word class of a tag in one letter; a tag of no class stands for itself."""
    return _COARSE.get(tag[:2], tag)


def lines(document: Document, attribution: Layer | None) -> Iterator[Line]:
    """Every sentence that holds a token, with voices from the layer `attribution`, if there is one."""
    voices = _voices(document, attribution)
    at = 0
    for number, paragraph in enumerate(document.paragraphs):
        for sentence in paragraph.sentences:
            tokens = sentence.tokens
            if tokens:
                yield Line(
                    tokens,
                    [token.text.lower().replace("’", "'") for token in tokens],
                    [token.lemma.lower() for token in tokens],
                    [token.tag for token in tokens],
                    voices[at : at + len(tokens)],
                    number,
                    paragraph.kind,
                    sentence is paragraph.sentences[-1],
                )
            at += len(tokens)


def _voices(document: Document, attribution: Layer | None) -> list[str]:
    """The voice of each token; of nested quotations the innermost counts, so the longest are written first."""
    voices = [AUTHOR] * len(document.tokens)
    contents = attribution.labelled("content") if attribution is not None else ()
    spans = [(span, str(content.features.get("holder") or "unnamed")) for content in contents for span in content.spans]
    for span, holder in sorted(spans, key=lambda pair: -len(pair[0])):
        for at in document.token_range(span.start, span.end):
            voices[at] = holder
    return voices
