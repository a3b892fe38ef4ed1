"""What a reporting verb reports: a clause, an infinitive, an act, what stands around it between commas."""

from __future__ import annotations

from collections.abc import Iterator

from oped_attribution.common import (
    CLOSING,
    FINITE,
    MARKS,
    REACH,
    finite,
)
from oped_attribution.extent import extent
from oped_attribution.quotes import Quote
from oped_attribution.surface import complementizer
from oped_attribution.view import Phrase, Predicate, View
from oped_attribution.words import words

_PERSON = 9  # tokens that name the one who is blamed
_SUBJECT = frozenset(("PRP", "PRP$", "DT", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "HYPH", "RB"))
INFINITIVE = "verb with an infinitive"


def content_of(
    view: View, number: int, cue: Predicate, inside: dict[int, Quote]
) -> tuple[tuple[tuple[int, int], ...], str]:
    """What a reporting verb reports, and by which rule."""
    predicates = view.predicates[number]
    medial = _between_commas(view, number, cue)
    if medial:
        return medial, "reporting clause between commas"
    for predicate in predicates:
        if predicate.governor == cue.head and predicate.head > cue.head and _completes(view, predicate, cue):
            if _of_its_object(view, predicate, cue):
                return (), ""
            return (extent(view, number, predicate, cue, inside),), "verb with a clause"
    known = words()
    act = _act_blamed(view, number, cue, inside)
    if act:
        return act, "blame for an act"
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
        directed = known.verbs[cue.lemma] in ("demand", "ask", "warn", "advise") or cue.lemma == "tell"
        if (
            cue.lemma in known.infinitive
            or cue.lemma in words().lists["claims with an infinitive"]
            or (directed and cue.objects)
        ):
            return (extent(view, number, predicate, cue, inside),), INFINITIVE
    colon = _after_colon(view, number, cue, inside)
    if colon:
        return colon, "verb, then a colon"
    direct = _after_complementizer(view, number, cue, inside) or _bare_clause(view, number, cue, inside)
    return ((direct,), "verb with a clause") if direct else _around(view, number, cue)


def _of_its_object(view: View, predicate: Predicate, cue: Predicate) -> bool:
    """Whether a "that" clause goes with the object of a verb that addresses nobody: "shown few signs that …"."""
    tokens = view.document.tokens
    before = predicate.start - 1
    if tokens[predicate.start].text.lower() != "that":
        before = next((i - 1 for i in range(cue.words[-1][1], predicate.head) if tokens[i].text.lower() == "that"), -1)
    nominal = any(phrase.end == before + 1 and tokens[phrase.head].tag[:2] == "NN" for phrase in cue.objects)
    return nominal and cue.lemma not in words().lists["addresses"]


def _completes(view: View, predicate: Predicate, cue: Predicate) -> bool:
    """Whether a clause is the complement of a verb, or a "that" clause with a subject of its own right after it."""
    if predicate.kind == "complement":
        return True
    that = view.document.tokens[predicate.start].text.lower() == "that"
    own = predicate.subject is not None and predicate.subject.first > predicate.start
    return that and own and predicate.kind == "relative" and predicate.start == cue.words[-1][1]


def _between_commas(view: View, number: int, cue: Predicate) -> tuple[tuple[int, int], ...]:
    """What "she said" between commas parts from its verb: "The Union, she said, would respond"."""
    tokens = view.document.tokens
    start, stop = view.bounds[number]
    if cue.subject is None or not _parenthetical(cue) or cue.kind == "relative":
        return ()
    first, end = min(cue.first, cue.subject.first), max(cue.words[-1][1], cue.subject.end)
    end = max(end, *(phrase.end for phrase in _addressed(cue, end)))
    if not (start < first and end + 1 < stop and tokens[first - 1].text == "," and tokens[end].text == ","):
        return ()
    verb = end + 1
    while verb < stop and tokens[verb].tag == "RB":
        verb += 1
    if finite(tokens, start, first) or verb == stop or not finite(tokens, verb, stop):
        return ()
    if tokens[verb].tag in FINITE:
        return ((start, first - 1), (end + 1, stop))
    return ((end + 1, stop),) if tokens[start].tag in ("IN", "RB") else ()


def _addressed(cue: Predicate, end: int) -> Iterator[Phrase]:
    """Those whom a verb like "tell" addresses, where they stand right after it; at least an empty phrase."""
    yield Phrase(end, end, end)
    if cue.lemma in words().lists["addresses"]:
        yield from (phrase for phrase in cue.objects if phrase.first == end)


def _after_complementizer(view: View, number: int, cue: Predicate, inside: dict[int, Quote]) -> tuple[int, int] | None:
    """The clause after "said that", "told reporters on Monday why", or with its own subject right after "said"."""
    tokens = view.document.tokens
    at = cue.words[-1][1]
    top = next((p for p in view.predicates[number] if p.head >= at), None)
    if top is None:
        found = complementizer(view, number, cue) if cue.lemma in words().speech else -1
        return (found, view.bounds[number][1]) if found >= 0 else None
    if cue.lemma not in words().speech:
        found = next((i for i in range(at, min(at + 5, top.words[0][0])) if tokens[i].text.lower() == "that"), -1)
        between = all(tokens[i].tag in (",", "RB") for i in range(at, found))
        if found > at and between:
            return found, extent(view, number, top, cue, inside)[1]
        bare = top.subject is not None and top.subject.first == at and tokens[at].tag == "PRP"
        return extent(view, number, top, cue, inside) if bare and tokens[top.first].tag in FINITE else None
    found = complementizer(view, number, cue)
    if found >= 0:
        top = next((p for p in view.predicates[number] if p.head > found), None)
        if top is None:
            return found, view.bounds[number][1]
        return found, max(found + 1, extent(view, number, top, cue, inside)[1])
    own = top.subject is not None and not top.shared and top.subject.first == at
    if own and tokens[top.first].tag in FINITE and top.kind not in ("relative", "coordinate"):
        return extent(view, number, top, cue, inside)
    return None


