"""What kind of evidence a premise is, and what kind of proposition a unit states: maximum entropy over cues and form.

The kinds are those that Walton, Reed and Macagno 2008 and Al-Khatib et al. 2016 tell apart in argument and editorials;
the features ask what the tests of docs/reference/annotation.md ask: a number, a source that vouches, what the author saw,
what was done elsewhere, what would follow, who should do what.
"""

from __future__ import annotations

from collections.abc import Sequence

from oped.learning import Model

from ..text import OPENING, word_list
from .demands import is_year, shows
from .layout import Text
from .unit import AUTHOR, Unit

NONE = "none"
"""The label of a premise that offers no recognisable kind of evidence."""

CUED = 4.0
"""A kind that a cue of the lexicon names is so much likelier than the few texts have taught."""

_NAMES = ("NNP", "NNPS")
_GRADED = ("JJR", "JJS", "RBR", "RBS")
_QUALITIES = ("JJ", "JJR", "JJS", "RB")


def evidence(units: Sequence[Unit], features: Sequence[Sequence[str]], model: Model, least: float) -> list[str]:
    """The kind of evidence of each unit from its features; "" where none is likelier than `least` (0…1), or nothing shows it."""
    found = []
    for unit, chances in zip(units, model.marginals(features), strict=True):
        for cue in sorted(unit.cues.intersection(chances)):
            chances[cue] *= CUED
        none = chances.pop(NONE, 0.0)
        best = max(sorted(chances), key=chances.__getitem__, default="")
        found.append("" if none > least or not best or not shows(unit, best) else best)
    return found


def kind_features(text: Text, at: int) -> list[str]:
    """The features of a unit: its words and cues, its figures and names, its verbs, and the form of those beside it."""
    return [*text.own[at], *_form(text.units[at]), *_tests(text.units[at]), *_beside(text, at)]


def _form(unit: Unit) -> list[str]:
    tags, tagged = unit.tags, unit.tagged
    figures = [token.text for token in unit.tokens if token.tag == "CD"] if "CD" in tagged else []
    years = sum([is_year(text) for text in figures])
    names = [
        "bias",
        f"figures={min(3, len(figures) - years)}",
        f"years={years > 0},{'VBD' in tagged}",
        f"names={min(3, tags.count('NNP') + tags.count('NNPS'))}",
        f"reported={unit.holder != AUTHOR}",
        f"past={'VBD' in tagged},present={'VBZ' in tagged or 'VBP' in tagged},modal={'MD' in tagged}",
        f"graded={not tagged.isdisjoint(_GRADED)}",
        f"quoted={not OPENING.isdisjoint(unit.words)}",
        f"adjectives={min(3, tags.count('JJ'))}",
    ]
    for token, word, tag in zip(unit.tokens, unit.words, tags, strict=True):
        if tag == "MD":
            names.append(f"modal={word}")
        elif tag[:1] == "V":
            names += (f"does={token.lemma}", f"does={tag}")
        elif tag in _QUALITIES:
            names.append(f"is={token.lemma}")
    subject = next((tag for tag in tags if tag[:2] == "NN" or tag in ("PRP", "EX", "DT")), "")
    names.append(f"subject={subject}")
    return names


def _tests(unit: Unit) -> list[str]:
    """What the tests of the guidelines look for."""
    words, tagged, verb = frozenset(unit.words), unit.tagged, unit.verb
    lemmas = [token.lemma.lower() for token in unit.tokens]
    past, named = "VBD" in tagged, not tagged.isdisjoint(_NAMES)
    number = not words.isdisjoint(word_list("numerals")) or (
        "CD" in tagged and any(token.tag == "CD" and not is_year(token.text) for token in unit.tokens)
    )
    source = not word_list("sources").isdisjoint(lemmas)
    self = "i" in words or "my" in words or "me" in words
    we = "we" in words or "our" in words or "us" in words
    names = [
        f"recommends={verb.duty or unit.orders}",
        f"duty={verb.duty},{not words.isdisjoint(word_list('duties'))}",
        f"orders={unit.orders}",
        f"main={verb.form}",
        f"main={verb.form},{verb.subject}",
        f"number={number},{past}",
        f"named={named},{past}",
        f"source={source},{not word_list('vouches').isdisjoint(lemmas)}",
        f"source={source},{named}",
        f"self={self},{past}",
        f"we={we},{past}",
        f"if={'if' in words},{'would' in words or 'will' in words}",
        f"would={'would' in words},{'have' in words}",
        f"like={'like' in words},{'as' in words},{unit.words[:1] == ('so',)}",
    ]
    for before, after in zip(unit.tokens, unit.tags[1:], strict=False):
        if before.lemma == "be" and after in ("JJ", "RB", "DT"):
            names.append(f"be={after}")
    return names


def _beside(text: Text, at: int) -> list[str]:
    unit = text.units[at]
    names = [f"in={text.spots[at].within}"]
    for name, other in (("previous", at - 1), ("next", at + 1)):
        if 0 <= other < len(text.units) and text.units[other].paragraph == unit.paragraph:
            near = text.units[other]
            names += (
                f"{name}:past={'VBD' in near.tagged}",
                f"{name}:question={near.question}",
                f"{name}:figures={'CD' in near.tagged}",
                f"{name}:names={'NNP' in near.tagged},{'NNP' in unit.tagged},{'VBD' in unit.tagged}",
            )
        else:
            names.append(f"{name}:none")
    return names
