"""From a dependency tree to clauses, for linguistics that parse: who is the subject of what, with negation, voice and tense."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from oped.model import Token
from oped_clauses.frames import Argument, Clause
from oped_clauses.groups import full_form, is_negated, merged, modal_of, tense_of
from oped_clauses.tree_nominals import nominals
from oped_clauses.tree_sharing import share
from oped_clauses.trees import Tree
from oped_clauses.words import words

_KINDS = {
    "conj": "coordinate",
    "ccomp": "complement",
    "xcomp": "infinitive",
    "acl:relcl": "relative",
    "advcl:relcl": "relative",
    "acl": "participial",
    "advcl": "adverbial",
    "csubj": "subject clause",
    "parataxis": "parenthetical",
}
_NO_PREDICATE = frozenset(
    (
        "aux",
        "cop",
        "amod",
        "compound",
        "case",
        "mark",
        "cc",
        "fixed",
        "flat",
        "advmod",
        "det",
        "nummod",
        "discourse",
        "punct",
    )
)
_CLAUSAL = frozenset(("root", "conj", "ccomp", "xcomp", "acl", "advcl", "csubj", "parataxis"))
_OWN = frozenset(("nsubj", "obj", "ccomp", "xcomp", "obl", "aux", "mark"))
_ROLES = {"nsubj": "subject", "obj": "object", "iobj": "object", "obl": "oblique"}
_BESIDE = frozenset(("coordinate", "parenthetical", "main"))  # clauses that are no part of the one that they hang on


def clauses(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of one sentence whose tokens carry a tree, in order of their predicates."""
    tree = Tree(tokens)
    heads = {at: head for at in range(len(tokens)) if (head := _predicate(tree, at)) >= 0}
    found = {at: _clause(tree, at, heads) for at in heads}
    share(tree, found)
    _extend(tree, found)
    result = [*found.values(), *nominals(tree)]
    result.sort(key=lambda clause: clause.head)
    return result


def _predicate(tree: Tree, at: int) -> int:
    """The head of the predicate whose place in the tree is `at`: itself, or "be" before a place ("is in Paris"); −1 for none."""
    base, tag = tree.base[at], tree.tokens[at].tag
    copula = tree.first(at, "cop")
    if copula >= 0:
        return copula if _is_place(tree, at) else at
    if base in _NO_PREDICATE:
        return -1
    if tag[:2] in ("VB", "MD"):
        return at if base in _CLAUSAL or any(tree.base[i] in _OWN for i in tree.below[at]) else -1
    # What has a subject is a verb, whatever its tag: "Poland objects/NNS".
    return at if base in _CLAUSAL and tree.first(at, "nsubj") >= 0 else -1


def _is_place(tree: Tree, at: int) -> bool:
    return any(i < at and tree.tokens[i].tag in ("IN", "TO") for i in tree.dependants(at, "case"))


def _clause(tree: Tree, at: int, heads: Mapping[int, int]) -> Clause:
    tokens, head = tree.tokens, heads[at]
    copula = tree.first(at, "cop")
    verb = copula if copula >= 0 else at
    helpers = [i for i in tree.dependants(at, "aux") if i != verb]
    to = next((i for i in tree.dependants(at, "mark") if tokens[i].tag == "TO"), -1)
    group = sorted({*helpers, verb, *([to] if to >= 0 else [])})
    particles = [i for i in tree.dependants(at, "compound") if tokens[i].relation == "compound:prt"]
    arguments = _arguments(tree, at, head)
    complement = at if copula >= 0 and head == at else -1
    if complement < 0:
        complement = next((i for i in tree.dependants(at, "xcomp") if i not in heads), -1)
    lemma = tokens[head].lemma.lower()
    stretches = [_group_words(tokens, group), *((i, i + 1) for i in particles)]
    if complement >= 0 and tokens[verb].lemma.lower() in words().lists["linking verb"]:
        stretches.append(tree.core(complement))
    if particles and copula < 0:
        lemma += " " + " ".join(tokens[i].text.lower() for i in particles)
    modal = modal_of(tokens, group)
    passive = copula < 0 and _is_passive(tree, at, helpers)
    tags = {tokens[i].tag for i in group}
    kind = _KINDS.get(tokens[at].relation) or _KINDS.get(tree.base[at], "main")
    return Clause(
        kind=kind,
        chunk=at,
        head=head,
        words=merged(stretches),
        lemma=lemma,
        first=at,
        end=at + 1,
        arguments=tuple(arguments),
        label=tokens[at].relation,
        negated=is_negated(tokens, _with_adverbs(tree, at, group), arguments),
        modal=full_form(modal),
        passive=passive,
        tense=_tense(tokens, group, modal, tags, passive),
        marker=_marker(tree, at),
        governor=_governor(tree, at, heads) if kind != "main" else -1,
        copular=copula >= 0 or (tokens[at].lemma.lower() == "be" and tree.first(at, "expl") < 0),
        complement=tokens[complement].lemma.lower() if complement >= 0 else "",
    )


