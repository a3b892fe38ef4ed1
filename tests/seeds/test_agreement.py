"""Agreement between annotators: the figures of codings small enough to reckon by hand, and of the corpus's own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oped

SEEDS = Path(__file__).parents[2] / "seeds"
sys.path.insert(0, str(SEEDS))

import agreement  # noqa: E402

TEXT = (
    "A head\n\nMoscow condemned Kyiv. Perhaps it rained, and the Kremlin said that it was sorry. So repeal the law.\n"
)
FIRST = """
ACTORS
Russia | country
Ukraine | country
P1
mention | Moscow | Russia | capital
mention | Kyiv | Ukraine | capital
mention | Kremlin | Russia | seat
content | it was sorry | indirect, Russia
cue | said | say, concede
speaker | the Kremlin
stance | condemned | Russia > Ukraine | blame, verbal conflict, -0.7, 1.0, asserted
stance | repeal | author > the law | oppose, verbal conflict, -0.8, 1.0, advised
hedge | Perhaps | adverb, 0.5 | Perhaps it rained
connective | and | Expansion.Conjunction
connective | So | Contingency.Cause
unit u1 | So repeal the law | major_claim, pro, recommendation
unit u2 | Moscow condemned Kyiv | premise, pro, fact | support u1
unit u3 | Perhaps it rained | premise, con, fact | attack u1
"""
SECOND = """
ACTORS
Russian Federation | country
Ukraine | country
P1
mention | Moscow | Russian Federation | capital
mention | Kyiv | Ukraine | name
mention | the [Kremlin] said | Russian Federation | seat
content | that it was sorry | indirect, Russian Federation
cue | said | say, claim
speaker | the Kremlin
stance | condemned Kyiv | Russian Federation > Ukraine | blame, verbal conflict, -0.5, 1.0, asserted
hedge | Perhaps | adverb, 0.5 | Perhaps it rained, and the Kremlin said that it was sorry
connective | and | Comparison.Contrast
unit u1 | So repeal the law | major_claim, pro, recommendation
unit u2 | Moscow condemned Kyiv | claim, pro, fact | support u1
unit u3 | Perhaps it rained | premise, con, fact | attack u2
"""


@pytest.fixture(scope="module")
def toy() -> dict[str, agreement.Row]:
    ours, theirs = agreement.marks(TEXT, FIRST), agreement.marks(TEXT, SECOND)
    names = agreement.same_actors(ours, theirs)
    pair = agreement.renamed(ours, {}), agreement.renamed(theirs, names)
    return {row.what: row for row in agreement.rows([pair])}


@pytest.mark.parametrize(
    ("what", "first", "second", "exact", "overlap"),
    [
        ("mention", 3, 3, 1.0, 1.0),
        ("content", 1, 1, 0.0, 1.0),  # “that” in or out
        ("stance", 2, 1, 0.0, 2 / 3),
        ("hedge", 1, 1, 1.0, 1.0),
        ("scope", 1, 1, 0.0, 1.0),
        ("connective", 2, 1, 2 / 3, 2 / 3),
        ("unit", 3, 3, 1.0, 1.0),
        ("claim", 0, 1, 0.0, 0.0),
        ("premise", 2, 1, 2 / 3, 2 / 3),
        ("relation", 2, 2, None, 0.5),
        ("holder, target, sign", 2, 1, 2 / 3, None),
    ],
)
def test_places(
    toy: dict[str, agreement.Row], what: str, first: int, second: int, exact: float | None, overlap: float | None
) -> None:
    row = toy[what]
    assert (row.first, row.second) == (first, second)
    assert (row.exact, row.overlap) == (pytest.approx(exact), pytest.approx(overlap))


@pytest.mark.parametrize(
    ("what", "pairs", "agreed"),
    [
        ("mention: actor", 3, 1.0),  # Russia and the Russian Federation have the same mentions
        ("mention: via", 3, 2 / 3),
        ("content: holder", 1, 1.0),
        ("cue: force", 1, 0.0),
        ("stance: holder", 1, 1.0),
        ("stance: polarity", 1, 0.0),
        ("stance: sign", 1, 1.0),
        ("hedge: scope", 1, 0.0),
        ("connective: sense", 1, 0.0),
        ("unit: role", 3, 2 / 3),
        ("unit: side", 3, 1.0),
        ("relation: label", 1, 1.0),
    ],
)
def test_features(toy: dict[str, agreement.Row], what: str, pairs: int, agreed: float) -> None:
    assert toy[what].pairs == pairs
    assert toy[what].agreed == pytest.approx(agreed)


def test_a_coding_agrees_with_itself() -> None:
    marked = agreement.renamed(agreement.marks(TEXT, FIRST), {})
    for row in agreement.rows([(marked, marked)]):
        assert row.first == row.second
        assert {row.exact, row.overlap, row.agreed, row.alpha} <= {None, 1.0}


def test_nominal_alpha_of_the_literature() -> None:
    """Krippendorff (2011), B: nominal data, two observers, no missing data: 0.692."""
    pairs = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
    assert agreement.nominal_alpha(pairs) == pytest.approx(0.692, abs=0.0005)


def test_interval_alpha_by_hand() -> None:
    # observed: (1 + 0 + 0) / 3; by chance, over the 15 pairs of 0 1 2 2 4 4: 77 / 15
    assert agreement.interval_alpha([(0, 1), (2, 2), (4, 4)]) == pytest.approx(1 - (1 / 3) / (77 / 15))


def test_alpha_is_none_where_nothing_varies() -> None:
    assert agreement.nominal_alpha([("a", "a")] * 3) is None
    assert agreement.interval_alpha([(0.1, 0.1)] * 3) is None


codes = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=2, max_size=40)


@given(codes)
def test_two_values_are_nominal_and_interval_alike(pairs: list[tuple[int, int]]) -> None:
    nominal, interval = agreement.nominal_alpha(pairs), agreement.interval_alpha(pairs)
    assert nominal == (None if interval is None else pytest.approx(interval))


@given(codes)
def test_alpha_does_not_ask_who_came_first(pairs: list[tuple[int, int]]) -> None:
    assert agreement.nominal_alpha(pairs) == agreement.nominal_alpha([(b, a) for a, b in pairs])


stretches = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 12)).map(
        lambda at: oped.Annotation("x", [oped.Span(at[0], at[0] + at[1])])
    ),
    max_size=12,
)


@given(stretches, stretches)
def test_pairs_are_one_to_one_and_overlap(first: list[oped.Annotation], second: list[oped.Annotation]) -> None:
    pairs = agreement.paired(first, second)
    for side in zip(*pairs, strict=True):
        assert len({id(annotation) for annotation in side}) == len(pairs)
    assert all(a.overlaps(b) for a, b in pairs)
    left = [a for a in first if not any(a is taken for taken, _ in pairs)]
    right = [b for b in second if not any(b is taken for _, taken in pairs)]
    assert not any(a.overlaps(b) for a in left for b in right)  # none is left that could be paired


def test_the_same_words_are_paired_before_words_that_overlap() -> None:
    long, short = oped.Annotation("x", [oped.Span(0, 9)]), oped.Annotation("x", [oped.Span(0, 4)])
    same = oped.Annotation("x", [oped.Span(0, 4)])
    assert agreement.paired([long, short], [same]) == [(short, same)]


def test_at_least_sixteen_texts_are_coded_twice() -> None:
    assert len(agreement.twice_coded()) >= 16


def test_the_script_prints_one_table(capsys: pytest.CaptureFixture[str]) -> None:
    name = agreement.twice_coded()[0]
    assert agreement.main([name]) == 0
    out = capsys.readouterr().out
    rows = [line for line in out.splitlines() if line.startswith("| ")]
    assert len({line.count("|") for line in rows}) == 1
    assert agreement.main([name]) == 0
    assert capsys.readouterr().out == out


def test_the_table_is_written_between_its_markers(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "before\n<!-- agreement: begin -->\nstale table\n<!-- agreement: end -->\nafter\n", encoding="utf-8"
    )
    name = agreement.twice_coded()[0]
    assert agreement.main([name, "--write", str(page)]) == 0
    written = page.read_text(encoding="utf-8")
    assert written.startswith("before\n<!-- agreement: begin -->\n| layer |")
    assert written.endswith("|\n<!-- agreement: end -->\nafter\n")
    assert "stale" not in written


def test_a_page_without_markers_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing here\n", encoding="utf-8")
    assert agreement.main([agreement.twice_coded()[0], "--write", str(page)]) == 1
    assert "the page has no" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == "nothing here\n"


def test_differences_name_what_only_one_marked(toy: dict[str, agreement.Row]) -> None:
    ours, theirs = agreement.marks(TEXT, FIRST), agreement.marks(TEXT, SECOND)
    lines = list(agreement.differences("toy", "stance", ours, theirs))
    assert "toy\tstance\tonly first\trepeal" in lines
    assert any(line.startswith("toy\tstance: polarity\t-0.7 / -0.5") for line in lines)


def test_some_layers_only(capsys: pytest.CaptureFixture[str]) -> None:
    name = agreement.twice_coded()[0]
    assert agreement.main([name, "--layers", "stance", "argument"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| ")][2:]
    assert {line.split(" | ")[0].removeprefix("| ") for line in lines} == {"stance", "argument"}


def test_two_rounds_stand_side_by_side_without_what_was_given(toy: dict[str, agreement.Row]) -> None:
    before = [row for row in toy.values() if row.layer in agreement.REDONE]
    after = [agreement.Row(row.layer, row.what, 9, 9, exact=1.0) for row in before]
    lines = agreement.rounds(before, after).splitlines()
    assert len({line.count("|") for line in lines}) == 1
    assert any(line.startswith("| stance | stance | 2 / 1 | 9 / 9 | 0.00 | 1.00 |") for line in lines)
    assert not any(given in line for given in agreement.GIVEN for line in lines)


def test_the_table_of_the_redo_has_markers_of_its_own(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- redo: begin -->\nstale\n<!-- redo: end -->\n", encoding="utf-8")
    assert agreement.main([agreement.twice_coded(*agreement.REDO)[0], "--redo", "--write", str(page)]) == 0
    written = page.read_text(encoding="utf-8")
    assert "marked, v1" in written and "stale" not in written
