"""Whose words: the holder of the innermost attributed content around a cue, else the author."""

from __future__ import annotations

from bisect import bisect_right

from oped.model import Layer


class Voices:
    """Looks up the voice of a stretch of text in the layer `attribution`, which may be absent."""

    def __init__(self, attribution: Layer | None) -> None:
        """Collect the stretches of content, by start."""
        contents = attribution.labelled("content") if attribution is not None else ()
        self._spans = sorted(
            (span.start, span.end, str(content.features.get("holder") or "unknown"))
            for content in contents
            for span in content.spans
        )
        self._starts = [start for start, _, _ in self._spans]
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def at(self, start: int, end: int) -> str:
        """The holder of the shortest content that holds `[start, end)`; `author` where none does."""
        best: tuple[int, str] | None = None
        at = bisect_right(self._starts, start) - 1
        while at >= 0 and self._starts[at] >= start - self._longest:
            first, last, holder = self._spans[at]
            if last >= end and (best is None or last - first < best[0]):
                best = (last - first, holder)
            at -= 1
        return best[1] if best else "author"

    def covered(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches of others' content that meet `[start, end)`."""
        found = []
        at = bisect_right(self._starts, end - 1) - 1
        while at >= 0 and self._starts[at] >= start - self._longest:
            first, last, holder = self._spans[at]
            if last > start and holder != "author":
                found.append((first, last))
            at -= 1
        return found
