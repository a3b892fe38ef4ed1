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
_PRAISE = 0.1  # polarity of a sentence, −1 to 1
_APPOSITION = 16  # tokens between the head of a subject and its verb
_BEFORE_NOUN = frozenset(
    ("DT", "JJ", "JJR", "JJS", "RBS", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "CD", "PRP$", "PDT")
)
_IN_PHRASE = _BEFORE_NOUN | {"IN", "PRP", "CC"}
_OF = frozenset(("of", "from", "in", "at", "under", "with", "for", "on"))
_HEADS = frozenset(("NN", "NNS", "NNP", "NNPS", "DT", "CD", "JJ"))
_JOINS = frozenset(
    ("that", "if", "because", "while", "although", "though", "and", "but", "or", "as", "when", "whether")
)
REACH = 14  # tokens between a quotation and the verb that reports it
NAMES = ("NNP", "NNPS")
_NOUN_GOES_ON = frozenset(("NN", "NNS", "NNP", "NNPS", "POS", "HYPH"))


@attrs.frozen
class Finding:
    """Something said: its words, the words that report it, and the phrase of its speaker; `own` where the author says it."""

    kind: str
    pieces: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    lemma: str
    force: str
    speaker: Phrase | None
    why: str
    negated: bool = False
    modal: str = ""
    own: bool = False


@attrs.frozen
class Rejection:
    """A candidate that is no attribution: tokens, and why not."""

    first: int
    end: int
    because: str


def speaker(view: View, cue: Predicate, quote: Quote | None) -> Phrase | None:
    """The subject of an active reporting verb, the agent of a passive one; where that is none, the name after the verb."""
    phrase = cue.agent if cue.passive else cue.subject
    tokens = view.document.tokens
    if quote is None and not cue.passive and phrase is not None and phrase.first >= cue.words[-1][1]:
        if phrase.first == cue.words[-1][1] and cue.first and tokens[cue.first - 1].text in CLOSING:
            return phrase  # ", said the councillor, …"
        phrase = None  # the subject of what is reported
    outside = quote is None or phrase is None or phrase.end <= quote.open or phrase.first > quote.close
    if phrase is not None and outside and view.document.tokens[phrase.head].tag != "EX":
        return phrase if phrase.antecedent[1] else whole(view, phrase, cue, quote)
    if cue.passive:
        return None
    if quote is None:
        return subject_before(view, cue)
    between = _between(view, quote, cue)
    return between or phrase_after(view, cue.words[-1][1]) or _phrase_before(view, cue.first, quote)


def _between(view: View, quote: Quote, cue: Predicate) -> Phrase | None:
    """The speaker with his apposition between a quotation and the verb: "”, its minister, Ana Ruiz, told reporters"."""
    tokens = view.document.tokens
    first, end = quote.close + 1, cue.first
    while first < end and tokens[first].text in CLOSING:
        first += 1
    while end > first and (tokens[end - 1].text in CLOSING or tokens[end - 1].tag == "RB"):
        end -= 1
    if not 0 < end - first <= REACH or finite(tokens, first, end):
        return None
    stop = next((i for i in range(first, end) if tokens[i].text == ","), end)
    head = next((i for i in range(stop - 1, first - 1, -1) if tokens[i].tag[:2] in ("NN", "PR")), -1)
    return Phrase(first, end, head) if head >= 0 else None


def whole(view: View, phrase: Phrase, cue: Predicate, quote: Quote | None) -> Phrase:
    """The whole noun phrase of a speaker before his verb, with what stands before its head and its apposition."""
    tokens = view.document.tokens
    start = view.bounds[view.sentence_of[phrase.head]][0]
    if quote is not None and quote.close < phrase.first:
        start = max(start, quote.close + 1)
    first, end, head = phrase.first, phrase.end, phrase.head
    if tokens[head].tag in ("PRP", "EX", "WP", "WDT"):
        return phrase
    first = _noun_phrase_start(view, first, start)
    while first - 2 >= start and tokens[first - 1].text.lower() in _OF:
        governor = _noun_phrase_start(view, first - 2, start)
        opens = governor == start or tokens[governor - 1].text in (*CLOSING, *MARKS) or tokens[governor - 1].tag == "CC"
        if tokens[first - 2].tag not in _HEADS or not (opens or tokens[first - 1].text.lower() == "of"):
            break
        first, head = governor, first - 2
    if end < cue.first <= end + _APPOSITION:
        end = _with_apposition(view, end, cue.first)
    while end - 2 > head and tokens[end - 1].text.lower() in words().lists["time"]:
        end -= 2
    if (
        first - 2 >= start
        and tokens[first - 1].text == ","
        and tokens[first - 2].tag in NAMES
        and tokens[first].tag not in NAMES
    ):
        name = first - 2
        while name > start and tokens[name - 1].tag in NAMES:
            name -= 1
        if name == start or tokens[name - 1].text in MARKS or tokens[name - 1].text in CLOSING:
            first, head = name, first - 2
    return attrs.evolve(phrase, first=first, end=end, head=head)


