"""Polarity and subjectivity of a sentence by TextBlob's PatternAnalyzer (its lexicon and rules)."""

from __future__ import annotations

from collections.abc import Sequence

from textblob.en import sentiment

# Where these stand TextBlob's own tokenizer may cut other words than ours.
_CUT_OTHERWISE = ("-", "—", "–", ": (", "'", "’", "/", "annot", "onna", "anna", "otta", "emme", "imme")
_LONGEST = 5000
"""Code points; TextBlob's tokenizer is quadratic in the length of a word, and nothing so long is a sentence."""


def sentiment_of(sentence: str, words: Sequence[str]) -> tuple[float, float]:
    """Polarity (−1…1) and subjectivity (0…1) of a sentence, as `TextBlob(sentence).sentiment` has them, rounded.

    TextBlob's own tokenizer takes half of the time; it is run only where it may cut other words than ours (at hyphens,
    apostrophes, joined words), and no words are looked at where the lexicon holds none of them.
    """
    lower = [word.lower() for word in words]
    if len(sentence) <= _LONGEST and any(mark in sentence for mark in _CUT_OTHERWISE):
        score = sentiment(sentence)  # what PatternAnalyzer calls
    elif any(map(sentiment.__contains__, lower)):
        score = sentiment(lower)
    else:
        return 0.0, 0.0
    return round(float(score[0]), 3) + 0.0, round(float(score[1]), 3) + 0.0
