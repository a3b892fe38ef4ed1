"""A point that is granted stands on the other side; what answers it is the writer's and attacks it."""

import tomllib
from pathlib import Path

import pytest

import oped

PASSAGES = tomllib.loads((Path(__file__).parent / "contrast.toml").read_text(encoding="utf-8"))["passage"]
IDS = [passage["granted"][:30] for passage in PASSAGES]


def roles(text):
    report = oped.analyse(text, only=["argument"])
    layer = report.layer("argument")
    return layer, {report.document.quote(a): a for a in layer.annotations}


def found(by_quote, words):
    """The unit that ends as a sentence does: its shell may be left out."""
    return next(a for quote, a in by_quote.items() if quote.strip(".")[-10:] == words.strip(".")[-10:])


def steps(layer, source):
    return [(r.label, r.target) for r in layer.relations if r.source == layer.address(source)]


@pytest.mark.parametrize("passage", PASSAGES, ids=IDS)
def test_in_an_op_ed_the_answer_is_the_writers_and_attacks_what_was_granted(passage):
    layer, by_quote = roles(
        "The present course should be given up before the summer.\n\n"
        f"{passage['granted']} {passage['answer']}\n\n"
        "The council meets in June, and it must not wait for another year."
    )
    granted, answer = found(by_quote, passage["granted"]), found(by_quote, passage["answer"])
    assert (granted.features["side"], answer.features["side"]) == ("con", "pro")
    assert "major_claim" not in (granted.label, answer.label)
    assert any(label in ("attack", "undercut") and to == layer.address(granted) for label, to in steps(layer, answer))
    assert all(label != "support" for label, _ in steps(layer, granted))


@pytest.mark.parametrize("passage", PASSAGES, ids=IDS)
def test_in_a_short_text_the_sides_are_the_same(passage):
    _, by_quote = roles(f"The present course should be given up. {passage['granted']} {passage['answer']}")
    granted, answer = found(by_quote, passage["granted"]), found(by_quote, passage["answer"])
    assert (granted.features["side"], answer.features["side"]) == ("con", "pro")
