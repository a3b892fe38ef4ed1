"""Names that no list knows: a conditional random field says who is a person, a body, a place, or nobody.

The field labels the stretch of capitals around each unknown name; how it stands at all its places in the text is
averaged before the decision, so that a name is of one type throughout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import attrs

from oped.learning import Model, decode
from oped_stance.actors.features import features, window
from oped_stance.actors.sentence import Candidate, Kind, Sentence

HERE = Path(__file__).parent
SURE, SURE_WORD, SURE_FIRST = 0.6, 0.8, 0.9
"""Below this probability of being a name at all, a candidate stays unknown: of several words, of one word, and of one
word that opens a sentence everywhere."""
_REPEATED = 0.1
"""So much less is asked of what a text writes with a capital more than once."""
_UNSURE_TOWN = 0.5
"""The confidence of a name in the list of towns that the model takes for none."""


_TOWN = 0.15
"""Above this probability of a place, a name in the list of towns is one."""


@cache
def model(folder: str) -> Model | None:
    """The model of a folder, or the shipped one; None where the shipped one is absent. Raises ModelError."""
    path = (Path(folder) if folder else HERE / "model") / "names.crf.gz"
    return Model(path) if folder or path.exists() else None


@attrs.frozen
class Guess:
    """What the model says of tokens `[first, end)` in one place: the probability (0…1) of each type."""

    first: int
    end: int
    types: Mapping[str, float]


def guesses(recogniser: Model, sentence: Sentence, first: int, end: int) -> list[Guess]:
    """Names in a stretch of capitals; where no label wins but a name is likely, the whole stretch."""
    positions = window(sentence, first, end)
    rows = features(sentence, first, end)
    marginals = recogniser.marginals(rows)
    labels = recogniser.predict(rows)
    inside = [label if first <= i < end else "O" for i, label in zip(positions, labels, strict=True)]
    pieces = [(a, b) for a, b, _ in decode(inside)] or [(first - positions[0], end - positions[0])]
    return [Guess(positions[a], positions[b - 1] + 1, _types(marginals[a:b])) for a, b in pieces]


def _types(marginals: Sequence[Mapping[str, float]]) -> dict[str, float]:
    types: dict[str, float] = {}
    for row in marginals:
        for label, probability in row.items():
            if label != "O":
                types[label[2:]] = types.get(label[2:], 0.0) + probability / len(marginals)
    return types


def refine(
    recogniser: Model, sentences: Sequence[Sentence], candidates: Sequence[list[Candidate]]
) -> list[list[Candidate]]:
    """Replace unknown candidates by what the model makes of them; those that it leaves stay unknown."""
    found: dict[tuple[int, int], list[Guess]] = {}
    places: dict[str, list[tuple[Guess, bool, bool]]] = {}
    for number, (sentence, held) in enumerate(zip(sentences, candidates, strict=True)):
        for candidate in held:
            if candidate.kind == "unknown" and candidate.type not in ("short", "common"):
                made = guesses(recogniser, sentence, candidate.first, candidate.end)
                found[number, candidate.first] = made
                for g in made:
                    places.setdefault(sentence.spelled(g.first, g.end), []).append(
                        (g, g.end == 1, _located(sentence, g.first))
                    )
    if not found:
        return [*candidates]
    verdicts = {text: _verdict(text, held, sentences[0]) for text, held in places.items()}
    return [
        [
            refined
            for candidate in held
            for refined in _refined(sentence, candidate, found.get((number, candidate.first)), verdicts)
        ]
        for number, (sentence, held) in enumerate(zip(sentences, candidates, strict=True))
    ]


def _verdict(text: str, places: Sequence[tuple[Guess, bool, bool]], sentence: Sentence) -> tuple[str, float]:
    """The type of a name over all its places and the probability of that type; ("", …) where it is hardly a name."""
    if " " not in text and text.lower() in sentence.seen and text.lower() != text:
        return "", 0.0  # the word stands elsewhere in small letters
    mean: dict[str, float] = {}
    for g, _, _ in places:
        for name, probability in g.types.items():
            mean[name] = mean.get(name, 0.0) + probability / len(places)
    sure = (
        SURE
        if " " in text or (text.isupper() and len(text) > 2)
        else SURE_FIRST
        if all(opens for _, opens, _ in places)
        else SURE_WORD
    )
    sure -= _REPEATED if len(places) > 1 else 0.0
    if mean and sum(mean.values()) < sure and text in sentence.registry.towns and not all(o for _, o, _ in places):
        return "place", _UNSURE_TOWN
    if not mean or sum(mean.values()) < sure:
        return "", 0.0
    if mean.get("place", 0.0) > _TOWN and text in sentence.registry.towns:
        return "place", max(mean["place"], sum(mean.values()) / 2)
    if " " not in text and 2 * sum(where for _, _, where in places) >= len(places):
        return "place", max(mean.get("place", 0.0), sum(mean.values()) / 2)
    best = _told(text, sentence) or max(sorted(mean), key=lambda name: mean[name])
    return best, max(mean.get(best, 0.0), sum(mean.values()) / 2)


def _located(sentence: Sentence, first: int) -> bool:
    """Whether a preposition of place stands before: hardly anybody is "near" or "in" a person."""
    return sentence.lower(first - 1) in ("in", "near", "outside", "throughout")


def _told(text: str, sentence: Sentence) -> str:
    """The type that the form of a name tells: a given name or an initial a person, "… Bay" a place."""
    words, lexicon = text.split(), sentence.words
    if words[-1] in lexicon.heads and len(words) > 1:
        return "organisation"
    if words[-1] in lexicon.regions and len(words) > 1:
        return "place"
    if words[0] in lexicon.genders or any(len(word) == 2 and word[1] == "." for word in words[:-1]):
        return "person"
    return ""


def _refined(
    sentence: Sentence, candidate: Candidate, made: Sequence[Guess] | None, verdicts: Mapping[str, tuple[str, float]]
) -> list[Candidate]:
    if made is None:
        return [candidate]
    named = [(g, *verdicts[sentence.spelled(g.first, g.end)]) for g in made]
    return [_named(g, kind, confidence) for g, kind, confidence in named if kind] or [candidate]


def _named(g: Guess, name: str, confidence: float) -> Candidate:
    kind: Kind = "person" if name == "person" and g.end - g.first > 1 else "unknown"
    return Candidate(
        g.first, g.end, kind, f"model: {name}, probability {confidence:.3f}", type=name, name=g.first,
        confidence=round(confidence, 3),
    )  # fmt: skip
