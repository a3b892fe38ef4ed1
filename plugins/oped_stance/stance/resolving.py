"""Who stands towards whom, where a model says that a predicate is a stance: read from the phrases around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oped_stance.stance.aims import Aim, aims
from oped_stance.stance.candidates import Candidate
from oped_stance.stance.finding import Finding, name
from oped_stance.stance.force import Force, force
from oped_stance.stance.lexicon import words_of
from oped_stance.stance.models import model
from oped_stance.stance.parties import actors
from oped_stance.stance.ranking import Rank
from oped_stance.stance.scene import AUTHOR, Mention, Scene
from oped_stance.stance.topics import Topics
from oped_stance.stance.verbs import agents_of

_MOST = 3  # holders, or targets, of one predicate
_WEAKEST, _STRONGEST = 0.3, 0.7  # polarity
_ELSEWHERE = ("before", "after", "topic")  # not in the predicate's own phrases
_FOR = ("support", "praise", "cooperate")
_AGAINST = ("oppose", "blame", "threaten")
_OF_ACTORS = ("praise", "blame", "cooperate", "threaten")
ACCEPTED = 0.4
"""The probability of a stance with its sign from which a predicate that no rule speaks of is one.

At 0.19 more is found (seeds dev: recall .32, not .19) but every second finding has the wrong sign: a wrong one misleads more than a missing one.
"""
_LINK = re.compile(r" (?:of|on|against|with) ")  # to what belongs to the name of an issue
_LIKELY = 0.12  # the least probability of a target


def resolve(scene: Scene, candidate: Candidate, rank: Rank, topics: Topics, folder: str) -> Iterator[Finding]:
    """The stances of a predicate that the models take for one; none where its holder or target cannot be named."""
    if _denied_subject(scene, candidate):
        return
    lean = 2 * rank.positive - 1
    own = rank.author >= rank.other
    over = force(scene, candidate.verb.chunk)
    hit = scene.hits.get(candidate.verb.head)
    if over.negations % 2 and hit is not None and any(s.polarity and s.kind == "verb" for s in hit.senses):
        return  # "did not invade": the rules know the word, and have had their say
    holders = [scene.rater(candidate.verb.head)] if own else _holders(scene, candidate)
    for holder in holders[:_MOST]:
        if not name(holder):
            continue
        for aim in _targets(scene, candidate, own, over, topics, name(holder), folder):
            if aim.place.startswith(_ELSEWHERE):
                continue
            if isinstance(aim.side, str) and (not _policy(aim) or _taken_up(scene, candidate, aim)):
                continue
            yield _finding(scene, candidate, rank, holder, aim.side, lean, over)


def _policy(aim: Aim) -> bool:
    """Whether an issue is a thing to be for or against, by the noun at its head, or a deed: no "phrase", no "insult"."""
    if aim.place == "deed":
        return True
    head = re.split(_LINK, name(aim.side), maxsplit=1)[0].rpartition(" ")[2].lower()
    return bool({head, head.removesuffix("s")} & words_of("issue"))


def _taken_up(scene: Scene, candidate: Candidate, aim: Aim) -> bool:
    """Whether an issue is only what "it" or "that" may stand for, or what a verb brings about: "imposed an embargo"."""
    if aim.place == "subject":
        heads = {scene.tokens[scene.reading.chunks[n].head].text.lower() for n in candidate.subjects}
        return bool(heads & {"it", "this", "that"})
    hit = scene.hits.get(candidate.verb.head)
    carried = hit.of("shift") if hit is not None else None
    return aim.place == "object" and carried is not None and carried.polarity > 0


def _denied_subject(scene: Scene, candidate: Candidate) -> bool:
    """ "It was not the unions that wrecked them": whoever did it, it was not the subject."""
    firsts = [scene.reading.chunks[number].first for number in candidate.subjects[:1]]
    words = {scene.tokens[i].text.lower() for first in firsts for i in range(max(0, first - 1), first + 1)}
    return bool(words & {"not", "n't", "n’t", "no", "neither", "nor"})


def _finding(
    scene: Scene,
    candidate: Candidate,
    rank: Rank,
    holder: Mention | str,
    target: Mention | str,
    lean: float,
    over: Force,
) -> Finding:
    for_ = lean > 0
    among = _FOR if for_ else _AGAINST
    actor = isinstance(target, Mention)
    attitude, _, kind = rank.likeliest(a for a in among if actor or a not in _OF_ACTORS).partition(":")
    verbal = kind == "v" or name(holder) == AUTHOR
    size = _WEAKEST + (_STRONGEST - _WEAKEST) * abs(lean)
    return Finding(
        holder,
        target,
        size if for_ else -size,
        attitude,
        f"{'verbal' if verbal else 'material'} {'cooperation' if for_ else 'conflict'}",
        over.mode,
        over.certainty,
        ((candidate.first, candidate.end),),
        "predicate, learned",
        f"the model takes “{scene.text(candidate.first, candidate.end)}” for a stance ({rank.stance:.0%})",
        False,
        rank.stance,
    )


def _holders(scene: Scene, candidate: Candidate) -> list[Mention | str]:
    verb = candidate.verb
    found = actors(scene, agents_of(scene, verb) if verb.passive else candidate.subjects)
    if found:
        return [m for m in found if m.type != "region"]  # a sea, a coast
    speech = scene.voice(verb.head)
    if speech is not None and speech.holder:
        return [speech.holder]
    before = [m for m in scene.mentions if m.end <= candidate.first]
    return [before[-1]] if before and not verb.passive and not candidate.subjects else []


def _targets(
    scene: Scene, candidate: Candidate, own: bool, over: Force, topics: Topics, without: str, folder: str
) -> list[Aim]:
    """The likeliest target, with the actors that are joined to it in its phrase."""
    found = [aim for aim in aims(scene, candidate, own, over, topics) if name(aim.side) != without]
    if not found:
        return []
    aim_model = model(folder, "aim")
    scores = [aim_model.classify(aim.features).get("y", 0.0) for aim in found]
    best = max(range(len(found)), key=lambda i: (scores[i], -i))
    chosen = found[best]
    if scores[best] < _LIKELY:
        return []
    joined = [a for a in found if a.place == chosen.place and isinstance(a.side, Mention)]
    wide = isinstance(chosen.side, Mention) and not chosen.place.startswith(("before", "after"))
    return joined[:_MOST] if wide else [chosen]
