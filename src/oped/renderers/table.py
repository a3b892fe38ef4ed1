"""CSV (RFC 4180): one tidy row for every annotation and every relation of the layers that are shown."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from oped.analyser import Section
from oped.model import Report, Scalar
from oped.renderers.summary import findings
from oped.safe import cell

COLUMNS = ("document", "record", "layer", "key", "label", "start", "end", "line", "quote", "source", "target")
"""`record` is annotation or relation; `source` and `target` are the addresses that a relation joins.
Every feature follows as a column `feature.NAME`."""


def render(report: Report, sections: Mapping[str, Section]) -> str:
    """The report as CSV text; text that a spreadsheet would run is put behind an apostrophe, numbers are not."""
    rows = [*_annotations(report), *_relations(report)]
    features = sorted({name for row in rows for name in row} - set(COLUMNS))
    out = io.StringIO()
    writer = csv.DictWriter(out, [*COLUMNS, *features], restval="")
    writer.writerow({name: cell(name) for name in (*COLUMNS, *features)})
    writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _annotations(report: Report) -> list[dict[str, Scalar]]:
    return [
        {
            "document": report.document.id,
            "record": "annotation",
            "layer": name,
            "key": row.annotation.key,
            "label": row.label,
            "start": row.annotation.start,
            "end": row.annotation.end,
            "line": row.line,
            "quote": row.words,
            **_features(row.annotation.features),
        }
        for name, rows in findings(report).items()
        for row in rows
    ]


def _relations(report: Report) -> list[dict[str, Scalar]]:
    return [
        {
            "document": report.document.id,
            "record": "relation",
            "layer": name,
            "label": relation.label,
            "source": str(relation.source),
            "target": str(relation.target),
            **_features(relation.features),
        }
        for name, layer in report.layers.items()
        if report.shows(name)
        for relation in layer.relations
    ]


def _features(features: Mapping[str, Scalar]) -> dict[str, Scalar]:
    return {f"feature.{name}": value for name, value in features.items()}
