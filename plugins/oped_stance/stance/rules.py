"""The rules: from the reading of a sentence to directed, signed stances with their grounds.

Each rule yields `Finding`s. Against an act of an actor is against the actor; what it means for the one to whom the act
is done is derived, and marked so. Negation is applied to polarity: a negated condemnation is never negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from oped_stance.stance import frames
from oped_stance.stance.lexicon import Hit, Sense, stances
from oped_stance.stance.scene import AUTHOR, Mention, Scene

_ADVICE = frozenset({"should", "must", "ought"})
_CERTAINTY = {
    "asserted": 0.9, "negated": 0.8, "denied": 0.2, "conditional": 0.4, "future": 0.7, "counterfactual": 0.1,
    "question": 0.4, "advised": 0.3,
}
_NO = frozenset({"no", "little", "neither", "zero", "scant", "few"})
_VAGUE = frozenset(
    "thing way time day year month week man woman child people reason point case kind sort question fact place word "
    "something anybody somebody everybody anything nothing everything someone anyone nobody everyone other others life hand eye head money today "
    "tomorrow yesterday moment hour answer".split()
)
_NOBODY = frozenset({"nothing", "nobody", "none"})
_CONCEDING = frozenset({"while", "although", "though", "whereas"})
_EACH_OTHER = frozenset({"each other", "one another"})
_FUTURE_CONTROL = frozenset({"promise", "vow", "plan", "pledge", "intend", "swear", "hope", "aim", "prepare", "threaten"})
_INTENT = frozenset({"want", "try", "seek", "attempt", "wish", "move", "work", "struggle", "strive"})
_MAX_STEPS = 4


@attrs.frozen
class Party:
    """An actor as a noun phrase brings it in: itself, by its act or possession, or as the one to whom an act is done.

    `sign` carries a stance towards the phrase over to the actor.
    """

    mention: Mention
    sign: float = 1.0
    role: str = "self"


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


@attrs.frozen
class Force:
    """What stands over a predicate: the sign and weight of negations, the mode, and whether it is a threat."""

    factor: float
    negations: int
    mode: str
    certainty: float
    threat: bool = False

    def apply(self, polarity: float) -> float:
        """Polarity with negation applied: an odd number of negations turns a stance round and weakens it."""
        if self.negations % 2 == 0:
            return polarity * self.factor
        if self.mode == "denied":
            return polarity * -0.1
        return polarity * (-0.6 if polarity > 0 or self.mode == "advised" else -0.25) * self.factor


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


# --- who is in a noun phrase ------------------------------------------------------------------------------------------


def parties(scene: Scene, number: int, depth: int = 0) -> list[Party]:
    """The actors that a noun phrase stands for, or whose act or possession it is, or to whom its act is done."""
    chunk = scene.reading.chunks[number]
    head = chunk.head
    if head in scene.at:
        return [Party(m) for m in scene.at[head]]
    sense = _noun_sense(scene, head)
    hit = scene.hits.get(head)
    if hit is not None and hit.of("role") and not hit.of("body") and sense is None:
        return []  # the critics of somebody are not that somebody
    found: list[Party] = []
    if hit is not None and hit.of("part") and depth < 3 and sense is None:
        for word, _, members in _attached(scene, number):
            if word == "of":
                found = [p for member in members for p in parties(scene, member, depth + 1)]
    inside = _inside(scene, chunk.first, head)
    body = hit is not None and hit.of("body") is not None
    for mention in inside:
        if sense is not None and sense.act and _is_patient(scene, mention, head):
            found.append(Party(mention, _sign(sense.polarity), "patient"))
        else:
            found.append(Party(mention, 1.0, "self" if body else "act"))
    for word, _, members in _attached(scene, number) if depth < 3 else ():
        if sense is not None and word in sense.prepositions and (word != "of" or not inside or sense.act):
            role = "patient"
        elif word in ("of", "by", "from"):
            role = "self" if body else "act"
        else:
            break  # "capabilities in parts of the sea": the rest hangs on another noun
        if hit is not None and hit.of("part") and sense is None:
            continue
        for member in members:
            for party in parties(scene, member, depth + 1):
                if role == "patient" and sense is not None:
                    found.append(Party(party.mention, party.sign * _sign(sense.polarity), "patient"))
                elif role != "patient" and party.role != "patient":
                    found.append(Party(party.mention, party.sign, role if party.role == "self" else party.role))
    return found


def _sign(value: float) -> float:
    return 1.0 if value > 0 else -1.0


def _inside(scene: Scene, first: int, head: int) -> list[Mention]:
    """The mentions before the head of a noun phrase; of a possessor's own modifiers only the last counts."""
    found: list[Mention] = []
    for i in range(first, head):
        for mention in scene.at.get(i, ()):
            if mention not in found:
                found.append(mention)
    possessors = [m for m in found if _possessive(scene, m)]
    if possessors:
        last = max(m.end for m in possessors)
        joined = [m for m in found if m.end == last or _coordinated_before(scene, m, last)]
        return joined
    return found


