"""The wrapper around python-crfsuite, labels for stretches, folds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oped
from oped.learning import Model, decode, encode, folds, train

SEQUENCES = [([["w=the"], ["w=dog"]], ["D", "N"]), ([["w=the"], ["w=cat"]], ["D", "N"]), ([["w=runs"]], ["V"])]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3), st.sampled_from("xy")), max_size=6))
def test_labels_come_back_as_the_stretches_they_encode(pieces: list[tuple[int, int, str]]) -> None:
    stretches, at = [], 0
    for gap, length, label in pieces:
        stretches.append((at + gap, at + gap + length, label))
        at += gap + length
    assert decode(encode(at, stretches)) == stretches


@given(st.lists(st.sampled_from(["O", "B-x", "I-x", "B-y", "I-y"])))
def test_any_labels_decode_to_disjoint_stretches(labels: list[str]) -> None:
    stretches = decode(labels)
    covered = [i for first, end, _ in stretches for i in range(first, end)]
    assert covered == [i for i, label in enumerate(labels) if label != "O"]


def test_the_earlier_of_two_overlapping_stretches_stays() -> None:
    assert encode(4, [(0, 2, "x"), (1, 3, "y")]) == ["B-x", "I-x", "O", "O"]


@given(st.lists(st.text(max_size=3)), st.integers(2, 5))
def test_folds_part_the_items_and_keep_groups_together(items: list[str], count: int) -> None:
    tested = []
    for training, test in folds(items, lambda item: item, count):
        assert not set(training) & set(test)
        assert sorted(training + test) == sorted(items)
        tested += test
    assert sorted(tested) == sorted(items)


def test_cross_validation_needs_two_folds() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        list(folds(["a"], str, 1))


def test_a_model_learns_predicts_and_explains(tmp_path: Path) -> None:
    train(SEQUENCES * 5, tmp_path / "m.crfsuite.gz", c1=0.01)
    model = Model(tmp_path / "m.crfsuite.gz")
    assert model.predict([["w=the"], ["w=dog"]]) == ["D", "N"]
    assert model.predict([]) == []
    for (label, score), table in zip(
        model.predict_scored([["w=the"], ["w=cat"]]), model.marginals([["w=the"], ["w=cat"]]), strict=True
    ):
        assert score == pytest.approx(table[label])
        assert sum(table.values()) == pytest.approx(1)
    assert max(model.classify(["w=runs"]).items(), key=lambda item: item[1])[0] == "V"
    assert model.explain(["w=runs", "unknown"], "V")[0][0] == "w=runs"
    assert model.explain(["w=runs"], "V")[0][1] > 0 > model.explain(["w=runs"], "N")[0][1]


def test_training_is_deterministic(tmp_path: Path) -> None:
    for name in ("one", "two"):
        train(SEQUENCES, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_is_no_model_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(b"nothing")
    for name in ("bad", "absent"):
        with pytest.raises(oped.ModelError, match=name):
            Model(tmp_path / name)
