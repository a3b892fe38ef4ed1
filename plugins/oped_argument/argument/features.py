"""What units of argument look like to the models: their words, cues, place, and what they share with one another.

The features and the four questions asked (central claim, role, function, attachment) follow Peldszus and Stede 2015,
"Joint prediction in MST-style discourse parsing for argumentation mining". Those of texts with several paragraphs are in
`layout.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..text import VERBAL, word_list
from .unit import Unit


def place(at: int, count: int) -> str:
    """The place among units: first, second, last but one, last, or a fifth."""
    if at == 0:
        return "first"
    if at == count - 1:
        return "last"
    if at == 1:
        return "second"
    return "last-1" if at == count - 2 else f"fifth{at * 5 // count}"


def unit_features(units: Sequence[Unit], at: int) -> list[str]:
    """The features of one unit among the units of its text."""
    unit, count = units[at], len(units)
    names = own_features(unit) + word_features(unit)
    names.append("bias")
    names.extend(f"b={a} {b}" for a, b in sorted(set(pairwise(unit.plain))))
    where = place(at, count)
    names.append(f"place={where}")
    names.append(f"n={min(count, 8)},{where}")
    names.extend(f"{where}&{cue}" for cue in sorted(unit.cues))
    others = Counter(word for k, other in enumerate(units) if k != at for word in other.content)
    shared = sum(min(others[word], 3) for word in unit.content)
    names.append(f"shared={min(shared // 2, 6)}")
    names.append(f"density={min(int(4 * shared / (1 + len(unit.content))), 8)}")
    if at:
        names.extend(f"prev:{name}" for name in brief(units[at - 1]))
        names.append(f"prev:same-sentence={units[at - 1].sentence == unit.sentence}")
    if at + 1 < count:
        names.extend(f"next:{name}" for name in brief(units[at + 1]))
        names.append(f"next:same-sentence={units[at + 1].sentence == unit.sentence}")
    later = {cue for other in units[at + 1 : at + 4] for cue in other.cues}
    names.append(f"rebutted={'rebut' in later}")
    return names


def turn_features(units: Sequence[Unit], at: int) -> list[str]:
    """How a unit turns against what stands before it, and is turned against: signs of its side and function."""
    unit = units[at]
    turns = unit.turns
    following = units[at + 1] if at + 1 < len(units) else None
    turned = following is not None and following.turns
    names = [
        f"turns={turns},{at == 0}",
        f"imperative={unit.orders}",
        f"concedes={'concede' in unit.cues},{turned}",
    ]
    if following is not None:
        names.append(f"turned={turned},{following.sentence == unit.sentence}")
    if at:
        before = units[at - 1]
        names.append(f"after turn={before.turns},{before.sentence == unit.sentence}")
        names.append(f"after concession={'concede' in before.cues},{turns}")
    return names


def act_features(units: Sequence[Unit], at: int) -> list[str]:
    """What a unit calls for, and whether others do: signs of the central claim."""
    unit, where = units[at], place(at, len(units)) if at in (0, len(units) - 1) else "inside"
    names = [
        f"main={unit.verb.form}",
        f"duty={unit.verb.duty}",
        f"duty={unit.verb.duty},{where}",
        f"orders={unit.orders}",
        f"turning={unit.turns},{where}",
    ]
    if unit.verb.duty or unit.orders:
        acts = [k for k, other in enumerate(units) if other.verb.duty or other.orders]
        rank = "only" if len(acts) == 1 else "first" if at == acts[0] else "last" if at == acts[-1] else "inner"
        names.append(f"call={rank}")
    return names


def own_features(unit: Unit) -> list[str]:
    """The features of a unit by itself, beside its words."""
    words, tags, plain = unit.words, unit.tags, unit.plain
    names = [
        *["cue=" + cue for cue in sorted(unit.cues)],
        *[f"first{k}={word}" for k, word in enumerate(plain[:3])],
        "opening=" + " ".join(plain[:2]),
        "tags=" + " ".join(tags[:3]),
    ]
    verb = next((k for k, tag in enumerate(tags) if tag in VERBAL), None)
    if verb is not None:
        names += (f"verb={tags[verb]}", f"verb={unit.tokens[verb].lemma}")
    names += (
        f"length={min(len(words) // 5, 5)}",
        f"opens={unit.opens_sentence}",
        f"question={unit.question}",
        f"polarity={_sign(unit.polarity)}",
        f"negated={not word_list('negations').isdisjoint(words)}",
    )
    return names


def word_features(unit: Unit) -> list[str]:
    """The words of a unit."""
    return ["w=" + word for word in sorted(set(unit.plain))]


def brief(unit: Unit) -> list[str]:
    """What the features of its neighbours ask of a unit."""
    names = [f"cue={cue}" for cue in sorted(unit.cues)]
    if unit.words:
        names.append(f"first0={unit.words[0]}")
    if len(unit.words) > 1:
        names.append(f"first1={unit.words[1]}")
    if unit.question:
        names.append("question")
    return names


def _sign(polarity: float) -> str:
    return "+" if polarity > 0.1 else "-" if polarity < -0.1 else "0"


def pair_features(units: Sequence[Unit], source: int, target: int) -> list[str]:
    """The features of a possible step from one unit to another."""
    a, b, count = units[source], units[target], len(units)
    distance = target - source
    gap = f"{max(-5, min(5, distance))}"
    shared = len(a.content & b.content)
    where_a, where_b = place(source, count), place(target, count)
    same = a.sentence == b.sentence
    opening = a.words[0] if a.words else ""
    opening_b = b.words[0] if b.words else ""
    names = [
        "bias",
        f"gap={gap}",
        f"n={min(count, 8)},{gap}",
        f"to={where_b}",
        f"from={where_a}",
        f"{where_a}>{where_b}",
        f"n={min(count, 8)},{source if source < 8 else 8}>{target if target < 8 else 8}",
        f"shared={min(shared, 4)}",
        f"shared={min(shared, 4)},{'back' if distance < 0 else 'on'}",
        f"same={same},{gap}",
        f"opening={opening},{gap}",
        f"opening={opening},{same}",
        f"opening_b={opening_b},{gap}",
        f"opens={a.opens_sentence},{gap}",
    ]
    names.extend(f"a={cue},{gap}" for cue in sorted(a.cues))
    names.extend(f"b={cue},{gap}" for cue in sorted(b.cues))
    names.extend(f"a={cue},to={where_b}" for cue in sorted(a.cues))
    names.extend(f"b={cue}" for cue in sorted(b.cues))
    names.extend(f"a={x},b={y}" for x in sorted(a.cues) for y in sorted(b.cues))
    if source + 1 < count and distance != 1:
        names.append(f"next={units[source + 1].words[0] if units[source + 1].words else ''},{gap}")
    return names
