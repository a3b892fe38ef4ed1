"""Penn Treebank tags by a linear-chain CRF that was trained on GUM (see MODEL.md)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from oped.learning import Model
from oped.linguistics.features import sentence_features

SHIPPED = Path(__file__).parent / "model"
FILE = "tagger.crf.gz"

_LONGEST = 400
"""Tokens tagged at once: a longer "sentence" is none, and is tagged in pieces."""


_FINITE = ("VBZ", "VBD", "VBP", "MD", "VB")
_STOPS = frozenset(".!?…")
_LIKELY = 0.08
"""The least probability of a finite verb that is put where a sentence has none; chosen on sentences of our own."""


@lru_cache(maxsize=4)
def load(folder: Path) -> Model:
    """The tagger's model in a folder, read once. Raises ModelError."""
    return Model(folder / FILE)


def tag_words(words: Sequence[str], folder: Path = SHIPPED) -> list[str]:
    """A tag for each word of a sentence. Raises ModelError where the folder holds no model."""
    model = load(folder)
    if len(words) <= _LONGEST:
        features = sentence_features(words)
        tags = model.predict(features)
        return with_finite_verb(words, tags, model, features) if _lacks_verb(words, tags) else tags
    return [tag for at in range(0, len(words), _LONGEST) for tag in tag_words(words[at : at + _LONGEST], folder)]


def _lacks_verb(words: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether a whole sentence has no verb but at most a participle, which is more likely an error than a sentence."""
    return len(words) > 2 and words[-1] in _STOPS and not any(tag in _FINITE for tag in tags)


def with_finite_verb(
    words: Sequence[str], tags: list[str], model: Model, features: Sequence[Sequence[str]]
) -> list[str]:
    """The tags with the likeliest finite verb in place, where one is likely at all ("Moscow backs Beijing.").

    GUM seldom has a capital that acts and a verb that is also a noun side by side; opinion writing often does.
    """
    marginals = model.marginals(features)
    chances = [
        sum(table.get(tag, 0.0) for tag in _FINITE) if at and words[at].islower() else 0.0
        for at, table in enumerate(marginals)
    ]
    best = max(range(len(words)), key=chances.__getitem__)
    if chances[best] < _LIKELY:
        return tags
    mended = list(tags)
    mended[best] = max(_FINITE, key=lambda tag: marginals[best].get(tag, 0.0))
    if best == 1 and mended[0] == "VBG" and words[0][0].isupper():
        mended[0] = "NNP"  # "Beijing backs …": the ending is the name's own
    return mended
