"""What kind of evidence a premise is, and what kind of proposition a unit states: maximum entropy over cues and form.

The kinds are those that Walton, Reed and Macagno 2008 and Al-Khatib et al. 2016 tell apart in argument and editorials;
the features ask what the tests of docs/reference/annotation.md ask: a number, a source that vouches, what the author saw,
what was done elsewhere, what would follow, who should do what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oped.learning import Model

from ..text import OPENING, word_list
from .layout import Text
from .unit import AUTHOR, Unit

NONE = "none"
"""The label of a premise that offers no recognisable kind of evidence."""

CUED = 4.0
"""A kind that a cue of the lexicon names is so much likelier than the few texts have taught."""

_NAMES = ("NNP", "NNPS")
_GRADED = ("JJR", "JJS", "RBR", "RBS")


def evidence(units: Sequence[Unit], features: Sequence[Sequence[str]], model: Model, least: float) -> list[str]:
    """The kind of evidence of each unit from its features; "" where none is likelier than `least` (0…1)."""
    found = []
    for unit, chances in zip(units, model.marginals(features), strict=True):
        for cue in sorted(unit.cues.intersection(chances)):
            chances[cue] *= CUED
        none = chances.pop(NONE, 0.0)
        best = max(sorted(chances), key=chances.__getitem__, default="")
        found.append("" if none > least or not best else best)
    return found


def kind_features(text: Text, at: int) -> list[str]:
    """The features of a unit: its words and cues, its figures and names, its verbs, and the form of those beside it."""
    return [*text.own[at], *_form(text.units[at]), *_tests(text.units[at]), *_beside(text, at)]


def _form(unit: Unit) -> Iterator[str]:
    tags = unit.tags
    figures = [token.text for token in unit.tokens if token.tag == "CD"]
    years = [text for text in figures if _year(text)]
    yield "bias"
    yield f"figures={min(3, len(figures) - len(years))}"
    yield f"years={bool(years)},{'VBD' in tags}"
    yield f"names={min(3, tags.count('NNP') + tags.count('NNPS'))}"
    yield f"reported={unit.holder != AUTHOR}"
    yield f"past={'VBD' in tags},present={'VBZ' in tags or 'VBP' in tags},modal={'MD' in tags}"
    yield f"graded={any(tag in tags for tag in _GRADED)}"
    yield f"quoted={any(word in OPENING for word in unit.words)}"
    yield f"adjectives={min(3, tags.count('JJ'))}"
    for token, word in zip(unit.tokens, unit.words, strict=True):
        if token.tag == "MD":
            yield f"modal={word}"
        elif token.tag[:1] == "V":
            yield f"does={token.lemma}"
            yield f"does={token.tag}"
        elif token.tag in ("JJ", "JJR", "JJS", "RB"):
            yield f"is={token.lemma}"
    yield f"subject={next((tag for tag in tags if tag[:2] == 'NN' or tag in ('PRP', 'EX', 'DT')), '')}"


def _tests(unit: Unit) -> Iterator[str]:
    """What the tests of the guidelines look for."""
    words, tags, verb = frozenset(unit.words), unit.tags, unit.verb
    lemmas = frozenset(token.lemma.lower() for token in unit.tokens)
    past, named = "VBD" in tags, any(tag in tags for tag in _NAMES)
    number = not words.isdisjoint(word_list("numerals")) or any(
        token.tag == "CD" and not _year(token.text) for token in unit.tokens
    )
    source = not lemmas.isdisjoint(word_list("sources"))
    self = "i" in words or "my" in words or "me" in words
    we = "we" in words or "our" in words or "us" in words
    yield f"recommends={verb.duty or unit.orders}"
    yield f"duty={verb.duty},{not words.isdisjoint(word_list('duties'))}"
    yield f"orders={unit.orders}"
    yield f"main={verb.form}"
    yield f"main={verb.form},{verb.subject}"
    yield f"number={number},{past}"
    yield f"named={named},{past}"
    yield f"source={source},{not lemmas.isdisjoint(word_list('vouches'))}"
    yield f"source={source},{named}"
    yield f"self={self},{past}"
    yield f"we={we},{past}"
    yield f"if={'if' in words},{'would' in words or 'will' in words}"
    yield f"would={'would' in words},{'have' in words}"
    yield f"like={'like' in words},{'as' in words},{unit.words[:1] == ('so',)}"
    for before, after in zip(unit.tokens, unit.tags[1:], strict=False):
        if before.lemma == "be" and after in ("JJ", "RB", "DT"):
            yield f"be={after}"


def _beside(text: Text, at: int) -> Iterator[str]:
    unit = text.units[at]
    yield f"in={text.spots[at].within}"
    for name, other in (("previous", at - 1), ("next", at + 1)):
        if 0 <= other < len(text.units) and text.units[other].paragraph == unit.paragraph:
            near = text.units[other]
            yield f"{name}:past={'VBD' in near.tags}"
            yield f"{name}:question={near.question}"
            yield f"{name}:figures={'CD' in near.tags}"
            yield f"{name}:names={'NNP' in near.tags},{'NNP' in unit.tags},{'VBD' in unit.tags}"
        else:
            yield f"{name}:none"


def _year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in ("17", "18", "19", "20")
