"""Polarity and subjectivity of a sentence, as TextBlob's PatternAnalyzer has them.

`textblob.en.sentiment` is what PatternAnalyzer calls. It is given words where these are the words that it would find itself, and only
those words that can have an effect: most of its time goes into its own tokenizer, and into words that it does not know.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from textblob._text import EMOTICONS
from textblob.en import sentiment

_JOINERS = frozenset("-—–/")
"""Marks between words at which TextBlob's tokenizer does not cut."""
_HALVES = frozenset({"gon", "wan", "got", "lem", "gim", "not"})
"""Parts of words that it does not cut either ("gonna", "cannot")."""
_SUSPECT = _JOINERS | _HALVES | {"n't"}
_LONGEST = 5000
"""Code points; its tokenizer is quadratic in the length of a word, and nothing so long is a sentence."""
_FILLER = "xxx"
"""Stands for unknown words: it ends the reach of a negation or a modifier, as every word of three letters does."""


def sentiment_of(sentence: str, words: Sequence[str]) -> tuple[float, float]:
    """Polarity (−1…1) and subjectivity (0…1) of a sentence with its words, rounded to three digits."""
    lower = [word.lower() for word in words]
    if len(sentence) <= _LONGEST and _cut_otherwise(sentence, lower):
        score = sentiment(sentence)
    elif _known().isdisjoint(lower):
        return 0.0, 0.0
    else:
        score = sentiment(_effective(lower))
    return round(float(score[0]), 3) + 0.0, round(float(score[1]), 3) + 0.0  # no negative zero


@cache
def _known() -> frozenset[str]:
    """The words that have a polarity, or change that of others."""
    emoticons = (face.lower() for faces in EMOTICONS.values() for face in faces)
    return frozenset((*sentiment, *sentiment.negations, *emoticons, "!"))


def _effective(lower: Sequence[str]) -> list[str]:
    """The words without those unknown ones that follow where nothing is left to end."""
    known, found, ended = _known(), [], True
    for word in lower:
        if word in known:
            found.append(word)
            ended = False
        elif not ended:
            ended = len(word) > 2
            found.append(_FILLER if ended else "x" * len(word.strip("'")))
    return found


def _cut_otherwise(sentence: str, lower: Sequence[str]) -> bool:
    """Whether TextBlob's tokenizer would find other words, and these matter."""
    known = _known()
    if ": (" in sentence or ": [" in sentence:  # it reads an emoticon
        return True
    if _SUSPECT.isdisjoint(lower):
        return False
    if "n't" in lower:  # it leaves contractions whole, so that they negate nothing
        return not known.isdisjoint(lower)
    return any(_is_half(lower, at) or _is_joined(lower, at, known) for at in range(len(lower)))


def _is_joined(lower: Sequence[str], at: int, known: frozenset[str]) -> bool:
    """Whether a mark joins words of which one, or all together, have an effect."""
    if lower[at] not in _JOINERS:
        return False
    near = (*lower[at - 1 : at], lower[at], *lower[at + 1 : at + 2])
    return not known.isdisjoint(near) or "".join(near) in known


def _is_half(lower: Sequence[str], at: int) -> bool:
    """Whether a word is part of one that was written together."""
    if lower[at] not in _HALVES:
        return False
    if lower[at] == "not":
        return at > 0 and lower[at - 1] == "can"
    return lower[at + 1 : at + 2] in (["na"], ["ta"], ["me"])
