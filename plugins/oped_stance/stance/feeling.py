"""How a word feels, −1 to 1: the valence that a lexicon gives it, else what its vector and classes say.

The lexicons (VADER's valences, the senses of lexicon.toml) hold a few thousand words; a maximum-entropy model over word
vectors, which learned from them and from neutral words, carries them over to words of like use (after the induction of sentiment
lexicons from embeddings: Hamilton et al. 2016). On VADER's words held out it gives the sign right in .87 of cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from oped.learning import word_class, word_vector
from oped.model import Token
from oped_stance.stance.models import has_models, model

NAME = "word"
_HERE = Path(__file__).parent
_FULL = 2.5  # VADER's valence (−4…4) that counts as 1
_GRAINS = (6, 8, 10)
_FEELING = ("NN", "VB", "JJ", "RB")
STEPS = (0.2, 0.5, 0.9, 1.4)


@cache
def valences() -> Mapping[str, float]:
    """VADER's valences, −4…4, by word in lower case."""
    table: dict[str, float] = {}
    for line in (_HERE / "valence.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            word, _, value = line.partition("\t")
            table[word] = float(value)
    return table


def word_features(word: str) -> dict[str, float]:
    """The features of a word for the model; empty where it has no vector."""
    vector = word_vector(word)
    if not vector:
        return {}
    found = {f"L{i}": value for i, value in enumerate(vector)}
    return {**found, **{f"c{bits}={word_class(word, bits)}": 1.0 for bits in _GRAINS}}


@cache
def feeling(word: str) -> float:
    """How a word in lower case feels, −1 to 1; 0 where nothing is known of it."""
    given = valences().get(word)
    if given is not None:
        return max(-1.0, min(1.0, given / _FULL))
    features = word_features(word)
    if not features or not has_models("", (NAME,)):
        return 0.0
    scores = model("", NAME).classify(features)
    return round(scores.get("+", 0.0) - scores.get("-", 0.0), 3)


def feelings(tokens: Iterable[Token]) -> list[float]:
    """How each word feels; names and function words feel nothing."""
    return [feeling(t.text.lower()) if t.tag[:2] in _FEELING and not t.tag.startswith("NNP") else 0.0 for t in tokens]


def sums(values: Sequence[float], first: int, end: int, mark: str) -> dict[str, float]:
    """The good and the bad feeling of tokens `[first, end)`, as strengths of features."""
    part = values[max(0, first) : max(0, end)]
    good = sum(v for v in part if v > 0)
    bad = sum(v for v in part if v < 0)
    return {f"w+{mark}": good, f"w-{mark}": -bad, f"w{mark}": good + bad}
