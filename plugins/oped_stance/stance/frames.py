"""A shallow reading of a sentence for the rules: phrases, verb groups, and what stands around each verb.

The `clauses` layer, where it ran, is the better source of a verb's subject and object and is consulted first; this
reading serves where it says nothing, and for what it does not hold (arguments of nouns, coordination of names).
Finite-state chunking after Abney (1996); time linear in the sentence but for short searches to the left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from oped.model import Token
from oped_stance.stance.lexicon import words_of

Kind = Literal["np", "vp", "prep", "rel", "sub", "coord", "comma", "stop", "adj", "adv", "other"]

_NOMINAL = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "CD", "DT", "PDT", "PRP$", "JJ", "JJR", "JJS", "PRP", "POS", "$", "EX"}
)
_HEADS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "EX"})
_VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "TO"})
_QUOTES = frozenset("\"“”„«»'`‘’") | {"``", "''"}
_EITHER = frozenset({"after", "before", "as", "since", "until", "than", "so", "like"})  # preposition or conjunction
_SUBORDINATORS = _EITHER - {"like"} | {
    *("if", "unless", "because", "although", "though", "while", "whereas", "whether", "that", "once", "lest", "when"),
    *("where", "provided"),
}
_ABOUT = frozenset({"up", "at", "more", "about", "nearly", "almost", "around", "as", "less", "fewer"})
_VERBAL_PREPOSITIONS = frozenset({"including", "following", "regarding", "concerning", "according", "excluding"})
_ASKING = frozenset({"will", "would", "can", "could", "should", "may", "might", "must", "do", "does", "did", "shall"})
_TIMES = frozenset({"week", "month", "year", "day", "decade", "hour", "morning", "evening", "night", "today"})
_BE = frozenset({"be", "get"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "hardly", "scarcely", "barely", "nor", "neither", "rarely"})
_MOST_LEFT = 40  # chunks that a search for a subject looks at


@attrs.frozen
class Chunk:
    """Tokens `[first, end)` of a sentence; `head` is the token that the rest hangs on."""

    kind: Kind
    first: int
    end: int
    head: int


@attrs.frozen
class Verb:
    """A verb group: its chunk, and what its own words say.

    `form` is finite, infinitive, gerund or participle.
    """

    chunk: int
    head: int
    form: str
    passive: bool
    negated: bool
    modal: str
    perfect: bool


@attrs.frozen
class Reading:
    """The chunks of a sentence, the chunk of each token (−1: none) and its verb groups, by the token of the head."""

    tokens: Sequence[Token]
    chunks: tuple[Chunk, ...]
    chunk_of: tuple[int, ...]
    verbs: dict[int, Verb]


def read(tokens: Sequence[Token]) -> Reading:
    """Read a sentence."""
    chunks = _chunks(tokens)
    chunk_of = [-1] * len(tokens)
    for number, chunk in enumerate(chunks):
        for i in range(chunk.first, chunk.end):
            chunk_of[i] = number
    verbs = {c.head: _verb(tokens, n, c) for n, c in enumerate(chunks) if c.kind == "vp"}
    return Reading(tokens, tuple(chunks), tuple(chunk_of), verbs)


def mend(tokens: Sequence[Token]) -> Sequence[Token]:
    """Mend tags where only another can stand.

    A word in -s is a verb in "which backs Assad", "Iran attacks Israel"; a participle with an object and without an
    auxiliary is a past tense ("later criticized the plan"); a word in -s that opens a sentence before a verb is a noun.
    """
    mended: list[Token] | None = None
    for i, token in enumerate(tokens):
        tag = token.tag
        if (tag in ("NN", "NNS", "NNPS", "VBN", "VBZ") or (tag == "NNP" and (i == 0 or token.text.islower()))) and (
            better := _better_tag(tokens, i)
        ) != tag:
            mended = list(tokens) if mended is None else mended
            mended[i] = attrs.evolve(token, tag=better)
    return tokens if mended is None else mended


def _better_tag(tokens: Sequence[Token], i: int) -> str:
    token = tokens[i]
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.tag == "VBN" and _after_relative_subject(tokens, i):
        return "VBD"  # "which the White House exempted"
    if after is None:
        return token.tag
    if token.tag == "NNP" and not token.text.islower():
        return "MD" if token.text.lower() in _ASKING and tokens[-1].text == "?" else "NNP"
    if token.tag == "VBZ":
        opening = i == 0 and token.text[:1].isupper() and after.tag in ("RB", "VBD", "VBN", "VBP", "MD")
        return "NNPS" if opening else token.tag
    opens = after.tag in ("NNP", "NNPS", "DT", "PRP$", "PRP") or (after.tag == "JJ" and after.text[:1].isupper())
    if not opens or i == 0:
        return token.tag
    before = tokens[i - 1]
    if token.tag in ("NN", "NNP"):
        return _bare_verb(tokens, i)
    if token.tag == "VBN":
        return "VBN" if _has_auxiliary(tokens, i) else "VBD"
    if not token.text.endswith("s"):
        return token.tag
    if before.text.lower() in ("which", "who", "that", "it", "he", "she"):
        return "VBZ"
    fits = before.tag == "NNP" and token.text.islower() and after.tag != "JJ" and not _verb_just_before(tokens, i)
    return "VBZ" if fits else token.tag


def _after_relative_subject(tokens: Sequence[Token], i: int) -> bool:
    k = i - 1
    while k >= max(0, i - 6) and (tokens[k].tag in _NOMINAL or tokens[k].tag == "RB"):
        k -= 1
    return 0 <= k < i - 1 and tokens[k].tag in ("WDT", "WP")


def _bare_verb(tokens: Sequence[Token], i: int) -> str:
    """ "Norway and Sweden support Finland", "Will Poland support Ukraine?": the only word that can be the verb."""
    before = tokens[i - 1]
    if before.tag not in ("NNP", "NNPS", "NNS", "PRP") or tokens[i].text.lower() not in words_of("verb"):
        return tokens[i].tag
    if any(t.tag in ("VBD", "VBZ", "VBP") and t.lemma.lower() != "do" for t in tokens):
        return "NN"
    asked = tokens[0].text.lower() in _ASKING
    return "VB" if asked else "VBP"


def _has_auxiliary(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle belongs to "have" or "be", stands in a phrase, or is joined to a verb before it."""
    k = i - 1
    while k >= 0 and (tokens[k].tag.startswith("RB") or tokens[k].text in _QUOTES):
        k -= 1
    if k < 0 or tokens[k].tag in ("IN", "DT", "JJ", "PRP$", "CC", "TO"):
        return True
    if k > 0 and tokens[k].tag.startswith(("VB", "MD")):
        return True
    return any(
        t.tag.startswith(("VB", "MD")) and t.lemma.lower() in ("have", "be", "get", "do", "'s", "’s", "'ve", "’ve")
        for t in tokens[max(0, k - 2) : k + 1]
    )


