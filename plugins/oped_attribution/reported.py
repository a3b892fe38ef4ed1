"""Reported speech: verbs with a clause, an infinitive or a gerund, and reporting clauses beside what they report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oped_attribution.common import FINITE, REACH, Finding, Rejection, finite, first_person, speaker, speaks, trimmed
from oped_attribution.extent import extent
from oped_attribution.nouns import noun
from oped_attribution.quotes import Quote
from oped_attribution.view import Phrase, Predicate, View
from oped_attribution.words import words


def reported(
    view: View,
    number: int,
    spoken: Sequence[Quote],
    inside: dict[int, Quote],
    used: set[int],
    rejected: list[Rejection],
) -> Iterator[Finding]:
    """Findings for the reporting verbs and nouns of one sentence."""
    known = words()
    for predicate in view.predicates[number]:
        if predicate.first in used or predicate.lemma not in known.verbs:
            continue
        phrase = predicate.agent if predicate.passive else predicate.subject
        because = _no_report(view, predicate, phrase)
        if because:
            rejected.append(Rejection(predicate.first, predicate.head + 1, because))
            continue
        pieces, rule = _content_of(view, number, predicate, inside)
        if not pieces:
            continue
        pieces = trimmed(view, pieces)
        length = sum(end - first for first, end in pieces)
        if length > 1 and view.document.tokens[pieces[0][0]].text.lower() != "for":
            yield Finding(
                "indirect",
                pieces,
                predicate.words,
                predicate.lemma,
                known.verbs[predicate.lemma],
                speaker(view, predicate, None) if rule != "raising" else predicate.agent,
                f"rule: {rule}: {predicate.lemma}",
                predicate.negated,
                predicate.modal,
            )
    first, end = view.bounds[number]
    for i in range(first, end - 2):
        token = view.document.tokens[i]
        if token.tag[:2] == "NN" and token.lemma.lower() in known.nouns:
            finding = noun(view, number, i, inside)
            if finding is not None:
                yield finding


def _no_report(view: View, cue: Predicate, phrase: Phrase | None) -> str:
    """Why a reporting verb reports nobody's words; empty where it may."""
    tokens = view.document.tokens
    if phrase is not None and first_person(view, phrase):
        return "first person: the author's own voice"
    if phrase is not None and (
        tokens[phrase.head].text.lower() in words().lists["nobody"]
        or tokens[phrase.first].text.lower() in ("no", "neither")
    ):
        return "nobody is said to say it"
    head = tokens[phrase.head].text.lower() if phrase is not None else ""
    known = words()
    if head == "you":
        return "addressed to the reader"
    if known.verbs[cue.lemma] == "suggest" and head in known.evidence:
        return "evidence that speaks for itself: the author's inference"
    if cue.lemma not in known.speech:
        if tokens[cue.first].tag not in FINITE or (phrase is None and not cue.passive):
            return "a verb of thinking or showing without a subject of its own"
        if phrase is not None and not speaks(tokens, phrase):
            return "a thing that shows or knows something: the author's inference"
    if phrase is not None and cue.lemma in ("threaten", "promise") and not speaks(tokens, phrase):
        return "a thing that threatens or promises"
    return ""


def _content_of(
    view: View, number: int, cue: Predicate, inside: dict[int, Quote]
) -> tuple[tuple[tuple[int, int], ...], str]:
    """What a reporting verb reports, and by which rule."""
    predicates = view.predicates[number]
    medial = _between_commas(view, number, cue)
    if medial:
        return medial, "reporting clause between commas"
    for predicate in predicates:
        if predicate.governor == cue.head and predicate.head > cue.head and predicate.kind == "complement":
            return (extent(view, number, predicate, cue, inside),), "verb with a clause"
    known = words()
    for predicate in predicates:
        if predicate.head < cue.head:
            continue
        near = predicate.first - cue.words[-1][1]
        if (
            cue.lemma in words().lists["reports with a gerund"]
            and 0 <= near <= 1
            and view.document.tokens[predicate.first].tag == "VBG"
        ):
            return (extent(view, number, predicate, cue, inside),), "verb with a gerund"
        if predicate.governor != cue.head or predicate.kind != "infinitive":
            continue
        if view.document.tokens[predicate.first].tag != "TO":
            continue
        if cue.passive and cue.lemma in words().lists["passive with an infinitive"]:
            return (extent(view, number, predicate, cue, inside),), "raising"
        directed = known.verbs[cue.lemma] in ("demand", "ask", "warn") or cue.lemma == "tell"
        if (
            cue.lemma in known.infinitive
            or cue.lemma in words().lists["claims with an infinitive"]
            or (directed and cue.objects)
        ):
            return (extent(view, number, predicate, cue, inside),), "verb with an infinitive"
    direct = _after_complementizer(view, number, cue, inside)
    return ((direct,), "verb with a clause") if direct else _around(view, number, cue)


