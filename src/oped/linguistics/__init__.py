"""Text to paragraphs, sentences, tokens, tags, lemmas and sentiment; the only package that imports TextBlob."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from oped.analyser import Linguistics
from oped.hookspecs import hookimpl
from oped.model import Document, Paragraph, Region, Scalar


def _parse(text: str, regions: Sequence[Region], options: Any) -> Iterable[Paragraph]:
    from oped.linguistics.parse import parse

    return parse(text, regions, options)


@hookimpl
def oped_linguistics() -> list[Linguistics]:
    """The linguistics that `oped` uses where no other is chosen."""
    return [Linguistics(name="textblob", parse=_parse)]


def parse_document(text: str, id: str = "", metadata: Mapping[str, Scalar] | None = None) -> Document:
    """A whole document from its text. Raises nothing: any string has a document."""
    from oped.linguistics.parse import parse_document

    return parse_document(text, id, metadata)
