"""Gold documents in CoNLL-U: text rebuilt with exact offsets, paragraphs, sentences, tokens, tags, lemmas.

The format is that of Universal Dependencies (https://universaldependencies.org/format.html) with GUM's comments for
documents (`newdoc id`), paragraphs (`newpar`, `newpar_block`) and genre (`meta::genre`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs


@attrs.frozen
class GoldToken:
    """A token: offsets (code points, half-open), form, Penn tag and lemma; `exact`: its form stands in the text."""

    start: int
    end: int
    form: str
    tag: str
    lemma: str
    exact: bool = True


@attrs.frozen
class GoldSentence:
    """The tokens of a sentence; `opens`: the block (head, p, item, …) that begins with it, or empty."""

    tokens: tuple[GoldToken, ...]
    opens: str = ""


@attrs.frozen
class GoldDocument:
    """A document whose `text` has been put together from its sentences."""

    id: str
    genre: str
    text: str
    sentences: tuple[GoldSentence, ...]


Row = tuple[str, str, str, str, str]
"""Id, form, tag, lemma and the MISC column."""


def read_conllu(lines: Iterable[str], between: str = "\n\n") -> Iterator[GoldDocument]:
    """The documents of CoNLL-U lines; paragraphs are separated by `between`, sentences by a blank."""
    id, genre, opens = "", "", ""
    sentences: list[tuple[str, list[Row]]] = []
    rows: list[Row] = []
    for line in (*lines, ""):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            if sentences:
                yield _document(id, genre, sentences, between)
            id, genre, opens, sentences = line.partition("= ")[2], "", "p", []
        elif line.startswith("# meta::genre"):
            genre = line.partition("= ")[2]
        elif line.startswith("# newpar_block"):
            opens = line.partition("= ")[2].split()[0]
        elif line.startswith("# newpar"):
            opens = opens or "p"
        elif line[:1].isdigit():
            columns = line.split("\t")
            rows.append((columns[0], columns[1], columns[4], columns[2], columns[9]))
        elif not line and rows:
            sentences.append((opens, rows))
            rows, opens = [], ""
    if sentences:
        yield _document(id, genre, sentences, between)


def read_file(path: Path, between: str = "\n\n") -> list[GoldDocument]:
    """The documents of a CoNLL-U file (UTF-8)."""
    with path.open(encoding="utf-8") as lines:
        return list(read_conllu(lines, between))


def _document(id: str, genre: str, sentences: list[tuple[str, list[Row]]], between: str) -> GoldDocument:
    parts: list[str] = []
    at = 0
    gold: list[GoldSentence] = []
    for opens, rows in sentences:
        if gold:
            gap = between if opens else " "
            parts.append(gap)
            at += len(gap)
        text, tokens = _sentence(rows, at)
        parts.append(text)
        at += len(text)
        gold.append(GoldSentence(tuple(tokens), opens))
    return GoldDocument(id, genre, "".join(parts), tuple(gold))


def _sentence(rows: list[Row], at: int) -> tuple[str, list[GoldToken]]:
    """The text of a sentence that begins at offset `at`, and its tokens."""
    text = ""
    tokens: list[GoldToken] = []
    group: list[Row] = []
    surface, last, misc = "", 0, ""
    for row in rows:
        number = row[0]
        if "." in number:
            continue  # an empty node stands for nothing in the text
        if "-" in number:
            surface, last, misc, group = row[1], int(number.partition("-")[2]), row[4], []
            continue
        if int(number) <= last:
            group.append(row)
            if int(number) < last:
                continue
            tokens.extend(_group(group, surface, at + len(text)))
            text += surface
        else:
            tokens.append(GoldToken(at + len(text), at + len(text) + len(row[1]), row[1], row[2], row[3]))
            text += row[1]
            misc = row[4]
        if "SpaceAfter=No" not in misc:
            text += " "
    return text.rstrip(" "), tokens


def _group(group: list[Row], surface: str, at: int) -> Iterator[GoldToken]:
    """The words written as one: each where it stands, or all over the whole where they are spelt otherwise."""
    exact = "".join(row[1] for row in group) == surface
    for row in group:
        length = len(row[1]) if exact else len(surface)
        yield GoldToken(at, at + length, row[1], row[2], row[3], exact)
        at += length if exact else 0
