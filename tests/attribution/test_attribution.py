"""The attribution layer, through the public surface: who speaks, on sentences that differ in one thing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oped

CASES = tomllib.loads(Path(__file__).with_name("contrast.toml").read_text(encoding="utf-8"))["case"]
PROSE = st.lists(
    st.sampled_from(
        [
            "“We will not go,” she said.",
            "“We will not",
            "go,” he added.",
            "Lima says that the river is clean.",
            "According to",
            '"',
            "‘so-called’ friends’ friends",
            "Moscow: we won",
            "\n\n",
            "the claim that",
            "🙂",
        ]
    ),
    max_size=9,
).map(" ".join)


def attribution(text: str, **options: Any) -> tuple[oped.Report, oped.Layer]:
    report = oped.analyse(text, only=["attribution"], options={f"attribution.{k}": v for k, v in options.items()})
    return report, report.layer("attribution")


def joined(report: oped.Report, layer: oped.Layer, content: oped.Annotation, label: str) -> list[oped.Annotation]:
    return [report.resolve(str(r.target)) for r in layer.relations_from(content) if r.label == label]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_contrast(case: dict[str, Any]) -> None:
    report, layer = attribution(case["text"])
    contents = layer.labelled("content")
    assert [report.document.quote(content) for content in contents] == case["contents"]
    if not contents:
        assert not layer.annotations
        return
    content = contents[0]
    cues, speakers = joined(report, layer, content, "cue"), joined(report, layer, content, "speaker")
    if "kind" in case:
        assert content.features["kind"] == case["kind"]
    if "cue" in case:
        assert [report.document.quote(cue) for cue in cues] == [case["cue"]]
    for name in ("lemma", "force", "negated"):
        if name in case:
            assert cues[0].features[name] == case[name]
    if "speaker" in case:
        assert [report.document.quote(speaker) for speaker in speakers] == [case["speaker"]]
    if "holder" in case:
        assert {content.features["holder"] for content in contents} == {case["holder"]}


def test_a_quotation_without_a_close_runs_no_further_than_its_paragraph() -> None:
    _, layer = attribution("“We lost, Okafor said.\n\nNobody wept. “They won,” said Ruiz.")
    assert [a.features.get("holder") for a in layer.labelled("content") if a.start > 25] == ["Ruiz"]


def test_given_actors_name_the_holder() -> None:
    text = "Okafor said that the river is clean. He warned that it may flood."
    mentions = [
        oped.Annotation("mention", [oped.Span(0, 6)], features={"actor": "Ngozi Okafor", "type": "person"}),
        oped.Annotation("mention", [oped.Span(37, 39)], features={"actor": "Ngozi Okafor", "type": "person"}),
    ]
    report = oped.analyse(text, only=["attribution"], given=[oped.Layer("actors", mentions)])
    holders = [a.features["holder"] for a in report.layer("attribution").labelled("content")]
    assert holders == ["Ngozi Okafor", "Ngozi Okafor"]


def test_a_surname_and_a_title_mean_the_person_named_before() -> None:
    text = (
        "Senator Ngozi Okafor said that the river is clean. Ms. Okafor said that it is safe. "
        "The senator said that it is wide."
    )
    report = oped.analyse(text, only=["attribution"], given=[oped.Layer("actors")])
    holders = [a.features["holder"] for a in report.layer("attribution").labelled("content")]
    assert holders == ["Ngozi Okafor"] * 3


def test_a_headline_with_a_colon_names_its_speaker() -> None:
    headline = "Okafor: The river has never been cleaner than today"
    text = f"{headline}\n\nBy Ana Ruiz\n\nThe river is brown. It has been brown for years, and it smells."
    report, layer = attribution(text)
    assert report.document.paragraphs[0].kind == "headline"
    (content,) = layer.labelled("content")
    assert report.document.quote(content) == "The river has never been cleaner than today"
    assert joined(report, layer, content, "cue")[0].features["lemma"] == ":"


def test_beliefs_can_be_left_out() -> None:
    text = "Engineers believe that the bridge will hold. Engineers say that the bridge will hold."
    assert len(attribution(text)[1].labelled("content")) == 2
    assert len(attribution(text, beliefs=False)[1].labelled("content")) == 1


@given(st.text(max_size=60) | PROSE)
def test_any_text_has_attributions_within_its_bounds(text: str) -> None:
    report, layer = attribution(text)
    for annotation in layer.annotations:
        assert 0 <= annotation.start < annotation.end <= len(text)
        assert annotation.features["why"]
    for relation in layer.relations:
        assert report.resolve(str(relation.source)).label == "content"
        assert report.resolve(str(relation.target)).label == relation.label


@given(PROSE)
def test_a_paragraph_before_moves_everything_by_its_length(text: str) -> None:
    before = "Rain.\n\n"

    def places(layer: oped.Layer, by: int) -> list[object]:
        return [(a.label, [(s.start + by, s.end + by) for s in a.spans], a.features) for a in layer.annotations]

    alone, moved = attribution("Rain.\n\n" + text)[1], attribution(before + "Rain.\n\n" + text)[1]
    assert places(alone, len(before)) == places(moved, 0)


@given(PROSE)
def test_the_same_text_gives_the_same_layer(text: str) -> None:
    assert attribution(text)[1] == attribution(text)[1]


def test_without_clauses_quotations_are_not_invented() -> None:
    report = oped.analyse("“We won,” she said.", only=["attribution"], without=["clauses"])
    assert report.outcomes["attribution"].state == "ran"


def test_explain_gives_reasons_for_and_against() -> None:
    host = oped.Host()
    document = oped.parse("Ruiz said that it rained. Her book “Mud” sold well. The mayor should say that it snowed.")
    report = host.analyse(document, only=["attribution"])
    analyser = host.analysers["attribution"]
    assert analyser.explain is not None
    reasons = list(analyser.explain(document, report.layers, None))
    verdicts = {reason.verdict for reason in reasons}
    assert verdicts == {"content", "no content"}
    assert any("scare quotes" in ground for reason in reasons for ground in reason.because)
    assert any("advice" in ground for reason in reasons for ground in reason.because)


def test_a_section_tells_whose_words_the_text_is_made_of() -> None:
    host = oped.Host()
    report = host.analyse(
        "Ana Ruiz said that the deal was dead. It is not. She warned of nothing.", only=["attribution"]
    )
    text, chart, table = host.sections["attribution"].render(report, report.layer("attribution"))
    assert isinstance(text, oped.blocks.Text)
    assert text.text.startswith("73% of the words are the author's own; 4 of 15 are reported, in 1 place, of 1 voice.")
    assert isinstance(chart, oped.blocks.Chart)
    assert chart.labels == ("Ana Ruiz",)
    assert isinstance(table, oped.blocks.Table)
    assert table.rows == (("Ana Ruiz", 1, "say", "the deal was dead", 1),)
    empty = host.analyse("", only=["attribution"])
    assert list(host.sections["attribution"].render(empty, empty.layer("attribution"))) == []
