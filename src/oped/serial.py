"""Reports as plain data, JSON and data frames; the format is `oped-report`, version 1 (report.schema.json).

Tokens are written as rows `[start, end, tag, lemma]`, with head and relation after them where there is a tree, and every
annotation with the words it quotes, so that reading can tell when text and offsets have come apart.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from oped.errors import OpedError, SchemaError
from oped.model import (
    Accuracy,
    Annotation,
    Document,
    Figure,
    Layer,
    Origin,
    Outcome,
    Paragraph,
    Problem,
    Relation,
    Report,
    Sentence,
    Span,
    Token,
    check_bounds,
)

if TYPE_CHECKING:
    import pandas

SCHEMA = "oped-report"
VERSION = 1


def report_to_dict(report: Report) -> dict[str, Any]:
    """Plain data: dictionaries, lists and scalars, in a fixed order."""
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "document": _document_to_dict(report.document),
        "selected": list(report.selected),
        "outcomes": {name: _outcome_to_dict(o, report.document) for name, o in report.outcomes.items()},
        "problems": [attrs.asdict(problem) for problem in report.problems],
    }


def report_to_json(report: Report) -> str:
    """JSON text with two spaces of indent; rows of tokens and spans stay on one line."""
    return _dump(report_to_dict(report), 0) + "\n"


def _dump(value: Any, depth: int) -> str:
    """Indented JSON in which lists of scalars take one line, so that a report can be read and compared by line."""
    if isinstance(value, Mapping) and value:
        inner = ",\n".join(
            f"{'  ' * (depth + 1)}{json.dumps(key, ensure_ascii=False)}: {_dump(item, depth + 1)}"
            for key, item in value.items()
        )
        return f"{{\n{inner}\n{'  ' * depth}}}"
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        inner = ",\n".join(f"{'  ' * (depth + 1)}{_dump(item, depth + 1)}" for item in value)
        return f"[\n{inner}\n{'  ' * depth}]"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _document_to_dict(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "text": document.text,
        "metadata": dict(document.metadata),
        "paragraphs": [
            {
                "start": paragraph.start,
                "end": paragraph.end,
                "kind": paragraph.kind,
                "sentences": [
                    {
                        "start": sentence.start,
                        "end": sentence.end,
                        "polarity": sentence.polarity,
                        "subjectivity": sentence.subjectivity,
                        "tokens": [_token_row(token) for token in sentence.tokens],
                    }
                    for sentence in paragraph.sentences
                ],
            }
            for paragraph in document.paragraphs
        ],
        "origins": [[origin.start, origin.end, origin.source_start] for origin in document.origins],
    }


def _token_row(token: Token) -> list[int | str]:
    """The row of a token; its governor and relation only where the linguistics gave them."""
    row: list[int | str] = [token.start, token.end, token.tag, token.lemma]
    return [*row, token.head, token.relation] if token.relation else row


def _outcome_to_dict(outcome: Outcome, document: Document) -> dict[str, Any]:
    data: dict[str, Any] = {"state": outcome.state, "reason": outcome.reason}
    if outcome.layer is not None:
        data["layer"] = layer_to_dict(outcome.layer, document)
    return data


def layer_to_dict(layer: Layer, document: Document) -> dict[str, Any]:
    """One layer as plain data, each annotation with the words it quotes."""
    return {
        "annotations": [
            {
                "key": annotation.key,
                "label": annotation.label,
                "spans": [[span.start, span.end] for span in annotation.spans],
                "quote": document.quote(annotation),
                "features": dict(annotation.features),
            }
            for annotation in layer.annotations
        ],
        "relations": [
            {
                "label": relation.label,
                "source": relation.source,
                "target": relation.target,
                "features": dict(relation.features),
            }
            for relation in layer.relations
        ],
        "measures": dict(layer.measures),
        "provenance": dict(layer.provenance),
        "accuracy": {
            "figures": [attrs.asdict(figure) for figure in layer.accuracy.figures],
            "limits": list(layer.accuracy.limits),
        },
    }


def report_from_json(text: str) -> Report:
    """Read a report from JSON text. Raises SchemaError where it is no report, or its parts do not agree."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise SchemaError(f"this is no JSON: {error}") from None
    return report_from_dict(data)


