"""A first tagger, by TextBlob's lexicon alone, until the trained one stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import simplemma
from textblob.en import lexicon, sentiment


@lru_cache(maxsize=1 << 16)
def _tag(word: str) -> str:
    tag = lexicon.get(word) or lexicon.get(word.lower())
    if tag:
        return str(tag)
    if word[:1].isupper():
        return "NNP"
    if word[:1].isdigit():
        return "CD"
    return "NNS" if word.endswith("s") else "NN"


def tag_words(words: Sequence[str]) -> list[str]:
    """A tag for each word."""
    return [_tag(word) for word in words]


@lru_cache(maxsize=1 << 16)
def lemma_of(word: str, tag: str) -> str:
    """The lemma of a word with this tag."""
    if tag.startswith("NNP"):
        return word
    return simplemma.lemmatize(word.lower(), lang="en")


def sentiment_of(words: Sequence[str]) -> tuple[float, float]:
    """Polarity and subjectivity."""
    score = sentiment([word.lower() for word in words])
    return round(float(score[0]), 3), round(float(score[1]), 3)
