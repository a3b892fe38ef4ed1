"""What units of argument look like to the models: their words, cues, place, and what they share with one another.

The features and the four questions asked (central claim, role, function, attachment) follow Peldszus and Stede 2015,
"Joint prediction in MST-style discourse parsing for argumentation mining".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import attrs

from oped.lexicon import Entry
from oped.model import Annotation, Document, Layer, Span, Token

from ..text import CLOSING, FINITE, NOMINAL, OPENING, VERBAL, word_list

Cues = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""Cues by their first word: the words of each, and what it is a cue of."""

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

BRIEF = 8
"""A denial has at most so many words."""

AUTHOR = "author"


@attrs.frozen
class Unit:
    """A unit of argument, and what the features need to know of it.

    `tokens` and `words` (in lower case) begin with those of its sentence that stand before it and belong to no other
    unit: a shell or a connective that was left out still says what the unit does.
    """

    spans: tuple[Span, ...]
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
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
        tokens = tuple(document.tokens[i] for i in (*before, *inside))
        words = tuple(token.text.lower() for token in tokens)
        units.append(
            Unit(
                annotation.spans,
                tokens,
                words,
                frozenset(cue for _, _, cue in cues(words, table)),
                content(tokens),
                number,
                document.paragraph_index(annotation.start),
                (before or inside)[0] == document.token_range(sentence.start, sentence.end).start,
                "?" in words[-2:],
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
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in entries:
        words = tuple(entry.pattern.split())
        table.setdefault(words[0], []).append((words, str(entry.features["cue"])))
    return {word: tuple(found) for word, found in table.items()}


def cues(words: tuple[str, ...], table: Cues) -> Iterator[tuple[int, int, str]]:
    """Every cue in a sequence of words in lower case: first index, end, and what it is a cue of."""
    for at, word in enumerate(words):
        for pattern, cue in table.get(word, ()):
            if len(pattern) == 1 or words[at : at + len(pattern)] == pattern:
                yield at, at + len(pattern), cue


def content(tokens: Iterable[Token]) -> frozenset[str]:
    """The lemmas of the words with a meaning of their own."""
    return frozenset(token.lemma.lower() for token in tokens if token.tag not in _FUNCTION and len(token.lemma) > 2)


def place(at: int, count: int) -> str:
    """The place among units: first, second, last but one, last, or a fifth."""
    if at == 0:
        return "first"
    if at == count - 1:
        return "last"
    if at == 1:
        return "second"
    return "last-1" if at == count - 2 else f"fifth{at * 5 // count}"


def unit_features(units: Sequence[Unit], at: int) -> list[str]:
    """The features of one unit among the units of its text."""
    unit, count = units[at], len(units)
    names = own_features(unit)
    names.append("bias")
    names.extend(f"b={a} {b}" for a, b in sorted(set(pairwise(_plain(unit)))))
    where = place(at, count)
    names.append(f"place={where}")
    names.append(f"n={min(count, 8)},{where}")
    names.extend(f"{where}&{cue}" for cue in sorted(unit.cues))
    others = Counter(word for k, other in enumerate(units) if k != at for word in other.content)
    shared = sum(min(others[word], 3) for word in unit.content)
    names.append(f"shared={min(shared // 2, 6)}")
    names.append(f"density={min(int(4 * shared / (1 + len(unit.content))), 8)}")
    if at:
        names.extend(f"prev:{name}" for name in _short(units[at - 1]))
        names.append(f"prev:same-sentence={units[at - 1].sentence == unit.sentence}")
    if at + 1 < count:
        names.extend(f"next:{name}" for name in _short(units[at + 1]))
        names.append(f"next:same-sentence={units[at + 1].sentence == unit.sentence}")
    later = {cue for other in units[at + 1 : at + 4] for cue in other.cues}
    names.append(f"rebutted={'rebut' in later}")
    return names


@attrs.frozen
class Text:
    """A text of several paragraphs: its units, and beside each what the features of it and of its neighbours ask for.

    `spread` is in how many paragraphs (the headline is one) each word with a meaning of its own stands.
    """

    units: Sequence[Unit]
    spots: Sequence[Spot]
    spread: Mapping[str, int]
    own: Sequence[list[str]]
    brief: Sequence[list[str]]
    turns: Sequence[bool]
    headline: frozenset[str]


def lay_out(units: Sequence[Unit], headline: frozenset[str] = frozenset()) -> Text:
    """Compute once what the features of a text share; `headline` holds its words with a meaning of their own."""
    return Text(
        units,
        spots(units),
        spread(units, headline),
        [own_features(unit) for unit in units],
        [_short(unit) for unit in units],
        [opens_with_turn(unit) for unit in units],
        headline,
    )


def text_features(text: Text, at: int) -> list[str]:
    """The features of one unit of a text with several paragraphs."""
    units, unit, spot = text.units, text.units[at], text.spots[at]
    where = (f"fifth={spot.fifth}", f"paragraph={spot.paragraph}", f"in={spot.within}")
    names = ["bias", *where, f"{spot.paragraph},{spot.within}", *text.own[at]]
    names.extend([f"{cue}&{name}" for cue in sorted(unit.cues) for name in where])
    names.append(f"question={unit.question},{spot.within}")
    if unit.content:
        back = sum([min(3, text.spread[word] - 1) for word in unit.content])
        names.append(f"density={min(6, 4 * back // len(unit.content))}")
        names.append(f"back={min(8, back // 2)}")
    names.append(f"short={min(len(unit.content), 5)}")
    for name, other in (("prev", at - 1), ("next", at + 1)):
        if 0 <= other < len(units):
            together = units[other].paragraph == unit.paragraph
            names.extend([f"{name}:{together}:{feature}" for feature in text.brief[other]])
    names.append(f"rebutted={any('rebut' in other.cues for other in units[at + 1 : at + 4])}")
    names.append(f"turns={text.turns[at]},{spot.within}")
    if at + 1 < len(units) and text.turns[at + 1]:
        names.append(f"turned={units[at + 1].sentence == unit.sentence}")
    names.append(f"reported={unit.holder != AUTHOR}")
    orders = imperative(unit)
    names.append(f"imperative={orders}")
    names.append(f"imperative={orders},{spot.paragraph}")
    names.append(f"imperative={orders},{spot.within}")
    return names


WAYS = 3
"""Steps over more units than this are taken together: far back, or far on."""


def way(distance: int) -> str:
    """The label of a step over so many units of a paragraph: −1 to the unit before, +3 to the third or a later one."""
    return f"{max(-WAYS, min(WAYS, distance)):+}"


def way_features(text: Text, group: Sequence[int], k: int) -> list[str]:
    """The features of the step of the k-th unit of a paragraph to another one of it."""
    at, size = group[k], len(group)
    unit = text.units[at]
    before, after = min(k, 3), min(size - 1 - k, 3)
    left, right = f"before={before}", f"after={after}"
    names = [
        "bias",
        left,
        right,
        f"{left},{right}",
        f"turns={text.turns[at]},{left}",
        f"question={unit.question},{right}",
        f"opens={unit.opens_sentence},{left},{right}",
        f"reported={unit.holder != AUTHOR},{left}",
    ]
    names.extend(text.brief[at])
    names.extend([f"{name},{left}" for name in text.brief[at]])
    names.extend([f"{name},{right}" for name in text.brief[at]])
    for name, other in (("-1", k - 1), ("+1", k + 1), ("-2", k - 2), ("+2", k + 2), ("first", 0), ("last", size - 1)):
        if 0 <= other < size and other != k:
            neighbour = text.units[group[other]]
            names.append(f"{name}:shared={min(3, len(unit.content & neighbour.content))}")
            if name[0] in "+-":
                names.append(f"{name}:same={neighbour.sentence == unit.sentence}")
                names.append(f"{name}:turns={text.turns[group[other]]}")
                names.extend([f"{name}:{feature}" for feature in text.brief[group[other]]])
    return names


def opens_with_turn(unit: Unit) -> bool:
    """Whether a unit begins by turning against what came before it."""
    return not word_list("turns").isdisjoint(unit.words[:3])


def denied(units: Sequence[Unit], at: int) -> bool:
    """Whether the next unit is a few words that deny this one ("They are wrong.")."""
    following = units[at + 1] if at + 1 < len(units) else None
    return (
        following is not None
        and "deny" in following.cues
        and len(following.words) <= BRIEF
        and following.paragraph == units[at].paragraph
    )


@attrs.frozen
class MainVerb:
    """The first finite verb of a unit: its word where it is a modal, otherwise its tag; its subject; whether it is one of duty.

    The subject is a personal pronoun, or the tag of a noun; "I should be glad" is no duty.
    """

    form: str
    subject: str
    duty: bool


def main_verb(unit: Unit) -> MainVerb:
    """The first finite verb of a unit; empty where there is none."""
    subject = ""
    for k, token in enumerate(unit.tokens):
        word = unit.words[k]
        owes = word in word_list("duties") or (word in ("has", "have") and unit.words[k + 1 : k + 2] == ("to",))
        if token.tag in FINITE or owes:
            form = word if token.tag == "MD" or owes else token.tag
            return MainVerb(form, subject, owes and not (subject == "i" and word == "should"))
        if token.tag in NOMINAL or token.tag == "DT":
            subject = word if token.tag == "PRP" else token.tag
    return MainVerb("", subject, duty=False)


def imperative(unit: Unit) -> bool:
    """Whether a unit begins with a bare verb, as a request does ("Repeal the law", "Let them sign")."""
    first = next(
        (token for token in unit.tokens if token.text not in OPENING and token.tag not in ("CC", "RB", ",")), None
    )
    return first is not None and (first.tag == "VB" or first.text == "Let") and not unit.question


@attrs.frozen
class Spot:
    """Where a unit stands: fifth of the text, which paragraph, and where in it."""

    fifth: int
    paragraph: str
    within: str


def spots(units: Sequence[Unit]) -> list[Spot]:
    """The places of the units of a text."""
    paragraphs = sorted({unit.paragraph for unit in units})
    number = {paragraph: k for k, paragraph in enumerate(paragraphs)}
    sizes = Counter(unit.paragraph for unit in units)
    seen: Counter[int] = Counter()
    found = []
    for at, unit in enumerate(units):
        within, size = seen[unit.paragraph], sizes[unit.paragraph]
        seen[unit.paragraph] += 1
        inside = "only" if size == 1 else place(within, size)
        found.append(
            Spot(
                at * 5 // len(units),
                place(number[unit.paragraph], len(paragraphs)),
                inside if inside[:5] != "fifth" else "middle",
            )
        )
    return found


def spread(units: Sequence[Unit], headline: frozenset[str] = frozenset()) -> Mapping[str, int]:
    """In how many paragraphs each word with a meaning of its own stands; the headline counts as one."""
    by_paragraph: dict[int, set[str]] = {}
    for unit in units:
        by_paragraph.setdefault(unit.paragraph, set()).update(unit.content)
    return Counter([word for words in by_paragraph.values() for word in words] + sorted(headline))


def turn_features(units: Sequence[Unit], at: int) -> list[str]:
    """How a unit turns against what stands before it, and is turned against: signs of its side and function."""
    unit = units[at]
    turns = opens_with_turn(unit)
    following = units[at + 1] if at + 1 < len(units) else None
    turned = following is not None and opens_with_turn(following)
    names = [
        f"turns={turns},{at == 0}",
        f"imperative={imperative(unit)}",
        f"concedes={'concede' in unit.cues},{turned}",
    ]
    if following is not None:
        names.append(f"turned={turned},{following.sentence == unit.sentence}")
    if at:
        before = units[at - 1]
        names.append(f"after turn={opens_with_turn(before)},{before.sentence == unit.sentence}")
        names.append(f"after concession={'concede' in before.cues},{turns}")
    return names


def own_features(unit: Unit) -> list[str]:
    """The features of a unit by itself."""
    words, tags = unit.words, [token.tag for token in unit.tokens]
    names = [f"cue={cue}" for cue in sorted(unit.cues)]
    plain = _plain(unit)
    names.extend(f"w={word}" for word in sorted(set(plain)))
    names.extend(f"first{k}={word}" for k, word in enumerate(plain[:3]))
    names.append(f"opening={' '.join(plain[:2])}")
    names.append("tags=" + " ".join(tags[:3]))
    verb = next((token for token in unit.tokens if token.tag in VERBAL), None)
    if verb is not None:
        names.append(f"verb={verb.tag}")
        names.append(f"verb={verb.lemma}")
    names.append(f"length={min(len(words) // 5, 5)}")
    names.append(f"opens={unit.opens_sentence}")
    names.append(f"question={unit.question}")
    names.append(f"polarity={_sign(unit.polarity)}")
    names.append(f"negated={not word_list('negations').isdisjoint(words)}")
    return names


def _plain(unit: Unit) -> list[str]:
    """The words without quotation marks and brackets."""
    return [word for word in unit.words if word not in OPENING and word not in CLOSING]


def _short(unit: Unit) -> list[str]:
    names = [f"cue={cue}" for cue in sorted(unit.cues)]
    if unit.words:
        names.append(f"first0={unit.words[0]}")
    if len(unit.words) > 1:
        names.append(f"first1={unit.words[1]}")
    if unit.question:
        names.append("question")
    return names


def _sign(polarity: float) -> str:
    return "+" if polarity > 0.1 else "-" if polarity < -0.1 else "0"


def pair_features(units: Sequence[Unit], source: int, target: int) -> list[str]:
    """The features of a possible step from one unit to another."""
    a, b, count = units[source], units[target], len(units)
    distance = target - source
    gap = f"{max(-5, min(5, distance))}"
    shared = len(a.content & b.content)
    where_a, where_b = place(source, count), place(target, count)
    same = a.sentence == b.sentence
    opening = a.words[0] if a.words else ""
    opening_b = b.words[0] if b.words else ""
    names = [
        "bias",
        f"gap={gap}",
        f"n={min(count, 8)},{gap}",
        f"to={where_b}",
        f"from={where_a}",
        f"{where_a}>{where_b}",
        f"n={min(count, 8)},{source if source < 8 else 8}>{target if target < 8 else 8}",
        f"shared={min(shared, 4)}",
        f"shared={min(shared, 4)},{'back' if distance < 0 else 'on'}",
        f"same={same},{gap}",
        f"opening={opening},{gap}",
        f"opening={opening},{same}",
        f"opening_b={opening_b},{gap}",
        f"opens={a.opens_sentence},{gap}",
    ]
    names.extend(f"a={cue},{gap}" for cue in sorted(a.cues))
    names.extend(f"b={cue},{gap}" for cue in sorted(b.cues))
    names.extend(f"a={cue},to={where_b}" for cue in sorted(a.cues))
    names.extend(f"b={cue}" for cue in sorted(b.cues))
    names.extend(f"a={x},b={y}" for x in sorted(a.cues) for y in sorted(b.cues))
    if source + 1 < count and distance != 1:
        names.append(f"next={units[source + 1].words[0] if units[source + 1].words else ''},{gap}")
    return names
