"""What stands over a predicate: negations, open and implicit, and the mode in which it is told."""

from __future__ import annotations

import attrs

from oped_stance.stance import frames
from oped_stance.stance.scene import Scene

CERTAINTY = {
    "asserted": 0.9,
    "negated": 0.8,
    "denied": 0.2,
    "conditional": 0.4,
    "future": 0.7,
    "counterfactual": 0.1,
    "question": 0.4,
    "advised": 0.3,
}
"""How far the text commits to a stance that is told in each mode."""
_ADVICE = frozenset({"should", "must", "ought"})
_NOBODY = frozenset({"nothing", "nobody", "none"})
_NO = frozenset({"no", "little", "scant"})
_FUTURE_CONTROL = frozenset(
    {"promise", "vow", "plan", "pledge", "intend", "swear", "hope", "aim", "prepare", "threaten"}
)
_INTENT = frozenset({"want", "try", "seek", "attempt", "wish", "move", "work", "struggle", "strive"})
_CLAIMING = frozenset({"think", "believe", "claim", "say", "suggest", "mean", "suppose", "pretend", "accept"})
_MAX_STEPS = 4


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


def force(scene: Scene, number: int) -> Force:
    """Negations and mode of the verb group at a chunk, from its own words and from what governs it."""
    chunks, verbs = scene.reading.chunks, scene.reading.verbs
    negations, modal, mode, certainty = 0, "", "", 1.0
    at = below = number
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
        if at != number and has(scene, chunks[at].head, "directive") and _object_between(scene, at, below):
            mode = mode or "advised"
        if at != number and lemma == "deny":
            mode = "denied"
        if at != number and lemma in _INTENT:
            certainty = min(certainty, 0.8)
        if not modal and verb.form in ("finite", "participle") and (shared := _shared_modal(scene, at)) is not None:
            modal, perfect = shared.modal, shared.perfect
        negations += _instead(scene, at)
        up = governor(scene, at)
        if up is None:
            break
        negated, above = up
        negations += negated
        if above < 0:
            break
        below, at = at, above
    negations += _unclaimed(scene, at)
    mode = _mode(scene, at, modal, perfect, mode, negations)
    if modal in ("may", "might", "could", "can"):
        certainty = min(certainty, 0.5)
    elif modal == "would" and mode == "asserted":
        mode = "future" if _told_before(scene, number) else "conditional"
    speech = scene.voice(chunks[number].head)
    if (speech is not None and speech.denied) or _denial_before(scene, number):
        negations, mode = negations + 1, "denied"
    return Force(1.0 if negations < 2 else 0.7, negations, mode, round(min(certainty, CERTAINTY[mode]), 3), threat)


def governor(scene: Scene, number: int) -> tuple[int, int] | None:
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
            return governor(scene, before)
        return None
    if kind == "vp":
        return int(negates(scene, chunks[at].head)), at
    if kind in ("adj", "np"):
        inside = range(chunks[at].first, chunks[at].end)
        nothing = at
        while nothing >= 2 and chunks[nothing - 1].kind == "prep" and chunks[nothing - 2].kind == "np":
            nothing -= 2  # "nothing to gain from helping"
        negated = int(
            any(negates(scene, i) for i in inside)
            or scene.tokens[chunks[nothing].head].text.lower() in _NOBODY
            or scene.tokens[chunks[at].first].text.lower() in _NO  # "no reason to doubt him"
        )
        verb_at = at - 1
        while verb_at >= 0 and chunks[verb_at].kind in ("adv",):
            verb_at -= 1
        if verb_at >= 0 and chunks[verb_at].kind == "vp":
            own = scene.hits.get(chunks[verb_at].head)
            gap = (
                verb.form == "gerund"
                and own is not None
                and any(s.kind == "negator" and s.prepositions for s in own.senses)
            )  # "stopped them from attacking"
            return negated + int(gap), verb_at
        return negated, -1
    return None


def _instead(scene: Scene, number: int) -> int:
    """1 where a gerund is what was not done: "without consulting", "far from helping", "instead of helping"."""
    chunks, tokens = scene.reading.chunks, scene.tokens
    if scene.reading.verbs[chunks[number].head].form != "gerund":
        return 0
    first = chunks[number].first
    before = tokens[first - 1].text.lower() if first else ""
    pair = (tokens[first - 2].text.lower() if first > 1 else "", before)
    return int(before == "without" or pair in (("far", "from"), ("instead", "of"), ("rather", "than")))


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


