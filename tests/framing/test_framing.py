"""The framing layer, through the public surface."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import oped
from oped.testing import parametrize_with_checks
from oped.testing.strategies import texts

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "contrast.toml").read_text(encoding="utf-8"))["case"]
CODING = tomllib.loads((HERE / "coding.toml").read_text(encoding="utf-8"))
FRAMES = ("conflict", "economic", "human_interest", "morality", "responsibility")
HOST = oped.Host(allow=["framing", "attribution", "clauses"])


def framing(text: str) -> tuple[oped.Report, oped.Layer]:
    report = HOST.analyse(text, only=["framing"])
    return report, report.layer("framing")


@parametrize_with_checks([HOST.analysers["framing"]])
def test_contract(subject: Any, check: Any) -> None:
    check(subject)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_words_that_carry_a_frame_and_near_misses(case: dict[str, Any]) -> None:
    report, layer = framing(case["text"])
    assert [[a.features["frame"], report.document.quote(a)] for a in layer.annotations] == case["frames"]


@given(text=texts())
def test_shares_lie_between_0_and_1_and_every_finding_says_why(text: str) -> None:
    _, layer = framing(text)
    for frame in FRAMES:
        assert 0 <= float(layer.measures.get(frame) or 0) <= 1
    for annotation in layer.annotations:
        assert annotation.features["frame"] in FRAMES
        assert annotation.features["why"]
        assert 0 < float(str(annotation.features["weight"])) <= 1


def test_the_voice_is_that_of_who_is_quoted() -> None:
    report, layer = framing("“The tax is too high,” Ana Ruiz said. The price is fair.")
    voices = {report.document.quote(a): a.features["voice"] for a in layer.annotations}
    assert voices["tax"] == "Ana Ruiz"
    assert voices["price"] == "author"


def test_the_dominant_frame_is_the_one_that_exceeds_the_ordinary() -> None:
    text = "The widow wept. Her son wept. My mother wept at the funeral. The budget is small. They buried my cousin."
    assert framing(text)[1].measures["dominant"] == "human_interest"


def test_a_text_too_short_or_without_frames_has_no_dominant_frame() -> None:
    assert framing("The widow wept.")[1].measures["dominant"] is None
    assert framing("A boat left. A boat came. A boat left. A boat came.")[1].measures["dominant"] is None


def test_bylines_carry_no_frame() -> None:
    _, layer = framing("A Headline Here\nBy Price Tax\n3 May 2020\n\nA boat left the harbour in the morning.")
    assert not layer.annotations


@pytest.mark.parametrize(("split", "least"), [("train", 0.7), ("dev", 0.75)])
def test_agrees_with_the_coding_of_the_seeds(split: str, least: float) -> None:
    found = []
    for gold in oped.seeds(split):
        dominant = framing(gold.document.text)[1].measures["dominant"]
        found.append(dominant in CODING[gold.document.id]["dominant"])
    assert sum(found) / len(found) >= least


def test_the_coding_covers_train_and_dev_and_names_only_frames() -> None:
    assert set(CODING) == {gold.document.id for split in ("train", "dev") for gold in oped.seeds(split)}
    for codes in CODING.values():
        assert {*codes["dominant"], *codes["present"]} <= set(FRAMES)
        assert not set(codes["dominant"]) & set(codes["present"])


def test_the_section_names_the_frame_its_words_and_its_limits() -> None:
    text = HOST.render(
        HOST.analyse("The tax is too high. The price is high. The cost is high. We spend money."), "text"
    )
    assert "economic consequences" in text
    assert "told from words alone" in " ".join(text.split())
    assert "No sentence carries a generic frame" in HOST.render(HOST.analyse("A boat left."), "text")
