"""The rhetoric layer, through the public surface."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oped
from oped.testing import parametrize_with_checks
from oped.testing.strategies import texts

CASES = tomllib.loads(Path(__file__).with_name("contrast.toml").read_text(encoding="utf-8"))["case"]
HOST = oped.Host(allow=["rhetoric", "attribution", "clauses"])
PROSE = st.lists(
    st.sampled_from(
        [
            "Who pays? We pay.",
            "It is not a gift, it is a loan.",
            "Let us go. Let us stay. Let us sing.",
            "Buy the book, sell the car, rent the flat.",
            "Why should they?",
            "“Who pays?” he asked, not unkindly.",
            "not not but but, not",
            "Their ‘help’, so to speak, was a sham",
            "\n\n",
            "🙂 more a wish than a plan?",
        ]
    ),
    max_size=8,
).map(" ".join)


def rhetoric(text: str) -> tuple[oped.Report, oped.Layer]:
    report = HOST.analyse(text, only=["rhetoric"])
    return report, report.layer("rhetoric")


@parametrize_with_checks([HOST.analysers["rhetoric"]])
def test_contract(subject: Any, check: Any) -> None:
    check(subject)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_figures_and_near_misses(case: dict[str, Any]) -> None:
    report, layer = rhetoric(case["text"])
    assert [[a.label, report.document.quote(a)] for a in layer.annotations] == case["figures"]


@given(text=texts() | PROSE)
def test_every_figure_says_why_and_in_whose_voice(text: str) -> None:
    _, layer = rhetoric(text)
    for annotation in layer.annotations:
        assert annotation.features["why"]
        assert annotation.features["voice"]
        if annotation.label in {"anaphora", "tricolon"}:
            assert annotation.features["members"] == len(annotation.spans)


def test_a_question_in_a_quotation_is_no_figure_of_the_author() -> None:
    _, layer = rhetoric("Ana Ruiz asked: “Why should anybody pay for it twice?” Nobody answered her.")
    assert not layer.labelled("rhetorical_question", "hypophora")


def test_the_voice_of_loaded_language_is_that_of_who_said_it() -> None:
    report, layer = rhetoric("“The inquiry is a sham,” Ana Ruiz said. It was a farce.")
    found = {report.document.quote(a): a.features["voice"] for a in layer.labelled("loaded_language")}
    assert found == {"sham": "Ana Ruiz", "farce": "author"}


def test_a_hypophora_keeps_its_answer() -> None:
    _, layer = rhetoric("Who pays for the bridge? The ratepayers do.")
    (found,) = layer.labelled("hypophora")
    assert str(found.features["answer"]).startswith("The ratepayers do")


def test_an_exchange_of_turns_has_no_figures_of_questions() -> None:
    turns = ["Who pays for it?", "We do.", "Why should you?", "Because we must.", "When will it end?", "In May."]
    _, layer = rhetoric("\n\n".join([*turns, *turns]))
    assert not layer.labelled("rhetorical_question", "hypophora")


def test_figures_are_found_without_attribution() -> None:
    host = oped.Host(allow=["rhetoric"])
    layer = host.analyse("The levy is not a gift. It is a loan.", only=["rhetoric"]).layer("rhetoric")
    assert [a.label for a in layer.annotations] == ["antithesis"]


def test_the_section_shows_the_words_of_each_figure() -> None:
    text = HOST.render(HOST.analyse("The levy is not a gift. It is a loan."), "text")
    assert "1 figure," in text
    assert "The levy is not a gift … It is a loan" in text
    assert "only those of plain form" in HOST.render(HOST.analyse("A boat left the port."), "text")


def test_an_empty_text_has_an_empty_layer() -> None:
    _, layer = rhetoric("")
    assert not layer.annotations
    assert not layer.measures


def test_the_hits_on_the_seeds_are_judged_and_right() -> None:
    judged = tomllib.loads(Path(__file__).with_name("judged.toml").read_text(encoding="utf-8"))["hit"]
    verdicts = {(hit["text"], hit["figure"], hit["words"]): hit["right"] for hit in judged}
    found: dict[str, list[bool | None]] = {}
    for split in ("train", "dev"):
        for gold in oped.seeds(split):
            report, layer = rhetoric(gold.document.text)
            for annotation in layer.annotations:
                words = " ".join(report.document.quote(annotation).split())
                key = (gold.document.id, annotation.label, words)
                found.setdefault(annotation.label, []).append(verdicts.get(key))
    for label, hits in found.items():
        read = [hit for hit in hits if hit is not None]
        assert len(read) >= 0.8 * len(hits), f"{label}: judge the new hits by hand, in judged.toml"
        assert sum(read) >= 0.85 * len(read), label
