"""The rules: from the reading of a sentence to directed, signed stances with their grounds.

Each rule yields `Finding`s. Against an act of an actor is against the actor; what it means for the one to whom the act
is done is derived, and marked so. Negation is applied to polarity: a negated condemnation is never negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from oped_stance.stance import frames
from oped_stance.stance.force import CERTAINTY, Force, force, governor, has, negates, opener
from oped_stance.stance.lexicon import Hit, Sense, stances
from oped_stance.stance.parties import (
    Party,
    actors,
    attached,
    inside,
    is_patient,
    issue,
    noun_sense,
    parties,
    possessive,
)
from oped_stance.stance.scene import AUTHOR, Mention, Scene

_NO = frozenset({"no", "little", "neither", "zero", "scant", "few"})
_CONCEDING = frozenset({"while", "although", "though", "whereas"})
_EACH_OTHER = frozenset({"each other", "one another"})


@attrs.frozen
class Finding:
    """One directed stance; `holder` and `target` are mentions, or names (`author`, a speaker, an issue's words)."""

    holder: Mention | str
    target: Mention | str
    polarity: float
    attitude: str
    quad: str
    mode: str
    certainty: float
    evidence: tuple[tuple[int, int], ...]
    rule: str
    why: str
    derived: bool = False
    strength: float = 0.8
    """How far the rule can be trusted, 0 to 1."""


def findings(scene: Scene) -> list[Finding]:
    """All stances that the rules find in a sentence; of several alike the best grounded stays."""
    found: list[Finding] = []
    used: set[int] = set()
    for verb in scene.reading.verbs.values():
        found.extend(_verb(scene, verb, used))
    for hit, _ in stances(scene.hits):
        found.extend(_noun(scene, hit, used))
        found.extend(_quality(scene, hit))
        found.extend(_apposition(scene, hit))
    for hit in scene.hits.values():
        found.extend(_stands(scene, hit))
    found.extend(_scare_quotes(scene))
    return _best(found)


def _best(found: Iterable[Finding]) -> list[Finding]:
    best: dict[tuple[str, str, bool], Finding] = {}
    for finding in found:
        holder, target = name(finding.holder), name(finding.target)
        if not holder or not target or holder == target or abs(finding.polarity) < 0.01:
            continue
        key = (holder, target, finding.polarity > 0)
        other = best.get(key)
        if other is None or _rank(finding) > _rank(other):
            best[key] = finding
    return sorted(best.values(), key=lambda f: (f.evidence, name(f.holder), name(f.target)))


def _rank(finding: Finding) -> tuple[bool, float, float]:
    return (not finding.derived, finding.strength, abs(finding.polarity))


def name(side: Mention | str) -> str:
    """The name of a holder or target."""
    return side if isinstance(side, str) else side.name


# --- verbs ------------------------------------------------------------------------------------------------------------


def _verb(scene: Scene, verb: frames.Verb, used: set[int]) -> Iterator[Finding]:
    hit = scene.hits.get(verb.head)
    if hit is None:
        return
    for sense in sorted(hit.senses, key=lambda s: s.kind != "shift" or s.words > 1):
        if sense.noun or sense.kind not in ("verb", "symmetric", "shift", "conduct", "regard", "together", "copula"):
            continue
        maker = {
            "verb": _plain,
            "symmetric": _symmetric,
            "shift": _shift,
            "conduct": _conduct,
            "regard": _regard,
            "together": _together,
            "copula": _copula,
        }[sense.kind]
        found = list(maker(scene, verb, hit, sense))
        if found:
            used.update(range(hit.first, hit.first + sense.words))
            yield from found
            if sense.kind != "regard":
                return


def _evidence(scene: Scene, verb: frames.Verb, sense: Sense) -> tuple[tuple[int, int], ...]:
    chunk = scene.reading.chunks[verb.chunk]
    return ((chunk.first, max(chunk.end, min(verb.head + sense.words, len(scene.tokens)))),)


def _after(scene: Scene, verb: frames.Verb, sense: Sense) -> int:
    """The last chunk that the words of a pattern take up."""
    last = min(verb.head + sense.words - 1, len(scene.tokens) - 1)
    return max(verb.chunk, scene.reading.chunk_of[last]) if scene.reading.chunk_of[last] >= 0 else verb.chunk


def _agents(scene: Scene, verb: frames.Verb) -> list[int]:
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
    objects = frames.phrases_after(reading, verb.chunk)
    if objects:
        return objects[0]
    if verb.form != "finite":
        return []
    return (
        frames.object_antecedent(reading, verb.chunk) or _shared_object(scene, verb) or _argument(scene, verb, "object")
    )


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


def _plain(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
    targets = _patients(scene, verb, sense)
    if not targets or _settles(scene, verb, targets):
        return
    stative = verb.passive and bool(sense.prepositions)  # "is worried about"
    agents = frames.subject(scene.reading, verb.chunk) if stative else _agents(scene, verb)
    holders = actors(scene, agents)
    if sense.weak and "to" in sense.prepositions and not _goods(scene, verb):
        return
    over = _with_subject(scene, force(scene, verb.chunk), agents)
    evidence = _evidence(scene, verb, sense)
    why = f"lexicon: {_label(sense)}"
    if _reciprocal(scene, targets):
        yield from _pairs(holders, sense, over, evidence, "reciprocal", why)
        return
    raters = _advisers(scene, verb)
    for holder in holders:
        yield from _towards(scene, holder, targets, sense, over, evidence, why, verb)
    if over.mode == "advised":
        for rater in raters:
            yield from _advice(scene, rater, targets, sense, over, evidence, why)


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
    speaker = _speaker(scene, verb.head)
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
            if party.role == "self":
                yield _finding(
                    rater,
                    party.mention,
                    over.apply(sense.polarity) * 0.5,
                    sense,
                    Force(1.0, 0, "asserted", 0.7),
                    evidence,
                    "advice",
                    f"advice: {why}",
                    True,
                    0.5,
                )
        words = issue(scene, target, any_noun=sense.quad.startswith("verbal") and not sense.weak)
        if words and not found:
            yield _finding(
                rater,
                words,
                over.apply(sense.polarity) * 0.7,
                sense,
                Force(1.0, 0, "asserted", 0.8),
                evidence,
                "advice",
                f"advice: {why}",
                False,
                0.6,
            )


def _settles(scene: Scene, verb: frames.Verb, targets: Sequence[int]) -> bool:
    """ "Struck the same deal": no blow."""
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


def _label(sense: Sense) -> str:
    return f"{sense.kind} {sense.attitude} {sense.polarity:+} '{sense.pattern}'"


def _towards(
    scene: Scene,
    holder: Mention,
    targets: Sequence[int],
    sense: Sense,
    over: Force,
    evidence: tuple[tuple[int, int], ...],
    why: str,
    verb: frames.Verb,
) -> Iterator[Finding]:
    base = over.apply(sense.polarity)
    strength = 0.4 if sense.faint else 0.6 if sense.weak else 0.9
    for number in targets:
        found = parties(scene, number)
        acting = [p for p in found if p.role != "patient" and p.mention.name != holder.name]
        for party in acting:
            rule = f"{'passive' if verb.passive else verb.form} verb"
            if party.role == "act":
                rule += ", act of the target"
            yield _finding(
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
                yield _finding(
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
        words = issue(scene, number, any_noun=spoken)
        if words and not acting:
            yield _finding(holder, words, base, sense, over, evidence, "issue", why, False, strength)


def _finding(
    holder: Mention | str,
    target: Mention | str,
    polarity: float,
    sense: Sense,
    over: Force,
    evidence: tuple[tuple[int, int], ...],
    rule: str,
    why: str,
    derived: bool,
    strength: float,
) -> Finding:
    attitude, quad = sense.attitude, sense.quad
    if over.threat and polarity < 0:
        attitude, quad = "threaten", "verbal conflict"
    if polarity * sense.polarity < 0:
        attitude = "support" if polarity > 0 else "oppose"
        side = "cooperation" if polarity > 0 else "conflict"
        quad = f"verbal {side}"
    return Finding(
        holder,
        target,
        max(-1.0, min(1.0, polarity)),
        attitude,
        quad,
        over.mode,
        over.certainty,
        evidence,
        rule,
        why,
        derived,
        strength,
    )


def _pairs(
    members: Sequence[Mention],
    sense: Sense,
    over: Force,
    evidence: tuple[tuple[int, int], ...],
    rule: str,
    why: str,
    strength: float = 0.85,
) -> Iterator[Finding]:
    """A stance in each direction between members of different names."""
    polarity = over.apply(sense.polarity)
    for a in members:
        for b in members:
            if a.name != b.name:
                yield _finding(a, b, polarity, sense, over, evidence, rule, why, False, strength)


def _symmetric(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
    holders = actors(scene, _agents(scene, verb) if not verb.passive else frames.subject(scene.reading, verb.chunk))
    over = force(scene, verb.chunk)
    evidence = _evidence(scene, verb, sense)
    why = f"lexicon: {_label(sense)}"
    strength = 0.5 if sense.weak else 0.85
    partners = actors(scene, _by_preposition(scene, verb, sense))
    if partners:
        polarity = over.apply(sense.polarity)
        for a in holders:
            for b in partners:
                yield _finding(a, b, polarity, sense, over, evidence, "symmetric verb", why, False, strength)
                yield _finding(b, a, polarity, sense, over, evidence, "symmetric verb", why, False, strength - 0.1)
    elif len({h.name for h in holders}) > 1:
        if (
            sense.words == 1
            and sense.prepositions
            and not sense.weak
            and frames.phrases_after(scene.reading, verb.chunk)
        ):
            return
        yield from _pairs(holders, sense, over, evidence, "symmetric verb, joint subject", why, strength)


def _together(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
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
    yield from _pairs(
        members, sense, over, _evidence(scene, verb, sense), "brought together", "lexicon: " + _label(sense)
    )


def _shift(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
    """ "Lifted the sanctions on Russia", "offered support to Kyiv": the verb carries an act."""
    chunks = scene.reading.chunks
    last = _after(scene, verb, sense)
    numbers = (
        frames.subject(scene.reading, verb.chunk)
        if verb.passive
        else (frames.phrases_after(scene.reading, last) or [[]])[0]
    )
    holders = actors(scene, _agents(scene, verb))
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
        why = f"lexicon: {verb_text(scene, verb)} + {_label(noun)}"
        own = [h for h in holders if not subjects or h.name in {s.name for s in subjects}]
        reached = [*direct, *actors(scene, targets)]
        for holder in own:
            for target in reached:
                yield _finding(
                    holder, target, polarity, noun, over, evidence, "act carried by a verb", why, False, 0.85
                )
                if bond is not None:
                    yield _finding(
                        target, holder, polarity, noun, over, evidence, "act carried by a verb", why, False, 0.7
                    )


def verb_text(scene: Scene, verb: frames.Verb) -> str:
    """The lemma of a verb, for the reason that is given."""
    return f"'{scene.tokens[verb.head].lemma}'"


# --- ratings ----------------------------------------------------------------------------------------------------------


def _speaker(scene: Scene, i: int) -> str:
    """Who rates where nobody else is named: the speaker of the words, or the author; "" where that is unknown."""
    speech = scene.voice(i)
    if speech is not None:
        return speech.holder
    return "" if scene.quoted[i] else AUTHOR


def _conduct(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
    rater = _speaker(scene, verb.head)
    if not rater or verb.passive:
        return
    over = force(scene, verb.chunk)
    for number in frames.subject(scene.reading, verb.chunk):
        for party in parties(scene, number):
            if party.role != "patient":
                yield _finding(
                    rater,
                    party.mention,
                    over.apply(sense.polarity),
                    sense,
                    over,
                    _evidence(scene, verb, sense),
                    "conduct",
                    f"lexicon: {_label(sense)}",
                    False,
                    0.7,
                )


def _qualities(scene: Scene, first: int, end: int) -> Iterator[tuple[Hit, Sense]]:
    for i in range(first, end):
        hit = scene.hits.get(i)
        sense = hit.of("quality") if hit is not None else None
        if hit is not None and sense is not None:
            yield hit, sense


def _denied_noun(scene: Scene, first: int) -> bool:
    return any(
        t.text.lower() in _NO or t.text.lower() in ("not", "hardly", "never")
        for t in scene.tokens[max(0, first - 2) : first + 1]
    )


def _copula(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
    """ "The plan was reckless", "Iran is a threat to Israel": the speaker rates the subject."""
    chunks = scene.reading.chunks
    at = verb.chunk + 1
    while at < len(chunks) and (
        chunks[at].kind == "adv"
        or (chunks[at].kind == "prep" and scene.tokens[chunks[at].head].text.lower() in ("like", "into"))
    ):
        at += 1
    if at >= len(chunks) or chunks[at].kind not in ("adj", "np"):
        return
    end = chunks[at].end
    subjects = frames.subject(scene.reading, verb.chunk)
    over = force(scene, verb.chunk)
    yield from _adjectives(scene, verb, at, subjects, over)
    lemma = scene.tokens[verb.head].lemma.lower()
    if verb.form == "gerund" or (
        lemma in ("seem", "appear", "look", "sound") and opener(scene, verb.chunk) in _CONCEDING
    ):
        return  # how things look is then contradicted
    if chunks[at].kind == "np" and _denied_noun(scene, chunks[at].first) and not scene.reading.verbs[verb.head].negated:
        over = attrs.evolve(over, negations=over.negations + 1)
    yield from _roles(scene, verb, at, subjects, over)
    rater = _speaker(scene, verb.head)
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
        why = f"lexicon: {_label(quality)}"
        judge: list[Mention | str] = [rater] if rater else []
        for word, _, members in attached(scene, at):
            if word == "for" and (sufferers := actors(scene, members)) and quality.polarity < 0:
                judge = list(sufferers)
        for number in subjects:
            found_parties = [p for p in parties(scene, number) if p.role != "patient"]
            for party in found_parties:
                for who in judge:
                    yield _finding(
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
            words = issue(scene, number)
            if words and not found_parties:
                for who in judge:
                    yield _finding(
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
        return


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
                    yield from _towards(
                        scene, holder, members, sense, over, evidence, f"lexicon: {_label(sense)}", verb
                    )
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
                yield _finding(
                    holder,
                    target,
                    over.apply(sense.polarity),
                    sense,
                    over,
                    evidence,
                    "role",
                    f"lexicon: {_label(sense)}",
                    False,
                    0.75,
                )
        return


def _regard(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
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
        agents = actors(scene, _agents(scene, verb))
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
                        yield _finding(
                            holder,
                            party.mention,
                            over.apply(quality.polarity),
                            quality,
                            over,
                            evidence,
                            "regard",
                            f"lexicon: {_label(quality)}",
                            False,
                            0.8,
                        )
                words = issue(scene, number)
                if words and not got:
                    yield _finding(
                        holder,
                        words,
                        over.apply(quality.polarity),
                        quality,
                        over,
                        evidence,
                        "regard",
                        f"lexicon: {_label(quality)}",
                        False,
                        0.7,
                    )
        return


def _quality(scene: Scene, hit: Hit) -> Iterator[Finding]:
    """ "Trump's reckless trade war", "the tyrant Kim": the speaker rates within a noun phrase."""
    sense = hit.of("quality")
    number = scene.reading.chunk_of[hit.first]
    if sense is None or sense.weak or number < 0:
        return
    chunk = scene.reading.chunks[number]
    rater = _speaker(scene, hit.first)
    if chunk.kind != "np" or not rater:
        return
    over = Force(1.0, int(_denied_noun(scene, hit.first)), "question" if scene.question else "asserted", 0.8)
    named = scene.at.get(chunk.head, ())
    noun = scene.tokens[hit.first].tag.startswith("NN")
    if hit.first < chunk.head and named:
        targets = [Party(m) for m in named if m.first > hit.first]
    elif noun and hit.first == chunk.head:
        # "Obama's failure": the possessor is at fault; "Russia's enemy" is not.
        targets = (
            [Party(m, 1.0, "act") for m in inside(scene, chunk.first, chunk.head) if possessive(scene, m)]
            if not hit.of("role") and not hit.of("noun")
            else []
        )
    elif hit.first < chunk.head and not noun:
        targets = [
            Party(m, 1.0, "act")
            for m in inside(scene, chunk.first, chunk.head)
            if m.end <= hit.first or m.first > hit.first
        ]
        if not targets:
            targets = [p for p in parties(scene, number) if p.role != "patient"]
    else:
        targets = []
    for party in targets:
        yield _finding(
            rater,
            party.mention,
            over.apply(sense.polarity),
            sense,
            over,
            ((hit.first, hit.first + 1),),
            "rating in a phrase",
            f"lexicon: {_label(sense)}",
            False,
            0.65,
        )


def _scare_quotes(scene: Scene) -> Iterator[Finding]:
    """ "Beijing's “help”": good words between quotation marks of their own are meant otherwise."""
    tokens = scene.tokens
    for i in range(1, len(tokens) - 1):
        if tokens[i - 1].text not in ("“", "‘", '"', "``") or tokens[i].tag[:2] not in ("NN", "JJ", "VB"):
            continue
        end = i + 1
        if end < len(tokens) and tokens[end].text not in ("”", "’", '"', "''"):
            continue
        hit = scene.hits.get(i)
        good = (
            next(
                (
                    s
                    for s in hit.senses
                    if s.polarity > 0 and s.kind in ("verb", "noun", "quality", "symmetric", "role")
                ),
                None,
            )
            if hit
            else None
        )
        if good is None or i < 2:
            continue
        owners = list(scene.at.get(i - 2, ())) or [m for m in scene.at.get(i - 3, ()) if tokens[i - 2].tag == "POS"]
        speech = scene.voice(i)
        within = tokens[i - 1].text == "‘"  # single marks within a quotation are the speaker's
        rater = speech.holder if speech is not None and within else AUTHOR
        if end + 1 < len(tokens) and scene.at.get(end + 1) and not owners:
            owners = list(scene.at[end + 1])
        for owner in owners:
            yield Finding(
                rater,
                owner,
                -0.4,
                "blame",
                "verbal conflict",
                "asserted",
                0.6,
                ((i, end),),
                "irony: scare quotes",
                f"lexicon: {_label(good)}, between quotation marks",
                False,
                0.55,
            )


# --- nouns ------------------------------------------------------------------------------------------------------------


def _noun(scene: Scene, hit: Hit, used: set[int]) -> Iterator[Finding]:
    sense = next((s for s in hit.senses if s.kind == "noun" or (s.kind == "symmetric" and s.noun)), None)
    if sense is None:
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
    why = f"lexicon: {_label(sense)}"
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
                yield _finding(
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
    holders = [m for word, _, members in attached if word in ("from", "by") for m in actors(scene, members)]
    for target in actors(scene, frames.subject(scene.reading, verb.chunk)):
        for holder in holders:
            yield _finding(
                holder, target, over.apply(sense.polarity), sense, over, evidence, "act received", why, False, 0.8
            )


def _stands(scene: Scene, hit: Hit) -> Iterator[Finding]:
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
        yield from _towards(
            scene,
            holder,
            targets,
            sense,
            over,
            ((hit.first, hit.first + sense.words),),
            f"lexicon: {_label(sense)}",
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


def _apposition(scene: Scene, hit: Hit) -> Iterator[Finding]:
    """ "Johnson, a critic of Brussels,": a role told in apposition."""
    sense = hit.of("role")
    chunks = scene.reading.chunks
    number = scene.reading.chunk_of[hit.first]
    if sense is None or number < 2 or chunks[number].kind != "np" or chunks[number].head != hit.first:
        return
    if chunks[number - 1].kind != "comma" or chunks[number - 2].kind != "np":
        return
    targets = inside(scene, chunks[number].first, hit.first)
    for word, _, members in attached(scene, number):
        if word in sense.prepositions:
            targets += actors(scene, members)
    for holder in actors(scene, [number - 2]):
        for target in targets:
            yield _finding(
                holder,
                target,
                sense.polarity,
                sense,
                Force(1.0, 0, "asserted", 0.9),
                ((hit.first, hit.first + 1),),
                "role in apposition",
                f"lexicon: {_label(sense)}",
                False,
                0.7,
            )


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
        yield from _pairs(members[:6], sense, over, evidence, "symmetric noun", why, 0.5 if sense.weak else 0.85)
