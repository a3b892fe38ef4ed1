"""How a layer without a place of its own in the report is shown: by its section, or from its labels and features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from oped.analyser import Section
from oped.blocks import Block, Table, Text
from oped.model import Report, Scalar
from oped.renderers.summary import BUNDLED, Finding, Summary

_MOST_ROWS = 200


IN_PARTS = ("stance", "argument", "hedging")
"""Layers with a part of their own in every report; a section of theirs stands at its end."""


def own_blocks(report: Report, summary: Summary, sections: Mapping[str, Section]) -> dict[str, tuple[Block, ...]]:
    """The blocks of the layers that other plugins add, and of those that have a section, by layer."""
    return {
        name: blocks_of(report, rows, name, sections)
        for name, rows in summary.findings.items()
        if name in sections or name not in BUNDLED
    }


def blocks_of(report: Report, rows: Sequence[Finding], name: str, sections: Mapping[str, Section]) -> tuple[Block, ...]:
    """A layer's blocks; where its section raises or returns anything else, the reason and then the default."""
    if name not in sections:
        return _default(rows)
    try:
        blocks = tuple(sections[name].render(report, report.layers[name]))
        wrong = next((block for block in blocks if not isinstance(block, Block)), None)
        if wrong is not None:
            raise TypeError(f"a section yields blocks of oped.blocks, not {type(wrong).__name__}")
    except Exception as error:  # a stranger's code: whatever it does, the rest of the report stands
        return (Text(f"The section of this layer failed: {type(error).__name__}: {error}"), *_default(rows))
    return blocks


def _default(rows: Sequence[Finding]) -> tuple[Block, ...]:
    if not rows:
        return (Text("Nothing was found."),)
    names = list(dict.fromkeys(name for row in rows for name, _ in row.features))
    shown: list[list[Scalar]] = [
        [row.line, row.name, row.words, *(row.feature(name) for name in names), row.why] for row in rows[:_MOST_ROWS]
    ]
    caption = f"The first {_MOST_ROWS} of {len(rows)}" if len(rows) > _MOST_ROWS else ""
    columns: tuple[str, ...] = ("line", "label", "words", *names, "why")
    return (Table(columns, shown, caption),)
