"""Reported speech: verbs with a clause, an infinitive or a gerund, and reporting clauses beside what they report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oped_attribution.adjectives import adjective
from oped_attribution.common import (
    CLOSING,
    FINITE,
    MARKS,
    REACH,
    Finding,
    Rejection,
    cue_words,
    finite,
    first_person,
    speaker,
    speaks,
    subject_before,
    trimmed,
    weighed,
)
from oped_attribution.extent import extent
from oped_attribution.nouns import noun
from oped_attribution.quotes import Quote
from oped_attribution.surface import complementizer
from oped_attribution.view import Phrase, Predicate, View
from oped_attribution.words import words

_PERSON = 9  # tokens that name the one who is blamed
_SUBJECT = frozenset(("PRP", "PRP$", "DT", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "HYPH", "RB"))
_INFINITIVE = "verb with an infinitive"


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
        if predicate.head in used or predicate.lemma not in known.verbs:
            continue
        phrase = predicate.agent if predicate.passive else predicate.subject or subject_before(view, predicate)
        own = phrase is not None and first_person(view, phrase)
        because = _no_report(view, predicate, phrase, inside)
        if because:
            rejected.append(Rejection(predicate.first, predicate.head + 1, because))
            continue
        pieces, rule = _content_of(view, number, predicate, inside)
        if not pieces:
            continue
        pieces = _without_shell(view, trimmed(view, _before_participle(view, number, predicate, pieces)), rule)
        length = sum(end - first for first, end in pieces)
        if length and view.document.tokens[pieces[0][0]].text.lower() != "for":
            yield Finding(
                "indirect",
                pieces,
                cue_words(view, predicate),
                predicate.lemma,
                _force(view, predicate, pieces, rule, own),
                phrase if own else speaker(view, predicate, None) if rule != "raising" else predicate.agent,
                f"rule: {rule}: {predicate.lemma}",
                predicate.negated,
                predicate.modal,
                own,
            )
    first, end = view.bounds[number]
    for i in range(first, end - 2):
        token = view.document.tokens[i]
        if token.text.lower() in known.adjectives and token.tag in ("JJ", "VBN", "RB"):
            finding = adjective(view, number, i, inside)
            if finding is not None:
                yield finding
        if token.tag[:2] == "NN" and token.lemma.lower() in known.nouns:
            finding = noun(view, number, i, inside)
            if finding is not None:
                yield finding


def _before_participle(
    view: View, number: int, cue: Predicate, pieces: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """What is reported, up to a participle that reports on: "said it was over, adding that …"."""
    tokens, known = view.document.tokens, words()
    for p in view.predicates[number]:
        if tokens[p.first].tag == "VBG" and p.lemma in known.speech and p.head > cue.head and p.governor != cue.head:
            before = tokens[p.first - 1].text
            if before == "," or before in MARKS:
                pieces = tuple((first, min(end, p.first)) for first, end in pieces if first < p.first)
    return pieces


def _force(view: View, cue: Predicate, pieces: Sequence[tuple[int, int]], rule: str, own: bool) -> str:
    force = words().verbs[cue.lemma]
    if rule == _INFINITIVE and force in ("neutral", "ask"):
        return "demand"
    if own and cue.negated and force in ("believe", "claim", "neutral"):
        return "doubt"
    if force == "neutral" and cue.lemma in words().lists["states a position"] and _position(view, cue):
        return "claim"
    return weighed(view, force, cue, pieces)


def _position(view: View, cue: Predicate) -> bool:
    """Whether a view is held rather than an utterance told: "critics say", "it is said", "voters were told"."""
    if cue.passive:
        return cue.subject is None or not first_person(view, cue.subject)  # "I am told" only passes news on
    return cue.lemma == "say"


def _without_shell(view: View, pieces: tuple[tuple[int, int], ...], rule: str) -> tuple[tuple[int, int], ...]:
    """Content without the words that only join it on: "very gently that", "whether", the "to" of an infinitive."""
    if not pieces:
        return pieces
    tokens = view.document.tokens
    (first, end), *rest = pieces
    i = first
    while i + 1 < end and i < first + 4 and tokens[i].tag in ("RB", "RP", "IN", "NN", "NNP", "DT"):
        if tokens[i].text.lower() in words().lists["empty complementizer"] and tokens[i].tag == "IN":
            first = i + 1
            break
        i += 1
    if rule in (_INFINITIVE, "raising"):
        while first + 1 < end and tokens[first].tag in ("TO", "RB"):
            first += 1
            if tokens[first - 1].tag == "TO":
                break
    return ((first, end), *rest)


def _no_report(view: View, cue: Predicate, phrase: Phrase | None, inside: dict[int, Quote]) -> str:
    """Why a reporting verb reports nobody's words; empty where it may."""
    tokens = view.document.tokens
    lists = words().lists
    if phrase is not None and first_person(view, phrase):
        return _no_view_of_the_author(view, cue, phrase, inside)
    if cue.modal.lower() in lists["modal of advice"]:
        return "what somebody should or can say: advice, no report"
    if tokens[cue.first].tag == "VB" and (phrase is None or cue.shared or _bare_infinitive(view, cue, phrase)):
        return "an imperative or a bare infinitive: nobody has said it"
    if tokens[cue.first].tag == "TO" and not _goes_on_to(view, cue):
        return "an infinitive: nobody has said it"
    if tokens[cue.first].tag == "VBG" and cue.lemma == "ask":
        return "a participle: a trait, no report"
    if tokens[cue.head].tag == "VBG" and phrase is None and not cue.passive:
        return "a participle without a speaker"
    if cue.passive and words().verbs[cue.lemma] == "ask":
        return "somebody is asked: a question, not what he says"
    if phrase is not None and (
        tokens[phrase.head].text.lower() in words().lists["nobody"]
        or tokens[phrase.first].text.lower() in ("no", "neither")
    ):
        return "nobody is said to say it"
    head = tokens[phrase.head].text.lower() if phrase is not None else ""
    known = words()
    if head == "you":
        return "addressed to the reader"
    if cue.lemma in lists["infers"] and head in known.evidence:
        return "evidence that speaks for itself: the author's inference"
    if cue.lemma not in known.speech:
        mistaken = tokens[cue.first].tag in ("VBN", "VB") and cue.kind == "main" and cue.subject is not None
        if not (mistaken or tokens[cue.first].tag in FINITE) or (phrase is None and not cue.passive):
            return "a verb of thinking or showing without a subject of its own"
        if phrase is not None and not speaks(tokens, phrase):
            return "a thing that shows or knows something: the author's inference"
    if phrase is not None and head in lists["relative pronoun"] and cue.lemma not in known.speech:
        return "a relative clause describes somebody by what he thinks"
    if phrase is not None and tokens[phrase.first].text.lower() in ("any", "every", "each"):
        return "anybody would say it: no speaker"
    if head == "it" and cue.tense != "past" and cue.subject is not None and cue.subject.head not in view.actors:
        return "a thing that tells or asks"
    if head in ("that", "this") and phrase is not None and not phrase.antecedent[1]:
        return "a thing, no speaker"
    if cue.lemma in lists["infers"] and phrase is not None and not speaks(tokens, phrase):
        return "a thing that shows or explains something: the author's inference"
    if cue.negated and phrase is not None and not speaks(tokens, phrase):
        return "a thing that does not say or ask"
    if cue.lemma in lists["takes for granted"] and (
        cue.negated or cue.modal or cue.lemma in lists["takes the truth for granted"]
    ):
        return "a verb that takes its clause for granted: the author's own statement"
    if phrase is not None and cue.lemma in ("threaten", "promise") and not speaks(tokens, phrase):
        return "a thing that threatens or promises"
    return ""


