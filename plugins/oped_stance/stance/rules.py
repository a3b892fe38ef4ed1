"""The rules: from the reading of a sentence to directed, signed stances with their grounds.

Each rule yields `Finding`s. Against an act of an actor is against the actor; what it means for the one to whom the act
is done is derived, and marked so. Negation is applied to polarity: a negated condemnation is never negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from oped_stance.stance import frames
from oped_stance.stance.advice import allowed, deeds, timely
from oped_stance.stance.ellipsis import elided
from oped_stance.stance.finding import Finding, name
from oped_stance.stance.judgements import apposition, cries, quality, scare_quotes
from oped_stance.stance.lexicon import stances
from oped_stance.stance.nouns import noun, stands
from oped_stance.stance.ratings import conduct, copula, effect, regard
from oped_stance.stance.scene import Scene
from oped_stance.stance.unclaimed import vouched
from oped_stance.stance.verbs import plain, shift, symmetric, together

__all__ = ["Finding", "findings", "name"]


def findings(scene: Scene, before: Sequence[Finding] = ()) -> list[Finding]:
    """All stances that the rules find in a sentence; of several alike the best grounded stays.

    `before` are the findings of the last sentence, which "does not" may take up again.
    """
    found: list[Finding] = []
    used: set[int] = set()
    for verb in scene.reading.verbs.values():
        told = list(_verb(scene, verb, used))
        found.extend(told)
        if not any(f.rule == "advice" and not f.derived for f in told):
            found.extend(deeds(scene, verb))
    for hit, _ in stances(scene.hits):
        found.extend(noun(scene, hit, used))
        found.extend(quality(scene, hit))
        found.extend(apposition(scene, hit))
    for hit in scene.hits.values():
        if hit.of("stand", "cry"):
            found.extend(stands(scene, hit))
            found.extend(cries(scene, hit))
    found.extend(scare_quotes(scene))
    found.extend(allowed(scene))
    found.extend(timely(scene))
    found = vouched(scene, found)
    return _best([*found, *elided(scene, found, before)])


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


def _verb(scene: Scene, verb: frames.Verb, used: set[int]) -> Iterator[Finding]:
    hit = scene.hits.get(verb.head)
    if hit is None:
        return
    senses = [sense for sense in hit.senses if sense.kind in _MAKERS and not sense.noun]
    senses.sort(key=lambda s: (s.kind == "effect", s.kind != "shift" or s.words > 1))
    for sense in senses:
        found = list(_MAKERS[sense.kind](scene, verb, hit, sense))
        if found:
            used.update(range(hit.first, hit.first + sense.words))
            yield from found
            if sense.kind != "regard":
                return


_MAKERS = {
    "verb": plain,
    "symmetric": symmetric,
    "shift": shift,
    "conduct": conduct,
    "regard": regard,
    "together": together,
    "copula": copula,
    "effect": effect,
}
