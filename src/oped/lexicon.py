"""Lexicons in TOML, and the search for their entries among tokens, in time linear in the text.

A file holds a table `[lexicon]` (name, version, source, licence) and a list of `[[entry]]`: `pattern` (one or more
words), and any scalars beside it. A word of a pattern stands for the word as written, whatever its case; `<run>` for
every form of a lemma; `<run/VB>` for those whose tag begins so; `may|might` for either; `</JJ>` for any word whose tag
begins so; `*` for any one word (docs/reference/lexicons.md).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs
from immutabledict import immutabledict

from oped.errors import ModelError, reason, shown
from oped.model import Scalar, Token


@attrs.frozen
class Word:
    """One place of a pattern: alternative forms, or lemmas and the beginning of a tag; without both, any word of the tag."""

    forms: frozenset[str]
    lemmas: frozenset[str] = frozenset()
    tag: str = ""

    @property
    def open(self) -> bool:
        """Whether neither form nor lemma matters here."""
        return not self.forms and not self.lemmas

    def matches(self, token: Token) -> bool:
        """Whether a token can stand here."""
        if token.text.lower() in self.forms:
            return True
        return (token.lemma.lower() in self.lemmas or self.open) and token.tag.startswith(self.tag)


@attrs.frozen
class Entry:
    """One entry: its pattern as written, the words to match, and what the lexicon says of it."""

    pattern: str
    words: tuple[Word, ...]
    features: Mapping[str, Scalar] = attrs.field(converter=immutabledict)


@attrs.frozen
class Lexicon:
    """A named, versioned list of entries."""

    name: str
    version: str
    source: str
    entries: tuple[Entry, ...]


@attrs.frozen
class Match:
    """Tokens `[first, end)` of the searched sequence are an occurrence of `entry`."""

    first: int
    end: int
    entry: Entry


def _word(text: str) -> Word:
    if text == "*":
        return Word(frozenset())
    if text.startswith("<") and text.endswith(">"):
        lemma, slash, tag = text[1:-1].partition("/")
        if not lemma and tag:
            return Word(frozenset(), tag=tag)
        if slash and not tag:
            raise ModelError(f"{text!r} names no tag after its slash")
        return Word(frozenset(), _alternatives(text, lemma), tag)
    return Word(_alternatives(text, text) if text != "|" else frozenset("|"))


def _alternatives(word: str, text: str) -> frozenset[str]:
    found = frozenset(text.lower().split("|"))
    if "" in found:
        raise ModelError(f"{word!r} offers an empty word; write words on both sides of each |")
    return found


def compile_entry(pattern: str, features: Mapping[str, Scalar]) -> Entry:
    """Make an entry from its pattern. Raises ModelError where it is empty or malformed, or a feature is no scalar."""
    words = tuple(_word(word) for word in pattern.split())
    if not words:
        raise ModelError("a lexicon entry needs a pattern of at least one word")
    if all(word.open and not word.tag for word in words):
        raise ModelError(f"the pattern {pattern!r} is any words at all; name a word, a lemma or a tag")
    for name, value in features.items():
        if not isinstance(value, str | int | float | bool):
            raise ModelError(
                f"{name!r} of the pattern {pattern!r} must be text, a number, true or false, not {value!r}"
            )
    return Entry(pattern, words, features)


def load(path: Path) -> Lexicon:
    """Read a lexicon. Raises ModelError, with the file's name, where it is missing or malformed."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        head = data.get("lexicon", {})
        entries = tuple(
            compile_entry(str(item.get("pattern", "")), {k: v for k, v in item.items() if k != "pattern"})
            for item in data.get("entry", ())
        )
    except (OSError, ValueError, ModelError) as error:
        raise ModelError(f"cannot read the lexicon {shown(path)}: {reason(error)}") from error
    return Lexicon(str(head.get("name", path.stem)), str(head.get("version", "")), str(head.get("source", "")), entries)


class Matcher:
    """Finds entries among tokens, looking only at those that can begin with the token at hand."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index entries by their first word; of several that match at one place the longest comes first."""
        self._by_form: dict[str, list[Entry]] = {}
        self._by_lemma: dict[str, list[Entry]] = {}
        self._open: list[Entry] = []
        for entry in sorted(entries, key=lambda e: -len(e.words)):
            if entry.words[0].open:
                self._open.append(entry)
            for form in sorted(entry.words[0].forms):
                self._by_form.setdefault(form, []).append(entry)
            for lemma in sorted(entry.words[0].lemmas):
                self._by_lemma.setdefault(lemma, []).append(entry)

    def at(self, tokens: Sequence[Token], first: int) -> Iterator[Match]:
        """Every entry that matches from this token on, longest first."""
        token = tokens[first]
        found = [
            entry
            for entry in (
                *self._by_form.get(token.text.lower(), ()),
                *self._by_lemma.get(token.lemma.lower(), ()),
                *self._open,
            )
            if first + len(entry.words) <= len(tokens)
            and all(word.matches(tokens[first + i]) for i, word in enumerate(entry.words))
        ]
        found.sort(key=lambda entry: -len(entry.words))
        return (Match(first, first + len(entry.words), entry) for entry in found)

    def find(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """Longest matches from left to right, which never overlap."""
        first = 0
        while first < len(tokens):
            match = next(self.at(tokens, first), None)
            if match is not None:
                yield match
            first = match.end if match is not None else first + 1