def negates(scene: Scene, i: int) -> bool:
    """Whether the word at a token turns round what it governs: "refuse", "fail", "lack of"."""
    hit = scene.hits.get(i)
    sense = hit.of("negator") if hit is not None else None
    return sense is not None and not sense.prepositions


def _mode(scene: Scene, number: int, modal: str, perfect: bool, mode: str, negations: int) -> str:
    if scene.question:
        return "question"
    opens = opener(scene, number)
    if mode == "denied":
        return mode
    if opens in ("if", "unless", "whether"):
        return "conditional"
    if modal == "would" or (modal == "could" and perfect):
        return "counterfactual" if perfect else ("conditional" if _has_if(scene) else mode or "asserted")
    if modal in _ADVICE or mode == "advised":
        return "counterfactual" if perfect and modal in _ADVICE else "advised"
    if needs(scene, number) or (not modal and imperative(scene, number)):
        return "advised"
    if modal in ("will", "shall", "'ll", "’ll", "wo") or mode == "future":
        return "negated" if negations % 2 and mode != "future" else "future"
    return "negated" if negations % 2 else mode or "asserted"


def imperative(scene: Scene, number: int) -> bool:
    """Whether a bare verb opens its clause, so that it is an order: "Repeal the tax", "exempt them, and spend"."""
    chunks = scene.reading.chunks
    chunk = chunks[number]
    verb = scene.reading.verbs.get(chunk.head)
    if verb is None or verb.modal or scene.question or scene.tokens[chunk.head].tag not in ("VB", "VBP"):
        return False
    first = scene.tokens[chunk.first]
    if first.tag not in ("VB", "VBP") or (first.tag == "VBP" and chunk.first > 0 and first.text[:1].islower()):
        return False
    at = number - 1
    while at >= 0 and chunks[at].kind in ("adv", "coord") and chunks[at].head < chunk.first:
        at -= 1
    return at < 0 or (chunks[at].kind == "stop" and scene.tokens[chunks[at].head].text in (":", ";"))


def has(scene: Scene, i: int, kind: str) -> bool:
    """Whether an entry of this kind begins at a token."""
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


def _unclaimed(scene: Scene, number: int) -> int:
    """1 where the clause is what is not thought or claimed: "I do not think that they were stupid"."""
    chunks = scene.reading.chunks
    for k in range(number - 1, max(0, number - 6), -1):
        if chunks[k].kind in ("stop", "comma"):
            return 0
        if chunks[k].kind == "vp":
            verb = scene.reading.verbs[chunks[k].head]
            return int(verb.negated and scene.tokens[chunks[k].head].lemma.lower() in _CLAIMING)
    return 0


def _told_before(scene: Scene, number: int) -> bool:
    """Whether a verb in the past stands before: "promised that he would"."""
    chunks = scene.reading.chunks
    return any(
        chunks[k].kind == "vp" and scene.tokens[chunks[k].head].tag in ("VBD", "VBN")
        for k in range(max(0, number - 6), number)
    )


def needs(scene: Scene, number: int) -> bool:
    """Whether a verb group says that something has to be done: "needs to"."""
    if number < 0:
        return False
    chunk = scene.reading.chunks[number]
    hit = scene.hits.get(chunk.head)
    past = scene.tokens[chunk.head].tag == "VBD" and scene.tokens[chunk.head].text.lower() not in ("had", "'d", "’d")
    past = past or (scene.tokens[chunk.head].text.lower() == "had" and scene.tokens[chunk.head].lemma.lower() == "have")
    return not past and hit is not None and hit.of("advice") is not None and hit.end > chunk.head + 1


def _has_if(scene: Scene) -> bool:
    return any(t.text.lower() in ("if", "unless", "were") for t in scene.tokens)


def opener(scene: Scene, number: int) -> str:
    """The subordinator of the clause of a verb, "" where there is none."""
    chunks = scene.reading.chunks
    for k in range(number - 1, max(-1, number - 8), -1):
        kind = chunks[k].kind
        if kind == "sub":
            return scene.tokens[chunks[k].head].text.lower()
        if kind in ("stop", "rel", "comma") or (kind == "vp" and k != number):
            return ""
    return ""
