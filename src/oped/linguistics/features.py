"""What the tagger sees of a token: features of its word type, computed once and cached, and those of its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import attrs
from textblob.en import lexicon

Marks = tuple[str, ...]


@attrs.frozen
class WordFeatures:
    """The features of a word type: its own, and those that it gives to the words around it."""

    own: Marks
    after: Marks
    before: Marks
    second_after: Marks
    second_before: Marks
    normal: str


_QUOTES = {"“": '"', "”": '"', "‘": "'", "’": "'", "`": "'", "–": "—", "--": "—", "…": "..."}
_BEYOND = WordFeatures((), ("L:<>",), ("R:<>",), ("LL:<>",), ("RR:<>",), "<>")


@lru_cache(maxsize=1 << 16)
def word_features(word: str) -> WordFeatures:
    """The features of a word type: word, shape, the tag of TextBlob's lexicon, affixes."""
    lower, shape, known = normal(word), shape_of(word), known_tag(word)
    own = ["w:" + lower, "s:" + shape, "ks:" + known + lower[-2:]]
    if lower.isalpha() and len(lower) > 2:
        own += [f"e{n}:{lower[-n:]}" for n in (3, 4) if n < len(lower)]
        own += ["b:" + lower[:3], "c:" + shape + lower[-2:]]
    return WordFeatures(
        own=tuple(own),
        after=("L:" + lower, "Lk:" + known),
        before=("R:" + lower, "Rk:" + known + lower[-2:]),
        second_after=("LL:" + lower,),
        second_before=("RR:" + lower,),
        normal=lower,
    )


def normal(word: str) -> str:
    """The word in lower case, digits alike, quotation marks and dashes plain."""
    if word.isalpha():
        return word.lower()[:40]
    if word in _QUOTES:
        return _QUOTES[word]
    return "".join("0" if c.isdigit() else c for c in word.lower().replace("’", "'"))[:24]


def shape_of(word: str) -> str:
    """The kinds of characters of a word, repeated kinds once: "Xi" is Xx, "U.S." is X.X., "19th" is 0x."""
    if word.islower() and word.isalpha():
        return "x"
    shape = ""
    for c in word[:12]:
        kind = "0" if c.isdigit() else "X" if c.isupper() else "x" if c.isalpha() else c
        if not shape.endswith(kind):
            shape += kind
    return "Xs" if shape == "X" and len(word) > 1 else shape


def known_tag(word: str) -> str:
    """The tag of TextBlob's lexicon for a word as written, else for it in lower case; "?" where it has none."""
    return str(lexicon.get(word) or lexicon.get(word.lower()) or "?")


def sentence_features(words: Sequence[str]) -> list[Marks]:
    """The features of each word of a sentence."""
    row = [_BEYOND, _BEYOND, *map(word_features, words), _BEYOND, _BEYOND]
    return [
        (
            *word.own,
            *left.after,
            *right.before,
            *second_left.second_after,
            *second_right.second_before,
            f"WR:{word.normal}|{right.normal}",
        )
        for second_left, left, word, right, second_right in zip(row, row[1:], row[2:], row[3:], row[4:], strict=False)
    ]
