"""A sentence cut into phrases and verb groups, and what each verb group says of itself.

Finite-state chunking after Abney (1996), on tags that are mended first where only another can stand; linear in the sentence.
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
EITHER = frozenset({"after", "before", "as", "since", "until", "than", "so", "like"})  # preposition or conjunction
_SUBORDINATORS = EITHER - {"like"} | {
    *("if", "unless", "because", "although", "though", "while", "whereas", "whether", "that", "once", "lest", "when"),
    *("where", "provided"),
}
_ABOUT = frozenset({"up", "at", "more", "about", "nearly", "almost", "around", "as", "less", "fewer"})
_VERBAL_PREPOSITIONS = frozenset({"including", "following", "regarding", "concerning", "according", "excluding"})
_ASKING = frozenset({"will", "would", "can", "could", "should", "may", "might", "must", "do", "does", "did", "shall"})
_TIMES = frozenset({"week", "month", "year", "day", "decade", "hour", "morning", "evening", "night", "today"})
_BE = frozenset({"be", "get"})
_NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "hardly", "scarcely", "barely", "nor", "neither", "rarely", "seldom"}
)


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
        chunk_of[chunk.first : chunk.end] = [number] * (chunk.end - chunk.first)
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
            head = end - 1
            while head > i and not tokens[head].tag.startswith("VB"):
                head -= 1
            kind = "vp" if tokens[head].tag.startswith("VB") else ("prep" if tag == "TO" else "vp")
        elif tag in _NOMINAL or _adjectival(tokens, i):
            end, head = _nominal_end(tokens, i)
            kind = "np" if head >= 0 else "adj"
            head = head if head >= 0 else end - 1
        elif tag in ("WDT", "WP", "WP$", "WRB"):
            kind, head = ("rel" if tag != "WRB" else "sub"), i
        elif tag == "IN":
            kind, head = ("sub" if text in _SUBORDINATORS and text not in EITHER else "prep"), i
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
    negated = any(t.lemma.lower() in _NEGATIONS or t.text.lower() in _NEGATIONS for t in words) or _denied_before(
        tokens, chunk.first
    )
    perfect = len(verbs) > 1 and any(t.lemma.lower() == "have" for t in verbs[:-1])
    return Verb(number, chunk.head, form, passive, negated, modal, perfect)


def _denied_before(tokens: Sequence[Token], first: int) -> bool:
    """Whether a denial stands right before a verb group: "never", "no longer", "hardly ever"; "not only" is none."""
    before = [t.text.lower() for t in tokens[max(0, first - 2) : first]]
    if not before:
        return False
    if before[-1] in _NEGATIONS or before == ["no", "longer"]:
        return True
    return before[-1] in ("ever", "really", "truly", "even", "any") and before[0] in _NEGATIONS


def _inverted(tokens: Sequence[Token], first: int) -> str | None:
    """The auxiliary that opens a question some words before a bare verb; None where there is none."""
    for i in range(first - 1, max(-1, first - 8), -1):
        tag = tokens[i].tag
        if tag == "MD" or tokens[i].lemma.lower() == "do":
            return tokens[i].lemma.lower() if tag == "MD" else ""
        if tag not in _NOMINAL:
            return None
    return None
