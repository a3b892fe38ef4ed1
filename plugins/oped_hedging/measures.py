"""What the layer measures of a whole document: certainty and the density of hedges, by voice.

Two kinds of certainty, both 0 to 1. `certainty` is how sure the sentences sound to readers (see `certainty`): a plain
statement is below 1. `certainty_author` and `certainty_others` are how far each side commits to what it says: of each
sentence the lowest certainty of its hedges, 1 where it has none. The bars on the page show the same figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oped.model import Measure

from .cues import Cue, spans
from .view import View
from .voice import Voices

_MARKS = frozenset({",", ".", ":", "''", "``", '"', "-LRB-", "-RRB-", "HYPH", "NFP", "SYM", "$", "#", "POS", "("})


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 3) if values else None


class Tally:
    """Counts and certainties, added sentence by sentence."""

    def __init__(self) -> None:
        """Start from nothing."""
        self._words = {"author": 0, "others": 0}
        self._counts = {"hedge": {"author": 0, "others": 0}, "booster": {"author": 0, "others": 0}}
        self._certainty: list[float] = []
        self._by_voice: dict[str, list[float]] = {"author": [], "others": []}

    def add(self, seen: View, cues: Sequence[Cue], certainty: float, voices: Voices) -> None:
        """Add a sentence with its cues of the default scheme."""
        self._certainty.append(certainty)
        split: dict[str, list[Cue]] = {"author": [], "others": []}
        for cue in cues:
            if cue.label in self._counts:
                stretches = spans(seen, cue.tokens)
                side = _side(voices.of(cue.type, stretches[0].start, stretches[-1].end))
                self._counts[cue.label][side] += 1
                split[side].append(cue)
        words = len(seen.tag) - sum(map(_MARKS.__contains__, seen.tag))
        start, end = seen.tokens[0].start, seen.tokens[-1].end
        inside = voices.covered(start, end)
        others = sum(1 for token in seen.tokens if any(a <= token.start < b for a, b in inside)) if inside else 0
        others = min(words, others)
        self._words["others"] += others
        self._words["author"] += words - others
        if words - others > others or split["author"]:
            self._by_voice["author"].append(_commitment(split["author"]))
        if others:
            self._by_voice["others"].append(_commitment(split["others"]))

    def measures(self) -> Iterator[Measure]:
        """The measures; those without anything to measure are left out."""
        overall = _mean(self._certainty)
        if overall is not None:
            yield Measure("certainty", overall)
        for side, name in (("author", "author"), ("others", "others")):
            mean = _mean(self._by_voice[side])
            if mean is not None:
                yield Measure(f"certainty_{name}", mean)
        total = sum(self._words.values())
        for label, plural in (("hedge", "hedges"), ("booster", "boosters")):
            counts = self._counts[label]
            if total:
                yield Measure(f"{plural}_per_100_words", round(100 * sum(counts.values()) / total, 3))
            for side in ("author", "others"):
                if self._words[side]:
                    yield Measure(f"{plural}_per_100_words_{side}", round(100 * counts[side] / self._words[side], 3))


def _commitment(cues: Sequence[Cue]) -> float:
    """How far a sentence commits to what it says: the certainty of its weakest hedge, 1 without any."""
    return min((cue.certainty for cue in cues if cue.label == "hedge"), default=1.0)


def _side(voice: str) -> str:
    return "author" if voice == "author" else "others"