def _bare_infinitive(view: View, cue: Predicate, phrase: Phrase) -> bool:
    """Whether a base form hangs on "help" or "let", and is no present tense with the wrong tag."""
    tokens = view.document.tokens
    before = {tokens[i].lemma.lower() for i in (cue.first - 1, phrase.first - 1) if i >= 0}
    return bool(before & words().lists["takes a bare infinitive"])


def _goes_on_to(view: View, cue: Predicate) -> bool:
    """Whether an infinitive is reported to have happened: "went on to say"."""
    governors = (p for p in view.predicates[view.sentence_of[cue.head]] if p.head == cue.governor)
    lists = words().lists
    return any(
        (p.lemma.split()[0] in lists["goes on to report"] and p.tense == "past") or p.lemma in lists["seems"]
        for p in governors
    )


def _no_view_of_the_author(view: View, cue: Predicate, phrase: Phrase, inside: dict[int, Quote]) -> str:
    """Why the author's "I" with a reporting verb states no view of his; empty where it does ("I believe that …")."""
    tokens = view.document.tokens
    if phrase.head in inside or tokens[phrase.head].text.lower() not in words().lists["author"]:
        return "first person in the words of another"
    if cue.lemma in words().lists["takes for granted"]:
        return "a verb that takes its clause for granted: the author's own statement"
    states = words().verbs[cue.lemma] in ("believe", "doubt", "claim", "advise") or cue.lemma in words().lists["holds"]
    if cue.tense == "past" and cue.lemma in words().lists["narrates"]:
        states = True
    if not states or cue.lemma in words().lists["wishes"]:
        return "first person: the author tells what he did, asks or wishes"
    if tokens[cue.first].tag not in FINITE or cue.kind in ("relative", "adverbial"):
        return "first person, without a view of its own"
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
            return (extent(view, number, predicate, cue, inside),), _INFINITIVE
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
