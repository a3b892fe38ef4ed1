"""Anaphora: neighbouring paragraphs, sentences or clauses that begin with the same words.

Words that any text repeats by chance ("The … The …", "It is … It is …") make no figure: how many words, of what kind, how
often, is laid down in `_marked`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from .view import Found, Line
from .words import words

_MOST = 12  # members of one figure; bounds the search
_LONGEST = 12  # repeated words that are compared
_SKIPPED = frozenset({"and", "but", "or", "so", "yet", "then", "for"})


@attrs.frozen(eq=False)
class Member:
    """One paragraph, sentence or clause, with the indices of its first words; small connecting words are left out."""

    line: Line
    at: list[int]


def anaphora(lines: Sequence[Line]) -> Iterator[Found]:
    """Anaphora, the widest units first; a stretch of text belongs to one figure."""
    taken: set[int] = set()
    for unit, members in _levels(lines):
        for run, shared in _runs(members, unit):
            found = _found(unit, run, shared)
            starts = {span.start for span in found.spans}
            if not starts & taken:
                taken |= starts
                yield found


def _member(line: Line, part: range) -> Member:
    return Member(line, [at for at in part[: _LONGEST + 2] if line.low[at] not in _SKIPPED][:_LONGEST])


def _levels(lines: Sequence[Line]) -> Iterator[tuple[str, list[Member]]]:
    """Members that stand next to one another: of the text its paragraphs, of these their sentences, of these the clauses."""
    body = [line for line in lines if line.kind in {"body", "quote"} and line.body]
    paragraphs: dict[int, list[Line]] = {}
    for line in body:
        paragraphs.setdefault(line.paragraph, []).append(line)
    yield "paragraph", [_member(inside[0], inside[0].body) for inside in paragraphs.values()]
    for inside in paragraphs.values():
        yield "sentence", [_member(line, line.body) for line in inside]
    for line in body:
        if len({line.low[segment.start] for segment in line.segments}) == len(line.segments):
            continue  # no two clauses begin with the same word
        yield "clause", [_member(line, segment) for segment in line.segments]


def _runs(members: Sequence[Member], unit: str) -> Iterator[tuple[Sequence[Member], int]]:
    """Runs of neighbours with the number of words that all of them share."""
    at = 0
    while at < len(members) - 1:
        size, best = 1, 0
        shared = _LONGEST
        for count in range(2, min(_MOST, len(members) - at) + 1):
            shared = min(shared, _shared(members[at], members[at + count - 1]))
            if shared == 0:
                break
            if _marked(members[at], shared, count, unit):
                size, best = count, shared
        if size > 1:
            yield members[at : at + size], best
        at += size


def _shared(one: Member, other: Member) -> int:
    """How many first words two members share; 0 where that is all of either: a whole that is repeated."""
    count = 0
    for a, b in zip(one.at, other.at, strict=False):
        if one.line.low[a] != other.line.low[b] or one.line.voice(a) != other.line.voice(b):
            break
        count += 1
    return 0 if count in {len(one.at), len(other.at)} else count


def _marked(member: Member, shared: int, count: int, unit: str) -> bool:
    """Whether so many members that share so many words are a figure, and no chance."""
    lists, line = words().lists, member.line
    at = member.at[:shared]
    if line.tag[at[0]].startswith("NNP") or not all(line.low[i][:1].isalpha() or line.low[i][:1] == "'" for i in at):
        return False
    content = any(line.tag[i][:2] in {"NN", "VB", "JJ"} and line.lemma[i] not in lists["auxiliaries"] for i in at)
    if count >= 3:
        if line.low[at[0]] in lists["marked_openers"]:
            return True
        return shared >= 2 and (content or line.tag[at[0]] == "PRP" or shared >= 3)
    if (
        unit == "paragraph"
        or line.low[at[0]] == "the"
        or line.tag[at[0]].startswith("NNP")
        or any(line.lemma[i] in lists["chance"] for i in at)
    ):
        return False  # two paragraphs, a topic, "I am glad": chance
    spoken = any(line.lemma[i] in lists["spoken"] for i in at)
    verb = any(line.tag[i].startswith("VB") and line.lemma[i] not in lists["auxiliaries"] for i in at)
    if shared == 2:
        return verb and not spoken and unit != "clause" and line.tag[at[1]].startswith("VB")
    finite = any(line.tag[i][:2] in {"VB", "MD"} for i in at)
    return shared >= 3 and content and (shared >= 4 or (finite and not spoken))


def _found(unit: str, run: Sequence[Member], shared: int) -> Found:
    first = run[0]
    repeated = " ".join(first.line.low[i] for i in first.at[:shared])
    return Found(
        "anaphora",
        tuple(member.line.span(member.at[0], member.at[shared - 1] + 1) for member in run),
        first.line.voice(first.at[0]),
        f"{len(run)} neighbouring {unit}s begin with {repeated!r}",
        {"repeated": repeated, "members": len(run), "unit": unit},
    )
