"""Clauses that a text does not vouch for: what it calls false, what is pretended or past, what others are said to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from oped.model import Token
from oped_stance.stance.finding import Finding, name
from oped_stance.stance.lexicon import words_of
from oped_stance.stance.scene import AUTHOR, Scene

_CLAIMS = frozenset(
    {"say", "claim", "think", "believe", "suggest", "suppose", "pretend", "imply", "insinuate", "imagine"}
)
_NOT = frozenset({"not", "n't", "n’t", "hardly", "never", "scarcely", "no", "neither"})
_BREAKS = frozenset(
    {";", ".", "!", "?", "—", "–", "--", "but", "yet", "because", "although", "though", "while", "since"}
)
_AWAY = ("once", "formerly", "previously", "initially", "originally")  # with "now" elsewhere in the sentence
_NOW = frozenset({"now", "today", "nowadays"})
_SOMEBODY = frozenset({"some", "many", "others", "several", "most", "people", "few"})
_REACH = 3  # tokens between the parts of a pattern


def vouched(scene: Scene, findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those that rest on words in such a clause; of what unnamed others say only the author's own go."""
    found = list(findings)
    if not found:
        return found
    denied, said = list(_denied(scene)), list(_said(scene))
    if not denied and not said:
        return found
    return [
        finding
        for finding in found
        if not _within(finding, denied) and not (name(finding.holder) == AUTHOR and _within(finding, said))
    ]


def _within(finding: Finding, places: Iterable[tuple[int, int]]) -> bool:
    first = finding.evidence[0][0]
    return any(a <= first < b for a, b in places)


def _denied(scene: Scene) -> Iterator[tuple[int, int]]:
    """Tokens `[first, end)` of what is called false, pretended, or was so and is no longer."""
    tokens = scene.tokens
    now = any(t.text.lower() in _NOW for t in tokens)
    for i, token in enumerate(tokens):
        word, lemma = token.text.lower(), token.lemma.lower()
        after = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
        if after == "to" and (lemma == "pretend" or (word == "used" and not _auxiliary_before(tokens, i))):
            yield i + 1, _end(tokens, i + 1)
        elif word in words_of("untrue") and (start := _content(tokens, i, word in words_of("misjudged"))) > i:
            if not _negated(tokens, i):
                yield start, _end(tokens, start)
        elif after == "that" and _calls_false(tokens, i):
            yield i + 1, _end(tokens, i + 1)
        elif now and word in _AWAY and (verb := _verb_after(tokens, i)) >= 0:
            yield i, _comma(tokens, verb)


def _said(scene: Scene) -> Iterator[tuple[int, int]]:
    """Tokens of what people without a name are said to say: "some say", "many believe that"."""
    tokens = scene.tokens
    for i in range(1, len(tokens)):
        if tokens[i].lemma.lower() in _CLAIMS and tokens[i - 1].text.lower() in _SOMEBODY:
            opens = i < 2 or tokens[i - 2].text.lower() in (
                ",",
                ";",
                "and",
                "but",
                "that",
                "as",
                "though",
                "while",
                "“",
                '"',
            )
            if opens:
                yield i + 1, _end(tokens, i + 1)


def _calls_false(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word before "that" says that what follows is not so: "not true", "a myth", "nobody claims"."""
    word, lemma = tokens[i].text.lower(), tokens[i].lemma.lower()
    if word in words_of("true"):
        return _negated(tokens, i)
    if lemma in words_of("falsehood"):
        return not _negated(tokens, i)
    return lemma in _CLAIMS | {"mean", "prove", "show"} and _by_nobody(tokens, i)


def _content(tokens: Sequence[Token], i: int, judged: bool) -> int:
    """Where what an adjective calls false begins: "false that …", "false to say that …", "wrong to say that …"; −1 for nothing.

    "It is wrong that he is praised" grants that he is (`judged`).
    """
    word = [t.text.lower() for t in tokens[i + 1 : i + 1 + _REACH]]
    if word[:1] == ["that"] and not judged:
        return i + 1
    if (
        len(word) > 1
        and word[0] == "to"
        and tokens[i + 2].lemma.lower() in _CLAIMS | {"call", "argue", "assert", "maintain", "conclude"}
    ):
        return i + 2
    return -1


def _negated(tokens: Sequence[Token], i: int) -> bool:
    return any(t.text.lower() in _NOT for t in tokens[max(0, i - _REACH) : i])


def _by_nobody(tokens: Sequence[Token], i: int) -> bool:
    """ "None of this means that", "nobody claims that": the subject right before, or before its "of", denies."""
    before = [t.text.lower() for t in tokens[max(0, i - _REACH) : i]]
    return bool({"nobody", "nothing", "none"} & set(before[-1:] + before[:1])) or before[-2:] == ["no", "one"]


def _auxiliary_before(tokens: Sequence[Token], i: int) -> bool:
    """ "Is used to", "got used to": habit, or purpose, no past."""
    return any(
        t.lemma.lower() in ("be", "get", "become", "grow", "have", "'s", "’s", "'re", "’re")
        for t in tokens[max(0, i - 2) : i]
    )


def _verb_after(tokens: Sequence[Token], i: int) -> int:
    """The past tense right after an adverb of time past; −1 where there is none."""
    return next((k for k in range(i + 1, min(i + 1 + _REACH, len(tokens))) if tokens[k].tag in ("VBD", "VBN")), -1)


def _end(tokens: Sequence[Token], first: int) -> int:
    """The end of the clause that begins at a token."""
    return next((k for k in range(first + 1, len(tokens)) if tokens[k].text.lower() in _BREAKS), len(tokens))


def _comma(tokens: Sequence[Token], first: int) -> int:
    """The end of a clause, or the comma or "and" before."""
    return next(
        (k for k in range(first + 1, len(tokens)) if tokens[k].text.lower() in _BREAKS | {",", "and"}), len(tokens)
    )
