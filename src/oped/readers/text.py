"""Plain text: the text is the file, untouched; lines that plainly say who, where and when become metadata."""

from __future__ import annotations

import re

from oped.analyser import Source
from oped.model import Scalar
from oped.readers.decoding import decode
from oped.readers.html import fragment
from oped.readers.metadata import is_person, iso_date, tidy

_LINE = re.compile(r"[^\r\n]+")
_FIELD = re.compile(
    r"(?P<name>title|headline|author|by|source|outlet|publication|date|published)(?P<colon>:)? +(?P<value>\S.*)",
    re.IGNORECASE,
)
_NAMES = {
    "title": "title",
    "headline": "title",
    "author": "author",
    "by": "author",
    "source": "outlet",
    "outlet": "outlet",
    "publication": "outlet",
    "date": "date",
    "published": "date",
}
_MARKUP = re.compile(
    r"\s*<(?:!doctype html|html|body|article|main|section|div|p|h[1-6])(?:\s[^<>]{0,200})?>", re.IGNORECASE
)
_CLOSED = re.compile(r"</(?:html|body|article|main|section|div|p|h[1-6])>", re.IGNORECASE)
_HEAD = 6
"""How many of the first written lines may be about the text."""
_LONGEST = 120


def read(data: bytes) -> Source:
    """Read a plain text. Raises InputError where it is none.

    One that begins with an element of a web page is that of a page: its tags are taken off, and nothing else.
    """
    text, encoding = decode(data)
    if _MARKUP.match(text) and _CLOSED.search(text):
        return fragment(text, encoding)
    return Source(text=text, metadata={"encoding": encoding, **_head(text)})


def _head(text: str) -> dict[str, Scalar]:
    found: dict[str, Scalar] = {}
    lines = (tidy(match.group()) for match in _LINE.finditer(text))
    written = (line for line in lines if line)
    for _, line in zip(range(_HEAD), written, strict=False):
        if len(line) > _LONGEST:
            break  # the body has begun
        if field := _field(line):
            found.setdefault(*field)
    return found


def _field(line: str) -> tuple[str, str] | None:
    """The name and value that a line plainly states: "Source: The Herald", "By Ann Lee", "9 October 2017"."""
    if day := iso_date(line):
        return "date", day
    match = _FIELD.fullmatch(line)
    if not match:
        return None
    name, value = _NAMES[match["name"].lower()], match["value"].rstrip()
    if name == "date":
        day = iso_date(value)
        return (name, day) if day else None
    if not match["colon"] and not (match["name"].lower() == "by" and is_person(value)):
        return None
    return name, value
