"""A sentence as the columns that features are made of, and closed lists of words; shared by the three analysers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import attrs

from oped.model import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = frozenset({"VBD", "VBZ", "VBP", "MD", "VB", "VBG", "VBN"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "EX", "WP"})
OPENING = frozenset("\"'“‘«([")
CLOSING = frozenset("\"'”’»)]")


@cache
def word_list(name: str) -> frozenset[str]:
    """A closed list of `words.toml`."""
    return _word_lists()[name]


@cache
def _openings(name: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a closed list by their first word."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(word_list(name)):
        words = tuple(phrase.split())
        table.setdefault(words[0], []).append(words)
    return {word: tuple(phrases) for word, phrases in table.items()}


def opens_with(words: Sequence[str], name: str) -> bool:
    """Whether words in lower case begin with a phrase of a closed list, perhaps after an "and"."""
    first = 1 if words and words[0] == "and" else 0
    phrases = _openings(name).get(words[first], ()) if first < len(words) else ()
    return any(tuple(words[first : first + len(phrase)]) == phrase for phrase in phrases)


@cache
def _word_lists() -> Mapping[str, frozenset[str]]:
    data = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return {str(name): frozenset(words) for name, words in data["words"].items()}


@attrs.frozen
class View:
    """One sentence: its tokens, and beside them their words in lower case and their tags.

    Outside the sentence `word` and `tag` give `<s>` and `</s>`.
    """

    tokens: Sequence[Token]
    words: list[str]
    tags: list[str]

    def __len__(self) -> int:
        return len(self.words)

    def word(self, at: int) -> str:
        """The word at an index, in lower case."""
        return "<s>" if at < 0 else self.words[at] if at < len(self.words) else "</s>"

    def tag(self, at: int) -> str:
        """The tag at an index."""
        return "<s>" if at < 0 else self.tags[at] if at < len(self.tags) else "</s>"


def view(tokens: Sequence[Token]) -> View:
    """Lay out a sentence in columns."""
    return View(tokens, [token.text.lower() for token in tokens], [token.tag for token in tokens])
