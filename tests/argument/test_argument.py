"""Thesis, sides and relations of small texts, and what holds for every text."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oped
from oped_argument import oped_analysers

ANALYSERS = {a.name: a for a in oped_analysers()}
OP_ED = Path(__file__).parents[3] / "shared" / "seeds" / "op-ed.txt"


def analyse(text, given_units=None):
    document = oped.parse(text)
    layers = {}
    for name in ("connectives", "units", "argument"):
        if name == "units" and given_units is not None:
            spans = [oped.Span(text.index(words), text.index(words) + len(words)) for words in given_units]
            layers[name] = oped.Layer("units", [oped.Annotation("unit", [span]) for span in spans])
            continue
        found = list(ANALYSERS[name].run(document, layers, None))
        annotations = [a for a in found if isinstance(a, oped.Annotation)]
        layers[name] = oped.Layer(name, annotations, [r for r in found if isinstance(r, oped.Relation)])
    return document, layers["argument"]


def role(document, layer, words):
    return next(a for a in layer.annotations if words in document.quote(a))


def step(document, layer, words):
    return next((r for r in layer.relations if words in document.quote(r.source)), None)


@pytest.mark.parametrize(
    ("text", "thesis"),
    [
        ("Dogs should be banned from the beach. They foul the sand, and they frighten children.", "should be banned"),
        ("School should start at nine. Teenagers need sleep, and tired pupils learn little.", "start at nine"),
        (
            "The old bridge is full of cracks. Two engineers have warned of a collapse. It must therefore be closed.",
            "must therefore be closed",
        ),
        (
            "Of course trams are expensive to build. But they last for decades and carry more people than buses. "
            "The city should build the tram.",
            "should build the tram",
        ),
        (
            "We should not lower the voting age. Most people of sixteen still live with their parents and pay no tax.",
            "should not lower",
        ),
    ],
)
def test_thesis(text, thesis):
    document, layer = analyse(text)
    assert thesis in document.quote(layer.labelled("major_claim")[0])


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        ("Nuclear power should stay. Some people say that it is dangerous. But modern plants are safe.", "dangerous"),
        ("We should raise the fee. Admittedly, it hurts poor families, but they can apply for help.", "hurts"),
        (
            "The museum should be free. Of course free entry costs the city money. Yet a town without visitors "
            "loses far more.",
            "costs the city",
        ),
    ],
)
def test_a_concession_is_of_the_other_side_and_is_answered(text, objection):
    document, layer = analyse(text)
    conceded = role(document, layer, objection)
    assert conceded.features["side"] == "con"
    answers = [r for r in layer.relations if r.target == conceded and r.label in ("attack", "undercut")]
    assert answers
    assert all(r.source.features["side"] == "pro" for r in answers)


def test_an_example_is_marked():
    document, layer = analyse(
        "Car-free streets help shops. For example, sales in the old market rose after it was closed to traffic."
    )
    found = step(document, layer, "sales in the old market")
    assert found.label == "support"
    assert found.features["example"] == "yes"


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The law works. Thefts fell by 40 percent in two years.", "Thefts", "statistics"),
        ("The law works. Researchers found that thefts became rarer in every town.", "Researchers", "authority"),
    ],
)
def test_kind_of_evidence(text, words, kind):
    document, layer = analyse(text)
    premise = role(document, layer, words)
    assert premise.label == "premise"
    assert premise.features["evidence"] == kind


def test_given_units_are_kept_exactly():
    text = "Zoos should close. Animals suffer there, and children learn nothing from their misery."
    words = ["Zoos should close", "Animals suffer there", "children learn nothing from their misery"]
    document, layer = analyse(text, words)
    assert [document.quote(a) for a in layer.annotations] == words


def test_a_text_without_argument_has_an_empty_layer():
    assert analyse("")[1].annotations == ()
    assert analyse("Hello.")[1].annotations == ()


def is_forest(layer):
    above = {}
    for relation in layer.relations:
        if relation.label in ("support", "attack", "undercut"):
            if relation.source in above:
                return False
            above[relation.source] = relation.target
    for start in above:
        seen, at = set(), start
        while at in above:
            if at in seen:
                return False
            seen.add(at)
            at = above[at]
    return True


SENTENCES = st.sampled_from(
    [
        "The state should act.",
        "But this is wrong.",
        "Of course it costs money.",
        "Experts agree, because the evidence is strong.",
        "In 1990 the wall fell.",
        "Why wait?",
        "\n\n",
        "“We will pay,” she said.",
        "))) %% \u200b",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCES, max_size=40).map(" ".join))
def test_any_text_gives_a_valid_forest_and_the_same_twice(text):
    _, layer = analyse(text)
    assert is_forest(layer)
    ends = {a for r in layer.relations for a in (r.source, r.target)}
    assert ends <= set(layer.annotations)
    assert len(layer.labelled("major_claim")) <= 1
    assert all(a.features["side"] in ("pro", "con") for a in layer.annotations)
    for relation in layer.relations:
        if relation.label != "restate":
            same = relation.source.features["side"] == relation.target.features["side"]
            assert same == (relation.label == "support")
    assert analyse(text)[1] == layer


def test_the_layer_moves_with_the_text():
    text = "Dogs should be banned from the beach. They foul the sand, and they frighten children."
    plain, moved = analyse(text)[1], analyse("\n\n" + text)[1]
    shifted = [(a.label, a.start - 2, a.end - 2, a.features) for a in moved.annotations]
    assert shifted == [(a.label, a.start, a.end, a.features) for a in plain.annotations]


def test_a_long_text_takes_time_in_proportion():
    text = "The state should act, because the sea is rising. But this costs money. " * 1500
    _, layer = analyse(text)
    assert len(layer.annotations) > 3000
    assert is_forest(layer)


def test_every_value_can_be_written():
    _, layer = analyse("We should raise the fee. Admittedly, it hurts poor families, but they can apply for help.")
    for item in (*layer.annotations, *layer.relations):
        assert json.loads(json.dumps(dict(item.features))) == dict(item.features)


@pytest.mark.skipif(not OP_ED.exists(), reason="the op-ed that the project began with is no part of it (../shared)")
def test_the_first_op_ed_has_its_thesis_and_a_concession_with_its_rebuttal():
    document, layer = analyse(OP_ED.read_text(encoding="utf-8"))
    thesis = document.quote(layer.labelled("major_claim")[0])
    assert "working together" in thesis or "here to stay" in thesis
    conceded = role(document, layer, "always agree")
    assert conceded.features["side"] == "con"
    assert any(r.source == conceded and r.label in ("attack", "undercut") for r in layer.relations)
    answered = [r for r in layer.relations if r.label != "support" and r.target.features["side"] == "con"]
    assert any(r.source.features["side"] == "pro" for r in answered)
    assert 4 <= len(layer.labelled("claim")) <= 14


def test_premises_that_one_sentence_joins_support_together():
    text = "Zoos should close. Animals suffer there, and children learn nothing from their misery."
    words = ["Zoos should close", "Animals suffer there", "children learn nothing from their misery"]
    _, layer = analyse(text, words)
    assert [r.features.get("linked") for r in layer.relations] == [1, 1]


def test_a_view_that_is_denied_at_once_is_of_the_other_side():
    document, layer = analyse(
        "Critics claim that sanctions never work. They are wrong. Sanctions brought the regime to the table, and they "
        "slowed its nuclear program."
    )
    reported = role(document, layer, "never work")
    assert (reported.label, reported.features["side"]) == ("premise", "con")
    assert any({r.source, r.target} == {reported, role(document, layer, "are wrong")} for r in layer.relations)
