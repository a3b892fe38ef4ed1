"""Where units begin and end, and what is left out of them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oped
from oped_argument.connectives.analyser import run as find_connectives
from oped_argument.units.analyser import Options, explain, run


def units(text):
    document = oped.parse(text)
    connectives = oped.Layer("connectives", list(find_connectives(document, {}, None)))
    return [document.quote(a) for a in run(document, {"connectives": connectives}, None)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("I strongly believe that the city should ban cars.", "the city should ban cars."),
        ("It is clear that this law has failed.", "this law has failed."),
        ("There is no doubt that taxes must fall.", "taxes must fall."),
        ("In my opinion, schools should open later.", "schools should open later."),
        ("However, the truth is that nobody reads these reports.", "nobody reads these reports."),
    ],
)
def test_a_shell_is_no_part_of_the_unit(text, unit):
    assert units(text) == [unit]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The bridge must be closed because its piers are cracked.", 2),
        ("The plan sounds generous, but it helps only the rich.", 2),
        ("Fracking poisons wells, and it should be banned for good.", 2),
        ("If the court agrees, the law will fall.", 1),
        ("The minister said that the budget was balanced.", 1),
        ("Children who read early do better at school.", 1),
    ],
)
def test_a_sentence_breaks_where_its_clauses_argue(text, count):
    assert len(units(text)) == count


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_units_of_any_text_are_in_order_and_apart(text):
    try:
        document = oped.parse(text)
    except oped.InputError:
        return
    found = list(run(document, {}, None))
    assert found == list(run(document, {}, None))
    for left, right in pairwise(found):
        assert left.end <= right.start


def test_explain_names_the_breaks_that_were_weighed():
    document = oped.parse("The plan sounds generous, but it helps only the rich.")
    verdicts = {document.text[r.spans[0].start : r.spans[0].end]: r.verdict for r in explain(document, {}, Options())}
    assert verdicts["but"] == "a unit begins"


def test_a_story_has_no_units():
    text = (
        "We left the hotel at dawn. The driver was asleep in his car. He woke and drove us to the port. My sister slept "
        "on the boat, and I watched the birds. In the evening we came to the island. An old woman led us to her house. "
        "She gave us bread and went to bed."
    )
    assert units(text) == []
    assert units("The city should ban cars. " + text.split(".")[0] + ".") != []


def test_a_sentence_without_end_takes_time_in_proportion():
    assert units("the state acts and the sea rises because nobody listens but he waits " * 3000)


def test_a_concession_and_its_answer_are_two_units_in_a_long_text_too():
    text = (
        "The council wants to sell the park.\n\n"
        "The sale would fill a hole in the budget, but the city would lose its only green place.\n\n"
        "The council should find the money elsewhere."
    )
    found = units(text)
    assert any(unit.startswith("The sale") and "green" not in unit for unit in found)
    assert any("green place" in unit and "budget" not in unit for unit in found)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Supporters reply that earlier must be better.", "earlier must be better."),
        ("It will be objected that the bridge is too dear.", "the bridge is too dear."),
        ("The minister says that the fund is empty.", "the fund is empty."),
    ],
)
def test_who_says_it_is_no_part_of_the_unit(text, unit):
    found = oped.analyse(AROUND.format(text), only=["units"])
    assert unit in [found.document.quote(a) for a in found.layer("units").annotations]


@pytest.mark.parametrize(
    "text",
    [
        "I am not sure that I can meet it.",
        "I doubt that the bridge will hold.",
        "The ministry denies that the fund is empty.",
        "This new rule explains why the harbour feels that it has nothing to gain.",
        "The mayor told the harbour to sell its cranes.",
    ],
)
def test_a_unit_never_loses_what_turns_its_sense(text):
    found = oped.analyse(AROUND.format(text), only=["units"])
    units = [found.document.quote(a) for a in found.layer("units").annotations]
    assert not any(unit in text and unit != text for unit in units)


AROUND = "The council should sell the harbour, because the town needs money.\n\n{} But the harbour must be sold.\n\nIt should be sold now."


def test_options_have_ranges():
    with pytest.raises(oped.OpedError):
        oped.analyse("The state should act.", only=["units"], options={"units.threshold": 1.5})
