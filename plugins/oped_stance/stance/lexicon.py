"""The stance lexicon, indexed for search, and what its entries say, as typed records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import attrs

from oped.lexicon import Entry, load
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
    faint: bool


@attrs.frozen
class Hit:
    """Tokens `[first, end)` of a sentence are an occurrence of one or more senses, longest first."""

    first: int
    end: int
    senses: tuple[Sense, ...]

    def of(self, *kinds: str) -> Sense | None:
        """The first sense of one of these kinds."""
        for sense in self.senses:
            if sense.kind in kinds:
                return sense
        return None


def _sense(entry: Entry) -> Sense:
    values = entry.features
    return Sense(
        pattern=entry.pattern if len(entry.pattern) <= 30 else entry.pattern[:29] + "…",
        words=len(entry.words),
        kind=str(values["kind"]),
        attitude=str(values.get("attitude", "")),
        quad=str(values.get("quad", "")),
        polarity=float(values.get("polarity") or 0.0),
        prepositions=frozenset(str(values["prep"]).split("|")) if values.get("prep") else frozenset(),
        act=values.get("act") == "yes",
        weak=bool(values.get("weak", False)),
        noun=bool(values.get("noun", False)),
        faint=bool(values.get("faint", False)),
    )


@attrs.frozen
class _Start:
    """What can begin with a token of one kind: senses of one word, and longer entries to be tried.

    `seconds` are the forms and lemmas that the second words of the longer ones have; empty where one takes any word.
    """

    single: tuple[Sense, ...]
    longer: tuple[tuple[Entry, Sense], ...]
    seconds: frozenset[str]

    def may_go_on(self, token: Token) -> bool:
        """Whether a longer entry may go on with a token (the cheap test)."""
        return not self.seconds or token.text.lower() in self.seconds or token.lemma.lower() in self.seconds


@cache
def _index() -> tuple[dict[str, list[tuple[Entry, Sense]]], dict[str, list[tuple[Entry, Sense]]]]:
    """The entries by the forms, and by the lemmas, of their first words; the longest first."""
    by_form: dict[str, list[tuple[Entry, Sense]]] = {}
    by_lemma: dict[str, list[tuple[Entry, Sense]]] = {}
    for entry in sorted(load(_HERE / "lexicon.toml").entries, key=lambda e: -len(e.words)):
        pair = (entry, _sense(entry))
        for form in entry.words[0].forms:
            by_form.setdefault(form, []).append(pair)
        for lemma in entry.words[0].lemmas:
            by_lemma.setdefault(lemma, []).append(pair)
    return by_form, by_lemma


_starts: dict[tuple[str, str, str], _Start | None] = {}
_NEW = _Start((), (), frozenset())  # stands for a kind of token not yet looked up


def _start(token: Token) -> _Start | None:
    """What can begin with a token; looked up once for each kind of token."""
    by_form, by_lemma = _index()
    pairs = [
        pair
        for pair in (*by_form.get(token.text.lower(), ()), *by_lemma.get(token.lemma.lower(), ()))
        if pair[0].words[0].matches(token)
    ]
    pairs.sort(key=lambda pair: -pair[1].words)
    single = tuple(sense for _, sense in pairs if sense.words == 1)
    longer = tuple(pair for pair in pairs if pair[1].words > 1)
    seconds = [entry.words[1] for entry, _ in longer]
    known = () if any(word.open for word in seconds) else (word.forms | word.lemmas for word in seconds)
    found = _Start(single, longer, frozenset().union(*known)) if pairs else None
    if len(_starts) < _MOST_KINDS:
        _starts[token.text, token.lemma, token.tag] = found
    return found


_MOST_KINDS = 1 << 16


def hits(tokens: Sequence[Token]) -> dict[int, Hit]:
    """Every token where senses begin, with those senses; a hit ends where its longest sense does."""
    found: dict[int, Hit] = {}
    last = len(tokens) - 1
    for i, token in enumerate(tokens):
        start = _starts.get((token.text, token.lemma, token.tag), _NEW)
        if start is _NEW:
            start = _start(token)
        if start is None:
            continue
        senses = start.single
        if start.longer and i < last and start.may_go_on(tokens[i + 1]):
            senses = (*(sense for entry, sense in start.longer if _goes_on(entry, tokens, i)), *senses)
        if senses:
            found[i] = Hit(i, i + senses[0].words, senses)
    return found


def _goes_on(entry: Entry, tokens: Sequence[Token], first: int) -> bool:
    words = entry.words
    if first + len(words) > len(tokens):
        return False
    return all(words[k].matches(tokens[first + k]) for k in range(1, len(words)))


@cache
def words_of(kind: str) -> frozenset[str]:
    """The lemmas of the entries of one kind."""
    entries = load(_HERE / "lexicon.toml").entries
    return frozenset(w for e in entries if e.features.get("kind") == kind for w in e.words[0].lemmas)


def stances(found: dict[int, Hit]) -> Iterator[tuple[Hit, Sense]]:
    """The hits that can make a stance, each with its first such sense."""
    for hit in found.values():
        sense = hit.of(*STANCE_KINDS)
        if sense is not None:
            yield hit, sense


def polar_words() -> dict[str, float]:
    """The words whose entry of one word says by itself that something is for or against, with their polarity."""
    found: dict[str, float] = {}
    for table in _index():
        for word, pairs in table.items():
            for _, sense in pairs:
                if sense.words == 1 and abs(sense.polarity) >= _CLEAR and sense.kind in _TELLING:
                    found[word] = sense.polarity
    return found


_CLEAR = 0.3
_TELLING = STANCE_KINDS - {"symmetric"} | {"cry"}
