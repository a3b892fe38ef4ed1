"""What a text denies, pretends, sets against something else or leaves to others: contrast sentences, each beside its plain form."""

from __future__ import annotations

import pytest

from oped_stance.stance.finding import label
from oped_stance.stance.lexicon import Sense
from tests.stance.test_contrast import signs

PLAIN = [
    # adverbs that deny
    ("Norway supports Latvia.", "Norway", "Latvia", "+"),
    ("Norway no longer supports Latvia.", "Norway", "Latvia", "-"),
    ("Norway seldom supports Latvia.", "Norway", "Latvia", "-"),
    ("Norway hardly ever backs Latvia.", "Norway", "Latvia", "-"),
    ("I no longer admire Putin.", "author", "Vladimir Putin", "-"),
    # true, and false only of something else
    ("It is true that Peru supports Chile.", "Peru", "Chile", "+"),
    ("Peru supports Chile, which is false comfort.", "Peru", "Chile", "+"),
    ("Brazil is used to supporting Chile.", "Brazil", "Chile", "+"),
    # "X, not Y"
    ("Sweden, not Denmark, condemned Iran.", "Sweden", "Iran", "-"),
    ("The minister, not the mayor, opposed the tax.", "minister", "tax", "-"),
    ("Sweden and Denmark condemned Iran.", "Denmark", "Iran", "-"),
    # a new subject after a phrase that is none
    ("Wales lost to Spain 3-1 and Spain praised Malta.", "Spain", "Malta", "+"),
    # what is put on what
    ("Mexico slapped a tariff on Canadian wheat.", "Mexico", "Canada", "-"),
    ("Brussels clapped sanctions on Belarus.", "European Union", "Belarus", "-"),
    # prepositions at the end of a relative clause
    ("The treaty that the minister fought for was signed.", "minister", "treaty", "+"),
    ("The treaty that the minister fought was signed.", "minister", "treaty", "-"),
    # particles before the object
    ("The council voted down the bill.", "council", "bill", "-"),
    # advice against a deed is the adviser's
    ("Austria should not punish Hungary.", "author", "punishing Hungary", "-"),
    # a verb left out, or a pronoun for its object
    ("Egypt backs Sudan, but Kenya does not.", "Kenya", "Sudan", "-"),
    ("The council supports the tax. The mayor does not.", "mayor", "tax", "-"),
    ("Mayor Dunn praised the depot in May and scrapped it in June.", "Dunn", "depot", "mixed"),
    # what one enjoys of another
    ("Latvia enjoys the backing of Poland.", "Poland", "Latvia", "+"),
    # what a speaker foretells of a plan, or of anything
    ("The depot would ruin the village, Hanna Berg claims.", "Hanna Berg", "depot", "-"),
    # no reason to
    ("Ghana has no reason to support Togo.", "Ghana", "Togo", "-"),
    ("Ghana has good reason to support Togo.", "Ghana", "Togo", "+"),
    # what was, and is no more
    ("The minister, who once opposed the tax, now defends it.", "minister", "tax", "+"),
]


@pytest.mark.parametrize(("text", "holder", "target", "sign"), PLAIN)
def test_finds(text: str, holder: str, target: str, sign: str) -> None:
    assert signs(text).get((holder, target)) == sign


ABSENT = [
    ("It is false that Peru supports Chile.", "Peru", "Chile"),
    ("It is not true that Peru supports Chile.", "Peru", "Chile"),
    ("It would be wrong to say that Putin is wise.", "author", "Vladimir Putin"),
    ("It is a myth that Peru hates Chile.", "Peru", "Chile"),
    ("None of this means that Peru supports Chile.", "Peru", "Chile"),
    ("Nobody claims that Peru supports Chile.", "Peru", "Chile"),
    ("Brussels wants to shoot the wolves to help Romania.", "author", "Romania"),
    ("Peru pretended to support Chile.", "Peru", "Chile"),
    ("Peru used to support Chile.", "Peru", "Chile"),
    ("Some believe Putin is wise.", "author", "Vladimir Putin"),
    ("Sweden, not Denmark, condemned Iran.", "Denmark", "Iran"),
    ("The minister, not the mayor, opposed the tax.", "mayor", "tax"),
    ("Wales lost to Spain 3-1 and Spain praised Malta.", "Wales", "Malta"),
    ("French farmers have condemned the tariff.", "France", "tariff"),
    ("Mexico slapped a tariff on Canadian wheat.", "Mexico", "tariff on Canadian wheat"),
    ("Austria should not punish Hungary.", "Austria", "Hungary"),
    ("Egypt backs Sudan, but Kenya does not care for opera.", "Kenya", "Sudan"),
    ("The council supports the tax. It rained for a week. The mayor does not.", "mayor", "tax"),
    ("The council supports the tax. The mayor does not know it.", "mayor", "tax"),
    ("The council should not have trusted the mayor.", "council", "mayor"),
    ("Norway did not invade Denmark.", "Norway", "Denmark"),
    ("The minister could not ignore the union.", "minister", "union"),
    ("Peru and Chile never met.", "Peru", "Chile"),
    ("It would be foolish to wave him away.", "author", "waving him"),
    ("Putin may be right.", "author", "Vladimir Putin"),
    ("Putin will fail.", "author", "Vladimir Putin"),
    ("The council debated the tax. It would be foolish to wait.", "author", "tax"),
    ("Brussels imposed sanctions on Friday.", "European Union", "sanctions"),
    ("Peru added insult to injury.", "Peru", "insult"),
    ("Norway, facing the same threat, refused to retaliate.", "Norway", "same threat"),
    ("Austria should not punish Hungary.", "author", "Hungary"),
]


@pytest.mark.parametrize(("text", "holder", "target"), ABSENT)
def test_does_not_find(text: str, holder: str, target: str) -> None:
    assert (holder, target) not in signs(text)


def test_words_without_a_stance_are_explained_without_an_empty_category() -> None:
    assert label(Sense("<refuse/VB>", 1, "negator", "", "", -1.0, frozenset(), False, False, False, False)) == (
        "a word that turns round what it governs, no stance by itself"
    )
