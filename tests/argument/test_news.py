"""A report without an opinion of its own has no argument, whatever the people say whom it quotes; an op-ed of its length has one."""

import tomllib
from pathlib import Path

import pytest

import oped

TEXTS = tomllib.loads((Path(__file__).parent / "news.toml").read_text(encoding="utf-8"))["text"]
NEWS = [text for text in TEXTS if text["kind"] == "news"]
OPINION = [text for text in TEXTS if text["kind"] == "opinion"]


def argument(document):
    return oped.analyse(document, only=["argument"]).layer("argument")


@pytest.mark.parametrize("text", NEWS, ids=[text["name"] for text in NEWS])
def test_a_report_has_no_argument(text):
    layer = argument(text["text"].strip())
    assert layer.annotations == ()
    assert layer.relations == ()


@pytest.mark.parametrize("text", OPINION, ids=[text["name"] for text in OPINION])
def test_an_opinion_on_the_same_event_has_a_thesis(text):
    layer = argument(text["text"].strip())
    assert len(layer.labelled("major_claim")) == 1
    assert len(layer.annotations) >= 7


@pytest.mark.parametrize("name", ["table", "list"])
def test_tables_and_lists_of_labels_have_no_argument_in_markdown_either(tmp_path, name):
    text = next(text for text in NEWS if text["name"] == name)
    path = tmp_path / "positions.md"
    path.write_text("# Positions on the treaty\n" + text["text"], encoding="utf-8")
    assert argument(oped.read(path)).annotations == ()


def test_a_table_within_an_opinion_is_left_out():
    opinion = next(text for text in OPINION if text["name"] == "bank")["text"].strip()
    table = next(text for text in NEWS if text["name"] == "table")["text"].strip()
    report = oped.analyse(f"{opinion}\n\n{table}\n", only=["argument"])
    quotes = [report.document.quote(a) for a in report.layer("argument").annotations]
    assert quotes
    assert not any("|" in quote for quote in quotes)


def test_reasons_in_a_list_of_sentences_are_kept():
    report = oped.analyse(
        "The council should keep the baths.\n\n- They teach four hundred children to swim.\n\n"
        "- They cost less than the car park.\n\n- They are the only warm room that is free.\n",
        only=["argument"],
    )
    quotes = [report.document.quote(a) for a in report.layer("argument").annotations]
    assert any("four hundred children" in quote for quote in quotes)
    assert any("car park" in quote for quote in quotes)
