"""The event that a sentence tells of a given pair, as cooperation or conflict, after the classes of PLOVER.

News of events names an act whose sign the words of feeling around it do not give ("granted asylum", "lifted the
curfew", "massed troops"). The act looked for is the first that the source does; else the first in the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import attrs

from oped.lexicon import Matcher, load
from oped.model import Token

_HERE = Path(__file__).parent
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "without", "nor"})
_ENDS = frozenset({"because", "after", "before", "while", "as", "following", "during", ",", ";", "amid", "despite"})
_FAR = 12  # tokens after a verb that carries an act, within which the act is named
_BEFORE = 4  # tokens before an event in which a negation turns it round


@attrs.frozen
class Event:
    """Tokens `[first, end)` tell of cooperation (sign 1) or conflict (−1); `linked` where the source is seen to do it."""

    sign: int
    first: int
    end: int
    linked: bool
    decisive: bool


@attrs.frozen
class _Word:
    kind: str
    sign: int
    first: int
    end: int


@cache
def _matcher() -> Matcher:
    return Matcher(load(_HERE / "events.toml").entries)


def _words(tokens: Sequence[Token]) -> list[_Word]:
    found: list[_Word] = []
    for match in _matcher().find(tokens):
        sign = match.entry.features.get("sign")
        found.append(
            _Word(str(match.entry.features["kind"]), 1 if sign is None or int(sign) > 0 else -1, match.first, match.end)
        )
    return found


def event(tokens: Sequence[Token], source: tuple[int, int]) -> Event | None:
    """The event that the actor at tokens `source` is the doer of; `(0, 0)` for an actor without a place."""
    words = _words(tokens)
    if not words:
        return None
    placed = source[1] > source[0]
    start = source[1] if placed else 0
    if placed and _by(tokens, source[0]):  # "was condemned by": the act stands before
        before = [w for w in words if w.end <= source[0] and w.kind != "lesser"]
        if before:
            return _told(tokens, words, words.index(before[-1]), True)
    after = [k for k, w in enumerate(words) if w.first >= start]
    verbs = [k for k in after if tokens[words[k].first].tag.startswith(("VB", "JJ")) and words[k].kind != "act"]
    for k in verbs:
        if words[k].kind != "lesser" and (found := _told(tokens, words, k, placed)) is not None:
            return found
    nouns = [k for k in after if words[k].kind == "act"]
    for k in [*nouns, *verbs, *range(len(words))]:
        if (found := _told(tokens, words, k, False)) is not None:
            return found
    return None


def joins(tokens: Sequence[Token], source: tuple[int, int], told: Event, target: tuple[int, int]) -> bool:
    """Whether an event plainly leads from the source to the target: right after the one, in one clause with the other."""
    if not source[1] <= told.first < target[0] or told.first - source[1] > _NEAR:
        return False
    if any(t.tag in ("VBD", "VBZ", "VBP") and t.lemma.lower() not in _SAID for t in tokens[source[1] : told.first]):
        return False
    after = tokens[told.first + 1 : target[0]]
    return len(after) <= _WITHIN and not any(t.tag in ("VBD", "VBZ", "VBP", "MD") or t.text == ";" for t in after)


_NEAR = 7  # tokens between a source and its event
_WITHIN = 14  # tokens between an event and its target
_SAID = frozenset({"say", "tell", "announce", "have", "be", "do"})


def _by(tokens: Sequence[Token], first: int) -> bool:
    return any(t.text.lower() == "by" for t in tokens[max(0, first - 4) : first])


def _told(tokens: Sequence[Token], words: Sequence[_Word], k: int, linked: bool) -> Event | None:
    """The event at a word; of a verb that carries an act, with the act that it carries."""
    word = words[k]
    sign, end = word.sign, word.end
    if word.kind == "carry":
        ahead = [w for w in words[k + 1 :] if w.first - word.end <= _FAR]
        while len(ahead) > 1 and ahead[0].kind == ahead[1].kind == "act" and ahead[1].first == ahead[0].end:
            ahead = ahead[1:]  # "trade embargo": the last noun says what it is
        carried = ahead[0] if ahead else None
        if carried is not None and any(t.text.lower() in _ENDS for t in tokens[word.end : carried.first]):
            carried = None
        if carried is None:
            return None if word.sign > 0 else Event(-1, word.first, word.end, linked, False)
        deeper = _told(tokens, words, words.index(carried), linked) if carried.kind == "carry" else None
        inner = deeper.sign if deeper is not None else carried.sign
        sign, end = word.sign * inner, max(word.end, carried.first)
        if carried.kind == "event" and word.sign > 0:
            sign = carried.sign
    negated = any(t.text.lower() in _NEGATIONS for t in tokens[max(0, word.first - _BEFORE) : word.first])
    return Event(-sign if negated else sign, word.first, min(end, word.end + 1), linked, word.kind != "lesser")
