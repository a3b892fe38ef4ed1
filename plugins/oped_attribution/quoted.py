"""Quotations: which are speech, which quoted words, and who says them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from oped.model import Token
from oped_attribution.common import (
    CLOSING,
    FINITE,
    NAMES,
    REACH,
    Finding,
    Rejection,
    cue_words,
    finite,
    first_person,
    own_voice,
    speaker,
    speaks,
    trimmed,
    weighed,
)
from oped_attribution.quotes import Quote
from oped_attribution.surface import noun_phrase
from oped_attribution.view import Phrase, Predicate, View
from oped_attribution.words import words

_PHRASE = 5  # tokens; quoted words that say something by themselves
_ENDS_SPEECH = frozenset((",", ".", "?", "!", "…", "—", "–"))


def quoted(
    view: View, spoken: Sequence[Quote], inside: dict[int, Quote]
) -> tuple[list[Finding], list[Rejection], set[int]]:
    """Findings for quotations, the quotations that are none, and the reporting predicates that they used up."""
    found: list[Finding] = []
    rejected: list[Rejection] = []
    used: set[int] = set()
    last: Finding | None = None
    last_paragraph = -1
    for quote in spoken:
        paragraph = view.document.paragraph_index(view.document.tokens[quote.open].start)
        if last is not None and paragraph != last_paragraph:
            last = None
        finding = _with_cue(view, quote, inside)
        if finding is None and last is not None and _whole(view, quote):
            if _follows(view, last, quote):
                found.remove(last)
                last = attrs.evolve(
                    last, kind="direct", pieces=(*last.pieces, *quote.pieces), why=last.why + "; quotation that goes on"
                )
                found.append(last)
                continue
            finding = attrs.evolve(
                last, kind="direct", pieces=quote.pieces, why="quotation that goes on: " + last.why.split("; ")[0]
            )
        if finding is None:
            finding = _from_sentence_before(view, quote)
        if finding is None:
            rejected.append(
                Rejection(quote.first, quote.end, "quotation without a reporting word: scare quotes, a title or a term")
            )
            continue
        if last is not None and finding.cue == last.cue and _splits(view, last, quote):
            found.remove(last)
            finding = attrs.evolve(last, pieces=(*last.pieces, *finding.pieces), why=last.why + "; split quotation")
        found.append(finding)
        used.update(first for first, _ in finding.cue)
        last, last_paragraph = finding, view.document.paragraph_index(view.document.tokens[quote.close].start)
    return found, rejected, used


def _from_sentence_before(view: View, quote: Quote) -> Finding | None:
    """A quotation of whole sentences with no reporting word: whoever the sentence before it is about says it."""
    tokens = view.document.tokens
    number = view.sentence_of[quote.open]
    paragraph = view.document.paragraph_index
    if not _whole(view, quote) or not number or not finite(tokens, quote.first, quote.end):
        return None
    if paragraph(tokens[view.bounds[number - 1][0]].start) != paragraph(tokens[quote.open].start):
        return None
    first, end = view.bounds[number - 1]
    verb = next((i for i in range(first, end) if tokens[i].tag in FINITE), end)
    about = noun_phrase(view, first, verb) if first < verb < end else None
    if about is None or not speaks(tokens, about) or first_person(view, about):
        return None
    if tokens[about.head].text.lower() in words().lists["thing"] or tokens[about.head].text.lower() == "you":
        return None
    return Finding("direct", trimmed(view, quote.pieces), (), "", "neutral", about, "rule: quotation after its speaker")


def _follows(view: View, last: Finding, quote: Quote) -> bool:
    """Whether a quotation stands in the sentence after the one in which the quotation before it is reported."""
    before = max(end for _, end in (*last.pieces, *last.cue)) - 1
    return last.kind == "direct" and view.sentence_of[quote.open] - view.sentence_of[before] <= 1


def _splits(view: View, last: Finding, quote: Quote) -> bool:
    """Whether a quotation goes on in the sentence that its first part began."""
    before = last.pieces[-1][1] - 1
    return view.sentence_of[before] == view.sentence_of[quote.open] and last.kind == "direct"


def _whole(view: View, quote: Quote) -> bool:
    """Whether a quotation is made of whole sentences, with nothing beside it."""
    first, _ = view.bounds[view.sentence_of[quote.open]]
    _, end = view.bounds[view.sentence_of[quote.close]]
    rest = view.document.tokens[quote.close + 1 : end]
    return quote.open <= first + 1 and not any(token.text[:1].isalnum() for token in rest)


def _with_cue(view: View, quote: Quote, inside: dict[int, Quote]) -> Finding | None:
    """The finding for a quotation whose reporting word stands beside it."""
    tokens = view.document.tokens
    opening, closing = view.sentence_of[quote.open], view.sentence_of[quote.close]
    start, stop = view.bounds[opening][0], view.bounds[closing][1]
    before = tokens[quote.open - 1].text if quote.open > start else ""
    after = tokens[quote.close + 1].text if quote.close + 1 < stop else ""
    ends = tokens[quote.end - 1].text in _ENDS_SPEECH or after == ","
    earlier = _cue_before(view, opening, quote, inside)
    later = _cue_after(view, closing, quote, inside) if ends else None
    goes_on = earlier is not None and before == "," and _near(earlier, quote) and tokens[quote.first].text[:1].islower()
    if goes_on and later is not None:
        later = None  # "“We need,” she said, “a plan,” …"
    if later is not None and not (earlier is not None and before in (":", ",") and not _ends_with_comma(tokens, quote)):
        return _speech(view, quote, later, "direct", "quotation, then a reporting word", inside)
    if earlier is not None:
        return _after_cue(view, quote, earlier, before, inside)
    if not before and opening > 0 and tokens[start - 1].text == ":":
        cues = [p for p in view.predicates[opening - 1] if p.lemma in words().speech]
        if cues:
            return _speech(view, quote, cues[-1], "direct", "quotation after a colon", inside)
    named = _named_before_colon(view, quote, start, before)
    if named is not None:
        colon = quote.open - 1
        return Finding("direct", quote.pieces, ((colon, colon + 1),), ":", "neutral", named, "rule: name and colon")
    return None


def _ends_with_comma(tokens: Sequence[Token], quote: Quote) -> bool:
    return tokens[quote.end - 1].text == ","


def _after_cue(view: View, quote: Quote, cue: Predicate, before: str, inside: dict[int, Quote]) -> Finding | None:
    """A quotation that its reporting word precedes: speech where it is a clause of its own, else quoted words."""
    tokens = view.document.tokens
    known = words()
    clause = any(tokens[i].tag in FINITE for i in range(quote.first, quote.end))
    if cue.lemma in known.speech and clause and (before in (",", ":") or _adjacent(cue, quote)):
        return _speech(view, quote, cue, "direct", "a reporting word, then a quotation", inside)
    if cue.lemma in known.speech and clause and before.lower() == "that":
        finding = _speech(view, quote, cue, "mixed", "a reporting word with 'that', then a quotation", inside)
        return attrs.evolve(finding, pieces=trimmed(view, ((quote.first, _goes_on(view, quote)),)))
    capital = tokens[quote.first].text[:1].isupper()
    if cue.lemma in known.speech and (before == ":" or (capital and clause) or (before == "," and _near(cue, quote))):
        return _speech(view, quote, cue, "direct", "a reporting word, then a quotation", inside)
    named = cue.lemma not in known.speech or not finite(tokens, cue.words[-1][1], quote.open)
    if cue.lemma in known.naming and named and cue.subject is not None and tokens[cue.first - 1].tag != "HYPH":
        kind = "direct" if quote.end - quote.first >= _PHRASE else "mixed"
        return _speech(view, quote, cue, kind, "a naming verb, then quoted words", inside)
    if cue.lemma in known.speech and _adjacent(cue, quote):
        return _speech(view, quote, cue, "mixed", "a reporting word, then quoted words", inside)
    return None


def _goes_on(view: View, quote: Quote) -> int:
    """The end of the clause that a quotation begins: "“there is no alternative” to austerity"."""
    tokens = view.document.tokens
    stop = view.bounds[view.sentence_of[quote.close]][1]
    at = quote.close + 1
    if at >= stop or tokens[at].tag not in ("IN", "TO", "RB"):
        return quote.end
    while at < stop and tokens[at].text not in CLOSING and tokens[at].tag != "CC":
        at += 1
    return at


def _adjacent(cue: Predicate, quote: Quote) -> bool:
    return cue.words[-1][1] == quote.open


def _near(cue: Predicate, quote: Quote) -> bool:
    return cue.words[-1][1] == quote.open - 1


def _cue_before(view: View, number: int, quote: Quote, inside: dict[int, Quote]) -> Predicate | None:
    """The last predicate before a quotation in its sentence, where it reports or names."""
    known = words()
    candidates = [p for p in view.predicates[number] if p.head < quote.open and p.head not in inside]
    for predicate in reversed(candidates):
        if predicate.lemma in known.speech or predicate.lemma in known.naming:
            return predicate
        if view.document.tokens[quote.open - 1].text != ":":
            return None
    return None


def _cue_after(view: View, number: int, quote: Quote, inside: dict[int, Quote]) -> Predicate | None:
    """The first predicate after a quotation in its sentence, where it reports and stands near."""
    for predicate in view.predicates[number]:
        if predicate.head <= quote.close:
            continue
        if predicate.head in inside or predicate.head > quote.close + REACH:
            return None
        return predicate if predicate.lemma in words().speech and _reports_back(view, predicate, quote) else None
    return None


def _reports_back(view: View, cue: Predicate, quote: Quote) -> bool:
    """Whether a reporting verb after a quotation is about it, and does not go on: "… and added that", ", adding that"."""
    tokens = view.document.tokens
    before = cue.first - 1
    while before > quote.close and tokens[before].tag == "RB":
        before -= 1
    return tokens[before].tag != "CC" and not (tokens[cue.first].tag == "VBG" and before == quote.close)


def _named_before_colon(view: View, quote: Quote, start: int, before: str) -> Phrase | None:
    tokens = view.document.tokens
    if before != ":" or not 0 < quote.open - 1 - start <= 6:
        return None
    if not all(token.tag in (*NAMES, "JJ", "IN", "DT") for token in tokens[start : quote.open - 1]):
        return None
    head = quote.open - 2
    return Phrase(start, quote.open - 1, head) if tokens[head].tag in NAMES else None


def _speech(view: View, quote: Quote, cue: Predicate, kind: str, rule: str, inside: dict[int, Quote]) -> Finding:
    force = words().verbs.get(cue.lemma) or words().naming.get(cue.lemma, "neutral")
    return Finding(
        kind,
        trimmed(view, quote.pieces),
        cue_words(view, cue),
        cue.lemma,
        weighed(view, force, cue, quote.pieces),
        speaker(view, cue, quote),
        f"rule: {rule}: {cue.lemma}",
        cue.negated,
        cue.modal,
        own_voice(view, cue, inside),
    )
