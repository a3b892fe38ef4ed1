"""Chunks: base noun phrases and verb groups, found by tags alone in one pass (Abney 1991).

The sequence model labels chunks, not tokens: three quarters as many places, and a chain of chunks carries a subject
to its verb over fewer steps. Every token that is in neither kind of chunk is a chunk of its own.
Each token becomes one character, by its tag and, for auxiliaries, its word; one regular expression over that string,
whose repetitions are bounded or cannot overlap, finds the chunks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from oped.model import Token
from oped_clauses.words import words

NOUN, VERB, WH, PREP, ADJ, ADV, OTHER = "N", "V", "W", "P", "J", "R", "O"


class Chunk(NamedTuple):
    """Tokens `[first, end)` of a sentence, with the one that heads them."""

    kind: str
    first: int
    end: int
    head: int


# One character a token: n noun, c number, y year, month or day, L "last" and "next", Q an opening mark, d determiner, D predeterminer, p possessive, a adjective, s POS, h hyphen;
# R adverb, t "not"; v plain finite verb, e VBN or VBD, g VBG, i VB or VBP; M modal, T "to"; be, have, do and get as
# below; u pronoun, w wh-word, P preposition, o anything else.
_BY_TAG = {
    **dict.fromkeys(("NN", "NNS", "NNP", "NNPS", "FW", "ADD", "SYM", "LS", "GW"), "n"),
    **dict.fromkeys(("JJ", "JJR", "JJS"), "a"),
    **dict.fromkeys(("RB", "RBR", "RBS"), "R"),
    **dict.fromkeys(("PRP", "EX"), "u"),
    **dict.fromkeys(("WP", "WDT", "WRB", "WP$"), "w"),
    **{
        "CD": "c",
        "DT": "d",
        "PDT": "D",
        "PRP$": "p",
        "POS": "s",
        "HYPH": "h",
        "``": "Q",
        "$": "q",
        "#": "q",
        "AFX": "q",
    },
    **{"VBZ": "v", "VBD": "f", "VBN": "e", "VBG": "g", "VB": "i", "VBP": "j", "MD": "M", "TO": "T", "IN": "P"},
}
_AUXILIARIES = {
    **dict.fromkeys(("be", "am", "is", "are", "was", "were", "been", "being", "'re", "’re", "'m", "’m"), "B"),
    **dict.fromkeys(("have", "has", "had", "having", "'ve", "’ve", "'d", "’d"), "H"),
    **dict.fromkeys(("do", "does", "did"), "A"),
    **dict.fromkeys(("get", "gets", "got", "getting", "gotten"), "G"),
    **dict.fromkeys(("'s", "’s"), "Z"),
}
# An auxiliary keeps the form of its verb: whether it can itself follow another one.
_FORM = {"VBN": "1", "VBD": "2", "VBG": "3", "VB": "4", "VBP": "5", "VBZ": "6"}
_CODES: dict[str, str] = {}
for _number, (_letter, _tag) in enumerate(
    (letter, tag) for letter in "BHAGZ" for tag in ("VBN", "VBD", "VBG", "VB", "VBP", "VBZ")
):
    _CODES[_letter + _tag] = chr(0x100 + _number)


def _any(letters: str, tags: str) -> str:
    return "".join(_CODES[letter + tag] for letter in letters for tag in tags.split())


_ALL = "VBN VBD VBG VB VBP VBZ"
_PARTICIPLE = "ef" + _any("BHAGZ", "VBN VBD")
_BARE = "ij" + _any("BHAGZ", "VB VBP")
_VERB = "vfegij" + _any("BHAGZ", _ALL)
_ADVERBS = "[RtQ]{0,4}"
_GROUP = (
    f"(?:M{_ADVERBS}(?=[{_BARE}{_PARTICIPLE}])"
    f"|T{_ADVERBS}(?=[i{_any('BHAGZ', 'VB')}])"
    f"|[{_any('BZ', _ALL)}]{_ADVERBS}(?=[g{_any('BHAGZ', 'VBG')}{_PARTICIPLE}])"
    f"|[{_any('HZ', _ALL)}]{_ADVERBS}(?=[{_PARTICIPLE}])"
    f"|[{_any('A', _ALL)}]{_ADVERBS}(?=[{_BARE}])"
    f"|[{_any('G', _ALL)}]{_ADVERBS}(?=[e{_any('BHAGZ', 'VBN')}]))"
    f"{{0,6}}[M{_VERB}]t?"
)
_MODIFIER = (
    "[nacyshqD]|(?<=[dp])L|(?<=[dpacyshDReL])[eg](?=Q?[nachey])|(?<=[dp])[Rt](?=[aceygRt])|(?<=D)d"
    "|(?<=[adpegshn])Q(?=[nacey])|(?<=h)[PT](?=h)"  # an opening mark within; "surface-to-air"
)
# A year or month after a preposition stands alone ("since 2014 Moscow has"); "last month" begins a phrase of its own.
_PHRASE = f"(?<=P)y(?=n)|(?:D?[dp]|D|L)?(?:{_MODIFIER}){{0,40}}[ncy]|D?d"
_PATTERN = re.compile(f"(?P<V>{_GROUP})|(?P<N>{_PHRASE})|(?P<O>.)", re.DOTALL)
_KINDS = {"u": NOUN, "w": WH, "P": PREP, "T": PREP, "a": ADJ, "L": ADJ, "R": ADV, "t": ADV}

_cache: dict[tuple[str, str], str] = {}


def _code(tag: str, word: str) -> str:
    word = word.lower()
    if word in ("not", "n't", "n’t"):
        return "t"
    if tag in _FORM:
        letter = _AUXILIARIES.get(word)
        if letter:
            return _CODES[letter + tag]
    if tag == "JJ" and word in ("last", "next"):
        return "L"
    if tag == "NNP" and word in words().lists["month or day"]:
        return "y"
    if tag == "CD" and len(word) == 4 and word[:2] in ("17", "18", "19", "20") and word.isdigit():
        return "y"
    return _BY_TAG.get(tag, "o")


def chunk(tokens: Sequence[Token]) -> list[Chunk]:
    """Divide the tokens of a sentence into chunks; each token is in exactly one."""
    codes = []
    for token in tokens:
        pair = (token.tag, token.text)
        code = _cache.get(pair)
        if code is None:
            code = _code(*pair)
            if len(_cache) < 50_000:
                _cache[pair] = code
        codes.append(code)
    text = "".join(codes)
    chunks = []
    for match in _PATTERN.finditer(text):
        first, end = match.span()
        kind = match.lastgroup
        head = end - 1
        if kind == "V":
            if text[head] == "t":
                head -= 1
        elif kind == "O":
            kind = _KINDS.get(text[first], OTHER)
        chunks.append(Chunk(kind or OTHER, first, end, head))
    return chunks
