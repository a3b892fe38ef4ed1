"""The matrix of holders and targets, on layers made by hand."""

from __future__ import annotations

import oped
from oped_stance.stance.matrix import congruence, matrix


def stance(at: int, holder: str, target: str, polarity: float, certainty: float = 1.0, **more: str) -> oped.Annotation:
    features = {"holder": holder, "target": target, "polarity": polarity, "certainty": certainty, **more}
    return oped.Annotation("stance", [oped.Span(at, at + 1)], str(at), features=features)


def test_counts_and_mean_weighted_by_certainty() -> None:
    layer = oped.Layer("stance", [stance(0, "A", "B", 0.8, 1.0), stance(2, "A", "B", -0.4, 0.5)])
    (cell,) = matrix(layer)
    assert (cell.positive, cell.negative) == (1, 1)
    assert cell.mean == 0.4
    assert cell.verdict == "mixed"
    assert cell.evidence == ("stance#0", "stance#2")


def test_directions_are_kept_apart_and_in_order() -> None:
    layer = oped.Layer("stance", [stance(0, "B", "A", -0.5), stance(2, "A", "B", 0.5)])
    assert [(c.holder, c.target, c.verdict) for c in matrix(layer)] == [("A", "B", "for"), ("B", "A", "against")]


def test_what_is_no_stance_does_not_count() -> None:
    assert matrix(oped.Layer("stance", [stance(0, "A", "B", 0.04)])) == ()


def test_duplicates_count_once() -> None:
    twice = [
        stance(0, "A", "B", 0.5),
        oped.Annotation("stance", [oped.Span(0, 1)], "x", features={"holder": "A", "target": "B", "polarity": 0.4}),
    ]
    (cell,) = matrix(oped.Layer("stance", twice))
    assert cell.positive == 1


def test_derived_and_voices_can_be_chosen() -> None:
    layer = oped.Layer(
        "stance",
        [stance(0, "A", "B", 0.5, derived="yes", voice="author"), stance(2, "A", "C", 0.5, derived="no", voice="X")],
    )
    assert [c.target for c in matrix(layer, derived=False)] == ["C"]
    assert [c.target for c in matrix(layer, voices=["author"])] == ["B"]


def test_congruence_counts_agreement_and_conflict() -> None:
    layer = oped.Layer(
        "stance",
        [
            stance(0, "A", "plan", 0.5),
            stance(2, "B", "plan", 0.7),
            stance(4, "C", "plan", -0.7),
            stance(6, "A", "war", -0.5),
            stance(8, "C", "war", -0.5),
        ],
    )
    assert congruence(matrix(layer)) == (("A", "B", 1, 0), ("A", "C", 1, 1), ("B", "C", 0, 1))
