"""Where sentences end among the tokens of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from oped.linguistics.lexical import lexical

_FULL = frozenset("。！？।॥؟۔．")
"""Marks of other scripts that end a sentence without a blank after them."""
_STOPS = frozenset(".!?…") | _FULL
_CLOSERS = frozenset("\"'”’)]}»›") | {"''"}
_CLOSERS_ONLY = frozenset("”’)]}»›")
_OPENERS = frozenset("\"'“‘([{«‹¿¡") | {"``"}
_GOES_ON = frozenset(",;:-–—/")
_WORDS_TO_VERB = 5
"""How many words after a closing quotation mark the verb of saying may stand."""
_NOTES = 24
"""How many tokens of note numbers ("[4] [17]") may follow a stop."""


def boundaries(texts: Sequence[str], spaced: Sequence[bool]) -> list[int]:
    """Indices of the tokens that begin a sentence; the first is 0 where there are tokens.

    `spaced[i]` says whether white space stands before token i.
    """
    starts = [0] if texts else []
    count = len(texts)
    passed = 0
    for at in [i for i, text in enumerate(texts) if text[-1] in _STOPS]:
        if at < passed or not _may_end(texts[at]):
            continue
        end = at + 1
        while end < count and (texts[end] in _STOPS or _is_dots(texts[end])):
            end += 1
        close = _closing(texts, spaced, end)
        if close < count and _ends(texts, spaced, at, end, close):
            starts.append(close)
        passed = close
    begins = lexical().beginners
    unstopped = [i for i, text in enumerate(texts) if text in begins and _begins(texts, spaced, i)]
    return sorted({*starts, *unstopped}) if unstopped else starts


def _begins(texts: Sequence[str], spaced: Sequence[bool], at: int) -> bool:
    """Whether a word that is seldom capital within a sentence begins one, after words without a stop.

    The word before must be able to end a heading: no mark, and no short word that must go on ("of", "the").
    """
    before, after = texts[at - 1 : at], texts[at + 1 : at + 2]
    if not before or not after or not spaced[at] or not spaced[at + 1] or not after[0].islower():
        return False
    word = before[0]
    return word[-1].isalnum() and word.lower() not in lexical().starters and (len(word) > 3 or word[0].isupper())


def _may_end(text: str) -> bool:
    """Whether a token that ends in a stop can end a sentence: a stop, dots, or an abbreviation."""
    return len(text) == 1 or text[-1] in ".…"


def _is_dots(text: str) -> bool:
    return text[0] in ".…" and text[-1] in ".…"


def _closing(texts: Sequence[str], spaced: Sequence[bool], at: int) -> int:
    """Where the marks end that close a quotation or a bracket, and the numbers of notes, after a stop."""
    count = len(texts)
    while at < count and texts[at] in _CLOSERS and (not spaced[at] or _closes(texts, spaced, at)):
        at += 1
    limit = min(count - 2, at + _NOTES)
    while at < limit and texts[at] == "[" and texts[at + 1].isdigit() and texts[at + 2] == "]":
        at += 3
    return at


def _closes(texts: Sequence[str], spaced: Sequence[bool], at: int) -> bool:
    """Whether a mark after a blank is a closing one all the same: no word follows it directly."""
    return texts[at] in _CLOSERS_ONLY or at + 1 == len(texts) or spaced[at + 1]


def _ends(texts: Sequence[str], spaced: Sequence[bool], stop: int, end: int, close: int) -> bool:
    """Whether a sentence ends before `close`: after a stop, more stops up to `end`, and closing marks."""
    mark, following = texts[stop], texts[close]
    after = close
    while after < len(texts) and texts[after] in _OPENERS:
        after += 1
    follower = texts[after] if after < len(texts) else ""
    if not spaced[close]:
        return _ends_unspaced(texts, stop, follower)
    if following in _GOES_ON:
        return False
    if follower.islower() and not (mark == "." and end == stop + 1 and following in "(["):
        return False
    if len(mark) > 1 and mark[0] not in _STOPS:
        return end > stop + 1 or _abbreviation_ends(texts, stop, end, close, follower)
    if not follower:
        return False
    if _is_dots(mark) and (len(mark) > 1 or end > stop + 1 or mark == "…"):
        return follower[:1].isupper()
    if mark in "!?" and following == "(" and follower[:1].isdigit():
        return False  # a title and its year: "Who's Afraid of Virginia Woolf? (1966)"
    if mark in "!?" and stop and texts[stop - 1] in "([" and texts[end : end + 1] and texts[end] in ")]":
        return False  # an aside: "(!)"
    return not (mark in "!?" and close > end and _says(texts, close))


def _ends_unspaced(texts: Sequence[str], stop: int, follower: str) -> bool:
    """A stop without a blank after it: "ended.The next" is two sentences, "3.5" and "a.b" are none."""
    if texts[stop] in _FULL:
        return True
    before = texts[stop - 1] if stop else ""
    if texts[stop] not in ".!?" or not before[-1:].isalnum() or before.isupper():
        return False
    if len(before) < 2 and not (before.isdigit() and stop > 1):
        return False  # an initial, or the number of an item
    return follower in ("I", "A") or (follower[:1].isupper() and follower[1:2].islower())


def _abbreviation_ends(texts: Sequence[str], stop: int, end: int, close: int, follower: str) -> bool:
    """Whether a token that carries its own stop ("U.S.", "Mr.", "J.", "etc.") is the last of its sentence."""
    known = lexical()
    word = texts[stop].lower()[:-1]
    if word in known.titles:
        return False
    if not follower[:1].isupper():
        return close > end and follower[:1].isdigit()
    if len(word) == 1:  # an initial, or a letter that ends a sentence: "Plan B. The"
        return close > end or follower.lower() in known.starters
    return follower.lower() in known.starters or (word in known.enders and follower.lower() not in known.calendar)


def _says(texts: Sequence[str], at: int) -> bool:
    """Whether a name and a verb of saying follow a closing quotation mark: the sentence goes on."""
    saying, starters = lexical().saying, lexical().starters
    for i in range(at, min(at + _WORDS_TO_VERB, len(texts))):
        if texts[i].lower() in saying:
            return i > at or not texts[i][0].isupper()
        if texts[i] != "I" and texts[i].lower() in starters:
            return False  # no name has this word, so its capital begins a sentence
        if not (texts[i][:1].isupper() or texts[i] == "."):
            return False
    return False
