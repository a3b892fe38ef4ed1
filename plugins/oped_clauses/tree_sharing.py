"""Arguments that a clause of a dependency tree shares with another: coordination, control, antecedents."""

from __future__ import annotations

import attrs

from oped_clauses.frames import Argument, Clause
from oped_clauses.trees import Tree
from oped_clauses.words import words


def share(tree: Tree, found: dict[int, Clause]) -> None:
    """Give each clause the subject or antecedent that it shares with another; governors come before what they govern."""
    for at in reversed(tree.upwards()):
        clause = found.get(at)
        if clause is None:
            continue
        above = tree.tokens[at].head
        if clause.kind in ("relative", "participial") and above >= 0:
            found[at] = _with_antecedent(tree, clause, above, found)
        elif above in found and not _named(clause, "subject"):
            lent = _lent(tree, clause, found[above])
            if lent is not None:
                found[at] = attrs.evolve(clause, arguments=(lent, *clause.arguments))


def _named(clause: Clause, role: str) -> Argument | None:
    return next((argument for argument in clause.arguments if argument.role == role), None)


def _shared(argument: Argument | None, via: str) -> Argument | None:
    if argument is None:
        return None
    return attrs.evolve(argument, role="subject", via=via, preposition="", agent=False)


def _lent(tree: Tree, clause: Clause, governor: Clause) -> Argument | None:
    """The subject that a clause without one takes from the clause above it."""
    if clause.kind == "coordinate":
        return _shared(_named(governor, "subject"), "coordination")
    infinitive = clause.tense == "infinitive"
    verb = tree.tokens[governor.head].lemma.lower()
    takes_object = clause.kind == "infinitive" and verb not in words().subject_control
    if clause.kind == "adverbial":
        if not infinitive and clause.tense != "participle" and not clause.passive:
            return None
        takes_object = infinitive and verb in words().object_control
    elif clause.kind != "infinitive":
        return None
    known = (_named(governor, "object") if takes_object else None) or _named(governor, "subject")
    return _shared(known, "control")


def _with_antecedent(tree: Tree, clause: Clause, noun: int, found: dict[int, Clause]) -> Clause:
    """A relative or participial clause with what its noun is in it."""
    first, end = tree.core(noun)
    pronoun = next((a for a in clause.arguments if tree.tokens[a.head].tag in ("WP", "WDT")), None)
    if pronoun is not None:
        marked = attrs.evolve(pronoun, antecedent=(first, end))
        return attrs.evolve(clause, arguments=tuple(marked if a is pronoun else a for a in clause.arguments))
    antecedent = Argument("subject", first, end, noun, (noun,), noun, via="antecedent")
    if _named(clause, "subject") is None:
        if clause.tense != "infinitive":
            return attrs.evolve(clause, arguments=(antecedent, *clause.arguments))
        owner = _owner(tree, noun, found)
        return attrs.evolve(clause, arguments=(owner, *clause.arguments)) if owner is not None else clause
    if (
        clause.kind == "relative"
        and not _named(clause, "object")
        and not clause.copular
        and _lacks_object(tree, clause, noun)
    ):
        return attrs.evolve(clause, arguments=(*clause.arguments, attrs.evolve(antecedent, role="object")))
    return clause


def _lacks_object(tree: Tree, clause: Clause, noun: int) -> bool:
    """Whether the noun can be the object of a relative clause without a pronoun: no adverb of place or time leads it."""
    led = any(tree.tokens[i].tag == "WRB" for i in tree.below[clause.chunk])
    passive = clause.passive or tree.tokens[noun].lemma.lower() in words().adverbial
    return not led and not passive


def _owner(tree: Tree, noun: int, found: dict[int, Clause]) -> Argument | None:
    """Who does what the infinitive of a noun says: "Xi's effort to …", "made an effort to …"."""
    possessor = next((i for i in tree.below[noun] if tree.tokens[i].relation == "nmod:poss"), -1)
    if possessor >= 0:
        first, end = tree.phrase(possessor)
        return Argument("subject", first, end, possessor, (possessor,), possessor, via="control")
    governor = found.get(tree.tokens[noun].head)
    return (
        _shared(_named(governor, "subject"), "control") if governor is not None and tree.base[noun] == "obj" else None
    )
