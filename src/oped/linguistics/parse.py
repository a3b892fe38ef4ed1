"""Text to paragraphs, sentences and tokens with tags, lemmas and sentiment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from oped.linguistics.paragraphs import BULLET, QUOTE_MARK, paragraphs
from oped.linguistics.sentences import boundaries
from oped.linguistics.tokens import chunks
from oped.model import Document, Paragraph, Region, Scalar, Sentence, Token


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
        blank = True
        for first, last, piece in pieces:
            starts.append(at + first)
            ends.append(at + last)
            texts.append(piece)
            spaced.append(blank)
            blank = False
    edges = [*boundaries(texts, spaced), len(texts)]
    return [
        Segment(tuple(starts[i:j]), tuple(ends[i:j]), tuple(texts[i:j])) for i, j in zip(edges, edges[1:], strict=False)
    ]


def _begins_line(text: str, at: int) -> bool:
    line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    return not text[line:at].strip(" \t>")


def parse(text: str, regions: Sequence[Region] = (), options: object = None) -> Iterable[Paragraph]:
    """The paragraphs of a text, each with its sentences and tokens, tagged and lemmatised."""
    from oped.linguistics.provisional import lemma_of, sentiment_of, tag_words

    for region, segments in segment(text, regions):
        sentences = []
        for part in segments:
            tags = tag_words(part.texts)
            tokens = tuple(
                Token(start, end, word, tag, lemma_of(word, tag))
                for start, end, word, tag in zip(part.starts, part.ends, part.texts, tags, strict=True)
            )
            polarity, subjectivity = sentiment_of(part.texts)
            sentences.append(Sentence(tokens[0].start, tokens[-1].end, tokens, polarity, subjectivity))
        start = min(region.start + _blank(text, region), sentences[0].start)
        yield Paragraph(start, sentences[-1].end, region.kind, tuple(sentences))


def _blank(text: str, region: Region) -> int:
    part = text[region.start : region.end]
    return len(part) - len(part.lstrip())


def parse_document(text: str, id: str = "", metadata: Mapping[str, Scalar] | None = None) -> Document:
    """A whole document from its text. Raises nothing: any string has a document."""
    return Document(text, id, metadata or {}, tuple(parse(text)))