def _coordinated_before(scene: Scene, mention: Mention, end: int) -> bool:
    between = [t.text.lower() for t in scene.tokens[mention.end : end]]
    return 0 < len(between) <= 5 and any(w in ("and", "-", "–") for w in between)


def _possessive(scene: Scene, mention: Mention) -> bool:
    if scene.tokens[mention.first].tag == "PRP$":
        return True
    return mention.end < len(scene.tokens) and scene.tokens[mention.end].tag == "POS"


def _is_patient(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether a name right before an act's noun says to whom it is done: "Russia sanctions"."""
    return (
        mention.end == head
        and mention.via not in ("demonym", "pronoun", "acronym")
        and not _possessive(scene, mention)
        and scene.tokens[head].tag in ("NNS", "NN")
        and mention.type in ("country", "")
    )


def _noun_sense(scene: Scene, head: int) -> Sense | None:
    for start in range(head, max(-1, head - 4), -1):
        hit = scene.hits.get(start)
        if hit is not None and start + hit.senses[0].words > head:
            sense = hit.of("noun")
            if sense is not None:
                return sense
    return None


def _attached(scene: Scene, number: int) -> list[tuple[str, int, list[int]]]:
    """The prepositional phrases right after a noun phrase, in a chain."""
    chunks = scene.reading.chunks
    found = []
    at = number + 1
    while at + 1 < len(chunks) and chunks[at].kind == "prep":
        nxt = at + 1
        if chunks[nxt].kind != "np":
            break
        word = scene.tokens[chunks[at].head].text.lower()
        members, after = frames.coordinated(scene.reading, nxt, between=word == "between")
        acts = [m for m in members[1:] if _noun_sense(scene, chunks[m].head) is not None]
        if acts:  # "support for Israel and criticism of Hamas": a new act begins
            found.append((word, at, members[: members.index(acts[0])]))
            break
        found.append((word, at, members))
        at = after
    return found


def actors(scene: Scene, numbers: Sequence[int]) -> list[Mention]:
    """The actors that act where these noun phrases are the agent."""
    found: list[Mention] = []
    for number in numbers:
        if len(numbers) > 1 and _only_role(scene, number):
            continue
        for party in parties(scene, number):
            if party.role != "patient" and party.mention not in found:
                found.append(party.mention)
    return found


def _only_role(scene: Scene, number: int) -> bool:
    """Whether a noun phrase only says how somebody stands to another: "a critic of Brussels"."""
    hit = scene.hits.get(scene.reading.chunks[number].head)
    return hit is not None and hit.of("role") is not None and hit.of("body") is None


def issue(scene: Scene, number: int, *, any_noun: bool = False) -> str:
    """The words of a noun phrase that names an issue, with its "of" and "on" phrases; "" where it names none.

    `any_noun` takes every common noun for an issue: what one supports or rejects in words is one.
    """
    chunk = scene.reading.chunks[number]
    hit = scene.hits.get(chunk.head)
    if any_noun and scene.tokens[chunk.head].text.lower() in ("it", "them") and not scene.at.get(chunk.head):
        return _issue_before(scene, number)
    if scene.at.get(chunk.head) or not scene.tokens[chunk.head].tag.startswith("NN"):
        return ""
    if not (hit is not None and hit.of("issue")) and not (
        any_noun and scene.tokens[chunk.head].tag in ("NN", "NNS") and not _vague(scene, chunk.head)
    ):
        return ""
    first = chunk.first
    while first < chunk.head and scene.tokens[first].tag in ("PRP$", "PDT"):
        first += 1
    end = chunk.head + 1
    for word, at, members in _attached(scene, number)[:2]:
        if word in ("of", "on", "against", "with") and scene.reading.chunks[at].first == end:
            end = scene.reading.chunks[members[-1]].end
    return scene.text(first, min(end, first + 10))


def _issue_before(scene: Scene, number: int) -> str:
    """The issue that "it" takes up again: the last one named before in the sentence, in the same number."""
    plural = scene.tokens[scene.reading.chunks[number].head].text.lower() == "them"
    for k in range(number - 1, -1, -1):
        chunk = scene.reading.chunks[k]
        if chunk.kind == "np" and (scene.tokens[chunk.head].tag == "NNS") == plural and (words := issue(scene, k)):
            return words
    return ""


def _vague(scene: Scene, head: int) -> bool:
    """Whether a noun says too little to be an issue: "people", "things", "time"."""
    hit = scene.hits.get(head)
    word = scene.tokens[head].lemma.lower()
    return (hit is not None and (hit.of("part") is not None or hit.of("body") is not None)) or word in _VAGUE


# --- what stands over a predicate -------------------------------------------------------------------------------------


def force(scene: Scene, number: int) -> Force:
    """Negations and mode of the verb group at a chunk, from its own words and from what governs it."""
    chunks, verbs = scene.reading.chunks, scene.reading.verbs
    negations, modal, mode, certainty = 0, "", "", 1.0
    at = number
    perfect = threat = False
    for _ in range(_MAX_STEPS):
        verb = verbs[chunks[at].head]
        negations += verb.negated
        modal = modal or verb.modal
        perfect = perfect or verb.perfect
        lemma = scene.tokens[chunks[at].head].lemma.lower()
        if at != number and lemma in _FUTURE_CONTROL:
            mode = mode or "future"
        threat = threat or (at != number and lemma == "threaten")
        if at != number and _is(scene, chunks[at].head, "directive") and _object_between(scene, at, number):
            mode = mode or "advised"
        if at != number and lemma == "deny":
            mode = "denied"
        if at != number and lemma in _INTENT:
            certainty = min(certainty, 0.8)
        if not modal and verb.form in ("finite", "participle") and (shared := _shared_modal(scene, at)) is not None:
            modal, perfect = shared.modal, shared.perfect
        up = _governor(scene, at)
        if up is None:
            break
        negated, above = up
        negations += negated
        if above < 0:
            break
        at = above
    mode = _mode(scene, at, modal, perfect, mode, negations)
    if modal in ("may", "might", "could", "can"):
        certainty = min(certainty, 0.5)
    elif modal == "would" and mode == "asserted":
        mode = "future" if _told_before(scene, number) else "conditional"
    speech = scene.voice(chunks[number].head)
    if (speech is not None and speech.denied) or _denial_before(scene, number):
        negations, mode = negations + 1, "denied"
    return Force(1.0 if negations < 2 else 0.7, negations, mode, round(min(certainty, _CERTAINTY[mode]), 3), threat)


def _governor(scene: Scene, number: int) -> tuple[int, int] | None:
    """The verb group that governs an infinitive or gerund, and whether it negates; chunk −1 where it is no verb."""
    chunks, verbs = scene.reading.chunks, scene.reading.verbs
    verb = verbs[chunks[number].head]
    if verb.form not in ("infinitive", "gerund"):
        return None
    at = number - 1
    while at >= 0 and chunks[at].kind in ("adv", "prep"):
        at -= 1
    if at < 0:
        return None
    kind = chunks[at].kind
    if kind == "coord":  # "refused to condemn or criticize"
        before = at - 1
        while before >= 0 and chunks[before].kind in ("np", "prep", "adv"):
            before -= 1
        if before >= 0 and chunks[before].kind == "vp" and verbs[chunks[before].head].form == verb.form:
            return _governor(scene, before)
        return None
    if kind == "vp":
        return int(_negates(scene, chunks[at].head)), at
    if kind in ("adj", "np"):
        inside = range(chunks[at].first, chunks[at].end)
        nothing = at
        while nothing >= 2 and chunks[nothing - 1].kind == "prep" and chunks[nothing - 2].kind == "np":
            nothing -= 2  # "nothing to gain from helping"
        negated = int(
            any(_negates(scene, i) for i in inside) or scene.tokens[chunks[nothing].head].text.lower() in _NOBODY
        )
        verb_at = at - 1
        while verb_at >= 0 and chunks[verb_at].kind in ("adv",):
            verb_at -= 1
        if verb_at >= 0 and chunks[verb_at].kind == "vp":
            own = scene.hits.get(chunks[verb_at].head)
            gap = verb.form == "gerund" and own is not None and any(
                s.kind == "negator" and s.prepositions for s in own.senses
            )  # "stopped them from attacking"
            return negated + int(gap), verb_at
        return negated, -1
    return None


def _shared_modal(scene: Scene, number: int) -> frames.Verb | None:
    """ "Would have restricted … and banned": the verb whose modal a coordinated one shares."""
    chunks, verbs = scene.reading.chunks, scene.reading.verbs
    at = number - 1
    while at >= 0 and chunks[at].kind == "adv":
        at -= 1
    if at < 0 or chunks[at].kind != "coord":
        return None
    for k in range(at - 1, max(-1, at - 12), -1):
        if chunks[k].kind in ("stop", "rel", "sub"):
            return None
        if chunks[k].kind == "vp":
            other = verbs[chunks[k].head]
            own = scene.tokens[chunks[number].head].tag
            fits = own in ("VB", "VBN", "VBD") if other.perfect else own in ("VB", "VBP")
            return other if other.modal and fits else None
    return None


def _negates(scene: Scene, i: int) -> bool:
    hit = scene.hits.get(i)
    sense = hit.of("negator") if hit is not None else None
    return sense is not None and not sense.prepositions


def _mode(scene: Scene, number: int, modal: str, perfect: bool, mode: str, negations: int) -> str:
    if scene.question:
        return "question"
    opener = _opener(scene, number)
    if mode == "denied":
        return mode
    if opener in ("if", "unless", "whether"):
        return "conditional"
    if modal == "would" or (modal == "could" and perfect):
        return "counterfactual" if perfect else ("conditional" if _has_if(scene) else mode or "asserted")
    if modal in _ADVICE or mode == "advised":
        return "advised"
    if _needs(scene, number):
        return "advised"
    if modal in ("will", "shall", "'ll", "’ll", "wo") or mode == "future":
        return "negated" if negations % 2 and mode != "future" else "future"
    return "negated" if negations % 2 else mode or "asserted"


def _is(scene: Scene, i: int, kind: str) -> bool:
    hit = scene.hits.get(i)
    return hit is not None and hit.of(kind) is not None


def _object_between(scene: Scene, first: int, end: int) -> bool:
    return any(scene.reading.chunks[k].kind == "np" for k in range(first + 1, end))


def _denial_before(scene: Scene, number: int) -> bool:
    """Whether the clause is what somebody denies: "denied that it had attacked"."""
    chunks = scene.reading.chunks
    for k in range(number - 1, max(0, number - 6), -1):
        word = scene.tokens[chunks[k].head].text.lower()
        if chunks[k].kind in ("stop", "comma"):
            return False
        if word == "that" and chunks[k - 1].kind == "vp":
            return scene.tokens[chunks[k - 1].head].lemma.lower() == "deny"
    return False


def _told_before(scene: Scene, number: int) -> bool:
    """Whether a verb in the past stands before: "promised that he would"."""
    chunks = scene.reading.chunks
    return any(
        chunks[k].kind == "vp" and scene.tokens[chunks[k].head].tag in ("VBD", "VBN")
        for k in range(max(0, number - 6), number)
    )


def _needs(scene: Scene, number: int) -> bool:
    chunk = scene.reading.chunks[number]
    hit = scene.hits.get(chunk.head)
    return hit is not None and hit.of("advice") is not None and hit.end > chunk.head + 1


def _has_if(scene: Scene) -> bool:
    return any(t.text.lower() in ("if", "unless", "were") for t in scene.tokens)


def _opener(scene: Scene, number: int) -> str:
    """The subordinator of the clause of a verb, "" where there is none."""
    chunks = scene.reading.chunks
    for k in range(number - 1, max(-1, number - 8), -1):
        kind = chunks[k].kind
        if kind == "sub":
            return scene.tokens[chunks[k].head].text.lower()
        if kind in ("stop", "rel", "comma") or (kind == "vp" and k != number):
            return ""
    return ""


# --- verbs ------------------------------------------------------------------------------------------------------------


def _verb(scene: Scene, verb: frames.Verb, used: set[int]) -> Iterator[Finding]:
    hit = scene.hits.get(verb.head)
    if hit is None:
        return
    for sense in sorted(hit.senses, key=lambda s: s.kind != "shift" or s.words > 1):
        if sense.noun or sense.kind not in ("verb", "symmetric", "shift", "conduct", "regard", "together", "copula"):
            continue
        maker = {
            "verb": _plain, "symmetric": _symmetric, "shift": _shift, "conduct": _conduct, "regard": _regard,
            "together": _together, "copula": _copula,
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
    return frames.object_antecedent(reading, verb.chunk) if verb.form == "finite" else []


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
    holders = actors(scene, frames.subject(scene.reading, verb.chunk) if stative else _agents(scene, verb))
    if sense.weak and "to" in sense.prepositions and not _goods(scene, verb):
        return
    over = force(scene, verb.chunk)
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


def _advisers(scene: Scene, verb: frames.Verb) -> list[Mention | str]:
    """Who advises what a verb says: the subject of "urged them to", or else the speaker."""
    chunks = scene.reading.chunks
    up = _governor(scene, verb.chunk)
    if up is not None and up[1] >= 0 and _is(scene, chunks[up[1]].head, "directive"):
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
                    rater, party.mention, over.apply(sense.polarity) * 0.5, sense, Force(1.0, 0, "asserted", 0.7),
                    evidence, "advice", f"advice: {why}", True, 0.5,
                )
        words = issue(scene, target, any_noun=sense.quad.startswith("verbal") and not sense.weak)
        if words and not found:
            yield _finding(
                rater, words, over.apply(sense.polarity) * 0.7, sense, Force(1.0, 0, "asserted", 0.8), evidence,
                "advice", f"advice: {why}", False, 0.6,
            )


def _settles(scene: Scene, verb: frames.Verb, targets: Sequence[int]) -> bool:
    """ "Struck the same deal": no blow."""
    if scene.tokens[verb.head].lemma.lower() not in ("strike", "cut", "close", "seal", "hammer"):
        return False
    hits = [scene.hits.get(scene.reading.chunks[n].head) for n in targets]
    return any(h is not None and any(s.noun and s.polarity > 0 for s in h.senses) for h in hits)


def _goods(scene: Scene, verb: frames.Verb) -> bool:
    """Whether what is given is something that helps: weapons, money, shelter."""
    objects = frames.phrases_after(scene.reading, verb.chunk) if not verb.passive else [frames.subject(scene.reading, verb.chunk)]
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
    strength = 0.6 if sense.weak else 0.9
    for number in targets:
        found = parties(scene, number)
        acting = [p for p in found if p.role != "patient" and p.mention.name != holder.name]
        for party in acting:
            rule = f"{'passive' if verb.passive else verb.form} verb"
            if party.role == "act":
                rule += ", act of the target"
            yield _finding(
                holder, party.mention, base * party.sign * (1.0 if party.role == "self" else 0.9), sense, over, evidence,
                rule, why, False, strength - (0.1 if party.role == "act" else 0.0),
            )
        for party in found:
            if party.role == "patient" and party.mention.name != holder.name:
                yield _finding(
                    holder, party.mention, base * party.sign * 0.5, sense, over, evidence, "act done to the target",
                    why, True, strength - 0.3,
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
        holder, target, max(-1.0, min(1.0, polarity)), attitude, quad, over.mode, over.certainty, evidence, rule, why,
        derived, strength,
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
        if sense.words == 1 and sense.prepositions and not sense.weak and frames.phrases_after(scene.reading, verb.chunk):
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
    yield from _pairs(members, sense, over, _evidence(scene, verb, sense), "brought together", "lexicon: " + _label(sense))


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
        act = _noun_sense(scene, head)
        bond = None
        if act is None:
            found_hit = scene.hits.get(head)
            found_sense = found_hit.of("symmetric") if found_hit is not None else None
            bond = found_sense if found_sense is not None and found_sense.noun else None
        noun = act or bond
        if noun is None:
            continue
        places = _attached(scene, number)
        targets = [m for word, _, members in places if word in noun.prepositions for m in members]
        if not targets:
            places = frames.prepositional(scene.reading, number if not verb.passive else verb.chunk)
            targets = [m for word, _, members in places[:2] if word in noun.prepositions for m in members]
        owners = _inside(scene, chunks[number].first, head)
        subjects = [p for p in owners if not (act is not None and act.act and _is_patient(scene, p, head))]
        direct = [p for p in owners if p not in subjects]
        polarity = over.apply(noun.polarity * sense.polarity)
        evidence = ((chunks[verb.chunk].first, chunks[verb.chunk].end), (head, head + 1))
        why = f"lexicon: {verb_text(scene, verb)} + {_label(noun)}"
        own = [h for h in holders if not subjects or h.name in {s.name for s in subjects}]
        reached = [*direct, *actors(scene, targets)]
        for holder in own:
            for target in reached:
                yield _finding(holder, target, polarity, noun, over, evidence, "act carried by a verb", why, False, 0.85)
                if bond is not None:
                    yield _finding(target, holder, polarity, noun, over, evidence, "act carried by a verb", why, False, 0.7)


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
                    rater, party.mention, over.apply(sense.polarity), sense, over, _evidence(scene, verb, sense),
                    "conduct", f"lexicon: {_label(sense)}", False, 0.7,
                )


def _qualities(scene: Scene, first: int, end: int) -> Iterator[tuple[Hit, Sense]]:
    for i in range(first, end):
        hit = scene.hits.get(i)
        sense = hit.of("quality") if hit is not None else None
        if hit is not None and sense is not None:
            yield hit, sense


def _denied_noun(scene: Scene, first: int) -> bool:
    return any(t.text.lower() in _NO or t.text.lower() in ("not", "hardly", "never") for t in scene.tokens[max(0, first - 2) : first + 1])


def _copula(scene: Scene, verb: frames.Verb, hit: Hit, sense: Sense) -> Iterator[Finding]:
    """ "The plan was reckless", "Iran is a threat to Israel": the speaker rates the subject."""
    chunks = scene.reading.chunks
    at = verb.chunk + 1
    while at < len(chunks) and (chunks[at].kind == "adv" or (chunks[at].kind == "prep" and scene.tokens[chunks[at].head].text.lower() in ("like", "into"))):
        at += 1
    if at >= len(chunks) or chunks[at].kind not in ("adj", "np"):
        return
    end = chunks[at].end
    subjects = frames.subject(scene.reading, verb.chunk)
    over = force(scene, verb.chunk)
    yield from _adjectives(scene, verb, at, subjects, over)
    lemma = scene.tokens[verb.head].lemma.lower()
    if verb.form == "gerund" or (lemma in ("seem", "appear", "look", "sound") and _opener(scene, verb.chunk) in _CONCEDING):
        return  # how things look is then contradicted
    if chunks[at].kind == "np" and _denied_noun(scene, chunks[at].first) and not scene.reading.verbs[verb.head].negated:
        over = attrs.evolve(over, negations=over.negations + 1)
    yield from _roles(scene, verb, at, subjects, over)
    rater = _speaker(scene, verb.head)
    for found, quality in _qualities(scene, chunks[at].first, end):
        if quality.weak and not _marked(scene, found.first):
            continue
        if chunks[at].kind == "np" and not quality.weak and found.first != chunks[at].head and scene.tokens[chunks[at].head].tag.startswith("NNP"):
            continue
        evidence = ((chunks[verb.chunk].first, chunks[verb.chunk].end), (found.first, found.first + 1))
        strength = 0.45 if quality.weak else 0.75
        why = f"lexicon: {_label(quality)}"
        judge: list[Mention | str] = [rater] if rater else []
        for word, _, members in _attached(scene, at):
            if word == "for" and (sufferers := actors(scene, members)) and quality.polarity < 0:
                judge = list(sufferers)
        for number in subjects:
            found_parties = [p for p in parties(scene, number) if p.role != "patient"]
            for party in found_parties:
                for who in judge:
                    yield _finding(
                        who, party.mention, over.apply(quality.polarity), quality, over, evidence, "rating", why, False,
                        strength - (0.05 if party.role == "act" else 0.0),
                    )
            words = issue(scene, number)
            if words and not found_parties:
                for who in judge:
                    yield _finding(who, words, over.apply(quality.polarity), quality, over, evidence, "rating of an issue", why, False, strength)
        return


def _marked(scene: Scene, i: int) -> bool:
    """Whether a weak quality is driven home: "far too weak", "utterly hollow"."""
    word = scene.tokens[i - 1].text.lower() if i else ""
    return word in ("too", "so", "very", "utterly", "deeply", "profoundly", "dangerously", "simply", "increasingly")


def _adjectives(
    scene: Scene, verb: frames.Verb, at: int, subjects: Sequence[int], over: Force
) -> Iterator[Finding]:
    """ "Is hostile to", "remains wary of": adjectives with a target of their own."""
    chunk = scene.reading.chunks[at]
    for i in range(chunk.first, chunk.end):
        hit = scene.hits.get(i)
        sense = hit.of("verb") if hit is not None else None
        if sense is None or not sense.prepositions or scene.tokens[i].tag.startswith("NN"):
            continue
        evidence = ((scene.reading.chunks[verb.chunk].first, scene.reading.chunks[verb.chunk].end), (i, i + 1))
        for word, _, members in _attached(scene, at)[:1]:
            if word in sense.prepositions:
                for holder in actors(scene, subjects):
                    yield from _towards(
                        scene, holder, members, sense, over, evidence, f"lexicon: {_label(sense)}", verb
                    )
        return


def _roles(
    scene: Scene, verb: frames.Verb, at: int, subjects: Sequence[int], over: Force
) -> Iterator[Finding]:
    """ "Berlin is an ally of Paris": the noun says how the subject stands towards somebody."""
    chunk = scene.reading.chunks[at]
    for head in range(chunk.first, chunk.end):
        hit = scene.hits.get(head)
        sense = hit.of("role") if hit is not None else None
        if sense is None:
            continue
        targets = _inside(scene, chunk.first, head)
        for word, _, members in _attached(scene, at):
            if word in sense.prepositions:
                targets += actors(scene, members)
        evidence = ((scene.reading.chunks[verb.chunk].first, scene.reading.chunks[verb.chunk].end), (head, head + 1))
        for holder in actors(scene, subjects):
            for target in targets:
                yield _finding(holder, target, over.apply(sense.polarity), sense, over, evidence, "role", f"lexicon: {_label(sense)}", False, 0.75)
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
            if chunks[at].kind == "prep" and scene.tokens[chunks[at].head].text.lower() == "as" and at + 1 < len(chunks):
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
    for word, _, members in _attached(scene, last) if not verb.passive else ():
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
                            holder, party.mention, over.apply(quality.polarity), quality, over, evidence, "regard",
                            f"lexicon: {_label(quality)}", False, 0.8,
                        )
                words = issue(scene, number)
                if words and not got:
                    yield _finding(holder, words, over.apply(quality.polarity), quality, over, evidence, "regard", f"lexicon: {_label(quality)}", False, 0.7)
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
        targets = [Party(m, 1.0, "act") for m in _inside(scene, chunk.first, chunk.head) if _possessive(scene, m)] if not hit.of("role") and not hit.of("noun") else []
    elif hit.first < chunk.head and not noun:
        targets = [Party(m, 1.0, "act") for m in _inside(scene, chunk.first, chunk.head) if m.end <= hit.first or m.first > hit.first]
        if not targets:
            targets = [p for p in parties(scene, number) if p.role != "patient"]
    else:
        targets = []
    for party in targets:
        yield _finding(
            rater, party.mention, over.apply(sense.polarity), sense, over, ((hit.first, hit.first + 1),), "rating in a phrase",
            f"lexicon: {_label(sense)}", False, 0.65,
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
        good = next((s for s in hit.senses if s.polarity > 0 and s.kind in ("verb", "noun", "quality", "symmetric", "role")), None) if hit else None
        if good is None or i < 2:
            continue
        owners = [m for m in scene.at.get(i - 2, ())] or [m for m in scene.at.get(i - 3, ()) if tokens[i - 2].tag == "POS"]
        speech = scene.voice(i)
        rater = speech.holder if speech is not None and speech.end - speech.start > 40 else AUTHOR
        if end + 1 < len(tokens) and scene.at.get(end + 1) and not owners:
            owners = list(scene.at[end + 1])
        for owner in owners:
            yield Finding(
                rater, owner, -0.4, "blame", "verbal conflict", "asserted", 0.6, ((i, end),), "irony: scare quotes",
                f"lexicon: {_label(good)}, between quotation marks", False, 0.55,
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
    inside = _inside(scene, chunk.first, hit.first)
    attached = _attached(scene, number)
    if sense.kind == "symmetric":
        yield from _symmetric_noun(scene, sense, inside, attached, over, evidence, why)
        if sense.kind == "symmetric" and not any(s.kind == "noun" for s in hit.senses):
            return
        sense = next(s for s in hit.senses if s.kind == "noun")
    agents = [m for m in inside if not (sense.act and _is_patient(scene, m, hit.first))]
    agents += [m for word, _, members in attached if word in ("by", "from") for m in actors(scene, members)]
    targets = [m for m in inside if m not in agents]
    if not agents:
        agents = _shared_owner(scene, number) or _light_verb_subject(scene, number)
    yield from _received(scene, number, sense, attached, over, evidence, why)
    for word, _, members in attached:
        if word in sense.prepositions and not (word == "of" and not agents):
            targets += [p.mention for member in members for p in parties(scene, member) if p.role != "patient"]
    if sense.attitude == "threaten" and not targets:
        targets = _threatened(scene, number)
    for agent in agents:
        for target in targets:
            if agent.name != target.name:
                yield _finding(agent, target, over.apply(sense.polarity), sense, over, evidence, "nominalisation", why, False, 0.8)


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
            yield _finding(holder, target, over.apply(sense.polarity), sense, over, evidence, "act received", why, False, 0.8)


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
            scene, holder, targets, sense, over, ((hit.first, hit.first + sense.words),), f"lexicon: {_label(sense)}", verb
        )


def _shared_owner(scene: Scene, number: int) -> list[Mention]:
    """ "Their cooperation and mistrust of the West": the owner of the noun before "and"."""
    chunks = scene.reading.chunks
    if number < 2 or chunks[number - 1].kind != "coord" or chunks[number - 2].kind != "np":
        return []
    before = chunks[number - 2]
    return [m for m in _inside(scene, before.first, before.head) if _possessive(scene, m)]


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
    targets = _inside(scene, chunks[number].first, hit.first)
    for word, _, members in _attached(scene, number):
        if word in sense.prepositions:
            targets += actors(scene, members)
    for holder in actors(scene, [number - 2]):
        for target in targets:
            yield _finding(
                holder, target, sense.polarity, sense, Force(1.0, 0, "asserted", 0.9), ((hit.first, hit.first + 1),),
                "role in apposition", f"lexicon: {_label(sense)}", False, 0.7,
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
    if verb.passive or hit is not None and hit.of("receive"):
        return []
    if not own and (hit is None or not hit.of("light")):
        return []
    return actors(scene, frames.subject(scene.reading, verb.chunk))


def _noun_force(scene: Scene, number: int, first: int) -> Force:
    """Negation and mode of an act that a noun names: "no", "lack of", "end to", and the verb that has it as object."""
    chunks = scene.reading.chunks
    chunk = chunks[number]
    negations = int(scene.tokens[chunk.first].text.lower() in _NO)
    if number >= 2 and chunks[number - 1].kind == "prep" and _negates(scene, chunks[number - 2].head):
        negations += 1
    mode, certainty = "asserted", 0.9
    if number >= 1 and chunks[number - 1].kind == "vp":
        verb = scene.reading.verbs[chunks[number - 1].head]
        over = force(scene, verb.chunk)
        negations += over.negations
        mode, certainty = over.mode, over.certainty
        hit = scene.hits.get(verb.head)
        shift = hit.of("shift") if hit is not None else None
        if shift is not None and shift.polarity < 0:
            negations += 1
    if mode in ("asserted", "negated"):
        mode = "question" if scene.question else ("negated" if negations % 2 else "asserted")
    return Force(1.0 if negations < 2 else 0.7, negations, mode, min(certainty, _CERTAINTY[mode]))


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
        elif word in ("of", "in") and sense.polarity < 0 or word == "of":
            got = actors(scene, numbers)
            if len({m.name for m in got}) > 1:  # "confrontation in the U.S.-Russian relationship"
                members += got
    if len({m.name for m in members}) > 1:
        yield from _pairs(members[:6], sense, over, evidence, "symmetric noun", why, 0.5 if sense.weak else 0.85)
