"""A kind of evidence is named only where the unit shows it: a figure that counts, a likeness, a case of the past."""

import pytest

import oped

OPENING = "The phone law is overdue, and it should be strict.\n\n"
CLOSING = "\n\nParliament should pass the law before the summer."


def evidence(sentence):
    report = oped.analyse(f"{OPENING}{sentence} The police should need a warrant for both.{CLOSING}", only=["argument"])
    layer = report.layer("argument")
    return {a.features.get("evidence") for a in layer.annotations if report.document.quote(a) in sentence}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("A door opens on one room; a phone opens on a life.", "statistics"),
        ("The two senators disagree about almost everything.", "statistics"),
        ("The law was written in 1986.", "statistics"),
        ("Politicians apparently have not.", "analogy"),
        ("We do not have time for that.", "analogy"),
        ("So does Mayor Luis Ortega.", "precedent"),
        ("The judges know this well.", "precedent"),
    ],
)
def test_what_shows_nothing_of_a_kind_is_not_given_it(sentence, kind):
    assert kind not in evidence(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Searches of phones rose by 40 percent in two years.", "statistics"),
        ("Last year 61,000 phones were searched, a third of them without a warrant.", "statistics"),
        ("In 1994 Norway passed such a law, and its police caught as many thieves as before.", "precedent"),
    ],
)
def test_what_shows_it_is_given_it(sentence, kind):
    assert kind in evidence(sentence)
