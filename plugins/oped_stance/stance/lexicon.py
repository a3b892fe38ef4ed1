"""The stance lexicon, indexed for search, and what its entries say, as typed records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import attrs

from oped.lexicon import Entry, Matcher, load
from oped.model import Token

_HERE = Path(__file__).parent
STANCE_KINDS = frozenset({"verb", "noun", "symmetric", "conduct", "quality", "role"})
"""The kinds of entry that can make a stance by themselves."""


@attrs.frozen
class Sense:
    """One entry of the lexicon; see the head of lexicon.toml for the meaning of each field."""

    pattern: str
    words: int
    kind: str
    attitude: str
    quad: str
    polarity: float
    prepositions: frozenset[str]
    act: bool
    weak: bool
    noun: bool


@attrs.frozen
class Hit:
    """Tokens `[first, end)` of a sentence are an occurrence of one or more senses, longest first."""

    first: int
    end: int
    senses: tuple[Sense, ...]

    def of(self, *kinds: str) -> Sense | None:
        """The first sense of one of these kinds."""
        return next((sense for sense in self.senses if sense.kind in kinds), None)


def _sense(entry: Entry) -> Sense:
    values = entry.features
    return Sense(
        pattern=entry.pattern if len(entry.pattern) < 60 else entry.pattern[:57] + "...",
        words=len(entry.words),
        kind=str(values["kind"]),
        attitude=str(values.get("attitude", "")),
        quad=str(values.get("quad", "")),
        polarity=float(values.get("polarity") or 0.0),
        prepositions=frozenset(str(values["prep"]).split("|")) if values.get("prep") else frozenset(),
        act=values.get("act") == "yes",
        weak=bool(values.get("weak", False)),
        noun=bool(values.get("noun", False)),
    )


@cache
def _index() -> tuple[Matcher, dict[int, Sense]]:
    lexicon = load(_HERE / "lexicon.toml")
    return Matcher(lexicon.entries), {id(entry): _sense(entry) for entry in lexicon.entries}


def hits(tokens: Sequence[Token]) -> dict[int, Hit]:
    """Every token where senses begin, with those senses; a hit ends where its longest sense does."""
    matcher, senses = _index()
    found: dict[int, Hit] = {}
    for i in range(len(tokens)):
        matches = list(matcher.at(tokens, i))
        if matches:
            found[i] = Hit(i, matches[0].end, tuple(senses[id(match.entry)] for match in matches))
    return found


def stances(found: dict[int, Hit]) -> Iterator[tuple[Hit, Sense]]:
    """The hits that can make a stance, each with its first such sense."""
    for hit in found.values():
        sense = hit.of(*STANCE_KINDS)
        if sense is not None:
            yield hit, sense
