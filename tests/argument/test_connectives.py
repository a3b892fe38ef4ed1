"""Which words are connectives, and in what sense: contrasts that op-eds are full of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oped
from oped_argument.connectives.analyser import Options, explain, run

USED = [
    ("We must act now because the banks will not wait.", "because", "Contingency.Cause"),
    ("Since the treaty has lapsed, neither side is bound by it.", "Since", "Contingency.Cause"),
    ("Although the plan is popular, it cannot be paid for.", "Although", "Comparison.Concession"),
    ("The minister smiled, but she promised nothing.", "but", "Comparison.Concession"),
    ("If the court agrees, the law will fall.", "If", "Contingency.Condition"),
    ("Prices rose, so families bought less.", "so", "Contingency.Cause"),
    ("The tax is unfair. However, it is easy to collect.", "However", "Comparison.Concession"),
    ("Some towns have tried it. For example, Leeds closed two streets.", "For example", "Expansion.Instantiation"),
    ("The fleet left before the storm arrived.", "before", "Temporal.Asynchronous"),
    ("He resigned when the report was published.", "when", "Temporal.Synchronous"),
    ("The council could borrow, or it could sell the land.", "or", "Expansion.Disjunction"),
    ("Even though the evidence was thin, the jury convicted him.", "Even though", "Comparison.Concession"),
    ("They built the wall so that nobody could leave.", "so that", "Contingency.Purpose"),
    ("The reform failed. Therefore the government must try again.", "Therefore", "Contingency.Cause"),
    ("We kept our word until they broke theirs.", "until", "Temporal.Asynchronous"),
    ("The rich save while the poor spend.", "while", ""),
    ("As the sea was rising, the village moved uphill.", "As", ""),
    ("Voters are angry; nevertheless, they will turn out.", "nevertheless", "Comparison.Concession"),
]

LOOK_ALIKES = [
    ("Trade has doubled since 1990.", "since"),
    ("The proposal is nothing but a bribe.", "but"),
    ("Energy became so cheap that nobody saved it.", "so"),
    ("Bread and butter cost more.", "and"),
    ("She works as a nurse.", "as"),
    ("He has not yet replied.", "yet"),
    ("The water was still.", "still"),
    ("It took a while.", "while"),
    ("Tea or coffee is served.", "or"),
    ("The then president refused.", "then"),
    ("I asked if he was well.", "if"),
    ("All but two members agreed.", "but"),
    ("A city like this needs trams.", "like"),
    ("The letter arrived after lunch in June.", "in"),
    ("Nobody knows when.", "when"),
]


def connectives(text):
    document = oped.parse(text)
    return [(document.quote(a), a) for a in run(document, {}, None)]


@pytest.mark.parametrize(("text", "words", "sense"), USED)
def test_connective_is_found_with_its_sense(text, words, sense):
    found = dict(connectives(text))
    assert words in found
    assert str(found[words].features["sense"]).startswith(sense)


@pytest.mark.parametrize(("text", "word"), LOOK_ALIKES)
def test_look_alike_is_none(text, word):
    assert word not in {words for words, _ in connectives(text)}


def test_a_pair_is_one_discontinuous_annotation():
    found = dict(connectives("If the vote is lost, then the coalition will fall."))
    assert "If … then" in found
    assert len(found["If … then"].spans) == 2
    assert found["If … then"].features["sense"] == "Contingency.Condition"


def test_every_finding_says_why_and_how_sure():
    for _, annotation in connectives("We stayed because it rained, but they left."):
        assert 0.5 <= annotation.features["confidence"] <= 1
        assert annotation.features["why"]


def test_explain_gives_grounds_for_findings_and_for_look_alikes():
    document = oped.parse("We stayed because it rained on bread and butter.")
    verdicts = {
        document.text[reason.spans[0].start : reason.spans[0].end]: reason
        for reason in explain(document, {}, Options())
    }
    assert verdicts["because"].verdict == "connective: Contingency.Cause"
    assert verdicts["and"].verdict == "no connective"
    assert all(reason.because for reason in verdicts.values())


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_result_twice_the_same(text):
    try:
        document = oped.parse(text)
    except oped.InputError:
        return
    first, second = list(run(document, {}, None)), list(run(document, {}, None))
    assert first == second
    for annotation in first:
        assert annotation.end <= len(document.text)


def test_findings_move_with_the_text():
    text = "Prices rose because demand did. However, nobody cared."
    before = "Nothing happened.\n\n"
    moved = [[(s.start - len(before), s.end - len(before)) for s in a.spans] for _, a in connectives(before + text)]
    assert moved == [[(s.start, s.end) for s in a.spans] for _, a in connectives(text)]
