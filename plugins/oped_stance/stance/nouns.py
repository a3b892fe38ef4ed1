"""Rules for nouns: acts and relations that a noun names, and stances in phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oped_stance.stance import frames
from oped_stance.stance.finding import Finding, label, make, pairs
from oped_stance.stance.force import CERTAINTY, Force, force, negates
from oped_stance.stance.lexicon import Hit, Sense
from oped_stance.stance.parties import (
    actors,
    attached,
    inside,
    is_patient,
    parties,
    possessive,
)
from oped_stance.stance.scene import Mention, Scene
from oped_stance.stance.verbs import towards

_NO = frozenset({"no", "little", "neither", "zero", "scant", "few"})


def noun(scene: Scene, hit: Hit, used: set[int]) -> Iterator[Finding]:
    """ "Modi's criticism of Canada", "the alliance between Japan and Australia": acts and relations as nouns."""
    sense = next((s for s in hit.senses if s.kind == "noun" or (s.kind == "symmetric" and s.noun)), None)
    if sense is None or hit.first in used:
        return
    head = hit.first + sense.words - 1
    number = scene.reading.chunk_of[head]
    if number < 0 or scene.reading.chunks[number].kind != "np":
        return
    chunk = scene.reading.chunks[number]
    if head != chunk.head and not (sense.kind == "symmetric" and head < chunk.head):
        return
    over = _noun_force(scene, number, hit.first)
    evidence = ((hit.first, head + 1),)
    why = f"lexicon: {label(sense)}"
    owners = inside(scene, chunk.first, hit.first)
    links = attached(scene, number)
    if sense.kind == "symmetric":
        yield from _symmetric_noun(scene, sense, owners, links, over, evidence, why)
        if sense.kind == "symmetric" and not any(s.kind == "noun" for s in hit.senses):
            return
        sense = next(s for s in hit.senses if s.kind == "noun")
    agents = [m for m in owners if not (sense.act and is_patient(scene, m, hit.first, sense))]
    agents += [m for word, _, members in links if word in ("by", "from") for m in actors(scene, members)]
    targets = [m for m in owners if m not in agents]
    if not agents:
        agents = _shared_owner(scene, number) or _light_verb_subject(scene, number)
    yield from _received(scene, number, sense, links, over, evidence, why)
    for word, _, members in links:
        if word in sense.prepositions and not (word == "of" and not agents):
            targets += [p.mention for member in members for p in parties(scene, member) if p.role != "patient"]
    if sense.attitude == "threaten" and not targets:
        targets = _threatened(scene, number)
    for agent in agents:
        for target in targets:
            if agent.name != target.name:
                yield make(
                    agent, target, over.apply(sense.polarity), sense, over, evidence, "nominalisation", why, False, 0.8
                )


def _received(
    scene: Scene,
    number: int,
    sense: Sense,
    attached: Sequence[tuple[str, int, list[int]]],
    over: Force,
    evidence: tuple[tuple[int, int], ...],
    why: str,
) -> Iterator[Finding]:
    """ "Came under criticism from", "won praise from": the subject is the target, who it comes from the holder."""
    chunks = scene.reading.chunks
    before = number - 1
    if before >= 0 and chunks[before].kind == "prep" and scene.tokens[chunks[before].head].text.lower() == "under":
        before -= 1
    if before < 0 or chunks[before].kind != "vp":
        return
    hit = scene.hits.get(chunks[before].head)
    verb = scene.reading.verbs[chunks[before].head]
    if hit is None or not hit.of("receive") or verb.passive:
        return
    ours = sense.polarity > 0 and scene.tokens[chunks[number].first].text.lower() == "the"  # "the support of France"
    givers = ("from", "by", "of") if ours else ("from", "by")
    holders = [m for word, _, members in attached if word in givers for m in actors(scene, members)]
    for target in actors(scene, frames.subject(scene.reading, verb.chunk)):
        for holder in holders:
            yield make(
                holder, target, over.apply(sense.polarity), sense, over, evidence, "act received", why, False, 0.8
            )


def stands(scene: Scene, hit: Hit) -> Iterator[Finding]:
    """ "In support of", "in opposition to": a stance in a phrase, taken by the subject of the verb before it."""
    sense = hit.of("stand")
    if sense is None:
        return
    reading = scene.reading
    at = reading.chunk_of[min(hit.first + sense.words - 1, len(scene.tokens) - 1)]
    if at < 0 or at + 1 >= len(reading.chunks) or reading.chunks[at + 1].kind != "np":
        return
    before = reading.chunk_of[hit.first] - 1
    while before >= 0 and reading.chunks[before].kind in ("adv", "np", "prep", "adj"):
        before -= 1
    if before < 0 or reading.chunks[before].kind != "vp":
        return
    verb = reading.verbs[reading.chunks[before].head]
    over = force(scene, verb.chunk)
    targets = frames.coordinated(reading, at + 1)[0]
    for holder in actors(scene, frames.subject(reading, verb.chunk)):
        yield from towards(
            scene,
            holder,
            targets,
            sense,
            over,
            ((hit.first, hit.first + sense.words),),
            f"lexicon: {label(sense)}",
            verb,
        )


def _shared_owner(scene: Scene, number: int) -> list[Mention]:
    """ "Their cooperation and mistrust of the West": the owner of the noun before "and"."""
    chunks = scene.reading.chunks
    if number < 2 or chunks[number - 1].kind != "coord" or chunks[number - 2].kind != "np":
        return []
    before = chunks[number - 2]
    return [m for m in inside(scene, before.first, before.head) if possessive(scene, m)]


def _threatened(scene: Scene, number: int) -> list[Mention]:
    """ "Their threat to bomb Iran": whom the infinitive after the noun is about."""
    chunks = scene.reading.chunks
    if number + 1 >= len(chunks) or chunks[number + 1].kind != "vp":
        return []
    if scene.reading.verbs[chunks[number + 1].head].form != "infinitive":
        return []
    objects = frames.phrases_after(scene.reading, number + 1)
    return [p.mention for n in objects[0] for p in parties(scene, n) if p.role != "patient"] if objects else []


def _light_verb_subject(scene: Scene, number: int) -> list[Mention]:
    """ "They have sympathy for", "voiced support for": the subject of the verb whose object the noun is."""
    chunks = scene.reading.chunks
    before = number - 1
    if before < 0 or chunks[before].kind != "vp":
        return []
    verb = scene.reading.verbs[chunks[before].head]
    hit = scene.hits.get(chunks[before].head)
    own = any(scene.tokens[i].tag == "PRP$" for i in range(chunks[number].first, chunks[number].head))
    if verb.passive or (hit is not None and hit.of("receive")):
        return []
    if not own and (hit is None or not hit.of("light")):
        return []
    return actors(scene, frames.subject(scene.reading, verb.chunk))


def _noun_force(scene: Scene, number: int, first: int) -> Force:
    """Negation and mode of an act that a noun names: "no", "lack of", "end to", and the verb that has it as object."""
    chunks = scene.reading.chunks
    chunk = chunks[number]
    negations = int(scene.tokens[chunk.first].text.lower() in _NO)
    if number >= 2 and chunks[number - 1].kind == "prep" and negates(scene, chunks[number - 2].head):
        negations += 1
    mode, certainty = "asserted", 0.9
    above = number - 1
    while above >= 0 and chunks[above].kind == "adv":
        above -= 1
    if above >= 0 and chunks[above].kind == "vp":
        verb = scene.reading.verbs[chunks[above].head]
        over = force(scene, verb.chunk)
        negations += over.negations
        mode, certainty = over.mode, over.certainty
        hit = scene.hits.get(verb.head)
        shift = hit.of("shift") if hit is not None else None
        if shift is not None and shift.polarity < 0:
            negations += 1
    if mode in ("asserted", "negated"):
        mode = "question" if scene.question else ("negated" if negations % 2 else "asserted")
    return Force(1.0 if negations < 2 else 0.7, negations, mode, min(certainty, CERTAINTY[mode]))


def _symmetric_noun(
    scene: Scene,
    sense: Sense,
    inside: Sequence[Mention],
    attached: Sequence[tuple[str, int, list[int]]],
    over: Force,
    evidence: tuple[tuple[int, int], ...],
    why: str,
) -> Iterator[Finding]:
    members = list(inside)
    for word, _, numbers in attached:
        if word in sense.prepositions:
            members += actors(scene, numbers)
        elif (word in ("of", "in") and sense.polarity < 0) or word == "of":
            got = actors(scene, numbers)
            if len({m.name for m in got}) > 1:  # "confrontation in the U.S.-Russian relationship"
                members += got
    if len({m.name for m in members}) > 1:
        yield from pairs(members[:6], sense, over, evidence, "symmetric noun", why, 0.5 if sense.weak else 0.85)
