"""The argument of a whole text: a tree for a short one; for a long one a tree of each paragraph under the thesis."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from oped.learning import Model

from .contrast import answers, conceded, sides
from .decode import Balance, Beliefs, Tree, decode
from .features import act_features, pair_features, turn_features, unit_features
from .layout import Text, refuted, text_features, way, way_features
from .thesis import shares
from .unit import AUTHOR, Unit, denied

FLAT = 10
"""A text of one paragraph and up to so many units is one tree, as the microtexts are."""

GROUP = 8
"""A longer paragraph is taken in stretches of at most so many units, so time stays linear in the text."""

STATED = 0.12
"""A thesis that has a smaller share of the belief in all units is none: the text leaves its thesis to be inferred."""

REPORTED, DENIED, DENIAL, NEXT = 0.2, 0.9, 0.3, 0.99
"""What another says is so much less likely the central claim; what is denied at once is so likely the other side's; the
denial is at least so likely the central claim, and a step between the two so likely."""

TURNED = 0.5
"""What opens a paragraph by turning against the one before it is so much less likely to be the other side's."""


CLAIM, SUPPORTED = 0.5, 0.4
"""The least probability of a claim for any unit, and for one that another unit supports."""

WARY = 1.25
"""Coders find more of the other side than the model, which learned from few texts: its odds count so many times."""


@attrs.frozen
class Models:
    """The learned models.

    Of a short text: whether a unit is the central claim, whether it is opposed, whether it attacks, which step it takes,
    and how it attacks. Of a text with several paragraphs: whether a unit is its thesis, whether it is a claim, its side,
    and which step it takes within its paragraph.
    Of any: the kind of evidence, and of proposition.
    """

    central: Model
    opposed: Model
    function: Model
    step: Model
    attack: Model
    thesis: Model
    role: Model
    side: Model
    inner: Model
    evidence: Model
    proposition: Model


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
    """Roles by unit, steps, the groups of units that were judged together, and whether it is that of a short text."""

    roles: tuple[Role, ...]
    steps: tuple[Step, ...]
    groups: tuple[tuple[int, ...], ...]
    flat: bool = False

    def group_of(self, at: int) -> tuple[int, ...]:
        """The group of a unit."""
        return next(group for group in self.groups if group[0] <= at <= group[-1])


def beliefs(units: Sequence[Unit], models: Models) -> Beliefs:
    """What the models say of units that are judged together."""
    central, opposed, attacks = [], [], []
    for at in range(len(units)):
        names = unit_features(units, at)
        central.append(models.central.classify(names + act_features(units, at)).get("yes", 0.0))
        names += turn_features(units, at)
        opposed.append(models.opposed.classify(names).get("con", 0.0))
        attacks.append(models.function.classify(names).get("attack", 0.0))
        if units[at].holder != AUTHOR:
            central[at] *= REPORTED
        if denied(units, at):
            central[at] *= 1 - DENIED
            opposed[at] = max(opposed[at], DENIED)
            attacks[at] = max(attacks[at], DENIED)
        if at and denied(units, at - 1):
            central[at] = max(central[at], DENIAL)
            opposed[at], attacks[at] = min(opposed[at], 1 - DENIED), max(attacks[at], DENIED)
    steps = [
        [models.step.classify(pair_features(units, i, j)).get("yes", 0.0) if i != j else 0.0 for j in range(len(units))]
        for i in range(len(units))
    ]
    for i in range(1, len(units)):
        if denied(units, i - 1):
            steps[i][i - 1] = max(steps[i][i - 1], NEXT)
            steps[i - 1][i] = max(steps[i - 1][i], NEXT)
    granted = conceded(units)
    for i in range(1, len(units)):
        if granted[i - 1]:
            attacks[i - 1] = max(attacks[i - 1], DENIED)
            central[i - 1] *= 1 - DENIED
        if granted[i - 1] and not granted[i]:
            attacks[i], steps[i][i - 1] = max(attacks[i], DENIED), max(steps[i][i - 1], DENIED)
    return Beliefs(central, sides(units, opposed, marked=True), attacks, steps)


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


def argue(text: Text, models: Models) -> Argument:
    """The argument of a text with at least one unit."""
    units = text.units
    if len(units) <= FLAT and len({unit.paragraph for unit in units}) == 1:
        return _flat(units, models)
    return _layered(text, models)


