"""What kind of evidence a premise is, and what kind of proposition a unit states; both by cues of the lexicon."""

from __future__ import annotations

from .features import Unit

_BY_STRENGTH = ("statistics", "example", "authority", "testimony", "analogy", "precedent", "definition", "consequence")


def evidence(unit: Unit) -> str:
    """The kind of evidence, the more specific first; "" where no cue tells."""
    if _counts(unit):
        return "statistics"
    return next((kind for kind in _BY_STRENGTH if kind != "statistics" and kind in unit.cues), "")


def _counts(unit: Unit) -> bool:
    """Whether a unit argues with numbers: a word of quantity beside a figure, or two figures that are no years."""
    figures = [t for t in unit.tokens if t.tag == "CD" and not _year(t.text)]
    return bool(figures) and ("statistics" in unit.cues or len(figures) > 1)


def _year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in ("17", "18", "19", "20")


def proposition(unit: Unit) -> str:
    """Recommendation, evaluation or fact."""
    if "recommend" in unit.cues and not unit.question:
        return "recommendation"
    if "evaluation" in unit.cues or abs(unit.polarity) > 0.4:
        return "evaluation"
    return "fact"