def _governor(tree: Tree, at: int, heads: Mapping[int, int]) -> int:
    """The head of the nearest predicate above; −1 where there is none."""
    for above in tree.above(at):
        if above in heads:
            return heads[above]
    return -1


def _group_words(tokens: Sequence[Token], group: Sequence[int]) -> tuple[int, int]:
    """The verb group as one stretch, where only adverbs stand within; else its last part."""
    first = group[-1]
    for i in reversed(group[:-1]):
        if any(tokens[k].tag[:2] != "RB" and k not in group for k in range(i + 1, first)):
            break
        first = i
    return first, group[-1] + 1


def _with_adverbs(tree: Tree, at: int, group: Sequence[int]) -> list[int]:
    """The verb group with the adverbs within and right before it, where a negator may be."""
    adverbs = [i for i in tree.dependants(at, "advmod", "cc") if i < group[-1]]
    return sorted({*group, *adverbs})


def _tense(tokens: Sequence[Token], group: Sequence[int], modal: str, tags: set[str], passive: bool) -> str:
    if tags == {"VBN"} and not passive:
        return "past"
    return tense_of(tokens[group[0]].tag, modal, tags)


def _is_passive(tree: Tree, at: int, helpers: Sequence[int]) -> bool:
    if any(tree.tokens[i].relation == "aux:pass" for i in helpers):
        return True
    if any(tree.tokens[i].relation in ("nsubj:pass", "csubj:pass", "obl:agent") for i in tree.below[at]):
        return True
    if tree.tokens[at].tag != "VBN" or helpers or tree.first(at, "nsubj", "obj") >= 0:
        return False
    above = tree.tokens[at].head
    if tree.base[at] == "conj":  # "was tried and sentenced"
        return tree.tokens[above].tag == "VBN" and any(tree.tokens[i].relation == "aux:pass" for i in tree.below[above])
    return tree.base[at] in ("acl", "advcl", "xcomp", "root")


def _marker(tree: Tree, at: int) -> str:
    """The subordinator that opens a clause, "that" or "because"; empty where there is none."""
    if tree.base[at] in ("root", "parataxis", "conj"):
        return ""
    for i in tree.below[at]:
        token = tree.tokens[i]
        if i < at and ((tree.base[i] == "mark" and token.tag != "TO") or token.tag == "WRB"):
            return token.text.lower()
    return ""


def _arguments(tree: Tree, at: int, head: int) -> list[Argument]:
    """Subject, objects and obliques that the clause itself names, in this order."""
    found: dict[str, list[Argument]] = {"subject": [], "object": [], "oblique": []}
    if head != at:
        found["oblique"].append(_argument(tree, at, "oblique"))  # the place of "is in Paris"
    for i in tree.below[at]:
        role = _ROLES.get(tree.base[i])
        if role and tree.tokens[i].relation != "nsubj:outer":
            found[role].append(_argument(tree, i, role))
    return [argument for role in found.values() for argument in role]


def _argument(tree: Tree, at: int, role: str) -> Argument:
    first, end = tree.phrase(at)
    heads = (at, *(i for i in tree.dependants(at, "conj") if first <= i < end))
    agent = tree.tokens[at].relation == "obl:agent"
    return Argument(role, first, end, at, heads, at, tree.preposition(at) if role == "oblique" else "", agent)


def _extend(tree: Tree, found: dict[int, Clause]) -> None:
    """How far each clause reaches with all that depends on it, marks at its edges left out."""
    first = list(range(len(tree.tokens)))
    end = [i + 1 for i in first]
    for at in tree.upwards():
        above = tree.tokens[at].head
        if at in found:
            found[at] = attrs.evolve(found[at], first=first[at], end=end[at])
        beside = at in found and found[at].kind in _BESIDE
        if above >= 0 and not beside and tree.base[at] not in ("punct", "cc", "discourse"):
            first[above] = min(first[above], first[at])
            end[above] = max(end[above], end[at])
