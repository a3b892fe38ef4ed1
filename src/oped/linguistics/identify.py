"""Whether a text is English, by the share of its words that are English (simplemma's dictionary)."""

from __future__ import annotations

import unicodedata

import simplemma

_STRETCHES = 8
"""A long text is sampled at so many places, evenly."""
_STRETCH = 500
"""Code points of one sampled stretch."""
_FEWEST = 20
"""Letters below which a text is too short to tell."""
_ENGLISH = 0.55
"""Share from which a text counts as English: English prose has 0.75 and more, even where names abound; other
languages in Latin script have less than 0.45."""


def english_share(text: str) -> float:
    """The share (0…1) of a text's words that are English, in a bounded sample; 1.0 for texts too short to tell.

    A text whose letters are mostly of another script has none, however short it is.
    """
    sample = _sample(text)
    letters = [character for character in sample if character.isalpha()]
    if len(letters) > 1 and sum(map(_is_latin, letters)) * 2 < len(letters):
        return 0.0
    if len(letters) < _FEWEST:
        return 1.0
    return round(float(simplemma.in_target_language(sample, lang="en")), 3)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "FEMININE", "MASCULINE"))


def language(text: str) -> str:
    """The language of a text: "en", or "und" (undetermined, ISO 639-2) where it does not look English."""
    return "en" if english_share(text) >= _ENGLISH else "und"


def _sample(text: str) -> str:
    """Stretches from evenly spread places of a long text; a short one whole."""
    if len(text) <= _STRETCHES * _STRETCH:
        return text
    step = len(text) // _STRETCHES
    return " ".join(text[at * step : at * step + _STRETCH] for at in range(_STRETCHES))
