"""Adjectives of belief with their clause: I am sure that …, officials are confident that …."""

from __future__ import annotations

from oped_attribution.common import FINITE, Finding, finite, first_person, trimmed
from oped_attribution.extent import extent
from oped_attribution.quotes import Quote
from oped_attribution.view import Predicate, View
from oped_attribution.words import words


def adjective(view: View, number: int, at: int, inside: dict[int, Quote]) -> Finding | None:
    """A belief in "X is sure that …", "I am convinced …" and, between commas, "…, I am sure, …"."""
    tokens = view.document.tokens
    cue = next((p for p in view.predicates[number] if any(f <= at < e for f, e in p.words)), None)
    if cue is None or cue.subject is None or tokens[cue.first].tag not in FINITE:
        return None
    holder = tokens[cue.subject.head]
    own = first_person(view, cue.subject)
    if holder.text.lower() in words().lists["thing"] or (own and cue.subject.head in inside):
        return None
    pieces = trimmed(view, _content(view, number, at, cue, inside))
    if not pieces:
        return None
    lemma = tokens[at].text.lower()
    force = words().adjectives[lemma]
    if cue.negated and force == "believe":
        force = "doubt"
    if own and lemma in words().lists["wishes"]:
        return None
    why = f"rule: adjective with its clause: {lemma}"
    return Finding("indirect", pieces, ((at, at + 1),), lemma, force, cue.subject, why, cue.negated, cue.modal, own)


def _content(view: View, number: int, at: int, cue: Predicate, inside: dict[int, Quote]) -> tuple[tuple[int, int], ...]:
    tokens = view.document.tokens
    start, stop = view.bounds[number]
    first = cue.subject.first if cue.subject is not None else cue.first
    if first - 1 > start and at + 1 < stop and tokens[first - 1].text == tokens[at + 1].text == ",":
        return ((start, first - 1), (at + 2, stop)) if finite(tokens, at + 2, stop) else ()
    after = [p for p in view.predicates[number] if p.head > at]
    that = tokens[at + 1].text.lower() == "that"
    for predicate in after:
        bare = predicate.governor == cue.head and predicate.kind == "complement" and predicate.subject is not None
        if bare and not that and predicate.start <= at + 2:
            return (extent(view, number, predicate, cue, inside),)
        if that and predicate.kind != "infinitive" and (predicate.start == at + 1 or predicate is after[-1]):
            return ((at + 2, extent(view, number, predicate, cue, inside)[1]),)
    return ()
