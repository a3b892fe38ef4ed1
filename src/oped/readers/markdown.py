"""Markdown: front matter as metadata, markup taken off, every remaining character traceable to the file.

Blocks come from markdown-it-py (CommonMark with tables); it gives the lines of blocks but no offsets within them, so the
text that it leaves is laid along the source, from left to right.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token as Mark

from oped.analyser import Source
from oped.model import ParagraphKind, Scalar
from oped.readers.build import Builder
from oped.readers.decoding import decode
from oped.readers.metadata import iso_date, tidy

_FRONT = re.compile(r"(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")
_PAIR = re.compile(r"(?P<name>[A-Za-z_][\w -]*):(?:[ \t]+(?P<value>.*))?")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_NAMES = {
    "headline": "title",
    "authors": "author",
    "by": "author",
    "publication": "outlet",
    "publisher": "outlet",
    "published": "date",
    "pubdate": "date",
    "lang": "language",
}


def read(data: bytes) -> Source:
    """Read a Markdown file. Raises InputError where it is no text."""
    source, encoding = decode(data)
    front, start = _front_matter(source)
    builder = Builder(source)
    title = ""
    for kind, level, pieces in _blocks(source, start):
        builder.begin(kind)
        for text, at in pieces:
            builder.add(text, at)
        block = builder.end()
        if level == 1 and not title:
            title = tidy(block)
    metadata: dict[str, Scalar] = {"encoding": encoding}
    if title:
        metadata["title"] = title
    return builder.source({**metadata, **front})


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table")
    parser.disable("text_join")  # keeps escapes and entities apart, with the markup that they stood in
    return parser


# Front matter


def _front_matter(source: str) -> tuple[dict[str, Scalar], int]:
    """The metadata in front matter, and where the body begins; ({}, 0) where there is none."""
    opening = _FRONT.match(source)
    if not opening:
        return {}, 0
    closing = re.compile(rf"^{re.escape(opening['fence'])}[ \t]*$", re.MULTILINE)
    lines_end = closing.search(source.replace("\r", "\n"), opening.end())
    if not lines_end:
        return {}, 0
    inside = source[opening.end() : lines_end.start()]
    values = _toml(inside) if opening["fence"] == "+++" else _yaml(inside)
    return _renamed(values), lines_end.end()


def _toml(text: str) -> dict[str, Scalar]:
    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return {name: value for name, given in table.items() if (value := _scalar(given)) is not None}


def _scalar(value: object) -> Scalar:
    if isinstance(value, list):
        return ", ".join(str(_scalar(part)) for part in value if isinstance(part, str | int | float))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) else None


def _yaml(text: str) -> dict[str, Scalar]:
    """The plain subset of YAML that front matter is written in: `name: value`, quoted values, short lists."""
    values: dict[str, Scalar] = {}
    name = ""
    for line in _NEWLINE.split(text):
        if match := _PAIR.fullmatch(line.rstrip()):
            name = match["name"]
            if match["value"]:
                values[name] = _yaml_value(match["value"])
        elif name and line.lstrip().startswith("- "):
            item = _unquoted(line.strip()[2:])
            values[name] = f"{values[name]}, {item}" if name in values else item
    return values


def _yaml_value(value: str) -> str:
    if value.startswith("[") and value.rstrip().endswith("]"):
        return ", ".join(_unquoted(part) for part in value.strip()[1:-1].split(","))
    return _unquoted(value)


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value.split(" #", 1)[0].rstrip()


def _renamed(values: dict[str, Scalar]) -> dict[str, Scalar]:
    found: dict[str, Scalar] = {}
    for given, value in values.items():
        name = given.lower()
        name = _NAMES.get(name, name)
        if name == "date" and isinstance(value, str):
            value = iso_date(value) or value
        found.setdefault(name, value)
    return found


# Blocks and the text within them

Piece = tuple[str, int | None]


def _blocks(source: str, start: int) -> Iterator[tuple[ParagraphKind, int, Iterator[Piece]]]:
    """Each block of text: its kind, the level of a heading (0 for others), and its text with the way back."""
    body = source[start:]
    line_starts = [start, *(start + match.end() for match in _NEWLINE.finditer(body))]
    open_: list[str] = []
    cursor = start
    for mark in _parser().parse(body):
        if mark.nesting == 1:
            open_.append(mark.tag)
        elif mark.nesting == -1:
            open_.pop()
        elif mark.type == "inline" and mark.map:
            offsets = _offsets(source, line_starts, mark, cursor)
            cursor = max((offset for offset in offsets if offset is not None), default=cursor)
            heading = next((tag for tag in open_ if tag in _HEADINGS), "")
            level = int(heading[1]) if heading else 0
            yield _kind(open_), level, _inline(mark.content, mark.children or [], offsets)


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _kind(open_: Sequence[str]) -> ParagraphKind:
    if any(tag in _HEADINGS for tag in open_):
        return "headline"
    if "blockquote" in open_:
        return "quote"
    return "list" if "li" in open_ else "body"


def _offsets(source: str, line_starts: Sequence[int], mark: Mark, cursor: int) -> list[int | None]:
    """For each line of an inline's content, where it stands in the source."""
    first = mark.map[0] if mark.map else 0
    found: list[int | None] = []
    for number, line in enumerate(mark.content.split("\n")):
        start = line_starts[min(first + number, len(line_starts) - 1)]
        end = line_starts[first + number + 1] if first + number + 1 < len(line_starts) else len(source)
        # Most lines end a line of the source (only markers stand before them); headings and cells do not.
        at = end - len(source[start:end]) + len(source[start:end].rstrip()) - len(line.rstrip())
        if at < max(start, cursor) or not source.startswith(line.rstrip(), at):
            at = source.find(line, max(start, cursor), end)
        found.append(at if at >= 0 else None)
    return found


