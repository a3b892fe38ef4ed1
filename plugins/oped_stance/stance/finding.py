"""What a rule finds: one directed, signed stance with its grounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from oped_stance.stance.force import Force
from oped_stance.stance.lexicon import Sense
from oped_stance.stance.scene import Mention

NEUTRAL = 0.05
"""Below this absolute polarity (0…1) a finding is no stance."""


@attrs.frozen
class Finding:
    """One directed stance; `holder` and `target` are mentions, or names (`author`, a speaker, an issue's words)."""

    holder: Mention | str
    target: Mention | str
    polarity: float
    attitude: str
    quad: str
    mode: str
    certainty: float
    evidence: tuple[tuple[int, int], ...]
    rule: str
    why: str
    derived: bool = False
    strength: float = 0.8
    """How far the rule can be trusted, 0 to 1."""


def name(side: Mention | str) -> str:
    """The name of a holder or target."""
    return side if isinstance(side, str) else side.name


def stand(positive: bool) -> tuple[str, str]:
    """Attitude and quad of a stance of which only the sign is known."""
    return ("support", "verbal cooperation") if positive else ("oppose", "verbal conflict")


def make(
    holder: Mention | str,
    target: Mention | str,
    polarity: float,
    sense: Sense,
    over: Force,
    evidence: tuple[tuple[int, int], ...],
    rule: str,
    why: str,
    derived: bool,
    strength: float,
) -> Finding:
    """Make a finding; where negation has turned the sign round, attitude and quad turn with it."""
    attitude, quad = sense.attitude, sense.quad
    if over.threat and polarity < 0:
        attitude, quad = "threaten", "verbal conflict"
    if polarity * sense.polarity < 0:
        attitude, quad = stand(polarity > 0)
    return Finding(
        holder,
        target,
        max(-1.0, min(1.0, polarity)),
        attitude,
        quad,
        over.mode,
        over.certainty,
        evidence,
        rule,
        why,
        derived,
        strength,
    )


def label(sense: Sense) -> str:
    """A sense as the reason that is given for a finding, for a reader who has the words before him."""
    if not sense.attitude:
        return _STEERING.get(sense.kind, "a word that steers the reading, no stance by itself")
    what = _KINDS.get(sense.kind, "words")
    return f"{what} that tell of {_ATTITUDES.get(sense.attitude, sense.attitude)} ({sense.polarity:+})"


_KINDS = {
    "verb": "words for an act or attitude",
    "noun": "a noun",
    "symmetric": "words for something that both sides do",
    "quality": "words that rate",
    "conduct": "words that rate what one does",
    "role": "a word for what one is to another",
}
_STEERING = {
    "negator": "a word that turns round what it governs, no stance by itself",
    "shift": "a word that takes up an act or ends it, no stance by itself",
}
_ATTITUDES = {
    "support": "support",
    "oppose": "opposition",
    "cooperate": "cooperation",
    "threaten": "a threat",
    "praise": "praise",
    "blame": "blame",
    "ambivalent": "mixed feelings",
}


def pairs(
    members: Sequence[Mention],
    sense: Sense,
    over: Force,
    evidence: tuple[tuple[int, int], ...],
    rule: str,
    why: str,
    strength: float = 0.85,
) -> Iterator[Finding]:
    """A stance in each direction between members of different names."""
    polarity = over.apply(sense.polarity)
    for a in members:
        for b in members:
            if a.name != b.name:
                yield make(a, b, polarity, sense, over, evidence, rule, why, False, strength)
