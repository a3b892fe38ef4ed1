"""How far a text speaks in its writer's own voice: told from a report, which says who did and said what.

A report gives most of its sentences to others, tells in the past tense, and its writer neither says "I" or "we" nor asks or
recommends; what is quoted may do all of that. These are among the cues of Wiebe et al. 2004, "Learning subjective language".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from oped.model import Annotation, Token

from ..text import FINITE, View, word_list

REPORTED = 0.3
"""A sentence is another's from this share (0…1) of reported content on."""

OWN_SIGN, OTHERS, PAST = 0.5, 0.5, 0.2
"""How much a share of sentences counts: with a sign of the writer, said by others, and told in the past tense only. With these the
op-eds of seeds train and dev come to .45 and more, the microtexts to .47, and most of GUM's news to less than .4."""


@attrs.frozen
class Voice:
    """What a text is made of: sentences in all, those said by others, and of the rest those with a sign of the writer
    and those told in the past tense only."""

    sentences: int
    others: int
    signed: int
    past: int

    def weight(self, prior: int) -> float:
        """What the voice adds to (at most 0.5) or takes from (at most 0.7) how far a text argues.

        So many sentences of neither kind are added, for a short text tells little.
        """
        own = self.sentences - self.others
        signs = (OWN_SIGN * self.signed - PAST * self.past) / (own + prior)
        return signs - OTHERS * self.others / (self.sentences + prior)


def voice(sentences: Sequence[View], contents: Sequence[Annotation]) -> Voice:
    """Count the sentences of a text by who speaks; `contents` are what the layer `attribution` found to be reported."""
    spans = _apart(contents)
    others = signed = past = at = 0
    for sentence in sentences:
        start, end = sentence.tokens[0].start, sentence.tokens[-1].end
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        inside = list(_from(spans, at, end))
        said = sum(max(0, min(b, end) - max(a, start)) for a, b in inside)
        if said >= REPORTED * (end - start):
            others += 1
            continue
        own = [token for token in sentence.tokens if not any(a <= token.start < b for a, b in inside)]
        signed += _signed(own)
        finite = [token.tag for token in own if token.tag in FINITE]
        past += bool(finite) and all(tag == "VBD" for tag in finite)
    return Voice(len(sentences), others, signed, past)


def _apart(contents: Sequence[Annotation]) -> list[tuple[int, int]]:
    """The stretches that contents cover, in order; those within or across one another are joined."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for content in contents for span in content.spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _from(spans: Sequence[tuple[int, int]], at: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans from an index on that begin before a code point."""
    for k in range(at, len(spans)):
        if spans[k][0] >= end:
            return
        yield spans[k]


def _signed(tokens: Sequence[Token]) -> bool:
    """Whether words show their writer: "I", "we" or "you", a duty, a question or a request."""
    words = [token.text.lower() for token in tokens]
    signs = word_list("writer")
    return any(word in signs for word in words) or (bool(tokens) and (tokens[0].tag == "VB" or words[0] == "let"))
