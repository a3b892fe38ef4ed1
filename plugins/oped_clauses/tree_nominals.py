"""Predicates that are nouns, from a dependency tree: "Russia's support for the plan", "criticism of X by Y"."""

from __future__ import annotations

from collections.abc import Iterator

from oped_clauses.frames import Argument, Clause
from oped_clauses.trees import Tree
from oped_clauses.words import words


def nominals(tree: Tree) -> Iterator[Clause]:
    """The nominal predicates of a sentence that have an argument there."""
    known = words().nominal
    for at, token in enumerate(tree.tokens):
        roles = known.get(token.lemma.lower()) if token.tag in ("NN", "NNS") else None
        if roles is None:
            continue
        arguments = _arguments(tree, at, roles)
        said = {argument.role for argument in arguments}
        if "object" in said or ("subject" in said and not roles[2]):
            first, end = tree.core(at)
            yield Clause(
                kind="nominal",
                chunk=at,
                head=at,
                words=((at, at + 1),),
                lemma=token.lemma.lower(),
                first=min(first, *(a.first for a in arguments)),
                end=max(end, *(a.end for a in arguments)),
                arguments=tuple(arguments),
                label="nominal",
                negated=tree.tokens[first].text.lower() in words().negative,
                nominal=True,
            )


def _arguments(tree: Tree, noun: int, roles: tuple[frozenset[str], frozenset[str], bool]) -> list[Argument]:
    found = []
    owner = _owner(tree, noun)
    if owner is not None:
        found.append(owner)
    for at in tree.dependants(noun, "nmod", "obl"):
        preposition = tree.preposition(at)
        if not preposition:
            continue
        role = (
            "object"
            if preposition in roles[0]
            else "subject"
            if preposition in roles[1] and owner is None
            else "oblique"
        )
        first, end = tree.phrase(at)
        found.append(Argument(role, first, end, at, (at,), at, preposition if role == "oblique" else ""))
    return found


def _owner(tree: Tree, noun: int) -> Argument | None:
    """Whose act it is: a possessor, or a name or demonym before the noun."""
    for at in reversed(tree.below[noun]):
        token = tree.tokens[at]
        possessive = token.relation == "nmod:poss"
        named = tree.base[at] in ("compound", "amod") and token.text[:1].isupper() and at > 0 and at < noun
        if possessive or (named and token.tag in ("NNP", "NNPS", "JJ")):
            first, end = tree.phrase(at)
            return Argument("subject", first, end, at, (at,), at)
    return None
