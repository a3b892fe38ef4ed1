"""What kind of evidence a premise is, and what kind of proposition a unit states: maximum entropy over cues and form.

The kinds are those that Walton, Reed and Macagno 2008 and Al-Khatib et al. 2016 tell apart in argument and editorials.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oped.learning import Model

from ..text import OPENING
from .features import AUTHOR, Unit

NONE = "none"
"""The label of a premise that offers no recognisable kind of evidence."""


CUED = 4.0
"""A kind that a cue of the lexicon names is so much likelier than the few texts have taught."""


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


def kind_features(unit: Unit, own: Sequence[str]) -> list[str]:
    """The features of a unit by itself: its words and cues (`own_features`), its figures and names, its verbs."""
    return [*own, *_form(unit)]


def _form(unit: Unit) -> Iterator[str]:
    tags = [token.tag for token in unit.tokens]
    figures = [token.text for token in unit.tokens if token.tag == "CD"]
    years = [text for text in figures if _year(text)]
    yield "bias"
    yield f"figures={min(3, len(figures) - len(years))}"
    yield f"years={bool(years)}"
    yield f"names={min(3, sum(tag in ('NNP', 'NNPS') for tag in tags))}"
    yield f"reported={unit.holder != AUTHOR}"
    yield f"past={'VBD' in tags},present={'VBZ' in tags or 'VBP' in tags},modal={'MD' in tags}"
    yield f"graded={'JJR' in tags or 'JJS' in tags or 'RBR' in tags or 'RBS' in tags}"
    yield f"quoted={any(token.text in OPENING for token in unit.tokens)}"
    yield f"adjectives={min(3, tags.count('JJ'))}"
    for token in unit.tokens:
        if token.tag == "MD":
            yield f"modal={token.text.lower()}"
        elif token.tag[:1] == "V":
            yield f"does={token.lemma}"
            yield f"does={token.tag}"
        elif token.tag in ("JJ", "JJR", "JJS", "RB"):
            yield f"is={token.lemma}"
    yield f"subject={_subject(tags)}"


def _subject(tags: Sequence[str]) -> str:
    """The tag of the first noun or pronoun."""
    return next((tag for tag in tags if tag[:2] == "NN" or tag in ("PRP", "EX", "DT")), "")


def _year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in ("17", "18", "19", "20")
