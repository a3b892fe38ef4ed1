"""Pipelines with CLEAR labels, as `en_core_web_*` have them: a real spaCy pipeline whose trees are written down here."""

from __future__ import annotations

from typing import Any

import pytest

import oped

spacy = pytest.importorskip("spacy", reason="spaCy is not installed (extra `spacy`)")

# Word, tag, lemma, universal part of speech, governor (from 1, 0: root), relation.
TREES = [
    """The DT the DET 2 det
    plan NN plan NOUN 5 nsubjpass
    was VBD be AUX 5 auxpass
    not RB not PART 5 neg
    rejected VBN reject VERB 0 ROOT
    by IN by ADP 5 agent
    the DT the DET 8 det
    court NN court NOUN 6 pobj
    because IN because SCONJ 5 prep
    of IN of ADP 9 pcomp
    its PRP$ its PRON 12 poss
    cost NN cost NOUN 10 pobj""",
    """Oslo NNP Oslo PROPN 3 nsubj
    may MD may AUX 3 aux
    be VB be AUX 0 ROOT
    a DT a DET 5 det
    friend NN friend NOUN 3 attr
    of IN of ADP 5 prep
    Malta NNP Malta PROPN 6 pobj
    , , , PUNCT 7 punct
    Cyprus NNP Cyprus PROPN 7 conj
    and CC and CCONJ 9 cc
    Spain NNP Spain PROPN 9 conj""",
    """Ministers NNS minister NOUN 2 nsubj
    promised VBD promise VERB 0 ROOT
    pilots NNS pilot NOUN 2 dative
    who WP who PRON 5 nsubj
    strike VBP strike VERB 3 relcl
    to TO to PART 7 aux
    give VB give VERB 2 xcomp
    up RP up ADP 7 prt
    the DT the DET 10 det
    fee NN fee NOUN 7 dobj
    and CC and CCONJ 7 cc
    left VBD leave VERB 2 conj
    without IN without ADP 12 prep
    paying VBG pay VERB 13 pcomp
    it PRP it PRON 14 dobj""",
    """There EX there PRON 2 expl
    is VBZ be VERB 0 ROOT
    hope NN hope NOUN 2 attr
    in IN in ADP 2 prep
    Rome NNP Rome PROPN 4 pobj""",
]
ROWS = [[line.split() for line in tree.split("\n")] for tree in TREES]


def annotate(doc: Any) -> Any:
    """Give a doc the trees above, sentence by sentence; each text is one of them."""
    rows = next(rows for rows in ROWS if [row[0] for row in rows] == [token.text for token in doc])
    heads = [at if row[4] == "0" else int(row[4]) - 1 for at, row in enumerate(rows)]
    return spacy.tokens.Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[row[1] for row in rows],
        lemmas=[row[2] for row in rows],
        pos=[row[3] for row in rows],
        heads=heads,
        deps=[row[5] for row in rows],
    )


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    spacy.Language.component("oped_written_trees", func=annotate)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("oped_written_trees")
    folder = tmp_path_factory.mktemp("pipeline")
    pipeline.to_disk(folder)
    return {"spacy.model": str(folder)}


def analysed(number: int, options: dict[str, str]) -> oped.Report:
    text = " ".join(row[0] for row in ROWS[number])
    return oped.analyse(text, only=["clauses"], linguistics="spacy", options=options)


def facts(report: oped.Report) -> dict[str, set[tuple[str, str, str]]]:
    """For each predicate's lemma its arguments: role, words, and preposition or how it is shared."""
    layer = report.layer("clauses")
    return {
        str(p.features["lemma"]): {
            (
                r.label,
                report.document.quote(report.resolve(str(r.target))),
                str(r.features.get("via") or r.features.get("preposition") or ""),
            )
            for r in layer.relations_from(p)
        }
        for p in layer.labelled("predicate")
    }


def test_the_document_carries_a_universal_tree(options: dict[str, str]) -> None:
    tokens = analysed(0, options).document.tokens
    assert [(t.text, t.relation, tokens[t.head].text if t.head >= 0 else "") for t in tokens] == [
        ("The", "det", "plan"),
        ("plan", "nsubj:pass", "rejected"),
        ("was", "aux:pass", "rejected"),
        ("not", "advmod", "rejected"),
        ("rejected", "root", ""),
        ("by", "case", "court"),
        ("the", "det", "court"),
        ("court", "obl:agent", "rejected"),
        ("because", "case", "cost"),
        ("of", "case", "cost"),
        ("its", "nmod:poss", "cost"),
        ("cost", "obl", "rejected"),
    ]


def test_a_passive_with_agent_and_negation(options: dict[str, str]) -> None:
    report = analysed(0, options)
    assert facts(report) == {
        "reject": {("subject", "The plan", ""), ("oblique", "the court", "by"), ("oblique", "its cost", "because of")}
    }
    (predicate,) = report.layer("clauses").labelled("predicate")
    assert predicate.features["voice"] == "passive"
    assert predicate.features["negated"] is True
    assert report.document.quote(predicate) == "was not rejected"
    roles = {r.features.get("role") for r in report.layer("clauses").relations_from(predicate)}
    assert "agent" in roles


def test_a_copula_and_what_it_links(options: dict[str, str]) -> None:
    report = analysed(1, options)
    assert facts(report) == {"friend": {("subject", "Oslo", "")}}
    (predicate,) = report.layer("clauses").labelled("predicate")
    assert (predicate.features["copular"], predicate.features["modal"]) == (True, "may")
    tokens = report.document.tokens
    assert [tokens[t.head].text for t in tokens if t.relation in ("conj", "cc")] == ["Malta", "Spain", "Malta"]


def test_relatives_control_particles_and_coordination(options: dict[str, str]) -> None:
    report = analysed(2, options)
    assert facts(report) == {
        "promise": {("subject", "Ministers", ""), ("object", "pilots", "")},
        "strike": {("subject", "who", "")},
        "give up": {("subject", "Ministers", "control"), ("object", "the fee", "")},
        "leave": {("subject", "Ministers", "coordination")},
        "pay": {("subject", "Ministers", "control"), ("object", "it", "")},
    }
    (who,) = [a for a in report.layer("clauses").annotations if report.document.quote(a) == "who"]
    start, end = who.features["antecedent_from"], who.features["antecedent_to"]
    assert report.document.text[start:end] == "pilots"


def test_there_is_has_a_subject(options: dict[str, str]) -> None:
    assert facts(analysed(3, options)) == {"be": {("subject", "hope", ""), ("oblique", "Rome", "in")}}


def test_the_tree_survives_json(options: dict[str, str]) -> None:
    report = analysed(2, options)
    assert oped.Report.from_json(report.to_json()) == report


def test_explain_names_relations(options: dict[str, str]) -> None:
    document = analysed(0, options).document
    explain = oped.Host().analysers["clauses"].explain
    assert explain is not None
    grounds = {reason.verdict: reason.because for reason in explain(document, {}, None)}
    assert grounds["subject"] == ("nsubj:pass of “rejected”",)
