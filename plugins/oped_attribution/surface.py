"""What words and commas alone show of a reporting verb, where the clauses found of it mislead.

A subject that is parted from its verb by an apposition, a speaker after his verb, a "that" some words further on.
"""

from __future__ import annotations

import attrs

from oped_attribution.common import CLOSING, FINITE, MARKS, REACH, finite, phrase_after
from oped_attribution.view import Phrase, Predicate, View
from oped_attribution.words import words

_SAYS = ("VBZ", "VBP", "VBD")
_NOUN_PHRASE = frozenset(
    ("DT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "CD", "PRP$", "PDT", "IN", "PRP")
)
_BETWEEN = frozenset(
    ("IN", "DT", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "PRP", "PRP$", "RB", "POS", "HYPH", "JJR", "JJS", "RP")
)


def mended(view: View, number: int) -> tuple[Predicate, ...]:
    """The predicates of a sentence, with reporting verbs that were not found as such, and speakers that were not theirs."""
    known, tokens = words(), view.document.tokens
    found = {predicate.head: predicate for predicate in view.predicates[number]}
    first, end = view.bounds[number]
    for i in range(first, end):
        if (
            i not in found
            and tokens[i].tag in _SAYS
            and tokens[i].lemma.lower() in known.speech
            and not _auxiliary(view, i, end)
        ):
            found[i] = _bare(view, i)
    result: list[Predicate] = []
    last: Predicate | None = None  # the last finite verb that reports
    for _, predicate in sorted(found.items()):
        if predicate.lemma in known.verbs:
            predicate = _with_speaker(view, number, predicate)
            if tokens[predicate.first].tag in _SAYS:
                last = predicate
            elif last is not None and _goes_on(view, predicate):
                predicate = attrs.evolve(predicate, subject=last.agent if last.passive else last.subject)
        result.append(predicate)
    return tuple(result)


def _goes_on(view: View, cue: Predicate) -> bool:
    """Whether a participle after a comma, without a subject of its own, reports on: ", adding that …"."""
    tokens = view.document.tokens
    if tokens[cue.first].tag != "VBG" or cue.passive or (cue.subject is not None and not cue.shared):
        return False
    before = tokens[cue.first - 1].text if cue.first else ""
    return before == "," or before in MARKS


def _auxiliary(view: View, at: int, end: int) -> bool:
    """Whether a verb only goes with what follows, as in "said and done"."""
    tokens = view.document.tokens
    return at + 1 < end and tokens[at + 1].tag == "CC" and tokens[at + 1].text.lower() != "but"


def _bare(view: View, at: int) -> Predicate:
    """A reporting verb of which nothing is known but its form."""
    token = view.document.tokens[at]
    tense = "past" if token.tag == "VBD" else "present"
    return Predicate(
        lemma=token.lemma.lower(),
        kind="main",
        head=at,
        first=at,
        words=((at, at + 1),),
        start=at,
        end=at + 1,
        governor=-1,
        passive=False,
        negated=False,
        modal="",
        tense=tense,
        shared=False,
        subject=None,
        agent=None,
        objects=(),
    )


def _with_speaker(view: View, number: int, cue: Predicate) -> Predicate:
    if cue.passive:
        return cue if cue.agent is not None else attrs.evolve(cue, agent=_agent(view, number, cue))
    if cue.kind in ("relative", "infinitive"):
        return cue
    after = _after(view, number, cue)
    if after is not None:
        return attrs.evolve(cue, subject=after, objects=(), shared=False)
    subject = _parted(view, cue)
    if subject is None and (cue.subject is None or cue.shared or cue.subject.first > cue.head):
        subject = _detached(view, number, cue)
    return cue if subject is None else attrs.evolve(cue, subject=subject, shared=False)


def _agent(view: View, number: int, cue: Predicate) -> Phrase | None:
    """Who says what is said in the passive, between commas: "are told, usually by Germans, that"."""
    tokens = view.document.tokens
    at, stop = cue.words[-1][1], view.bounds[number][1]
    while at < stop and (tokens[at].tag == "RB" or tokens[at].text == ","):
        at += 1
    return phrase_after(view, at + 1) if at + 1 < stop and tokens[at].text.lower() == "by" else None


def _after(view: View, number: int, cue: Predicate) -> Phrase | None:
    """The speaker after his verb, between marks: ", said the councillor, …"."""
    tokens = view.document.tokens
    start, stop = view.bounds[number]
    at = cue.words[-1][1]
    if cue.lemma not in words().speech or cue.first - 1 < start or at >= stop or tokens[cue.first].tag not in _SAYS:
        return None
    before = tokens[cue.first - 1].text
    if before not in (",", "?", "!", "—", "–") and before not in MARKS:
        return None
    phrase = phrase_after(view, at)
    if phrase is None or tokens[phrase.head].tag == "POS":
        return None
    following = tokens[phrase.end].text if phrase.end < stop else "."
    return phrase if following in CLOSING or following in MARKS else None


def _parted(view: View, cue: Predicate) -> Phrase | None:
    """The last part of a subject that reaches over a comma: in "The Fed, one member said, …" one member speaks."""
    tokens, subject = view.document.tokens, cue.subject
    if subject is None or subject.end != cue.first or cue.words[-1][1] >= len(tokens):
        return None
    if tokens[cue.words[-1][1]].text != ",":
        return None
    comma = next((i for i in range(subject.end - 1, subject.first, -1) if tokens[i].text == ","), -1)
    if comma < 0 or comma + 1 >= subject.end:
        return None
    return noun_phrase(view, comma + 1, subject.end)


def _detached(view: View, number: int, cue: Predicate) -> Phrase | None:
    """The subject at the beginning of a sentence, parted from its verb by what stands between commas."""
    tokens = view.document.tokens
    start = view.bounds[number][0]
    end = cue.first
    while end > start and tokens[end - 1].tag == "RB":
        end -= 1
    if tokens[cue.first].tag not in (*_SAYS, "VB") or end - 1 <= start or tokens[end - 1].text not in (",", "—", "–"):
        return None
    while start < end and tokens[start].tag in ("CC", "RB", "“"):
        start += 1
    comma = next((i for i in range(start, end - 1) if tokens[i].text in (",", "—", "–")), -1)
    if comma <= start or finite(tokens, start, comma):
        return None
    phrase = noun_phrase(view, start, comma)
    if phrase is None or tokens[start].tag in ("IN", "TO") or tokens[phrase.head].text.lower() in words().lists["time"]:
        return None
    plural = tokens[phrase.head].tag in ("NNS", "NNPS")
    if plural == (tokens[cue.first].tag == "VBZ") and tokens[cue.first].tag != "VBD":
        return None
    return attrs.evolve(phrase, end=end - 1)


def noun_phrase(view: View, first: int, end: int) -> Phrase | None:
    """A noun phrase that fills tokens `[first, end)`; its head is the last noun before a preposition."""
    tokens = view.document.tokens
    if not all(tokens[i].tag in _NOUN_PHRASE for i in range(first, end)):
        return None
    stop = next((i for i in range(first + 1, end) if tokens[i].tag == "IN"), end)
    head = next((i for i in range(stop - 1, first - 1, -1) if tokens[i].tag[:2] == "NN" or tokens[i].tag == "PRP"), -1)
    return Phrase(first, end, head) if head >= 0 else None


def complementizer(view: View, number: int, cue: Predicate) -> int:
    """The "that", "whether" or "why" that opens what a verb of speech reports, some words after it; −1 for none.

    Between them may stand those addressed, adverbs and phrases ("told reporters in Rome that"), or a stretch between commas.
    """
    tokens, known = view.document.tokens, words()
    at, stop = cue.words[-1][1], view.bounds[number][1]
    commas = 0
    for i in range(at, min(at + REACH, stop - 1)):
        token = tokens[i]
        low = token.text.lower()
        if low in known.lists["complementizer"] and _joins(view, cue, i, low) and _opens_clause(view, i, stop):
            return i if commas % 2 == 0 or tokens[i - 1].text == "," else -1
        if token.text == ",":
            commas += 1
            if commas > 2:
                return -1
        elif token.tag in FINITE or token.text in (":", ";") or (commas != 1 and token.tag not in _BETWEEN):
            return -1
    return -1


def _joins(view: View, cue: Predicate, at: int, word: str) -> bool:
    """Whether a complementizer some words after a verb can be that verb's: any after "ask" and "tell", else "that" and "whether"."""
    lists = words().lists
    if word in lists["empty complementizer"]:
        return True
    asks = words().verbs[cue.lemma] == "ask"
    if word == "if":
        return asks
    follows = at == cue.words[-1][1]
    return follows or ((asks or cue.lemma in lists["addresses"]) and view.document.tokens[at - 1].text != ",")


def _opens_clause(view: View, at: int, stop: int) -> bool:
    """Whether a finite verb follows a complementizer, with a subject in between where it is "that"."""
    tokens = view.document.tokens
    verb = next((i for i in range(at + 1, min(stop, at + 2 * REACH)) if tokens[i].tag in FINITE), -1)
    return verb > at + 1 or (verb == at + 1 and tokens[at].text.lower() in ("who", "what"))
