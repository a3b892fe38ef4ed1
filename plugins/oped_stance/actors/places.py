"""Whether a capital or a seat stands for the state, or is a place; and which reading an ambiguous name has."""

from __future__ import annotations

from collections.abc import Set

import attrs

from oped_stance.actors.sentence import Candidate, Sentence
from oped_stance.actors.words import Reading

_POSSESSIVE = frozenset({"’s", "'s", "’", "'"})
_LOOK_BACK = 8
_COORDINATED = frozenset({"and", "or", ",", "nor"})


@attrs.frozen
class Place:
    """The decision on a capital: whether it is a place, and the ground."""

    is_place: bool
    why: str


def place(sentence: Sentence, candidate: Candidate) -> Place:
    """Decide whether a capital or seat is a place here.

    A place: after a preposition of place ("met in Beijing"), after one of direction where the clause speaks of
    travel ("flew to Moscow"), as the object of a verb like "visit", before a noun of towns ("Beijing hotel"), before
    a comma and a state ("Washington, D.C."). Otherwise it stands for the state ("Beijing promised", "pressure on
    Pyongyang", "leaders in Beijing").
    """
    words, tokens = sentence.words, sentence.tokens
    first, end = candidate.first, candidate.end
    after = sentence.lower(end)
    noun = end + 1 if after in _POSSESSIVE else end
    while noun < len(tokens) and tokens[noun].tag[:2] == "JJ":
        noun += 1
    if sentence.lower(noun) in words.place_heads:
        return Place(True, f"a place: before {sentence.lower(noun)!r}")
    if sentence.word(end) in ("-", "–") and sentence.lower(end + 1) in ("based", "born", "area"):
        return Place(True, f"a place: before '-{sentence.lower(end + 1)}'")
    if _is_a_town(sentence, end):
        return Place(True, "a place: the text calls it a town")
    if sentence.word(end) == "," and sentence.word(end + 1) in ("D.C.", "DC"):
        return Place(True, "a place: before ', D.C.'")
    if after in _POSSESSIVE:
        return Place(False, "stands for the state: has something")
    start = _coordinated_start(sentence, first)
    before = start - 1
    while before >= 0 and sentence.lower(before) in ("the", "downtown", "central"):
        before -= 1
    preposition = sentence.lower(before)
    if preposition in ("in", "inside", "within"):
        return _in(sentence, before)
    if preposition in words.place_prepositions:
        return Place(True, f"a place: after {preposition!r}")
    if preposition in words.directions or preposition in ("between",):
        if preposition != "between" and (travel := _travels(sentence, before)):
            return Place(True, f"a place: {preposition!r} after {travel!r}")
        return Place(False, f"stands for the state: after {preposition!r}, nothing speaks of travel")
    if before >= 0 and tokens[before].lemma.lower() in words.visits and tokens[before].tag[:2] in ("VB", "NN"):
        return Place(True, f"a place: object of {tokens[before].lemma.lower()!r}")
    return Place(False, "stands for the state: no sign of a place")


def _is_a_town(sentence: Sentence, end: int) -> bool:
    """Whether "is a … city" follows."""
    if end >= len(sentence.tokens) or sentence.tokens[end].lemma.lower() != "be":
        return False
    return any(sentence.lower(i) in ("city", "town", "capital", "metropolis") for i in range(end + 1, end + 6))


def _coordinated_start(sentence: Sentence, first: int) -> int:
    """Where the coordination begins that a name ends: "in Moscow and Beijing" is one phrase."""
    at = first
    while at >= 2 and sentence.lower(at - 1) in _COORDINATED and sentence.named(at - 2):
        at -= 2
    return at


def _in(sentence: Sentence, preposition: int) -> Place:
    words = sentence.words
    noun = sentence.tokens[preposition - 1] if preposition else None
    if noun is not None and noun.text.lower() in words.rulers:
        clause = range(max(0, preposition - _LOOK_BACK), preposition)
        if any(sentence.tokens[i].lemma.lower() in ("meet", "visit", "see", "brief", "host") for i in clause):
            return Place(True, "a place: somebody was met there")
        return Place(False, f"stands for the state: {noun.text.lower()!r} in it")
    if noun is not None and (noun.text.lower() in words.attitudes or noun.lemma.lower() in words.trust):
        return Place(False, f"stands for the state: {noun.text.lower()!r} in it")
    return Place(True, "a place: after 'in'")


def _travels(sentence: Sentence, preposition: int) -> str:
    """The word of travel shortly before a preposition of direction, or ""."""
    for i in range(preposition - 1, max(-1, preposition - 5), -1):
        token = sentence.tokens[i]
        if token.text in (",", ";", ":", "."):
            break
        if token.lemma.lower() in sentence.words.travel or token.text.lower() in sentence.words.travel:
            return token.text.lower()
        if token.tag[:2] in ("VB", "MD") and i < preposition - 1:
            break
    return ""


def choose(readings: tuple[Reading, ...], near: Set[str], everywhere: Set[str]) -> Reading | None:
    """The reading that most words speak for: three points for one in the sentence, one for one in the text.

    The first reading wins ties; a reading that needs a word is out without one.
    """
    best: Reading | None = None
    most = -1
    for reading in readings:
        score = 3 * len(reading.cues & near) + len(reading.cues & everywhere)
        if reading.need and not score:
            continue
        if score > most:
            best, most = reading, score
    return best
