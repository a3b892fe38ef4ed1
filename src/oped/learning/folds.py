"""Folds for cross-validation that keep all of a document together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def folds(items: Sequence[T], group: Callable[[T], str], count: int = 5) -> Iterator[tuple[list[T], list[T]]]:
    """Yield `count` pairs (train, test); items of one group never stand on both sides.

    A group's fold is a hash of its name, so it depends neither on the order nor on the other groups.
    """
    if count < 2:
        raise ValueError(f"cross-validation needs at least 2 folds, not {count}")
    numbers = [int.from_bytes(blake2b(group(item).encode(), digest_size=8).digest(), "big") % count for item in items]
    for fold in range(count):
        yield (
            [item for item, number in zip(items, numbers, strict=True) if number != fold],
            [item for item, number in zip(items, numbers, strict=True) if number == fold],
        )
