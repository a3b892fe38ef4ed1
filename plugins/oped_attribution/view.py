"""A document as attribution reads it: tokens by number, and the clauses that the `clauses` layer found, by sentence."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from oped.model import Annotation, Document, Layer
from oped_attribution.words import words as lexicon

_LONGEST = 400  # tokens; a longer sentence is read in pieces, so that time stays linear


@attrs.frozen
class Phrase:
    """Tokens `[first, end)` of the document with the one that heads them; of a relative pronoun also its antecedent."""

    first: int
    end: int
    head: int
    antecedent: tuple[int, int] = (0, 0)


@attrs.frozen
class Predicate:
    """A predicate of the clauses layer, in numbers of tokens; `shared` where its subject is that of another clause."""

    lemma: str
    kind: str
    head: int
    first: int
    words: tuple[tuple[int, int], ...]
    start: int
    end: int
    governor: int
    passive: bool
    negated: bool
    modal: str
    tense: str
    shared: bool
    subject: Phrase | None
    agent: Phrase | None
    objects: tuple[Phrase, ...]


@attrs.frozen
class View:
    """What the rules look at; `bounds` are the first and last token of each sentence, `predicates` those in it.

    `reports` says which sentences hold a word that reports; `actors` are the tokens that a mention of an actor ends with.
    """

    document: Document
    bounds: tuple[tuple[int, int], ...]
    predicates: tuple[tuple[Predicate, ...], ...]
    sentence_of: tuple[int, ...]
    reports: tuple[bool, ...]
    actors: frozenset[int] = frozenset()


def view(document: Document, clauses: Layer | None, actors: Layer | None = None) -> View:
    """Read a document and its clauses layer, where there is one; only sentences that may report are read closely."""
    bounds: list[tuple[int, int]] = []
    sentence_of: list[int] = []
    reports: list[bool] = []
    triggers = lexicon().triggers
    at = 0
    for sentence in document.sentences:
        for first in range(0, len(sentence.tokens), _LONGEST):
            tokens = sentence.tokens[first : first + _LONGEST]
            sentence_of += [len(bounds)] * len(tokens)
            bounds.append((at, at + len(tokens)))
            at += len(tokens)
            reports.append(any(token.lemma in triggers or token.text in triggers for token in tokens))
    predicates: list[list[Predicate]] = [[] for _ in bounds]
    ends = {token.end: i + 1 for i, token in enumerate(document.tokens)}
    if clauses is not None:
        begins = {token.start: i for i, token in enumerate(document.tokens)}
        for annotation in clauses.labelled("predicate"):
            number = sentence_of[begins[annotation.start]] if annotation.start in begins else -1
            if number < 0 or not reports[number] or annotation.features.get("nominal"):
                continue
            predicate = _predicate(annotation, clauses, begins, ends)
            if predicate is not None:
                predicates[number].append(predicate)
    mentions = actors.labelled("mention") if actors is not None else ()
    heads = frozenset(ends[mention.end] - 1 for mention in mentions if mention.end in ends)
    return View(document, tuple(bounds), tuple(tuple(p) for p in predicates), tuple(sentence_of), tuple(reports), heads)


def _predicate(
    annotation: Annotation, clauses: Layer, begins: Mapping[int, int], ends: Mapping[int, int]
) -> Predicate | None:
    """A predicate in numbers of tokens; None where its offsets are not those of tokens (a layer given from outside)."""
    features = dict(annotation.features.items())  # asked often, and faster as a plain dict
    words = tuple(
        [(begins[span.start], ends[span.end]) for span in annotation.spans if span.start in begins and span.end in ends]
    )
    if not words:
        return None
    head = begins.get(_number(features.get("head_from")), words[-1][1] - 1)
    if not features.get("copular"):
        words = tuple([piece for piece in words if piece[0] <= head]) or words  # not "a friend" in "became … a friend"
    subject = agent = None
    shared = False
    objects: list[Phrase] = []
    for relation in clauses.relations_from(annotation):
        target = clauses.annotation(str(relation.target).partition("#")[2])
        phrase = _phrase(target, begins, ends)
        if phrase is None:
            continue
        if relation.label == "subject":
            subject = phrase
            shared = bool(relation.features.get("via"))
        elif relation.label == "object":
            objects.append(phrase)
        elif relation.features.get("role") == "agent":
            agent = phrase
    return Predicate(
        lemma=str(features.get("lemma", "")),
        kind=str(features.get("clause", "")),
        head=head,
        first=words[0][0],
        words=words,
        start=begins.get(_number(features.get("from")), words[0][0]),
        end=ends.get(_number(features.get("to")), words[-1][1]),
        governor=begins.get(_number(features.get("governor_from")), -1),
        passive=features.get("voice") == "passive",
        negated=bool(features.get("negated")),
        modal=str(features.get("modal") or ""),
        tense=str(features.get("tense") or ""),
        shared=shared,
        subject=subject,
        agent=agent,
        objects=tuple(objects),
    )


def _phrase(annotation: Annotation, begins: Mapping[int, int], ends: Mapping[int, int]) -> Phrase | None:
    first, end = begins.get(annotation.start), ends.get(annotation.end)
    if first is None or end is None:
        return None
    features = dict(annotation.features.items())  # to miss a key of a plain one is cheap
    before = begins.get(_number(features.get("antecedent_from")), 0)
    after = ends.get(_number(features.get("antecedent_to")), 0)
    head = begins.get(_number(features.get("head_from")), end - 1)
    return Phrase(first, end, head, (before, after) if before < after else (0, 0))


def _number(value: object) -> int:
    return value if isinstance(value, int) else -1
