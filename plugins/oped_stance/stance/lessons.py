"""What the models of raw text learn from: the predicates of gold op-eds, each with whose stance it is, if any."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence, Set

import attrs

import oped
from oped import Annotation, Document, Report
from oped.analyser import Record
from oped_stance.stance import rules
from oped_stance.stance.aims import aims
from oped_stance.stance.candidates import Candidate, candidates, telling
from oped_stance.stance.feeling import feelings
from oped_stance.stance.finding import name
from oped_stance.stance.force import force
from oped_stance.stance.learned import Place
from oped_stance.stance.parties import parties
from oped_stance.stance.ranking import instance, setting
from oped_stance.stance.reading import scenes
from oped_stance.stance.scene import AUTHOR, Mention, Scene, scene
from oped_stance.stance.topics import Topics

LAYERS = ("actors", "attribution", "clauses")


@attrs.frozen
class Lesson:
    """A predicate: its features; 0, A or S; + or −, attitude and v (words) or m (deeds) where it is a stance ("" elsewhere)."""

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
    for sentence, seen in scenes(document, layers, topics):
        ruled = rules.findings(seen) if seen.stirs else []
        topics.read(seen)
        around, felt = setting(document, sentence), feelings(seen.tokens)
        here = [a for a in stances if a.start < sentence.end and a.end > sentence.start]
        for candidate in candidates(seen):
            if not telling(seen, candidate, ruled):
                continue
            own = [a for a in here if _touches(seen, candidate, a)]
            labels = _labels(own)
            targets = tuple(_aims(seen, candidate, labels[0] == "A", own, topics)) if own else ()
            yield Lesson(instance(seen, candidate, ruled, around, felt), *labels, targets, document.id)
        topics.pass_by(seen, "")


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


def of_pair(document: Document, source: Place, target: Place, sign: str) -> Iterator[Lesson]:
    """The predicates that join two given actors as subject and object, with the sign (+, −, 0) of a coded stance."""
    if source.whole or target.whole:
        return
    for sentence in document.sentences:
        base = document.token_range(sentence.start, sentence.start + 1).start
        places = [("p", source), ("q", target)]
        here = [
            Mention(None, which, place.first - base, place.end - base, "name", "person")
            for which, place in places
            if base <= place.first < base + len(sentence.tokens)
        ]
        seen = scene(sentence.tokens, here, ()) if len(here) == len(places) else None
        if seen is None:
            continue
        ruled = rules.findings(seen) if seen.stirs else []
        around, felt = (
            setting(document, sentence)[-1:],
            feelings(seen.tokens),
        )  # a sentence alone: only its length tells
        for candidate in candidates(seen):
            if "p" in _names(seen, candidate.subjects) and "q" in _names(seen, (*candidate.objects, candidate.oblique)):
                who = "0" if sign == "0" else "S"
                features = instance(seen, candidate, ruled, around, felt)
                yield Lesson(features, who, "" if sign == "0" else sign, "", (), document.text)


def _names(seen: Scene, numbers: Iterable[int]) -> set[str]:
    return {party.mention.name for number in numbers if number >= 0 for party in parties(seen, number)}


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
    act = f"{chosen.features.get('attitude')}:{'m' if deed else 'v'}"
    return "A" if own else "S", "+" if positive else "-", act
