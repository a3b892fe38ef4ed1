"""What all rules share: the records of what is found, speakers, and the edges of stretches."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from oped.model import Token
from oped_attribution.quotes import Quote
from oped_attribution.view import Phrase, Predicate, View
from oped_attribution.words import words

CLOSING = frozenset((",", ".", ";", ":", "?", "!", "…", "—", "–", "-", ")", "]", "--", ". . ."))
MARKS = frozenset(("“", "”", '"', "``", "''", "‘", "’", "'", "«", "»"))
FINITE = ("VBZ", "VBP", "VBD", "MD")
REACH = 14  # tokens between a quotation and the verb that reports it
NAMES = ("NNP", "NNPS")
_NOUN_GOES_ON = frozenset(("NN", "NNS", "NNP", "NNPS", "POS", "HYPH"))


@attrs.frozen
class Finding:
    """Something said: its words, the words that report it, and the phrase of its speaker."""

    kind: str
    pieces: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    lemma: str
    force: str
    speaker: Phrase | None
    why: str
    negated: bool = False
    modal: str = ""


@attrs.frozen
class Rejection:
    """A candidate that is no attribution: tokens, and why not."""

    first: int
    end: int
    because: str


def speaker(view: View, cue: Predicate, quote: Quote | None) -> Phrase | None:
    """The subject of an active reporting verb, the agent of a passive one; where that is none, the name after the verb."""
    phrase = cue.agent if cue.passive else cue.subject
    if quote is None and phrase is not None and phrase.first >= cue.words[-1][1]:
        phrase = None  # the subject of what is reported
    outside = quote is None or phrase is None or phrase.end <= quote.open or phrase.first > quote.close
    if phrase is not None and outside and view.document.tokens[phrase.head].tag != "EX":
        return phrase
    if cue.passive or quote is None:
        return None
    return phrase_after(view, cue.words[-1][1]) or _phrase_before(view, cue.first, quote)


def phrase_after(view: View, first: int) -> Phrase | None:
    """The noun phrase that begins here: "said Mr. Xi"."""
    tokens = view.document.tokens
    end, head = first, -1
    limit = min(len(tokens), first + 8)
    while end < limit and view.sentence_of[end] == view.sentence_of[first - 1]:
        tag = tokens[end].tag
        if head >= 0 and (tag not in _NOUN_GOES_ON or tokens[end].text.lower() in words().lists["day"]):
            break
        if tag[:2] == "NN":
            head = end
        elif tag == "PRP" and end == first:
            return Phrase(first, first + 1, first)
        elif tag not in ("DT", "JJ", "PRP$", "POS", "HYPH", "CD"):
            break
        end += 1
    return Phrase(first, head + 1, head) if head >= 0 else None


def _phrase_before(view: View, end: int, quote: Quote) -> Phrase | None:
    """The noun phrase between a quotation and a reporting verb: ",” the minister said"."""
    tokens = view.document.tokens
    first = end
    while first - 1 > quote.close and tokens[first - 1].tag in (
        "DT",
        "JJ",
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "PRP",
        "PRP$",
        "POS",
        "HYPH",
        "IN",
    ):
        first -= 1
    return Phrase(first, end, end - 1) if first < end and tokens[end - 1].tag[:2] in ("NN", "PR") else None


def own_voice(view: View, predicate: Predicate, inside: dict[int, Quote]) -> bool:
    """Whether the author reports himself: a first person outside quotation marks."""
    phrase = predicate.agent if predicate.passive else predicate.subject
    return phrase is not None and phrase.head not in inside and first_person(view, phrase)


def first_person(view: View, phrase: Phrase) -> bool:
    """Whether a phrase is the author's "I" or "we"."""
    return view.document.tokens[phrase.head].text.lower() in words().lists["first person"]


def speaks(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a phrase can name a speaker: a name, a pronoun, a plural, a title, a group or a text."""
    known = words()
    tag, head = tokens[phrase.head].tag, tokens[phrase.head].text.lower()
    if head in known.evidence:
        return False
    if tag != "NN":
        return True
    return head in known.texts or head in known.groups or head in known.titles or head.endswith(known.person_endings)


def finite(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether there is a finite verb among tokens `[first, end)`."""
    return any(tokens[i].tag in FINITE for i in range(first, end))


def trimmed(view: View, pieces: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Stretches without the marks and the "that" at their edges; empty ones are left out."""
    tokens = view.document.tokens
    result = []
    for first, end in pieces:
        while first < end and (tokens[first].text in CLOSING or tokens[first].text in MARKS):
            first += 1
        if first + 1 < end and tokens[first].text.lower() == "that" and tokens[first + 1].tag not in FINITE:
            first += 1
        while first < end and tokens[first].text in MARKS:
            first += 1
        while end > first and (
            tokens[end - 1].text in MARKS or tokens[end - 1].text in (",", ";", ":", "—", "–", "--")
        ):
            end -= 1
        if end > first and tokens[end - 1].text == "." and not _within_marks(tokens, end):
            end -= 1
        while end > first and (tokens[end - 1].tag == "CC" or tokens[end - 1].text in (",", *MARKS)):
            end -= 1
        if first < end:
            result.append((first, end))
    return tuple(result)


def _within_marks(tokens: Sequence[Token], end: int) -> bool:
    return end < len(tokens) and tokens[end].text in MARKS