def _flat(units: Sequence[Unit], models: Models) -> Argument:
    believed = beliefs(units, models)
    tree = decode(believed, Balance())
    roles = [
        Role(
            "major_claim" if at == tree.root else "premise",
            tree.con[at],
            believed.central[at] if at == tree.root else 1 - believed.central[at],
            f"model: central claim {believed.central[at]:.2f}, other side {believed.opposed[at]:.2f}",
        )
        for at in range(len(units))
    ]
    steps = [
        _step(units, models, at, target, roles, believed.steps[at][target])
        for at, target in enumerate(tree.parent)
        if target >= 0
    ]
    return Argument(tuple(roles), _linked(units, steps), (tuple(range(len(units))),), flat=True)


@attrs.frozen
class Judgement:
    """What the models say of a unit of a long text: the chance (0…1) of a claim and of the other side, its share in the thesis."""

    claim: float
    opposed: float
    thesis: float


def judge(text: Text, models: Models) -> list[Judgement]:
    """Judge the units of a text with several paragraphs."""
    units = text.units
    names = [text_features(text, at) for at in range(len(units))]
    theses, answered = shares(text, models.thesis), refuted(units)
    granted = conceded(units)
    claims: list[float] = []
    opposed: list[float] = []
    for at, (role, side) in enumerate(zip(models.role.marginals(names), models.side.marginals(names), strict=True)):
        con = side.get("con", 0.0)
        if at and units[at].words[:1] == ("and",) and units[at].sentence == units[at - 1].sentence:
            con = opposed[-1]  # what "and" adds within a sentence stands on the same side
        if units[at].turns and text.spots[at].within in ("first", "only"):
            con *= TURNED
        if denied(units, at) or answered[at]:
            con = max(con, DENIED)
            theses[at] *= 1 - DENIED
        if granted[at]:
            theses[at] *= 1 - DENIED
        claims.append(role.get("claim", 0.0))
        opposed.append(con * WARY / (con * WARY + 1 - con))
    return [Judgement(*one) for one in zip(claims, sides(units, opposed), theses, strict=True)]


def _layered(text: Text, models: Models) -> Argument:
    units = text.units
    judged = judge(text, models)
    thesis = max(range(len(units)), key=lambda at: judged[at].thesis)
    grouped = groups(units)
    parent, con, heads = [-1] * len(units), [False] * len(units), []
    chances: dict[tuple[int, int], float] = {}
    for group in grouped:
        inner = inner_steps(text, group, models)
        chances.update({(group[i], group[j]): inner[i][j] for i in range(len(group)) for j in range(len(group))})
        tree = _paragraph(group, judged, inner, thesis)
        heads.append(group[tree.root])
        for k, at in enumerate(group):
            con[at] = tree.con[k]
            parent[at] = group[tree.parent[k]] if tree.parent[k] >= 0 else -1
    for number, head in enumerate(heads):
        if head != thesis:
            parent[head] = _above(text, heads, number, thesis, con, grouped)
    _rebuttals(units, parent, con, heads)
    labels = _labels(judged, parent, con, thesis)
    roles = [_role(label, con[at], judged[at]) for at, label in enumerate(labels)]
    steps = [
        _step(units, models, at, target, roles, chances.get((at, target)))
        for at, target in enumerate(parent)
        if target >= 0
    ]
    return Argument(tuple(roles), _linked(units, steps), tuple(grouped))


def inner_steps(text: Text, group: Sequence[int], models: Models) -> list[list[float]]:
    """For each unit of a paragraph the probability (0…1) that its step goes to each other one."""
    size = len(group)
    if size < 2:
        return [[0.0] * size] * size
    table = []
    for i, chances in enumerate(models.inner.marginals([way_features(text, group, k) for k in range(size)])):
        ways = [way(j - i) if j != i else "" for j in range(size)]
        shares = Counter(ways)
        open_ = sum(chances.get(name, 0.0) for name in shares) or 1.0
        table.append([chances.get(name, 0.0) / shares[name] / open_ for name in ways])
    return table


def _paragraph(
    group: Sequence[int], judged: Sequence[Judgement], steps: Sequence[Sequence[float]], thesis: int
) -> Tree:
    """The tree of a paragraph: its head is the thesis where it holds that."""
    central = [min(0.99, judged[at].claim) for at in group]
    believed = Beliefs(central, [judged[at].opposed for at in group], [0.5] * len(group), steps)
    root = list(group).index(thesis) if thesis in group else None
    if len(group) == 1:
        return Tree(0, (-1,), (root is None and believed.opposed[0] > 0.5,))
    return decode(believed, Balance(central=1.0, function=0.0, roots=2), root, either=root is None)


