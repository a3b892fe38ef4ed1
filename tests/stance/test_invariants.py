"""What holds for any text: totality, determinism, shifts, bounds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oped
from oped_stance.stance.analyser import STANCE, StanceOptions

NAMES = ["China", "Russia", "Poland", "Mr. Smith", "Brazil"]
WORDS = [
    *(
        "condemned",
        "supports",
        "did not",
        "to help",
        "refused",
        "and",
        "of",
        "the",
        "which",
        "sanctions on",
        "threat to",
    ),
    *(
        "accused",
        "each other",
        "should",
        "“help”",
        ",",
        ";",
        "’s",
        "is a liar",
        "if",
        "by",
        "cooperation between",
        "(",
        ")",
    ),
    *("would have", "said that", "from", "lifted", "I", "both", "—", "?", "hostile to", "as a threat", "under fire"),
]
PIECES = st.lists(st.sampled_from(NAMES + WORDS), max_size=25).map(" ".join)


def mentions(text: str, names: list[str]) -> oped.Layer:
    """Every occurrence of the names as given mentions."""
    found = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            found.append(oped.Annotation("mention", [oped.Span(at, at + len(name))], features={"actor": name}))
            at = text.find(name, at + 1)
    return oped.Layer("actors", found)


def rules(text: str) -> list[oped.Annotation]:
    """What the rules find where the occurrences of the names are the actors."""
    items = list(STANCE.run(oped.parse(text), {"actors": mentions(text, NAMES)}, None))
    return [item for item in items if isinstance(item, oped.Annotation)]


@given(PIECES)
def test_features_keep_to_the_contract(text: str) -> None:
    for found in rules(text):
        assert found.end <= len(text)
        assert found.label in STANCE.labels
        assert found.features.keys() <= STANCE.features.keys()
        assert -1 <= found.features["polarity"] <= 1
        assert 0 <= found.features["certainty"] <= 1
        assert 0 <= found.features["confidence"] <= 1
        assert found.features["holder"] != found.features["target"]
        assert found.features["attitude"] in (
            "support",
            "oppose",
            "cooperate",
            "threaten",
            "praise",
            "blame",
            "ambivalent",
        )
        sign = "cooperation" if found.features["polarity"] > 0 else "conflict"
        assert str(found.features["quad"]).endswith(sign)


@given(PIECES)
def test_the_same_text_gives_the_same_stances(text: str) -> None:
    assert rules(text) == rules(text)


@given(PIECES)
@settings(max_examples=30)
def test_what_goes_before_in_its_own_paragraph_shifts_and_no_more(text: str) -> None:
    before = "It rained.\n\n"
    shifted = [(a.start - len(before), a.end - len(before), dict(a.features)) for a in rules(before + text.lstrip())]
    assert [(a.start, a.end, dict(a.features)) for a in rules(text.lstrip())] == shifted


@given(st.text(max_size=80))
@settings(max_examples=50)
def test_any_text_has_a_layer(text: str) -> None:
    assert oped.analyse(text, only=["stance"]).outcomes["stance"].state == "ran"


@given(PIECES, st.sampled_from(NAMES), st.sampled_from(NAMES))
@settings(max_examples=30)
def test_any_given_actors_have_a_layer(text: str, first: str, second: str) -> None:
    layer = mentions(text, sorted({first, second}))
    report = oped.analyse(text, only=["stance"], given=[layer])
    assert report.outcomes["stance"].state == "ran"
    for found in report.layer("stance").annotations:
        assert {found.features["holder"], found.features["target"]} <= {first, second, "author"}


@pytest.mark.parametrize(
    "text", ["", "China", ".", "中国谴责俄罗斯。", "Poland " * 400, "China attacked Russia. " * 300]
)
def test_odd_texts(text: str) -> None:
    assert oped.analyse(text, only=["stance"]).outcomes["stance"].state == "ran"


def test_threshold_keeps_only_what_can_be_trusted() -> None:
    text = "Germany met with Poland, and Germany condemned Brazil."
    layers = {"actors": mentions(text, ["Germany", "Poland", "Brazil"])}
    strict = list(STANCE.run(oped.parse(text), layers, StanceOptions(threshold=0.85)))
    loose = list(STANCE.run(oped.parse(text), layers, StanceOptions(threshold=0.1)))
    assert 0 < len(strict) < len(loose)


def test_explain_gives_reasons_for_what_is_and_what_is_not_there() -> None:
    text = "Germany condemned Brazil. The war will end."
    verdicts = [
        r.verdict for r in STANCE.explain(oped.parse(text), {"actors": mentions(text, ["Germany", "Brazil"])}, None)
    ]
    assert any(v.startswith("Germany → Brazil: blame") for v in verdicts)
    text = "Yesterday Brazil condemned."
    reasons = list(STANCE.explain(oped.parse(text), {"actors": mentions(text, ["Brazil"])}, None))
    assert [r.verdict for r in reasons] == ["no stance"]
    assert all(r.because for r in reasons)
