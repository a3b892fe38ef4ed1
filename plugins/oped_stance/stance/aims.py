"""Towards whom or what a predicate may be a stance: every phrase and name that could be its target, with features."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from oped_stance.stance.candidates import Candidate
from oped_stance.stance.finding import name
from oped_stance.stance.force import Force
from oped_stance.stance.parties import deed, parties
from oped_stance.stance.scene import AUTHOR, Mention, Scene
from oped_stance.stance.topics import Topics

_STEPS = (1, 3, 6, 12)  # tokens


@attrs.frozen
class Aim:
    """One that may be the target, where it stands to the predicate, and the features by which it is judged."""

    side: Mention | str
    place: str
    features: tuple[str, ...]


def aims(scene: Scene, candidate: Candidate, own: bool, over: Force, topics: Topics) -> Iterator[Aim]:
    """What the author (`own`) or somebody else may stand towards; each name once, in order."""
    seen: set[str] = set()
    mode = f"{'A' if own else 'S'}{'p' if candidate.verb.passive else 'c' if candidate.copula else 'v'}"
    mode += "!" if over.mode == "advised" else ""
    for side, place, number in _sides(scene, candidate, topics):
        key = name(side)
        if not key or key in seen or key == AUTHOR:
            continue
        seen.add(key)
        kind = f"actor-{side.via}" if isinstance(side, Mention) else "issue"
        known = "known" if topics.knows(key) else "new"
        far = _far(scene, candidate, side, number)
        found = [
            f"{place}/{kind[:5]}",
            f"{mode}/{place}/{kind[:5]}",
            f"{place}/{known}",
            f"{mode}/{known}",
            "k=" + kind,
        ]
        found += [
            f"far={far}",
            f"{place}/far={far}",
            f"first={len(seen) == 1}/{mode}",
            f"n={min(4, topics.count(key))}",
        ]
        if place == "oblique":
            found += ["prep=" + candidate.preposition, f"prep={candidate.preposition}/{kind[:5]}/{mode}"]
        if isinstance(side, Mention):
            found += [f"t={side.type}/{place}", f"{mode}/t={side.type}"]
        yield Aim(side, place, tuple(found))


def _sides(scene: Scene, candidate: Candidate, topics: Topics) -> Iterator[tuple[Mention | str, str, int]]:
    places = [("subject", n) for n in candidate.subjects] + [("object", n) for n in candidate.objects]
    places += [("oblique", candidate.oblique)] if candidate.oblique >= 0 else []
    places += [("complement", candidate.complement)] if candidate.complement >= 0 else []
    for place, number in places:
        found = parties(scene, number)
        for party in found:
            yield party.mention, f"{place}-{party.role}", number
        if not any(party.role == "self" for party in found) and (words := topics.name(scene, number)):
            yield words, place, number
    yield from ((m, "after", -1) for m in scene.mentions if m.first >= candidate.end)
    yield from ((m, "before", -1) for m in reversed(scene.mentions) if m.end <= candidate.first)
    if topics.last:
        yield topics.last, "topic", -1
    if not candidate.copula and (words := deed(scene, candidate.verb.chunk)).count(" "):
        yield words, "deed", candidate.verb.chunk


def _far(scene: Scene, candidate: Candidate, side: Mention | str, number: int) -> int:
    first = side.first if isinstance(side, Mention) else scene.reading.chunks[number].head if number >= 0 else 99
    gap = candidate.first - first if first < candidate.first else first - candidate.end
    return sum(gap > step for step in _STEPS)
