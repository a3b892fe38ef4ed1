"""Analysers, each of which breaks one promise of the contract; module-level, so that they reach other processes."""

from __future__ import annotations

import random
import socket
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import oped
from oped import Annotation, Document, Layer, Span

LABELS = {"x": "a word"}
FEATURES = {"f": "a feature"}


def words(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
    """What they all do, rightly."""
    for token in document.tokens:
        yield Annotation("x", [Span(token.start, token.end)])


def make(name: str, run: Any, **more: Any) -> oped.Analyser:
    return oped.Analyser(
        **{"name": name, "run": run, "labels": LABELS, "features": FEATURES, "summary": "Words.", **more}
    )


def fails_on_nothing(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
    assert document.tokens[0]
    return words(document, layers, options)


def fails_on_emoji(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
    document.text.encode("latin-1")
    return words(document, layers, options)


def undeclared_feature(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
    for token in document.tokens:
        yield Annotation("x", [Span(token.start, token.end)], features={"g": 1})


def by_chance(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
    return (a for a in words(document, layers, options) if random.random() < 0.5)


def by_hash(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
    for i, word in enumerate({token.text for token in document.tokens}):
        yield Annotation("x", [Span(i, i + 1)], features={"f": word})


def by_offset(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
    return (a for a in words(document, layers, options) if a.start % 2)


def needs_what_it_wants(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
    assert layers["hedging"]
    return words(document, layers, options)


def trusts_provenance(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
    assert "given" not in layers["hedging"].provenance
    return words(document, layers, options)


def quadratic(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
    time.sleep(0)
    for token in document.tokens:
        if sum(other.text == token.text for other in document.tokens):
            yield Annotation("x", [Span(token.start, token.end)])


def writes(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
    (Path(tempfile.gettempdir()) / "oped-check.txt").write_text(document.id)
    return words(document, layers, options)


def connects(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
    with socket.socket() as connection:
        connection.settimeout(0.1)
        connection.connect_ex(("127.0.0.1", 9))
    return words(document, layers, options)


def fails_when_narrow(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
    if options.scheme == "narrow":
        raise ValueError("no narrow scheme")
    return words(document, layers, options)


def own_kind_of_text(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
    class Word(str):
        __slots__ = ()

    for token in document.tokens:
        yield Annotation("x", [Span(token.start, token.end)], features={"f": Word(token.text)})
