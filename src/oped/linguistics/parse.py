"""Text to paragraphs, sentences and tokens with tags, lemmas and sentiment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import attrs

from oped.linguistics.lemmas import lemmas
from oped.linguistics.lexical import lexical
from oped.linguistics.paragraphs import BULLET, paragraphs
from oped.linguistics.sentences import boundaries
from oped.linguistics.sentiment import sentiment_of
from oped.linguistics.tagger import SHIPPED, tag_words
from oped.linguistics.tokens import chunks
from oped.model import Paragraph, Region, Sentence, Token

# The label of a section or an item: "2.1.", "1)", "(a)".
_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}\.|\(?[a-z]\)|\d{1,2}\))(?=\s)")


_LONGEST = 300
"""Tokens of the longest sentence."""
_BREAKS = frozenset(";:,)]—–…”")

_QUOTED = re.compile(r"[ \t]*(?:>[ \t]*)*(?P<words>[^\r\n]*)[\r\n]*")


@attrs.frozen
class Segment:
    """The tokens of one sentence: offsets (code points, half-open) and characters of each."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    texts: tuple[str, ...]


def segment(text: str, regions: Sequence[Region] = ()) -> Iterator[tuple[Region, list[Segment]]]:
    """The paragraphs of a text with the tokens of their sentences; `regions` are the paragraphs where they are known.

    Paragraphs without a token are left out; white space at the ends of a region is no part of its paragraph.
    """
    for region in regions or paragraphs(text):
        sentences = _sentences(text, region)
        if sentences:
            yield region, sentences


def _sentences(text: str, region: Region) -> list[Segment]:
    starts: list[int] = []
    ends: list[int] = []
    texts: list[str] = []
    spaced: list[bool] = []
    for start, end in _stretches(text, region):
        for at, pieces in chunks(text, start, end):
            if not texts and (label := _LABEL.match(text, at, end)):
                pieces = ((0, label.end() - at, label.group()),)
            elif pieces[0][2].isdecimal() and _numbers(texts, spaced):
                ends[-2:], texts[-2:], spaced[-1:], starts[-1:] = [ends[-1]], [texts[-2] + "."], [], []
            if len(pieces) == 1:  # most chunks by far
                _, last, piece = pieces[0]
                starts.append(at)
                ends.append(at + last)
                texts.append(piece)
                spaced.append(True)
                continue
            blank = True
            for first, last, piece in pieces:
                starts.append(at + first)
                ends.append(at + last)
                texts.append(piece)
                spaced.append(blank)
                blank = False
    edges = list(_bounded([*boundaries(texts, spaced), len(texts)], texts))
    return [_segment(starts[i:j], ends[i:j], texts[i:j]) for i, j in pairwise(edges)]


def _bounded(edges: Sequence[int], texts: Sequence[str]) -> Iterator[int]:
    """The edges of sentences, with more of them where a sentence has over `_LONGEST` tokens.

    No writer makes such a sentence, but tables, lists of names and hostile texts do; bounded, they keep every analyser
    linear in the text, however it treats a sentence. The break falls after the last mark in the second half.
    """
    yield edges[0]
    for start, end in pairwise(edges):
        while end - start > _LONGEST:
            middle = start + _LONGEST // 2
            start = next(
                (i + 1 for i in range(start + _LONGEST - 1, middle, -1) if texts[i] in _BREAKS), start + _LONGEST
            )
            yield start
        yield end


def _stretches(text: str, region: Region) -> Iterator[tuple[int, int]]:
    """What of a region is to be read: all of it, without bullets and without the marks that quote its lines."""
    if region.kind == "quote":
        for line in _QUOTED.finditer(text, region.start, region.end):
            yield line.span("words")
    elif region.kind == "list" and (bullet := BULLET.match(text, region.start, region.end)):
        yield bullet.end(), region.end
    else:
        yield region.start, region.end


def _numbers(texts: Sequence[str], spaced: Sequence[bool]) -> bool:
    """Whether the last tokens are an abbreviation of a number that follows: "No.", "Art."."""
    return len(texts) > 1 and texts[-1] == "." and not spaced[-1] and texts[-2].lower() in lexical().numbered_words


def _segment(starts: list[int], ends: list[int], texts: list[str]) -> Segment:
    """A sentence; a letter that ends it is no initial, and gives up its stop ("from A to B.")."""
    last = texts[-1]
    if len(last) == 2 and last[1] == "." and last[0].isalpha():
        starts, ends, texts = [*starts, ends[-1] - 1], [*ends[:-1], ends[-1] - 1, ends[-1]], [*texts[:-1], last[0], "."]
    return Segment(tuple(starts), tuple(ends), tuple(texts))


def parse(text: str, regions: Sequence[Region] = (), model: str = "") -> Iterator[Paragraph]:
    """The paragraphs of a text, each with its sentences and tokens, tagged and lemmatised. Raises ModelError.

    `regions` are the paragraphs (code points, half-open) where a reader knows them; text outside them is left out.
    `model` is a folder whose tagger replaces the shipped one.
    """
    folder = Path(model) if model else SHIPPED
    for region, segments in segment(text, regions):
        sentences = tuple(_sentence(text, part, folder) for part in segments)
        start = min(region.start + _blank(text, region), sentences[0].start)
        yield Paragraph(start, sentences[-1].end, region.kind, sentences)


def _sentence(text: str, part: Segment, folder: Path) -> Sentence:
    tags = tag_words(part.texts, folder)
    tokens = tuple(map(Token, part.starts, part.ends, part.texts, tags, lemmas(part.texts, tags)))
    start, end = part.starts[0], part.ends[-1]
    polarity, subjectivity = sentiment_of(text[start:end], part.texts)
    return Sentence(start, end, tokens, polarity, subjectivity)


def _blank(text: str, region: Region) -> int:
    part = text[region.start : region.end]
    return len(part) - len(part.lstrip())
