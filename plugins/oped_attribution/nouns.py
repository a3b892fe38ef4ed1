"""Reporting nouns with their clause: the claim that …, his promise to …."""

from __future__ import annotations

from oped_attribution.common import Finding, first_person, trimmed
from oped_attribution.extent import extent
from oped_attribution.quotes import Quote
from oped_attribution.view import Phrase, Predicate, View
from oped_attribution.words import words

_NEEDS_SPEAKER = frozenset(("believe", "hope", "fear", "doubt", "suggest", "predict"))


def noun(view: View, number: int, at: int, inside: dict[int, Quote]) -> Finding | None:
    """A reporting noun with its clause: "the claim that …", "his promise to …"."""
    tokens = view.document.tokens
    known = words()
    lemma = tokens[at].lemma.lower()
    follower = tokens[at + 1]
    clause = follower.text.lower() == "that" and follower.tag != "WDT"
    infinitive = follower.tag == "TO" and lemma in known.infinitive_nouns
    if not clause and not infinitive:
        return None
    top = next((p for p in view.predicates[number] if p.head > at + 1), None)
    if top is None or (infinitive and top.first != at + 1):
        return None
    force = known.nouns[lemma]
    speaker = _holder_of_noun(view, number, at)
    if speaker is not None and first_person(view, speaker) and speaker.head not in inside:
        return None
    if speaker is None and (force in _NEEDS_SPEAKER or infinitive):
        return None
    if clause and top.subject is None:
        return None
    _first, end = extent(view, number, top, None, inside)
    end = min(end, _loose_verb(view, number, top, end))
    for predicate in view.predicates[number]:
        if predicate.head > top.head and predicate.subject is not None and predicate.subject.head <= at:
            end = min(end, predicate.words[0][0])  # the verb whose subject the noun is
    pieces = trimmed(view, ((at + 1 if infinitive else at + 2, max(end, at + 3)),))
    return Finding("indirect", pieces, ((at, at + 1),), lemma, force, speaker, f"rule: noun with its clause: {lemma}")


def _loose_verb(view: View, number: int, top: Predicate, end: int) -> int:
    """The first verb after a clause that no predicate has claimed: the main verb of "the warning that … proved"."""
    claimed = {i for p in view.predicates[number] for first, last in p.words for i in range(first, last)}
    for i in range(top.words[-1][1], end):
        if i not in claimed and view.document.tokens[i].tag in ("VBD", "VBN", "VBZ"):
            return i
    return end


def _holder_of_noun(view: View, number: int, at: int) -> Phrase | None:
    """Whose claim it is: a possessive before the noun, or the subject of the verb whose object it is."""
    tokens = view.document.tokens
    start = view.bounds[number][0]
    i = at - 1
    while i >= start and tokens[i].tag in ("JJ", "JJR", "JJS", "VBN", "VBG", "NN", "CD", "HYPH", "RB"):
        i -= 1
    if i >= start and tokens[i].tag == "PRP$":
        return Phrase(i, i + 1, i)
    if i > start and tokens[i].tag == "POS":
        first = i - 1
        while first > start and tokens[first - 1].tag in ("NNP", "NNPS", "NN", "NNS", "JJ", "DT", "HYPH"):
            first -= 1
        return Phrase(first, i, i - 1)
    if at - 1 >= start and tokens[at - 1].text.lower() == "no":
        return None
    for predicate in view.predicates[number]:
        if any(phrase.head == at for phrase in predicate.objects):
            return predicate.subject
    return None
