"""Paragraphs with the sentences, tokens, tags and lemmas that a spaCy pipeline finds in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from oped import OpedError, Paragraph, Region, Sentence, Token
from oped_spacy.options import Options


@cache
def _pipeline(model: str) -> Any:
    """A loaded pipeline. Raises OpedError, saying what to install, where spaCy or the pipeline is not there."""
    try:
        import spacy
    except ImportError:
        raise OpedError("linguistics 'spacy' needs spaCy; install it with: pip install 'oped[spacy]'") from None
    try:
        return spacy.load(model)
    except (OSError, ValueError) as error:
        raise OpedError(
            f"spaCy cannot load the pipeline {model!r} ({error}); install one, such as en_core_web_sm, and name it, or its "
            "folder, with the option spacy.model"
        ) from None


def parse(text: str, regions: Sequence[Region], options: Options | None) -> Iterator[Paragraph]:
    """The paragraphs of a text; regions without a token are left out.

    Sentences have no polarity or subjectivity: spaCy does not find them. Raises OpedError where spaCy or its pipeline is
    not installed.
    """
    pipeline = _pipeline((options or Options()).model)
    for region, parsed in zip(regions, pipeline.pipe(text[r.start : r.end] for r in regions), strict=True):
        sentences = tuple(_sentences(parsed, region.start))
        if sentences:
            yield Paragraph(sentences[0].start, sentences[-1].end, region.kind, sentences)


def _sentences(parsed: Any, offset: int) -> Iterator[Sentence]:
    for sentence in parsed.sents:
        tokens = tuple(
            Token(
                offset + token.idx,
                offset + token.idx + len(token.text),
                token.text,
                token.tag_ or token.pos_,
                token.lemma_ or token.text.lower(),
            )
            for token in sentence
            if not token.is_space
        )
        if tokens:
            yield Sentence(tokens[0].start, tokens[-1].end, tokens)
