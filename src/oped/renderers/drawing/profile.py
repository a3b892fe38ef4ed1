"""Certainty along the text: a bar for each sentence."""

from __future__ import annotations

import math

import attrs

from oped.renderers.summary import Certainty
from oped.safe import one_line
from oped.sides import AUTHOR


@attrs.frozen
class Bar:
    """One sentence, or several in a long text; `height` 0…100 is the certainty."""

    x: float
    width: float
    height: float
    hedged: bool
    boosted: bool
    other_voice: bool
    title: str


@attrs.frozen
class Profile:
    """The bars, `per_bar` sentences each, with the places where paragraphs begin."""

    width: int
    bars: tuple[Bar, ...]
    paragraphs: tuple[float, ...]
    per_bar: int


_PROFILE_WIDTH = 720
_MOST_BARS = 120
_WIDEST_BAR = 26.0


def profile(sure: Certainty) -> Profile:
    """Certainty along the text, sentence by sentence."""
    sentences = sure.sentences
    per_bar = max(1, math.ceil(len(sentences) / _MOST_BARS))
    step = min(_WIDEST_BAR, _PROFILE_WIDTH / max(1, math.ceil(len(sentences) / per_bar)))
    bars, paragraphs = [], []
    last = -1
    for number, first in enumerate(range(0, len(sentences), per_bar)):
        group = sentences[first : first + per_bar]
        if group[0].paragraph != last:
            paragraphs.append(round(number * step, 1))
            last = group[0].paragraph
        mean = sum(sentence.certainty for sentence in group) / len(group)
        cues = [cue.words for sentence in group for cue in (*sentence.hedges, *sentence.boosters)]
        bars.append(
            Bar(
                round(number * step, 1),
                round(step * 0.82, 2),
                round(100 * mean, 1),
                any(sentence.hedges for sentence in group),
                any(sentence.boosters for sentence in group),
                all(sentence.voice != AUTHOR for sentence in group),
                one_line(f"line {group[0].line}: {mean:.2f} {', '.join(cues)}"),
            )
        )
    return Profile(_PROFILE_WIDTH, tuple(bars), tuple(paragraphs) if len(paragraphs) <= 60 else (), per_bar)
