"""Dependency trees of spaCy pipelines, in one scheme: Universal Dependencies.

The English pipelines that spaCy's makers publish (`en_core_web_*`) name relations by CLEAR (Choi and Palmer 2012), where a
preposition heads its noun, "be" heads what it links, and each conjunct hangs on the one before it. Pipelines trained on UD
treebanks need no change but for the name of the root.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import attrs

_PREPOSITIONS = frozenset(("prep", "agent", "dative", "pcomp"))


@attrs.define
class Node:
    """A token of a tree that is being rewritten: its governor's place (−1: none) and its relation to it."""

    lemma: str
    nominal: bool
    head: int
    relation: str


@cache
def _names() -> Mapping[str, str]:
    """The relations that only CLEAR has, with their counterparts in Universal Dependencies."""
    data = tomllib.loads(Path(__file__).with_name("clear.toml").read_text(encoding="utf-8"))
    return {**data["renamed"], **data["left"]}


def to_universal(nodes: list[Node]) -> None:
    """Rewrite the tree of one sentence in place; what has no relation of CLEAR's own is left as it is."""
    names = _names()
    for node in nodes:
        if node.head < 0 or node.relation == "ROOT":
            node.head, node.relation = -1, "root"
    if any(node.relation in names for node in nodes):
        _Tree(nodes).rewrite()
        for node in nodes:
            node.relation = names.get(node.relation, node.relation)


class _Tree:
    """The nodes of a sentence with the places of what hangs on each, kept in step."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.below: list[list[int]] = [[] for _ in nodes]
        for at, node in enumerate(nodes):
            if node.head >= 0:
                self.below[node.head].append(at)

    def rewrite(self) -> None:
        """Prepositions and copulas below what they introduce, conjuncts flat."""
        for at in range(len(self.nodes) - 1, -1, -1):
            if self.nodes[at].relation in _PREPOSITIONS:
                self._lower_preposition(at)
        for at, node in enumerate(self.nodes):
            if node.lemma == "be":
                self._lower_copula(at)
        self._flatten_conjuncts()

    def _find(self, at: int, *relations: str) -> int:
        return next((i for i in self.below[at] if self.nodes[i].relation in relations), -1)

    def _raise(self, below: int, above: int, relation: str) -> None:
        """Put a node in the place of its governor, which becomes its dependant with this relation."""
        upper, lower = self.nodes[above], self.nodes[below]
        lower.head = upper.head
        if upper.head >= 0:
            self.below[upper.head] = [below if i == above else i for i in self.below[upper.head]]
        moved = [i for i in self.below[above] if i != below]
        for i in moved:
            self.nodes[i].head = below
        self.below[below] += [*moved, above]
        self.below[above] = []
        upper.head, upper.relation = below, relation

    def _lower_preposition(self, at: int) -> None:
        """ "at home": the noun takes the place of its preposition, which becomes its case, or the mark of a clause."""
        preposition = self.nodes[at]
        governed = self._find(at, "pobj", *(("pcomp",) if preposition.relation != "pcomp" else ()))
        if governed < 0:
            return
        clause = self.nodes[governed].relation == "pcomp" and self._find(governed, "case") < 0
        self.nodes[governed].relation = self._oblique(preposition, clause)
        self._raise(governed, at, "mark" if clause else "case")

    def _oblique(self, preposition: Node, clause: bool) -> str:
        """What a phrase with this preposition is to what it hangs on; `pobj` where that is a preposition again."""
        if preposition.relation == "agent":
            return "obl:agent"
        above = self.nodes[preposition.head] if preposition.head >= 0 else None
        if preposition.relation == "pcomp" or (above is not None and above.relation in _PREPOSITIONS):
            return "pobj"
        of_noun = above is not None and above.nominal
        if clause:
            return "acl" if of_noun else "advcl"
        return "nmod" if of_noun else "obl"

    def _lower_copula(self, at: int) -> None:
        """ "is a threat": what "be" links takes its place; after "there" it is the subject."""
        linked = self._find(at, "attr", "acomp")
        if linked < 0:
            return
        if self._find(at, "expl") >= 0:
            self.nodes[linked].relation = "nsubj"
            return
        self.nodes[linked].relation = self.nodes[at].relation
        self._raise(linked, at, "cop")

    def _flatten_conjuncts(self) -> None:
        """ "A, B and C": all hang on the first; a conjunction on the part that it opens."""
        first: dict[int, int] = {}
        for at, node in enumerate(self.nodes):
            if node.relation == "conj":
                node.head = first[at] = first.get(node.head, node.head)
        part: dict[int, int] = {}  # the next part of a coordination, by what it hangs on
        for at in range(len(self.nodes) - 1, -1, -1):
            node = self.nodes[at]
            if node.relation == "conj":
                part[node.head] = at
            elif node.relation == "cc":
                node.head = part.get(first.get(node.head, node.head), node.head)
