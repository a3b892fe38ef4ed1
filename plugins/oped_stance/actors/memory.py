"""What a text has told so far: who was mentioned, by which names, and when it was written."""

from __future__ import annotations

from collections.abc import Callable, Set

import attrs

from oped.model import Document
from oped_stance.actors.registry import Actor, Registry
from oped_stance.actors.sentence import Candidate
from oped_stance.actors.words import Words

LATEST = "9998"
"""The date of a text that tells none: later than all that the registry knows."""

MEMORY, REACH, AGAIN = 40, 3, 0.25  # entries and sentences that a pronoun looks back; the worth of each mention


@attrs.frozen
class Mention:
    """A mention: tokens `[first, end)` of sentence `sentence`, the actor, how it is named, and why we think so."""

    sentence: int
    first: int
    end: int
    actor: Actor
    via: str
    why: str
    confidence: float = 1.0


@attrs.frozen
class Rejected:
    """A candidate that is no mention, and the ground."""

    sentence: int
    first: int
    end: int
    why: str


@attrs.frozen
class Entry:
    """What was in focus: the actors of one mention, or of a coordination of several."""

    actors: tuple[Actor, ...]
    sentence: int
    first: int
    end: int
    subject: bool
    via: str
    plural: bool = False


@attrs.frozen
class Offer:
    """The actors that a pronoun in sentence `sentence` may mean, the latest first, and what speaks for or against each.

    `ruled` is the one that the rules choose, −1 for none.
    """

    sentence: int
    candidate: Candidate
    entries: tuple[Entry, ...] = ()
    rows: tuple[list[str], ...] = ()
    ruled: int = -1


Chooser = Callable[[Offer], tuple[int, float]]
"""Which actor of an offer is meant, −1 for none, and how likely that one is (0…1)."""


@attrs.define
class Discourse:
    """What a text has told so far."""

    document: Document
    words: Words
    registry: Registry
    choose: Chooser
    date: str = LATEST
    dated: bool = False
    persons: dict[str, list[Actor]] = attrs.field(factory=dict)
    given: dict[str, list[Actor]] = attrs.field(factory=dict)
    local: dict[str, Actor] = attrs.field(factory=dict)
    bodies: dict[str, Actor] = attrs.field(factory=dict)
    genders: dict[str, str] = attrs.field(factory=dict)
    unnamed: dict[str, Actor] = attrs.field(factory=dict)
    """The actor without a name that a noun meant last."""
    nameless: dict[str, Actor] = attrs.field(factory=dict)
    """The actors without a name, by the words that introduced them."""
    salient: set[str] = attrs.field(factory=set)
    """Actors without a name that a clause is about, or that are brought in as known."""
    counts: dict[str, int] = attrs.field(factory=dict)
    types: dict[str, str] = attrs.field(factory=dict)
    titles: dict[str, set[str]] = attrs.field(factory=dict)
    history: list[Entry] = attrs.field(factory=list)
    vocabulary: Set[str] = frozenset()
    apposed: dict[tuple[int, int], Actor] = attrs.field(factory=dict)
    mentions: list[Mention] = attrs.field(factory=list)
    rejected: list[Rejected] = attrs.field(factory=list)
    countries: frozenset[str] = frozenset()


def mention_of(number: int, candidate: Candidate, actor: Actor, via: str, why: str, confidence: float = 1.0) -> Mention:
    """A mention on the tokens of a candidate."""
    return Mention(number, candidate.first, candidate.end, actor, via, why, confidence)
