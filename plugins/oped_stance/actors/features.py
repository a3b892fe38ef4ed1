"""What the learned recogniser of names sees: the words of a stretch of capitals, and two on either side.

Features of a word alone are computed once per word; the rest is its place in the stretch and its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from oped_stance.actors.sentence import Sentence
from oped_stance.actors.words import Words, load

MARGIN = 2


def _shape(word: str) -> str:
    kinds: list[str] = []
    for character in word:
        kind = "X" if character.isupper() else "x" if character.islower() else "d" if character.isdigit() else character
        if not kinds or kinds[-1] != kind:
            kinds.append(kind)
    return "".join(kinds)[:8]


def _classes(word: str, words: Words) -> list[str]:
    found = []
    if word in words.genders:
        found.append("given")
    if word in words.heads:
        found.append(f"head={words.heads[word]}")
    if word in words.honorifics:
        found.append("honorific")
    if word in words.title_starts:
        found.append("title")
    if word.lower() in words.roles or word.lower() in words.epithets:
        found.append("role")
    if word in words.particles:
        found.append("particle")
    return found


@lru_cache(maxsize=50_000)
def _own(word: str) -> tuple[str, ...]:
    low = word.lower()
    return (
        f"w={low}",
        f"s3={low[-3:]}",
        f"s2={low[-2:]}",
        f"p3={low[:3]}",
        f"shape={_shape(word)}",
        *(f"c={name}" for name in _classes(word, load())),
    )


@lru_cache(maxsize=50_000)
def _neighbour(word: str, tag: str, where: str) -> tuple[str, ...]:
    classes = _classes(word, load())
    return (f"{where}w={word.lower()}", f"{where}t={tag[:2]}", *(f"{where}c={name}" for name in classes))


def window(sentence: Sentence, first: int, end: int) -> range:
    """The tokens that the recogniser reads to label the stretch `[first, end)`."""
    return range(max(0, first - MARGIN), min(len(sentence.tokens), end + MARGIN))


def features(sentence: Sentence, first: int, end: int) -> list[Sequence[str]]:
    """Features of every token of the window around the stretch `[first, end)`."""
    tokens = sentence.tokens
    positions = window(sentence, first, end)
    length = f"n={min(end - first, 5)}"
    rows: list[Sequence[str]] = []
    for i in positions:
        token = tokens[i]
        if not first <= i < end:
            rows.append((f"out={token.text.lower()}", f"outt={token.tag[:2]}"))
            continue
        row = [*_own(token.text), f"t={token.tag}", length, f"at={min(i - first, 3)}", f"left={min(end - 1 - i, 3)}"]
        low = token.text.lower()
        if low in sentence.seen and low != token.text:
            row.append("lower")
        if sentence.seen.get(token.text, 0) > 1:
            row.append("again")
        if i == 0:
            row.append("opens")
        else:
            row += _neighbour(tokens[i - 1].text, tokens[i - 1].tag, "-1")
        if i > 1:
            row.append(f"-2w={tokens[i - 2].text.lower()}")
        if i + 1 < len(tokens):
            row += _neighbour(tokens[i + 1].text, tokens[i + 1].tag, "+1")
        if i + 2 < len(tokens):
            row.append(f"+2w={tokens[i + 2].text.lower()}")
        if i == end - 1 and i + 1 < len(tokens):
            row.append(f"after={tokens[i + 1].lemma.lower()}")
        if i == first and i:
            row.append(f"before={tokens[i - 1].lemma.lower()}")
        rows.append(row)
    return rows
