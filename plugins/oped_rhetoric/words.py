"""The lexicon, read once: entries for the matcher, and the lists that rules name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import attrs
from immutabledict import immutabledict

from oped.lexicon import Matcher, load

PATH = Path(__file__).with_name("lexicon.toml")


@attrs.frozen(eq=False)
class Words:
    """Fixed expressions with the figure that each makes, lists of words, and pairs of opposites."""

    matcher: Matcher
    lists: Mapping[str, frozenset[str]]
    opposites: frozenset[tuple[str, str]]


@cache
def words() -> Words:
    """The shipped lexicon. Raises ModelError where it is malformed."""
    entries = load(PATH).entries
    data = tomllib.loads(PATH.read_text(encoding="utf-8"))
    pairs = [pair.split("/") for pair in data["opposites"]["pairs"]]
    return Words(
        Matcher(entries),
        immutabledict({name: frozenset(items) for name, items in data["lists"].items()}),
        frozenset((a, b) for left, right in pairs for a, b in ((left, right), (right, left))),
    )
