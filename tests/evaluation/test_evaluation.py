"""Scores count rightly, corpora are read as documented, and cross-validation keeps documents apart."""

from __future__ import annotations

import json
import types
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import oped
from oped import evaluation
from oped.evaluation.scores import Scores, accuracy, f1, interval, macro, micro
from oped.evaluation.tasks import match_by_half, polarity, sign
from oped.evaluation.treebank import read_sentences

answers = st.dictionaries(
    st.tuples(st.sampled_from(["", "a", "b"]), st.sampled_from(["", "a", "b"])), st.integers(1, 9), max_size=9
).map(lambda table: Counter({pair: count for pair, count in table.items() if pair != ("", "")}))


def test_figures_of_a_known_table() -> None:
    table = Counter({("a", "a"): 6, ("a", ""): 2, ("", "a"): 4, ("b", "b"): 1, ("b", "a"): 1})
    assert f1(table, "a") == pytest.approx((6 / 11, 6 / 8, 12 / 19))
    assert micro(table) == pytest.approx((7 / 12, 7 / 10, 14 / 22))
    assert macro(table) == pytest.approx((12 / 19 + 2 / 3) / 2)
    assert accuracy(table) == pytest.approx(7 / 10)


@given(answers)
def test_figures_are_shares(table: Counter[tuple[str, str]]) -> None:
    for figure in (*micro(table), *f1(table, "a"), macro(table), accuracy(table)):
        assert 0 <= figure <= 1


@given(st.lists(answers, max_size=5))
def test_intervals_are_deterministic_and_in_order(documents: list[Counter[tuple[str, str]]]) -> None:
    low, high = interval(documents, macro, 20)
    assert (low, high) == interval(documents, macro, 20)
    if documents:
        assert low is not None and high is not None and low <= high


def test_a_span_with_another_label_is_two_faults() -> None:
    scores = Scores("x")
    scores.spans("m", "d", {(0, 1): "a", (1, 2): "a"}, {(0, 1): "b", (1, 2): "a"}, str)
    row = next(scores.rows())
    assert (row.precision, row.recall, row.gold) == (0.5, 0.5, 2)
    assert [(miss.gold, miss.found) for miss in scores.misses] == [("a", ""), ("", "b")]


def test_pearson_of_a_line_is_one_and_of_a_constant_none() -> None:
    scores = Scores("x")
    for i in range(5):
        scores.scale("up", i, 2 * i + 1)
        scores.scale("flat", i, 1)
    assert [round(row.value, 6) for row in scores.rows()] == [1, 0]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1])), unique=True))
def test_stretches_match_themselves(stretches: list[tuple[int, int]]) -> None:
    assert match_by_half(stretches, stretches).keys() == set(stretches)


def test_half_of_the_longer_one_must_be_shared() -> None:
    assert match_by_half([(0, 10)], [(0, 5)]) == {(0, 5): (0, 10)}
    assert match_by_half([(0, 10)], [(0, 4)]) == {}
    assert match_by_half([(0, 10)], [(0, 30)]) == {}


def test_polarity_is_the_mean_and_small_ones_are_neutral() -> None:
    stances = [
        oped.Annotation("stance", [oped.Span(i, i + 1)], features={"holder": h, "target": "t", "polarity": p})
        for i, (h, p) in enumerate([("a", 0.5), ("a", -0.1), ("b", -0.9)])
    ]
    layer = oped.Layer("stance", stances)
    assert polarity(layer, "a", "t") == pytest.approx(0.2)
    assert polarity(layer, None, "t") == pytest.approx(-0.5 / 3)
    assert polarity(layer, "c", "t") == 0
    assert [sign(v) for v in (0.2, -0.2, 0.04, -0.04)] == ["positive", "negative", "neutral", "neutral"]


CONLLU = """# newdoc id = one
# meta::genre = news
# newpar
# newpar_block = p (1 s)
1\tSays\tsay\tVERB\tVBZ\t_\t0\troot\t_\t_
2\t"\t"\tPUNCT\t``\t_\t3\tpunct\t_\tSpaceAfter=No
3\tno\tno\tINTJ\tUH\t_\t1\tobj\t_\tSpaceAfter=No
4\t"\t"\tPUNCT\t''\t_\t3\tpunct\t_\t_

# newpar
1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\tSpaceAfter=No
2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_
"""


def test_files_name_their_corpora(tmp_path: Path) -> None:
    (tmp_path / "sfu.dev.jsonl").write_text('{"id": "a-1"}\n\n{"id": "a-2"}\n')
    (tmp_path / "gum.train.conllu").write_text(CONLLU)
    corpora = {corpus.name: corpus.records for corpus in evaluation.load([tmp_path])}
    assert [record["id"] for record in corpora["sfu"]] == ["a-1", "a-2"]
    (record,) = corpora["gum.train"]
    assert (record["id"], record["genre"]) == ("one", "news")
    assert record["text"] == 'Says "no"\n\ndon\'t'
    for sentence in read_sentences(record):
        assert all(record["text"][word.start : word.end] == word.form for word in sentence)