def _noun_phrase_start(view: View, first: int, start: int) -> int:
    """Where the noun phrase begins that token `first` is in."""
    tokens = view.document.tokens
    while first > start and tokens[first].tag not in ("DT", "PRP$"):
        before = tokens[first - 1]
        plural = before.text in ("'", "’") and first - 2 >= start and tokens[first - 2].tag[-1:] == "S"
        if (before.tag not in _BEFORE_NOUN and not plural) or before.text.lower() in words().lists["time"]:
            break
        if before.tag in NAMES and tokens[first].tag not in ("POS", "HYPH", "NN", "NNS"):
            break
        first -= 1
    return first


def _with_apposition(view: View, end: int, stop: int) -> int:
    """The end of a noun phrase with what modifies it, up to the verb: "of the union", ", a man of candor,"."""
    tokens = view.document.tokens
    last = stop
    while last > end and tokens[last - 1].tag == "RB":
        last -= 1
    if tokens[end].text == "," and tokens[end + 1].tag not in ("WP", "WDT", "IN", "CC"):
        return last - 1 if last - 1 > end and tokens[last - 1].text == "," else end
    if tokens[end].tag in ("IN", "WP", "WDT", "TO", "VBG", "VBN", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH"):
        while last > end and tokens[last - 1].text in CLOSING:
            last -= 1
        return last
    return end


def subject_before(view: View, cue: Predicate) -> Phrase | None:
    """What stands between the beginning of a clause and a finite verb, where it is a noun phrase and no more."""
    tokens = view.document.tokens
    if tokens[cue.first].tag not in FINITE:
        return None
    start = view.bounds[view.sentence_of[cue.head]][0]
    end = cue.first
    while end > start and tokens[end - 1].tag in ("RB", ","):
        end -= 1
    first = end
    while first > start and tokens[first - 1].tag in _IN_PHRASE and tokens[first - 1].text.lower() not in _JOINS:
        first -= 1
    while first < end and (tokens[first].tag in ("IN", "RB", "POS", ",", "CC") or tokens[first].text in CLOSING):
        first += 1
    head = next(
        (
            i
            for i in range(first, end)
            if tokens[i].tag[:2] == "NN" or (tokens[i].tag in ("PRP", "DT", "CD") and i == end - 1)
        ),
        -1,
    )
    while head >= 0 and head + 1 < end and tokens[head + 1].tag in ("NN", "NNS", "NNP", "NNPS", "HYPH", "POS"):
        head += 1
    return Phrase(first, end, head) if head >= 0 else None


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


def cue_words(view: View, cue: Predicate) -> tuple[tuple[int, int], ...]:
    """The minimal words of a reporting verb: the verb with its particle, without auxiliaries and adverbs."""
    end = next((end for first, end in cue.words if first <= cue.head < end), cue.head + 1)
    if " " in cue.lemma and end == cue.head + 1:
        return ((cue.head, end), *(piece for piece in cue.words if piece[0] >= end))
    return ((cue.head, end),)


def weighed(view: View, force: str, cue: Predicate, pieces: Sequence[tuple[int, int]]) -> str:
    """The force of a reporting verb, seen with how it is used and what it reports."""
    lists, tokens = words().lists, view.document.tokens
    if cue.lemma in lists["announces"] and any(
        tokens[i].tag == "MD" and tokens[i].lemma.lower() in lists["intention"]
        for first, end in pieces
        for i in range(first, end)
    ):
        return "promise"
    if force == "neutral" and cue.lemma in words().naming and cue.lemma not in words().verbs:
        polarity = view.document.sentences[view.sentence_of[cue.head]].polarity
        return "praise" if polarity > _PRAISE else "blame" if polarity < -_PRAISE else force
    return force


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
    if any(tokens[i].text == "," and tokens[i + 1].tag in NAMES for i in range(phrase.first, phrase.end - 1)):
        return True  # "the delegate, Ana Ruiz"
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
        end = _to_closing_mark(tokens, first, end)
        if first < end:
            result.append((first, end))
    return tuple(result)


def _to_closing_mark(tokens: Sequence[Token], first: int, end: int) -> int:
    """The end of a stretch with the mark that closes a quotation opened inside it: 'the talks were “over.”'."""
    opened = [
        tokens[i].text
        for i in range(first, end)
        if tokens[i].text in ("“", "‘", '"') or (tokens[i].text == "'" and tokens[i].tag != "POS")
    ]
    closed = sum(tokens[i].text in ("”", "’") and tokens[i].tag != "POS" for i in range(first, end))
    left_open = len(opened) % 2 if opened and opened[-1] in ('"', "'") else len(opened) > closed
    last = end
    while last < len(tokens) and last < end + 2 and tokens[last].text in (".", ",", "?", "!"):
        last += 1
    if (
        opened
        and left_open
        and last < len(tokens)
        and tokens[last].text in MARKS
        and tokens[last].start == tokens[last - 1].end
    ):
        return last + 1 if last == end or tokens[last - 1].text != "," else end
    return end


def _within_marks(tokens: Sequence[Token], end: int) -> bool:
    if end == len(tokens) or tokens[end].text not in MARKS:
        return False
    return tokens[end].start - tokens[end - 1].end != 1  # glued, or opened again in the next paragraph
