"""Rules for ratings: what the author or a speaker says that somebody is, and how one actor regards another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from oped_stance.stance import frames
from oped_stance.stance.finding import Finding, label, make, name
from oped_stance.stance.force import Force, force, opener
from oped_stance.stance.lexicon import Hit, Sense, words_of
from oped_stance.stance.parties import (
    actors,
    attached,
    deed,
    definite,
    inside,
    issue,
    parties,
)
from oped_stance.stance.scene import AUTHOR, Mention, Scene
from oped_stance.stance.verbs import agents_of, evidence_of, towards

_NO = frozenset({"no", "little", "neither", "zero", "scant", "few"})
POINTING = frozenset({"this", "these", "that", "those", "such", "the", "its", "their", "his", "her"})
_MAYBE = frozenset({"may", "might", "could"})
_EMPTY_ENDS = frozenset({"him", "her", "it", "them", "us", "me", "you", "out", "up", "away", "off", "down", "on", "in"})
_CONCEDING = frozenset({"while", "although", "though", "whereas"})


def conduct(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
    """ "They bungled it": a verb that rates its own subject."""
    rater = scene.rater(verb.head)
    if not rater or verb.passive:
        return
    over = force(scene, verb.chunk)
    if over.mode in ("advised", "future", "conditional") or verb.modal in _MAYBE:
        return  # "must not cave in", "will fail", "may have erred": nobody has done it yet, or for sure
    for number in frames.subject(scene.reading, verb.chunk):
        for party in parties(scene, number):
            if party.role != "patient" and party.mention.name != rater:
                yield make(
                    rater,
                    party.mention,
                    over.apply(sense.polarity),
                    sense,
                    over,
                    evidence_of(scene, verb, sense),
                    "conduct",
                    f"lexicon: {label(sense)}",
                    False,
                    0.7,
                )


def effect(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
    """ "The ban will hurt small shops", "the scheme would save lives": what an issue does to others speaks for or against it."""
    rater = scene.rater(verb.head)
    objects = frames.phrases_after(scene.reading, verb.chunk)
    if verb.passive or not rater or not objects or opener(scene, verb.chunk) in ("if", "unless", "whether"):
        return
    chunk = scene.reading.chunks[objects[0][0]]
    spoilt = any(s.polarity < 0 for i in range(chunk.first, chunk.end) if i in scene.hits for s in scene.hits[i].senses)
    over = force(scene, verb.chunk)
    for number in () if spoilt else frames.subject(scene.reading, verb.chunk):
        told = rater != AUTHOR and verb.modal in (
            "would",
            "will",
        )  # what a speaker foretells of anything speaks for him
        words = "" if parties(scene, number) else issue(scene, number) or (definite(scene, number) if told else "")
        if words:
            evidence = evidence_of(scene, verb, sense)
            why = f"lexicon: {label(sense)}"
            yield make(
                rater, words, over.apply(sense.polarity), sense, over, evidence, "rating by effect", why, False, 0.6
            )


def _qualities(scene: Scene, first: int, end: int) -> Iterator[tuple[Hit, Sense]]:
    for i in range(first, end):
        hit = scene.hits.get(i)
        sense = hit.of("quality") if hit is not None else None
        if hit is not None and sense is not None:
            yield hit, sense


def denied_noun(scene: Scene, first: int) -> bool:
    """Whether a denial stands right before a word: "no friend", "hardly a success"."""
    return any(
        t.text.lower() in _NO or t.text.lower() in ("not", "hardly", "never")
        for t in scene.tokens[max(0, first - 2) : first + 1]
    )


def copula(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
    """ "The plan was reckless", "Iran is a threat to Israel": the speaker rates the subject."""
    chunks = scene.reading.chunks
    at = verb.chunk + 1
    while at < len(chunks) and (
        chunks[at].kind == "adv"
        or (chunks[at].kind == "prep" and scene.tokens[chunks[at].head].text.lower() in ("like", "into"))
    ):
        at += 1
    if at >= len(chunks) or chunks[at].kind not in ("adj", "np") or frames.subject_of_next(scene.reading, at):
        return
    end = chunks[at].end
    if opener(scene, verb.chunk) in ("if", "unless", "whether") or scene.tokens[verb.head - 1].text.lower() == "if":
        return
    if verb.modal in _MAYBE or any(t.lemma.lower() in ("suppose", "imagine") for t in scene.tokens[:2]):
        return  # "he may be right" leaves it open
    subjects = frames.subject(scene.reading, verb.chunk)
    over = force(scene, verb.chunk)
    yield from _adjectives(scene, verb, at, subjects, over)
    lemma = scene.tokens[verb.head].lemma.lower()
    if verb.form == "gerund" or (
        lemma in ("seem", "appear", "look", "sound") and opener(scene, verb.chunk) in _CONCEDING
    ):
        return  # how things look is then contradicted
    if chunks[at].kind == "np" and denied_noun(scene, chunks[at].first) and not scene.reading.verbs[verb.head].negated:
        over = attrs.evolve(over, negations=over.negations + 1)
    yield from _roles(scene, verb, at, subjects, over)
    rater = scene.rater(verb.head)
    yield from _turned(scene, verb, at, subjects, over, rater)
    for found, quality in _qualities(scene, chunks[at].first, end):
        if quality.weak and not _marked(scene, found.first):
            continue
        if found.of("role") and _has_owner(scene, at):
            continue  # somebody's enemy, not the author's
        if (
            chunks[at].kind == "np"
            and not quality.weak
            and found.first != chunks[at].head
            and scene.tokens[chunks[at].head].tag.startswith("NNP")
        ):
            continue
        evidence = ((chunks[verb.chunk].first, chunks[verb.chunk].end), (found.first, found.first + 1))
        strength = 0.45 if quality.weak else 0.75
        why = f"lexicon: {label(quality)}"
        judge: list[Mention | str] = [rater] if rater else []
        for word, _, members in attached(scene, at):
            if word == "for" and (sufferers := actors(scene, members)) and quality.polarity < 0:
                judge = list(sufferers)
        for number in subjects:
            found_parties = [p for p in parties(scene, number) if p.role != "patient"]
            for party in found_parties:
                for who in judge:
                    yield make(
                        who,
                        party.mention,
                        over.apply(quality.polarity),
                        quality,
                        over,
                        evidence,
                        "rating",
                        why,
                        False,
                        strength - (0.05 if party.role == "act" else 0.0),
                    )
            words = "" if _expletive(scene, number, at) else issue(scene, number) or definite(scene, number)
            if words and not found_parties:
                for who in judge:
                    yield make(
                        who,
                        words,
                        over.apply(quality.polarity),
                        quality,
                        over,
                        evidence,
                        "rating of an issue",
                        why,
                        False,
                        strength,
                    )
        if rater:
            for side in _deed_rated(scene, verb, at, subjects):
                yield make(
                    rater,
                    side,
                    over.apply(quality.polarity),
                    quality,
                    over,
                    evidence,
                    "rating of a deed",
                    why,
                    False,
                    0.7,
                )
        return


def _expletive(scene: Scene, number: int, at: int) -> bool:
    """ "It would be foolish to wait": "it" stands for what comes, for nothing named before."""
    chunks = scene.reading.chunks
    if scene.tokens[chunks[number].head].text.lower() != "it" or at + 1 >= len(chunks):
        return False
    ahead = chunks[at + 1]
    clause = ahead.kind == "vp" and scene.reading.verbs[ahead.head].form in ("infinitive", "gerund")
    return clause or scene.tokens[ahead.first].text.lower() in ("that", "for", "if", "when", "how")


def _deed_rated(scene: Scene, verb: frames.Verb, at: int, subjects: Sequence[int]) -> list[Mention | str]:
    """ "It would be folly to leave", "Ignoring it would be a mistake": the deed; "That was decent of them": who did it."""
    chunks, tokens = scene.reading.chunks, scene.tokens
    heads = {tokens[chunks[n].head].text.lower() for n in subjects}
    if heads and heads <= {"it", "that", "this"} and not any(scene.at.get(chunks[n].head) for n in subjects):
        links = attached(scene, at)
        if links and links[0][0] == "of" and chunks[at].kind == "adj":
            return list(actors(scene, links[0][2]))
        after = links[-1][2][-1] + 1 if links and links[0][0] == "for" else at + 1
        if heads != {"it"} or after >= len(chunks) or chunks[after].kind != "vp":
            return []
        idle = scene.tokens[chunks[after].head].lemma.lower() in words_of("idle")
        if scene.reading.verbs[chunks[after].head].form == "infinitive" and not idle:
            words = deed(scene, after)
            return [words] if _says_what(words) else []
        return []
    if subjects:
        return []
    for k in range(max(0, verb.chunk - 9), verb.chunk):
        if chunks[k].kind != "vp" or scene.reading.verbs[chunks[k].head].form not in ("gerund", "infinitive"):
            continue
        if k == 0 or chunks[k - 1].kind in ("stop", "coord", "comma", "sub"):
            words = deed(scene, k, 14, verb.chunk)
            return [words] if _says_what(words) else []
    return []


def _says_what(words: str) -> bool:
    """Whether a deed's name says what is done to what: no "waving him", no "finding out"."""
    return " " in words and words.rpartition(" ")[2].lower() not in _EMPTY_ENDS


