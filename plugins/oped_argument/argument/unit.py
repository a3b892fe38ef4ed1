"""Units of argument, and what every feature needs to know of them: their words, cues, verb, place and holder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from oped.lexicon import Entry
from oped.model import Annotation, Document, Layer, Span, Token

from ..text import CLOSING, FINITE, NOMINAL, OPENING, word_list

Cues = Mapping[str, Mapping[str, Sequence[tuple[tuple[str, ...], str]]]]
"""Cues by their first word and their second, empty for one of a single word: the words of each, and what it is a cue of."""

_FUNCTION = frozenset(
    [
        "DT",
        "IN",
        "CC",
        "PRP",
        "TO",
        "MD",
        "WDT",
        "WP",
        "RB",
        "EX",
        "POS",
        ".",
        ",",
        ":",
        "``",
        "''",
        "PRP$",
        "WRB",
        "RP",
    ]
)
"""The tags of words without a meaning of their own."""

_MARKS = OPENING | CLOSING

BRIEF = 8
"""A denial has at most so many words."""

AUTHOR = "author"


@attrs.frozen
class MainVerb:
    """The first finite verb of a unit: its word where it is a modal, otherwise its tag; its subject; whether it is one of duty.

    The subject is a personal pronoun, or the tag of a noun; "I should be glad" is no duty.
    """

    form: str
    subject: str
    duty: bool


@attrs.frozen
class Unit:
    """A unit of argument, and what the features need to know of it.

    `tokens` and `words` (in lower case) begin with those of its sentence that stand before it and belong to no other
    unit: a shell or a connective that was left out still says what the unit does. `tagged` are the different tags, `plain`
    the words without quotation marks and brackets, `orders` whether it begins with a bare verb as a request does, `turns` whether it begins
    by turning against what came before it.
    """

    spans: tuple[Span, ...]
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    tags: tuple[str, ...]
    tagged: frozenset[str]
    plain: tuple[str, ...]
    verb: MainVerb
    orders: bool
    turns: bool
    cues: frozenset[str]
    content: frozenset[str]
    sentence: int
    paragraph: int
    opens_sentence: bool
    question: bool
    polarity: float
    holder: str

    @property
    def start(self) -> int:
        """First code point."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """End (exclusive) of the last span."""
        return self.spans[-1].end


def units_of(
    document: Document, annotations: Sequence[Annotation], table: Cues, attribution: Layer | None = None
) -> list[Unit]:
    """The units of a document, from the annotations of a layer `units`, in order; those without a word are left out.

    Who says a unit is told by the layer `attribution`; where it tells nothing it is the author.
    """
    said_by = holders(annotations, attribution)
    units: list[Unit] = []
    free = 0
    for annotation, holder in zip(annotations, said_by, strict=True):
        inside = [i for span in annotation.spans for i in document.token_range(span.start, span.end)]
        if not inside:
            continue
        number = document.sentence_index(annotation.start)
        sentence = document.sentences[max(0, number)]
        lead = document.token_range(max(free, sentence.start), max(free, sentence.start, annotation.start))
        before = [i for i in lead if i < inside[0]]
        while before and not document.tokens[before[0]].text[0].isalnum():
            del before[0]
        tokens = tuple([document.tokens[i] for i in (*before, *inside)])
        words = tuple([token.text.lower() for token in tokens])
        tags = tuple([token.tag for token in tokens])
        question = "?" in words[-2:]
        units.append(
            Unit(
                annotation.spans,
                tokens,
                words,
                tags,
                frozenset(tags),
                tuple([word for word in words if word not in _MARKS]),
                main_verb(tokens, words),
                imperative(tokens, question=question),
                not word_list("turns").isdisjoint(words[:3]),
                cues(words, table),
                content(tokens),
                number,
                document.paragraph_index(annotation.start),
                (before or inside)[0] == document.token_range(sentence.start, sentence.end).start,
                question,
                sentence.polarity,
                holder,
            )
        )
        free = max(free, annotation.end)
    return units


def holders(annotations: Iterable[Annotation], attribution: Layer | None) -> list[str]:
    """Who says each unit: the holder of the reported content that covers much of it, otherwise the author."""
    contents = attribution.labelled("content") if attribution is not None else ()
    found = []
    at = 0
    for unit in annotations:
        while at < len(contents) and contents[at].end <= unit.start:
            at += 1
        best, most = AUTHOR, 2 * (unit.end - unit.start) // 5  # a unit may hold its "critics say that" too
        for content in contents[at:]:
            if content.start >= unit.end:
                break
            shared = sum(max(0, min(s.end, unit.end) - max(s.start, unit.start)) for s in content.spans)
            if shared > most:
                best, most = str(content.features.get("holder") or AUTHOR), shared
        found.append(best)
    return found


def index(entries: Iterable[Entry]) -> Cues:
    """Order the cues of a lexicon by their first word."""
    table: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for entry in entries:
        words = tuple(entry.pattern.split())
        second = words[1] if len(words) > 1 else ""
        table.setdefault(words[0], {}).setdefault(second, []).append((words, str(entry.features["cue"])))
    return table


def cues(words: tuple[str, ...], table: Cues) -> frozenset[str]:
    """What the words (in lower case) hold cues of."""
    found: list[str] = []
    for at, word in enumerate(words):
        if word in table:
            begun = table[word]
            for second in ("", *words[at + 1 : at + 2]):
                for pattern, cue in begun.get(second, ()):
                    if len(pattern) < 3 or words[at : at + len(pattern)] == pattern:
                        found.append(cue)
    return frozenset(found)


def content(tokens: Iterable[Token]) -> frozenset[str]:
    """The lemmas of the words with a meaning of their own."""
    return frozenset([token.lemma.lower() for token in tokens if token.tag not in _FUNCTION and len(token.lemma) > 2])


def main_verb(tokens: Sequence[Token], words: Sequence[str]) -> MainVerb:
    """The first finite verb of a unit; empty where there is none."""
    subject, duties = "", word_list("duties")
    for k, (token, word) in enumerate(zip(tokens, words, strict=True)):
        owes = word in duties or (word in ("has", "have") and words[k + 1 : k + 2] == ("to",))
        if token.tag in FINITE or owes:
            form = word if token.tag == "MD" or owes else token.tag
            return MainVerb(form, subject, owes and not (subject == "i" and word == "should"))
        if token.tag in NOMINAL or token.tag == "DT":
            subject = word if token.tag == "PRP" else token.tag
    return MainVerb("", subject, duty=False)


def imperative(tokens: Sequence[Token], *, question: bool) -> bool:
    """Whether words begin with a bare verb, as a request does ("Repeal the law", "Let them sign")."""
    first = next((token for token in tokens if token.text not in OPENING and token.tag not in ("CC", "RB", ",")), None)
    return first is not None and (first.tag == "VB" or first.text == "Let") and not question


def denied(units: Sequence[Unit], at: int) -> bool:
    """Whether the next unit is a few words that deny this one ("They are wrong.")."""
    following = units[at + 1] if at + 1 < len(units) else None
    return (
        following is not None
        and "deny" in following.cues
        and len(following.words) <= BRIEF
        and following.paragraph == units[at].paragraph
    )
