"""The vocabulary of conditions that senses in the lexicon are told apart by; each is listed in README.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import attrs

from oped.errors import ModelError

from .modals import epistemic
from .view import NEGATIONS, View

Test = Callable[[View, int, int, tuple[str, ...]], bool]
"""Of a sentence and the tokens `[first, end)` that a pattern matched, with the arguments of the condition."""
Lists = Mapping[str, frozenset[str]]
Check = Callable[[View, int, int], bool]

_CLAUSE_MARKS = frozenset({",", ".", ";", ":", "?", "!", "-", "–", "—", ")", "”", '"', "''", ""})


@attrs.frozen
class Condition:
    """One condition as written, ready to be tested."""

    text: str
    holds: Check


def _subject_word(view: View, first: int) -> str:
    at = view.subject(first)
    return "" if at is None else view.low[at]


def _number_next(view: View, end: int, numbers: frozenset[str]) -> bool:
    word, tag = view.word(end), view.tag_at(end)
    if word in {"the", "a"}:
        return view.word(end + 1) in numbers or (word == "a" and view.word(end + 1) in {"dozen", "few"})
    if word == "one" and view.tag_at(end + 1) == "IN":
        return False
    return tag == "CD" or word in numbers or tag == "$"


def _adjectival(view: View, at: int) -> bool:
    """Whether an adjective, adverb or participle stands here that is not itself at the head of a noun phrase."""
    tag = view.tag_at(at)
    if tag.startswith("RB"):
        return view.tag_at(at + 1)[:2] in {"JJ", "RB", "VB"} or view.word(at + 1) in _CLAUSE_MARKS
    return tag.startswith(("JJ", "VBN", "VBG"))


def _past_clause(view: View, first: int) -> bool:
    """Whether a narrative past tense stands in the neighbourhood and no perfect follows."""
    if view.lemma_at(first + 1) in {"have", "be"}:
        return False
    return any(tag == "VBD" for tag in view.tag[max(0, first - 8) : first + 9])


def _purposive(view: View, first: int) -> bool:
    """Whether "so that", "in order that" or an -ever word governs the clause."""
    for at in range(max(0, first - 6), first):
        word = view.low[at]
        if word in {"whatever", "whoever", "wherever", "whichever"} or (word == "however" and view.word(at + 1) != ","):
            return True
        if word == "that" and view.word(at - 1) in {"so", "order"} and at == first - 2:
            return True
    return False


def _title_case(view: View) -> bool:
    """Whether the sentence is set like a headline: most longer words begin with a capital."""
    words = [token.text for token in view.tokens[:40] if len(token.text) > 3 and token.text[0].isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _reported_past(view: View, first: int, verbs: frozenset[str]) -> bool:
    """Whether a verb of saying or foreseeing in the past tense stands before, so that the clause is backshifted."""
    return any(view.lemma[at] in verbs and view.tag[at] in {"VBD", "VBN"} for at in range(max(0, first - 14), first))


def _narrated(view: View, first: int) -> bool:
    """Whether a past tense (but "were" and "had", which may be counterfactual) stands before in the same clause chain."""
    for at in range(first - 1, max(-1, first - 16), -1):
        if view.low[at] in {";", ":"}:
            return False
        if view.tag[at] == "VBD" and view.low[at] not in {"were", "had"}:
            return True
    return False


def _manner(view: View, first: int, end: int, manner: frozenset[str]) -> bool:
    """Whether an adverb that can mean a manner stands after a main verb and before no verb or adjective."""
    if view.low[first] not in manner:
        return False
    before, after = view.tag_at(first - 1), view.tag_at(end)
    if view.low[first] == "fairly" and after == "VBN" and view.word(end + 1) in _CLAUSE_MARKS:
        return True
    if view.lemma_at(first - 1) in {"be", "have", "do"} or after[:2] in {"VB", "JJ", "RB", "MD", "CD", "PD", "DT"}:
        return False
    if before == "CC" and view.tag_at(first - 2) == "RB" and view.word(end) in _CLAUSE_MARKS:
        return True
    if after == "." and first == 1 and before.startswith("VB"):
        return True
    if before in {"VBN", "VBG"} and view.low[first] in {"fairly", "roughly"}:
        return True
    return before.startswith(("VB", "NN", "PRP")) and view.word(end) != "" and first > 1


def _finite_verb(view: View, at: int) -> bool:
    """Whether the verb here is finite, or the participle of a perfect, or stands after "may" or "might"."""
    if view.tag[at] in {"VBZ", "VBD", "VBP"} or view.lemma_at(at - 1) in {"may", "might"}:
        return True
    return view.tag[at] == "VBN" and "have" in view.lemma[max(0, at - 3) : at]


def _clause_next(view: View, at: int) -> bool:
    """Whether a finite verb follows soon, before any mark: what begins here is a clause."""
    for next_ in range(at, min(at + 9, len(view))):
        if view.low[next_] in _CLAUSE_MARKS:
            return False
        if view.tag[next_] in {"VBZ", "VBP", "VBD", "MD"}:
            return True
    return False


def _compared(view: View, first: int, end: int) -> bool:
    """Whether "more likely" compares rates: "twice as", "times more", "… than men"."""
    rate = view.any_word(first - 4, first, {"times", "twice", "percent", "%", "fold", "half", "far", "much"})
    return rate or "than" in view.low[end : end + 20]


_SIMPLE: dict[str, Test] = {
    "tag": lambda v, i, j, a: v.tag[i].startswith(a),
    "shape": lambda v, i, j, a: v.tokens[i].text.istitle(),
    "start": lambda v, i, j, a: i == 0 or v.tag[i - 1] in {":", "``", '"', "-LRB-"},
    "ends": lambda v, i, j, a: v.low[-1] in a,
    "ends_clause": lambda v, i, j, a: v.word(j) in _CLAUSE_MARKS,
    "next_tag": lambda v, i, j, a: v.tag_at(j).startswith(a),
    "next2_tag": lambda v, i, j, a: v.tag_at(j + 1).startswith(a),
    "prev_tag": lambda v, i, j, a: v.tag_at(i - 1).startswith(a),
    "negated": lambda v, i, j, a: v.negated(i),
    "negated_before": lambda v, i, j, a: v.word(i - 1) in NEGATIONS,
    "negated_after": lambda v, i, j, a: v.word(j) in NEGATIONS,
    "purposive": lambda v, i, j, a: _purposive(v, i),
    "past_clause": lambda v, i, j, a: _past_clause(v, i),
    "compared": lambda v, i, j, a: _compared(v, i, j),
    "next_adjectival": lambda v, i, j, a: _adjectival(v, j),
    "adjective_next": lambda v, i, j, a: _adjectival(v, j) and not v.tag_at(j + 1).startswith("NN"),
    "degree": lambda v, i, j, a: _adjectival(v, j) or v.word(j) in {"a", "an"},
    "finite_verb": lambda v, i, j, a: _finite_verb(v, i),
    "clause_next": lambda v, i, j, a: _clause_next(v, j),
    "joined": lambda v, i, j, a: all(v.tokens[n - 1].end == v.tokens[n].start for n in range(i + 1, j)),
    "title_case": lambda v, i, j, a: _title_case(v),
    "prev_quantity": lambda v, i, j, a: any(t == "CD" for t in v.tag[max(0, i - 4) : i]),
    "epistemic": lambda v, i, j, a: epistemic(v, i),
    "narrated": lambda v, i, j, a: _narrated(v, i),
    "nominal": lambda v, i, j, a: v.word(i - 1) == "the" and not v.tag_at(j).startswith(("NN", "JJ", "VBG")),
    "question": lambda v, i, j, a: v.low[-1] == "?",
}
_SETS: dict[str, Callable[[View, int, int, frozenset[str]], bool]] = {
    "next": lambda v, i, j, a: v.word(j) in a,
    "next2": lambda v, i, j, a: v.word(j + 1) in a,
    "prev": lambda v, i, j, a: v.word(i - 1) in a,
    "prev2": lambda v, i, j, a: v.word(i - 2) in a,
    "next_lemma": lambda v, i, j, a: v.lemma_at(j) in a,
    "next2_lemma": lambda v, i, j, a: v.lemma_at(j + 1) in a,
    "prev_lemma": lambda v, i, j, a: v.lemma_at(i - 1) in a,
    "near_prev": lambda v, i, j, a: v.any_word(i - 5, i, a),
    "near_next": lambda v, i, j, a: v.any_word(j, j + 5, a),
    "before": lambda v, i, j, a: v.any_word(i - 14, i, a),
    "bare_number_next": lambda v, i, j, a: v.tag_at(j) == "CD" or v.word(j) in a,
    "reported_past": lambda v, i, j, a: _reported_past(v, i, a),
    "in_sentence": lambda v, i, j, a: v.any_word(i - 60, j + 60, a),
    "subject": lambda v, i, j, a: _subject_word(v, i) in a,
    "number_next": lambda v, i, j, a: _number_next(v, j, a),
    "manner": lambda v, i, j, a: _manner(v, i, j, a),
}


def _test(test: Test, arguments: tuple[str, ...], view: View, first: int, end: int) -> bool:
    return test(view, first, end, arguments)


def _test_set(
    test: Callable[[View, int, int, frozenset[str]], bool], words: frozenset[str], view: View, first: int, end: int
) -> bool:
    return test(view, first, end, words)


def _negate(check: Check, view: View, first: int, end: int) -> bool:
    return not check(view, first, end)


def _words(arguments: Sequence[str], lists: Lists) -> frozenset[str]:
    words: set[str] = set()
    for argument in arguments:
        if argument.startswith("$") and len(argument) > 1:
            if argument[1:] not in lists:
                raise ModelError(f"a condition names the list {argument}, which the lexicon does not hold")
            words |= lists[argument[1:]]
        else:
            words.add(argument.lower())
    return frozenset(words)


def compile_condition(text: str, lists: Lists) -> Condition:
    """Make a condition of its text: `name`, `name:a|b`, `name:$list`, `not …`. Raises ModelError for unknown names."""
    positive = text.removeprefix("not ").strip()
    name, _, rest = positive.partition(":")
    arguments = tuple(part for part in rest.split("|") if part)
    check: Check
    if name in _SETS:
        check = partial(_test_set, _SETS[name], _words(arguments, lists))
    elif name in _SIMPLE:
        check = partial(_test, _SIMPLE[name], arguments)
    else:
        raise ModelError(f"unknown condition {name!r}; known: {', '.join(sorted([*_SETS, *_SIMPLE]))}")
    return Condition(text, partial(_negate, check) if text.startswith("not ") else check)


def compile_conditions(text: str, lists: Lists) -> tuple[Condition, ...]:
    """All conditions of a sense, as written in its `when`."""
    return tuple(compile_condition(part.strip(), lists) for part in text.split(";") if part.strip())
