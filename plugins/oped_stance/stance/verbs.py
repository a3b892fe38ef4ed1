"""Rules for verbs: who does what to whom, to each other, by an act that a verb carries, and who advises it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from oped_stance.stance import frames
from oped_stance.stance.finding import Finding, label, make, pairs
from oped_stance.stance.force import Force, force, governor, has, imperative, negates
from oped_stance.stance.lexicon import Hit, Sense, words_of
from oped_stance.stance.parties import (
    actors,
    attached,
    inside,
    is_patient,
    issue,
    noun_sense,
    object_before,
    parties,
)
from oped_stance.stance.scene import AUTHOR, Mention, Scene

_EACH_OTHER = frozenset({"each other", "one another"})


def evidence_of(scene: Scene, verb: frames.Verb, sense: Sense) -> tuple[tuple[int, int], ...]:
    """The tokens of a verb group and of the pattern that it begins."""
    chunk = scene.reading.chunks[verb.chunk]
    return ((chunk.first, max(chunk.end, min(verb.head + sense.words, len(scene.tokens)))),)


def _after(scene: Scene, verb: frames.Verb, sense: Sense) -> int:
    """The last chunk that the words of a pattern take up."""
    last = min(verb.head + sense.words - 1, len(scene.tokens) - 1)
    return max(verb.chunk, scene.reading.chunk_of[last]) if scene.reading.chunk_of[last] >= 0 else verb.chunk


def agents_of(scene: Scene, verb: frames.Verb) -> list[int]:
    """The noun phrases of who does what a verb says, in the active and in the passive."""
    if verb.passive:
        for word, _, members in frames.prepositional(scene.reading, verb.chunk):
            if word == "by":
                return members
        return []
    found = frames.subject(scene.reading, verb.chunk)
    if verb.form == "gerund" and len(found) == 1 and found[0] == verb.chunk - 1:
        hit = scene.hits.get(scene.reading.chunks[found[0]].head)
        if hit is not None and hit.of("text"):  # "released a statement criticizing"
            before = found[0] - 1
            while before >= 0 and scene.reading.chunks[before].kind in ("prep", "adv", "np"):
                before -= 1
            if before >= 0 and scene.reading.chunks[before].kind == "vp" and not _against(scene, before):
                return frames.subject(scene.reading, before)
    return found or _argument(scene, verb, "subject")


def _argument(scene: Scene, verb: frames.Verb, role: str) -> list[int]:
    """What the layer `clauses` says where the shallow reading finds nothing, as noun phrases of that reading."""
    found = []
    for token in scene.arguments.get((verb.head, role), ()):
        number = scene.reading.chunk_of[token]
        if number >= 0 and scene.reading.chunks[number].kind == "np" and number not in found:
            found.append(number)
    return found


def _against(scene: Scene, number: int) -> bool:
    """Whether a verb group does away with its object."""
    hit = scene.hits.get(scene.reading.chunks[number].head)
    return hit is not None and any(sense.polarity < 0 for sense in hit.senses)


def _patients(scene: Scene, verb: frames.Verb, sense: Sense) -> list[int]:
    reading = scene.reading
    if verb.passive and not sense.prepositions:
        return frames.subject(reading, verb.chunk)
    if sense.prepositions:
        return _by_preposition(scene, verb, sense)
    objects = frames.phrases_after(reading, verb.chunk) or frames.phrases_after(reading, _after(scene, verb, sense))
    if objects:
        return objects[0]
    ahead = verb.chunk + 1
    if _stranded(scene, ahead):
        return []  # "the plan that they fought for": not what they fought
    clause = ahead < len(reading.chunks) and reading.chunks[ahead].kind in ("np", "sub", "rel")
    if verb.form != "finite" or clause:
        return []
    return (
        frames.object_antecedent(reading, verb.chunk) or _shared_object(scene, verb) or _argument(scene, verb, "object")
    )


def _stranded(scene: Scene, number: int) -> bool:
    """Whether a chunk is a preposition with nothing after it that it could govern."""
    chunks = scene.reading.chunks
    if number >= len(chunks) or chunks[number].kind != "prep":
        return False
    return number + 1 == len(chunks) or chunks[number + 1].kind in ("adv", "vp", "stop", "comma")


def _shared_object(scene: Scene, verb: frames.Verb) -> list[int]:
    """ "Brazil praised and Chile criticized Peru": the object of the verb after "and"."""
    chunks = scene.reading.chunks
    at = verb.chunk + 1
    if at >= len(chunks) or chunks[at].kind != "coord":
        return []
    for k in range(at + 1, min(len(chunks), at + 5)):
        if chunks[k].kind == "vp":
            objects = frames.phrases_after(scene.reading, k)
            return objects[0] if objects else []
        if chunks[k].kind not in ("np", "adv"):
            return []
    return []


def _by_preposition(scene: Scene, verb: frames.Verb, sense: Sense) -> list[int]:
    reading = scene.reading
    last = min(verb.head + sense.words - 1, len(scene.tokens) - 1)
    at = reading.chunk_of[last]
    chunks = reading.chunks
    start = verb.chunk if at < 0 else max(at, verb.chunk)
    if scene.tokens[last].text.lower() in sense.prepositions and sense.words > 1 and start + 1 < len(chunks):
        if chunks[start].kind == "vp" and chunks[start].head != verb.head:
            return []
        if chunks[start + 1].kind == "np":  # the pattern holds the preposition itself
            return frames.coordinated(reading, start + 1)[0]
        if _stranded(scene, start):
            # "the plan that they fought for"
            return frames.object_antecedent(reading, verb.chunk) or _argument(scene, verb, "object")
    for word, _, members in frames.prepositional(reading, verb.chunk):
        if word in sense.prepositions:
            return members
    if "to" in sense.prepositions:  # the double object: "gave Ukraine weapons"
        objects = frames.phrases_after(reading, verb.chunk)
        if len(objects) > 1:
            return objects[0]
    return []


def _reciprocal(scene: Scene, numbers: Sequence[int]) -> bool:
    return any(
        scene.text(scene.reading.chunks[n].first, scene.reading.chunks[n].end).lower() in _EACH_OTHER for n in numbers
    )


def plain(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
    """ "Germany condemned Hungary", "a plan that Moscow opposes", "shouted at": holder, verb, target."""
    targets = _patients(scene, verb, sense)
    if not targets or _settles(scene, verb, targets):
        return
    stative = verb.passive and bool(sense.prepositions)  # "is worried about"
    agents = frames.subject(scene.reading, verb.chunk) if stative else agents_of(scene, verb)
    holders = actors(scene, agents)
    if sense.weak and "to" in sense.prepositions and not _goods(scene, verb):
        return
    over = _with_subject(scene, force(scene, verb.chunk), agents)
    evidence = evidence_of(scene, verb, sense)
    why = f"lexicon: {label(sense)}"
    if _reciprocal(scene, targets):
        yield from pairs(holders, sense, over, evidence, "reciprocal", why)
        return
    raters = _advisers(scene, verb)
    odd = over.negations % 2 == 1
    warned = odd and (over.mode == "advised" or (verb.perfect and verb.modal in ("should", "ought")))
    # "should not punish", "should not have trusted": no stance, or the opposite, of who should not
    unharmed = over.mode == "negated" and sense.polarity < 0 and (_material(sense) or verb.modal in ("can", "could"))
    # "did not invade them", "could not ignore them": no support either
    for holder in () if warned or unharmed else holders:
        yield from towards(scene, holder, targets, sense, over, evidence, why, verb)
    ordered = imperative(scene, verb.chunk) and scene.tokens[verb.head].lemma.lower() in words_of("idle")
    if over.mode == "advised" and not ordered:
        for rater in raters:
            yield from _advice(scene, rater, targets, sense, over, evidence, why)


def _material(sense: Sense) -> bool:
    return sense.quad.startswith("material")


def _with_subject(scene: Scene, over: Force, agents: Sequence[int]) -> Force:
    """The force of a verb whose subject denies it: "neither Moscow nor Beijing supports"."""
    if not agents:
        return over
    first = scene.reading.chunks[agents[0]].first
    words = {t.text.lower() for t in scene.tokens[max(0, first - 1) : first + 1]}
    if not words & {"neither", "no", "nor"}:
        return over
    odd = over.negations % 2 == 0
    mode = "negated" if odd and over.mode == "asserted" else over.mode
    return attrs.evolve(over, negations=over.negations + 1, mode=mode)


def _advisers(scene: Scene, verb: frames.Verb) -> list[Mention | str]:
    """Who advises what a verb says: the subject of "urged them to", or else the speaker."""
    chunks = scene.reading.chunks
    up = governor(scene, verb.chunk)
    if up is not None and up[1] >= 0 and has(scene, chunks[up[1]].head, "directive"):
        return list(actors(scene, frames.subject(scene.reading, up[1])))
    speaker = scene.rater(verb.head)
    return [speaker] if speaker else []


def _advice(
    scene: Scene,
    rater: Mention | str,
    targets: Sequence[int],
    sense: Sense,
    over: Force,
    evidence: tuple[tuple[int, int], ...],
    why: str,
) -> Iterator[Finding]:
    """Who advises help is for the one to be helped, and for the plan to be backed."""
    for target in targets:
        found = parties(scene, target)
        for party in found:
            if party.role == "self" and over.negations % 2 == 0:
                yield make(
                    rater,
                    party.mention,
                    over.apply(sense.polarity) * 0.5,
                    sense,
                    Force(1.0, 0, "advised", 0.7),
                    evidence,
                    "advice",
                    f"advice: {why}",
                    True,
                    0.5,
                )
        words = issue(scene, target, any_noun=not sense.weak)
        if words and not found:
            yield make(
                rater,
                words,
                over.apply(sense.polarity) * 0.7,
                sense,
                Force(1.0, 0, "advised", 0.8),
                evidence,
                "advice",
                f"advice: {why}",
                False,
                0.6,
            )


def _settles(scene: Scene, verb: frames.Verb, targets: Sequence[int]) -> bool:
    """ "Struck the same deal", "slapped a tariff on it": no blow to the deal or the tariff."""
    hit = scene.hits.get(verb.head)
    if hit is not None and scene.tokens[verb.head].lemma.lower() in ("slap", "clap", "hammer", "slam", "hit"):
        return any(noun_sense(scene, scene.reading.chunks[n].head) is not None for n in targets)
    if scene.tokens[verb.head].lemma.lower() not in ("strike", "cut", "close", "seal", "hammer"):
        return False
    hits = [scene.hits.get(scene.reading.chunks[n].head) for n in targets]
    return any(h is not None and any(s.noun and s.polarity > 0 for s in h.senses) for h in hits)


def _goods(scene: Scene, verb: frames.Verb) -> bool:
    """Whether what is given is something that helps: weapons, money, shelter."""
    objects = (
        frames.phrases_after(scene.reading, verb.chunk)
        if not verb.passive
        else [frames.subject(scene.reading, verb.chunk)]
    )
    for group in objects:
        for number in group:
            chunk = scene.reading.chunks[number]
            for i in range(chunk.first, chunk.end):
                hit = scene.hits.get(i)
                if hit is not None and hit.of("goods"):
                    return True
    return False


def towards(
    scene: Scene,
    holder: Mention,
    targets: Sequence[int],
    sense: Sense,
    over: Force,
    evidence: tuple[tuple[int, int], ...],
    why: str,
    verb: frames.Verb,
) -> Iterator[Finding]:
    """The stances of one holder towards all that a noun phrase brings in: actors, acts, those acted upon, issues."""
    base = over.apply(sense.polarity)
    strength = 0.4 if sense.faint else 0.6 if sense.weak else 0.9
    for number in targets:
        found = parties(scene, number)
        acting = [p for p in found if p.role != "patient" and p.mention.name != holder.name]
        for party in acting:
            rule = f"{'passive' if verb.passive else verb.form} verb"
            if party.role == "act":
                rule += ", act of the target"
            yield make(
                holder,
                party.mention,
                base * party.sign * (1.0 if party.role == "self" else 0.9),
                sense,
                over,
                evidence,
                rule,
                why,
                False,
                strength - (0.1 if party.role == "act" else 0.0),
            )
        for party in found:
            if party.role == "patient" and party.mention.name != holder.name:
                yield make(
                    holder,
                    party.mention,
                    base * party.sign * 0.5,
                    sense,
                    over,
                    evidence,
                    "act done to the target",
                    why,
                    True,
                    strength - 0.3,
                )
        spoken = sense.quad.startswith("verbal") and not sense.weak
        again = scene.tokens[scene.reading.chunks[number].head].text.lower() == "it"
        words = issue(scene, number, any_noun=spoken or (again and not sense.weak))
        if again and not words and not sense.weak:
            words = object_before(scene, number)
        if words and not acting:
            yield make(holder, words, base, sense, over, evidence, "issue", why, False, strength)


def symmetric(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
    """ "Russia and China work together", "India clashed with Pakistan": a stance in each direction."""
    holders = actors(scene, agents_of(scene, verb) if not verb.passive else frames.subject(scene.reading, verb.chunk))
    over = force(scene, verb.chunk)
    evidence = evidence_of(scene, verb, sense)
    why = f"lexicon: {label(sense)}"
    if sense.weak and over.negations % 2 == 1:
        return  # "never met": says nothing of how they stand
    strength = 0.5 if sense.weak else 0.85
    partners = actors(scene, _by_preposition(scene, verb, sense))
    if partners:
        polarity = over.apply(sense.polarity)
        for a in holders:
            for b in partners:
                yield make(a, b, polarity, sense, over, evidence, "symmetric verb", why, False, strength)
                if a.name != AUTHOR:  # "I disagree with him" says nothing of him
                    yield make(b, a, polarity, sense, over, evidence, "symmetric verb", why, False, strength - 0.1)
    elif len({h.name for h in holders}) > 1:
        if (
            sense.words == 1
            and sense.prepositions
            and not sense.weak
            and frames.phrases_after(scene.reading, verb.chunk)
        ):
            return
        yield from pairs(holders, sense, over, evidence, "symmetric verb, joint subject", why, strength)


def together(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
    """ "This will drive China and Russia closer together": what moves several together, or apart."""
    chunk = scene.reading.chunks[verb.chunk]
    words = [t.text.lower() for t in scene.tokens[chunk.end : chunk.end + 16]]
    near, apart = {"closer", "together"} & set(words), "apart" in words
    if not near and not apart:
        return
    objects = frames.phrases_after(scene.reading, verb.chunk)
    members = actors(scene, objects[0]) if objects else []
    over = force(scene, verb.chunk)
    if apart:
        sense = attrs.evolve(sense, attitude="oppose", quad="verbal conflict", polarity=-sense.polarity)
    yield from pairs(
        members, sense, over, evidence_of(scene, verb, sense), "brought together", "lexicon: " + label(sense)
    )


def shift(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
    """ "Lifted the sanctions on Russia", "offered support to Kyiv": the verb carries an act."""
    chunks = scene.reading.chunks
    last = _after(scene, verb, sense)
    numbers = (
        frames.subject(scene.reading, verb.chunk)
        if verb.passive
        else (frames.phrases_after(scene.reading, last) or [[]])[0]
    )
    holders = actors(scene, agents_of(scene, verb))
    over = force(scene, verb.chunk)
    for number in numbers:
        head = chunks[number].head
        turned = 1.0
        if noun_sense(scene, head) is None and negates(scene, head):
            inner = [m for word, _, members in attached(scene, number)[:1] if word == "of" for m in members]
            if inner:  # "announced a suspension of ties with"
                number, turned = inner[0], -1.0
                head = chunks[number].head
        act = noun_sense(scene, head)
        bond = None
        if act is None:
            found_hit = scene.hits.get(head)
            both = found_hit.senses if found_hit is not None else ()
            bond = next((s for s in both if s.kind == "bond" or (s.kind == "symmetric" and s.noun)), None)
        noun = act or bond
        if noun is None:
            continue
        places = attached(scene, number)
        targets = [m for word, _, members in places if word in noun.prepositions for m in members]
        if not targets:
            places = frames.prepositional(scene.reading, number if not verb.passive else verb.chunk)
            targets = [m for word, _, members in places[:2] if word in noun.prepositions for m in members]
        owners = inside(scene, chunks[number].first, head)
        subjects = [p for p in owners if not (act is not None and act.act and is_patient(scene, p, head, act))]
        direct = [p for p in owners if p not in subjects]
        polarity = over.apply(noun.polarity * sense.polarity * turned)
        evidence = ((chunks[verb.chunk].first, chunks[verb.chunk].end), (head, head + 1))
        why = f"lexicon: {verb_text(scene, verb)} + {label(noun)}"
        own = [h for h in holders if not subjects or h.name in {s.name for s in subjects}]
        reached = [*direct, *actors(scene, targets)]
        for holder in own:
            for target in reached:
                yield make(holder, target, polarity, noun, over, evidence, "act carried by a verb", why, False, 0.85)
                if bond is not None:
                    yield make(target, holder, polarity, noun, over, evidence, "act carried by a verb", why, False, 0.7)


def verb_text(scene: Scene, verb: frames.Verb) -> str:
    """The lemma of a verb, for the reason that is given."""
    return f"'{scene.tokens[verb.head].lemma}'"
