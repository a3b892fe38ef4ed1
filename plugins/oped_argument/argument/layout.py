"""A text of several paragraphs: where its units stand, what goes on around them, and what they look like to the models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import attrs

from .features import brief, own_features, place, word_features
from .unit import AUTHOR, Unit


@attrs.frozen
class Text:
    """A text of several paragraphs: its units, and beside each what the features of it and of its neighbours ask for.

    `context` is what goes on around each unit; `back` how often its words with a meaning of their own come back in other
    paragraphs or the headline, each at most three times.
    """

    units: Sequence[Unit]
    spots: Sequence[Spot]
    back: Sequence[int]
    own: Sequence[list[str]]
    brief: Sequence[list[str]]
    context: Sequence[list[str]]
    headline: frozenset[str]


def lay_out(units: Sequence[Unit], headline: frozenset[str] = frozenset()) -> Text:
    """Compute once what the features of a text share; `headline` holds its words with a meaning of their own."""
    paragraphs = spread(units, headline)
    return Text(
        units,
        spots(units),
        [sum([min(3, paragraphs[word] - 1) for word in unit.content]) for unit in units],
        [own_features(unit) for unit in units],
        [brief(unit) for unit in units],
        contexts(units),
        headline,
    )


def text_features(text: Text, at: int) -> list[str]:
    """The features of one unit of a text with several paragraphs."""
    units, unit, spot = text.units, text.units[at], text.spots[at]
    where = (f"fifth={spot.fifth}", f"paragraph={spot.paragraph}", f"in={spot.within}")
    names = ["bias", *where, f"{spot.paragraph},{spot.within}", *text.own[at], *word_features(unit)]
    names.extend([f"{cue}&{name}" for cue in sorted(unit.cues) for name in where])
    names.append(f"question={unit.question},{spot.within}")
    if unit.content:
        back = text.back[at]
        names += (f"density={min(6, 4 * back // len(unit.content))}", f"back={min(8, back // 2)}")
    names.append(f"short={min(len(unit.content), 5)}")
    for name, other in (("prev", at - 1), ("next", at + 1)):
        if 0 <= other < len(units):
            side = f"{name}:{units[other].paragraph == unit.paragraph}:"
            names += [side + feature for feature in text.brief[other]]
    rebutted = any("rebut" in other.cues for other in units[at + 1 : at + 4])
    names += (f"rebutted={rebutted}", f"turns={unit.turns},{spot.within}")
    if at + 1 < len(units) and units[at + 1].turns:
        names.append(f"turned={units[at + 1].sentence == unit.sentence}")
    names += (
        f"reported={unit.holder != AUTHOR}",
        f"imperative={unit.orders}",
        f"imperative={unit.orders},{spot.paragraph}",
        f"imperative={unit.orders},{spot.within}",
        *text.context[at],
    )
    return names


WAYS = 3
"""Steps over more units than this are taken together: far back, or far on."""


def way(distance: int) -> str:
    """The label of a step over so many units of a paragraph: −1 to the unit before, +3 to the third or a later one."""
    return f"{max(-WAYS, min(WAYS, distance)):+}"


def way_features(text: Text, group: Sequence[int], k: int) -> list[str]:
    """The features of the step of the k-th unit of a paragraph to another one of it."""
    at, size = group[k], len(group)
    unit = text.units[at]
    before, after = min(k, 3), min(size - 1 - k, 3)
    left, right = f"before={before}", f"after={after}"
    past, figures, reported = "VBD" in unit.tagged, "CD" in unit.tagged, unit.holder != AUTHOR
    names = [
        "bias",
        left,
        right,
        f"{left},{right}",
        f"turns={unit.turns},{left}",
        f"question={unit.question},{right}",
        f"opens={unit.opens_sentence},{left},{right}",
        f"reported={reported},{left}",
        *text.brief[at],
        *[f"{name},{left}" for name in text.brief[at]],
        *[f"{name},{right}" for name in text.brief[at]],
    ]
    for name, other in (("-1", k - 1), ("+1", k + 1), ("-2", k - 2), ("+2", k + 2), ("first", 0), ("last", size - 1)):
        if 0 <= other < size and other != k:
            neighbour = text.units[group[other]]
            names.append(f"{name}:shared={min(3, len(unit.content & neighbour.content))}")
            if name[0] in "+-":
                names += (f"{name}:same={neighbour.sentence == unit.sentence}", f"{name}:turns={neighbour.turns}")
                side = name + ":"
                names += [side + feature for feature in text.brief[group[other]]]
                names += (
                    f"{name}:past={'VBD' in neighbour.tagged},{past}",
                    f"{name}:figures={'CD' in neighbour.tagged},{figures}",
                    f"{name}:reported={neighbour.holder != AUTHOR},{reported}",
                )
    names.append(f"opening={unit.words[0]},{min(k, 2)}")
    names.append(f"tag={unit.tags[0]},{min(k, 2)}")
    names.extend(text.context[at])
    return names


REACH = 4
"""How far from a unit, within its paragraph, one that turns is looked for."""


def contexts(units: Sequence[Unit]) -> list[list[str]]:
    """What goes on around each unit: its verb, turns near it, who speaks next to it, how its paragraph begins."""
    found = []
    first = 0
    for at, unit in enumerate(units):
        if unit.paragraph != units[first].paragraph:
            first = at
        found.append(_context(units, at, first))
    return found


def refuted(units: Sequence[Unit]) -> list[bool]:
    """Whether each unit states a view that the next paragraph refutes: its own begins by conceding, the next by turning.

    So open many op-eds ("It may seem that …" – "In reality, …"). What turns within the first of the two is the writer's again.
    """
    answered = [False] * len(units)
    for at in range(len(units) - 2, -1, -1):
        following = units[at + 1]
        answered[at] = answered[at + 1] if following.paragraph == units[at].paragraph else following.turns
    conceded, found = False, []
    for at, unit in enumerate(units):
        if not at or units[at - 1].paragraph != unit.paragraph:
            conceded = "concede" in unit.cues
        conceded = conceded and not unit.turns
        found.append(conceded and answered[at])
    return found


def _context(units: Sequence[Unit], at: int, first: int) -> list[str]:
    """The names for one unit; `first` is the first of its paragraph."""
    unit, head, reported = units[at], units[first], units[at].holder != AUTHOR
    names = [
        f"verb={unit.verb.form},{unit.verb.subject}",
        f"duty={unit.verb.duty}",
        f"head={first == at},{'concede' in head.cues},{head.holder != AUTHOR},{head.turns}",
        f"reported={reported},{unit.turns}",
    ]
    for name, other in (("previous", at - 1), ("next", at + 1), ("next+1", at + 2)):
        if 0 <= other < len(units) and units[other].paragraph == unit.paragraph:
            near = units[other]
            names += (
                f"{name}:turns={near.turns},{unit.turns}",
                f"{name}:reported={near.holder != AUTHOR},{reported}",
                f"{name}:question={near.question}",
            )
    for name, way_ in (("turn in", 1), ("turn ago", -1)):
        far = 0
        for distance in range(1, REACH + 1):
            other = at + way_ * distance
            if not first <= other < len(units) or units[other].paragraph != unit.paragraph:
                break
            if units[other].turns:
                far = distance
                break
        names.append(f"{name}={far}")
    return names


@attrs.frozen
class Spot:
    """Where a unit stands: fifth of the text, which paragraph, and where in it."""

    fifth: int
    paragraph: str
    within: str


def spots(units: Sequence[Unit]) -> list[Spot]:
    """The places of the units of a text."""
    paragraphs = sorted({unit.paragraph for unit in units})
    number = {paragraph: k for k, paragraph in enumerate(paragraphs)}
    sizes = Counter(unit.paragraph for unit in units)
    seen: Counter[int] = Counter()
    found = []
    for at, unit in enumerate(units):
        within, size = seen[unit.paragraph], sizes[unit.paragraph]
        seen[unit.paragraph] += 1
        inside = "only" if size == 1 else place(within, size)
        found.append(
            Spot(
                at * 5 // len(units),
                place(number[unit.paragraph], len(paragraphs)),
                inside if inside[:5] != "fifth" else "middle",
            )
        )
    return found


def spread(units: Sequence[Unit], headline: frozenset[str] = frozenset()) -> Mapping[str, int]:
    """In how many paragraphs each word with a meaning of its own stands; the headline counts as one."""
    by_paragraph: dict[int, set[str]] = {}
    for unit in units:
        by_paragraph.setdefault(unit.paragraph, set()).update(unit.content)
    return Counter([word for words in by_paragraph.values() for word in words] + sorted(headline))
