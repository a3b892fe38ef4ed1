"""Predicates that are nouns."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from oped.model import Token
from oped_clauses.chunks import NOUN, PREP, Chunk
from oped_clauses.frames import Argument, Clause, Places, make_argument
from oped_clauses.sharing import possessor
from oped_clauses.words import words


def nominals(tokens: Sequence[Token], chunks: Sequence[Chunk], labels: Sequence[str], place: Places) -> list[Clause]:
    """Predicates that are nouns: "Russia's support for the plan", "criticism of X by Y"."""
    known = words().nominal
    found: list[Clause] = []
    for n, piece in enumerate(chunks):
        if piece.kind != NOUN or tokens[piece.head].tag not in ("NN", "NNS"):
            continue
        roles = known.get(tokens[piece.head].lemma.lower())
        if roles is None:
            continue
        arguments = _nominal_arguments(tokens, chunks, labels, place, n, roles)
        if not arguments:
            continue
        first = min(piece.first, *(a.first for a in arguments))
        end = max(piece.end, *(a.end for a in arguments))
        negated = tokens[piece.first].text.lower() in words().negative
        found.append(
            Clause(
                kind="nominal",
                chunk=n,
                head=piece.head,
                words=((piece.head, piece.head + 1),),
                lemma=tokens[piece.head].lemma.lower(),
                first=first,
                end=end,
                arguments=tuple(arguments),
                label="nominal",
                negated=negated,
                nominal=True,
            )
        )
    return found


def _nominal_arguments(
    tokens: Sequence[Token],
    chunks: Sequence[Chunk],
    labels: Sequence[str],
    place: Places,
    n: int,
    roles: tuple[frozenset[str], frozenset[str], bool],
) -> list[Argument]:
    piece = chunks[n]
    arguments: list[Argument] = []
    owner = possessor(tokens, piece)
    if owner is not None:
        arguments.append(Argument("subject", owner[0], owner[1], owner[1] - 1, (owner[1] - 1,), n))
    taken = owner is not None
    at = n + 1
    while at + 1 < len(chunks) and chunks[at].kind == PREP and chunks[at + 1].kind == NOUN:
        if labels[at + 1] not in ("m", "B-1", "G-1"):
            break
        preposition = tokens[chunks[at].head].text.lower()
        if preposition in roles[0]:
            role = "object"
        elif preposition in roles[1] and not taken:
            role, taken = "subject", True
        else:
            role = "oblique"
        argument = make_argument(tokens, chunks, place, at + 1, role, preposition if role == "oblique" else "")
        end, head_end = argument.end, chunks[at + 1].end
        if role != "oblique" or labels[at + 1] == "m":
            arguments.append(
                attrs.evolve(
                    argument, end=head_end if end > head_end and _splits(tokens, chunks, place, at + 1) else end
                )
            )
        at += 2
        if role == "oblique":
            break
    said = {argument.role for argument in arguments}
    return arguments if "object" in said or ("subject" in said and not roles[2]) else []


def _splits(tokens: Sequence[Token], chunks: Sequence[Chunk], place: Places, n: int) -> bool:
    """Whether "by" follows within a phrase: in "criticism of X by Y" Y is no part of X."""
    return any(
        chunks[i].kind == PREP and tokens[chunks[i].head].text.lower() in ("by", "from")
        for i in range(n + 1, place.last[n] + 1)
    )
