"""The clauses layer, through the public surface: who does what to whom, on sentences that differ in one thing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oped

CASES = tomllib.loads(Path(__file__).with_name("contrast.toml").read_text(encoding="utf-8"))["case"]
PROSE = st.lists(
    st.sampled_from(
        [
            "Beijing may torpedo the plan, but Moscow will defend it.",
            "The senator, who had opposed the bill, was praised by nobody.",
            "Nobody believes that.",
            "Having lost, they left",
            "to, that which is of",
            "“We will not go,” she said.",
            "\n\n",
            "Support for Kyiv from Paris…",
            "🙂",
        ]
    ),
    max_size=8,
).map(" ".join)


def clauses(text: str) -> tuple[oped.Report, oped.Layer]:
    report = oped.analyse(text, only=["clauses"])
    return report, report.layer("clauses")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lemma']}: {case['text']}")
def test_contrast(case: dict[str, Any]) -> None:
    report, layer = clauses(case["text"])
    found = [p for p in layer.labelled("predicate") if p.features["lemma"] == case["lemma"]]
    assert found, [p.features["lemma"] for p in layer.labelled("predicate")]
    predicate = found[0]
    for name in ("voice", "negated", "tense", "modal", "nominal", "copular", "marker", "clause"):
        if name in case:
            assert predicate.features.get(name) == case[name], name
    for role in ("subject", "object"):
        if role in case:
            phrases = {
                report.document.quote(report.resolve(str(r.target))): r
                for r in layer.relations_from(predicate)
                if r.label == role
            }
            assert case[role] in phrases
            argument = report.resolve(str(phrases[case[role]].target))
            if "via" in case and role == "subject":
                assert phrases[case[role]].features.get("via") == case["via"]
            if "heads" in case and role == "subject":
                assert argument.features["heads"] == case["heads"]
            if "antecedent_from" in argument.features:
                start, end = argument.features["antecedent_from"], argument.features["antecedent_to"]
                assert report.document.text[start:end] == case["antecedent"]
    if "agent" in case:
        agents = [r for r in layer.relations_from(predicate) if r.features.get("role") == "agent"]
        assert [report.document.quote(report.resolve(str(r.target))) for r in agents] == [case["agent"]]
        assert agents[0].label == "oblique"
        assert agents[0].features["preposition"] == "by"


def test_a_clause_reaches_over_its_words() -> None:
    report, layer = clauses("Because the bank raised rates, builders stopped.")
    (raised,) = [p for p in layer.labelled("predicate") if p.features["lemma"] == "raise"]
    assert report.document.text[raised.features["from"] : raised.features["to"]] == "Because the bank raised rates"


def test_a_complement_knows_its_governor() -> None:
    _report, layer = clauses("Ankara says that the pact will fail.")
    (fail,) = [p for p in layer.labelled("predicate") if p.features["lemma"] == "fail"]
    (say,) = [p for p in layer.labelled("predicate") if p.features["lemma"] == "say"]
    assert fail.features["clause"] == "complement"
    assert fail.features["governor_from"] == say.features["head_from"]


@given(st.text(max_size=60) | PROSE)
def test_any_text_has_clauses_within_its_bounds(text: str) -> None:
    report, layer = clauses(text)
    edges = {edge for token in report.document.tokens for edge in (token.start, token.end)}
    for annotation in layer.annotations:
        assert {edge for span in annotation.spans for edge in (span.start, span.end)} <= edges
        assert annotation.features["why"]
        assert 0 <= annotation.features.get("confidence", 0) <= 1
        if annotation.label == "predicate":
            assert annotation.features["from"] <= annotation.start
            assert annotation.end <= annotation.features["to"] <= len(text)
        else:
            assert (
                annotation.start <= annotation.features["head_from"] < annotation.features["head_to"] <= annotation.end
            )
    for relation in layer.relations:
        assert report.resolve(str(relation.source)).label == "predicate"
        assert report.resolve(str(relation.target)).label == relation.label


def shifted(layer: oped.Layer, by: int) -> list[object]:
    places = {"from", "to", "head_from", "head_to", "governor_from", "antecedent_from", "antecedent_to"}
    return [
        (
            a.label,
            [(span.start + by, span.end + by) for span in a.spans],
            {k: v + by if k in places else v for k, v in a.features.items()},
        )
        for a in layer.annotations
    ]


@given(PROSE)
def test_a_paragraph_before_moves_everything_by_its_length(text: str) -> None:
    before = "Rain.\n\n"
    _, alone = clauses("Rain.\n\n" + text)
    _, moved = clauses(before + "Rain.\n\n" + text)
    assert shifted(alone, len(before)) == shifted(moved, 0)[-len(alone.annotations) :]


@given(PROSE)
def test_the_same_text_gives_the_same_layer(text: str) -> None:
    assert clauses(text)[1] == clauses(text)[1]


def test_a_very_long_sentence_is_read_in_pieces() -> None:
    _, layer = clauses("the court rejected the plan and " * 2000)
    assert len(layer.labelled("predicate")) >= 1900


def test_explain_shows_findings_and_what_heads_no_clause() -> None:
    host = oped.Host()
    document = oped.parse("The united front has failed.")
    analyser = host.analysers["clauses"]
    assert analyser.explain is not None
    verdicts = {
        document.text[reason.spans[0].start : reason.spans[0].end]: reason
        for reason in analyser.explain(document, {}, None)
    }
    assert "subject" in verdicts["The united front"].verdict
    assert verdicts["has failed"].verdict.startswith("predicate")
    assert any("verb" in ground or "word" in ground for ground in verdicts["has failed"].because)


def test_a_section_tells_who_does_what_to_whom() -> None:
    host = oped.Host()
    report = host.analyse(
        "Rain fell.\n\nTurkey may block the plan. The raid was praised by Oslo.", only=["clauses", "actors"]
    )
    text, table = host.sections["clauses"].render(report, report.layer("clauses"))
    assert text == oped.blocks.Text("3 predicates: 0% negated, 33% passive, 0% nouns.")
    assert isinstance(table, oped.blocks.Table)
    assert table.rows == (("Turkey", "may block", "the plan", 3), ("Oslo", "was praised", "The raid", 3))
    empty = host.analyse("", only=["clauses"])
    assert list(host.sections["clauses"].render(empty, empty.layer("clauses"))) == []


def test_pairs_on_unseen_trees_reach_the_target(shared: Path) -> None:
    from oped_clauses.score import score
    from oped_clauses.train import read_trees

    records = read_trees(shared / "data" / "linguistics" / "gum.dev.conllu")[:12]
    scores = score(records, {})
    assert scores["subject F1"] >= 0.83
    assert scores["object F1"] >= 0.79
    assert scores["negated accuracy"] >= 0.95
    assert scores["passive accuracy"] >= 0.95


def test_training_on_few_trees_gives_a_model_that_runs(shared: Path, tmp_path: Path) -> None:
    from oped_clauses.train import read_trees

    records = read_trees(shared / "data" / "linguistics" / "gum.dev.conllu")[:3]
    analyser = oped.Host().analysers["clauses"]
    assert analyser.train is not None
    analyser.train({"gum.dev": records, "another corpus": [{"id": "x"}]}, tmp_path)
    report = oped.analyse("The board fired him.", only=["clauses"], options={"clauses.model": str(tmp_path)})
    assert report.outcomes["clauses"].state == "ran"


def test_training_without_trees_says_so(tmp_path: Path) -> None:
    analyser = oped.Host().analysers["clauses"]
    assert analyser.train is not None
    with pytest.raises(oped.UsageError, match=r"gum\.train"):
        analyser.train({}, tmp_path)
