"""How far a reported clause reaches."""

from __future__ import annotations

from oped_attribution.common import FINITE, MARKS, NAMES
from oped_attribution.quotes import Quote
from oped_attribution.view import Predicate, View
from oped_attribution.words import words


def extent(view: View, number: int, top: Predicate, cue: Predicate | None, inside: dict[int, Quote]) -> tuple[int, int]:
    """The stretch of a reported clause with all that depends on it, to the end of the sentence or another clause."""
    predicates, tokens = view.predicates[number], view.document.tokens
    chain = {top.head}
    start, end = top.start, top.end
    cut = view.bounds[number][1]
    for predicate in predicates:
        if predicate.head <= top.head or predicate.head >= cut:
            continue
        if _stray(view, predicate) or _apart(view, predicate, top, cue):
            # A finite verb without a subject, or a sentence joined on, belongs to what stands around the report.
            cut = min(cut, max(top.head + 1, predicate.words[0][0] if _stray(view, predicate) else predicate.start))
        elif predicate.governor in chain or predicate.head < end or _joined(predicate, cue):
            chain.add(predicate.head)
            end = max(end, predicate.end)
    end = min(end, cut)
    for predicate in predicates:  # what precedes its governor
        if predicate.governor in chain and top.start > predicate.start > (cue.head if cue else -1):
            start = min(start, predicate.start)
    anchor = cue.head if cue else start - 1
    start = max(_opening(view, cue, start), anchor + 1)
    if view.document.tokens[top.first].tag == "TO":
        start = max(start, top.first)
    limit = next((i for i in range(start, cut) if view.document.tokens[i].text == ";"), cut)
    end = min(end, limit)
    for predicate in predicates:
        loose = tokens[predicate.first].tag not in FINITE and (predicate.subject is None or predicate.shared)
        if predicate.head >= end and predicate.head not in chain and not loose:
            limit = min(limit, predicate.start if predicate.start > anchor else end)
    quote = inside.get(anchor)
    if quote is not None and quote is not inside.get(start - 1, quote):
        quote = None
    if quote is not None:
        limit = min(limit, next((e for f, e in quote.pieces if f <= anchor < e), limit))
    return start, max(limit, start + 1) if limit >= end or quote is not None else max(end, start + 1)


def _opening(view: View, cue: Predicate | None, start: int) -> int:
    """Where a reported clause begins: after "that", or right after the verb where only small words are in between."""
    if cue is None or start <= cue.words[-1][1]:
        return start
    tokens = view.document.tokens
    between = range(cue.words[-1][1], start)
    for i in between:
        if tokens[i].text.lower() == "that" and (tokens[i].tag == "IN" or i == between[0]):
            return i
    small = all(tokens[i].tag in ("PRP", "EX", "RB", "DT", "PDT") for i in between)
    return between[0] if small and not cue.objects else start


def _stray(view: View, predicate: Predicate) -> bool:
    """Whether a finite verb has no subject of its own and shares none by coordination."""
    finite = view.document.tokens[predicate.first].tag in FINITE
    without = predicate.subject is None or predicate.shared
    return finite and without and predicate.kind not in ("coordinate", "relative")


def _joined(predicate: Predicate, cue: Predicate | None) -> bool:
    """Whether a clause with its own subject is joined to the reporting clause itself ("said A, and B")."""
    own = predicate.subject is not None and not predicate.shared
    return cue is not None and own and predicate.kind == "coordinate" and predicate.governor == cue.head


def _apart(view: View, predicate: Predicate, top: Predicate, cue: Predicate | None) -> bool:
    """Whether a coordinated clause with its own subject goes on from the reporting clause, not from what it reports."""
    tokens = view.document.tokens
    if cue is None or predicate.kind != "coordinate" or predicate.subject is None or predicate.shared:
        return False
    first = min(predicate.start, predicate.subject.first)
    if tokens[first].tag == "CC":
        first += 1
    if first < 3 or tokens[first - 1].tag != "CC":
        return False
    before = {tokens[first - 2].text, tokens[first - 3].text}
    if tokens[first - 2].text != "," and not (before & MARKS and "," in before):
        return False
    if before & MARKS:
        return True  # said it was “over”, and the author goes on
    if tokens[top.first].tag == "TO" or predicate.lemma in words().speech:
        return True
    if tokens[first - 1].text.lower() in ("but", "yet") and predicate.governor == cue.head:
        return True
    pronoun = top.subject is not None and tokens[top.subject.head].tag == "PRP"
    if pronoun and tokens[predicate.subject.head].tag in NAMES:
        return True  # "said it was concerned, and the State Department summoned"
    return predicate.tense == cue.tense and predicate.tense != top.tense