def _turned(
    scene: Scene, verb: frames.Verb, at: int, subjects: Sequence[int], over: Force, rater: str
) -> Iterator[Finding]:
    """ "The real villain is the Fed": a rating with who is rated after the verb."""
    chunks = scene.reading.chunks
    if len(subjects) != 1 or not rater or scene.tokens[chunks[subjects[0]].first].text.lower() not in POINTING:
        return
    hit = scene.hits.get(chunks[subjects[0]].head)
    sense = hit.of("quality") if hit is not None else None
    if sense is None or sense.weak or not scene.tokens[chunks[subjects[0]].head].tag.startswith("NN"):
        return
    evidence = ((chunks[subjects[0]].first, chunks[verb.chunk].end),)
    for mention in scene.at.get(chunks[at].head, ()):
        why = f"lexicon: {label(sense)}"
        yield make(rater, mention, over.apply(sense.polarity), sense, over, evidence, "rating", why, False, 0.7)


def _has_owner(scene: Scene, number: int) -> bool:
    chunk = scene.reading.chunks[number]
    owned = any(scene.tokens[i].tag in ("PRP$", "POS") for i in range(chunk.first, chunk.head))
    return owned or any(word == "of" for word, _, _ in attached(scene, number)[:1])


def _marked(scene: Scene, i: int) -> bool:
    """Whether a weak quality is driven home: "far too weak", "utterly hollow"."""
    word = scene.tokens[i - 1].text.lower() if i else ""
    return word in ("too", "so", "very", "utterly", "deeply", "profoundly", "dangerously", "simply", "increasingly")


