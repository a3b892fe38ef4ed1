"""Readers, renderers and linguistics, each of which breaks one promise; module-level, so that they reach other processes."""

from __future__ import annotations

import random
import re
import socket
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

import oped
from oped.errors import InputError

# -- readers -----------------------------------------------------------------------------------------------------------


def text_of(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8") from error


def good_read(data: bytes) -> oped.Source:
    return oped.Source(text_of(data))


def read_crashes(data: bytes) -> oped.Source:
    return oped.Source(data.decode("utf-8"))


def read_surrogates(data: bytes) -> oped.Source:
    return oped.Source(data.decode("utf-8", "surrogateescape"))


def read_lists(data: bytes) -> oped.Source:
    return oped.Source(text_of(data), {"authors": ["Ann", "Bo"]})  # type: ignore[dict-item]


def read_beyond(data: bytes) -> oped.Source:
    return oped.Source(text_of(data), regions=[oped.Region(0, len(data) + 1, "body")])


def read_by_chance(data: bytes) -> oped.Source:
    return oped.Source(text_of(data), {"lucky": random.random() < 0.5})


def read_by_hash(data: bytes) -> oped.Source:
    return oped.Source(text_of(data), {"keywords": " ".join(set(text_of(data).split()))})


def read_slowly(data: bytes) -> oped.Source:
    text = text_of(data)
    for at in range(len(text)):
        text[:at].casefold()
    return oped.Source(text)


def read_writes(data: bytes) -> oped.Source:
    (Path(tempfile.gettempdir()) / "oped-check.txt").write_bytes(data)
    return good_read(data)


def reader(name: str, read: Callable[[bytes], oped.Source] = good_read, **more: Any) -> oped.Reader:
    return oped.Reader(**{"name": name, "suffixes": [".x"], "read": read, **more})


# -- renderers ---------------------------------------------------------------------------------------------------------

Sections = Mapping[str, oped.Section]


def good_render(report: oped.Report, sections: Sections) -> str:
    return report.document.text


def render_first(report: oped.Report, sections: Sections) -> str:
    return report.document.quote(next(iter(report.layers.values())).annotations[0])


def render_bytes(report: oped.Report, sections: Sections) -> str:
    return report.document.text.encode()  # type: ignore[return-value]


def render_surrogate(report: oped.Report, sections: Sections) -> str:
    return "\ud800"


def render_by_chance(report: oped.Report, sections: Sections) -> str:
    return str(random.random())


def render_by_hash(report: oped.Report, sections: Sections) -> str:
    return " ".join({token.text for token in report.document.tokens})


def render_slowly(report: oped.Report, sections: Sections) -> str:
    marks = [a for layer in report.layers.values() for a in layer.annotations]
    return str(sum(a.start < b.start for a in marks for b in marks))


def render_connects(report: oped.Report, sections: Sections) -> str:
    with socket.socket() as connection:
        connection.settimeout(0.1)
        connection.connect_ex(("127.0.0.1", 9))
    return ""


def renderer(name: str, render: Callable[..., str] = good_render, **more: Any) -> oped.Renderer:
    return oped.Renderer(**{"name": name, "suffix": ".x", "render": render, **more})


# -- linguistics -------------------------------------------------------------------------------------------------------

Regions = Sequence[oped.Region]
WORD = re.compile(r"\w+|[^\w\s]")


def paragraphs(text: str, tag: Callable[[str], str] = lambda word: "NN") -> list[oped.Paragraph]:
    tokens = tuple(
        oped.Token(m.start(), m.end(), m.group(), tag(m.group()), m.group().lower()) for m in WORD.finditer(text)
    )
    if not tokens:
        return []
    start, end = tokens[0].start, tokens[-1].end
    return [oped.Paragraph(start, end, "body", (oped.Sentence(start, end, tokens),))]


def good_parse(text: str, regions: Regions, options: Any) -> list[oped.Paragraph]:
    return paragraphs(text)


def parse_crashes(text: str, regions: Regions, options: Any) -> list[oped.Paragraph]:
    text.encode("latin-1")
    return paragraphs(text)


def parse_elsewhere(text: str, regions: Regions, options: Any) -> list[oped.Paragraph]:
    token = oped.Token(0, 1, "?", "NN", "?")
    return [oped.Paragraph(0, len(text), "body", (oped.Sentence(0, len(text), (token,)),))] if text else []


def parse_loses(text: str, regions: Regions, options: Any) -> list[oped.Paragraph]:
    return []


def parse_by_chance(text: str, regions: Regions, options: Any) -> list[oped.Paragraph]:
    return [
        attrs.evolve(paragraph, sentences=[attrs.evolve(s, polarity=random.random()) for s in paragraph.sentences])
        for paragraph in paragraphs(text)
    ]


def parse_by_hash(text: str, regions: Regions, options: Any) -> list[oped.Paragraph]:
    return paragraphs(text, lambda word: "NN" if hash(word) % 2 else "VB")


def parse_by_place(text: str, regions: Regions, options: Any) -> list[oped.Paragraph]:
    return paragraphs(text, lambda word: "NNP" if text.startswith(word) else "NN")


def parse_slowly(text: str, regions: Regions, options: Any) -> list[oped.Paragraph]:
    return paragraphs(text, lambda word: "NN" if word in text.casefold().upper() else "VB")


def parse_writes(text: str, regions: Regions, options: Any) -> list[oped.Paragraph]:
    (Path(tempfile.gettempdir()) / "oped-check.txt").write_text(text, encoding="utf-8")
    return paragraphs(text)


def linguistics(name: str, parse: Callable[..., Any] = good_parse, **more: Any) -> oped.Linguistics:
    return oped.Linguistics(name=name, parse=parse, **more)
