"""Words, numbers and marks with exact offsets, by the conventions of the English UD treebanks (GUM, EWT).

A text is cut at white space into chunks; a chunk is cut into tokens by its characters alone, so that the cut of every
chunk is computed once and cached. Hyphens are tokens ("good-cop" is three), contractions are split ("do", "n't").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from oped.linguistics.lexical import lexical

Piece = tuple[int, int, str]
"""Start and end within the chunk, and the characters between."""

# Blanks, control characters, and the invisible ones that separate but show nothing.
_GAP = r"\s\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff"
CHUNK = re.compile(f"[^{_GAP}]+")

# Letters and digits with the marks that combine with them; in Indic and South-East Asian blocks every sign but the danda.
_LETTER = (
    r"\w\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0963\u0966-\u109f\u1780-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe20-\ufe2f"
)
_WORD = rf"[{_LETTER}]+(?:['’][{_LETTER}]+)*"
# One visible character with its variation selectors and skin tones, joined to others by zero-width joiners.
_SIGN = r".[\ufe0e\ufe0f\u20e3\u0300-\u036f\U0001f3fb-\U0001f3ff]*"
_MARKS = (
    r"\.{2,}|…+\.?|-{2,}|–{2,}|—{2,}|``|''|[\U0001f1e6-\U0001f1ff]{2}",
    rf"{_SIGN}(?:\u200d{_SIGN})*",
)
_NUMBER = r"\d+(?:[.,:/]\d+)*"

_ACRONYM = re.compile(r"(?:[A-Za-z]\.){2,}(?:[A-Za-z](?!\w))?")

_PLAIN = re.compile("|".join((rf"(?P<word>{_WORD})", *_MARKS)), re.DOTALL)


@lru_cache(maxsize=1)
def _rich() -> re.Pattern[str]:
    domains = "|".join(sorted(lexical().domains))
    return re.compile(
        "|".join(
            (
                r"""(?:https?://|ftp://|www\.)[^<>"“”]*[^<>"“”.,;:!?()\[\]'’]""",
                r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
                rf"(?:[A-Za-z0-9-]+\.)+(?:{domains})(?:/[^<>\"“”]*[^<>\"“”.,;:!?()\[\]'’])?(?![\w.-]*\w)",
                r"\[\.\.\.\]|\[…\]",
                r"[:;]-?[()DP](?!\w)",
                r"(?:US|HK|NZ|CA|AU|[AC])\$",
                r"[A-Z]{1,4}&[A-Z]{1,4}(?!\w)",
                r"[#@]\w+",
                f"(?P<acronym>{_ACRONYM.pattern})",
                r"['’‘]\d\d(?:['’]?s)?(?!\w)",
                r"\d+['’]s(?!\w)",
                rf"(?P<number>(?:\.\d+|{_NUMBER}))(?P<unit>[A-Za-z]*)(?!\w)",
                rf"(?P<word>{_WORD})",
                r"['’](?:[sSdDmM]|ll|LL|re|RE|ve|VE)(?!\w)",
                *_MARKS,
            )
        ),
        re.DOTALL,
    )


_LONG_CHUNK = 300
"""Longer chunks are no words or addresses: they are cut by the plain pattern, whose time is linear."""


def chunks(text: str, start: int, end: int) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """The chunks of `text[start:end]` (code points) in order: offset of each in `text`, and its pieces."""
    for match in CHUNK.finditer(text, start, end):
        chunk = match.group()
        yield match.start(), _cut(chunk) if len(chunk) <= _LONG_CHUNK else tuple(_plain(chunk))


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets `(start, end)` of the tokens of `text[start:end]` (code points, half-open), in order."""
    return [
        (at + first, at + last)
        for at, pieces in chunks(text, start, len(text) if end is None else end)
        for first, last, _ in pieces
    ]


def _plain(chunk: str) -> Iterator[Piece]:
    for match in _PLAIN.finditer(chunk):
        yield match.start(), match.end(), match.group()


@lru_cache(maxsize=1 << 16)
def _cut(chunk: str) -> tuple[Piece, ...]:
    """The pieces of a chunk of ordinary length."""
    if chunk.isalpha() and chunk.lower() not in lexical().joined:
        return ((0, len(chunk), chunk),)  # most chunks by far
    return tuple((first, last, chunk[first:last]) for first, last in _spans(chunk))


_DEGREE = re.compile(r"\w{1,3}\.\w{1,5}\.")  # "Ph.D.": a stop inside and at the end


def _spans(chunk: str) -> Iterator[tuple[int, int]]:
    known = lexical()
    at, scan = 0, _rich().match
    while at < len(chunk):
        match = scan(chunk, at)
        if match is None:  # cannot be: the last alternative takes any character
            return
        end = match.end()
        word = match["word"]
        if word is not None:
            yield from _word(chunk, at, _extend(chunk, at, end))
            at = _extend(chunk, at, end)
        elif match["number"] is not None and match["unit"].lower() in known.units:
            yield match.span("number")
            yield match.span("unit")
            at = end
        elif chunk[at] in "'’‘" and (taken := _clipped(chunk, at)):
            yield from taken
            at = taken[-1][1]
        else:
            yield at, end
            at = end


def _extend(chunk: str, start: int, end: int) -> int:
    """Where a word ends that may go on with a hyphen (after a prefix), with "(s)", or with an abbreviation's stop."""
    known = lexical()
    if chunk.startswith("(s)", end):
        return end + 3
    word = chunk[start:end].lower()
    if word in known.prefixes and chunk.startswith("-", end):
        acronym = _ACRONYM.match(chunk, end + 1)
        if acronym is not None:
            return acronym.end()
        rest = _PLAIN.match(chunk, end + 1)
        if rest is not None and rest["word"] is not None and rest["word"][0].isalpha():
            return rest.end()
    if chunk.startswith(".", end) and not chunk.startswith("..", end):
        if word in known.abbreviations and (chunk[start].isupper() or word not in known.ambiguous):
            return end + 1
        if len(word) == 1 and word.isalpha() and word.isascii():
            return end + 1
        degree = _DEGREE.match(chunk, start)
        if degree is not None and degree.group().lower()[:-1] in known.abbreviations:
            return degree.end()
    return end


def _word(chunk: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A word without its contracted parts, then these."""
    known = lexical()
    tail: list[tuple[int, int]] = []
    while True:
        word = chunk[start:end].lower().replace("’", "'")
        if "'" not in word:
            break
        suffix = next((s for s in known.suffixes if word.endswith(s) and len(word) > len(s)), None)
        if suffix is None:
            break
        tail.append((end - len(suffix), end))
        end -= len(suffix)
    cut = known.joined.get(word)
    if cut is not None:
        yield start, start + cut
        start += cut
    yield start, end
    yield from reversed(tail)


def _clipped(chunk: str, start: int) -> list[tuple[int, int]]:
    """A word that begins with an apostrophe ("'em"; "'tis" is two), or nothing."""
    known = lexical()
    match = _PLAIN.match(chunk, start + 1)
    if match is None or match["word"] is None:
        return []
    word = "'" + match["word"].lower()
    if word in known.clipped:
        return [(start, match.end())]
    if word in known.joined:
        cut = start + known.joined[word]
        return [(start, cut), (cut, match.end())]
    return []
