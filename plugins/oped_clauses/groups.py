"""What a verb group says: negation, modality, tense."""

from __future__ import annotations

from collections.abc import Sequence

from oped.model import Token
from oped_clauses.frames import Argument
from oped_clauses.words import words

_NEGATING = frozenset(("RB", "RBR", "CC", "DT"))  # a cheap test: no negator has another tag
_MODALS = {"'ll": "will", "’ll": "will", "wo": "will", "'d": "would", "’d": "would", "ca": "can", "sha": "shall"}


def merged(stretches: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Stretches of tokens in order, those that meet joined."""
    merged: list[tuple[int, int]] = []
    for first, end in sorted(stretches):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((first, end))
    return tuple(merged)


def modal_of(tokens: Sequence[Token], group: Sequence[int]) -> str:
    """The modal verb of a verb group as written, in small letters; empty where there is none."""
    return next((tokens[i].text.lower() for i in group if tokens[i].tag == "MD"), "")


def full_form(modal: str) -> str:
    """A modal without contraction: "'ll" is "will"."""
    return _MODALS.get(modal, modal)


def is_negated(tokens: Sequence[Token], group: Sequence[int], arguments: Sequence[Argument]) -> bool:
    """Whether a negator stands in or about a verb group, or a negative determiner opens its subject or object."""
    known = words()
    first, last = group[0], group[-1]
    while first > max(0, group[0] - 3) and tokens[first - 1].tag in ("RB", "RBR", "IN", "CC"):
        first -= 1
    for i in (*range(first, group[0]), *group, last + 1):
        if i >= len(tokens) or tokens[i].tag not in _NEGATING:
            continue
        word = tokens[i].text.lower()
        if word == "longer" and i and tokens[i - 1].text.lower() == "no":
            return True
        if word in known.negators:
            following = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
            if following not in ("only", "just", "merely", "simply") and not (i > last and following == "to"):
                return True
    # "No ally came", "made no sense"; but what follows "there is" is denied itself, not its clause.
    return any(
        tokens[a.first].text.lower() in known.negative
        and (a.role == "object" or (a.role == "subject" and not a.via and a.first < first))
        for a in arguments
    )


def tense_of(first: str, modal: str, tags: set[str]) -> str:
    """The tense of a verb group by the tag of its first verb, its modal, and all its tags."""
    if modal:
        return "future" if modal in ("will", "'ll", "’ll", "wo", "shall") else "present"
    return {"VBD": "past", "VBZ": "present", "VBP": "present", "TO": "infinitive", "VB": "infinitive"}.get(
        first, "participle" if tags & {"VBG", "VBN"} else "present"
    )
