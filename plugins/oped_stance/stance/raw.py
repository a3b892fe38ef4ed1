"""Raw text: what the rules find and what the models take for a stance, sentence by sentence, weighed together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from oped import Document, Layer
from oped_stance.stance import rules
from oped_stance.stance.candidates import Candidate, candidates, telling, touches
from oped_stance.stance.feeling import feelings
from oped_stance.stance.finding import NEUTRAL
from oped_stance.stance.models import has_models
from oped_stance.stance.ranking import NAMES, Rank, instance, rank, setting
from oped_stance.stance.reading import scenes
from oped_stance.stance.resolving import ACCEPTED, resolve
from oped_stance.stance.scene import Mention, Scene
from oped_stance.stance.tidying import tidy
from oped_stance.stance.topics import Topics
from oped_stance.stance.unclaimed import vouched

_ISSUES = frozenset({"issue", "rating of an issue", "regard"})  # rules whose target "it" may take up again
VETOED = 0.15
"""The probability of a stance below which a rule's finding of a rating, or towards an issue, falls."""
_FIRM = 0.8  # strength


@attrs.frozen
class Read:
    """A sentence with all that the rules and the models found in it, and what of this is kept."""

    scene: Scene
    findings: tuple[rules.Finding, ...]
    kept: tuple[rules.Finding, ...]


def read(
    document: Document, layers: Mapping[str, Layer], folder: str, threshold: float, derived: bool, learned: bool = True
) -> Iterator[Read]:
    """Each sentence of a document with the stances in it, in order."""
    topics = Topics()
    last: list[rules.Finding] = []
    end = 0
    learned = learned and has_models(folder, NAMES)
    for sentence, scene in scenes(document, layers, topics):
        if document.text[end : sentence.start].strip():
            last = []  # a sentence without a stance stands between
        end = sentence.end
        ruled = rules.findings(scene, last) if scene.stirs or last else []
        topics.read(scene)
        ranked: list[tuple[Candidate, Rank]] = []
        asked = [c for c in candidates(scene) if telling(scene, c, ruled)] if learned else []
        if asked:
            around, felt = setting(document, sentence), feelings(scene.tokens)
            ranked = [(c, rank(instance(scene, c, ruled, around, felt), folder)) for c in asked]
        kept = [f for f in ruled if _stands(f, ranked, threshold, derived)]
        told = {(rules.name(f.holder), rules.name(f.target)) for f in kept}
        new = [
            finding
            for candidate, found in ranked
            if not any(touches(candidate, f) for f in kept) and found.reaches(ACCEPTED)
            for finding in resolve(scene, candidate, found, topics, folder)
            if (rules.name(finding.holder), rules.name(finding.target)) not in told
        ]
        new = vouched(scene, new)
        kept = tidy([*kept, *new], topics)
        last = kept
        yield Read(scene, (*ruled, *new), tuple(sorted(kept, key=lambda f: f.evidence)))
        issues = [f.target for f in ruled if isinstance(f.target, str) and f.rule in _ISSUES]
        topics.pass_by(scene, str(issues[-1]) if issues else "")


def _stands(finding: rules.Finding, ranked: list[tuple[Candidate, Rank]], threshold: float, derived: bool) -> bool:
    """Whether a rule's finding is kept: trusted enough, and no rating that the models take for nothing."""
    if abs(finding.polarity) < NEUTRAL:
        return False
    if finding.derived:
        return derived
    if finding.strength < threshold:
        return False
    firm = finding.strength >= _FIRM and isinstance(finding.target, Mention)
    chances = [found.stance for candidate, found in ranked if touches(candidate, finding)]
    return firm or not chances or max(chances) >= VETOED
