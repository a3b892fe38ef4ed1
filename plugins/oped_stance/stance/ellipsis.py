"""Stances told without their verb: "Oslo backs the plan, but Bern does not" says where Bern stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from oped_stance.stance import frames
from oped_stance.stance.finding import Finding, name, stand
from oped_stance.stance.parties import actors
from oped_stance.stance.scene import Mention, Scene

_WEAKER = 0.6  # of the polarity that is denied


def elided(scene: Scene, found: Sequence[Finding], before: Sequence[Finding] = ()) -> Iterator[Finding]:
    """What a bare "does not" says of its subject: the stance of the clause before, turned round.

    `found` are the findings of this sentence, `before` those of the last one.
    """
    for verb in scene.reading.verbs.values():
        if not verb.negated or not _bare(scene, verb):
            continue
        chunk = scene.reading.chunks[verb.chunk]
        earlier = [f for f in found if f.evidence[-1][1] <= chunk.first and not f.derived]
        if earlier:
            last = max(f.evidence for f in earlier)
            models = [f for f in earlier if f.evidence == last]
        else:
            models = [f for f in before if not f.derived] if _alone(scene) else []
        for holder in actors(scene, frames.subject(scene.reading, verb.chunk)):
            yield from _turned(holder, models, (chunk.first, chunk.end))


def _turned(holder: Mention, models: Sequence[Finding], evidence: tuple[int, int]) -> Iterator[Finding]:
    for model in models:
        if model.mode != "asserted" or holder.name in (name(model.holder), name(model.target)):
            continue
        attitude, quad = stand(model.polarity < 0)
        yield attrs.evolve(
            model,
            holder=holder,
            polarity=-model.polarity * (_WEAKER if model.polarity > 0 else 0.25),
            attitude=attitude,
            quad=quad,
            mode="negated",
            certainty=0.8,
            evidence=(evidence,),
            rule="ellipsis",
            why=f"the clause before, denied: {model.why}",
            strength=min(model.strength, 0.7),
        )


def _bare(scene: Scene, verb: frames.Verb) -> bool:
    """Whether a verb group is an auxiliary with nothing after it that it could help: "does not", "did not either"."""
    chunks = scene.reading.chunks
    if scene.tokens[verb.head].lemma.lower() != "do":
        return False
    at = verb.chunk + 1
    while at < len(chunks) and chunks[at].kind == "adv":
        at += 1
    return at >= len(chunks) or chunks[at].kind in ("stop", "comma", "coord")


def _alone(scene: Scene) -> bool:
    """Whether the sentence has no other verb, so that only the one before can tell what is not done."""
    return len(scene.reading.verbs) == 1
