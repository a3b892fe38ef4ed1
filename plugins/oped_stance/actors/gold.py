"""Named entities and coreference of GUM (Zeldes 2017), read from the `Entity=` annotations of its CoNLL-U."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

_OPEN = re.compile(r"\(([^()]+)|([^()]+)\)|\)")
TYPES = {"person": "person", "organization": "organisation", "place": "place"}


@attrs.frozen
class Entity:
    """A mention of GUM: code points of the whole and of its head, type, cluster; `named` where the head is a name."""

    start: int
    end: int
    head_start: int
    head_end: int
    type: str
    cluster: str
    named: bool
    pronoun: bool


@attrs.define
class _Row:
    start: int
    end: int
    tag: str
    misc: str


def rows(record: Mapping[str, Any]) -> list[_Row]:
    """The tokens of a treebank record, each found in its text."""
    text, at = str(record["text"]), 0
    found: list[_Row] = []
    for line in str(record["conllu"]).split("\n"):
        columns = line.split("\t")
        if len(columns) < 10 or not columns[0].isdigit():
            continue
        start = text.find(columns[1], at)
        if start < 0:
            continue
        at = start + len(columns[1])
        found.append(_Row(start, at, columns[4], columns[9]))
    return found


def entities(record: Mapping[str, Any]) -> list[Entity]:
    """All mentions of a treebank record, in the order in which they end."""
    tokens = rows(record)
    return list(_entities(tokens))


def _entities(tokens: list[_Row]) -> Iterator[Entity]:
    open_: dict[str, list[tuple[int, list[str]]]] = {}
    for i, token in enumerate(tokens):
        field = next((part[7:] for part in token.misc.split("|") if part.startswith("Entity=")), "")
        for piece in re.findall(r"\([^()]*\)?|[^()]+\)", field):
            inner = piece.strip("()").split("-")
            if piece.startswith("("):
                if piece.endswith(")"):
                    yield _entity(tokens, i, i + 1, inner)
                else:
                    open_.setdefault(inner[0], []).append((i, inner))
            elif open_.get(inner[0]):
                first, fields = open_[inner[0]].pop()
                yield _entity(tokens, first, i + 1, fields)


def _entity(tokens: list[_Row], first: int, end: int, fields: list[str]) -> Entity:
    numbers = [int(n) for n in fields[5].split(",") if n.isdigit()] if len(fields) > 5 else []
    heads = [first + n - 1 for n in numbers if first + n - 1 < end] or [end - 1]
    names = [i for i in heads if tokens[i].tag.startswith("NNP")]
    start, stop = (names[0], names[-1] + 1) if names else (heads[0], heads[-1] + 1)
    return Entity(
        tokens[first].start,
        tokens[end - 1].end,
        tokens[start].start,
        tokens[stop - 1].end,
        fields[1] if len(fields) > 1 else "",
        fields[0],
        bool(names) and tokens[heads[0]].tag.startswith("NNP"),
        end - first == 1 and tokens[first].tag in ("PRP", "PRP$"),
    )
