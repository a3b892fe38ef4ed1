"""Arguments that a clause shares with another: coordination, control, antecedents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from oped.model import Token
from oped_clauses.chunks import NOUN, WH, Chunk
from oped_clauses.frames import FINITE, NO_CLAUSE, Argument, Frame, Places, make_argument
from oped_clauses.words import words


def owners_of(frames: Sequence[Frame], chunks: Sequence[Chunk]) -> dict[int, int]:
    """Which frame each argument's chunk belongs to."""
    owners: dict[int, int] = {}
    for i, frame in enumerate(frames):
        for argument in (frame.subject, *frame.objects, *frame.obliques):
            if argument is not None:
                owners.setdefault(argument.chunk, i)
        if frame.complement >= 0:
            owners.setdefault(frame.complement, i)
    return owners


def share(
    tokens: Sequence[Token],
    chunks: Sequence[Chunk],
    labels: Sequence[str],
    frames: Sequence[Frame],
    frame: Frame,
    at: int,
    place: Places,
    owners: Mapping[int, int],
) -> None:
    """Give a clause the subject or antecedent that it shares with another; frames are visited from left to right."""
    if frame.kind in NO_CLAUSE:
        return
    if frame.kind in ("rel", "acl"):
        _antecedent(tokens, chunks, labels, frames, frame, place, owners)
        return
    if frame.subject is not None or frame.governor < 0:
        return
    governor = frames[frame.governor]
    if frame.kind == "con" and governor.chunk < frame.chunk:
        _lend(governor.subject, frame, "coordination")
    elif frame.kind == "inf":
        control = words().subject_control
        promised = tokens[chunks[governor.chunk].head].lemma.lower() in control
        if governor.objects and not promised:
            _lend(governor.objects[0], frame, "control")
        else:
            _lend(governor.subject, frame, "control")
    elif frame.kind == "adv" and tokens[chunks[frame.chunk].first].tag in ("VBG", "VBN", "TO"):
        verb = tokens[chunks[governor.chunk].head].lemma.lower()
        if governor.objects and verb in words().object_control and tokens[chunks[frame.chunk].first].tag == "TO":
            frame.kind = "inf"
            _lend(governor.objects[0], frame, "control")
        else:
            _lend(governor.subject, frame, "control")


def _lend(argument: Argument | None, frame: Frame, via: str) -> None:
    if argument is not None:
        frame.subject = attrs.evolve(argument, role="subject", via=via, preposition="", agent=False)


def _antecedent(
    tokens: Sequence[Token],
    chunks: Sequence[Chunk],
    labels: Sequence[str],
    frames: Sequence[Frame],
    frame: Frame,
    place: Places,
    owners: Mapping[int, int],
) -> None:
    """Find the noun that a relative or participial clause belongs to, and what role it plays there."""
    pronoun = next(
        (a for a in (frame.subject, *frame.objects, *frame.obliques) if a is not None and chunks[a.chunk].kind == WH),
        None,
    )
    start = pronoun.chunk if pronoun is not None else frame.chunk
    if pronoun is None and frame.subject is not None and frame.subject.chunk < start:
        start = frame.subject.chunk
    noun = next((n for n in range(start - 1, -1, -1) if chunks[n].kind == NOUN), -1)
    if noun < 0:
        return
    if noun in owners:
        frame.governor = owners[noun]
    found = make_argument(tokens, chunks, place, noun, "subject")
    found = attrs.evolve(found, end=chunks[noun].end, heads=found.heads[:1])
    if pronoun is not None:
        marked = attrs.evolve(pronoun, antecedent=(found.first, found.end))
        if frame.subject is pronoun:
            frame.subject = marked
        frame.objects = [marked if a is pronoun else a for a in frame.objects]
        frame.obliques = [marked if a is pronoun else a for a in frame.obliques]
    elif frame.subject is None and tokens[chunks[frame.chunk].first].tag == "TO":
        owner = possessor(tokens, chunks[noun])
        if owner is not None:
            last = owner[1] - 1
            frame.subject = Argument("subject", *owner, last, (last,), noun, via="control")
        elif frame.governor >= 0 and any(a.chunk == noun for a in frames[frame.governor].objects):
            _lend(frames[frame.governor].subject, frame, "control")
    elif frame.subject is None:
        frame.subject = attrs.evolve(found, via="antecedent")
    elif (
        (frame.kind == "rel" or tokens[chunks[frame.chunk].first].tag in FINITE)
        and frame.subject is not None
        and not frame.objects
        and frame.complement < 0
        and not any(a.preposition and a.first == a.end for a in frame.obliques)
        and tokens[found.head].lemma.lower() not in words().adverbial
        and not any(chunks[n].kind == WH for n in range(noun + 1, frame.chunk))
    ):
        frame.objects.append(attrs.evolve(found, role="object", via="antecedent"))


def possessor(tokens: Sequence[Token], piece: Chunk) -> tuple[int, int] | None:
    """The words before the head that name whose act it is: a possessive, a name, a demonym."""
    for i in range(piece.head - 1, piece.first, -1):
        if tokens[i].tag == "POS":
            first = piece.first
            return (first, i)
    if tokens[piece.first].tag == "PRP$":
        return (piece.first, piece.first + 1)
    for i in range(piece.head - 1, piece.first - 1, -1):
        if tokens[i].tag in ("NNP", "NNPS") or (tokens[i].tag == "JJ" and tokens[i].text[:1].isupper() and i > 0):
            first = i
            while first > piece.first and tokens[first - 1].tag in ("NNP", "NNPS", "HYPH"):
                first -= 1
            return (first, i + 1)
    return None
