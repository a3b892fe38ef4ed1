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
    """Fixed expressions with the figure that each makes, lists of words, and pairs of opposites.

    `opposed` are the words of these pairs, `first` the forms and lemmas that an expression can begin with: cheap tests
    before the search.
    """

    matcher: Matcher
    lists: Mapping[str, frozenset[str]]
    opposites: frozenset[tuple[str, str]]
    opposed: frozenset[str]
    first: frozenset[str]


@cache
def words() -> Words:
    """The shipped lexicon. Raises ModelError where it is malformed."""
    entries = load(PATH).entries
    data = tomllib.loads(PATH.read_text(encoding="utf-8"))
    pairs = [pair.split("/") for pair in data["opposites"]["pairs"]]
    both = [*pairs, *([right, left] for left, right in pairs)]
    return Words(
        Matcher(entries),
        immutabledict({name: frozenset(items) for name, items in data["lists"].items()}),
        frozenset((left, right) for left, right in both),
        frozenset(word for pair in pairs for word in pair),
        frozenset(word for entry in entries for word in (*entry.words[0].forms, *entry.words[0].lemmas)),
    )
