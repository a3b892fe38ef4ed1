"""Who stands where: actors, and the pairs of holder and target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import attrs

from oped.renderers.summary.findings import Finding, Findings, labelled, mean
from oped.sides import Sign, holder_of, side_of, side_together, target_of


@attrs.frozen
class Actor:
    """An actor, how often it is mentioned (pronouns and titles too), and its first mention."""

    name: str
    type: str
    mentions: tuple[Finding, ...]


LIKELY = 0.5
"""Confidence below which a finding is called a guess."""


def is_guess(finding: Finding) -> bool:
    """Whether the analyser itself holds a finding for less likely than not."""
    return finding.number_of("confidence", 1.0) < LIKELY


@attrs.frozen
class Dyad:
    """What one holder says or does for and against one target; polarity −1…1 and certainty 0…1 are means."""

    holder: str
    target: str
    supports: int
    opposes: int
    mixed: int
    polarity: float
    certainty: float
    stances: tuple[Finding, ...]

    @property
    def sign(self) -> Sign:
        """The side that the stances take together."""
        return side_together(stance.annotation for stance in self.stances)

    @property
    def guessed(self) -> bool:
        """Whether nothing but guesses stands behind it."""
        return all(map(is_guess, self.stances))


def sign_of(stance: Finding) -> Sign:
    """Which side one stance takes."""
    return side_of(stance.annotation)


def actors(found: Findings) -> tuple[Actor, ...]:
    """The actors, the most mentioned first."""
    table: dict[str, list[Finding]] = {}
    for mention in labelled(found, "actors", "mention"):
        table.setdefault(mention.feature("actor") or mention.words, []).append(mention)
    rows = [Actor(name, mentions[0].feature("type"), tuple(mentions)) for name, mentions in table.items()]
    return tuple(sorted(rows, key=lambda actor: (-len(actor.mentions), actor.mentions[0].annotation.start)))


def dyads(found: Findings) -> tuple[Dyad, ...]:
    """The pairs of holder and target, those with most stances first."""
    table: dict[tuple[str, str], list[Finding]] = {}
    for stance in labelled(found, "stance", "stance"):
        pair = (holder_of(stance.annotation), target_of(stance.annotation))
        table.setdefault(pair, []).append(stance)
    rows = [_dyad(holder, target, stances) for (holder, target), stances in table.items()]
    return tuple(sorted(rows, key=lambda d: (-len(d.stances), -abs(d.polarity), d.stances[0].annotation.start)))


def _dyad(holder: str, target: str, stances: Sequence[Finding]) -> Dyad:
    signs = Counter(sign_of(stance) for stance in stances)
    return Dyad(
        holder,
        target,
        signs["for"],
        signs["against"],
        signs["mixed"],
        mean(stance.number_of("polarity", 0.0) for stance in stances),
        mean(stance.number_of("certainty", 1.0) for stance in stances),
        tuple(stances),
    )
