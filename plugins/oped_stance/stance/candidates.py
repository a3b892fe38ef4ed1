"""Where in a sentence a stance may stand: every predicate, with the phrases around it.

The rules find a stance where the lexicon has its word. A candidate asks for no word: any verb group (a copula with
what it says of its subject) may be one. Whether it is a stance, whose, and of which sign, a maximum-entropy model
decides (`ranking.py`); who holds it and towards whom or what, is read from the phrases around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from oped_stance.stance import frames
from oped_stance.stance.finding import Finding
from oped_stance.stance.force import imperative
from oped_stance.stance.parties import parties
from oped_stance.stance.scene import Scene

_BE = frozenset(
    [*("be", "'s", "’s", "'re", "’re", "'m", "’m", "seem", "become", "remain", "look", "sound", "feel", "appear")]
)
_LONGEST = 9  # tokens of evidence


@attrs.frozen
class Candidate:
    """A predicate: its verb, its evidence (tokens `[first, end)`), and the noun phrases around it, as chunks."""

    verb: frames.Verb
    first: int
    end: int
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    complement: int
    """The chunk of what is said of the subject or object ("is reckless"); −1 where there is none."""
    preposition: str
    oblique: int
    """The noun phrase after the first preposition that follows; −1 where there is none."""
    copula: bool


def candidates(scene: Scene) -> Iterator[Candidate]:
    """The predicates of a sentence, in order."""
    for verb in scene.reading.verbs.values():
        if scene.tokens[verb.head].tag == "MD":
            continue
        found = _candidate(scene, verb)
        after = scene.tokens[found.end].text.lower() if found.end < len(scene.tokens) else ""
        if not (found.copula and found.complement < 0 and after == "that"):  # "the answer is that": says, rates nothing
            yield found


def telling(scene: Scene, candidate: Candidate, findings: Sequence[Finding]) -> bool:
    """Whether it is worth asking the models: an actor beside the predicate, a word of stance in it, advice, or a rule.

    Elsewhere one predicate in fourteen is a stance, and nothing in its words says so.
    """
    if candidate.verb.modal in _ADVICE:
        return True
    chunks = scene.reading.chunks
    for number in (*candidate.subjects, *candidate.objects):
        if any(i in scene.at for i in range(chunks[number].first, chunks[number].end)):
            return True
    for i in range(candidate.first, candidate.end):
        if i in scene.hits and any(sense.polarity for sense in scene.hits[i].senses):
            return True
    return imperative(scene, candidate.verb.chunk) or any(touches(candidate, finding) for finding in findings)


_ADVICE = frozenset({"should", "must", "ought"})


def touches(candidate: Candidate, finding: Finding) -> bool:
    """Whether a candidate shares a token with what a rule found."""
    return any(a < candidate.end and b > candidate.first for a, b in finding.evidence)


def _candidate(scene: Scene, verb: frames.Verb) -> Candidate:
    reading = scene.reading
    chunks = reading.chunks
    copula = scene.tokens[verb.head].lemma.lower() in _BE
    complement = _complement(scene, verb, copula)
    objects: list[int] = []
    if not (copula and complement >= 0):
        objects = [n for group in frames.phrases_after(reading, verb.chunk)[:1] for n in group]
        if not objects and not verb.passive and complement < 0:
            objects = frames.object_antecedent(reading, verb.chunk)
    first, end = chunks[verb.chunk].first, chunks[verb.chunk].end
    if complement >= 0:
        end = chunks[complement].end
    elif objects and objects[0] == verb.chunk + 1 and not parties(scene, objects[0]):
        end = chunks[objects[0]].end
    links = frames.prepositional(reading, verb.chunk)[:1]
    return Candidate(
        verb,
        first,
        min(end, first + _LONGEST),
        tuple(frames.subject(reading, verb.chunk)),
        tuple(objects),
        complement,
        links[0][0] if links else "",
        links[0][2][0] if links else -1,
        copula,
    )


def _complement(scene: Scene, verb: frames.Verb, copula: bool) -> int:
    chunks = scene.reading.chunks
    at = verb.chunk + 1
    while at < len(chunks) and chunks[at].kind == "adv":
        at += 1
    if at >= len(chunks):
        return -1
    said = chunks[at].kind == "np" and copula and not frames.subject_of_next(scene.reading, at)
    return at if chunks[at].kind == "adj" or said else -1
