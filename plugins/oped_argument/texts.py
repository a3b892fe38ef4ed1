"""The short texts of `texts.toml`: training data beside the corpora, shared by the trainers of units and argument."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import attrs

import oped

SIDES = {"T": "pro", "+": "pro", "-": "con"}
"""The side of each mark of a line that argues; "." marks one that does not."""


@attrs.frozen
class Text:
    """A text with the annotations of its units, their sides, and the number of its thesis, if it has one."""

    document: oped.Document
    units: tuple[oped.Annotation, ...]
    sides: tuple[str, ...]
    thesis: int | None


def texts() -> Iterator[Text]:
    """The texts of `texts.toml`, in order."""
    data = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
    for item in data["text"]:
        yield _read(str(item["units"]).strip())


def _read(source: str) -> Text:
    pieces: list[str] = []
    marks: list[tuple[str, int, int]] = []
    at = 0
    for block in source.split("\n\n"):
        for line in block.splitlines():
            mark, words = line.split(" ", 1)
            marks.append((mark, at, at + len(words)))
            pieces.append(words + " ")
            at += len(words) + 1
        pieces[-1] = pieces[-1].rstrip() + "\n\n"
        at += 1
    document = oped.parse("".join(pieces))
    argued = [(mark, start, end) for mark, start, end in marks if mark in SIDES]
    units = tuple(oped.Annotation("unit", [oped.Span(start, end)]) for _, start, end in argued)
    theses = [number for number, (mark, _, _) in enumerate(argued) if mark == "T"]
    return Text(document, units, tuple(SIDES[mark] for mark, _, _ in argued), theses[0] if theses else None)
