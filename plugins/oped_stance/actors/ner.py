"""Names that no list knows: a conditional random field says who is a person, a body, a place, or nobody."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import attrs

from oped.learning import Model, decode
from oped_stance.actors.features import features, window
from oped_stance.actors.finding import Candidate, Sentence

HERE = Path(__file__).parent
SURE = 0.6
SURE_FIRST = 0.85
"""Below this marginal probability a name stays unknown; the second is for one word that begins a sentence."""


@cache
def model(folder: str) -> Model | None:
    """The model of a folder, or the shipped one; None where the shipped one is absent. Raises ModelError."""
    path = (Path(folder) if folder else HERE / "model") / "names.crf.gz"
    return Model(path) if folder or path.exists() else None


@attrs.frozen
class Guess:
    """What the model says of tokens `[first, end)`: person, organisation, place or other, with its probability."""

    first: int
    end: int
    type: str
    confidence: float


def guess(recogniser: Model, sentence: Sentence, candidate: Candidate) -> list[Guess]:
    """Names in the stretch of an unknown candidate, each with the lowest marginal probability of its tokens."""
    positions = window(sentence, candidate.first, candidate.end)
    scored = recogniser.predict_scored(features(sentence, candidate.first, candidate.end))
    labels = [
        label if candidate.first <= i < candidate.end else "O" for i, (label, _) in zip(positions, scored, strict=True)
    ]
    return [
        Guess(positions[first], positions[end - 1] + 1, name, min(scored[i][1] for i in range(first, end)))
        for first, end, name in decode(labels)
    ]


def refine(recogniser: Model, sentence: Sentence, found: list[Candidate]) -> list[Candidate]:
    """Replace unknown candidates by what the model makes of them; those that it leaves stay unknown."""
    refined: list[Candidate] = []
    for candidate in found:
        if candidate.kind != "unknown" and candidate.type != "open":
            refined.append(candidate)
            continue
        guesses = [g for g in guess(recogniser, sentence, candidate) if g.confidence >= (SURE_FIRST if g.end == 1 else SURE)]
        if not guesses or candidate.type == "open":
            refined.append(candidate)
            continue
        refined.extend(_named(candidate, g) for g in guesses)
    return refined


def _named(candidate: Candidate, g: Guess) -> Candidate:
    kind = "person" if g.type == "person" and g.end - g.first > 1 else "unknown"
    return Candidate(
        g.first, g.end, kind, f"model: {g.type}, probability {g.confidence:.3f}", type=g.type, name=g.first,
        confidence=round(g.confidence, 3),
    )  # fmt: skip
