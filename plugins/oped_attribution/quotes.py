"""Quotations: what stands between quotation marks, over sentences and paragraphs."""

from __future__ import annotations

import attrs

from oped.model import Document, Token

_OPEN = {"“": "”", "``": "''", "«": "»", "„": "“", "‘": "’", "‹": "›"}
_STRAIGHT = frozenset(('"', "''"))
_MAY_OPEN = frozenset(("'", *_OPEN, *_STRAIGHT))


@attrs.frozen
class Quote:
    """Tokens `[first, end)` of the document, without the marks; `marks` are the tokens of the marks.

    `pieces` are the stretches of a quotation over several paragraphs, each without the mark that opens it again.
    """

    pieces: tuple[tuple[int, int], ...]
    open: int
    close: int

    @property
    def first(self) -> int:
        """The first token inside."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """The end (exclusive) of the tokens inside."""
        return self.pieces[-1][1]


def quotes(document: Document) -> list[Quote]:
    """The quotations of a document, outermost only, by position.

    A mark that is not closed in its paragraph counts only where the next paragraph opens with a mark again (the
    convention for speech over several paragraphs); then the quotation goes on to the mark that closes it.
    """
    tokens = document.tokens
    found: list[Quote] = []
    pending: list[tuple[int, int]] = []  # pieces of a quotation that goes on from earlier paragraphs
    started = -1
    at = 0
    for paragraph in document.paragraphs:
        count = sum(len(sentence.tokens) for sentence in paragraph.sentences)
        first, end = at, at + count
        at = end
        opened, mark, passed = -1, "", -1
        if pending and (first == end or not _opens(tokens, first, first)):
            pending, started = [], -1
        for i in range(first, end):
            text = tokens[i].text
            if opened < 0:
                closing = _opens(tokens, i, first) if text in _MAY_OPEN else ""
                if closing:
                    opened, mark, passed = i, closing, -1
            elif text == "‘" and passed > opened + 1:
                # A second single mark opens: what looked like an apostrophe has closed the first.
                found.append(Quote(((opened + 1, passed),), opened, passed))
                opened, passed = i, -1
            elif text == mark or (mark == '"' and text in _STRAIGHT):
                if mark in ("’", "'") and not _closes_single(tokens, i, end):
                    passed = i
                    continue
                if i > opened + 1:
                    begin = started if pending else opened
                    found.append(Quote((*pending, (opened + 1, i)), begin, i))
                opened, pending, started = -1, [], -1
        if opened >= 0 and end > opened + 1:
            if not pending:
                started = opened
            pending.append((opened + 1, end))
        elif opened < 0:
            pending, started = [], -1
    return found


def _opens(tokens: tuple[Token, ...], i: int, first: int) -> str:
    """The mark that closes what this token opens; empty where it opens nothing."""
    text = tokens[i].text
    if text == "‘":
        return "’"
    if text == "'":
        apart = i == first or tokens[i - 1].end < tokens[i].start or tokens[i - 1].text[-1:] in "(—–"
        glued = i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].end
        return "'" if apart and glued and tokens[i + 1].text[:1].isalpha() else ""
    if text in _OPEN:
        return _OPEN[text]
    if text in _STRAIGHT:
        # A straight mark opens unless it stands against the word before it and away from the one after it.
        glued_left = i > first and tokens[i - 1].end == tokens[i].start
        glued_right = i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].end
        return "" if glued_left and not glued_right else '"'
    return ""


def _closes_single(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """Whether a single closing mark is no apostrophe: a mark stands before it or after it."""
    if tokens[i].tag == "POS":
        return False
    before = tokens[i - 1].text[-1:] in ".,?!…;:" if i else False
    after = i + 1 >= end or not tokens[i + 1].text[:1].isalnum()
    return before or after or tokens[i - 1].tag[:3] != "NNS"
