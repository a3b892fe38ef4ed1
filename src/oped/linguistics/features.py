"""What the tagger sees of a token: features of its word type, computed once and cached, and those of its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import attrs
from textblob.en import lexicon

from oped.linguistics.names import kinds

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
    if not word.isascii():
        word = word.encode("utf-8", "replace").decode("utf-8")  # the tagger takes no lone surrogates
    lower, shape, known = normal(word), shape_of(word), known_tag(word)
    own = ["w:" + lower, "s:" + shape + name_kind(lower), "k:" + known, "ks:" + known + lower[-2:]]
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
    """The features of each word of a sentence; where its capitals say nothing, those of the words without them."""
    if capitals_say_nothing(words):
        return without_capitals(words)
    return _plain(words)


def _plain(words: Sequence[str]) -> list[Marks]:
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


def without_capitals(words: Sequence[str]) -> list[Marks]:
    """The features of words as if written in lower case, marked so; acronyms keep their capitals where others have none."""
    shouted = all(word.isupper() for word in words if word.isalpha())
    lower = [word if word.isupper() and len(word) < 5 and not shouted else word.lower() for word in words]
    return [(*marks, "no case:" + name_kind(word.lower())) for marks, word in zip(_plain(lower), lower, strict=True)]


def name_kind(lower: str) -> str:
    """ "N": always written with a capital, "M": often, "-": a common word, "?": unknown (see `names`)."""
    return kinds().get(lower) or ("-" if lower in lexicon else "?")


def capitals_say_nothing(words: Sequence[str]) -> bool:
    """Whether a sentence is set in capitals or in title case: no word of four letters begins in lower case.

    Lists of names are neither: at least half of the long words must be words that exist in lower case too.
    """
    long = 0
    for word in words:
        if len(word) > 3 and word[0].isalpha():
            if word[0].islower():
                return False
            long += 1
    if long < 2:
        return False
    common = sum(len(word) > 3 and not lexicon.get(word.lower(), "NNP").startswith("NNP") for word in words)
    return common * 2 >= long and (long > 2 or all(word.isupper() for word in words if word.isalpha()))