def _verb_just_before(tokens: Sequence[Token], i: int) -> bool:
    return any(t.tag.startswith("VB") and t.tag not in ("VBG", "VBN", "VB") for t in tokens[max(0, i - 4) : i])


def _chunks(tokens: Sequence[Token]) -> list[Chunk]:
    chunks: list[Chunk] = []
    i, n = 0, len(tokens)
    while i < n:
        token = tokens[i]
        tag, text = token.tag, token.text.lower()
        end = i + 1
        if text in _QUOTES and tag != "POS":
            i += 1
            continue
        if text in _ABOUT and (counted := _count_ahead(tokens, i)) > i:  # "up to 16 advisers"
            end, head = _nominal_end(tokens, counted)
            kind: Kind = "np"
        elif tag == "VBG" and text in _VERBAL_PREPOSITIONS:
            kind, head = "prep", i
        elif tag in _VERBAL and not _adjectival(tokens, i):
            end = _verb_end(tokens, i)
            head = max((k for k in range(i, end) if tokens[k].tag.startswith("VB")), default=i)
            kind = "vp" if tokens[head].tag.startswith("VB") else ("prep" if tag == "TO" else "vp")
        elif tag in _NOMINAL or _adjectival(tokens, i):
            end, head = _nominal_end(tokens, i)
            kind = "np" if head >= 0 else "adj"
            head = head if head >= 0 else end - 1
        elif tag in ("WDT", "WP", "WP$", "WRB"):
            kind, head = ("rel" if tag != "WRB" else "sub"), i
        elif tag == "IN":
            kind, head = ("sub" if text in _SUBORDINATORS and text not in _EITHER else "prep"), i
        elif tag == "CC":
            kind, head = "coord", i
        elif text == ",":
            kind, head = "comma", i
        elif text in (";", ":", "—", "–", "(", ")", ".", "!", "?", "--"):
            kind, head = "stop", i
        elif tag.startswith("RB") or tag == "RP":
            kind, head = "adv", i
        else:
            kind, head = "other", i
        chunks.append(Chunk(kind, i, end, head))
        i = end
    return chunks


