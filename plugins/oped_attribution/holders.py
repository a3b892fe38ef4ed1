"""From the phrase of a speaker to the name of the holder."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import attrs

from oped.model import Annotation, Document, Layer, Token
from oped_attribution.view import Phrase
from oped_attribution.words import words

_PERSONAL = frozenset(("he", "she", "him", "her", "his"))
_PLURAL = frozenset(("they", "them", "their"))
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_NAMES = ("NNP", "NNPS")


class Holders:
    """Resolves speakers in the order of the text: pronouns, surnames and titles look back to earlier names."""

    def __init__(self, document: Document, actors: Layer | None) -> None:
        """Read the names of a document; `actors` is the layer of that name, where there is one."""
        self._document = document
        self._mentions: Sequence[Annotation] = actors.labelled("mention") if actors is not None else ()
        self._starts = [mention.start for mention in self._mentions]
        self._names = _names(_spoken_tokens(document))
        self._last_person = ""
        self._last_group = ""
        self._last_speaker = ""

    def resolve(self, phrase: Phrase) -> str:
        """The name of a speaker: of the actor mentioned there, else by the words of the phrase."""
        first, end = phrase.antecedent
        tokens = self._document.tokens
        if end and tokens[phrase.head].text.lower() in _RELATIVE:
            phrase = Phrase(first, end, end - 1)
        mention = self._mention(phrase)
        holder = str(mention.features.get("actor") or "") if mention is not None else ""
        holder = holder or self._by_words(phrase)
        head = tokens[phrase.head]
        if head.tag != "NNS" and head.text.lower() not in words().texts:
            self._last_speaker = holder
        named = any(tokens[i].tag in _NAMES for i in range(phrase.first, phrase.end))
        if mention is None:  # "the Kremlin" and the like are no persons
            person = named and (tokens[phrase.first].text.lower() != "the" or head.tag not in _NAMES)
        else:
            person = named and mention.features.get("type") == "person"
        if person:
            self._last_person = holder
        elif head.tag == "NNS" and head.text.lower() not in words().texts | words().evidence:
            self._last_group = holder
        return holder

    def _mention(self, phrase: Phrase) -> Annotation | None:
        """The mention of an actor on the head of the phrase."""
        head = self._document.tokens[phrase.head]
        at = bisect_left(self._starts, head.end)
        for mention in self._mentions[max(0, at - 4) : at][::-1]:
            if any(span.start < head.end and head.start < span.end for span in mention.spans):
                return mention
        return None

    def _by_words(self, phrase: Phrase) -> str:
        tokens = self._document.tokens
        head = tokens[phrase.head].text.lower()
        if tokens[phrase.head].tag in ("PRP", "PRP$"):
            person = self._person_before(phrase.first) if head in _PERSONAL else ""
            if person:
                return person
            if head in _PLURAL and self._last_group:
                return self._last_group
            return tokens[phrase.head].text if head == "i" else head
        if head in words().titles and tokens[phrase.first].text.lower() in ("the", "this", "that", "a", "an"):
            held = self._titled(head, phrase)
            if held:
                return held
        name = _name_in(tokens, phrase) or _name_beside(tokens, phrase)
        if name:
            return self._full_name(name, phrase.first)
        first = phrase.first
        while first < phrase.head and (
            tokens[first].text.lower() in words().lists["determiner"] or tokens[first].tag == "CD"
        ):
            first += 1
        end = next((i for i in range(phrase.head + 1, phrase.end) if tokens[i].text in (",", "—", "–")), phrase.end)
        held = self._document.text[tokens[first].start : tokens[end - 1].end]
        lower = tokens[first].tag in ("NN", "NNS", "VBG", "CD") and not held[:2].isupper()
        return held[:1].lower() + held[1:] if lower else held

    def _person_before(self, first: int) -> str:
        """The last speaker, else the last full name before this token."""
        if self._last_speaker or self._mentions:
            return self._last_speaker
        for start, name, _ in reversed(self._names):
            if start < first and len(name) > 1:
                return " ".join(name)
        return ""

    def _full_name(self, name: tuple[str, ...], first: int) -> str:
        """The longest name before or at this token that ends in the same surname."""
        best = name
        if len(name) == 1:
            for start, other, _ in self._names:
                if start > first:
                    break
                if other[-1] == name[-1] and len(other) > len(best):
                    best = other
        return " ".join(best)

    def _titled(self, title: str, phrase: Phrase) -> str:
        """The last person before a phrase like "the president" whose name stood after that title."""
        for start, name, before in reversed(self._names):
            if start < phrase.first and title in before:
                return self._full_name(name, phrase.first)
        return ""


def _spoken_tokens(document: Document) -> list[Token]:
    """The tokens outside bylines and source lines, whose names are the author's and the paper's."""
    return [
        token if paragraph.kind not in ("byline", "source") else attrs.evolve(token, tag="X")
        for paragraph in document.paragraphs
        for token in paragraph.tokens
    ]


def _names(tokens: Sequence[Token]) -> list[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    """Runs of proper nouns: the first token, the name, and the titles before it, all in lower case."""
    found: list[tuple[int, tuple[str, ...], tuple[str, ...]]] = []
    at, count = 0, len(tokens)
    while at < count:
        if tokens[at].tag not in _NAMES:
            at += 1
            continue
        end = at
        while end < count and tokens[end].tag in _NAMES and (end == at or tokens[end].start - tokens[end - 1].end <= 1):
            end += 1
        name, before = _untitled([token.text for token in tokens[at:end]])
        if not before and at > 0:
            before = (tokens[at - 1].text.lower(),)
        if name:
            found.append((at, name, before))
        at = end
    return found


def _untitled(parts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A name without the titles and honorifics before it, and those."""
    known = words()
    last = 0
    for i, part in enumerate(parts[:-1]):
        if part.lower() in known.titles or part.lower() in known.honorifics:
            last = i + 1
    return tuple(parts[last:]), tuple(part.lower() for part in parts[:last])


def _name_beside(tokens: Sequence[Token], phrase: Phrase) -> tuple[str, ...]:
    """The full name that stands in apposition to a title: "the minister, Ana Ruiz"."""
    for i in range(phrase.first, phrase.end - 1):
        if tokens[i].text == "," and tokens[i + 1].tag in _NAMES:
            end = i + 1
            while end < phrase.end and tokens[end].tag in _NAMES:
                end += 1
            if end - i > 2:
                return _untitled([token.text for token in tokens[i + 1 : end]])[0]
    return ()


def _name_in(tokens: Sequence[Token], phrase: Phrase) -> tuple[str, ...]:
    """The proper name that heads a phrase; empty where a common noun does."""
    head = phrase.head
    if tokens[head].tag not in _NAMES:
        return ()
    first = head
    while first > phrase.first and tokens[first - 1].tag in _NAMES:
        first -= 1
    end = head + 1
    while end < phrase.end and tokens[end].tag in _NAMES:
        end += 1
    return _untitled([token.text for token in tokens[first:end]])[0]
