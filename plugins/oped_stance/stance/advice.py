"""Rules for advice: what the author, or a speaker, says that somebody should do, or let be done."""

from __future__ import annotations

from collections.abc import Iterator

from oped_stance.stance import frames
from oped_stance.stance.finding import Finding, stand
from oped_stance.stance.force import force, imperative, needs, opener
from oped_stance.stance.lexicon import words_of
from oped_stance.stance.parties import deed, parties
from oped_stance.stance.scene import Mention, Scene

_MODALS = frozenset({"should", "must", "ought"})
_SELVES = frozenset({"i", "you"})
_ACTING = frozenset({"we", "they", "somebody", "someone"})
_HABIT = frozenset({"sometimes", "often", "surely", "always", "also"})
_WEIGHT = 0.5


def deeds(scene: Scene, verb: frames.Verb) -> Iterator[Finding]:
    """ "The Fed should raise rates", "Write off half": for the deed advised; "should have acted": against who did not."""
    ordered = imperative(scene, verb.chunk)
    needed = verb.form == "infinitive" and needs(scene, verb.chunk - 1)
    if not ordered and not needed and verb.modal not in _MODALS:
        return
    rater = scene.rater(verb.head)
    if not rater or scene.question or scene.tokens[verb.head].lemma.lower() in words_of("idle"):
        return
    if opener(scene, verb.chunk) in ("if", "whether", "unless", "when", "that", "lest"):
        return
    told = scene.reading.verbs[scene.reading.chunks[verb.chunk - 1].head] if needed else verb
    actors = [] if ordered else _told(scene, told)
    if not ordered and not actors:
        return
    chunk = scene.reading.chunks[verb.chunk]
    over = force(scene, verb.chunk)
    against = over.negations % 2 == 1
    if verb.perfect:
        for party in actors:
            if isinstance(party, Mention) and party.name != rater and verb.modal != "must":
                yield _finding(rater, party, against or None, (chunk.first, chunk.end))
        return
    ought = scene.tokens[verb.head].lemma.lower() == "ought" and verb.chunk + 1 < len(scene.reading.chunks)
    words = deed(scene, verb.chunk + ought)
    if ought and scene.reading.chunks[verb.chunk + 1].kind != "vp":
        return
    if over.mode == "advised" and words.count(" ") >= (3 if ordered else 1):
        yield _finding(rater, words, against, (chunk.first, chunk.end))


def _finding(rater: str, target: Mention | str, against: bool | None, evidence: tuple[int, int]) -> Finding:
    """Advice for a deed or against it; against somebody who should have acted, or not have acted, otherwise."""
    if isinstance(target, Mention):
        return Finding(
            rater,
            target,
            -0.4,
            "blame",
            "verbal conflict",
            "counterfactual",
            0.8,
            (evidence,),
            "conduct",
            "should not have" if against else "should have",
            False,
            0.6,
        )
    return Finding(
        rater,
        target,
        -_WEIGHT if against else _WEIGHT,
        *stand(not against),
        "advised",
        0.9,
        (evidence,),
        "advice",
        "advice against a deed" if against else "advice for a deed",
        False,
        0.55,
    )


def _told(scene: Scene, verb: frames.Verb) -> list[Mention | str]:
    """Who is told to act: an actor, people, or a pronoun; empty where the subject cannot act or nobody is told.

    "Must" of a single person is need, not advice: "she must find a lawyer".
    """
    chunk = scene.reading.chunks[verb.chunk]
    if verb.passive or any(t.text.lower() in _HABIT for t in scene.tokens[chunk.first : chunk.end]):
        return []
    found: list[Mention | str] = []
    for number in frames.subject(scene.reading, verb.chunk):
        word = scene.tokens[scene.reading.chunks[number].head].text.lower()
        named = [p.mention for p in parties(scene, number) if p.role != "patient"]
        if verb.modal == "must" and any(m.type == "person" for m in named):
            continue
        if named and word not in _SELVES:
            found += named
        elif word in _ACTING:
            found.append(word)
    return found


def timely(scene: Scene) -> Iterator[Finding]:
    """ "It is time for Washington to lift the embargo", "time to end it": for the deed."""
    reading = scene.reading
    for number, chunk in enumerate(reading.chunks):
        if chunk.kind != "np" or scene.tokens[chunk.head].text.lower() != "time" or scene.question:
            continue
        before = scene.tokens[reading.chunks[number - 1].head].lemma.lower() if number else "be"
        rater = scene.rater(chunk.head)
        if before not in ("be", "'s", "’s") or not rater:
            continue
        at = number + 1
        while at < len(reading.chunks) and at < number + 5 and reading.chunks[at].kind in ("prep", "np"):
            at += 1
        if at >= len(reading.chunks) or reading.chunks[at].kind != "vp":
            continue
        words = deed(scene, at)
        if at - number > 2:  # "for Congress to act"
            words = scene.text(reading.chunks[number + 2].first, reading.chunks[at].first) + " " + words
        if " " in words and reading.verbs[reading.chunks[at].head].form == "infinitive":
            yield _finding(rater, words, False, (chunk.head, reading.chunks[at].end))


def allowed(scene: Scene) -> Iterator[Finding]:
    """ "Let the noes be written down": for what is to be let."""
    reading = scene.reading
    for verb in reading.verbs.values():
        token = scene.tokens[verb.head]
        if token.lemma.lower() != "let" or not imperative(scene, verb.chunk) or scene.question:
            continue
        rater = scene.rater(verb.head)
        objects = frames.phrases_after(reading, verb.chunk)
        ahead = verb.chunk + 1
        if not objects and ahead < len(reading.chunks) and reading.chunks[ahead].kind == "np":
            objects = [[ahead]]  # "let the voters see": no subject of its own clause
        at = objects[0][-1] + 1 if objects else verb.chunk + 1
        if not rater or not objects or scene.tokens[reading.chunks[objects[0][0]].head].text.lower() == "me":
            continue
        if at >= len(reading.chunks) or reading.chunks[at].kind != "vp":
            continue
        ours = scene.tokens[reading.chunks[objects[0][0]].head].text.lower() == "us"
        first = reading.chunks[at if ours else objects[0][0]].first
        inner = reading.verbs[reading.chunks[at].head]
        whom = scene.text(first, reading.chunks[at].first)
        if not ours and scene.tokens[first].tag == "PRP":
            whom = scene.antecedent if whom.lower() == "it" else ""
        words = deed(scene, at) if ours else f"{whom} {deed(scene, at)}"
        if not ours and not whom:
            continue
        if (ours or inner.passive) and scene.tokens[inner.head].lemma.lower() in words_of("idle"):
            continue
        against = verb.negated or inner.negated
        yield Finding(
            rater,
            words,
            -_WEIGHT if against else _WEIGHT,
            *stand(not against),
            "advised",
            0.9,
            ((reading.chunks[verb.chunk].first, reading.chunks[at].end),),
            "advice",
            "advice: let",
            False,
            0.6,
        )
