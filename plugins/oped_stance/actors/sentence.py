"""One sentence under search, and what may be found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal

import attrs

from oped.model import Token
from oped_stance.actors.registry import Form, Registry
from oped_stance.actors.words import Words

Kind = Literal["form", "person", "body", "role", "epithet", "group", "pronoun", "prefix", "human", "unnamed", "unknown"]


HYPHENS = frozenset({"-", "–", "‑"})


POSSESSIVE = frozenset({"’s", "'s", "’", "'", "`s"})


DETERMINERS = frozenset({"the", "this", "that", "our", "The", "This", "That", "Our"})


OWNERS = frozenset({"whose", "its", "his", "her", "their", "my", "Its", "His", "Her", "Their", "My"})


_LITTLE = frozenset(
    {"a", "an", "the", "of", "and", "in", "on", "for", "to", "with", "by", "as", "at", "from", "is", "or", "but", "nor",
     "vs", "vs.", "over", "into", "its", "s", "n’t", "n't"}
)  # fmt: skip


_NOT_NAMES = frozenset(
    {"I", "The", "A", "An", "And", "But", "Or", "If", "In", "On", "At", "For", "To", "Of", "As", "By", "With", "From", "That",
     "This", "These", "Those", "There", "Here", "What", "When", "Where", "Why", "How", "Who", "Which", "While", "So", "Yet",
     "Not", "No", "Yes", "We", "You", "My", "Our", "Your", "Some", "Many", "Most", "All", "Few", "Much", "More", "Such",
     "God", "Mr", "January", "February", "April", "June", "July", "August", "September", "October", "November",
     "December", "Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "Monday", "Tuesday", "Wednesday", "Thursday",
     "Friday", "Saturday", "Sunday", "Christmas", "Easter", "Internet", "Web", "TV", "DNA", "GDP", "AI", "CEO", "PhD",
     "Ph.D.", "OK", "AM", "PM", "VAT", "GNP", "CO2", "DUI", "MVP", "PC", "FAQ", "CCTV", "BA", "MA", "MBA", "GP", "GPs", "ID", "IQ",
     "USB", "GPS", "SUV", "SUVs", "LGBT", "LGBTQ", "UFO", "TVs", "Ont", "Ont.", "Ph.D", "NGO", "NGOs", "R&D", "AIDS", "HIV", "Covid", "COVID", "Bible", "Koran", "Quran", "Earth"}
)  # fmt: skip


@attrs.frozen
class Candidate:
    """Tokens `[first, end)` of a sentence that may name an actor.

    `forms` are the readings of the registry; `office` and `country` what a title says; `gender` what the words tell;
    `type` what the head of a body, an epithet or a group tells; `count` the size of a group; `name` where the bare
    name begins after a title.
    """

    first: int
    end: int
    kind: Kind
    why: str
    forms: tuple[Form, ...] = ()
    office: str = ""
    country: str = ""
    gender: str = ""
    type: str = ""
    count: int = 0
    name: int = -1
    title: str = ""
    confidence: float = 0.0


def upper(text: str) -> bool:
    """Whether a word begins with a capital."""
    return text[0].isupper()


@attrs.define
class Sentence:
    """One sentence under search: its tokens, the text, and whether capitals mean anything in it."""

    tokens: Sequence[Token]
    text: str
    words: Words
    registry: Registry
    seen: Mapping[str, int] = attrs.field(factory=dict)
    """How often each word stands in the document, as it is written."""

    @cached_property
    def shouted(self) -> bool:
        """Whether all but little words are capitalised, as in headlines, so that a capital tells no name."""
        words = 0
        for token in self.tokens:
            text = token.text
            if text[0].isalpha():
                words += 1
                if not text[0].isupper() and text not in _LITTLE:
                    return False
        return words > 3

    @cached_property
    def ends(self) -> dict[int, int]:
        """The index after a token, by the offset where it ends."""
        return {token.end: i + 1 for i, token in enumerate(self.tokens)}

    def matches(self, words: tuple[str, ...], first: int) -> int:
        """The index after the tokens that spell these words from `first` on; 0 where they do not."""
        at = self.tokens[first].start
        text, limit = self.text, self.tokens[-1].end
        for number, word in enumerate(words):
            if number:
                start = at
                while at < limit and text[at].isspace():
                    at += 1
                if at == start:
                    return 0
            if not text.startswith(word, at):
                return 0
            at += len(word)
        return self.ends.get(at, 0)

    def word(self, i: int) -> str:
        """The text of a token, or "" beyond the sentence."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def lower(self, i: int) -> str:
        """The text of a token in lower case, or "" beyond the sentence."""
        return self.word(i).lower()

    def joined(self, i: int) -> bool:
        """Whether a token follows the one before it without a blank."""
        return i > 0 and self.tokens[i].start == self.tokens[i - 1].end

    def named(self, i: int) -> bool:
        """Whether a token may be part of a name: a capital that is no mere start of a sentence."""
        if not 0 <= i < len(self.tokens):
            return False
        token = self.tokens[i]
        if not upper(token.text) or token.text in _NOT_NAMES:
            return False
        return i > 0 or token.tag[:2] in ("NN", "FW") or token.text in self.words.genders

    def spelled(self, first: int, end: int) -> str:
        """The words of tokens `[first, end)`, blanks made plain."""
        if end == first + 1:
            return self.tokens[first].text
        return " ".join(self.text[self.tokens[first].start : self.tokens[end - 1].end].split())


def forms_at(sentence: Sentence, at: int) -> tuple[tuple[Form, ...], int]:
    """The readings of the longest form of the registry that begins here, and its end."""
    held = sentence.registry.forms.get(sentence.tokens[at].text)
    if not held:
        return (), at
    text = sentence.tokens[at].text
    if held[0].words == (text,):
        return held, at + 1  # the longest is this one word
    best: list[Form] = []
    stop = 0
    following = sentence.word(at + 1)
    for form in held:
        words = form.words
        if words[0] != text:  # the form goes on after a hyphen or an apostrophe
            end = sentence.matches(words, at)
        elif len(words) == 1:
            end = at + 1
        else:
            end = sentence.matches(words, at) if following and words[1].startswith(following) else 0
        if end and (not best or end == stop):
            best.append(form)
            stop = end
        elif best:
            break  # forms are sorted by length: what follows is shorter
    return tuple(best), stop


def longest(sentence: Sentence, at: int, table: object) -> tuple[int, str]:
    """The end of the longest entry of a table that begins here, and its value."""
    best, value = 0, ""
    assert isinstance(table, dict)
    for length in (4, 3, 2, 1):
        end = at + length
        if end > len(sentence.tokens):
            continue
        key = sentence.spelled(at, end)
        if key not in table and at == 0:
            key = key[:1].lower() + key[1:]
        if key in table:
            best, value = end, table[key]
            break
    return best, value


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def of_country(sentence: Sentence, end: int) -> str:
    """The state or body that "of" names after an office: "the president of Brazil"."""
    if sentence.word(end) != "of" or end + 1 >= len(sentence.tokens):
        return ""
    start = end + 2 if sentence.lower(end + 1) == "the" else end + 1
    if start >= len(sentence.tokens):
        return ""
    forms, _ = forms_at(sentence, start)
    return forms[0].actor.name if forms and forms[0].via in ("name", "acronym") else ""
