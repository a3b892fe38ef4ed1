"""What a word is like, as features: classes of similar words, and small vectors that can be averaged.

A model that saw *slam* in training should know something of *lambast*. Both come from one table of 36,000 English
word forms, made by `make.py` from an open sentence encoder; `MODEL.md` names its source and licence.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import cache
from importlib import resources

SIZE = 32
"""How many components a vector has."""

BITS = 10
"""How deep the tree of word classes is: up to 1,024 classes."""

_ROW = 2 + SIZE
_UNIT = 32  # a component is stored as this many steps for one standard deviation


def word_class(word: str, bits: int = 8) -> str:
    """The class of an English word form, as the first `bits` (1…10) turns of its way down a binary tree, or "".

    Fewer bits are a wider class: words that share ten bits are near in meaning, words that share four hardly more
    than in their topic. Upper and lower case are one.
    """
    row = _row(word)
    return f"{int.from_bytes(row[:2], 'big'):0{BITS}b}"[:bits] if row else ""


def word_vector(word: str) -> tuple[float, ...]:
    """The 32 components of a word form (about −4…4; near 0 for frequent words), or () for a word not in the table."""
    row = _row(word)
    return tuple(step / _UNIT for step in row[2:].cast("b")) if row else ()


def mean_features(words: Iterable[str], name: str) -> dict[str, float]:
    """The mean vector of some words, as features `name0` … `name31` for `Model` and `train`; empty where none is known.

    Frequent words count for little (smooth inverse frequency: Arora, Liang and Ma 2017), so no list of stop words is
    needed.
    """
    known = [row[2:].cast("b") for word in words if (row := _row(word))]
    by = _UNIT * len(known)
    columns = zip(*known, strict=True)
    return {feature: sum(column) / by for feature, column in zip(_names(name), columns, strict=False)}


@cache
def _names(name: str) -> tuple[str, ...]:
    return tuple(f"{name}{at}" for at in range(SIZE))


def _row(word: str) -> memoryview | None:
    """What the table holds for a word: two bytes for its way down the tree, then a signed byte for each component."""
    index, rows = _table()
    at = index.get(word.lower())
    return None if at is None else rows[at * _ROW : (at + 1) * _ROW]


@cache
def _table() -> tuple[dict[str, int], memoryview]:
    data = gzip.decompress((resources.files(__package__) / "words.gz").read_bytes())
    words, _, rows = data.partition(b"\n\n")
    return {word: at for at, word in enumerate(words.decode("ascii").split("\n"))}, memoryview(rows)