def _inline(content: str, marks: Sequence[Mark], offsets: Sequence[int | None]) -> Iterator[Piece]:
    line_starts = [0, *(match.end() for match in re.finditer("\n", content))]

    def piece(text: str, at: int) -> Piece:
        line = bisect_right(line_starts, at) - 1
        offset = offsets[line] if line < len(offsets) else None
        return text, None if offset is None else offset + at - line_starts[line]

    at = 0
    for mark in marks:
        if mark.type == "link_close":
            at = content.find(">", at) + 1 if mark.markup == "autolink" else _after_destination(content, at)
        elif mark.type == "image":  # its words stand in the caption, or nowhere
            at = _after_destination(content, content.find(mark.content, content.find("![", at)) + len(mark.content))
        elif mark.type in ("softbreak", "hardbreak"):
            at = content.find("\n", at)
            yield piece("\n", at)
            at += 1
        elif mark.type == "text_special":
            at = content.find(mark.markup, at) + len(mark.markup)
            yield mark.content, None
        elif mark.type == "html_inline":
            at = content.find(mark.content, at) + len(mark.content)
        elif mark.type == "code_inline":
            at = content.find(mark.markup, at) + len(mark.markup)
            at += not content.startswith(mark.content[:1], at)  # one blank may stand within the marks
            yield piece(mark.content, at)  # where a newline became a blank, the builder sees the difference
            at += len(mark.content)
            at = content.find(mark.markup, at) + len(mark.markup)
        elif mark.content:
            at = content.find(mark.content, at)
            yield piece(mark.content, at)
            at += len(mark.content)


def _after_destination(content: str, at: int) -> int:
    """Where a link ends whose words end at or before `at`: after `](destination "title")` or `][label]`."""
    closing = content.find("]", at)
    if closing < 0:
        return at
    after = closing + 1
    if content.startswith("[", after):
        label_end = content.find("]", after)
        return label_end + 1 if label_end >= 0 else after
    if not content.startswith("(", after):
        return after
    helpers, end = _parser().helpers, len(content)
    at = _after_blanks(content, after + 1)
    destination = helpers.parseLinkDestination(content, at, end)
    if destination.ok:
        at = _after_blanks(content, destination.pos)
        title = helpers.parseLinkTitle(content, at, end)
        if title.ok:
            at = _after_blanks(content, title.pos)
    return at + 1 if content.startswith(")", at) else after


def _after_blanks(content: str, at: int) -> int:
    while at < len(content) and content[at] in " \t\n":
        at += 1
    return at