def _count_ahead(tokens: Sequence[Token], i: int) -> int:
    """Where the number stands that "up to", "at least", "more than" and the like lead to; `i` where there is none."""
    for k in range(i + 1, min(i + 4, len(tokens))):
        if tokens[k].tag == "CD":
            return k if k + 1 < len(tokens) and tokens[k + 1].tag[:2] in ("NN", "JJ", "CD") else i
        if tokens[k].text.lower() not in ("to", "least", "than", "many", "as", "most"):
            return i
    return i


def _adjectival(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle stands before its noun: "the contested island", "growing fears"."""
    if tokens[i].tag not in ("VBG", "VBN") or i + 1 >= len(tokens):
        return False
    follows = tokens[i + 1].tag
    before = tokens[i - 1].tag if i else ""
    if tokens[i].tag == "VBN" and before in ("DT", "PRP$", "JJ", "POS", "IN") and follows in ("JJ", "NNP"):
        return True
    return (
        follows in ("NN", "NNS")
        and before in ("DT", "PRP$", "JJ", "POS", "CD", "NN", "NNP", "IN")
        and not (before in ("NN", "NNP", "IN") and tokens[i].tag == "VBG")
    )


def _verb_end(tokens: Sequence[Token], i: int) -> int:
    """Where the verb group that begins here ends: "would not have been able" stops before "able"."""
    end = i + 1
    while end < len(tokens):
        tag = tokens[end].tag
        last = tokens[end - 1]
        if tag.startswith("RB"):
            # An adverb belongs inside only where a verb goes on after it.
            ahead = end + 1
            while ahead < len(tokens) and tokens[ahead].tag.startswith("RB"):
                ahead += 1
            if ahead < len(tokens) and tokens[ahead].tag.startswith("VB") and _continues(last, tokens[ahead]):
                end = ahead
                continue
            if tokens[end].lemma.lower() in _NEGATIONS or tokens[end].text.lower() in _NEGATIONS:
                end += 1
                continue
            break
        if tag.startswith("VB") and _continues(last, tokens[end]) and not _adjectival(tokens, end):
            end += 1
            continue
        break
    return end


def _continues(last: Token, verb: Token) -> bool:
    """Whether a verb goes on the group of the word before it."""
    if last.tag.startswith("RB"):
        return True
    if last.tag in ("MD", "TO"):
        return verb.tag in ("VB", "VBP", "VBD", "VBN")
    if not last.tag.startswith("VB"):
        return False
    lemma = last.lemma.lower()
    if lemma in ("be", "'s", "’s", "'re", "’re", "get", "'m", "’m"):
        return verb.tag in ("VBG", "VBN", "VBD")
    if lemma in ("have", "'ve", "’ve", "'d", "’d"):
        return verb.tag in ("VBN", "VBD")
    return lemma == "do" and verb.tag in ("VB", "VBP")


def _nominal_end(tokens: Sequence[Token], i: int) -> tuple[int, int]:
    """The end of the noun phrase that begins here and its head; the head is −1 where there is no noun."""
    head, end = -1, i
    while end < len(tokens):
        token = tokens[end]
        tag = token.tag
        if tag == "PRP" and end > i:
            break
        if tag in ("DT", "PDT", "PRP$", "EX") and end > i and tokens[end - 1].tag not in ("PDT", "POS", "DT"):
            break
        if tag in _NOMINAL:
            if tag == "NNP" and end > i and tokens[end - 1].lemma.lower() in _TIMES:
                break  # "in recent weeks White House officials"
            if tag in _HEADS and not (head >= 0 and token.lemma.lower() in ("today", "yesterday", "tomorrow")):
                head = end
            end += 1
            continue
        if (
            token.text in ("-", "–", "/")
            and end + 1 < len(tokens)
            and end > i
            and (tokens[end - 1].end == token.start and tokens[end + 1].start == token.end)
        ):
            end += 2 if tokens[end + 1].tag in _NOMINAL or tokens[end + 1].tag.startswith(("VB", "RB", "IN")) else 1
            if tokens[end - 1].tag in _HEADS:
                head = end - 1
            continue
        if token.text in _QUOTES and end > i and end + 1 < len(tokens) and tokens[end + 1].tag in _HEADS and head < 0:
            end += 1
            continue
        if tag.startswith("RB") and end + 1 < len(tokens) and tokens[end + 1].tag.startswith("JJ") and end > i:
            end += 1
            continue
        if _adjectival(tokens, end):
            end += 1
            continue
        break
    if head < 0:
        words = {t.text.lower() for t in tokens[i:end]}
        if tokens[i].tag in ("DT", "PRP$", "PDT") or words & {"other", "both", "many", "some"}:
            head = end - 1
    return max(end, i + 1), head


def _verb(tokens: Sequence[Token], number: int, chunk: Chunk) -> Verb:
    words = tokens[chunk.first : chunk.end]
    verbs = [t for t in words if t.tag.startswith("VB") or t.tag == "MD"]
    first, last = (verbs[0], verbs[-1]) if verbs else (words[0], words[-1])
    helper = verbs[-2].lemma.lower() if len(verbs) > 1 else ""
    passive = last.tag in ("VBN", "VBD") and helper in _BE
    modal = next((t.lemma.lower() for t in words if t.tag == "MD"), "")
    if words[0].tag == "TO":
        form = "infinitive"
    elif first.tag == "VBG":
        form = "gerund"
    elif first.tag == "VBN":
        form, passive = "participle", True
    elif first.tag == "VB" and not modal:
        form = "infinitive"
        if (asked := _inverted(tokens, chunk.first)) is not None:  # "Would Japan defend Taiwan?"
            form, modal = "finite", asked
    else:
        form = "finite"
    negated = any(t.lemma.lower() in _NEGATIONS or t.text.lower() in _NEGATIONS for t in words) or (
        chunk.first > 0 and tokens[chunk.first - 1].text.lower() in _NEGATIONS
    )
    perfect = len(verbs) > 1 and any(t.lemma.lower() == "have" for t in verbs[:-1])
    return Verb(number, chunk.head, form, passive, negated, modal, perfect)


def _inverted(tokens: Sequence[Token], first: int) -> str | None:
    """The auxiliary that opens a question some words before a bare verb; None where there is none."""
    for i in range(first - 1, max(-1, first - 8), -1):
        tag = tokens[i].tag
        if tag == "MD" or tokens[i].lemma.lower() == "do":
            return tokens[i].lemma.lower() if tag == "MD" else ""
        if tag not in _NOMINAL:
            return None
    return None


def phrases_after(reading: Reading, number: int) -> list[list[int]]:
    """The noun phrases that follow a chunk as its objects: each a list of coordinated chunks; at most two objects."""
    chunks = reading.chunks
    found: list[list[int]] = []
    at = number + 1
    while at < len(chunks) and len(found) < 2:
        if chunks[at].kind == "adv" and not found:
            at += 1
            continue
        if chunks[at].kind != "np":
            break
        if subject_of_next(reading, at):
            break
        members, at = coordinated(reading, at)
        found.append(members)
    return found


def coordinated(reading: Reading, at: int, *, between: bool = False) -> tuple[list[int], int]:
    """The noun phrases coordinated with the one at a chunk, and the chunk after the last of them.

    After "between" the second phrase always belongs, even right before a verb.
    """
    chunks = reading.chunks
    members = [at]
    after = at + 1
    while True:
        ahead = after
        while ahead < len(chunks) and chunks[ahead].kind in ("comma", "coord") and ahead - after < 2:
            ahead += 1
        if ahead == after or ahead >= len(chunks) or chunks[ahead].kind != "np":
            return members, after
        joined = any(chunks[k].kind == "coord" for k in range(after, ahead))
        if not joined and not _list_goes_on(reading, ahead):
            return members, after
        if not between and subject_of_next(reading, ahead):
            return members, after
        members.append(ahead)
        after = ahead + 1


def _list_goes_on(reading: Reading, at: int) -> bool:
    """Whether after "A, B" comes ", C and D" or "and C"."""
    chunks = reading.chunks
    for k in range(at + 1, min(at + 8, len(chunks))):
        if chunks[k].kind == "coord":
            return k + 1 < len(chunks) and chunks[k + 1].kind == "np" and not subject_of_next(reading, k + 1)
        if chunks[k].kind not in ("comma", "np"):
            return False
    return False


def subject_of_next(reading: Reading, at: int) -> bool:
    """Whether the phrase at a chunk is the subject of a finite verb right after it."""
    chunks = reading.chunks
    k = at + 1
    while k < len(chunks) and chunks[k].kind == "adv":
        k += 1
    return k < len(chunks) and chunks[k].kind == "vp" and reading.verbs[chunks[k].head].form == "finite"


def prepositional(reading: Reading, number: int) -> list[tuple[str, int, list[int]]]:
    """The prepositional phrases after a chunk, up to the end of its clause: preposition, its chunk, noun phrases."""
    chunks = reading.chunks
    found: list[tuple[str, int, list[int]]] = []
    at = number + 1
    limit = min(len(chunks), number + _MOST_LEFT)
    while at < limit:
        kind = chunks[at].kind
        if kind == "prep":
            word = reading.tokens[chunks[at].head].text.lower()
            nxt = at + 1
            while nxt < limit and chunks[nxt].kind in ("adv", "adj"):
                nxt += 1
            if nxt < limit and chunks[nxt].kind == "np":
                members, after = coordinated(reading, nxt, between=word == "between")
                found.append((word, at, members))
                at = after
                continue
            at += 1
            continue
        if kind == "np" and subject_of_next(reading, at):
            break
        if kind in ("stop", "sub", "rel"):
            break
        if kind == "vp":
            break
        at += 1
    return found


def subject(reading: Reading, number: int, depth: int = 0) -> list[int]:
    """The noun phrases (chunks) that are the subject of the verb group at a chunk; empty where there is none."""
    chunks, verbs = reading.chunks, reading.verbs
    verb = verbs[chunks[number].head]
    if depth > 4:
        return []
    at = number - 1
    while at >= 0 and chunks[at].kind == "adv":
        at -= 1
    if at < 0:
        return []
    if verb.form in ("infinitive", "gerund", "participle"):
        return _controller(reading, number, at, depth)
    if chunks[at].kind == "coord" and (shared := _verb_before(reading, at)) >= 0:
        return subject(reading, shared, depth + 1)
    steps = 0
    while at >= 0 and steps < _MOST_LEFT:
        steps += 1
        kind = chunks[at].kind
        if kind == "rel":
            return _antecedent(reading, at)
        if kind == "np":
            before = at - 1
            while before >= 0 and chunks[before].kind in ("adv", "adj"):
                before -= 1
            if before >= 0 and chunks[before].kind == "vp" and _opens(reading, before):
                return []  # "ignoring the alliance would be": a clause is the subject
            inner = verbs[chunks[before].head].form if before >= 1 and chunks[before].kind == "vp" else ""
            if inner == "infinitive" and chunks[before - 1].kind == "np":
                at = before - 1  # the object of an infinitive: "the decision to close the library was"
                continue
            if before >= 1 and chunks[before].kind == "comma" and chunks[at + 1].kind in ("comma", "prep"):
                owner = before - 1
                if (
                    chunks[owner].kind == "np"
                    and not _list_goes_on(reading, owner)
                    and _comma_between(reading, at, number)
                ):
                    if _proper(reading, at):
                        return [at]  # "the chancellor, Nicholas Dirks, praised"
                    return [*_joined_left(reading, owner), at]  # "Power, the ambassador to the UN, accused"
            members = _joined_left(reading, at)
            before = members[0] - 1
            while before >= 0 and chunks[before].kind in ("adv", "adj"):
                before -= 1
            adjacent = all(chunks[k].kind == "adv" for k in range(at + 1, number))
            word = reading.tokens[chunks[before].head].text.lower() if before >= 0 else ""
            if before >= 0 and chunks[before].kind == "vp" and _comma_between(reading, at, number):
                at = before  # the object of a clause in between: "which backs Kyiv, lifted"
                continue
            if before >= 0 and chunks[before].kind == "np" and _floats(reading, at):
                at = before  # "they both see"
                continue
            if before >= 0 and chunks[before].kind == "prep" and len(members) > 2 and members[1] - members[0] == 2:
                return members[1:]  # "on human rights, China and Russia agree"
            if before >= 0 and chunks[before].kind == "prep" and not (adjacent and word in _EITHER):
                at = before - 1  # the object of a preposition: "the leaders of China and Russia said"
                continue
            return members
        if kind == "vp":
            other = verbs[chunks[at].head]
            if other.form == "finite":
                opener = at - 1
                while opener >= 0 and chunks[opener].kind == "adv":
                    opener -= 1
                if opener >= 0 and chunks[opener].kind == "rel":
                    at = opener - 1
                    continue
                return subject(reading, at, depth + 1) if _coordinates(reading, at, number) else []
            at -= 1
            continue
        if kind in ("sub", "stop"):
            return []
        at -= 1
    return []


def _floats(reading: Reading, number: int) -> bool:
    chunk = reading.chunks[number]
    return chunk.end - chunk.first == 1 and reading.tokens[chunk.first].text.lower() in ("both", "all", "each")


def _comma_between(reading: Reading, first: int, end: int) -> bool:
    return any(reading.chunks[k].kind == "comma" for k in range(first + 1, end))


def _opens(reading: Reading, number: int) -> bool:
    """Whether a gerund or infinitive opens its clause, with no noun phrase before it to hang on."""
    verb = reading.verbs[reading.chunks[number].head]
    if verb.form not in ("gerund", "infinitive"):
        return False
    at = number - 1
    while at >= 0 and reading.chunks[at].kind in ("adv", "coord"):
        at -= 1
    return at < 0 or reading.chunks[at].kind in ("stop", "sub", "rel")


def _coordinates(reading: Reading, earlier: int, later: int) -> bool:
    """Whether a conjunction stands right before the later verb, so that it may share the earlier one's subject."""
    at = later - 1
    while at > earlier and reading.chunks[at].kind in ("adv", "comma"):
        at -= 1
    return at > earlier and reading.chunks[at].kind == "coord"


def _verb_before(reading: Reading, at: int) -> int:
    for k in range(at - 1, max(-1, at - _MOST_LEFT), -1):
        if reading.chunks[k].kind == "stop":
            return -1
        if reading.chunks[k].kind == "vp" and reading.verbs[reading.chunks[k].head].form == "finite":
            return k
    return -1


def _joined_left(reading: Reading, at: int) -> list[int]:
    """A noun phrase with those coordinated to its left: "China, Russia and Iran"."""
    chunks = reading.chunks
    members = [at]
    k = at - 1
    joined = False
    while k >= 1 and chunks[k].kind in ("coord", "comma"):
        if chunks[k].kind == "coord":
            joined = True
        if chunks[k - 1].kind in ("coord", "comma"):
            k -= 1
            continue
        if chunks[k - 1].kind != "np" or not joined:
            break
        if len(members) == 1 and chunks[k].kind == "comma" and not _in_list(reading, k - 1):
            break  # ", and" between two begins a new clause
        members.append(k - 1)
        k -= 2
    return members[::-1]


def _in_list(reading: Reading, number: int) -> bool:
    """Whether a noun phrase follows another after a comma: "A, B, and C"."""
    chunks = reading.chunks
    return number >= 2 and chunks[number - 1].kind == "comma" and chunks[number - 2].kind == "np"


def _antecedent(reading: Reading, at: int) -> list[int]:
    chunks = reading.chunks
    k = at - 1
    while k >= 0 and chunks[k].kind in ("comma", "prep", "adv"):
        k -= 1
    return _joined_left(reading, k) if k >= 0 and chunks[k].kind == "np" else []


def _controller(reading: Reading, number: int, at: int, depth: int) -> list[int]:
    """The understood subject of an infinitive or participle."""
    chunks, verbs = reading.chunks, reading.verbs
    verb = verbs[chunks[number].head]
    if verb.form == "participle" and chunks[at].kind == "np":
        return _joined_left(reading, at)  # "sanctions imposed by": what the participle is said of
    common = at == number - 1 and chunks[at].kind == "np" and not _proper(reading, at)
    if verb.form == "gerund" and common and not _object_controlled(reading, at):
        return [at]  # "a resolution condemning Syria"
    if verb.form == "infinitive" and at == number - 1 and chunks[at].kind == "np" and _owned(reading, at):
        return [at]  # "Canada's refusal to help": whoever owns the noun
    k = at
    passed: list[int] = []
    steps = 0
    while k >= 0 and steps < _MOST_LEFT:
        steps += 1
        kind = chunks[k].kind
        if kind == "np":
            passed.append(k)
        elif kind == "vp":
            head = reading.tokens[chunks[k].head]
            governor = verbs[chunks[k].head]
            if passed and head.lemma.lower() in words_of("object control") and not governor.passive:
                return _joined_left(reading, passed[-1])
            return subject(reading, k, depth + 1)
        elif (kind in ("stop", "sub") and verb.form != "gerund") or kind == "stop":
            return []
        k -= 1
    if verb.form == "gerund" or verb.form == "infinitive":
        # "To help Ukraine, Germany sent": the subject of the main clause to the right.
        for k in range(number + 1, min(len(chunks), number + _MOST_LEFT)):
            if chunks[k].kind == "comma" and k + 1 < len(chunks) and chunks[k + 1].kind == "np":
                return [k + 1] if subject_of_next(reading, k + 1) else []
    return []


def _proper(reading: Reading, number: int) -> bool:
    return reading.tokens[reading.chunks[number].head].tag.startswith(("NNP", "PRP"))


def _object_controlled(reading: Reading, number: int) -> bool:
    before = reading.chunks[number - 1] if number else None
    return (
        before is not None
        and before.kind == "vp"
        and reading.tokens[before.head].lemma.lower() in words_of("object control")
    )


def _owned(reading: Reading, number: int) -> bool:
    chunk = reading.chunks[number]
    return any(reading.tokens[i].tag in ("POS", "PRP$") for i in range(chunk.first, chunk.end))


def object_antecedent(reading: Reading, number: int) -> list[int]:
    """The noun phrases that an object relative clause is about: "the plan that Moscow opposes"."""
    chunks = reading.chunks
    at = number - 1
    while at >= 0 and chunks[at].kind == "adv":
        at -= 1
    if at < 1 or chunks[at].kind != "np" or chunks[at - 1].kind != "rel":
        return []
    return _antecedent(reading, at - 1)
