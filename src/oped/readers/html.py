"""HTML: the article of a page, without what surrounds it, every unchanged character traceable to the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oped.analyser import Source
from oped.model import ParagraphKind
from oped.readers.build import Builder
from oped.readers.decoding import decode
from oped.readers.page import find_article, find_title, is_dropped, page_metadata
from oped.readers.tree import Element, Text, parse, rules

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}["']([A-Za-z0-9_.:-]{1,40})""")
_HEAD_BYTES = 4096
_BLANKS = re.compile(r"[ \t\n\r\f]+")  # HTML's blanks: a no-break space is none


def read(data: bytes) -> Source:
    """Read the article of a web page. Raises InputError where the file is no text.

    Text, order and words are the page's; runs of blanks become one blank and character references their character.
    """
    source, encoding = decode(data, _declared(data[:_HEAD_BYTES]))
    root = parse(source)
    article = find_article(root)
    builder = Builder(source)
    title = find_title(root, article)
    if title is not None:
        _write(title, builder, article.weight)
    _write(article, builder, article.weight)
    return builder.source({"encoding": encoding, **page_metadata(root)})


def fragment(source: str, encoding: str) -> Source:
    """All prose of a stretch of HTML, none of it taken for what surrounds an article; `read_as` in the metadata says so."""
    root = parse(source)
    find_article(root)  # weighs the elements
    builder = Builder(source)
    _write(root, builder, 0)
    return builder.source({"encoding": encoding, "read_as": "html", **page_metadata(root)})


def _declared(head: bytes) -> str:
    match = _CHARSET.search(head) or _XML_ENCODING.search(head)
    return match[1].decode("ascii") if match else ""


_KINDS: dict[str, ParagraphKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "headline"),
    **dict.fromkeys(("li", "dt", "dd"), "list"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "blockquote": "quote",
    "address": "byline",
}
_LONGEST_BYLINE = 200


def _kind(element: Element, outer: ParagraphKind) -> ParagraphKind:
    if outer in ("headline", "quote", "caption", "byline"):
        return outer
    marked = re.split(r"[\s_-]+", " ".join(element.words("class", "id", "rel", "itemprop")))
    if rules()["byline_words"].intersection(marked) and element.weight <= _LONGEST_BYLINE:
        return "byline"
    return _KINDS.get(element.tag, outer)


def _write(root: Element, builder: Builder, whole: int) -> None:
    """Write the blocks of an element: a walk with its own stack, as pages nest deeper than Python may."""
    block = _Block(builder)
    waiting: list[tuple[Element | Text | None, ParagraphKind, bool]] = [(root, "body", False)]
    while waiting:
        node, kind, lines = waiting.pop()
        if node is None:  # the end of a block: what follows belongs to the outer one
            block.flush(kind)
        elif isinstance(node, Text):
            block.write(node, kind, lines)
        elif node.tag == "br":
            block.line_break(kind)
        elif node is root or not is_dropped(node, whole):
            inner = _kind(node, kind)
            lines = lines or node.tag == "pre"  # where the page keeps its line ends
            if node.tag in rules()["blocks"] or inner != kind:
                block.flush(inner)
                waiting.append((None, kind, lines))
            if node.tag == "q":  # browsers show quotation marks
                waiting.append((Text("”", None), inner, lines))
            waiting.extend((child, inner, lines) for child in reversed(node.children))
            if node.tag == "q":
                waiting.append((Text("“", None), inner, lines))
    block.flush("body")


class _Block:
    """The block that is being written; blanks run together over the borders of elements."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._blank = True  # a block begins without one
        self._broken = False
        builder.begin("body")

    def flush(self, then: ParagraphKind) -> None:
        """End the block; what is written next is of kind `then`."""
        if self._builder.words().strip().lower() not in rules()["dropped_lines"]:
            self._builder.end()
        self._blank, self._broken = True, False
        self._builder.begin(then)

    def line_break(self, kind: ParagraphKind) -> None:
        """One break is a new line; two in a row, as in old pages, a new paragraph."""
        if self._broken:
            self.flush(kind)
        else:
            self._builder.add("\n", None)
            self._blank = self._broken = True

    def write(self, node: Text, kind: ParagraphKind, lines: bool) -> None:
        """Write text, its runs of blanks as one; with `lines`, line ends stay, and an empty line ends the block."""
        for text, start in _pieces(node):
            if text[0] in " \t\n\r\f":
                if lines and text.count("\n") > 1:
                    self.flush(kind)
                elif lines and "\n" in text:
                    at = text.index("\n")
                    self._builder.add("\n", None if start is None else start + at)
                    self._blank = True
                elif not self._blank:
                    self._builder.add(" ", start if text[0] == " " else None)
                    self._blank = True
                continue
            self._builder.add(text, start)
            self._blank = self._broken = False


def _pieces(node: Text) -> Iterator[tuple[str, int | None]]:
    """Runs of blanks and of other characters, in turn."""
    at = 0
    for match in _BLANKS.finditer(node.text):
        if match.start() > at:
            yield node.text[at : match.start()], _shifted(node.start, at)
        yield match.group(), _shifted(node.start, match.start())
        at = match.end()
    if at < len(node.text):
        yield node.text[at:], _shifted(node.start, at)


def _shifted(start: int | None, by: int) -> int | None:
    return None if start is None else start + by
