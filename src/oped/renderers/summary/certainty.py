"""How sure a text is: along its sentences, and voice by voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import attrs

from oped.model import Report
from oped.renderers.summary.findings import Finding, Findings, labelled
from oped.renderers.summary.findings import mean as mean_of
from oped.sides import AUTHOR


@attrs.frozen
class SentenceCertainty:
    """One sentence: `certainty` is the lowest of its hedges, 1 where it has none; quoted sentences have a speaker."""

    start: int
    line: int
    paragraph: int
    certainty: float
    hedges: tuple[Finding, ...]
    boosters: tuple[Finding, ...]
    voice: str


@attrs.frozen
class VoiceCertainty:
    """One voice: its hedges and boosters, and the mean certainty of its hedges (None where it has none)."""

    voice: str
    hedges: tuple[Finding, ...]
    boosters: tuple[Finding, ...]
    certainty: float | None


@attrs.frozen
class Certainty:
    """How sure a text is: along its sentences, and voice by voice (the author first)."""

    sentences: tuple[SentenceCertainty, ...]
    voices: tuple[VoiceCertainty, ...]

    @property
    def mean(self) -> float:
        """The mean certainty of the sentences, 0…1."""
        return mean_of(sentence.certainty for sentence in self.sentences)

    @property
    def hedged(self) -> int:
        """How many sentences hold a hedge."""
        return sum(1 for sentence in self.sentences if sentence.hedges)

    @property
    def boosted(self) -> int:
        """How many sentences hold a booster."""
        return sum(1 for sentence in self.sentences if sentence.boosters)


def certainty(report: Report, found: Findings) -> Certainty:
    """Certainty by sentence and by voice."""
    document = report.document
    hedges, boosters = labelled(found, "hedging", "hedge"), labelled(found, "hedging", "booster")
    by_sentence: dict[int, list[Finding]] = defaultdict(list)
    for cue in (*hedges, *boosters):
        by_sentence[document.sentence_index(cue.annotation.start)].append(cue)
    rows = []
    for index, sentence in enumerate(document.sentences):
        cues = by_sentence.get(index, [])
        lowest = min((cue.number_of("certainty", 0.5) for cue in cues if cue.label == "hedge"), default=1.0)
        voices = {cue.feature("voice") or AUTHOR for cue in cues}
        rows.append(
            SentenceCertainty(
                sentence.start,
                document.line(sentence.start),
                document.paragraph_index(sentence.start),
                lowest,
                tuple(cue for cue in cues if cue.label == "hedge"),
                tuple(cue for cue in cues if cue.label == "booster"),
                AUTHOR if AUTHOR in voices or not voices else min(voices),
            )
        )
    return Certainty(tuple(rows), _voices(hedges, boosters))


def _voices(hedges: Sequence[Finding], boosters: Sequence[Finding]) -> tuple[VoiceCertainty, ...]:
    table: dict[str, tuple[list[Finding], list[Finding]]] = {AUTHOR: ([], [])}
    for at, cues in enumerate((hedges, boosters)):
        for cue in cues:
            table.setdefault(cue.feature("voice") or AUTHOR, ([], []))[at].append(cue)
    rows = [
        VoiceCertainty(
            voice, tuple(own), tuple(loud), mean_of(c.number_of("certainty", 0.5) for c in own) if own else None
        )
        for voice, (own, loud) in table.items()
    ]
    return tuple(sorted(rows, key=lambda v: (v.voice != AUTHOR, -len(v.hedges) - len(v.boosters))))
