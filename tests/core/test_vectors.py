"""Word classes and vectors as features of a model."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.learning import Model, mean_features, train, word_class, word_vector


def near(a: str, b: str) -> float:
    one, other = word_vector(a), word_vector(b)
    dot = sum(x * y for x, y in zip(one, other, strict=True))
    return dot / (sum(x * x for x in one) * sum(y * y for y in other)) ** 0.5


def test_likes_lie_nearer_than_others() -> None:
    assert near("treaty", "pact") > near("treaty", "banana")
    assert near("reckless", "foolish") > near("reckless", "kitchen")


def test_a_wider_class_holds_the_narrower() -> None:
    assert word_class("treaty", 10).startswith(word_class("treaty", 4))
    assert len(word_class("treaty", 4)) == 4
    assert word_class("Treaty") == word_class("treaty")


@given(st.text())
def test_any_string_has_a_class_or_none(word: str) -> None:
    assert set(word_class(word)) <= {"0", "1"}
    assert len(word_vector(word)) in {0, 32}


@given(st.lists(st.sampled_from(["senate", "pact", "zzzq", "The"]), max_size=5))
def test_the_mean_is_between_its_words(words: list[str]) -> None:
    features = mean_features(words, "m")
    known = [vector for word in words if (vector := word_vector(word))]
    assert len(features) == (32 if known else 0)
    for at, value in enumerate(features.values()):
        column = [vector[at] for vector in known]
        assert min(column) - 1e-9 <= value <= max(column) + 1e-9


def test_a_model_learns_from_strengths(tmp_path: Path) -> None:
    path = tmp_path / "model.gz"
    good, bad = ["wise", "brave", "honest"], ["reckless", "cruel", "corrupt"]
    rows = [([mean_features([word], "v")], [label]) for label, words in (("+", good), ("-", bad)) for word in words]
    train(rows * 5, path)
    model = Model(path)
    features = mean_features(["dishonest", "ruthless"], "v")
    assert model.classify(features)["-"] > 0.5
    name, weight = model.explain(features, "-")[0]
    assert name in features
    assert weight != 0.0


def test_names_and_strengths_mean_the_same(tmp_path: Path) -> None:
    path = tmp_path / "model.gz"
    train([([["a"]], ["x"]), ([["b"]], ["y"])] * 5, path)
    assert Model(path).classify(["a"]) == pytest.approx(Model(path).classify({"a": 1.0}))
