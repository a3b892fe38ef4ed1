"""Given actors: every ordered pair is classified, a lone target is judged, placeless actors count for the sentence."""

from __future__ import annotations

import pytest

import oped
from oped_stance.stance.analyser import STANCE


def given(text: str, **places: str) -> oped.Layer:
    """Mentions of the named words; an empty word means the whole text."""
    found = []
    for name, words in places.items():
        start = text.index(words) if words else 0
        span = oped.Span(start, start + (len(words) or len(text)))
        found.append(oped.Annotation("mention", [span], features={"actor": name}))
    return oped.Layer("actors", found)


def polarity(text: str, holder: str, target: str, **places: str) -> float:
    """The polarity that is found; 0 where there is no stance."""
    layer = oped.analyse(text, only=["stance"], given=[given(text, **places)]).layer("stance")
    values = [
        float(a.features["polarity"])
        for a in layer.annotations
        if (a.features["holder"], a.features["target"]) == (holder, target)
    ]
    assert len(values) <= 1
    assert all(abs(value) >= 0.05 for value in values)
    return values[0] if values else 0.0


def test_active_and_passive() -> None:
    assert polarity("Obama criticized Romney.", "p", "q", p="Obama", q="Romney") < -0.05
    assert polarity("Romney was criticized by Obama.", "p", "q", p="Obama", q="Romney") < -0.05
    assert polarity("Senator Cruz has endorsed Rubio for president.", "p", "q", p="Cruz", q="Rubio") > 0.05


def test_the_other_direction_is_none() -> None:
    assert polarity("Obama criticized Romney.", "q", "p", p="Obama", q="Romney") == 0


def test_none_is_an_answer() -> None:
    text = "The talks in Berlin began on Monday, and Paris will host the next round in May."
    assert polarity(text, "p", "q", p="Berlin", q="Paris") == 0
    assert polarity(text, "q", "p", p="Berlin", q="Paris") == 0


def test_every_ordered_pair_has_an_answer() -> None:
    text = "Obama, Biden and Romney met."
    report = oped.analyse(text, only=["stance"], given=[given(text, a="Obama", b="Biden", c="Romney")])
    reasons = STANCE.explain(report.document, report.layers, None)
    assert len(list(reasons)) == 6


def test_a_lone_target_is_judged() -> None:
    assert polarity("Critics slammed the disgraced senator as a liar and a fraud.", "author", "t", t="senator") < -0.05
    assert polarity("Voters praised the brilliant, courageous senator.", "author", "t", t="senator") > 0.05


def test_a_placeless_actor_counts_for_the_sentence() -> None:
    text = "“This is a disgraceful, dangerous and illegal scheme that will hurt families.”"
    assert polarity(text, "Jane Roe", "scheme", **{"Jane Roe": "", "scheme": "scheme"}) < -0.05
    assert polarity(text, "Jane Roe", "John Doe", **{"Jane Roe": "", "John Doe": ""}) < -0.05


def test_confidence_and_grounds_are_there() -> None:
    text = "Obama criticized Romney."
    layer = oped.analyse(text, only=["stance"], given=[given(text, p="Obama", q="Romney")]).layer("stance")
    for found in layer.annotations:
        assert 0 <= found.features["confidence"] <= 1
        assert str(found.features["why"]).startswith("model: ")


EVENTS = [
    ("Uganda granted political asylum to the rebels of Rwanda on Friday.", "Uganda", "Rwanda", 1),
    ("Kenya lifted its trade embargo against Malawi on Tuesday.", "Kenya", "Malawi", 1),
    ("Peru massed thousands of troops along the border of Bolivia.", "Peru", "Bolivia", -1),
    ("Chile suspended all food aid to Bolivia.", "Chile", "Bolivia", -1),
    ("Nepal signed a trade agreement with Bhutan.", "Nepal", "Bhutan", 1),
]


@pytest.mark.parametrize(("text", "source", "target", "sign"), EVENTS)
def test_events_give_a_pair_its_sign(text: str, source: str, target: str, sign: int) -> None:
    assert polarity(text, "p", "q", p=source, q=target) * sign > 0
