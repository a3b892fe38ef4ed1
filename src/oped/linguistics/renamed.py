"""More sentences to learn tags from: those of the treebank, with names where they have pronouns.

GUM seldom has a capital that acts in the present tense ("Moscow backs Kyiv"); opinion writing is full of them. "He backs it" is
there, and has the same tags with names in place of the pronouns. Every other time the verb gives way too, to a form that is a noun as often:
so a model learns from the verb's surroundings what it would otherwise know of single words. Names and verbs come from
`names` and TextBlob's lexicon by turns; nothing was chosen by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
from textblob.en import lexicon

from oped.linguistics.names import kinds

_SUBJECTS = frozenset(("he", "she", "it"))
_OBJECTS = frozenset(("him", "her", "it", "them"))
_PLURAL = frozenset(("they", "we"))
_AUXILIARIES = frozenset(
    ("is", "has", "does", "are", "have", "do", "am", "'s", "’s", "'re", "’re", "'ve", "’ve", "'m", "’m")
)
_PEOPLES = ("sh", "ch", "ese", "ss")

Tagged = tuple[list[str], list[str]]
"""The words of a sentence and their tags."""


@attrs.frozen
class Stock:
    """What is put in place: names, adjectives that name a people, and verbs that are nouns too, with and without their -s."""

    names: tuple[str, ...]
    peoples: tuple[str, ...]
    verbs: tuple[tuple[str, str], ...]


def stock() -> Stock:
    """All of it, in the order of the alphabet."""
    names = (word.capitalize() for word, kind in kinds().items() if kind == "N" and word.isalpha() and word.isascii())
    peoples = (
        word
        for word, tag in lexicon.items()
        if tag == "JJ" and word.istitle() and word.isalpha() and word.endswith(_PEOPLES) and word.lower() not in lexicon
    )
    plurals = (word for word, tag in lexicon.items() if tag == "NNS" and word.islower() and word.endswith("s"))
    verbs = ((base, word) for word in plurals if _is_verb(base := word[:-1] if word[:-1] in lexicon else word[:-2]))
    return Stock(tuple(sorted(names)), tuple(sorted(peoples)), tuple(sorted(verbs)))


def _is_verb(word: str) -> bool:
    """Whether a noun is a verb too: the lexicon has its past and its participle."""
    base = word.removesuffix("e")
    past, participle = lexicon.get(base + "ed", ""), lexicon.get(base + "ing", "")
    return word in lexicon and past.startswith("VB") and participle.startswith("VB")


def renamed(sentences: Sequence[Tagged]) -> Iterator[Tagged]:
    """The sentences in which a pronoun is the subject right before a verb in the present tense, with others in place."""
    known = stock()
    turn = 0
    for words, tags in sentences:
        places = [at for at in range(len(words) - 1) if _acts(words, tags, at)]
        if places:
            yield _replaced(words, tags, frozenset(places), known, turn)
            turn += len(words)


def _acts(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether a pronoun is the subject right before a full verb in the present tense."""
    if tags[at] != "PRP" or words[at + 1] in _AUXILIARIES:
        return False
    word, after = words[at].lower(), tags[at + 1]
    return (word in _SUBJECTS and after == "VBZ") or (word in _PLURAL and after == "VBP")


def _replaced(words: Sequence[str], tags: Sequence[str], places: frozenset[int], known: Stock, turn: int) -> Tagged:
    """The sentence with names for the pronouns that act there, and for those right after such a verb."""
    forms: list[str] = []
    marks: list[str] = []
    for at, (word, tag) in enumerate(zip(words, tags, strict=True)):
        number = turn * 7 + at * 31
        name = known.names[number % len(known.names)]
        if at in places and tag == "PRP":
            plural = word.lower() in _PLURAL
            forms += ["the" if at else "The", known.peoples[number % len(known.peoples)]] if plural else [name]
            marks += ["DT", "NNPS"] if plural else ["NNP"]
        elif at - 1 in places and turn % 2:
            plain, third = known.verbs[number % len(known.verbs)]
            forms.append(third if tag == "VBZ" else plain)
            marks.append(tag)
        elif at - 2 in places and tag == "PRP" and word in _OBJECTS:
            forms.append(name)
            marks.append("NNP")
        else:
            forms.append(word)
            marks.append(tag)
    return forms, marks
