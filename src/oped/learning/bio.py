"""Stretches of tokens as labels per token: B- begins, I- continues, O is outside (Ramshaw and Marcus 1995)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def encode(length: int, stretches: Iterable[tuple[int, int, str]]) -> list[str]:
    """Labels for `length` tokens from stretches `(first, end, label)` of token indices, half-open.

    Where two stretches share a token the earlier one in the input keeps it.
    """
    labels = ["O"] * length
    for first, end, label in stretches:
        if all(labels[i] == "O" for i in range(first, end)):
            for i in range(first, end):
                labels[i] = ("B-" if i == first else "I-") + label
    return labels


def decode(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Stretches `(first, end, label)` from labels; a stray I- begins a stretch of its own."""
    stretches: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        mark, _, name = label.partition("-")
        if mark == "O":
            continue
        if mark == "I" and stretches and stretches[-1][1] == i and stretches[-1][2] == name:
            first, _, _ = stretches.pop()
            stretches.append((first, i + 1, name))
        else:
            stretches.append((i, i + 1, name))
    return stretches
