"""The built-in readers: plain text, Markdown and HTML, each a way from the bytes of a file to an `oped.Source`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from oped.hookspecs import hookimpl

if TYPE_CHECKING:
    from oped.analyser import Reader

__all__ = ["decode", "oped_readers"]


@hookimpl
def oped_readers() -> Iterable[Reader]:
    """Return the built-in readers."""
    from oped.analyser import Reader
    from oped.readers import html, markdown, text

    return [
        Reader(name="text", suffixes=(".txt", ".text"), media_types=("text/plain",), read=text.read),
        Reader(name="markdown", suffixes=(".md", ".markdown"), media_types=("text/markdown",), read=markdown.read),
        Reader(
            name="html",
            suffixes=(".html", ".htm", ".xhtml"),
            media_types=("text/html", "application/xhtml+xml"),
            read=html.read,
        ),
    ]


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Decode the bytes of a text file; see `oped.readers.decoding.decode`."""
    from oped.readers.decoding import decode as decode_

    return decode_(data, declared)
