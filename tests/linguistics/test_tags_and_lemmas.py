"""Tags, lemmas, sentiment and language."""

import pytest

from oped.linguistics import english_share, language, parse_document
from oped.linguistics.lemmas import lemma_of


def tagged(text):
    return [(t.text, t.tag) for t in parse_document(text).tokens]


def test_tags_of_plain_sentences():
    assert tagged("China may support the plan.") == [
        ("China", "NNP"),
        ("may", "MD"),
        ("support", "VB"),
        ("the", "DT"),
        ("plan", "NN"),
        (".", "."),
    ]
    assert dict(tagged("Critics say that support for it won’t last."))["support"] == "NN"


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("saw", "VBD", "see"),
        ("saw", "NN", "saw"),
        ("left", "VBD", "leave"),
        ("left", "JJ", "left"),
        ("better", "JJR", "good"),
        ("better", "RBR", "well"),
        ("n't", "RB", "not"),
        ("n’t", "RB", "not"),
        ("ca", "MD", "can"),
        ("wo", "MD", "will"),
        ("'s", "VBZ", "be"),
        ("’s", "POS", "'s"),
        ("him", "PRP", "he"),
        ("countries", "NNS", "country"),
        ("crises", "NNS", "crisis"),
        ("politics", "NNS", "politics"),
        ("stopped", "VBD", "stop"),
        ("making", "VBG", "make"),
        ("using", "VBG", "use"),
        ("growing", "VBG", "grow"),
        ("agreed", "VBD", "agree"),
        ("controlled", "VBN", "control"),
        ("denies", "VBZ", "deny"),
        ("bigger", "JJR", "big"),
        ("happiest", "JJS", "happy"),
        ("Beijing", "NNP", "Beijing"),
        ("Russian", "JJ", "Russian"),
        ("NATO", "NNP", "NATO"),
        ("CEOs", "NNS", "CEO"),
        ("40,000", "CD", "40000"),
        ("“", "``", '"'),
    ],
)
def test_lemmas(word, tag, lemma):
    assert lemma_of(word, tag) == lemma


def test_has_and_is_behind_one_clitic():
    lemmas = {t.text: t.lemma for t in parse_document("It's been cold.").tokens}
    assert lemmas["'s"] == "have"
    assert {t.text: t.lemma for t in parse_document("It's cold.").tokens}["'s"] == "be"


@pytest.mark.parametrize(
    "sentence",
    [
        "This is a great and happy day!",
        "They don't like the horrible plan.",
        "A well-known, high-calorie disaster.",
        "It is not a good idea, but not bad either.",
        "He cannot love it.",
        "Nothing to see.",
    ],
)
def test_sentiment_is_textblobs(sentence):
    from textblob import TextBlob

    found = parse_document(sentence).sentences[0]
    polarity, subjectivity = TextBlob(sentence).sentiment
    assert found.polarity == pytest.approx(polarity, abs=0.0006)
    assert found.subjectivity == pytest.approx(subjectivity, abs=0.0006)


def test_language():
    english = "The president said that he would not support the plan, since it might hurt the economy of the country."
    german = (
        "Die Regierung hat gestern beschlossen, dass die neuen Regeln erst im nächsten Jahr in Kraft treten sollen."
    )
    russian = "Президент заявил вчера, что новые меры не повлияют на экономику страны и отношения с соседями."
    assert english_share(english) > 0.9
    assert english_share(german) < 0.5
    assert english_share(russian) == 0
    assert english_share("Oui.") == 1.0
    assert {language(text) for text in ("他来了。", "Да, нет.", "שלום", "안녕하세요")} == {"und"}
    assert {language(text) for text in ("", "π", "Naïve café.", "5 > 3")} == {"en"}
    assert language(english) == "en"
    assert language(german) == "und"


def test_headlines_are_tagged_in_spite_of_their_capitals():
    shouted = dict(tagged("CONGRESS MUST ACT NOW TO PROTECT THE RIGHTS OF VOTERS"))
    assert shouted["MUST"] == "MD"
    assert shouted["ACT"] == "VB"
    assert shouted["PROTECT"] == "VB"
    assert shouted["RIGHTS"] == "NNS"
    titled = dict(tagged("Congress Must Act Now to Protect Voting Rights\n\nIt really must, and soon."))
    assert titled["Must"] == "MD"
    assert titled["Protect"] == "VB"
    assert titled["Congress"] == "NNP"


@pytest.mark.parametrize(
    ("text", "verb", "tag"),
    [
        ("Poland objects to the tariff, but Moscow backs it.", "objects", "VBZ"),
        ("The plan is dead, but Moscow backs Iran.", "backs", "VBZ"),
        ("The Swiss vote on Sunday.", "vote", "VBP"),
        ("The Irish say no.", "say", "VBP"),
        ("Chinese exports rose.", "exports", "NNS"),
        ("The Gaza strikes went on.", "strikes", "NNS"),
        ("The objects of the tariff are plain.", "objects", "NNS"),
    ],
)
def test_capitals_that_act(text: str, verb: str, tag: str) -> None:
    assert {token.text: token.tag for token in parse_document(text).tokens}[verb] == tag


def test_a_list_of_names_is_no_headline():
    names = dict(tagged("Angela Merkel, Emmanuel Macron and Vladimir Putin"))
    assert {names[w] for w in ("Angela", "Merkel", "Emmanuel", "Vladimir", "Putin")} == {"NNP"}


@pytest.mark.parametrize("name", ["Beijing", "Moscow", "Brussels", "Hamas", "Brexit", "Merkel"])
def test_a_name_at_the_head_of_a_sentence(name):
    assert tagged(f"{name} may torpedo the plan, but Moscow will defend it.")[0] == (name, "NNP")


def test_names_are_counted_within_sentences_only():
    from oped.linguistics.count_names import count

    text = "Being there helps. They met in Arden last week. He left Arden by the river. The river west of Arden rose."
    kinds = count([text])
    assert kinds == {"arden": "N"}


@pytest.mark.parametrize(
    ("text", "verb", "tag"),
    [
        ("Beijing backs Moscow.", "backs", "VBZ"),
        ("Beijing criticised Moscow.", "criticised", "VBD"),
        ("Washington trusts neither Moscow nor Beijing.", "trusts", "VBZ"),
        ("Ankara courts Moscow.", "courts", "VBZ"),
        ("Good news from City Hall.", "news", "NN"),
    ],
)
def test_a_sentence_has_a_finite_verb_where_one_is_likely(text: str, verb: str, tag: str) -> None:
    assert {token.text: token.tag for token in parse_document(text).tokens}[verb] == tag


def test_sentences_are_learned_with_names_for_pronouns() -> None:
    from oped.linguistics.renamed import renamed

    plain = ["She", "trusts", "him", "."], ["PRP", "VBZ", "PRP", "."]
    people = ["they", "go", "home"], ["PRP", "VBP", "NN"]
    other = ["She", "has", "it"], ["PRP", "VBZ", "PRP"]
    (first, tags), (second, more) = renamed([plain, people, other])
    assert (tags, more) == (["NNP", "VBZ", "NNP", "."], ["DT", "NNPS", "VBP", "NN"])
    assert first[0].istitle()
    assert first[2].istitle()
    assert second[0] == "The"
    assert [*renamed([plain, people, other])] == [(first, tags), (second, more)]