def _bare_clause(view: View, number: int, cue: Predicate, inside: dict[int, Quote]) -> tuple[int, int] | None:
    """A clause without "that" right after a verb of speech, where its subject shows it: "said it “regrets” the error"."""
    tokens = view.document.tokens
    at, stop = cue.words[-1][1], view.bounds[number][1]
    if cue.lemma not in words().speech or cue.passive or tokens[cue.first].tag not in FINITE or at >= stop:
        return None
    if tokens[at].tag not in ("PRP", "DT", "NNP", "NNPS", "NNS", "PRP$"):
        return None
    verb = at
    while verb < stop and (tokens[verb].tag in _SUBJECT or tokens[verb].text in MARKS):
        verb += 1
    if verb == stop or tokens[verb].tag not in FINITE:
        return None
    top = next((p for p in view.predicates[number] if p.first <= verb and p.head >= verb), None)
    return (at, extent(view, number, top, cue, inside)[1]) if top is not None else (at, stop)


def _parenthetical(cue: Predicate) -> bool:
    """Whether a verb can report from between commas: speech and belief, not what is known or shown."""
    known = words()
    return cue.lemma in known.speech or cue.lemma not in known.lists["takes for granted"]


def _around(view: View, number: int, cue: Predicate) -> tuple[tuple[tuple[int, int], ...], str]:
    """What stands before (and after) a reporting clause set off by commas: "China, officials say, is bluffing"."""
    tokens = view.document.tokens
    start, stop = view.bounds[number]
    if cue.subject is None or cue.passive or cue.negated or cue.kind == "relative":
        return (), ""
    if cue.objects and cue.lemma not in words().lists["addresses"]:
        return (), ""
    if not _parenthetical(cue):
        return (), ""
    first = min(cue.first, cue.subject.first)
    end = max(cue.words[-1][1], cue.subject.end)
    end = max(end, *(phrase.end for phrase in _addressed(cue, end)))
    marked = first > start and tokens[first - 1].text.lower() == "as"
    if marked:
        first -= 1
    comma = first > start and tokens[first - 1].text in (",", "—", "–", "--")
    while (
        end < stop
        and tokens[end].tag in ("RB", "RBR", "NNP", "IN", "DT", "NN", "CD", "JJ", "NNS")
        and end - first < REACH
    ):
        end += 1
    following, lists = tokens[end].text if end < stop else ".", words().lists
    if marked and first == start and following == ",":
        return ((end + 1, stop),), "as-clause"
    if not comma or following not in (",", ".", "?", "!", ";", "—", "–", "”"):
        return (), ""
    if not any(start <= p.head < first for p in view.predicates[number]) and following != ",":
        return (), ""
    goes_on = following == "," and end + 1 < stop and tokens[end + 1].tag != "CC" and not marked
    if goes_on and finite(tokens, end + 1, stop):
        if first - 2 >= start and tokens[first - 2].text.lower() in lists["joins"] | lists["subordinator"]:
            return ((end + 1, stop),), "reporting clause between commas"  # "because, as he admitted, it was"
        return ((start, first - 1), (end + 1, stop)), "reporting clause between commas"
    if finite(tokens, start, first):
        if tokens[start].text.lower() in words().lists["subordinator"] and not _has_main(view, number, start, first):
            return (), ""  # "When they came, he protested"
        return ((start, first - 1),), "reporting clause after what it reports"
    return (), ""


def _act_blamed(view: View, number: int, cue: Predicate, inside: dict[int, Quote]) -> tuple[tuple[int, int], ...]:
    """What somebody is blamed for: "accused Lima of arming the rebels"."""
    tokens = view.document.tokens
    at, stop = cue.words[-1][1], view.bounds[number][1]
    if words().verbs[cue.lemma] != "blame":
        return ()
    for i in range(at, min(at + _PERSON, stop - 1)):
        if tokens[i].tag in FINITE or tokens[i].text in CLOSING:
            return ()
        if tokens[i].text.lower() in words().lists["of blame"] and tokens[i + 1].tag == "VBG":
            top = next((p for p in view.predicates[number] if p.first == i + 1), None)
            if top is not None:
                return ((i + 1, extent(view, number, top, cue, inside)[1]),)
            end = next((k for k in range(i + 2, stop) if tokens[k].tag in FINITE or tokens[k].text in CLOSING), stop)
            return ((i + 1, end),)
    return ()


def _after_colon(view: View, number: int, cue: Predicate, inside: dict[int, Quote]) -> tuple[tuple[int, int], ...]:
    """The rest of a sentence after a reporting verb and a colon: "They answer: shame will spread"."""
    tokens = view.document.tokens
    at, stop = cue.words[-1][1], view.bounds[number][1]
    if cue.lemma not in words().speech or at + 1 >= stop or tokens[at].text != ":" or at + 2 in inside:
        return ()
    return ((at + 1, stop),) if finite(tokens, at + 1, stop) else ()


def _has_main(view: View, number: int, start: int, end: int) -> bool:
    """Whether a clause that depends on nothing stands among tokens `[start, end)`, after a comma."""
    commas = [i for i in range(start, end - 1) if view.document.tokens[i].text == ","]
    return any(
        p.kind == "main" and p.subject is not None and any(comma < p.subject.first for comma in commas)
        for p in view.predicates[number]
        if start <= p.head < end
    )
