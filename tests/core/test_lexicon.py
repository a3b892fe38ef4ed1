"""Lexicons and the search for their entries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oped
from oped import Token
from oped.lexicon import Matcher, compile_entry, load


def tokens(*words: str) -> list[Token]:
    """Tokens of `form`, `form/lemma` or `form/lemma/TAG`."""
    made = []
    for word in words:
        form, lemma, tag = [*word.split("/"), "", ""][:3]
        made.append(Token(0, 1, form, tag or "NN", lemma or form))
    return made


def found(patterns: list[str], *words: str) -> list[tuple[int, int, str]]:
    matcher = Matcher(compile_entry(pattern, {}) for pattern in patterns)
    return [(m.first, m.end, m.entry.pattern) for m in matcher.find(tokens(*words))]


def test_words_match_whatever_their_case() -> None:
    assert found(["no doubt"], "There", "is", "No", "doubt") == [(2, 4, "no doubt")]


def test_lemmas_and_tags_and_alternatives() -> None:
    assert found(["<seem|appear>"], "seems/seem", "appeared/appear") == [
        (0, 1, "<seem|appear>"),
        (1, 2, "<seem|appear>"),
    ]
    assert found(["<think/VB>"], "think/think/NN", "thinks/think/VBZ") == [(1, 2, "<think/VB>")]
    assert found(["may|might well"], "might", "well") == [(0, 2, "may|might well")]


def test_tags_alone_and_any_word() -> None:
    assert found(["very </JJ>"], "very/very/RB", "bad/bad/JJ", "very/very/RB", "well/well/RB") == [(0, 2, "very </JJ>")]
    assert found(["</VB> to"], "want/want/VBP", "to", "way/way/NN", "to") == [(0, 2, "</VB> to")]
    assert found(["not * yet"], "not", "quite", "yet", "not", "yet") == [(0, 3, "not * yet")]
    assert found(["* man"], "man", "old", "man") == [(1, 3, "* man")]
    assert found(["|", "a"], "|", "a") == [(0, 1, "|"), (1, 2, "a")]


@pytest.mark.parametrize(
    ("pattern", "features", "message"),
    [
        ("", {}, "at least one word"),
        ("* *", {}, "any words at all"),
        ("a||b", {}, "empty word"),
        ("<a|>", {}, "empty word"),
        ("<>", {}, "empty word"),
        ("<a/>", {}, "no tag"),
        ("a", {"list": [1]}, "must be text, a number"),
    ],
)
def test_malformed_patterns_are_refused(pattern: str, features: dict[str, Any], message: str) -> None:
    with pytest.raises(oped.ModelError, match=message):
        compile_entry(pattern, features)


class Counted(str):
    """Text that counts how often it is looked at."""

    looks = 0

    def lower(self) -> str:
        Counted.looks += 1
        return super().lower()


@pytest.mark.parametrize(
    "patterns",
    [
        ["a " * 30 + "b"],  # nearly matches everywhere
        ["* " * 30 + "b"],
        ["</NN> " * 30 + "b"],
        ["a|b " * 20 + "c", "<a|b> " * 20 + "c", "* a " * 10 + "c"],
        [f"a {'a ' * i} b" for i in range(20)],
    ],
)
def test_the_work_grows_with_the_text_and_no_faster_whatever_the_patterns(patterns: list[str]) -> None:
    matcher = Matcher(compile_entry(pattern, {}) for pattern in patterns)

    def looks(length: int) -> int:
        Counted.looks = 0
        text = [Token(0, 1, Counted("a"), "NN", Counted("a")) for _ in range(length)]
        assert list(matcher.find(text)) == []
        return Counted.looks

    few, many = looks(200), looks(1600)
    assert few > 200
    assert many < 10 * few  # a little over 8: near its end a short text has no room for a whole pattern


def test_the_longest_entry_wins_and_matches_never_overlap() -> None:
    assert found(["as", "as if", "if so"], "as", "if", "so") == [(0, 2, "as if")]


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=12), st.lists(st.sampled_from(["a", "a b", "b c", "c c c"])))
def test_every_match_is_its_pattern(words: list[str], patterns: list[str]) -> None:
    at = 0
    for first, end, pattern in found(patterns, *words):
        assert words[first:end] == pattern.split()
        assert first >= at
        at = end


def test_files_are_read_with_their_provenance(tmp_path: Path) -> None:
    file = tmp_path / "l.toml"
    file.write_text('[lexicon]\nname = "n"\nversion = "2"\nsource = "s"\n[[entry]]\npattern = "no doubt"\nkind = "x"\n')
    lexicon = load(file)
    assert (lexicon.name, lexicon.version, lexicon.source) == ("n", "2", "s")
    assert [(entry.pattern, dict(entry.features)) for entry in lexicon.entries] == [("no doubt", {"kind": "x"})]


@pytest.mark.parametrize("content", ["[[entry]]\nkind = 1", "not toml", '[[entry]]\npattern = " "'])
def test_malformed_files_are_refused_by_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "l.toml").write_text(content)
    with pytest.raises(oped.ModelError, match=r"l\.toml"):
        load(tmp_path / "l.toml")
