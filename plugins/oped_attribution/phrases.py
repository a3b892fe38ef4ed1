"""Phrases that name a speaker, and headlines with a colon."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from oped_attribution.common import FINITE, NAMES, REACH, Finding, finite, first_person, phrase_after, speaks, trimmed
from oped_attribution.quotes import Quote
from oped_attribution.view import Phrase, View
from oped_attribution.words import words

_OWN = {"in": ("own words", "believe"), "by": ("own count", "claim"), "on": ("own count", "claim")}


def by_phrase(view: View, inside: dict[int, Quote]) -> Iterator[Finding]:
    """Findings for "according to X" and its like."""
    tokens = view.document.tokens
    firsts = {form for parts, _ in words().phrases for form in parts[0]}
    opening = {"as", *_OWN, *firsts}
    for i, token in enumerate(tokens):
        low = token.text.lower()
        if low not in opening:
            continue
        if low == "as":
            finding = _as_put(view, i)
            if finding is not None:
                yield finding
            continue
        if low in _OWN:
            finding = _in_the_view(view, i)
            if finding is not None:
                yield finding
                continue
        if low not in firsts:
            continue
        for parts, force in words().phrases:
            end = i + len(parts)
            if end < len(tokens) and all(tokens[i + k].text.lower() in forms for k, forms in enumerate(parts)):
                speaker = phrase_after(view, end)
                if (
                    speaker is None
                    or first_person(view, speaker)
                    or tokens[end].text.lower() in words().lists["first person"]
                ):
                    break
                if not speaks(tokens, speaker) and tokens[speaker.head].text.lower() not in words().evidence:
                    break
                last = _to_comma(view, i, speaker) or _with_modifiers(view, speaker)
                finding = _set_off(view, i, last.end, end, last, force)
                if finding is not None:
                    yield finding
                break


def _to_comma(view: View, first: int, phrase: Phrase) -> Phrase | None:
    """The phrase of a speaker at the beginning of a sentence, to the comma after it."""
    tokens = view.document.tokens
    start, stop = view.bounds[view.sentence_of[first]]
    if first != start:
        return None
    for i in range(phrase.end, min(stop, first + REACH)):
        if tokens[i].text == ",":
            return attrs.evolve(phrase, end=i)
        if tokens[i].tag in FINITE:
            return None
    return None


def _with_modifiers(view: View, phrase: Phrase) -> Phrase:
    """A noun phrase with "of X", "in X" after it."""
    tokens = view.document.tokens
    end = phrase.end
    sentence = view.sentence_of[phrase.first]
    while end + 1 < len(tokens) and tokens[end].tag == "IN" and view.sentence_of[end + 1] == sentence:
        if tokens[end].text.lower() not in ("of", "in", "from", "by", "for", "at"):
            break
        further = phrase_after(view, end + 1)
        if further is None or view.sentence_of[further.end - 1] != sentence:
            break
        end = further.end
    return attrs.evolve(phrase, end=end)


def _as_put(view: View, at: int) -> Finding | None:
    """ "As Keynes put it, …"."""
    tokens = view.document.tokens
    start, stop = view.bounds[view.sentence_of[at]]
    if at > start and tokens[at - 1].text not in (",", "—", "–"):
        return None
    for i in range(at + 2, min(at + REACH, stop - 1)):
        if tokens[i].text.lower() in ("put", "puts") and tokens[i + 1].text.lower() == "it":
            speaker = Phrase(at + 1, i, i - 1)
            if first_person(view, speaker) or tokens[i - 1].tag[:2] not in ("NN", "PR"):
                return None
            finding = _set_off(view, at, i + 2, at + 1, speaker, "neutral")
            return finding and attrs.evolve(finding, cue=((i, i + 2),), lemma="put it")
    return None


def _in_the_view(view: View, at: int) -> Finding | None:
    """ "In Moscow's view", "in his words", "by their own count"."""
    tokens = view.document.tokens
    kind, force = _OWN[tokens[at].text.lower()]
    sentence = view.sentence_of[at]
    for i in range(at + 1, min(at + 7, view.bounds[sentence][1])):
        last = i - 2 if tokens[i - 1].text.lower() == "own" else i - 1
        if tokens[i].text.lower() in words().lists[kind] and tokens[last].tag in ("POS", "PRP$") and i > at + 1:
            first = at + 1
            head = last if tokens[last].tag == "PRP$" else last - 1
            speaker = Phrase(first, head + 1, head)
            if head < first or first_person(view, speaker):
                return None
            return _set_off(view, at, i + 1, i + 1, speaker, force)
    return None


def _set_off(view: View, first: int, end: int, cue_end: int, speaker: Phrase, force: str) -> Finding | None:
    """The finding for a phrase `[first, end)` that names a speaker beside the clause that is his."""
    tokens = view.document.tokens
    start, stop = view.bounds[view.sentence_of[first]]
    if stop > start and end < stop and tokens[end].text == ",":
        after: tuple[tuple[int, int], ...] = ((end + 1, stop),)
    else:
        after = ((end, stop),) if finite(tokens, end, stop) and first == start else ()
    before = ((start, first),) if finite(tokens, start, first) else ()
    joined = first > start and tokens[first - 1].text.lower() in words().lists["joins"]
    if joined and finite(tokens, end, stop):
        before, after = (), ((end, stop),)  # "…, and according to X they may …"
    if before and after and not finite(tokens, end, stop):
        after = ()
    if not before and first > start + 1:
        before = ((start, first),) if after else ()
    pieces = trimmed(view, (*before, *after))
    if not pieces:
        return None
    lemma = " ".join(token.text.lower() for token in tokens[first:cue_end])
    cue: tuple[tuple[int, int], ...] = ((first, cue_end),)
    if cue_end > speaker.first:
        lemma = f"{tokens[first].text.lower()} … {tokens[cue_end - 1].text.lower()}"
        cue = ((first, speaker.first), (cue_end - 1, cue_end))
    return Finding("indirect", pieces, cue, lemma, force, speaker, f"rule: phrase that names a speaker: {lemma}")


def headlines(view: View) -> Iterator[Finding]:
    """Findings for headlines of the form "Name: what is said"."""
    at = 0
    for paragraph in view.document.paragraphs:
        count = sum(len(sentence.tokens) for sentence in paragraph.sentences)
        first, end = at, at + count
        at = end
        if paragraph.kind != "headline":
            continue
        tokens = view.document.tokens
        colon = next((i for i in range(first + 1, min(first + 7, end)) if tokens[i].text == ":"), -1)
        if colon < 0 or end - colon < 4 or not finite(tokens, colon + 1, end):
            continue
        if all(token.tag in (*NAMES, "POS") or token.text[:1].isupper() for token in tokens[first:colon]):
            yield Finding(
                "indirect",
                trimmed(view, ((colon + 1, end),)),
                ((colon, colon + 1),),
                ":",
                "neutral",
                Phrase(first, colon, colon - 1),
                "rule: headline with a colon",
            )
