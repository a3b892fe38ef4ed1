"""What a chain of labels gets wrong now and then, mended by rule: missing subjects, kinds of clauses."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from oped.model import Token
from oped_clauses.chunks import ADV, NOUN, PREP, VERB, WH, Chunk
from oped_clauses.frames import FINITE, NO_CLAUSE, Frame, Places, make_argument
from oped_clauses.words import words

_PASSED_OVER = frozenset((",", "—", "–", "--", "“", "”", '"', ".", "…", ". . .", "-"))


def without_governed_subjects(tokens: Sequence[Token], chunks: Sequence[Chunk], labels: Sequence[str]) -> Sequence[str]:
    """The labels with nouns after a preposition made part of the phrase before it where they were called subjects."""
    result = list(labels)
    for n in range(2, len(labels)):
        if (
            labels[n][0] == "S"
            and chunks[n].kind == NOUN
            and chunks[n - 1].kind == PREP
            and chunks[n - 2].kind == NOUN
            and tokens[chunks[n - 1].head].text.lower() in words().lists["preposition"]
        ):
            result[n] = "m"
    return result


def of_noun(tokens: Sequence[Token], chunks: Sequence[Chunk], frame: Frame) -> None:
    """Make an infinitive right after a noun like "threat" or "effort" a clause of that noun."""
    n = frame.chunk
    if n and frame.kind in ("adv", "inf", "sub") and chunks[n - 1].kind == NOUN:
        noun = tokens[chunks[n - 1].head].lemma.lower()
        if tokens[chunks[n].first].tag == "TO" and noun in words().infinitive_nouns:
            frame.kind, frame.label = "acl", "acl"


def repair(
    tokens: Sequence[Token], chunks: Sequence[Chunk], labels: Sequence[str], place: Places, frames: Sequence[Frame]
) -> None:
    """Mend what a chain of labels gets wrong now and then.

    A finite verb has a subject: where it has none, an object that ends right before it is that, or else the noun at
    the beginning of the phrase before it. A clause with "that" right after a verb is that verb's complement; one that
    begins with a subordinator is no main clause, and one after a comma without a relative pronoun is no relative.
    """
    for i, frame in enumerate(frames):
        if frame.kind in NO_CLAUSE:
            continue
        if frame.subject is None and _wants_subject(tokens, chunks, frame):
            before = frames[i - 1] if i else None
            if before is None or not _takes_object(chunks, before, frame, i - 1):
                _take_phrase(tokens, chunks, labels, place, frames, i)
        _mend_kind(tokens, chunks, frames, i)


def _wants_subject(tokens: Sequence[Token], chunks: Sequence[Chunk], frame: Frame) -> bool:
    """Whether a verb group is finite for certain, and no second part of a coordination."""
    tag = tokens[chunks[frame.chunk].first].tag
    if frame.kind in ("inf", "acl"):
        return tag in ("VBZ", "MD")
    return frame.kind in ("root", "par", "com", "adv", "rel") and tag in FINITE and not frame.helpers


def _takes_object(chunks: Sequence[Chunk], before: Frame, frame: Frame, at: int) -> bool:
    """Make the object of the verb before, where it ends right before this one, its subject."""
    if before.subject is None or frame.kind in ("adv", "rel"):
        return False
    start = frame.chunk
    while start > before.chunk + 1 and chunks[start - 1].kind == ADV:
        start -= 1
    for argument in before.objects:
        if argument.end == chunks[start].first and argument.chunk > before.chunk:
            before.objects.remove(argument)
            frame.subject = attrs.evolve(argument, role="subject")
            frame.kind, frame.governor = "com", at
            return True
    return False


def _take_phrase(
    tokens: Sequence[Token],
    chunks: Sequence[Chunk],
    labels: Sequence[str],
    place: Places,
    frames: Sequence[Frame],
    at: int,
) -> None:
    """Make the noun that begins the phrase before a verb its subject; relative clauses in it are passed over."""
    frame = frames[at]
    floor = at - 1
    n, found = frame.chunk - 1, -1
    while n >= 0:
        kind, text = chunks[n].kind, tokens[chunks[n].first].text
        if kind == VERB:
            inner = frames[floor] if floor >= 0 else None
            if inner is None or inner.chunk != n or inner.kind not in ("rel", "acl", "no"):
                if inner is not None and inner.subject is None and tokens[chunks[n].first].tag in ("VBG", "TO"):
                    return  # a clause is the subject: "ignoring the rationale would be a mistake"
                break
            floor -= 1
            if inner.subject is not None and inner.subject.chunk < n:
                n = inner.subject.chunk
        elif kind == NOUN:
            if n == 0 or chunks[n - 1].kind != PREP:
                found = n
                before = tokens[chunks[n - 1].head].tag if n else ""
                if before != "CC":
                    break
        elif kind not in (PREP, ADV, WH) and text not in _PASSED_OVER and tokens[chunks[n].head].tag != "CC":
            break
        n -= 1
    taken = {f.subject.chunk for f in frames if f.subject is not None}
    taken |= {a.chunk for f in frames for a in f.objects}
    if found >= 0 and found not in taken and labels[found] not in ("e",):
        frame.subject = make_argument(tokens, chunks, place, found, "subject")


def _mend_kind(tokens: Sequence[Token], chunks: Sequence[Chunk], frames: Sequence[Frame], at: int) -> None:
    frame = frames[at]
    if frame.subject is None:
        return
    first = min(frame.chunk, frame.subject.chunk)
    token = tokens[chunks[first - 1].head] if first else None
    word = token.text.lower() if token is not None else ""
    if token is not None and word == "that" and token.tag == "IN" and at and first - 2 == frames[at - 1].chunk:
        if frame.kind in ("root", "par", "con", "inf", "adv", "acl"):
            frame.kind, frame.governor = "com", at - 1
    elif frame.kind == "root" and word in words().lists["subordinator"] and first - 1 <= 3 and at + 1 < len(frames):
        frame.kind = "adv"
    elif frame.kind == "com" and frame.governor >= 0 and frames[frame.governor].kind == "rel":
        if frame.subject.chunk < frames[frame.governor].chunk:
            frame.kind, frame.governor = "root", -1
    elif frame.kind == "rel" and word == "," and chunks[frame.subject.chunk].kind != WH:
        frame.kind = "root"
