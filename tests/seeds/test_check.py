"""Version 2 of the guidelines, as far as a script sees it: the gold keeps to it, and each breach is named."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import oped

SEEDS = Path(__file__).parents[2] / "seeds"
sys.path.insert(0, str(SEEDS))

import agreement  # noqa: E402
import build  # noqa: E402
import check  # noqa: E402

TEXT = "A head\n\nMoscow condemned the levy. It fell on bread. It rained. So repeal the levy."
HEAD = "ACTORS\nRussia | country\n\nISSUES\nlevy\n\nP1\nmention | Moscow | Russia | capital\n"
STANCE = "stance | condemned | Russia > levy | oppose, verbal conflict, -0.7, 1.0, asserted\n"
UNITS = """unit u1 | So repeal the levy | major_claim, pro, recommendation
unit u2 | Moscow condemned the levy | claim, pro, fact | support u1
unit u3 | It fell on bread | premise, pro, fact | support u2
"""


def complaints(*parts: str) -> list[str]:
    return list(check.complaints(TEXT, "".join(parts)))


@pytest.mark.parametrize("name", build.names())
def test_the_gold_keeps_to_version_2(name: str) -> None:
    text = oped.read(SEEDS / f"{name}.txt").text
    assert list(check.complaints(text, (SEEDS / f"{name}.coding").read_text(encoding="utf-8"))) == []


def test_a_right_coding_has_no_complaints() -> None:
    assert complaints(HEAD, STANCE, UNITS) == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("Russia > levy", "Russia > the levy", "neither an actor nor a listed issue"),
        ("Russia > levy", "bakers > levy", "the holder 'bakers' is neither an actor nor listed"),
        ("\nlevy\n", "\nthe levy\nlevy\n", "begins with an article"),
        ("\nlevy\n", "\nlevy\nlevy\n", "listed twice"),
        ("\nlevy\n", "\nlevy\nbread\n", "no stance speaks of 'bread'"),
        ("\nlevy\n", "\nlevy\nRussia\n", "'Russia' is an actor"),
        ("oppose, verbal", "blame, verbal", "blame is for actors"),
        ("verbal conflict", "verbal cooperation", "does not agree with polarity"),
        ("oppose, verbal conflict", "support, verbal conflict", "support does not agree"),
        ("-0.7", "-0.01", "is no stance"),
        ("claim, pro, fact", "premise, pro, fact", "u2: premise, but its relations make it a claim"),
        ("premise, pro, fact | support u2", "claim, pro, fact | support u2", "make it a premise"),
        ("fact | support u1", "fact", "u2 leads nowhere"),
        ("recommendation\n", "recommendation | support u2\n", "go in a circle"),
        ("claim, pro, fact | support u1", "major_claim, pro, fact | support u1", "more than one major_claim"),
        ("It fell on bread", "condemned the levy", "overlap"),
    ],
)
def test_a_breach_is_named(old: str, new: str, complaint: str) -> None:
    coding = HEAD + STANCE + UNITS
    assert old in coding
    found = complaints(coding.replace(old, new, 1))
    assert any(complaint in line for line in found), found


def test_a_restated_thesis_is_a_claim() -> None:
    again = "unit u4 | It rained | {role}, pro, fact | restate u1\n"
    assert complaints(HEAD, STANCE, UNITS, again.format(role="claim")) == []
    assert complaints(HEAD, STANCE, UNITS, again.format(role="premise")) != []


def test_the_script_says_which_file_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = build.names()[0]
    right, wrong = SEEDS / f"{name}.coding", tmp_path / f"{name}.coding"
    wrong.write_text("P1\nstance | no such words | a > b | blame\n", encoding="utf-8")
    assert check.main([str(right)]) == 0
    assert check.main([str(wrong)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == f"{name}.coding: ok"
    assert out[1].startswith(f"{name}.coding: ") and out[1] != out[0]


def test_the_redo_gives_both_coders_the_same_actors_of_sixteen_texts() -> None:
    names = agreement.twice_coded(*agreement.REDO)
    assert len(names) == 16
    assert {build.splits()[name]["split"] for name in names} == {"train", "dev"}
    assert set(names) <= set(agreement.twice_coded())
    for name in names:
        text = oped.read(SEEDS / f"{name}.txt").text
        codings = [(folder / f"{name}.coding").read_text(encoding="utf-8") for folder in agreement.REDO]
        first, second = (build.read_coding(text, coding) for coding in codings)
        assert first.actors == second.actors
        given = [[line.fields for line in c.labelled("mention", "content", "cue")] for c in (first, second)]
        assert given[0] == given[1]


@pytest.mark.parametrize("label", ["unit", "stance"])
def test_the_gold_takes_what_both_coders_of_the_redo_marked(label: str) -> None:
    """Nearly: version 2.1 joins some pairs of clauses that both had split, and drops a stance or two."""
    both = kept = 0
    for name in agreement.twice_coded(*agreement.REDO):
        text = oped.read(SEEDS / f"{name}.txt").text
        places = [
            {
                a.spans
                for a in agreement.marks(text, (folder / f"{name}.coding").read_text(encoding="utf-8")).found[label]
            }
            for folder in (*agreement.REDO, SEEDS)
        ]
        first, second, gold = places
        both += len(first & second)
        kept += len(first & second & gold)
    assert both > 200
    assert kept >= 0.99 * both
