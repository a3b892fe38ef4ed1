"""From probabilities to a tree: one central claim, one step from every other unit, and the side of each.

The joint decoding of Peldszus and Stede 2015: the weight of a step holds what the models say of attachment, function and
the sides of both ends; the best tree is a maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967). It is written out
here because networkx takes longer for one text than all three layers may; a test compares the two.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import attrs

Weights = Mapping[int, Mapping[int, float]]
"""For each node the weight of a step to each other node."""


@attrs.frozen
class Beliefs:
    """What the models say of the units of a text, each a probability (0…1).

    `central[i]`: i is the central claim; `opposed[i]`: it takes the other side; `attacks[i]`: its step is an attack;
    `steps[i][j]`: its step goes to j.
    """

    central: Sequence[float]
    opposed: Sequence[float]
    attacks: Sequence[float]
    steps: Sequence[Sequence[float]]


@attrs.frozen
class Balance:
    """How much each model counts in the decoding, and how many units are tried as the central claim."""

    central: float = 2.0
    step: float = 1.0
    function: float = 1.0
    side: float = 1.0
    roots: int = 4


@attrs.frozen
class Tree:
    """One unit is the root; `parent[i]` is where the step of i goes (−1 for the root); `con[i]`: it takes the other side."""

    root: int
    parent: tuple[int, ...]
    con: tuple[bool, ...]

    def attack(self, at: int) -> bool:
        """Whether the step of a unit is an attack: its side is not that of where it goes."""
        return self.parent[at] >= 0 and self.con[at] != self.con[self.parent[at]]

    def children(self, at: int) -> list[int]:
        """The units whose steps go to this one."""
        return [k for k, parent in enumerate(self.parent) if parent == at]


def decode(beliefs: Beliefs, balance: Balance, root: int | None = None, *, either: bool = False) -> Tree:
    """The best tree; where `root` is given it is the central claim.

    The root is on the writer's side; where `either` holds it may be on the other.
    """
    count = len(beliefs.central)
    weights = _weights(beliefs, balance)
    best: tuple[float, int, dict[int, int]] | None = None
    for candidate in _roots(beliefs.central, balance.roots) if root is None else (root,):
        parents = arborescence(weights, candidate)
        score = sum(weights[i][j] for i, j in sorted(parents.items()))
        score += balance.central * _logit(beliefs.central[candidate]) + balance.side * _log(
            1 - beliefs.opposed[candidate]
        )
        if best is None or score > best[0] + 1e-9:
            best = (score, candidate, parents)
    assert best is not None, "a text without units is never decoded"
    _, chosen, parents = best
    parent = tuple(parents.get(i, -1) for i in range(count))
    return Tree(chosen, parent, _sides(beliefs, balance, chosen, parent, either))


def _roots(central: Sequence[float], most: int) -> list[int]:
    """The units that are tried as the central claim: the likeliest few, for the others cannot win in practice."""
    return sorted(sorted(range(len(central)), key=lambda at: (-central[at], at))[:most])


def _log(probability: float) -> float:
    return math.log(probability if probability > 1e-6 else 1e-6)


def _logit(probability: float) -> float:
    return _log(probability) - _log(1 - probability)


def _weights(beliefs: Beliefs, balance: Balance) -> Weights:
    """The weight of each step, of the better of its two functions."""
    supports, attacks = [0.0] * len(beliefs.attacks), [0.0] * len(beliefs.attacks)
    if balance.function:
        supports = [balance.function * _log(1 - chance) for chance in beliefs.attacks]
        attacks = [balance.function * _log(chance) for chance in beliefs.attacks]
    opposed, count = beliefs.opposed, len(beliefs.central)
    weights: dict[int, dict[int, float]] = {}
    for i in range(count):
        a, row = opposed[i], beliefs.steps[i]
        weights[i] = {}
        for j in range(count):
            if j != i:
                same = a * opposed[j] + (1 - a) * (1 - opposed[j])
                support = supports[i] + balance.side * _log(same)
                attack = attacks[i] + balance.side * _log(1 - same)
                weights[i][j] = balance.step * _logit(row[j]) + max(support, attack)
    return weights


def _sides(beliefs: Beliefs, balance: Balance, root: int, parent: Sequence[int], either: bool) -> tuple[bool, ...]:
    """The best sides on a tree, exactly: upward the best score for either side, downward the choice (Viterbi)."""
    order = _downward(root, parent)
    scores = [[0.0, 0.0] for _ in parent]
    for at in reversed(order):
        scores[at][False] += balance.side * _log(1 - beliefs.opposed[at])
        scores[at][True] += balance.side * _log(beliefs.opposed[at])
        if at != root:
            for side in (False, True):
                scores[parent[at]][side] += max(_with_step(scores[at], beliefs, balance, at, side))
    con = [False] * len(parent)
    con[root] = either and scores[root][True] > scores[root][False]
    for at in order[1:]:
        keep, turn = _with_step(scores[at], beliefs, balance, at, con[parent[at]])
        con[at] = con[parent[at]] != (turn > keep)
    return tuple(con)


def _with_step(own: Sequence[float], beliefs: Beliefs, balance: Balance, at: int, side: bool) -> tuple[float, float]:
    """The scores of a unit below one of a side: where it keeps that side, and where it takes the other."""
    keep = own[side] + balance.function * _log(1 - beliefs.attacks[at])
    turn = own[not side] + balance.function * _log(beliefs.attacks[at])
    return keep, turn


def _downward(root: int, parent: Sequence[int]) -> list[int]:
    """The nodes of a tree, every parent before its children."""
    children: dict[int, list[int]] = {}
    for at, above in enumerate(parent):
        children.setdefault(above, []).append(at)
    order = [root]
    for at in order:
        order.extend(children.get(at, ()))
    return order


def arborescence(weights: Weights, root: int) -> dict[int, int]:
    """The maximum spanning arborescence: for every node but the root the node that its step goes to.

    `weights[i][j]` is the weight of a step from i to j. Ties go to the first node, so the result is deterministic.
    """
    nodes = sorted(weights)
    parent = {v: max(sorted(weights[v]), key=weights[v].__getitem__) for v in nodes if v != root}
    cycle = _cycle(parent, root)
    if not cycle:
        return parent
    merged = max(nodes) + 1
    inside = set(cycle)
    contracted: dict[int, dict[int, float]] = {v: {} for v in nodes if v not in inside}
    contracted[merged] = {}
    entry: dict[int, int] = {}
    exits: dict[int, int] = {}
    for v in nodes:
        for u, weight in sorted(weights[v].items()):
            if v not in inside and u in inside:
                if weight > contracted[v].get(merged, -math.inf):
                    contracted[v][merged], entry[v] = weight, u
            elif v in inside and u not in inside:
                gain = weight - weights[v][parent[v]]
                if gain > contracted[merged].get(u, -math.inf):
                    contracted[merged][u], exits[u] = gain, v
            elif v not in inside:
                contracted[v][u] = weight
    solved = arborescence(contracted, root)
    result = {v: entry[v] if u == merged else u for v, u in solved.items() if v != merged}
    result.update({v: parent[v] for v in cycle})
    result[exits[solved[merged]]] = solved[merged]
    return result


def _cycle(parent: Mapping[int, int], root: int) -> list[int]:
    """The nodes of one cycle among steps, if there is any."""
    seen: dict[int, int] = {}
    for start in parent:
        at = start
        while at != root and at not in seen:
            seen[at] = start
            at = parent[at]
        if at != root and seen[at] == start:
            cycle = [at]
            while parent[cycle[-1]] != at:
                cycle.append(parent[cycle[-1]])
            return cycle
    return []
