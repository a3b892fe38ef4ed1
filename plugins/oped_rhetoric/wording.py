"""Single expressions: loaded language, litotes and direct address from the lexicon; scare quotes from the marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from oped.lexicon import Match
from oped.model import Annotation, Document, Layer, Span, Token

from .view import AUTHOR, Found, Line
from .words import words

_NEGATIONS = frozenset({"not", "n't", "nor", "never"})
_FAR = 40  # words before a quotation mark among which one that reports or names is looked for
_MARKS = frozenset({"“", "”", '"', "‘", "'", "``", "''"})
# At most sixty characters between the marks, so the search is linear.
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{1,60})[”\"]|(?<!\w)[‘']([^‘’'\"\n]{1,60})[’'](?!\w)")
# Classes of the word before a scare quote, of which it is a part of speech like any other.
_INTEGRATED = frozenset({"DT", "JJ", "PR", "IN", "VB", "NN", "PO", "RB", "TO", "CD", "MD", "CC"})


def expressions(lines: Sequence[Line]) -> Iterator[Found]:
    """Entries of the lexicon whose guards hold, and negated negative adjectives."""
    matcher, beginnings = words().matcher, words().first | _NEGATIONS
    for line in lines:
        if line.kind not in {"body", "quote", "list"}:
            continue
        done = 0
        near = enumerate(zip(line.low, line.lemma, strict=True))
        for at in [i for i, (word, lemma) in near if word in beginnings or lemma in beginnings]:
            if at < done:
                continue
            match = next((m for m in matcher.at(line.tokens, at) if _holds(line, m)), None)
            if match is not None:
                features = match.entry.features
                why = f"lexicon: {match.entry.pattern!r}, {features.get('gloss', '')}".rstrip(", ")
                extra = {"type": str(features["type"])} if "type" in features else {}
                label = str(features["figure"])
                yield Found(label, (line.span(at, match.end),), line.voice(at), why, dict(extra))
                done = match.end
            elif (end := _negated_negative(line, at)) is not None:
                why = "a negative adjective that is itself negated"
                yield Found("litotes", (line.span(at, end),), line.voice(at), why)
                done = end


def _holds(line: Line, match: Match) -> bool:
    """Whether the guards of an entry hold: `start` of a clause, `author`'s own words, `unless` a
    word stands beside it, `after` certain words, `after_name`."""
    features = match.entry.features
    first, last = match.first, match.end
    if features.get("start") and not _starts(line, first):
        return False
    if features.get("author") and line.voice(first) != AUTHOR:
        return False
    if not features.get("name") and any(_title(line, i) for i in range(first, last)):
        return False
    unless = str(features.get("unless", "")).split()
    near = {line.word(first - 1), line.word(first - 2), line.word(last), line.word(last + 1)}
    after = str(features.get("after", "")).split()
    if features.get("after_name") and not _named(line, first - 1):
        return False
    return not near & set(unless) and (not after or line.word(first - 1) in after)


def _title(line: Line, at: int) -> bool:
    """Whether a word is part of a name or a title, by its tag or its capital."""
    text = line.tokens[at].text
    return line.tag[at].startswith("NNP") or (at > line.body.start and text[:1].isupper() and not text.isupper())


def _named(line: Line, at: int) -> bool:
    """Whether a name, a nationality or a possessive stands at an index."""
    return at >= 0 and (line.tag[at] == "POS" or (at > 0 and line.tokens[at].text[:1].isupper()))


def _starts(line: Line, at: int) -> bool:
    return at == line.body.start or (
        at == line.body.start + 1 and line.low[at - 1] in {"so", "but", "and", "now", "then"}
    )


def _negated_negative(line: Line, at: int) -> int | None:
    """The end of "not (at all) unkindly", "nor inexperienced"; None where no negative word follows the negation."""
    if line.low[at] not in _NEGATIONS:
        return None
    lists = words().lists
    here = at + 1
    while here < len(line) and here < at + 3 and line.low[here] in lists["degrees"]:
        here += 1
    return here + 1 if line.word(here) in lists["negatives"] else None


def scare_quotes(document: Document, lines: Sequence[Line], attribution: Layer | None) -> Iterator[Found]:
    """Short stretches in quotation marks that nobody is said to have said, and that are no title, name or mention."""
    quoted = [span for content in _contents(attribution) for span in content.spans]
    starts = {span.start for span in quoted}
    marked = Counter(_inner(match) for match in _QUOTED.finditer(document.text))
    for line in lines:
        if line.kind != "body" or line.said.isdisjoint(_MARKS):
            continue
        start, end = line.tokens[0].start, line.tokens[-1].end
        for match in _QUOTED.finditer(document.text, start, end):
            group = 1 if match.group(1) else 2
            inner = Span(match.start(group), match.end(group))
            first = bisect_left(line.tokens, inner.start, key=_start)
            inside = range(first, bisect_left(line.tokens, inner.end, key=_start))
            if marked[_inner(match)] > 1:
                continue  # what is always written so is a term
            if inside and not starts & set(range(match.start(), inner.end)) and _scares(line, inside):
                why = "quotation marks around the author's own words: nobody is quoted, nothing is named"
                yield Found("scare_quotes", (inner,), AUTHOR, why)


def _start(token: Token) -> int:
    return token.start


def _inner(match: re.Match[str]) -> str:
    return (match.group(1) or match.group(2)).lower().strip(" .,")


def _contents(attribution: Layer | None) -> Sequence[Annotation]:
    return attribution.labelled("content") if attribution is not None else ()


def _scares(line: Line, inside: Sequence[int]) -> bool:
    """Whether one word is held at a distance. Of several words the marks mostly tell a term, or quote."""
    lists = words().lists
    worded = [at for at in inside if line.low[at][:1].isalpha()]
    if len(worded) != 1 or any(line.voices[at] != AUTHOR for at in inside):
        return False
    at, first, last = worded[0], inside[0], inside[-1]
    if line.tag[at] not in {"NN", "NNS", "VB", "VBD", "VBN", "VBG", "VBP", "VBZ", "JJ", "RB"}:
        return False
    if line.tokens[at].text[:1].isupper() or line.low[last] in {"?", "!"}:
        return False
    before, after = range(max(0, first - _FAR), max(0, first - 1)), range(last + 2, min(len(line), last + 4))
    if any(line.lemma[i] in lists["mention"] for i in before) or line.word(first - 2) in {"as", "'s own"}:
        return False
    if any(line.lemma[i] in lists["reporting"] for i in (*before, *after)):
        return False  # whoever reports may be quoting
    if any(line.lemma[i] in lists["mention_after"] for i in after) or line.tag_at(last + 2).startswith("NN"):
        return False  # a name for a thing, or the first word of a term
    return line.tag_at(first - 2)[:2] in _INTEGRATED
