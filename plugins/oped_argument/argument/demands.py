"""What a unit must show to be given a kind of evidence, whatever the model believes: a figure that counts, a likeness, a case.

The tests are those of docs/reference/annotation.md, the widest that still name something to see. The other kinds show
themselves in too many ways to be asked for a sign.
"""

from __future__ import annotations

from ..text import word_list
from .unit import BRIEF, Unit

_NAMES = ("NNP", "NNPS")

_EMPTY = frozenset({"be", "do", "have"})
"""Lemmas of verbs that may only stand for another one ("So does the mayor")."""


def shows(unit: Unit, kind: str) -> bool:
    """Whether a unit shows what a kind of evidence needs; kinds without a test always do."""
    if kind == "statistics":
        return _counts(unit)
    if kind == "analogy":
        return _likens(unit)
    if kind == "precedent":
        return _recalls(unit)
    return True


def _counts(unit: Unit) -> bool:
    """A figure that is no year, a share, or a number of more than two in words ("one room" counts nothing)."""
    shares = word_list("shares")
    for word, tag in zip(unit.words, unit.tags, strict=True):
        if word in shares or (tag == "CD" and not is_year(word) and word not in ("one", "two")):
            return True
    return False


def _likens(unit: Unit) -> bool:
    """A word of likeness, or what is said of anything of a kind ("A reactor is not a fire engine", "So will a hydrant")."""
    if "analogy" in unit.cues or not word_list("likens").isdisjoint(unit.words):
        return True
    if unit.plain[:1] in (("one",), ("whoever",)):
        return True
    if (
        unit.plain[:1] == ("so",)
        and unit.tags[1:2] != ("JJ",)
        and len(unit.plain) <= BRIEF
        and unit.tagged.isdisjoint(_NAMES)
    ):
        return True
    for at, word in enumerate(unit.plain):
        if word in ("a", "an", "any", "no") and (at <= 1 or unit.plain[at - 1] in word_list("equates")):
            return True
    return False


def _recalls(unit: Unit) -> bool:
    """Somebody or somewhere with a name, a year or a word of the past, and what was done there."""
    dated = "precedent" in unit.cues or any(is_year(word) for word in unit.words)
    named = not unit.tagged.isdisjoint(_NAMES)
    done = any(
        tag in ("VBD", "VBN") and token.lemma not in _EMPTY for tag, token in zip(unit.tags, unit.tokens, strict=True)
    )
    return dated or (named and done)


def is_year(text: str) -> bool:
    """Whether a word is a year from 1700 on."""
    return len(text) == 4 and text.isdigit() and text[:2] in ("17", "18", "19", "20")
