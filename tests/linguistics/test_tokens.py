"""Tokens: the conventions of the English UD treebanks, with exact offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.linguistics.tokens import tokenize


def words(text):
    return [text[start:end] for start, end in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Xi left.", ["Mr.", "Xi", "left", "."]),
        ("the U.S.-led order", ["the", "U.S.", "-", "led", "order"]),
        ("a good-cop/bad-cop act", ["a", "good", "-", "cop", "/", "bad", "-", "cop", "act"]),
        ("Washington—but", ["Washington", "—", "but"]),
        ("Washington--but", ["Washington", "--", "but"]),
        ("don't, can’t, won't", ["do", "n't", ",", "ca", "n’t", ",", "wo", "n't"]),
        ("I'm he'd they’ve we'll", ["I", "'m", "he", "'d", "they", "’ve", "we", "'ll"]),
        ("couldn't've", ["could", "n't", "'ve"]),
        ("Xi's and the states' rights", ["Xi", "'s", "and", "the", "states", "'", "rights"]),
        ("O'Brien at five o’clock", ["O'Brien", "at", "five", "o’clock"]),
        ("cannot gonna", ["can", "not", "gon", "na"]),
        ("the '90s, the 1990s, the 19th", ["the", "'90s", ",", "the", "1990s", ",", "the", "19th"]),
        ("$3.5bn or 5km", ["$", "3.5", "bn", "or", "5", "km"]),
        ("40%, 1/2, 9/11, 10:30, 1,000.5", ["40", "%", ",", "1/2", ",", "9/11", ",", "10:30", ",", "1,000.5"]),
        ("“Stop!” (he said)", ["“", "Stop", "!", "”", "(", "he", "said", ")"]),
        ("so... and … yes", ["so", "...", "and", "…", "yes"]),
        ("see https://a.org/b?c=d. Or a.b@c.com!", ["see", "https://a.org/b?c=d", ".", "Or", "a.b@c.com", "!"]),
        ("pro-Beijing re-elected non-Western", ["pro-Beijing", "re-elected", "non-Western"]),
        ("e.g. at 5 p.m. Jan. 3", ["e.g.", "at", "5", "p.m.", "Jan.", "3"]),
        ("he fell ill. Miss. voted", ["he", "fell", "ill", ".", "Miss.", "voted"]),
        ("#hope @who R&D AT&T", ["#hope", "@who", "R&D", "AT&T"]),
        ("ended.The next", ["ended", ".", "The", "next"]),
        ("ok 👩‍👩‍👧 🇺🇸 👍🏽", ["ok", "👩‍👩‍👧", "🇺🇸", "👍🏽"]),
        ("नमस्ते दुनिया।", ["नमस्ते", "दुनिया", "।"]),
        ("cafe\u0301s", ["cafe\u0301s"]),
        ("", []),
        ("\x00 \u2028\u200b\ufeff", []),
    ],
)
def test_conventions(text, expected):
    assert words(text) == expected


@given(st.text())
def test_tokens_cover_all_that_shows(text):
    """Tokens are ordered, disjoint, never empty, and nothing but space and controls is left out."""
    at = 0
    for start, end in tokenize(text):
        assert at <= start < end
        assert not text[at:start].strip("".join(map(chr, range(32))) + "\x7f\u200b\u2060\ufeff") or all(
            c.isspace() or "\x7f" <= c <= "\x9f" or c in "\u200b\u2060\ufeff" or c < " " for c in text[at:start]
        )
        assert not any(c.isspace() for c in text[start:end])
        at = end


@given(st.text(alphabet="ab.'’-–—/\"“()1,$ \n", max_size=60))
def test_a_chunk_is_cut_the_same_wherever_it_stands(text):
    alone = [token for chunk in text.split() for token in words(chunk)]
    assert words(text) == alone
