"""The text cut at every border of an annotation, so that overlapping layers can be shown without nesting."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

import attrs

from oped.model import Report
from oped.renderers.summary import Finding, Findings, sign_of
from oped.sides import AUTHOR

_SUPPORTING = ("clauses", "units")
"""Layers that other layers build on: marked only where they were asked for by name."""
_UNMARKED = {
    ("hedging", "scope"),
    ("hedging", "modality"),
    ("attribution", "cue"),
    ("attribution", "speaker"),
}
"""Shown with what they belong to, not as marks of their own, unless their layer was asked for by name."""
_ORDER = ("argument", "attribution", "stance", "hedging", "connectives", "actors", "other")
_MOST = 12
"""More marks than these on one stretch of text are not listed there (they are in the tables)."""


@attrs.frozen
class Segment:
    """A stretch of text between two borders. `classes` go from the outermost to the innermost mark.

    `numbers` are those of its findings; `starts` says whether one of them begins here; `tag` names a unit of the argument
    that begins here, `sign` a stance that ends here; `title` tells its findings without a script.
    """

    id: str
    text: str
    classes: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    starts: bool = False
    tag: str = ""
    sign: str = ""
    title: str = ""


@attrs.frozen
class Block:
    """A paragraph with the line that it begins on."""

    id: str
    kind: str
    line: int
    segments: tuple[Segment, ...]


@attrs.frozen
class Marked:
    """The marked text; `anchors` maps the numbers of findings to the ids of where they stand in it."""

    blocks: tuple[Block, ...]
    anchors: dict[int, str]
    layers: tuple[str, ...]


def mark(report: Report, found: Findings) -> Marked:
    """Cut the text into blocks and segments; linear in text and annotations."""
    marked = [row for name, rows in found.items() for row in rows if _is_marked(report, name, row)]
    pieces = sorted(
        ((span.start, span.end, row) for row in marked for span in row.annotation.spans),
        key=lambda piece: (piece[0], piece[1], piece[2].number),
    )
    anchors: dict[int, str] = {}
    blocks: list[Block] = []
    at = count = 0
    open_: list[tuple[int, int, Finding]] = []
    for number, (start, end, kind) in enumerate(_stretches(report), start=1):
        while at < len(pieces) and pieces[at][0] < end:
            open_.append(pieces[at])
            at += 1
        open_ = [piece for piece in open_ if piece[1] > start]
        segments = tuple(_segments(report.document.text, start, end, open_, count, anchors))
        count += len(segments)
        blocks.append(Block(f"p{number}", kind, report.document.line(start), segments))
    for rows in found.values():  # what is not marked is found by its paragraph
        for row in rows:
            if row.number not in anchors and (index := report.document.paragraph_index(row.annotation.start)) >= 0:
                anchors[row.number] = f"p{index + 1}"
    shown = {row.layer for row in marked}
    return Marked(tuple(blocks), anchors, tuple(name for name in found if name in shown))


def _is_marked(report: Report, layer: str, row: Finding) -> bool:
    if layer in report.selected:
        return True
    return layer not in _SUPPORTING and (layer, row.label) not in _UNMARKED


def _stretches(report: Report) -> Iterable[tuple[int, int, str]]:
    document = report.document
    if document.paragraphs:
        return [(paragraph.start, paragraph.end, paragraph.kind) for paragraph in document.paragraphs]
    return [(0, len(document.text), "body")] if document.text.strip() else []


def _segments(
    text: str,
    start: int,
    end: int,
    pieces: Sequence[tuple[int, int, Finding]],
    count: int,
    anchors: dict[int, str],
) -> Iterable[Segment]:
    borders = sorted({start, end, *(b for piece in pieces for b in piece[:2] if start < b < end)})
    at = 0
    active: list[tuple[int, int, Finding]] = []
    for left, right in itertools.pairwise(borders):
        while at < len(pieces) and pieces[at][0] <= left:
            active.append(pieces[at])
            at += 1
        active = [piece for piece in active if piece[1] > left]
        count += 1
        yield _segment(f"g{count}", text[left:right], left, right, active, anchors)


def _segment(
    id_: str, text: str, left: int, right: int, active: Sequence[tuple[int, int, Finding]], anchors: dict[int, str]
) -> Segment:
    if not active:
        return Segment(id_, text)
    rows = sorted((piece[2] for piece in active[:_MOST]), key=lambda row: (_rank(row.layer), row.number))
    begun = [row for row in rows if row.annotation.start == left]
    for row in rows:
        anchors.setdefault(row.number, id_)
    unit = next((row for row in begun if row.layer == "argument"), None)
    stances = [sign_of(row) for row in rows if row.layer == "stance" and row.annotation.end == right]
    return Segment(
        id_,
        text,
        tuple(dict.fromkeys(_class(row) for row in rows)),
        tuple(row.number for row in rows),
        bool(begun),
        _tag(unit) if unit else "",
        "".join({"for": "+", "against": "−", "mixed": "±"}[sign] for sign in dict.fromkeys(stances)),
        " | ".join(told(row) for row in begun),
    )


def _rank(layer: str) -> int:
    return _ORDER.index(layer) if layer in _ORDER else len(_ORDER)


_ARGUMENT_CLASSES = {"major_claim": "thesis", "claim": "claim", "premise": "premise"}
_CLASSES = {
    ("hedging", "hedge"): "hedge",
    ("hedging", "booster"): "boost",
    ("actors", "mention"): "actor",
    ("attribution", "content"): "voice",
    ("connectives", "connective"): "link",
}


def _class(row: Finding) -> str:
    """The classes of a mark: always from this fixed set, never from the document or a plugin."""
    if row.layer == "argument" and row.label in _ARGUMENT_CLASSES:
        side = " con" if row.feature("side") == "con" else ""
        return f"m {_ARGUMENT_CLASSES[row.label]}{side}"
    if row.layer == "stance":
        return f"m {sign_of(row)}"
    if row.layer == "attribution" and row.feature("holder") == AUTHOR:
        return "m other"  # "I believe that …" is no other voice
    return f"m {_CLASSES.get((row.layer, row.label), 'other')}"


def _tag(row: Finding) -> str:
    """What a unit is tagged with: most are premises for the author's side, which their ground tells of."""
    if row.label not in _ARGUMENT_CLASSES:
        return ""
    con = row.feature("side") == "con"
    if row.label == "premise":
        return "con" if con else ""
    return f"{row.name} · con" if con else row.name


def told(row: Finding) -> str:
    """A finding in a few words."""
    if row.layer == "stance":
        mode = row.feature("mode")
        parts = [row.feature("attitude"), f"{row.feature('holder')} → {row.feature('target')}", mode]
        return f"Stance: {', '.join(part for part in parts if part and part != 'asserted')}"
    said = next((value for key in ("actor", "type", "holder", "sense", "evidence") if (value := row.feature(key))), "")
    return f"{row.name}: {said}" if said else row.name
