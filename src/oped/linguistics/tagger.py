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


@lru_cache(maxsize=4)
def load(folder: Path) -> Model:
    """The tagger's model in a folder, read once. Raises ModelError."""
    return Model(folder / FILE)


def tag_words(words: Sequence[str], folder: Path = SHIPPED) -> list[str]:
    """A tag for each word of a sentence. Raises ModelError where the folder holds no model."""
    model = load(folder)
    if len(words) <= _LONGEST:
        return model.predict(sentence_features(words))
    return [tag for at in range(0, len(words), _LONGEST) for tag in tag_words(words[at : at + _LONGEST], folder)]
