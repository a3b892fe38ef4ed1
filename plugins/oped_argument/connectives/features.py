"""Where a connective may stand, and what speaks for one.

Only words of the lexicon, and forms that training met, are looked at; all others cost one dictionary look-up.
The features follow the field's habit (Pitler and Nenkova 2009; Lin, Ng and Kan 2014): the words, their neighbours and the
classes of these, the place in the sentence, and, in place of a parse, the nearest verbs on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import attrs

from oped.learning import word_class

from ..text import FINITE, NOMINAL, VERBAL, View, word_list

Forms = Mapping[str, tuple[tuple[str, ...], ...]]
"""The forms of connectives by their first word, longest first."""

REACH = 24
"""How many tokens to either side are searched for a verb."""

SEGMENT = 20
"""How many tokens to either side, up to the next pause, are taken for the clause there."""

LIST = 8
"""How far to the left the comma of a list ("A, B, and C") is looked for."""

BITS = 6
"""How fine the classes of words are."""

_PAUSES = frozenset({",", ";", ":", "–", "—", "--", "-", "(", ")", ".", "?", "!", '"', "“", "”"})
_STOPS = (",", "and", "or", ".", ";", ":")
_LIGHT = frozenset({"RB", "DT", "JJ", "PRP$", "JJR", "RBR", ",", "TO"})


@attrs.frozen
class Candidate:
    """Tokens `[first, end)` of a sentence have the form of a connective."""

    first: int
    end: int
    form: str


@attrs.frozen
class Inventory:
    """The forms that are looked at, and contexts in which training never met a form as a connective.

    A context is a form with the tag that follows, or with the tags before and after.
    """

    forms: Forms
    never: frozenset[tuple[str, ...]] = frozenset()


def index(forms: Iterable[str]) -> Forms:
    """Order forms (words in lower case, between blanks) by their first word."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(set(forms)):
        words = tuple(form.split())
        table.setdefault(words[0], []).append(words)
    return {word: tuple(sorted(found, key=lambda w: (-len(w), w))) for word, found in table.items()}


def candidates(sentence: View, inventory: Inventory) -> Iterator[Candidate]:
    """Every stretch of a sentence that may be a connective; of those from one word the longest first."""
    words, forms = sentence.words, inventory.forms
    for at, word in enumerate(words):
        if word not in forms:
            continue
        following = sentence.word(at + 1)
        for form in forms[word]:
            end = at + len(form)
            if len(form) > 1 and (form[1] != following or tuple(words[at:end]) != form):
                continue
            candidate = Candidate(at, end, " ".join(form))
            if inventory.never.isdisjoint(contexts(sentence, candidate)):
                yield candidate


