"""Reported speech: which verbs, nouns and adjectives report, whose words, and with what force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oped_attribution.adjectives import adjective
from oped_attribution.common import (
    FINITE,
    MARKS,
    Finding,
    Rejection,
    cue_words,
    first_person,
    speaker,
    speaks,
    subject_before,
    trimmed,
    weighed,
)
from oped_attribution.contents import INFINITIVE, content_of
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
        if predicate.head in used or predicate.lemma not in known.verbs:
            continue
        phrase = predicate.agent if predicate.passive else predicate.subject or subject_before(view, predicate)
        own = phrase is not None and first_person(view, phrase)
        because = _no_report(view, predicate, phrase, inside)
        if because:
            rejected.append(Rejection(predicate.first, predicate.head + 1, because))
            continue
        pieces, rule = content_of(view, number, predicate, inside)
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
        if token.tag in ("JJ", "VBN", "RB") and token.text.lower() in known.adjectives:
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
    if rule == INFINITIVE and force in ("neutral", "ask"):
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
    if rule in (INFINITIVE, "raising"):
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
