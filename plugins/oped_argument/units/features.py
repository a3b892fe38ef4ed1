"""Where a sentence may break into units of argument, and what speaks for a break."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..text import FINITE, NOMINAL, VERBAL, View, word_list

PAUSES = frozenset({",", ";", ":", "–", "—", "--", "-", "(", "…", "..."})
WINDOW = 12
FAR = 100
"""No feature looks further, so that time stays linear in a sentence that never ends."""

CLAUSE = "subject+verb"
INNER = ("Temporal", "Contingency.Condition", "Contingency.Purpose", "Comparison.Similarity", "Expansion.Manner")
"""The senses of connectives that join the clauses of one unit."""


def candidates(sentence: View, connectives: Mapping[int, str]) -> Iterator[int]:
    """Indices of the tokens that may begin a unit within a sentence: after a pause, or a word that joins clauses.

    There is a verb on both sides, and the word is no connective of time, condition, purpose or likeness, which join
    clauses of one unit. `connectives` maps the index of a first token to a sense.
    """
    verbs = [k for k, tag in enumerate(sentence.tags) if tag in VERBAL]
    if len(verbs) < 2:
        return
    openers, fixed = word_list("openers"), word_list("fixed")
    for at in range(max(2, verbs[0] + 1), min(len(sentence) - 1, verbs[-1] + 1)):
        word = sentence.words[at]
        if sentence.words[at - 1] in PAUSES or word in openers:
            joined = f"{word} {sentence.words[at + 1]}" in fixed
            if not joined and not connectives.get(at, "").startswith(INNER):
                yield at


def features(sentence: View, at: int, connectives: Mapping[int, str], *, several: bool) -> list[str]:
    """The features of a possible break before a token; `connectives` maps the index of a first token to a sense.

    `several`: the text has several paragraphs. Short texts pack more of an argument into a sentence, so the words are
    weighed for both kinds together and for each apart (Daumé 2007, "Frustratingly easy domain adaptation").
    """
    word, tag, words, tags = sentence.word, sentence.tag, sentence.words, sentence.tags
    first, end = max(0, at - FAR), at + FAR
    left_finite = len([t for t in tags[first:at] if t in FINITE])
    right_finite = len([t for t in tags[at:end] if t in FINITE])
    finite = f"{left_finite > 0},{right_finite > 0}"
    before, following, t = word(at - 1), word(at + 1), (tag(at - 1), tag(at), tag(at + 1), tag(at + 2))
    rest = len(sentence) - at
    pause, opener = before if before in PAUSES else "none", word(at)
    sense = connectives.get(at, "none")
    kind = clause(sentence, at)
    own = [
        "bias",
        f"sense={sense}",
        f"clause={kind}",
        f"w+1={following}",
        f"t+1={t[2]}",
        f"left={min(left_finite, 2)}",
        f"right={min(right_finite, 2)}",
        f"finite={finite}",
    ]
    both, by_opener, by_pause = f"{pause} {opener}|", opener + "|", pause + "|"
    return [
        *[both + name for name in own],
        *[by_opener + name for name in own],
        *[by_pause + name for name in own],
        *own,
        f"sense={sense},clause={kind}",
        f"t={t[0]},{t[1]},{t[2]}",
        f"t={t[1]},{t[2]},{t[3]}",
        f"w-1={before}",
        f"w-2={word(at - 2)}",
        f"first={words[0]}",
        f"first={words[0]},{pause}",
        f"lengths={min(at // 5, 4)},{min(rest // 5, 4)}",
        f"long={len(sentence) // 10}",
        f"sense={sense},long={min(at // 6, 3)},{min(rest // 6, 3)}",
        f"quoted={'“' in words[first:end] or chr(34) in words[first:end]}",
        f"earlier={not connectives.keys().isdisjoint(range(first, at))}",
        f"if={'if' in words[first:at]},{pause}",
        f"several={several}",
        f"several={several},{opener}",
        f"several={several},{kind}",
        f"several={several},{pause},{kind}",
        f"several={several},sense={sense}",
        f"several={several},finite={finite}",
    ]


def clause(sentence: View, at: int) -> str:
    """What follows a break: a clause with subject and finite verb, a participle, an infinitive, or no clause."""
    subject = False
    for k, tag in enumerate(sentence.tags[at : at + WINDOW], at):
        if tag in FINITE:
            return CLAUSE if subject else "verb"
        if tag in VERBAL and not subject:
            return tag
        if k > at and sentence.words[k] in PAUSES:
            return f"pause,{subject}"
        if tag in NOMINAL or tag == "DT":
            subject = True
    return f"none,{subject}"