@pytest.mark.parametrize(("name", "content"), [("a.jsonl", "{"), ("b.gold.json", "nothing")])
def test_files_that_are_no_gold_are_named(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(oped.InputError, match=name):
        evaluation.load([tmp_path])
    with pytest.raises(oped.InputError, match="no such file"):
        evaluation.load([tmp_path / "absent"])


@attrs.frozen
class Options:
    model: str = ""
    scheme: str = "sfu"


def counting_host(seen: list[tuple[set[str], set[str]]]) -> oped.Host:
    """A host whose hedging learns the words of its training cues, and notes what it learned from and is asked."""

    def train(corpora: Mapping[str, Sequence[Mapping[str, Any]]], folder: Path) -> None:
        words = {cue["cue"] for record in corpora["sfu"] for cue in record["cues"]}
        (folder / "words.json").write_text(json.dumps(sorted(words)))
        ids = {record["id"] for record in corpora["sfu"]}
        seen.append((ids | {record["document"]["id"] for record in corpora.get("seeds", ())}, set()))

    def run(document: oped.Document, layers: Mapping[str, oped.Layer], options: Options) -> list[oped.Annotation]:
        words = json.loads((Path(options.model) / "words.json").read_text()) if options.model else ["may"]
        seen[-1][1].add(document.text) if seen else None
        return [oped.Annotation("hedge", [oped.Span(t.start, t.end)]) for t in document.tokens if t.text in words]

    analyser = oped.Analyser(name="hedging", run=run, labels=["hedge"], options=Options, train=train)
    return host_of(analyser, block=["argument", "attribution", "clauses", "hedging", "stance"])


def host_of(analyser: oped.Analyser, block: Sequence[str], linguistics: str = "textblob") -> oped.Host:
    @oped.hookimpl
    def oped_analysers() -> list[oped.Analyser]:
        return [analyser]

    module = types.ModuleType("own")
    module.oped_analysers = oped_analysers  # type: ignore[attr-defined]
    host = oped.Host(block=block, linguistics=linguistics)
    host.register(module)
    return host


def record(id: str, text: str, *cues: str) -> dict[str, Any]:
    found = [{"start": text.index(c), "end": text.index(c) + len(c), "cue": c} for c in cues]
    return {"id": id, "text": text, "cues": found, "uncertain": bool(cues)}


def test_shipped_models_are_scored_as_they_are() -> None:
    corpus = evaluation.Corpus("sfu", (record("a-1", "It may.", "may"), record("a-2", "It might.", "might")))
    (scores,) = evaluation.evaluate([corpus], counting_host([]))
    rows = {row.metric: row for row in scores.rows()}
    assert (rows["cue, exact: F1"].precision, rows["cue, exact: F1"].recall) == (1, 0.5)
    assert (rows["sentence: F1"].precision, rows["sentence: F1"].recall) == (1, 0.5)


def test_cross_validation_never_tests_what_it_learned_from() -> None:
    records = tuple(
        record(f"{review}-{i}", f"Review {review}, sentence {i}, may say.", "may")
        for review in "abcdefgh"
        for i in (1, 2)
    )
    seen: list[tuple[set[str], set[str]]] = []
    (scores,) = evaluation.evaluate([evaluation.Corpus("sfu", records)], counting_host(seen), folds=3)
    assert len(seen) == 3
    tested = []
    for learned, asked in seen:
        reviews = {id.partition("-")[0] for id in learned}
        assert not reviews & {text.split()[1].strip(",") for text in asked}
        tested += sorted(asked)
    assert sorted(tested) == sorted(r["text"] for r in records)
    assert next(scores.rows()).value == 1


@pytest.mark.parametrize("held_out", [False, True])
def test_of_a_fixed_split_train_is_learned_unless_held_out_and_the_named_split_scored_once(held_out: bool) -> None:
    sfu = evaluation.Corpus("sfu", tuple(record(f"{review}-1", f"Review {review} may.", "may") for review in "abcdef"))
    splits = ("train", "dev", "test", "test")
    reports = tuple(
        counting_host([])
        .analyse(oped.parse(f"Report {i} may.", id=f"r{i}", metadata={"split": split}), only=["hedging"])
        .to_dict()
        for i, split in enumerate(splits)
    )
    seen: list[tuple[set[str], set[str]]] = []
    results = evaluation.evaluate(
        [sfu, evaluation.Corpus("seeds", reports)],
        counting_host(seen),
        layer="hedging",
        folds=2,
        split="test",
        hold_out=["seeds"] if held_out else [],
    )
    assert [learned & {"r0", "r1", "r2", "r3"} for learned, _ in seen] == [set() if held_out else {"r0"}] * 2
    exact = next(row for scores in results for row in scores.rows() if row.metric == "annotation, exact: F1")
    assert (exact.value, exact.gold) == (1.0, 2)


def test_a_held_out_corpus_must_be_there() -> None:
    corpus = evaluation.Corpus("sfu", (record("a-1", "It may.", "may"),))
    with pytest.raises(oped.UsageError, match="did you mean 'sfu'"):
        evaluation.evaluate([corpus], counting_host([]), folds=2, hold_out=["sfx"])


def test_layers_without_gold_or_training_are_refused() -> None:
    corpus = evaluation.Corpus("sfu", (record("a-1", "It may.", "may"),))
    with pytest.raises(oped.UsageError, match="did you mean 'hedging'"):
        evaluation.evaluate([corpus], counting_host([]), layer="hedgin")
    with pytest.raises(oped.UsageError, match="no task for stance"):
        evaluation.evaluate([corpus], counting_host([]), layer="stance")


def test_seeds_score_themselves_perfectly() -> None:
    text = "It may fail, and critics may be right."
    host = counting_host([])
    gold = json.loads(host.analyse(text).to_json())
    (scores,) = evaluation.evaluate([evaluation.Corpus("seeds", (gold,))], host, layer="hedging")
    assert {row.value for row in scores.rows()} == {1.0}


def test_names_count_without_article_and_features_where_words_overlap() -> None:
    text = "The tax is unfair, say its critics."
    features = {"attitude": "oppose", "mode": "asserted", "holder": "author", "target": "tax", "polarity": -0.5}
    gold = oped.Layer("stance", [oped.Annotation("stance", [oped.Span(8, 17)], features=features)])
    report = oped.Host(block=["stance"]).analyse(oped.parse(text), given=[gold]).to_dict()

    def run(document: oped.Document, layers: Mapping[str, oped.Layer], options: None) -> list[oped.Annotation]:
        found = {**features, "attitude": "blame", "target": "The tax"}
        return [oped.Annotation("stance", [oped.Span(11, 17)], features=found)]

    host = host_of(oped.Analyser("stance", run, ["stance"], features=list(features)), block=["stance"])
    (scores,) = evaluation.evaluate([evaluation.Corpus("seeds", (report,))], host, layer="stance")
    values = {row.metric: row.value for row in scores.rows()}
    assert values["holder, target and sign: F1"] == 1.0
    assert values["mode, of those found: accuracy"] == 1.0
    assert values["attitude, of those found: accuracy"] == 0.0
    assert values["annotation, exact: F1"] == 0.0


def test_relations_count_where_their_ends_overlap() -> None:
    text = "Prices rose. So the bank must act. Nobody else will."
    label = "claim"
    claims = [oped.Annotation(label, [oped.Span(*at)], key=key) for at, key in (((0, 12), "a"), ((13, 34), "b"))]
    gold = oped.Layer("argument", claims, [oped.Relation("support", "argument#a", "argument#b")])
    report = oped.Host(block=["argument"]).analyse(oped.parse(text), given=[gold], only=["argument"]).to_dict()

    def run(document: oped.Document, layers: Mapping[str, oped.Layer], options: None) -> list[Any]:
        one, other, third = (oped.Annotation(label, [oped.Span(*at)]) for at in ((0, 11), (16, 33), (35, 52)))
        return [one, other, third, oped.Relation("attack", one, other), oped.Relation("support", third, other)]

    host = host_of(oped.Analyser("argument", run, [label, "attack", "support"]), block=["argument"])
    (scores,) = evaluation.evaluate([evaluation.Corpus("seeds", (report,))], host, layer="argument")
    rows = {row.metric: row for row in scores.rows()}
    assert rows["relation, exact ends: F1"].recall == 0
    assert rows["relation, overlapping ends: F1"].recall == 0
    attachment = rows["attachment, overlapping ends: F1"]
    assert (attachment.recall, attachment.precision) == (1.0, 0.5)


def test_the_linguistics_of_the_host_parses_what_is_scored() -> None:
    def parse(text: str, regions: Sequence[oped.Region], options: None) -> list[oped.Paragraph]:
        token = oped.Token(0, len(text), text, "NN", text)
        sentence = oped.Sentence(0, len(text), (token,))
        return [oped.Paragraph(0, len(text), "body", (sentence,))]

    @oped.hookimpl
    def oped_linguistics() -> list[oped.Linguistics]:
        return [oped.Linguistics("whole", parse)]

    def run(document: oped.Document, layers: Mapping[str, oped.Layer], options: None) -> list[oped.Annotation]:
        return [oped.Annotation("hedge", [oped.Span(t.start, t.end)]) for t in document.tokens]

    whole = types.ModuleType("whole")
    whole.oped_linguistics = oped_linguistics  # type: ignore[attr-defined]
    analyser = oped.Analyser("hedging", run, ["hedge"], options=Options)
    corpus = evaluation.Corpus("sfu", (record("a-1", "It may.", "It may."),))
    values = []
    for name in ("textblob", "whole"):
        host = host_of(analyser, block=["argument", "hedging", "stance"], linguistics=name)
        host.register(whole)
        (scores,) = evaluation.evaluate([corpus], host)
        values.append(next(row.value for row in scores.rows() if row.metric == "cue, exact: F1"))
    assert values == [0.0, 1.0]
