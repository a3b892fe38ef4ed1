"""The rules that find what is said, by which words, and by whom; everything in numbers of tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from oped.model import Token
from oped_attribution.quotes import Quote, quotes
from oped_attribution.view import Phrase, Predicate, View
from oped_attribution.words import words

_FIRST_PERSON = frozenset(("i", "we", "me", "us", "myself", "ourselves", "my", "our", "one"))
_CLOSING = frozenset((",", ".", ";", ":", "?", "!", "…", "—", "–", "-", ")", "]", "--", ". . ."))
_MARKS = frozenset(("“", "”", '"', "``", "''", "‘", "’", "«", "»"))
_ENDS_SPEECH = frozenset((",", ".", "?", "!", "…", "—", "–"))
_CLAIM_TO = frozenset(("claim", "profess", "purport"))
_NOBODY = frozenset(("nobody", "none", "neither", "nothing", "what", "whatever"))
_PERSONS = ("er", "or", "ist", "ian", "man", "woman", "person", "ant", "ese", "crat")
_COMPLEMENTIZERS = frozenset(("that", "whether", "why", "how", "what"))
_FINITE = ("VBZ", "VBP", "VBD", "MD")
_GERUND = frozenset(("deny", "admit", "acknowledge", "suggest", "propose", "recommend", "report", "concede"))
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today"])
_RAISING = frozenset(("say", "believe", "report", "think", "allege", "claim", "rumour", "rumor", "understand"))
_NEEDS_SPEAKER = frozenset(("believe", "hope", "fear", "doubt", "suggest", "predict"))
_OWN_WORDS = frozenset(("view", "opinion", "words", "eyes", "judgment", "judgement", "estimation", "telling", "mind"))
_REACH = 14  # tokens between a quotation and the verb that reports it
_NAMES = ("NNP", "NNPS")
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


def findings(view: View) -> tuple[list[Finding], list[Rejection]]:
    """Everything that the document attributes to somebody, by position, and the quotations that it does not."""
    spoken = quotes(view.document)
    inside = _inside(view, spoken)
    found, rejected, used = _quoted(view, spoken, inside)
    for number in range(len(view.bounds)):
        found += _reported(view, number, spoken, inside, used, rejected)
    found += _by_phrase(view, inside)
    found += _headlines(view)
    found = _distinct(found)
    return [_mixed(finding, spoken) for finding in found], rejected


def _inside(view: View, spoken: Sequence[Quote]) -> dict[int, Quote]:
    """Which quotation each token between marks is in."""
    return {i: quote for quote in spoken for first, end in quote.pieces for i in range(first, end)}


def _distinct(found: list[Finding]) -> list[Finding]:
    """One finding for each stretch of content, the first one; by position."""
    seen: set[tuple[tuple[int, int], ...]] = set()
    result = []
    for finding in found:
        if finding.pieces and finding.pieces not in seen:
            seen.add(finding.pieces)
            result.append(finding)
    result.sort(key=lambda f: (f.pieces, f.cue))
    return result


def _mixed(finding: Finding, spoken: Sequence[Quote]) -> Finding:
    """Reported speech that holds at least two quoted words is mixed."""
    if finding.kind != "indirect":
        return finding
    for quote in spoken:
        if quote.end - quote.first >= 2 and any(
            first <= quote.first and quote.end <= end and (first, end) != (quote.first, quote.end)
            for first, end in finding.pieces
        ):
            return attrs.evolve(finding, kind="mixed")
    return finding


# Quotations


def _quoted(
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
            finding = attrs.evolve(
                last, kind="direct", pieces=quote.pieces, why="quotation that goes on: " + last.why.split("; ")[0]
            )
        if finding is None:
            rejected.append(
                Rejection(quote.first, quote.end, "quotation without a reporting word: scare quotes, a title or a term")
            )
            continue
        if last is not None and finding.cue == last.cue and _splits(view, last, quote):
            found.remove(last)
            finding = attrs.evolve(last, pieces=(*last.pieces, *quote.pieces), why=last.why + "; split quotation")
        found.append(finding)
        used.update(first for first, _ in finding.cue)
        last, last_paragraph = finding, view.document.paragraph_index(view.document.tokens[quote.close].start)
    return found, rejected, used


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
    if later is not None and not (earlier is not None and before in (":", ",") and not _ends_with_comma(tokens, quote)):
        return _speech(view, quote, later, "direct", "quotation, then a reporting word")
    if earlier is not None:
        return _after_cue(view, quote, earlier, before)
    if not before and opening > 0 and tokens[start - 1].text == ":":
        cues = [p for p in view.predicates[opening - 1] if p.lemma in words().speech]
        if cues:
            return _speech(view, quote, cues[-1], "direct", "quotation after a colon")
    named = _named_before_colon(view, quote, start, before)
    if named is not None:
        colon = quote.open - 1
        return Finding("direct", quote.pieces, ((colon, colon + 1),), ":", "neutral", named, "rule: name and colon")
    return None


def _ends_with_comma(tokens: Sequence[Token], quote: Quote) -> bool:
    return tokens[quote.end - 1].text == ","


def _after_cue(view: View, quote: Quote, cue: Predicate, before: str) -> Finding | None:
    """A quotation that its reporting word precedes: speech where it is a clause of its own, else quoted words."""
    tokens = view.document.tokens
    known = words()
    clause = any(tokens[i].tag in _FINITE for i in range(quote.first, quote.end))
    if cue.lemma in known.speech and clause and (before in (",", ":") or _adjacent(cue, quote)):
        return _speech(view, quote, cue, "direct", "a reporting word, then a quotation")
    if cue.lemma in known.speech and clause and before.lower() == "that":
        finding = _speech(view, quote, cue, "mixed", "a reporting word with 'that', then a quotation")
        return attrs.evolve(finding, pieces=_trimmed(view, ((quote.first, _goes_on(view, quote)),)))
    if cue.lemma in known.speech and (before == ":" or (clause and tokens[quote.first].text[:1].isupper())):
        return _speech(view, quote, cue, "direct", "a reporting word, then a quotation")
    if cue.lemma in known.naming and cue.subject is not None and tokens[cue.first - 1].tag != "HYPH":
        return _speech(view, quote, cue, "mixed", "a naming verb, then quoted words")
    if cue.lemma in known.speech and _adjacent(cue, quote):
        return _speech(view, quote, cue, "mixed", "a reporting word, then quoted words")
    return None


def _goes_on(view: View, quote: Quote) -> int:
    """The end of the clause that a quotation begins: "“there is no alternative” to austerity"."""
    tokens = view.document.tokens
    stop = view.bounds[view.sentence_of[quote.close]][1]
    at = quote.close + 1
    if at >= stop or tokens[at].tag not in ("IN", "TO", "RB"):
        return quote.end
    while at < stop and tokens[at].text not in _CLOSING and tokens[at].tag != "CC":
        at += 1
    return at


def _adjacent(cue: Predicate, quote: Quote) -> bool:
    return cue.words[-1][1] == quote.open


def _cue_before(view: View, number: int, quote: Quote, inside: dict[int, Quote]) -> Predicate | None:
    """The last predicate before a quotation in its sentence, where it reports or names."""
    known = words()
    candidates = [p for p in view.predicates[number] if p.head < quote.open and p.head not in inside]
    for predicate in reversed(candidates):
        if predicate.lemma in known.speech or predicate.lemma in known.naming:
            return None if _own_voice(view, predicate, inside) else predicate
        if view.document.tokens[quote.open - 1].text != ":":
            return None
    return None


def _cue_after(view: View, number: int, quote: Quote, inside: dict[int, Quote]) -> Predicate | None:
    """The first predicate after a quotation in its sentence, where it reports and stands near."""
    for predicate in view.predicates[number]:
        if predicate.head <= quote.close:
            continue
        if predicate.head in inside or predicate.head > quote.close + _REACH:
            return None
        if predicate.lemma not in words().speech:
            return None
        return None if _own_voice(view, predicate, inside) else predicate
    return None


def _named_before_colon(view: View, quote: Quote, start: int, before: str) -> Phrase | None:
    tokens = view.document.tokens
    if before != ":" or not 0 < quote.open - 1 - start <= 6:
        return None
    if not all(token.tag in (*_NAMES, "JJ", "IN", "DT") for token in tokens[start : quote.open - 1]):
        return None
    head = quote.open - 2
    return Phrase(start, quote.open - 1, head) if tokens[head].tag in _NAMES else None


def _speech(view: View, quote: Quote, cue: Predicate, kind: str, rule: str) -> Finding:
    force = words().verbs.get(cue.lemma) or words().naming.get(cue.lemma, "neutral")
    return Finding(
        kind,
        _trimmed(view, quote.pieces),
        cue.words,
        cue.lemma,
        force,
        _speaker(view, cue, quote),
        f"rule: {rule}: {cue.lemma}",
        cue.negated,
        cue.modal,
    )


def _speaker(view: View, cue: Predicate, quote: Quote | None) -> Phrase | None:
    """The subject of an active reporting verb, the agent of a passive one; where that is none, the name after the verb."""
    phrase = cue.agent if cue.passive else cue.subject
    if quote is None and phrase is not None and phrase.first >= cue.words[-1][1]:
        phrase = None  # the subject of what is reported
    outside = quote is None or phrase is None or phrase.end <= quote.open or phrase.first > quote.close
    if phrase is not None and outside and view.document.tokens[phrase.head].tag != "EX":
        return phrase
    if cue.passive:
        return None
    return _phrase_after(view, cue.words[-1][1]) or (_phrase_before(view, cue.first, quote) if quote else None)


def _phrase_after(view: View, first: int) -> Phrase | None:
    """The noun phrase that begins here: "said Mr. Xi"."""
    tokens = view.document.tokens
    end, head = first, -1
    limit = min(len(tokens), first + 8)
    while end < limit and view.sentence_of[end] == view.sentence_of[first - 1]:
        tag = tokens[end].tag
        if head >= 0 and (tag not in _NOUN_GOES_ON or tokens[end].text.lower() in _DAYS):
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


def _own_voice(view: View, predicate: Predicate, inside: dict[int, Quote]) -> bool:
    """Whether the author reports himself: a first person outside quotation marks."""
    phrase = predicate.agent if predicate.passive else predicate.subject
    return phrase is not None and phrase.head not in inside and _first_person(view, phrase)


def _first_person(view: View, phrase: Phrase) -> bool:
    return view.document.tokens[phrase.head].text.lower() in _FIRST_PERSON


# Reported speech


def _reported(
    view: View,
    number: int,
    spoken: Sequence[Quote],
    inside: dict[int, Quote],
    used: set[int],
    rejected: list[Rejection],
) -> Iterator[Finding]:
    """Findings for the reporting verbs and nouns of one sentence."""
    known = words()
    for predicate in view.predicates[number]:
        if predicate.first in used or predicate.lemma not in known.verbs:
            continue
        phrase = predicate.agent if predicate.passive else predicate.subject
        because = _no_report(view, predicate, phrase)
        if because:
            rejected.append(Rejection(predicate.first, predicate.head + 1, because))
            continue
        pieces, rule = _content_of(view, number, predicate, inside)
        if not pieces:
            continue
        pieces = _trimmed(view, pieces)
        length = sum(end - first for first, end in pieces)
        if length > 1 and view.document.tokens[pieces[0][0]].text.lower() != "for":
            yield Finding(
                "indirect",
                pieces,
                predicate.words,
                predicate.lemma,
                known.verbs[predicate.lemma],
                _speaker(view, predicate, None) if rule != "raising" else predicate.agent,
                f"rule: {rule}: {predicate.lemma}",
                predicate.negated,
                predicate.modal,
            )
    first, end = view.bounds[number]
    for i in range(first, end - 2):
        token = view.document.tokens[i]
        if token.tag[:2] == "NN" and token.lemma.lower() in known.nouns:
            finding = _noun(view, number, i, inside)
            if finding is not None:
                yield finding


def _no_report(view: View, cue: Predicate, phrase: Phrase | None) -> str:
    """Why a reporting verb reports nobody's words; empty where it may."""
    tokens = view.document.tokens
    if phrase is not None and _first_person(view, phrase):
        return "first person: the author's own voice"
    if phrase is not None and (
        tokens[phrase.head].text.lower() in _NOBODY or tokens[phrase.first].text.lower() in ("no", "neither")
    ):
        return "nobody is said to say it"
    head = tokens[phrase.head].text.lower() if phrase is not None else ""
    known = words()
    if head == "you":
        return "addressed to the reader"
    if known.verbs[cue.lemma] == "suggest" and head in known.evidence:
        return "evidence that speaks for itself: the author's inference"
    if cue.lemma not in known.speech:
        if tokens[cue.first].tag not in _FINITE or (phrase is None and not cue.passive):
            return "a verb of thinking or showing without a subject of its own"
        if phrase is not None and not _speaks(tokens, phrase):
            return "a thing that shows or knows something: the author's inference"
    if phrase is not None and cue.lemma in ("threaten", "promise") and not _speaks(tokens, phrase):
        return "a thing that threatens or promises"
    return ""


