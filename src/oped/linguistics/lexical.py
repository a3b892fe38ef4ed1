"""What segmentation.toml holds, ready for look-up."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import attrs


@attrs.frozen
class Lexical:
    """Abbreviations by kind, contractions, prefixes, units; all in lower case, apostrophes straight.

    `beginners` have their capital.
    """

    titles: frozenset[str]
    numbered_words: frozenset[str]
    numbered: frozenset[str]
    other: frozenset[str]
    ambiguous: frozenset[str]
    suffixes: tuple[str, ...]
    joined: Mapping[str, int]
    clipped: frozenset[str]
    prefixes: frozenset[str]
    units: frozenset[str]
    domains: frozenset[str]
    saying: frozenset[str]
    starters: frozenset[str]
    beginners: frozenset[str]
    enders: frozenset[str]
    calendar: frozenset[str]
    abbreviations: frozenset[str]


@cache
def lexical() -> Lexical:
    """The shipped list, read once."""
    data = tomllib.loads((Path(__file__).parent / "segmentation.toml").read_text(encoding="utf-8"))
    short, joints, words = data["abbreviations"], data["contractions"], data["words"]
    return Lexical(
        titles=frozenset(short["title"]),
        numbered_words=frozenset(short["numbered_word"]),
        numbered=frozenset(short["numbered"]),
        other=frozenset(short["other"]),
        ambiguous=frozenset(short["ambiguous"]),
        suffixes=tuple(joints["suffixes"]),
        joined=dict(joints["joined"]),
        clipped=frozenset(joints["clipped"]),
        prefixes=frozenset(words["prefixes"]),
        units=frozenset(words["units"]),
        domains=frozenset(words["domains"]),
        saying=frozenset(words["saying"]),
        starters=frozenset(words["starters"]),
        beginners=frozenset(word.capitalize() for word in words["beginners"]),
        enders=frozenset(short["ender"]),
        calendar=frozenset(short["calendar"]),
        abbreviations=_union(short["title"], short["numbered"], short["other"]),
    )


def _union(*lists: Iterable[str]) -> frozenset[str]:
    return frozenset(word for words in lists for word in words)
