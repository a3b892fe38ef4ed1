"""Which unit of a text with several paragraphs is its thesis.

Op-eds have habits: the recommendation at the end, the view that turns against the lede, the words that come back all
through the text and in the headline (Stab and Gurevych 2017 find major claims by place and words in the same way).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs

from oped.learning import Model

from ..text import OPENING, word_list
from .layout import Text
from .unit import AUTHOR, Unit

MANY = 6
"""More recommendations than this are taken for as many."""

SIZE = 3
"""The words of a unit count as at least so many, so that a short one is not the densest by chance."""


POINTS, NAMED = 0.3, 2.0
"""The odds of a thesis that names nothing count so many times, and those of a recommendation that names what the headline names. By
folds over the op-eds of seeds train and dev the two lose no thesis, and bring the coders' a little nearer to the first place."""


@attrs.frozen
class Grounds:
    """What the features of every unit of a text ask for, computed once.

    `acts` is what each unit does, `rank` the place of each that recommends among those; `most` is the largest of `text.back`.
    """

    text: Text
    acts: Sequence[str]
    rank: dict[int, int]
    most: int


def grounds(text: Text) -> Grounds:
    """Lay out what the features of the units ask for."""
    acts = [act(unit) for unit in text.units]
    rank = [at for at, name in enumerate(acts) if name in ("let", "address", "imperative", "duty")]
    return Grounds(text, acts, {at: k for k, at in enumerate(rank)}, max([1, *text.back]))


def act(unit: Unit) -> str:
    """What a unit does as a whole: recommends in one of several ways, evaluates, or neither."""
    if unit.orders:
        words = [word for word in unit.words if word not in OPENING]
        if "let" in words[:3]:
            return "address" if "me" in words[:4] else "let"
        return "imperative" if word_list("addresses").isdisjoint(words[:2]) else "address"
    if unit.verb.duty:
        return "duty"
    return "recommend" if "recommend" in unit.cues else "evaluation" if "evaluation" in unit.cues else "none"


def zone(paragraph: str, fifth: int) -> str:
    """The part of the text: its opening, end, or what is between, earlier or later."""
    if paragraph in ("first", "second"):
        return "opening"
    if paragraph in ("last", "last-1"):
        return "end"
    return "early" if fifth < 2 else "late"


def features(having: Grounds, at: int) -> list[str]:
    """The names of the features that hold for one unit as the thesis."""
    text, units = having.text, having.text.units
    unit, spot, does, back = units[at], text.spots[at], having.acts[at], text.back[at]
    where = zone(spot.paragraph, spot.fifth)
    verb = unit.verb
    density = back / (3 * max(SIZE, len(unit.content)))
    names = [
        "bias",
        f"act={does}",
        f"act={does},{where}",
        f"act={does},in={spot.within}",
        f"paragraph={spot.paragraph}",
        f"in={spot.within}",
        f"{where},{spot.within}",
        f"verb={verb.form}",
        f"subject={verb.subject}",
        f"duty={verb.duty},{verb.subject}",
        f"duty={verb.duty},{where}",
        f"duty={verb.duty},dense={density >= 0.2}",
        f"density={min(5, int(density * 10))}",
        f"back={min(5, back // 3)}",
        f"rel={4 * back // having.most}",
        f"headline={min(2, len(unit.content & text.headline))}" if text.headline else "no headline",
        f"question={unit.question}",
        f"figures={any(word[0].isdigit() for word in unit.words)}",
        f"reported={unit.holder != AUTHOR}",
        f"quoted={not OPENING.isdisjoint([token.text for token in unit.tokens])}",
        f"opening={unit.words[0] if unit.words and unit.tokens[0].tag in ('CC', 'IN', 'RB') else ''}",
        f"opens={unit.opens_sentence}",
        f"length={min(5, len(unit.words) // 6)}",
        f"turn={unit.turns},{where},{spot.within in ('first', 'only')}",
        *[f"cue={cue}" for cue in sorted(unit.cues)],
        *[f"modal={word}" for word in sorted(word_list("duties").intersection(unit.words))],
    ]
    if at in having.rank:
        rank, count = having.rank[at], len(having.rank)
        names.append(f"rank={'last' if rank == count - 1 else 'first' if rank == 0 else 'inner'},{where}")
        names.append(f"acts={min(MANY, count)}")
    for name, other in (("previous", at - 1), ("next", at + 1)):
        if 0 <= other < len(units):
            together = units[other].paragraph == unit.paragraph
            names += (f"{name}:act={having.acts[other]},{together}", f"{name}:question={units[other].question}")
        else:
            names.append(f"{name}:none")
    if at + 1 < len(units):
        turned = units[at + 1].turns
        names.append(f"turned={turned},{units[at + 1].sentence == unit.sentence}")
    return names


def shares(text: Text, model: Model) -> list[float]:
    """For each unit how much of the belief (0…1) that one of them is the thesis is in it."""
    having = grounds(text)
    chances = model.marginals([features(having, at) for at in range(len(text.units))])
    odds = [_odds(chance.get("yes", 0.0)) * habit(having, at) for at, chance in enumerate(chances)]
    total = math.fsum(odds)
    return [one / total for one in odds]


def habit(having: Grounds, at: int) -> float:
    """How many times the odds of a unit count beside what the model has learned from few texts.

    A recommendation in the words of the headline counts more; what only points at something said elsewhere ("It would be right to
    do so") counts less.
    """
    text, unit = having.text, having.text.units[at]
    if not _names(unit) and not word_list("anaphors").isdisjoint(unit.plain[:1]):
        return POINTS
    recommends = having.acts[at] in ("let", "imperative", "duty", "recommend")
    return NAMED if recommends and not unit.content.isdisjoint(text.headline) else 1.0


def _names(unit: Unit) -> bool:
    """Whether a unit names what it is about: a noun of its own, beside those that may stand for anything."""
    empty = word_list("pointers")
    return any(token.tag[:2] == "NN" and token.lemma.lower() not in empty for token in unit.tokens)


def _odds(probability: float) -> float:
    bounded = min(1 - 1e-6, max(1e-6, probability))
    return bounded / (1 - bounded)
