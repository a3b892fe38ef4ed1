"""What the tagger sees of a token: features of its word type, computed once and cached, and those of its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from textblob.en import lexicon

WordFeatures = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Of a word itself, and as the word before, after, two before and two after another."""

_QUOTES = {"“": '"', "”": '"', "‘": "'", "’": "'", "`": "'", "–": "—", "--": "—", "…": "..."}
_BEYOND: WordFeatures = ((), ("L:<>",), ("R:<>",), ("LL:<>",), ("RR:<>",))


@lru_cache(maxsize=1 << 16)
def word_features(word: str) -> WordFeatures:
    """The features of a word type, as itself and as a neighbour."""
    lower = normal(word)
    shape = shape_of(word)
    known = known_tag(word)
    own = ["w:" + lower, "s:" + shape, "k:" + known, "ks:" + known + lower[-2:]]
    if lower.isalpha() and len(lower) > 2:
        own += [f"e{n}:{lower[-n:]}" for n in range(1, 6) if n < len(lower)]
        own += [f"b{n}:{lower[:n]}" for n in range(1, 5) if n < len(lower)]
        own.append("c:" + shape + lower[-3:])
    end = lower[-3:]
    return (
        tuple(own),
        ("L:" + lower, "Le:" + end, "Lk:" + known, "Ls:" + shape),
        ("R:" + lower, "Re:" + end, "Rk:" + known, "Rs:" + shape),
        ("LL:" + lower, "LLk:" + known),
        ("RR:" + lower, "RRk:" + known),
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


def sentence_features(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The features of each word of a sentence."""
    found = [_BEYOND, _BEYOND, *map(word_features, words), _BEYOND, _BEYOND]
    lower = ["<>", *map(normal, words), "<>"]
    return [
        (
            *found[i + 2][0],
            *found[i + 1][1],
            *found[i + 3][2],
            *found[i][3],
            *found[i + 4][4],
            f"LW:{lower[i]}|{lower[i + 1]}",
            f"WR:{lower[i + 1]}|{lower[i + 2]}",
            f"LR:{lower[i]}|{lower[i + 2]}",
        )
        for i in range(len(words))
    ]
