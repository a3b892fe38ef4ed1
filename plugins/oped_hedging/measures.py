"""What the layer measures of a whole document: certainty and the density of hedges, by voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oped.model import Document, Layer, Measure

from .certainty import sentence_certainty
from .cues import Cue, find, spans
from .senses import load
from .view import View, view
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
            own = certainty if not split["others"] else sentence_certainty(seen, split["author"])
            self._by_voice["author"].append(own)
        if others:
            theirs = certainty if not split["author"] else sentence_certainty(seen, split["others"])
            self._by_voice["others"].append(theirs)

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


def _side(voice: str) -> str:
    return "author" if voice == "author" else "others"


def profile(document: Document, layer: Layer | None = None) -> list[tuple[int, int, float]]:
    """Certainty along the text: `(start, end, certainty)` of each sentence, 0 to 1, by the shipped model.

    Where the layer `hedging` is given, the certainty of its hedged sentences is read from it.
    """
    known = {}
    if layer is not None:
        for found in layer.labelled("hedge", "booster"):
            value = found.features.get("sentence_certainty")
            if isinstance(value, int | float):
                known[document.sentence_index(found.start)] = float(value)
    senses = load()
    curve = []
    for number, sentence in enumerate(document.sentences):
        if sentence.tokens:
            value = known.get(number)
            if value is None:
                seen = view(sentence)
                value = round(sentence_certainty(seen, find(seen, senses)), 3)
            curve.append((sentence.start, sentence.end, value))
    return curve
