"""Where sentences end among the tokens of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from oped.linguistics.lexical import lexical

_STOPS = frozenset({".", "!", "?", "…", "。", "！", "？", "।", "॥", "؟", "۔", "．"})
_CLOSERS = frozenset("\"'”’)]}»›") | {"''"}
_OPENERS = frozenset("\"'“‘([{«‹¿¡") | {"``"}
_WORDS_TO_VERB = 5
"""How many words after a closing quotation mark the verb of saying may stand."""


def boundaries(texts: Sequence[str], spaced: Sequence[bool]) -> list[int]:
    """Indices of the tokens that begin a sentence; the first is 0 where there are tokens.

    `spaced[i]` says whether white space stands before token i.
    """
    starts = [0] if texts else []
    i, count = 0, len(texts)
    while i < count:
        if not _may_end(texts[i]):
            i += 1
            continue
        end = i + 1
        while end < count and (texts[end] in _STOPS or _is_dots(texts[end])):
            end += 1
        close = end
        while close < count and texts[close] in _CLOSERS and not (spaced[close] and not _closes(texts, spaced, close)):
            close += 1
        if close < count and _ends(texts, spaced, i, end, close):
            starts.append(close)
        i = max(close, i + 1)
    return starts


def _may_end(text: str) -> bool:
    return text[-1] in _STOPS and (len(text) == 1 or text[-1] == "." or _is_dots(text) or text[-1] == "…")


def _is_dots(text: str) -> bool:
    return text[0] in ".…" and text[-1] in ".…"


def _closes(texts: Sequence[str], spaced: Sequence[bool], at: int) -> bool:
    """Whether a mark after a blank is a closing one all the same: no word follows it directly."""
    return texts[at] in "”’)]}»›" or at + 1 == len(texts) or spaced[at + 1]


def _ends(texts: Sequence[str], spaced: Sequence[bool], stop: int, end: int, close: int) -> bool:
    """Whether a sentence ends between `texts[stop:close]` (stop, more stops up to `end`, closing marks) and what follows."""
    after = _first_word(texts, close)
    follower = texts[after] if after < len(texts) else ""
    if not spaced[close]:
        return _ends_unspaced(texts, stop, close, follower)
    if follower[:1].islower():
        return False
    token = texts[stop]
    if len(token) > 1 and token[0] not in _STOPS:
        return end > stop + 1 or _abbreviation_ends(texts, stop, close, follower)
    if texts[close] in ",;:-–—/" or follower == "":
        return False
    if (
        token == "."
        and texts[stop - 1 : stop]
        and texts[stop - 1].lower() in lexical().numbered_words
        and follower.isdigit()
    ):
        return False
    if _is_dots(token) and not follower[:1].isupper():
        return False
    if close > end and token in "?!" and _says(texts, close):
        return False
    return not (close > end and texts[close - 1] in ")]" and token in "?!" and end - stop == 1 and _aside(texts, stop))


def _aside(texts: Sequence[str], stop: int) -> bool:
    """Whether a mark is all that its brackets hold: "(!)"."""
    return stop > 0 and texts[stop - 1] in "(["


def _first_word(texts: Sequence[str], at: int) -> int:
    while at < len(texts) and texts[at] in _OPENERS:
        at += 1
    return at


def _ends_unspaced(texts: Sequence[str], stop: int, close: int, follower: str) -> bool:
    """A stop without a blank after it: "ended.The next" is two sentences, "3.5" and "a.b" are none."""
    if texts[stop] in "。！？।॥؟۔．":
        return True
    before = texts[stop - 1] if stop else ""
    if texts[stop] not in ".!?" or len(before) < 2 or not before[-1].isalnum() or before.isupper():
        return False
    return follower[:1].isupper() and (len(follower) > 1 and follower[1:2].islower() or follower in ("I", "A"))


def _abbreviation_ends(texts: Sequence[str], stop: int, close: int, follower: str) -> bool:
    """Whether a token that carries its own stop ("U.S.", "Mr.", "J.", "etc.") is the last of its sentence."""
    known = lexical()
    word = texts[stop].lower()[:-1]
    if word in known.titles and word not in known.ambiguous:
        return False
    if not follower[:1].isupper() or texts[close] in ",;:-–—/":
        return close > stop + 1 and follower[:1].isdigit()
    if len(word) == 1:
        return False
    return follower.lower() in known.starters


def _says(texts: Sequence[str], at: int) -> bool:
    """Whether a name and a verb of saying follow a closing quotation mark: the sentence goes on."""
    saying = lexical().saying
    for i in range(at, min(at + _WORDS_TO_VERB, len(texts))):
        if texts[i].lower() in saying:
            return i > at or not texts[i][0].isupper()
        if not (texts[i][:1].isupper() or texts[i] == "."):
            return False
    return False