def contexts(sentence: View, candidate: Candidate) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The contexts of a candidate, as `Inventory.never` lists them."""
    after = sentence.tag(candidate.end)
    return (candidate.form, after), (candidate.form, sentence.tag(candidate.first - 1), after)


@attrs.frozen
class Names:
    """The names of the features that hold for a candidate: those of its form, which tell the sense, and those of any."""

    form: list[str]
    any: list[str]

    @property
    def all(self) -> list[str]:
        """What tells whether it is a connective."""
        return self.form + self.any


def features(sentence: View, candidate: Candidate) -> Names:
    """The features of a candidate."""
    i, j, form = candidate.first, candidate.end, candidate.form
    tag, size = sentence.tag, len(sentence)
    earlier, before, after, later = _neighbours(sentence, candidate)
    t_2, last, first, second, third = tag(i - 2), tag(i - 1), tag(j), tag(j + 1), tag(j + 2)
    place = "first" if i == 0 else "second" if i == 1 else "last" if j >= size - 1 else "inside"
    left_verb, left_distance = _verb_before(sentence, i)
    right_verb, right_distance, subject = _verb_after(sentence, j)
    wider = [
        f"t-2={t_2}",
        f"t+2={second}",
        f"w-2={earlier}",
        f"w+2={later}",
        f"t-2,-1={t_2},{last}",
        f"verbs={left_verb},{right_verb}",
        f"before={not FINITE.isdisjoint(sentence.tags[max(0, i - REACH) : i])}",
        f"length={min(size // 8, 4)}",
    ]
    case = "cap" if sentence.tokens[i].text[:1].isupper() else "low"
    shared = _clauses(sentence, candidate)
    own = [
        "",
        f"t-1={last}",
        f"t+1={first}",
        f"w-1={before}",
        f"w+1={after}",
        f"t-1,+1={last},{first}",
        f"t+1,+2={first},{second}",
        f"tags={' '.join(sentence.tags[i:j])}",
        f"place={place}",
        case,
        f"right={right_verb},{subject},{min(right_distance, 4)}",
        f"left={left_verb},{min(left_distance, 4)}",
        f"comma={last == ','},{subject},{right_verb}",
        _parallel(sentence, i, j),
        *shared,
        *[f"l={w}" for w in sorted(word_list("companions").intersection(sentence.words[max(0, i - 15) : i]))],
        *[f"r={w}" for w in sorted(word_list("followers").intersection(sentence.words[j : j + 12]))],
    ]
    general = [
        f"t-3={tag(i - 3)}",
        f"t-2={t_2}",
        f"t-1={last}",
        f"t+1={first}",
        f"t+2={second}",
        f"t+3={third}",
        f"w-1={before}",
        f"w+1={after}",
        f"w-1,+1={before},{after}",
        f"t+1,+2,+3={first},{second},{third}",
        f"place={place}",
    ]
    head = form + "|"
    return Names(
        [head + name for name in own],
        [*general, *["*" + name for name in shared], *[head + name for name in wider]],
    )


def _neighbours(sentence: View, candidate: Candidate) -> tuple[str, str, str, str]:
    """The two words before a candidate, and the two after it."""
    word, i, j = sentence.word, candidate.first, candidate.end
    return word(i - 2), word(i - 1), word(j), word(j + 1)


@lru_cache(maxsize=20_000)
def _class(word: str) -> str:
    return word_class(word, BITS)


def _clauses(sentence: View, candidate: Candidate) -> list[str]:
    """What stands on both sides up to the next pause: verbs, their lemmas, the classes of words, how long; and lists."""
    i, j = candidate.first, candidate.end
    words, tags, size = sentence.words, sentence.tags, len(sentence)
    earlier, before, after, later = _neighbours(sentence, candidate)
    first, end = max(0, i - 1), min(size, j + 1)
    while first > max(0, i - SEGMENT) and words[first - 1] not in _PAUSES:
        first -= 1
    while end < min(size, j + SEGMENT) and words[end] not in _PAUSES:
        end += 1
    left = [k for k in range(first, i) if tags[k] in VERBAL]
    right = [k for k in range(j, end) if tags[k] in VERBAL]
    left_tags, right_tags = [tags[k] for k in left[-3:]], [tags[k] for k in right[:3]]
    comma = next((i - k for k in range(i - 1, max(-1, i - 1 - LIST), -1) if words[k] == ","), 0)
    class_before, class_after = _class(before), _class(after)
    names = [
        f"lv={' '.join(left_tags[-2:])}",
        f"rv={' '.join(right_tags[:2])}",
        f"lrv={left_tags[-1] if left else ''}|{right_tags[0] if right else ''}|{len(right) > 1}",
        f"finite={sum([t in FINITE for t in left_tags])},{sum([t in FINITE for t in right_tags])}",
        f"w-2,-1={earlier} {before}",
        f"w+1,+2={after} {later}",
        f"w-1,+1={before},{after}",
        f"stop={next((word for word in words[j : j + 12] if word in _STOPS), '')}",
        f"list={words[max(0, i - LIST) : i].count(',')},{comma}",
        f"sides={min(i - first, 8)},{min(end - j, 8)}",
        f"rest={min(size - j, 6)}",
        f"c-1={class_before}",
        f"c+1={class_after}",
        f"c-1,+1={class_before},{class_after}",
    ]
    if left:
        class_left = _class(words[left[-1]])
        names += (f"lv={sentence.tokens[left[-1]].lemma}", f"clv={class_left}")
    if right:
        class_right = _class(words[right[0]])
        names += (f"rv={sentence.tokens[right[0]].lemma}", f"crv={class_right}")
    if left and right:
        names.append(f"cv={class_left},{class_right}")
    return names


def _verb_before(sentence: View, i: int) -> tuple[str, int]:
    """The tag of the nearest verb to the left, and how far it stands."""
    for k in range(i - 1, max(-1, i - REACH - 1), -1):
        t = sentence.tags[k]
        if t[:1] == "V" or t == "MD":
            return t, i - k
    return "", 0


def _verb_after(sentence: View, j: int) -> tuple[str, int, bool]:
    """The tag of the nearest verb to the right, its distance, and whether a nominal stands before it."""
    subject = False
    for k in range(j, min(len(sentence), j + REACH)):
        t = sentence.tags[k]
        if t[:1] == "V" or t == "MD":
            return t, k - j, subject
        if t in (".", ":"):
            break
        if t in NOMINAL or t == "DT":
            subject = True
    return "", 0, subject


def _parallel(sentence: View, i: int, j: int) -> str:
    """The first heavy word to the right, and how far to the left one with the same tag stands: a sign of coordination."""
    k = j
    while k < len(sentence) and sentence.tags[k] in _LIGHT:
        k += 1
    heavy = sentence.tag(k)
    for distance in range(1, min(i, 14) + 1):
        if sentence.tags[i - distance] == heavy:
            return f"parallel={heavy},{min(distance, 5)}"
    return f"parallel={heavy},none"