def _labels(judged: Sequence[Judgement], parent: Sequence[int], con: Sequence[bool], thesis: int) -> list[str]:
    """Thesis, claims and premises: a claim is what another unit supports, and what the model is sure of."""
    supported = {target for at, target in enumerate(parent) if target >= 0 and con[at] == con[target]}
    labels = [
        "claim" if one.claim >= (SUPPORTED if at in supported else CLAIM) else "premise"
        for at, one in enumerate(judged)
    ]
    labels[thesis] = "major_claim" if judged[thesis].thesis >= STATED else "claim"
    return labels


def _above(
    text: Text, heads: Sequence[int], number: int, thesis: int, con: Sequence[bool], grouped: Sequence[Sequence[int]]
) -> int:
    """Where the step of the head of a paragraph goes: to the thesis, or to the head before it.

    A rebuttal answers the objection before it; grounds without a claim of their own go on with the paragraph before.
    """
    head = heads[number]
    if number and heads[number - 1] != thesis:
        before = heads[number - 1]
        turned = con[before] and not con[head] and text.units[head].turns
        goes_on = len(grouped[number]) == 1 and con[before] == con[head] and len(grouped[number - 1]) > 1
        if turned or goes_on:
            return before
    return thesis


def _rebuttals(units: Sequence[Unit], parent: list[int], con: Sequence[bool], heads: Sequence[int]) -> None:
    """Join an objection with the unit just after it that turns against it.

    The answer attacks the objection, and where it is the head of the paragraph the objection takes the step that it had; only the
    thesis itself is attacked by the objection. No step is changed where that would make a cycle.
    """
    for at in range(1, len(units)):
        together = units[at - 1].paragraph == units[at].paragraph
        turned = answers(units[at]) or denied(units, at - 1)
        if not (together and con[at - 1] and not con[at] and turned):
            continue
        if at not in heads and not _leads_to(parent, at - 1, at):
            parent[at] = at - 1
        elif at in heads and at - 1 not in heads and parent[at] < 0:
            parent[at - 1] = at
        elif at in heads and at - 1 not in heads and not _leads_to(parent, parent[at], at - 1):
            parent[at], parent[at - 1] = at - 1, parent[at]


def _leads_to(parent: Sequence[int], start: int, goal: int) -> bool:
    """Whether the steps from one unit come to another."""
    at = start
    while at >= 0:
        if at == goal:
            return True
        at = parent[at]
    return False


def _role(label: str, con: bool, judged: Judgement) -> Role:
    chances = {"major_claim": judged.thesis, "claim": judged.claim, "premise": 1 - judged.claim}
    why = f"model: thesis {judged.thesis:.2f}, claim {judged.claim:.2f}, other side {judged.opposed:.2f}"
    return Role(label, con, chances[label], why)


def _step(
    units: Sequence[Unit], models: Models, at: int, target: int, roles: Sequence[Role], chance: float | None
) -> Step:
    """A step with its function; `chance` is the model's probability of it, where a model was asked."""
    why = "rule: the head of a paragraph" if chance is None else f"model: step {chance:.2f}"
    confidence = roles[at].confidence if chance is None else chance
    if roles[at].con == roles[target].con:
        if roles[target].label == "major_claim" and at > target and _says_again(units[at], units[target]):
            return Step(at, target, "restate", confidence, "rule: a conclusion in the words of the thesis")
        return Step(at, target, "support", confidence, why, example="example" in units[at].cues)
    undercut = False
    if roles[target].label == "premise":
        undercut = models.attack.classify(pair_features(units, at, target)).get("undercut", 0.0) > 0.5
    return Step(at, target, "undercut" if undercut else "attack", confidence, why)


def _says_again(unit: Unit, thesis: Unit) -> bool:
    """Whether a conclusion has at least half of its words in common with the thesis."""
    least = min(len(unit.content), len(thesis.content))
    return "conclude" in unit.cues and least > 0 and 2 * len(unit.content & thesis.content) >= least


def _linked(units: Sequence[Unit], steps: Sequence[Step]) -> tuple[Step, ...]:
    """Number the groups of premises of one sentence that "and" joins under one target: they support together."""
    found = list(steps)
    number = 0
    for k in range(1, len(found)):
        before, step = found[k - 1], found[k]
        together = step.source == before.source + 1 and step.target == before.target
        if not together or not step.function == before.function == "support":
            continue
        unit = units[step.source]
        if unit.words[:1] == ("and",) and unit.sentence == units[before.source].sentence:
            if not before.linked:
                number += 1
                found[k - 1] = attrs.evolve(before, linked=number)
            found[k] = attrs.evolve(step, linked=number)
    return tuple(found)
