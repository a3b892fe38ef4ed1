"""The lexicon of frames, and its cues in a sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import attrs
from immutabledict import immutabledict

from oped.lexicon import Match, Matcher, load
from oped.model import Sentence

FRAMES = ("conflict", "economic", "human_interest", "morality", "responsibility")
CARRIED = 0.5  # weight from which on a sentence carries a frame
_PATH = Path(__file__).with_name("lexicon.toml")
_NEAR = 3  # words on either side that a guard looks at


@attrs.frozen(eq=False)
class Lexicon:
    """The entries, ready to search; the share of each frame in an ordinary op-ed; forms and lemmas that entries begin with."""

    matcher: Matcher
    reference: Mapping[str, float]
    first: frozenset[str]


@attrs.frozen
class Cue:
    """Tokens `[first, end)` of a sentence that carry a frame, and the item of the questionnaire that they answer."""

    first: int
    end: int
    frame: str
    item: str
    weight: float
    pattern: str


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon. Raises ModelError where it is malformed."""
    entries = load(_PATH).entries
    reference = tomllib.loads(_PATH.read_text(encoding="utf-8"))["reference"]
    return Lexicon(
        Matcher(entries),
        immutabledict({frame: float(reference[frame]) for frame in FRAMES}),
        frozenset(word for entry in entries for word in (*entry.words[0].forms, *entry.words[0].lemmas)),
    )


def cues(sentence: Sentence) -> Iterator[Cue]:
    """The cues of a sentence, left to right, none within another."""
    matcher, beginnings, tokens = lexicon().matcher, lexicon().first, sentence.tokens
    at = 0
    while at < len(tokens):
        if tokens[at].lemma.lower() not in beginnings and tokens[at].text.lower() not in beginnings:
            at += 1
            continue
        match = next((m for m in matcher.at(tokens, at) if _holds(sentence, m)), None)
        if match is not None:
            features = match.entry.features
            weight = float(features.get("weight") or 1.0)
            yield Cue(
                match.first, match.end, str(features["frame"]), str(features["item"]), weight, match.entry.pattern
            )
        at = match.end if match is not None else at + 1


def _holds(sentence: Sentence, match: Match) -> bool:
    """Whether none of the words that give an entry another sense stands near it."""
    unless = str(match.entry.features.get("unless", "")).split()
    tokens = sentence.tokens
    near = [*tokens[max(0, match.first - _NEAR) : match.first], *tokens[match.end : match.end + _NEAR]]
    return not any(token.text.lower() in unless for token in near)


def carried(found: Sequence[Cue]) -> dict[str, float]:
    """How far (above 0 to 1) a sentence with these cues carries each frame; the sum of weights, from `CARRIED` on."""
    sums: dict[str, float] = {}
    for cue in found:
        sums[cue.frame] = sums.get(cue.frame, 0.0) + cue.weight
    return {frame: min(1.0, weight) for frame, weight in sums.items() if weight >= CARRIED}