def _speaks(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a phrase can name a speaker: a name, a pronoun, a plural, a title, a group or a text."""
    known = words()
    tag, head = tokens[phrase.head].tag, tokens[phrase.head].text.lower()
    if head in known.evidence:
        return False
    if tag != "NN":
        return True
    return head in known.texts or head in known.groups or head in known.titles or head.endswith(_PERSONS)


def _content_of(
    view: View, number: int, cue: Predicate, inside: dict[int, Quote]
) -> tuple[tuple[tuple[int, int], ...], str]:
    """What a reporting verb reports, and by which rule."""
    predicates = view.predicates[number]
    medial = _between_commas(view, number, cue)
    if medial:
        return medial, "reporting clause between commas"
    for predicate in predicates:
        if predicate.governor == cue.head and predicate.head > cue.head and predicate.kind == "complement":
            return (_extent(view, number, predicate, cue, inside),), "verb with a clause"
    known = words()
    for predicate in predicates:
        if predicate.head < cue.head:
            continue
        near = predicate.first - cue.words[-1][1]
        if cue.lemma in _GERUND and 0 <= near <= 1 and view.document.tokens[predicate.first].tag == "VBG":
            return (_extent(view, number, predicate, cue, inside),), "verb with a gerund"
        if predicate.governor != cue.head or predicate.kind != "infinitive":
            continue
        if view.document.tokens[predicate.first].tag != "TO":
            continue
        if cue.passive and cue.lemma in _RAISING:
            return (_extent(view, number, predicate, cue, inside),), "raising"
        directed = known.verbs[cue.lemma] in ("demand", "ask", "warn") or cue.lemma == "tell"
        if cue.lemma in known.infinitive or cue.lemma in _CLAIM_TO or (directed and cue.objects):
            return (_extent(view, number, predicate, cue, inside),), "verb with an infinitive"
    direct = _after_complementizer(view, number, cue, inside)
    return ((direct,), "verb with a clause") if direct else _around(view, number, cue)


def _between_commas(view: View, number: int, cue: Predicate) -> tuple[tuple[int, int], ...]:
    """What "she said" between commas parts from its verb: "The Union, she said, would respond"."""
    tokens = view.document.tokens
    start, stop = view.bounds[number]
    if cue.subject is None or cue.lemma not in words().speech or cue.kind == "relative":
        return ()
    first, end = min(cue.first, cue.subject.first), max(cue.words[-1][1], cue.subject.end)
    if not (start < first and end + 1 < stop and tokens[first - 1].text == "," and tokens[end].text == ","):
        return ()
    verb = end + 1
    while verb < stop and tokens[verb].tag == "RB":
        verb += 1
    if _finite(tokens, start, first) or verb == stop or tokens[verb].tag not in _FINITE:
        return ()
    return ((start, first - 1), (end + 1, stop))


def _after_complementizer(view: View, number: int, cue: Predicate, inside: dict[int, Quote]) -> tuple[int, int] | None:
    """The clause after "said that", "told reporters on Monday why", or with its own subject right after "said"."""
    tokens = view.document.tokens
    at, stop = cue.words[-1][1], view.bounds[number][1]
    top = next((p for p in view.predicates[number] if p.head >= at), None)
    if top is None:
        return None
    if cue.lemma not in words().speech:
        found = next((i for i in range(at, min(at + 5, top.words[0][0])) if tokens[i].text.lower() == "that"), -1)
        between = all(tokens[i].tag in (",", "RB") for i in range(at, found))
        return (found, _extent(view, number, top, cue, inside)[1]) if found > at and between else None
    limit = min(top.words[0][0], at + _REACH, stop)
    found = next((i for i in range(at, limit) if tokens[i].text.lower() in _COMPLEMENTIZERS), -1)
    if (
        found >= 0
        and tokens[found].tag not in ("WDT", "DT")
        and (found == at or cue.objects or tokens[at].tag in ("IN", "RB"))
    ):
        return found, max(found + 1, _extent(view, number, top, cue, inside)[1])
    own = top.subject is not None and not top.shared and top.subject.first == at
    if own and tokens[top.first].tag in _FINITE and top.kind not in ("relative", "coordinate"):
        return _extent(view, number, top, cue, inside)
    return None


def _around(view: View, number: int, cue: Predicate) -> tuple[tuple[tuple[int, int], ...], str]:
    """What stands before (and after) a reporting clause set off by commas: "China, officials say, is bluffing"."""
    tokens = view.document.tokens
    start, stop = view.bounds[number]
    if cue.subject is None or cue.passive or cue.objects or cue.negated or cue.kind == "relative":
        return (), ""
    if cue.lemma not in words().speech:
        return (), ""
    first = min(cue.first, cue.subject.first)
    end = max(cue.words[-1][1], cue.subject.end)
    marked = first > start and tokens[first - 1].text.lower() == "as"
    if marked:
        first -= 1
    comma = first > start and tokens[first - 1].text in (",", "—", "–", "--")
    while end < stop and tokens[end].tag in ("RB", "NNP", "IN", "DT", "NN", "CD", "JJ", "NNS") and end - first < _REACH:
        end += 1
    following = tokens[end].text if end < stop else "."
    if marked and first == start and following == ",":
        return ((end + 1, stop),), "as-clause"
    if not comma or following not in (",", ".", "?", "!", ";", "—", "–", "”"):
        return (), ""
    if not any(start <= p.head < first for p in view.predicates[number]) and following != ",":
        return (), ""
    goes_on = following == "," and end + 1 < stop and tokens[end + 1].tag != "CC" and not marked
    if goes_on and _finite(tokens, end + 1, stop):
        return ((start, first - 1), (end + 1, stop)), "reporting clause between commas"
    if _finite(tokens, start, first):
        return ((start, first - 1),), "reporting clause after what it reports"
    return (), ""


def _finite(tokens: Sequence[Token], first: int, end: int) -> bool:
    return any(tokens[i].tag in _FINITE for i in range(first, end))


def _extent(
    view: View, number: int, top: Predicate, cue: Predicate | None, inside: dict[int, Quote]
) -> tuple[int, int]:
    """The stretch of a reported clause with all that depends on it, to the end of the sentence or another clause."""
    predicates, tokens = view.predicates[number], view.document.tokens
    chain = {top.head}
    start, end = top.start, top.end
    cut = view.bounds[number][1]
    for predicate in predicates:
        if predicate.head <= top.head or predicate.head >= cut:
            continue
        if _stray(view, predicate) or _apart(view, predicate, top, cue):
            # A finite verb without a subject, or a sentence joined on, belongs to what stands around the report.
            cut = min(cut, max(top.head + 1, predicate.words[0][0] if _stray(view, predicate) else predicate.start))
        elif predicate.governor in chain or predicate.head < end or _joined(predicate, cue):
            chain.add(predicate.head)
            end = max(end, predicate.end)
    end = min(end, cut)
    for predicate in predicates:  # what precedes its governor
        if predicate.governor in chain and top.start > predicate.start > (cue.head if cue else -1):
            start = min(start, predicate.start)
    anchor = cue.head if cue else start - 1
    start = max(_opening(view, cue, start), anchor + 1)
    if view.document.tokens[top.first].tag == "TO":
        start = max(start, top.first)
    limit = next((i for i in range(start, cut) if view.document.tokens[i].text == ";"), cut)
    end = min(end, limit)
    for predicate in predicates:
        loose = tokens[predicate.first].tag not in _FINITE and (predicate.subject is None or predicate.shared)
        if predicate.head >= end and predicate.head not in chain and not loose:
            limit = min(limit, predicate.start if predicate.start > anchor else end)
    quote = inside.get(anchor)
    if quote is not None and quote is not inside.get(start - 1, quote):
        quote = None
    if quote is not None:
        limit = min(limit, next((e for f, e in quote.pieces if f <= anchor < e), limit))
    return start, max(limit, start + 1) if limit >= end or quote is not None else max(end, start + 1)


def _opening(view: View, cue: Predicate | None, start: int) -> int:
    """Where a reported clause begins: after "that", or right after the verb where only small words are in between."""
    if cue is None or start <= cue.words[-1][1]:
        return start
    tokens = view.document.tokens
    between = range(cue.words[-1][1], start)
    for i in between:
        if tokens[i].text.lower() == "that" and tokens[i].tag == "IN":
            return i
    small = all(tokens[i].tag in ("PRP", "EX", "RB", "DT", "PDT") for i in between)
    return between[0] if small and not cue.objects else start


def _stray(view: View, predicate: Predicate) -> bool:
    """Whether a finite verb has no subject of its own and shares none by coordination."""
    finite = view.document.tokens[predicate.first].tag in _FINITE
    without = predicate.subject is None or predicate.shared
    return finite and without and predicate.kind not in ("coordinate", "relative")


def _joined(predicate: Predicate, cue: Predicate | None) -> bool:
    """Whether a clause with its own subject is joined to the reporting clause itself ("said A, and B")."""
    own = predicate.subject is not None and not predicate.shared
    return cue is not None and own and predicate.kind == "coordinate" and predicate.governor == cue.head


def _apart(view: View, predicate: Predicate, top: Predicate, cue: Predicate | None) -> bool:
    """Whether a coordinated clause with its own subject goes on from the reporting clause, not from what it reports."""
    tokens = view.document.tokens
    if cue is None or predicate.kind != "coordinate" or predicate.subject is None or predicate.shared:
        return False
    first = min(predicate.start, predicate.subject.first)
    if tokens[first].tag == "CC":
        first += 1
    if first < 2 or tokens[first - 1].tag != "CC" or tokens[first - 2].text != ",":
        return False
    if tokens[top.first].tag == "TO" or predicate.lemma in words().speech:
        return True
    if tokens[first - 1].text.lower() in ("but", "yet") and predicate.governor == cue.head:
        return True
    pronoun = top.subject is not None and tokens[top.subject.head].tag == "PRP"
    if pronoun and tokens[predicate.subject.head].tag in _NAMES:
        return True  # "said it was concerned, and the State Department summoned"
    return predicate.tense == cue.tense and predicate.tense != top.tense


def _noun(view: View, number: int, at: int, inside: dict[int, Quote]) -> Finding | None:
    """A reporting noun with its clause: "the claim that …", "his promise to …"."""
    tokens = view.document.tokens
    known = words()
    lemma = tokens[at].lemma.lower()
    follower = tokens[at + 1]
    clause = follower.text.lower() == "that" and follower.tag != "WDT"
    infinitive = follower.tag == "TO" and lemma in known.infinitive_nouns
    if not clause and not infinitive:
        return None
    top = next((p for p in view.predicates[number] if p.head > at + 1), None)
    if top is None or (infinitive and top.first != at + 1):
        return None
    force = known.nouns[lemma]
    speaker = _holder_of_noun(view, number, at)
    if speaker is not None and _first_person(view, speaker) and speaker.head not in inside:
        return None
    if speaker is None and (force in _NEEDS_SPEAKER or infinitive):
        return None
    if clause and top.subject is None:
        return None
    _first, end = _extent(view, number, top, None, inside)
    end = min(end, _loose_verb(view, number, top, end))
    for predicate in view.predicates[number]:
        if predicate.head > top.head and predicate.subject is not None and predicate.subject.head <= at:
            end = min(end, predicate.words[0][0])  # the verb whose subject the noun is
    pieces = _trimmed(view, ((at + 1 if infinitive else at + 2, max(end, at + 3)),))
    return Finding("indirect", pieces, ((at, at + 1),), lemma, force, speaker, f"rule: noun with its clause: {lemma}")


def _loose_verb(view: View, number: int, top: Predicate, end: int) -> int:
    """The first verb after a clause that no predicate has claimed: the main verb of "the warning that … proved"."""
    claimed = {i for p in view.predicates[number] for first, last in p.words for i in range(first, last)}
    for i in range(top.words[-1][1], end):
        if i not in claimed and view.document.tokens[i].tag in ("VBD", "VBN", "VBZ"):
            return i
    return end


def _holder_of_noun(view: View, number: int, at: int) -> Phrase | None:
    """Whose claim it is: a possessive before the noun, or the subject of the verb whose object it is."""
    tokens = view.document.tokens
    start = view.bounds[number][0]
    i = at - 1
    while i >= start and tokens[i].tag in ("JJ", "JJR", "JJS", "VBN", "VBG", "NN", "CD", "HYPH", "RB"):
        i -= 1
    if i >= start and tokens[i].tag == "PRP$":
        return Phrase(i, i + 1, i)
    if i > start and tokens[i].tag == "POS":
        first = i - 1
        while first > start and tokens[first - 1].tag in ("NNP", "NNPS", "NN", "NNS", "JJ", "DT", "HYPH"):
            first -= 1
        return Phrase(first, i, i - 1)
    if at - 1 >= start and tokens[at - 1].text.lower() == "no":
        return None
    for predicate in view.predicates[number]:
        if any(phrase.head == at for phrase in predicate.objects):
            return predicate.subject
    return None


# Phrases and headlines


def _by_phrase(view: View, inside: dict[int, Quote]) -> Iterator[Finding]:
    """Findings for "according to X" and its like."""
    tokens = view.document.tokens
    firsts = {form for parts, _ in words().phrases for form in parts[0]}
    for i, token in enumerate(tokens):
        low = token.text.lower()
        if low == "as":
            finding = _as_put(view, i)
            if finding is not None:
                yield finding
            continue
        if low not in firsts:
            continue
        if low == "in":
            finding = _in_the_view(view, i)
            if finding is not None:
                yield finding
                continue
        for parts, force in words().phrases:
            end = i + len(parts)
            if end < len(tokens) and all(tokens[i + k].text.lower() in forms for k, forms in enumerate(parts)):
                speaker = _phrase_after(view, end)
                if speaker is None or _first_person(view, speaker) or tokens[end].text.lower() in _FIRST_PERSON:
                    break
                if not _speaks(tokens, speaker) and tokens[speaker.head].text.lower() not in words().evidence:
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
    for i in range(phrase.end, min(stop, first + _REACH)):
        if tokens[i].text == ",":
            return attrs.evolve(phrase, end=i)
        if tokens[i].tag in _FINITE:
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
        further = _phrase_after(view, end + 1)
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
    for i in range(at + 2, min(at + _REACH, stop - 1)):
        if tokens[i].text.lower() in ("put", "puts") and tokens[i + 1].text.lower() == "it":
            speaker = Phrase(at + 1, i, i - 1)
            if _first_person(view, speaker) or tokens[i - 1].tag[:2] not in ("NN", "PR"):
                return None
            finding = _set_off(view, at, i + 2, at + 1, speaker, "neutral")
            return finding and attrs.evolve(finding, cue=((i, i + 2),), lemma="put it")
    return None


def _in_the_view(view: View, at: int) -> Finding | None:
    """ "In Moscow's view", "in his words"."""
    tokens = view.document.tokens
    sentence = view.sentence_of[at]
    for i in range(at + 1, min(at + 7, view.bounds[sentence][1])):
        if tokens[i].text.lower() in _OWN_WORDS and tokens[i - 1].tag in ("POS", "PRP$") and i > at + 1:
            first = at + 1
            head = i - 1 if tokens[i - 1].tag == "PRP$" else i - 2
            speaker = Phrase(first, head + 1, head)
            if head < first or _first_person(view, speaker):
                return None
            return _set_off(view, at, i + 1, i + 1, speaker, "believe")
    return None


def _set_off(view: View, first: int, end: int, cue_end: int, speaker: Phrase, force: str) -> Finding | None:
    """The finding for a phrase `[first, end)` that names a speaker beside the clause that is his."""
    tokens = view.document.tokens
    start, stop = view.bounds[view.sentence_of[first]]
    if stop > start and end < stop and tokens[end].text == ",":
        after: tuple[tuple[int, int], ...] = ((end + 1, stop),)
    else:
        after = ((end, stop),) if _finite(tokens, end, stop) and first == start else ()
    before = ((start, first),) if _finite(tokens, start, first) else ()
    if before and after and not _finite(tokens, end, stop):
        after = ()
    if not before and first > start + 1:
        before = ((start, first),) if after else ()
    pieces = _trimmed(view, (*before, *after))
    if not pieces:
        return None
    lemma = " ".join(token.text.lower() for token in tokens[first:cue_end])
    cue: tuple[tuple[int, int], ...] = ((first, cue_end),)
    if cue_end > speaker.first:
        lemma = f"in … {tokens[cue_end - 1].text.lower()}"
        cue = ((first, speaker.first), (cue_end - 1, cue_end))
    return Finding("indirect", pieces, cue, lemma, force, speaker, f"rule: phrase that names a speaker: {lemma}")


def _headlines(view: View) -> Iterator[Finding]:
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
        if colon < 0 or end - colon < 4 or not _finite(tokens, colon + 1, end):
            continue
        if all(token.tag in (*_NAMES, "POS") or token.text[:1].isupper() for token in tokens[first:colon]):
            yield Finding(
                "indirect",
                _trimmed(view, ((colon + 1, end),)),
                ((colon, colon + 1),),
                ":",
                "neutral",
                Phrase(first, colon, colon - 1),
                "rule: headline with a colon",
            )


def _trimmed(view: View, pieces: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Stretches without the marks and the "that" at their edges; empty ones are left out."""
    tokens = view.document.tokens
    result = []
    for first, end in pieces:
        while first < end and (tokens[first].text in _CLOSING or tokens[first].text in _MARKS):
            first += 1
        if first + 1 < end and tokens[first].text.lower() == "that" and tokens[first + 1].tag not in _FINITE:
            first += 1
        while first < end and tokens[first].text in _MARKS:
            first += 1
        while end > first and (
            tokens[end - 1].text in _MARKS or tokens[end - 1].text in (",", ";", ":", "—", "–", "--")
        ):
            end -= 1
        if end > first and tokens[end - 1].text == "." and not _within_marks(tokens, end):
            end -= 1
        while end > first and (tokens[end - 1].tag == "CC" or tokens[end - 1].text in (",", *_MARKS)):
            end -= 1
        if first < end:
            result.append((first, end))
    return tuple(result)


def _within_marks(tokens: Sequence[Token], end: int) -> bool:
    return end < len(tokens) and tokens[end].text in _MARKS