def _between_commas(view: View, number: int, cue: Predicate) -> tuple[tuple[int, int], ...]:
    """What "she said" between commas parts from its verb: "The Union, she said, would respond"."""
    tokens = view.document.tokens
    start, stop = view.bounds[number]
    if cue.subject is None or cue.lemma not in words().speech or cue.kind == "relative":
        return ()
    first, end = min(cue.first, cue.subject.first), max(cue.words[-1][1], cue.subject.end)
    if not (start < first and end + 1 < stop and tokens[first - 1].text == "," and tokens[end].text == ","):
        return ()
    verb = end + 1
    while verb < stop and tokens[verb].tag == "RB":
        verb += 1
    if finite(tokens, start, first) or verb == stop or tokens[verb].tag not in FINITE:
        return ()
    return ((start, first - 1), (end + 1, stop))


def _after_complementizer(view: View, number: int, cue: Predicate, inside: dict[int, Quote]) -> tuple[int, int] | None:
    """The clause after "said that", "told reporters on Monday why", or with its own subject right after "said"."""
    tokens = view.document.tokens
    at, stop = cue.words[-1][1], view.bounds[number][1]
    top = next((p for p in view.predicates[number] if p.head >= at), None)
    if top is None:
        return None
    if cue.lemma not in words().speech:
        found = next((i for i in range(at, min(at + 5, top.words[0][0])) if tokens[i].text.lower() == "that"), -1)
        between = all(tokens[i].tag in (",", "RB") for i in range(at, found))
        return (found, extent(view, number, top, cue, inside)[1]) if found > at and between else None
    limit = min(top.words[0][0], at + REACH, stop)
    found = next((i for i in range(at, limit) if tokens[i].text.lower() in words().lists["complementizer"]), -1)
    if (
        found >= 0
        and tokens[found].tag not in ("WDT", "DT")
        and (found == at or cue.objects or tokens[at].tag in ("IN", "RB"))
    ):
        return found, max(found + 1, extent(view, number, top, cue, inside)[1])
    own = top.subject is not None and not top.shared and top.subject.first == at
    if own and tokens[top.first].tag in FINITE and top.kind not in ("relative", "coordinate"):
        return extent(view, number, top, cue, inside)
    return None


def _around(view: View, number: int, cue: Predicate) -> tuple[tuple[tuple[int, int], ...], str]:
    """What stands before (and after) a reporting clause set off by commas: "China, officials say, is bluffing"."""
    tokens = view.document.tokens
    start, stop = view.bounds[number]
    if cue.subject is None or cue.passive or cue.objects or cue.negated or cue.kind == "relative":
        return (), ""
    if cue.lemma not in words().speech:
        return (), ""
    first = min(cue.first, cue.subject.first)
    end = max(cue.words[-1][1], cue.subject.end)
    marked = first > start and tokens[first - 1].text.lower() == "as"
    if marked:
        first -= 1
    comma = first > start and tokens[first - 1].text in (",", "—", "–", "--")
    while end < stop and tokens[end].tag in ("RB", "NNP", "IN", "DT", "NN", "CD", "JJ", "NNS") and end - first < REACH:
        end += 1
    following = tokens[end].text if end < stop else "."
    if marked and first == start and following == ",":
        return ((end + 1, stop),), "as-clause"
    if not comma or following not in (",", ".", "?", "!", ";", "—", "–", "”"):
        return (), ""
    if not any(start <= p.head < first for p in view.predicates[number]) and following != ",":
        return (), ""
    goes_on = following == "," and end + 1 < stop and tokens[end + 1].tag != "CC" and not marked
    if goes_on and finite(tokens, end + 1, stop):
        return ((start, first - 1), (end + 1, stop)), "reporting clause between commas"
    if finite(tokens, start, first):
        return ((start, first - 1),), "reporting clause after what it reports"
    return (), ""
