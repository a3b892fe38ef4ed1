"""What the models add to the rules in raw text, and how it is told apart."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import oped
from oped import gold
from oped_stance.stance.feeling import feeling, valences
from oped_stance.stance.parties import gerund

RULE = "predicate, learned"


def stances(document: oped.Document, *, learned: bool = True) -> list[oped.Annotation]:
    report = oped.analyse(document, only=["stance"], options={"stance.learned": learned})
    return list(report.layer("stance").annotations)


def essay() -> oped.Document:
    """The first of the op-eds in which the models add to the rules."""
    documents = (record.document for record in gold.seeds("train"))
    return next(d for d in documents if any(a.features["rule"] == RULE for a in stances(d)))


def test_the_models_find_more_than_the_rules() -> None:
    both, rules = stances(essay()), stances(essay(), learned=False)
    assert any(a.features["rule"] == RULE for a in both)
    assert not any(a.features["rule"] == RULE for a in rules)
    assert len(both) > len(rules)


def test_what_is_learned_has_holder_target_and_a_quadrant_of_its_sign() -> None:
    for found in (a for a in stances(essay()) if a.features["rule"] == RULE):
        features = found.features
        side = "cooperation" if float(features["polarity"]) > 0 else "conflict"
        assert str(features["quad"]).endswith(side)
        assert features["holder"] and features["target"] and features["holder"] != features["target"]
        assert 0 < float(features["confidence"]) <= 1


def test_what_is_learned_never_shares_its_words_with_a_rule() -> None:
    found = stances(essay())
    ruled = [a for a in found if a.features["rule"] != RULE]
    assert not [a for a in found if a.features["rule"] == RULE and any(a.overlaps(b) for b in ruled)]


def test_words_that_no_lexicon_holds_feel_like_their_neighbours() -> None:
    held = valences()
    assert "torpedo" not in held and feeling("torpedo") < -0.3
    assert "commendable" not in held and feeling("commendable") > 0.3
    assert abs(feeling("table")) < 0.3
    assert feeling("nosuchwordanywhere") == 0


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_feelings_stay_in_bounds(word: str) -> None:
    assert -1 <= feeling(word) <= 1


def test_deeds_are_named_in_ing() -> None:
    forms = {
        "repeal": "repealing",
        "cut": "cutting",
        "lie": "lying",
        "raise": "raising",
        "see": "seeing",
        "be": "being",
    }
    assert {verb: gerund(verb) for verb in forms} == forms
    assert (gerund("admit"), gerund("visit"), gerund("show")) == ("admitting", "visiting", "showing")
