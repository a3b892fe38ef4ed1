"""Puts a text together, block by block, and keeps the way back to the source of every unchanged stretch."""

from __future__ import annotations

from collections.abc import Mapping

from oped.analyser import Source
from oped.model import Origin, ParagraphKind, Region, Scalar
from oped.readers.metadata import byline, iso_date, tidy

_BETWEEN = "\n\n"
_SHORTEST_BODY = 120
"""A paragraph longer than this begins the body; bylines stand above it."""


class Builder:
    """Collects blocks of text; `origins` join where both text and source run on.

    `author` is who a byline in the text names, or empty.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self._regions: list[Region] = []
        self._origins: list[list[int]] = []
        self._kind: ParagraphKind = "body"
        self._block: list[tuple[str, int | None]] = []
        self._in_body = False
        self.author = ""

    def begin(self, kind: ParagraphKind) -> None:
        """Begin a block of this kind."""
        self._kind = kind
        self._block = []

    def add(self, text: str, source_start: int | None) -> None:
        """Add text to the block; `source_start` is where it stands unchanged in the source, or None."""
        if text:
            self._block.append((text, source_start))

    def words(self) -> str:
        """What stands in the block so far, if it is short; a long one is given in part."""
        return "".join(text for text, _ in self._block[:12])

    def end(self) -> str:
        """End the block, without blanks at its ends, and return its text; a block of blanks leaves nothing."""
        pieces = _stripped(self._block)
        self._block = []
        if not pieces:
            return ""
        if self._parts:
            self._parts.append(_BETWEEN)
            self._length += len(_BETWEEN)
        start = self._length
        words = "".join(text for text, _ in pieces)
        kind = self._checked_kind(words)
        for text, source_start in pieces:
            if source_start is not None and self._source.startswith(text, source_start):
                self._origin(self._length, self._length + len(text), source_start)
            self._parts.append(text)
            self._length += len(text)
        self._regions.append(Region(start, self._length, kind))
        return words

    def _checked_kind(self, words: str) -> ParagraphKind:
        """A line above the body that names the author or the day is a byline, however it was marked up."""
        if self._kind != "body" or self._in_body:
            return self._kind
        name = byline(tidy(words))
        self.author = self.author or name or ""
        if name or iso_date(words):
            return "byline"
        self._in_body = len(words) > _SHORTEST_BODY
        return self._kind

    def _origin(self, start: int, end: int, source_start: int) -> None:
        last = self._origins[-1] if self._origins else None
        if last and last[1] == start and last[2] + last[1] - last[0] == source_start:
            last[1] = end
        else:
            self._origins.append([start, end, source_start])

    def source(self, metadata: Mapping[str, Scalar]) -> Source:
        """What was built."""
        return Source(
            text="".join(self._parts),
            metadata={"author": self.author, **metadata} if self.author else metadata,
            regions=tuple(self._regions),
            origins=tuple(Origin(*origin) for origin in self._origins),
        )


def _stripped(pieces: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    first, last = 0, len(pieces)
    while first < last and not pieces[first][0].strip():
        first += 1
    while last > first and not pieces[last - 1][0].strip():
        last -= 1
    kept = pieces[first:last]
    if kept:
        text, at = kept[0]
        cut = len(text) - len(text.lstrip())
        kept[0] = text[cut:], None if at is None else at + cut
        text, at = kept[-1]
        kept[-1] = text.rstrip(), at
    return kept
