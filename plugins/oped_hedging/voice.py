"""Whose words: the holder of the innermost attributed content around a cue, else the author.

A verb or noun that itself reports or believes ("Beijing expects that …") belongs to the one who does.
"""

from __future__ import annotations

from bisect import bisect_right

from oped.model import Layer

_BELIEVERS = frozenset({"verb", "noun"})


def _reporting(attribution: Layer) -> dict[tuple[int, int], str]:
    """The holders of contents by the first stretch of the cue that introduces them."""
    contents = {attribution.address(content): content for content in attribution.labelled("content")}
    cues = {attribution.address(cue): cue for cue in attribution.labelled("cue")}
    found = {}
    for relation in attribution.relations:
        content, cue = contents.get(str(relation.source)), cues.get(str(relation.target))
        if relation.label == "cue" and content is not None and cue is not None:
            holder = str(content.features.get("holder") or "unnamed")
            found[cue.spans[0].start, cue.spans[0].end] = holder
    return found


class Voices:
    """Looks up the voice of a stretch of text in the layer `attribution`, which may be absent."""

    def __init__(self, attribution: Layer | None) -> None:
        """Collect the stretches of content, by start."""
        contents = attribution.labelled("content") if attribution is not None else ()
        self._spans = sorted(
            (span.start, span.end, str(content.features.get("holder") or "unnamed"))
            for content in contents
            for span in content.spans
        )
        self._starts = [start for start, _, _ in self._spans]
        self._longest = max((end - start for start, end, _ in self._spans), default=0)
        self._reporting = _reporting(attribution) if attribution is not None else {}

    def of(self, type_: str, start: int, end: int) -> str:
        """The voice of a cue of this type at `[start, end)`."""
        if type_ in _BELIEVERS and (start, end) in self._reporting:
            return self._reporting[start, end]
        return self.at(start, end)

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
