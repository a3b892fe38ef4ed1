"""How far each clause reaches."""

from __future__ import annotations

from collections.abc import Sequence

from oped.model import Token
from oped_clauses.chunks import Chunk
from oped_clauses.frames import NO_CLAUSE, Frame

_STOPS = frozenset({",", ".", ":", ";", "-LRB-", "-RRB-", "``", "''", "CC", "HYPH", "NFP"})
_BEFORE_CLAUSE = frozenset(("RB", "RBR", "RBS", "IN", "WRB", "DT", "PDT", "JJ", "EX", "PRP"))


def extents(tokens: Sequence[Token], chunks: Sequence[Chunk], labels: Sequence[str], frames: Sequence[Frame]) -> None:
    """How far each clause reaches, with the clauses that depend on it; set on the frames."""
    for frame in frames:
        first, end = chunks[frame.chunk].first, chunks[frame.chunk].end
        others = (*frame.helpers, *frame.particles) if frame.complement < 0 else (frame.complement, *frame.helpers)
        for n in others:
            first, end = min(first, chunks[n].first), max(end, chunks[n].end)
        for argument in (frame.subject, *frame.objects, *frame.obliques):
            if argument is not None and not argument.via:
                first = min(first, argument.first - len(argument.preposition.split()))
                end = max(end, argument.end)
        frame.first, frame.end = first, end
    claimed = _claims(tokens, frames)
    for frame in frames:
        if frame.kind in NO_CLAUSE:
            continue
        frame.first = _leftwards(tokens, frame.first, claimed)
        frame.end = _rightwards(tokens, frame.end, claimed)
    for _ in range(2):  # dependants on either side: two passes settle all but the deepest nesting
        for frame in reversed(frames):
            if frame.governor >= 0 and frame.kind not in ("con", "par", "root", "aux", "no"):
                governor = frames[frame.governor]
                governor.first = min(governor.first, frame.first)
                governor.end = max(governor.end, frame.end)


def _claims(tokens: Sequence[Token], frames: Sequence[Frame]) -> list[bool]:
    """Which tokens lie between the ends of some clause's own words."""
    claimed = [False] * len(tokens)
    for frame in frames:
        for i in range(frame.first, frame.end):
            claimed[i] = True
    return claimed


def _leftwards(tokens: Sequence[Token], first: int, claimed: Sequence[bool]) -> int:
    """Take in adverbs and the subordinator before a clause."""
    at = first
    while at > 0 and not claimed[at - 1] and tokens[at - 1].tag in _BEFORE_CLAUSE:
        at -= 1
        if tokens[at].tag in ("IN", "WRB"):
            break
    return at


def _rightwards(tokens: Sequence[Token], end: int, claimed: Sequence[bool]) -> int:
    """Take in what follows up to a mark, a conjunction or another clause."""
    at = end
    while at < len(tokens) and not claimed[at] and tokens[at].tag not in _STOPS and tokens[at].tag[0] != "W":
        at += 1
    while at > end and tokens[at - 1].tag in ("IN", "TO"):
        at -= 1
    return at
