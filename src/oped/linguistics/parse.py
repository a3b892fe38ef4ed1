"""Text to paragraphs, sentences and tokens with tags, lemmas and sentiment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import attrs

from oped.linguistics.lemmas import lemmas
from oped.linguistics.paragraphs import BULLET, QUOTE_MARK, paragraphs
from oped.linguistics.sentences import boundaries
from oped.linguistics.sentiment import sentiment_of
from oped.linguistics.tagger import SHIPPED, tag_words
from oped.linguistics.tokens import chunks
from oped.model import Paragraph, Region, Sentence, Token

_LABEL = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}\.(?=\s)")  # the number of a section or an item: "2.1."


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
    start = region.start
    if region.kind == "list" and (bullet := BULLET.match(text, start, region.end)):
        start = bullet.end()
    starts: list[int] = []
    ends: list[int] = []
    texts: list[str] = []
    spaced: list[bool] = []
    quoted = region.kind == "quote"
    for at, pieces in chunks(text, start, region.end):
        if quoted and pieces[0][2] == ">" and _begins_line(text, at) and QUOTE_MARK.match(text, at):
            continue
        if not texts and (label := _LABEL.match(text, at, region.end)):
            pieces = ((0, label.end() - at, label.group()),)
        blank = True
        for first, last, piece in pieces:
            starts.append(at + first)
            ends.append(at + last)
            texts.append(piece)
            spaced.append(blank)
            blank = False
    edges = [*boundaries(texts, spaced), len(texts)]
    return [Segment(tuple(starts[i:j]), tuple(ends[i:j]), tuple(texts[i:j])) for i, j in pairwise(edges)]


def _begins_line(text: str, at: int) -> bool:
    line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    return not text[line:at].strip(" \t>")


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
