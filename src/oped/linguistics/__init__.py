"""Text to paragraphs, sentences, tokens, tags, lemmas and sentiment; the only package that imports TextBlob."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from oped.analyser import Linguistics, Record, load_accuracy
from oped.hookspecs import hookimpl
from oped.model import Document, Paragraph, Region, Scalar

__all__ = ["Options", "english_share", "language", "oped_linguistics", "parse_document"]


@attrs.frozen
class Options:
    """Options of `linguistics="textblob"`."""

    model: str = attrs.field(default="", metadata={"help": "a folder whose tagger replaces the shipped one"})


def _parse(text: str, regions: Sequence[Region], options: Any) -> Iterable[Paragraph]:
    from oped.linguistics.parse import parse

    return parse(text, regions, model=options.model if options else "")


def _find_regions(text: str) -> list[Region]:
    from oped.linguistics.paragraphs import paragraphs

    return paragraphs(text)


def _check(text: str) -> Iterable[str]:
    if language(text) != "en":
        yield (
            "this text does not look English; oped's lexicons and models are for English, so read its findings with doubt"
        )


def _train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    from oped.linguistics.train import train

    train(corpora, folder)


@hookimpl
def oped_linguistics() -> list[Linguistics]:
    """The linguistics that `oped` uses where no other is chosen."""
    from oped import __version__

    return [
        Linguistics(
            name="textblob",
            parse=_parse,
            version=__version__,
            options=Options,
            find_regions=_find_regions,
            check=_check,
            train=_train,
            card=Path(__file__).parent / "MODEL.md",
            accuracy=load_accuracy(Path(__file__).parent / "figures.toml"),
        )
    ]


def parse_document(text: str, id: str = "", metadata: Mapping[str, Scalar] | None = None) -> Document:
    """A whole document from its text. Raises nothing: any string has a document."""
    from oped.linguistics.parse import parse

    return Document(text, id, metadata or {}, tuple(parse(text)))


def english_share(text: str) -> float:
    """The share (0…1) of a text's words that are English, in a bounded sample; 1.0 for texts too short to tell."""
    from oped.linguistics import identify

    return identify.english_share(text)


def language(text: str) -> str:
    """The language of a text: "en", or "und" (undetermined, ISO 639-2) where it does not look English."""
    from oped.linguistics import identify

    return identify.language(text)
