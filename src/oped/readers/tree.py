"""A page as a tree in which every stretch of text knows where it stands in the source.

The tokenizer is the standard library's; nothing is ever fetched or run. Time is linear in the source, however it is
nested and whatever is left open.
"""

from __future__ import annotations

import tomllib
from functools import cache
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import attrs

_DEEPEST = 200
"""Elements nested deeper than this are taken as if they stood beside each other."""
_CLOSERS = "'\">-->]]></script></style>>"
"""Put after the source, so that whatever is left open in it ends: a parser that looks for an end finds one."""


@cache
def rules() -> dict[str, Any]:
    """The rules of `html_rules.toml`, lists as sets."""
    table = tomllib.loads(files("oped.readers").joinpath("html_rules.toml").read_text("utf-8"))
    return {name: frozenset(value) if isinstance(value, list) else value for name, value in table.items()}


@attrs.define(eq=False)
class Text:
    """Text of the page; `start` is where it stands unchanged in the source, or None (a character reference)."""

    text: str
    start: int | None


@attrs.define(eq=False)
class Element:
    """An element with what it holds, in order; `weight` is how much prose it holds (see `article`)."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | Text] = attrs.field(factory=list)
    weight: int = 0

    def words(self, *names: str) -> frozenset[str]:
        """The words of these attributes, in lower case."""
        return frozenset(word for name in names for word in self.attributes.get(name, "").lower().split())

    def walk(self) -> list[Element]:
        """This element and all elements in it, in the order of their start tags."""
        found, waiting = [], [self]
        while waiting:
            element = waiting.pop()
            found.append(element)
            waiting.extend(child for child in reversed(element.children) if isinstance(child, Element))
        return found

    def text(self) -> str:
        """All text in it."""
        parts: list[str] = []
        waiting: list[Element | Text] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Text):
                parts.append(node.text)
            else:
                waiting.extend(reversed(node.children))
        return "".join(parts)


def parse(source: str) -> Element:
    """The root of the page's tree; total for any text."""
    parser = _Parser(source)
    parser.feed(source + _CLOSERS)
    parser.close()
    return parser.root


class _Parser(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.root = Element("#root", {})
        self._open = [self.root]
        self._count: dict[str, int] = {}
        self._source = source
        self._line_starts = [0, *(i + 1 for i, c in enumerate(source) if c == "\n")]

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for ended in rules()["ends"].get(tag, ()):
            if self._open[-1].tag == ended:
                self._pop()
        element = Element(tag, {name: value or "" for name, value in reversed(attrs)})
        self._open[-1].children.append(element)
        if tag not in rules()["void"] and len(self._open) < _DEEPEST:
            self._open.append(element)
            self._count[tag] = self._count.get(tag, 0) + 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # as browsers do: the slash means nothing in HTML

    def handle_endtag(self, tag: str) -> None:
        if self._count.get(tag):
            while self._pop() != tag:
                pass

    def _pop(self) -> str:
        tag = self._open.pop().tag
        self._count[tag] -= 1
        return tag

    def handle_data(self, data: str) -> None:
        start = self._offset()
        data = data[: max(0, len(self._source) - start)]
        if data:
            self._open[-1].children.append(Text(data, start if self._source.startswith(data, start) else None))

    def handle_entityref(self, name: str) -> None:
        self._reference("&" + name)

    def handle_charref(self, name: str) -> None:
        self._reference("&#" + name)

    def _reference(self, reference: str) -> None:
        start = self._offset()
        if start + len(reference) > len(self._source):
            return
        text = unescape(reference + ";")
        if text == reference + ";":  # no reference after all, so it stands for itself
            text = reference + (";" if self._source.startswith(";", start + len(reference)) else "")
        text = "".join(c for c in text if not "\ud800" <= c <= "\udfff" and c != "\0")
        self._open[-1].children.append(Text(text, start if self._source.startswith(text, start) else None))

    def unknown_decl(self, data: str) -> None:
        """A CDATA section or the like is a comment in HTML."""
