"""What the models of raw text learn from: the predicates of gold op-eds, each with whose stance it is, if any."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence, Set

import attrs

import oped
from oped import Annotation, Report
from oped.analyser import Record
from oped_stance.stance import rules
from oped_stance.stance.aims import aims
from oped_stance.stance.candidates import Candidate, candidates, telling
from oped_stance.stance.feeling import feelings
from oped_stance.stance.finding import name
from oped_stance.stance.force import force
from oped_stance.stance.ranking import instance, setting
from oped_stance.stance.reading import scenes
from oped_stance.stance.scene import AUTHOR, Scene
from oped_stance.stance.topics import Topics

LAYERS = ("actors", "attribution", "clauses")


@attrs.frozen
class Lesson:
    """A predicate: its features; 0, A or S; + or − and v or m where it is a stance ("" elsewhere)."""

    features: list[str]
    who: str
    side: str
    act: str
    aims: tuple[tuple[tuple[str, ...], str], ...]
    """Features of each possible target, and y or n: whether it is the right one."""
    document: str


def lessons(records: Sequence[Record]) -> Iterator[Lesson]:
    """The predicates of gold reports, read with the layers that the analysers find, as in use."""
    for record in records:
        gold = Report.from_json(json.dumps(record))
        yield from of_report(gold)


def of_report(gold: Report) -> Iterator[Lesson]:
    """The predicates of one gold report."""
    document = gold.document
    found = oped.analyse(document, only=list(LAYERS))
    stances = gold.layer("stance").labelled("stance")
    topics = Topics()
    layers = {name: found.layer(name) for name in LAYERS}
    for sentence, scene in scenes(document, layers, topics):
        ruled = rules.findings(scene) if scene.stirs else []
        topics.read(scene)
        around, felt = setting(document, sentence), feelings(scene.tokens)
        here = [a for a in stances if a.start < sentence.end and a.end > sentence.start]
        for candidate in candidates(scene):
            if not telling(scene, candidate, ruled):
                continue
            own = [a for a in here if _touches(scene, candidate, a)]
            labels = _labels(own)
            targets = tuple(_aims(scene, candidate, labels[0] == "A", own, topics)) if own else ()
            yield Lesson(instance(scene, candidate, ruled, around, felt), *labels, targets, document.id)
        topics.pass_by(scene, "")


def _aims(
    scene: Scene, candidate: Candidate, author: bool, stances: Sequence[Annotation], topics: Topics
) -> Iterator[tuple[tuple[str, ...], str]]:
    over = force(scene, candidate.verb.chunk)
    right = {
        str(a.features.get("target", "")).lower() for a in stances if (a.features.get("holder") == AUTHOR) == author
    }
    for aim in aims(scene, candidate, author, over, topics):
        yield aim.features, "y" if _same(name(aim.side).lower(), right) else "n"


def _same(words: str, right: Set[str]) -> bool:
    """Whether words name one of the targets: the same, or an issue with the same last word."""
    return words in right or any(words.split()[-1] == other.split()[-1] for other in right if " " in other and words)


def _touches(scene: Scene, candidate: Candidate, stance: Annotation) -> bool:
    start, end = scene.tokens[candidate.first].start, scene.tokens[candidate.end - 1].end
    return any(span.start < end and span.end > start for span in stance.spans)


def _labels(stances: Sequence[Annotation]) -> tuple[str, str, str]:
    if not stances:
        return "0", "", ""
    own = [a for a in stances if a.features.get("holder") == AUTHOR]
    chosen = (own or stances)[0]
    polarity = chosen.features.get("polarity")
    positive = isinstance(polarity, int | float) and polarity > 0
    deed = str(chosen.features.get("quad", "")).startswith("material")
    return "A" if own else "S", "+" if positive else "-", "m" if deed else "v"
