"""Reporting nouns with their clause: the claim that …, his promise to …."""

from __future__ import annotations

from oped_attribution.common import Finding, first_person, trimmed
from oped_attribution.extent import extent
from oped_attribution.quotes import Quote
from oped_attribution.view import Phrase, Predicate, View
from oped_attribution.words import words

_NEEDS_SPEAKER = frozenset(("believe", "doubt"))


def noun(view: View, number: int, at: int, inside: dict[int, Quote]) -> Finding | None:
    """A reporting noun with its clause: "the claim that …", "his promise to …"."""
    tokens = view.document.tokens
    known = words()
    lemma = tokens[at].lemma.lower()
    told = _told(view, number, at, inside)
    if told is not None:
        return told
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
    own = speaker is not None and first_person(view, speaker)
    if own and (speaker is None or speaker.head in inside):
        return None
    if speaker is None and (force in _NEEDS_SPEAKER or infinitive or lemma in known.sourced_nouns):
        return None
    if clause and top.subject is None:
        return None
    _first, end = extent(view, number, top, None, inside)
    end = min(end, _loose_verb(view, number, top, end))
    for predicate in view.predicates[number]:
        if predicate.head > top.head and predicate.subject is not None and predicate.subject.head <= at:
            end = min(end, predicate.words[0][0])  # the verb whose subject the noun is
    pieces = trimmed(view, ((at + 2, max(end, at + 3)),))
    why = f"rule: noun with its clause: {lemma}"
    return Finding("indirect", pieces, ((at, at + 1),), lemma, force, speaker, why, own=own)


def _told(view: View, number: int, at: int, inside: dict[int, Quote]) -> Finding | None:
    """What a reporting noun is said to be: "the excuse is that …", "their answer was that …"."""
    tokens = view.document.tokens
    stop = view.bounds[number][1]
    be = at + 1
    while be < stop and tokens[be].tag == "RB":
        be += 1
    that = be + 1
    while that < stop and tokens[that].tag == "RB":
        that += 1
    if that + 2 >= stop or tokens[be].lemma.lower() != "be" or tokens[that].text.lower() != "that":
        return None
    top = next((p for p in view.predicates[number] if p.start >= that and p.head > that + 1), None)
    if top is None or tokens[that].tag == "WDT":
        return None
    lemma = tokens[at].lemma.lower()
    speaker = _holder_of_noun(view, number, at)
    own = speaker is not None and first_person(view, speaker) and speaker.head not in inside
    if own or (speaker is None and lemma in words().sourced_nouns):
        return None
    pieces = trimmed(view, ((that + 1, max(that + 2, extent(view, number, top, None, inside)[1])),))
    why = f"rule: noun that is said to be a clause: {lemma}"
    return Finding("indirect", pieces, ((at, at + 1),), lemma, words().nouns[lemma], speaker, why)


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