def _adjectives(scene: Scene, verb: frames.Verb, at: int, subjects: Sequence[int], over: Force) -> Iterator[Finding]:
    """ "Is hostile to", "remains wary of": adjectives with a target of their own."""
    chunk = scene.reading.chunks[at]
    for i in range(chunk.first, chunk.end):
        hit = scene.hits.get(i)
        sense = hit.of("verb") if hit is not None else None
        if sense is None or not sense.prepositions or scene.tokens[i].tag.startswith("NN"):
            continue
        evidence = ((scene.reading.chunks[verb.chunk].first, scene.reading.chunks[verb.chunk].end), (i, i + 1))
        for word, _, members in attached(scene, at)[:1]:
            if word in sense.prepositions:
                for holder in actors(scene, subjects):
                    yield from towards(scene, holder, members, sense, over, evidence, f"lexicon: {label(sense)}", verb)
        return


def _roles(scene: Scene, verb: frames.Verb, at: int, subjects: Sequence[int], over: Force) -> Iterator[Finding]:
    """ "Berlin is an ally of Paris": the noun says how the subject stands towards somebody."""
    chunk = scene.reading.chunks[at]
    for head in range(chunk.first, chunk.end):
        hit = scene.hits.get(head)
        sense = hit.of("role") if hit is not None else None
        if sense is None:
            continue
        targets = inside(scene, chunk.first, head)
        for word, _, members in attached(scene, at):
            if word in sense.prepositions:
                targets += actors(scene, members)
        evidence = ((scene.reading.chunks[verb.chunk].first, scene.reading.chunks[verb.chunk].end), (head, head + 1))
        for holder in actors(scene, subjects):
            for target in targets:
                yield make(
                    holder,
                    target,
                    over.apply(sense.polarity),
                    sense,
                    over,
                    evidence,
                    "role",
                    f"lexicon: {label(sense)}",
                    False,
                    0.75,
                )
        return


def regard(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
    """ "See the system as a threat", "called him a liar": the subject rates the object."""
    chunks = scene.reading.chunks
    objects = frames.phrases_after(scene.reading, verb.chunk)
    if verb.passive:
        targets: list[int] = frames.subject(scene.reading, verb.chunk)
        at = verb.chunk + 1
    elif objects:
        targets = objects[0]
        at = targets[-1] + 1
    else:
        return
    if not targets:
        return
    rated: int = -1
    limit = min(len(chunks), at + 8)
    if not verb.passive and len(objects) > 1:
        rated = objects[1][0]
    elif at < len(chunks) and chunks[at].kind == "adj":
        rated = at
    else:
        while at < limit and chunks[at].kind not in ("vp", "stop", "sub", "rel"):
            if (
                chunks[at].kind == "prep"
                and scene.tokens[chunks[at].head].text.lower() == "as"
                and at + 1 < len(chunks)
            ):
                rated = at + 1
                break
            at += 1
    if rated < 0 or chunks[rated].kind not in ("np", "adj"):
        return
    over = force(scene, verb.chunk)
    if verb.passive:
        agents = actors(scene, agents_of(scene, verb))
        holders: list[Mention | str] = list(agents)
    else:
        holders = list(actors(scene, frames.subject(scene.reading, verb.chunk)))
    last = targets[-1]
    extra: list[int] = []
    for word, _, members in attached(scene, last) if not verb.passive else ():
        if word == "as":
            break
        extra += members
    for found, quality in _qualities(scene, chunks[rated].first, chunks[rated].end):
        evidence = ((chunks[verb.chunk].first, chunks[verb.chunk].end), (found.first, found.first + 1))
        for holder in holders:
            for number in [*targets, *extra]:
                got = [p for p in parties(scene, number) if p.role != "patient"]
                for party in got:
                    if party.mention.name != name(holder):
                        yield make(
                            holder,
                            party.mention,
                            over.apply(quality.polarity),
                            quality,
                            over,
                            evidence,
                            "regard",
                            f"lexicon: {label(quality)}",
                            False,
                            0.8,
                        )
                words = issue(scene, number, any_noun=True)
                if words and not got:
                    yield make(
                        holder,
                        words,
                        over.apply(quality.polarity),
                        quality,
                        over,
                        evidence,
                        "regard",
                        f"lexicon: {label(quality)}",
                        False,
                        0.7,
                    )
        return
