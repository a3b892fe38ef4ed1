"""The document model and its invariants."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import oped
from oped import Annotation, Document, Layer, Origin, Outcome, Paragraph, Relation, Report, Sentence, Span, Token
from oped.testing.strategies import documents, features, layers, reports, spans

SCHEMA = json.loads((Path(oped.__file__).parent / "report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@given(reports())
def test_json_comes_back_equal(report: Report) -> None:
    assert Report.from_json(report.to_json()) == report
    assert Report.from_json(report.to_json()).to_json() == report.to_json()


@given(reports())
def test_every_report_validates_against_the_schema(report: Report) -> None:
    VALIDATOR.validate(json.loads(report.to_json()))


@given(reports())
def test_reports_pickle_and_stay_equal_and_hash_alike(report: Report) -> None:
    copy = pickle.loads(pickle.dumps(report))
    assert copy == report
    assert copy.document.tokens == report.document.tokens
    assert hash(copy.document) == hash(report.document)


@given(st.data())
def test_quotes_are_the_words_at_the_offsets(data: st.DataObject) -> None:
    document = data.draw(documents().filter(lambda d: d.text))
    annotation = Annotation("x", data.draw(spans(len(document.text))))
    assert document.quote(annotation) == " … ".join(document.text[s.start : s.end] for s in annotation.spans)
    assert annotation.start == min(s.start for s in annotation.spans)
    assert annotation.end == max(s.end for s in annotation.spans)


@given(st.data())
def test_overlapping_is_what_comparing_all_pairs_finds(data: st.DataObject) -> None:
    document = data.draw(documents().filter(lambda d: d.text))
    first, second = data.draw(layers(document, "first")), data.draw(layers(document, "second"))
    report = Report(document, {"first": Outcome("ran", layer=first), "second": Outcome("ran", layer=second)})
    expected = [(a, b) for a in first.annotations for b in second.annotations if a.overlaps(b)]
    found = report.overlapping("first", "second")
    assert sorted(found, key=repr) == sorted(expected, key=repr)
    assert [a.start for a, _ in found] == sorted(a.start for a, _ in found)


@given(documents(), st.integers(0, 40), st.integers(0, 40))
def test_token_range_finds_the_tokens_that_overlap(document: Document, start: int, end: int) -> None:
    expected = [i for i, t in enumerate(document.tokens) if t.start < end and start < t.end]
    assert list(document.token_range(start, end)) == expected


@given(features())
def test_features_are_frozen_and_keep_no_order(values: dict[str, object]) -> None:
    one = Annotation("x", [Span(0, 1)], features=values)
    other = Annotation("x", [Span(0, 1)], features=dict(reversed(values.items())))
    assert one == other
    assert list(one.features) == sorted(values)
    with pytest.raises(TypeError):
        one.features["new"] = 1  # type: ignore[index]


def test_records_cannot_be_changed() -> None:
    for record in (Span(0, 1), Annotation("x", [Span(0, 1)]), Layer("x"), Document("x"), Report(Document("x"))):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            record.label = "y"  # type: ignore[union-attr]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_spans_are_never_empty_nor_negative(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start < end"):
        Span(start, end)


def test_annotations_need_spans_that_do_not_overlap() -> None:
    with pytest.raises(ValueError, match="at least one span"):
        Annotation("x", [])
    with pytest.raises(ValueError, match="overlap"):
        Annotation("x", [Span(0, 3), Span(2, 4)])


@pytest.mark.parametrize("value", [[1], {"a": 1}, object(), float("nan"), float("inf")])
def test_features_are_finite_scalars(value: object) -> None:
    with pytest.raises((TypeError, ValueError), match="x"):
        Annotation("a", [Span(0, 1)], features={"x": value})  # type: ignore[dict-item]


def test_documents_refuse_parts_out_of_order() -> None:
    token = Token(0, 2, "ab", "NN", "ab")
    with pytest.raises(ValueError, match=r"token \[0, 2\)"):
        Document("ab", paragraphs=[Paragraph(0, 2, "body", (Sentence(0, 2, (token, token)),))])
    with pytest.raises(ValueError, match=r"paragraph \[0, 9\)"):
        Document("ab", paragraphs=[Paragraph(0, 9, "body", ())])


def test_reading_tells_when_offsets_and_words_have_come_apart() -> None:
    layer = Layer("x", [Annotation("a", [Span(0, 3)], "1")])
    text = Report(Document("abc def"), {"x": Outcome("ran", layer=layer)}).to_json()
    with pytest.raises(oped.SchemaError, match=r"x#1 quotes 'abc'"):
        Report.from_json(text.replace("[0, 3]", "[1, 4]"))
    with pytest.raises(oped.SchemaError, match="beyond the text"):
        Report.from_json(text.replace("[0, 3]", "[0, 99]"))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "oped-report", "version": 2}', '{"schema": "oped-report", "version": 1}']
)
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(oped.SchemaError):
        Report.from_json(text)


def test_layers_answer_with_the_reason_where_they_did_not_run() -> None:
    report = Report(Document("x"), {"a": Outcome("failed", "the disk is full")})
    with pytest.raises(KeyError, match="failed: the disk is full"):
        report.layer("a")
    with pytest.raises(KeyError, match="no layer 'b'"):
        report.layer("b")
    with pytest.raises(KeyError, match="layer#key"):
        report.resolve("a")


def test_source_offsets_lead_back_to_the_source() -> None:
    document = Document("one two", origins=[Origin(0, 3, 10), Origin(4, 7, 30)])
    assert [document.source_offset(i) for i in (0, 2, 3, 4, 6, 7)] == [10, 12, None, 30, 32, None]
    assert Document("one").source_offset(1) == 1


def test_lines_are_counted_from_one() -> None:
    assert [Document("a\nb\n\nc").line(i) for i in (0, 1, 2, 4, 5)] == [1, 1, 2, 3, 4]


def test_relations_from_an_annotation() -> None:
    a, b = Annotation("a", [Span(0, 1)], "1"), Annotation("b", [Span(1, 2)], "2")
    layer = Layer("x", [a, b], [Relation("r", "x#1", "x#2")])
    assert layer.relations_from(a) == layer.relations
    assert layer.relations_from(b) == ()


def test_frames_have_one_row_per_annotation() -> None:
    layer = Layer("x", [Annotation("a", [Span(0, 3)], "1", features={"f": 0.5})])
    frame = Report(Document("abc", "id"), {"x": Outcome("ran", layer=layer)}).to_frame()
    assert frame.to_dict("records") == [
        {
            "document": "id",
            "layer": "x",
            "key": "1",
            "label": "a",
            "start": 0,
            "end": 3,
            "quote": "abc",
            "feature.f": 0.5,
        }
    ]
