"""The argument of a whole text: a tree for a short one; for a long one a tree of each paragraph under the thesis."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import attrs

from oped.learning import Model

from .decode import Balance, Beliefs, Tree, arborescence, decode
from .features import Unit, pair_features, unit_features

FLAT = 10
"""A text of one paragraph and up to so many units is one tree, as the microtexts are."""

GROUP = 8
"""A longer paragraph is taken in stretches of at most so many units, so time stays linear in the text."""


@attrs.frozen
class Models:
    """The learned models: what a unit is (central, or side and function), which step it takes, how it attacks."""

    unit: Model
    step: Model
    attack: Model


@attrs.frozen
class Role:
    """The role of a unit."""

    label: str
    con: bool
    confidence: float
    why: str


@attrs.frozen
class Step:
    """A step of the argument from one unit to another."""

    source: int
    target: int
    function: str
    confidence: float
    why: str
    example: bool = False
    linked: int = 0


@attrs.frozen
class Argument:
    """Roles by unit, steps, and the groups of units that were judged together."""

    roles: tuple[Role, ...]
    steps: tuple[Step, ...]
    groups: tuple[tuple[int, ...], ...]

    def group_of(self, at: int) -> tuple[int, ...]:
        """The group of a unit."""
        return next(group for group in self.groups if group[0] <= at <= group[-1])


@cache
def thesis_weights() -> Mapping[str, float]:
    """How much each trait of a unit speaks for it as the thesis."""
    data = tomllib.loads((Path(__file__).parent / "thesis.toml").read_text(encoding="utf-8"))
    return {str(name): float(weight) for name, weight in data["weights"].items()}


def beliefs(units: Sequence[Unit], models: Models) -> Beliefs:
    """What the models say of units that are judged together."""
    judged = [models.unit.classify(unit_features(units, at)) for at in range(len(units))]
    central = [one.get("central", 0.0) for one in judged]
    opposed = [one.get("con-support", 0.0) + one.get("con-attack", 0.0) for one in judged]
    attacks = [
        (one.get("con-attack", 0.0) + one.get("pro-attack", 0.0)) / max(1e-6, 1 - c)
        for one, c in zip(judged, central, strict=True)
    ]
    steps = [
        [models.step.classify(pair_features(units, i, j)).get("yes", 0.0) if i != j else 0.0 for j in range(len(units))]
        for i in range(len(units))
    ]
    return Beliefs(central, opposed, [min(1.0, a) for a in attacks], steps)


def groups(units: Sequence[Unit]) -> list[tuple[int, ...]]:
    """Units that are judged together: those of a paragraph, in stretches."""
    found: list[list[int]] = []
    for at, unit in enumerate(units):
        if found and units[found[-1][0]].paragraph == unit.paragraph:
            found[-1].append(at)
        else:
            found.append([at])
    return [tuple(stretch) for group in found for stretch in _stretches(group)]


def _stretches(group: list[int]) -> Iterator[list[int]]:
    """Cut a long group into stretches of nearly the same length."""
    count = math.ceil(len(group) / GROUP)
    for part in range(count):
        yield group[part * len(group) // count : (part + 1) * len(group) // count]


def argue(units: Sequence[Unit], models: Models, weights: Mapping[str, float]) -> Argument:
    """The argument of a text with at least one unit."""
    if len(units) <= FLAT and len({unit.paragraph for unit in units}) == 1:
        return _flat(units, models)
    return _layered(units, models, weights)


def _flat(units: Sequence[Unit], models: Models) -> Argument:
    believed = beliefs(units, models)
    tree = decode(believed, Balance())
    labels = ["major_claim" if at == tree.root else "premise" for at in range(len(units))]
    group = tuple(range(len(units)))
    return _argument(units, models, [group], [believed], [tree], labels, list(tree.parent), list(tree.con))


def _layered(units: Sequence[Unit], models: Models, weights: Mapping[str, float]) -> Argument:
    grouped = groups(units)
    believed = [beliefs([units[at] for at in group], models) for group in grouped]
    trees = [decode(one, Balance()) for one in believed]
    thesis = _thesis(units, grouped, believed, trees, weights)
    home = next(number for number, group in enumerate(grouped) if group[0] <= thesis <= group[-1])
    trees[home] = decode(believed[home], Balance(), grouped[home].index(thesis))
    heads = [group[tree.root] for group, tree in zip(grouped, trees, strict=True)]
    above, con_heads = _over_paragraphs(units, heads, home, models)
    parent, con = [-1] * len(units), [False] * len(units)
    labels = ["premise"] * len(units)
    for number, (group, tree) in enumerate(zip(grouped, trees, strict=True)):
        for k, at in enumerate(group):
            parent[at] = group[tree.parent[k]] if tree.parent[k] >= 0 else -1
            con[at] = tree.con[k] != con_heads[number]
        labels[heads[number]] = "claim"
        parent[heads[number]] = heads[above[number]] if number != home else -1
    labels[thesis] = "major_claim"
    return _argument(units, models, grouped, believed, trees, labels, parent, con)


def _thesis(
    units: Sequence[Unit],
    grouped: Sequence[tuple[int, ...]],
    believed: Sequence[Beliefs],
    trees: Sequence[Tree],
    weights: Mapping[str, float],
) -> int:
    """The unit that the traits in `weights` speak for most."""
    spread = Counter(word for group in grouped for word in {w for at in group for w in units[at].content})
    best, most = 0, -math.inf
    for number, (group, one, tree) in enumerate(zip(grouped, believed, trees, strict=True)):
        for k, at in enumerate(group):
            score = sum(
                weights.get(name, 0.0) * value
                for name, value in _traits(units, at, number, len(grouped), at == group[-1], spread)
            )
            odds = math.log(max(1e-3, one.central[k])) - math.log(max(1e-3, 1 - one.central[k]))
            score += weights.get("central", 0.0) * odds + weights.get("con", 0.0) * tree.con[k]
            if score > most:
                best, most = at, score
    return best


def _traits(
    units: Sequence[Unit], at: int, number: int, count: int, last: bool, spread: Mapping[str, int]
) -> Iterator[tuple[str, float]]:
    """The traits of a unit as a thesis, each with how far it holds (0…1)."""
    unit = units[at]
    for cue in sorted(unit.cues):
        yield cue, 1.0
    opening, closing = at * 5 < len(units), at * 5 >= 4 * len(units)
    yield "opening-fifth", float(opening)
    yield "closing-fifth", float(closing)
    yield "last-of-opening", float(last and number < 2)
    yield "last-paragraph", float(number == count - 1)
    yield "turn", float(at * 5 < 2 * len(units) and "rebut" in unit.cues and unit.opens_sentence)
    yield "question", float(unit.question)
    yield "short", float(len(unit.content) < 4)
    if unit.content and count > 1:
        yield "density", sum(min(3, spread[word] - 1) for word in unit.content) / (3 * len(unit.content))


def _over_paragraphs(
    units: Sequence[Unit], heads: Sequence[int], home: int, models: Models
) -> tuple[list[int], list[bool]]:
    """For the head of each group the group that its step goes to, and whether it takes the other side.

    The heads are judged as the units of one text; each may go to the thesis or to a head beside it.
    """
    claims = [units[at] for at in heads]
    judged = [models.unit.classify(unit_features(claims, k)) for k in range(len(claims))]
    opposed = [one.get("con-support", 0.0) + one.get("con-attack", 0.0) for one in judged]
    count = len(claims)
    steps = [[0.0] * count for _ in range(count)]
    weights: dict[int, dict[int, float]] = {}
    for i in range(count):
        targets = {j for j in (home, i - 1, i + 1) if 0 <= j < count and j != i}
        weights[i] = {}
        for j in sorted(targets):
            steps[i][j] = models.step.classify(pair_features(claims, i, j)).get("yes", 0.0)
            bonus = 1.5 if j == home else 0.0
            weights[i][j] = math.log(max(1e-6, steps[i][j])) + bonus
    parents = arborescence(weights, home)
    above = [parents.get(k, -1) for k in range(count)]
    con = [k != home and opposed[k] > 0.5 for k in range(count)]
    return above, con


def _argument(
    units: Sequence[Unit],
    models: Models,
    grouped: Sequence[tuple[int, ...]],
    believed: Sequence[Beliefs],
    trees: Sequence[Tree],
    labels: Sequence[str],
    parent: Sequence[int],
    con: Sequence[bool],
) -> Argument:
    roles: list[Role] = []
    steps: list[Step] = []
    for group, one, tree in zip(grouped, believed, trees, strict=True):
        for k, at in enumerate(group):
            confidence = one.central[k] if k == tree.root else 1 - one.central[k]
            roles.append(Role(labels[at], con[at], confidence, f"model: central {one.central[k]:.2f}"))
    for at, target in enumerate(parent):
        if target >= 0:
            steps.append(_step(units, models, at, target, con, labels))
    return Argument(tuple(roles), tuple(steps), tuple(grouped))


def _step(
    units: Sequence[Unit], models: Models, at: int, target: int, con: Sequence[bool], labels: Sequence[str]
) -> Step:
    names = pair_features(units, at, target)
    confidence = models.step.classify(names).get("yes", 0.0)
    why = f"model: step {confidence:.2f}"
    if con[at] == con[target]:
        return Step(at, target, "support", confidence, why, example="example" in units[at].cues)
    kinds = models.attack.classify(names)
    undercut = labels[target] == "premise" and kinds.get("undercut", 0.0) > 0.5
    return Step(at, target, "undercut" if undercut else "attack", confidence, why)