def report_from_dict(data: Any) -> Report:
    """Read a report from plain data. Raises SchemaError where it is no report, or its parts do not agree."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise SchemaError(f"this is no {SCHEMA}; the field 'schema' must say so")
    if data.get("version") != VERSION:
        raise SchemaError(f"this is version {data.get('version')!r} of {SCHEMA}; this oped reads version {VERSION}")
    try:
        document = _document_from_dict(data["document"])
        outcomes = {name: _outcome_from_dict(name, item, document) for name, item in data["outcomes"].items()}
        problems = tuple(Problem(str(item["source"]), str(item["message"])) for item in data["problems"])
        return Report(document, outcomes, problems, tuple(data["selected"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"field {error} is missing" if isinstance(error, KeyError) else str(error)
        raise SchemaError(f"this {SCHEMA} is not as its schema says: {what}") from None


def _document_from_dict(data: Any) -> Document:
    text = str(data["text"])
    return Document(
        text,
        str(data["id"]),
        data["metadata"],
        tuple(_paragraph_from_dict(item, text) for item in data["paragraphs"]),
        tuple(Origin(*row) for row in data["origins"]),
    )


def _paragraph_from_dict(data: Any, text: str) -> Paragraph:
    sentences = tuple(
        Sentence(
            item["start"],
            item["end"],
            tuple(
                Token(start, end, text[start:end], tag, lemma, *governor)
                for start, end, tag, lemma, *governor in item["tokens"]
            ),
            item["polarity"],
            item["subjectivity"],
        )
        for item in data["sentences"]
    )
    return Paragraph(data["start"], data["end"], data["kind"], sentences)


def _outcome_from_dict(name: str, data: Any, document: Document) -> Outcome:
    layer = layer_from_dict(name, data["layer"], document) if "layer" in data else None
    return Outcome(data["state"], str(data["reason"]), layer)


def layer_from_dict(name: str, data: Any, document: Document) -> Layer:
    """Read one layer. Raises SchemaError where an annotation does not quote what stands at its offsets."""
    layer = Layer(
        name,
        tuple(
            Annotation(
                item["label"],
                tuple(Span(start, end) for start, end in item["spans"]),
                item["key"],
                features=item["features"],
            )
            for item in data["annotations"]
        ),
        tuple(
            Relation(item["label"], item["source"], item["target"], features=item["features"])
            for item in data["relations"]
        ),
        data["measures"],
        data["provenance"],
        _accuracy_from_dict(data.get("accuracy", {})),
    )
    check_bounds(layer, document)
    quotes = {item["key"]: item.get("quote") for item in data["annotations"]}
    for annotation in layer.annotations:
        expected = quotes[annotation.key]
        if expected is not None and expected != document.quote(annotation):
            raise SchemaError(
                f"{layer.address(annotation)} quotes {expected!r:.60}, but at its offsets stands "
                f"{document.quote(annotation)!r:.60}; offsets are code points of the document's text"
            )
    return layer


def _accuracy_from_dict(data: Any) -> Accuracy:
    figures = [Figure(**{str(name): value for name, value in figure.items()}) for figure in data.get("figures", ())]
    return Accuracy(figures, [str(limit) for limit in data.get("limits", ())])


def report_to_frame(report: Report) -> pandas.DataFrame:
    """One row per annotation: document, layer, key, label, start, end, quote, then each feature as a column."""
    try:
        import pandas
    except ImportError:
        raise OpedError("data frames need pandas; install it with: pip install 'oped[pandas]'") from None
    columns = ["document", "layer", "key", "label", "start", "end", "quote"]
    rows = [
        {**dict(zip(columns, row, strict=True)), **{f"feature.{k}": v for k, v in annotation.features.items()}}
        for row, annotation in annotation_rows(report)
    ]
    features = sorted({name for row in rows for name in row} - set(columns))
    return pandas.DataFrame(rows, columns=[*columns, *features])


def annotation_rows(report: Report) -> list[tuple[tuple[str, str, str, str, int, int, str], Annotation]]:
    """The rows that tables share: where an annotation stands and what it quotes, layer by layer."""
    quote: Callable[[Annotation], str] = report.document.quote
    return [
        ((report.document.id, name, a.key, a.label, a.start, a.end, quote(a)), a)
        for name, layer in report.layers.items()
        if report.shows(name)
        for a in layer.annotations
    ]
