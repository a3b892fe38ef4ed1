"""The built-in readers: plain text, Markdown and HTML, each a way from the bytes of a file to an `oped.Source`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from oped.hookspecs import hookimpl

if TYPE_CHECKING:
    from oped.analyser import Reader, Source

__all__ = ["decode", "oped_readers"]


@hookimpl
def oped_readers() -> Iterable[Reader]:
    """Return the built-in readers; each loads what it needs when it is first used."""
    from oped.analyser import Reader

    return [
        Reader(name="text", suffixes=(".txt", ".text"), media_types=("text/plain",), read=_text),
        Reader(name="markdown", suffixes=(".md", ".markdown"), media_types=("text/markdown",), read=_markdown),
        Reader(
            name="html",
            suffixes=(".html", ".htm", ".xhtml"),
            media_types=("text/html", "application/xhtml+xml"),
            read=_html,
        ),
    ]


def _text(data: bytes) -> Source:
    from oped.readers.text import read

    return read(data)


def _markdown(data: bytes) -> Source:
    from oped.readers.markdown import read

    return read(data)


def _html(data: bytes) -> Source:
    from oped.readers.html import read

    return read(data)


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Decode the bytes of a text file; see `oped.readers.decoding.decode`."""
    from oped.readers.decoding import decode as decode_

    return decode_(data, declared)
