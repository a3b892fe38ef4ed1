"""Clauses from dependency trees, whatever the trees say: any relations, any governors, even circles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oped

WORDS = st.tuples(
    st.sampled_from(["Oslo", "was", "that", "not", "support", "be", ",", "by", "who", "’s"]),
    st.sampled_from(["NNP", "VBD", "VBN", "VBG", "IN", "RB", "NN", "VB", "WP", "MD", "TO", "POS", ","]),
    st.sampled_from(
        [
            "nsubj",
            "nsubj:pass",
            "obj",
            "iobj",
            "obl",
            "obl:agent",
            "cop",
            "aux",
            "aux:pass",
            "mark",
            "case",
            "acl",
            "acl:relcl",
            "advcl",
            "xcomp",
            "ccomp",
            "conj",
            "cc",
            "nmod",
            "nmod:poss",
            "flat",
            "compound:prt",
            "punct",
            "parataxis",
            "advmod",
            "expl",
            "csubj",
            "fixed",
            "dep",
        ]
    ),
)


@st.composite
def documents(draw: st.DrawFn) -> oped.Document:
    words = draw(st.lists(WORDS, min_size=1, max_size=9))
    places = st.integers(-1, len(words) - 1)
    tokens, at = [], 0
    for number, (word, tag, relation) in enumerate(words):
        head = draw(places)
        tokens.append(oped.Token(at, at + len(word), word, tag, word.lower(), -1 if head == number else head, relation))
        at += len(word) + 1
    sentence = oped.Sentence(0, tokens[-1].end, tuple(tokens))
    text = " ".join(token.text for token in tokens)
    return oped.Document(text, paragraphs=[oped.Paragraph(0, sentence.end, "body", (sentence,))])


@given(documents())
def test_any_tree_has_clauses_on_its_tokens(document: oped.Document) -> None:
    report = oped.analyse(document, only=["clauses"])
    outcome = report.outcomes["clauses"]
    assert outcome.state == "ran", outcome.reason
    edges = {edge for token in document.tokens for edge in (token.start, token.end)}
    for annotation in report.layer("clauses").annotations:
        assert {edge for span in annotation.spans for edge in (span.start, span.end)} <= edges
        if annotation.label == "predicate":
            assert annotation.features["from"] <= annotation.features["head_from"] < annotation.features["to"]
        else:
            assert annotation.start <= annotation.features["head_from"] < annotation.end
    assert oped.Report.from_json(report.to_json()) == report
    explain = oped.Host().analysers["clauses"].explain
    assert explain is not None
    list(explain(document, {}, None))


@pytest.mark.parametrize(("head", "relation"), [(0, "dep"), (1, "dep"), (-2, "dep"), (0, "")])
def test_a_governor_is_another_token_of_the_sentence(head: int, relation: str) -> None:
    token = oped.Token(0, 2, "No", "DT", "no", head, relation)
    with pytest.raises(ValueError, match="governor"):
        oped.Document("No", paragraphs=[oped.Paragraph(0, 2, "body", (oped.Sentence(0, 2, (token,)),))])
