"""How certain a sentence sounds, 0 to 1: a ridge regression on its cues and words, calibrated on scicert.

Readers rated sentences of science news and abstracts from 1 to 6 (Pei and Jurgens 2021). Weights are found by ridge
regression (Hoerl and Kennard 1970), solved by conjugate gradients; words weigh less than cues, so that outside its
genre the lexicon still carries the estimate. The levels 1 to 5.2 become 0 to 1: what sounds plainly asserted is near 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import attrs

from .cues import Cue
from .tables import Weights, read, write
from .view import View, model_path

_FILE = "certainty.json.gz"
_LOWEST, _PLAIN = 1.0, 5.2
_WORD_SCALE = 0.3
_TAGS = frozenset({"MD", "CD", "VBD", "VBZ", "JJR", "RBR", "JJS"})


def features(view: View, cues: Sequence[Cue]) -> dict[str, float]:
    """Features of a sentence with their values: its cues, how many and how low they are, its words and word pairs."""
    found = dict.fromkeys(_of_cues(view, cues), 1.0)
    found |= {f"u:{lemma}": _WORD_SCALE for lemma in view.lemma}
    found |= {f"b:{left} {right}": _WORD_SCALE for left, right in pairwise(view.low)}
    return found


def _of_cues(view: View, cues: Sequence[Cue]) -> list[str]:
    found = ["bias"]
    lowest, hedges = 1.0, 0
    for cue in cues:
        if cue.label == "none":
            continue
        word = "_".join(view.lemma[at] for at in cue.tokens)
        found += (f"{cue.label}:{word}", f"{cue.label}:{cue.type}", f"c={word}|n={view.word(cue.end)}")
        if cue.label == "hedge":
            hedges += 1
            lowest = min(lowest, cue.certainty)
    found += (f"hedges:{min(hedges, 4)}", f"lowest:{round(lowest * 5)}", f"length:{min(len(view) // 8, 5)}")
    found += [f"t:{tag}" for tag in dict.fromkeys(view.tag) if tag in _TAGS]
    return found


def _rows(examples: Sequence[Mapping[str, float]], index: Mapping[str, int]) -> list[list[tuple[int, float]]]:
    return [[(index[name], value) for name, value in row.items() if name in index] for row in examples]


def fit(
    examples: Sequence[Mapping[str, float]], levels: Sequence[float], penalty: float = 5.0, min_count: int = 2
) -> dict[str, float]:
    """Ridge weights by name; `mean` is the mean level. Deterministic."""
    counts = Counter(name for row in examples for name in row)
    names = sorted(name for name, count in counts.items() if count >= min_count)
    index = {name: at for at, name in enumerate(names)}
    rows = _rows(examples, index)
    mean = sum(levels) / len(levels)
    weights = [0.0] * len(names)
    residual = _transposed(rows, [level - mean for level in levels], len(names))
    direction = list(residual)
    norm = sum(r * r for r in residual)
    for _ in range(80):
        if norm < 1e-8:
            break
        projected = [sum(direction[at] * value for at, value in row) for row in rows]
        image = _transposed(rows, projected, len(names))
        image = [i + penalty * d for i, d in zip(image, direction, strict=True)]
        step = norm / sum(d * i for d, i in zip(direction, image, strict=True))
        weights = [w + step * d for w, d in zip(weights, direction, strict=True)]
        residual = [r - step * i for r, i in zip(residual, image, strict=True)]
        new_norm = sum(r * r for r in residual)
        direction = [r + new_norm / norm * d for r, d in zip(residual, direction, strict=True)]
        norm = new_norm
    fitted = {name: round(w, 4) for name, w in zip(names, weights, strict=True) if abs(w) >= 5e-4}
    return {"mean": round(mean, 4), **fitted}


def _transposed(rows: Sequence[Sequence[tuple[int, float]]], values: Sequence[float], size: int) -> list[float]:
    product = [0.0] * size
    for row, target in zip(rows, values, strict=True):
        for at, value in row:
            product[at] += value * target
    return product


def save(weights: Weights, folder: Path) -> None:
    """Write weights into a folder of models."""
    write(folder / _FILE, weights)


@attrs.frozen(eq=False)
class Ridge:
    """Fitted weights: of words and of pairs of words apart from the rest, so that a look-up builds no names."""

    mean: float
    words: Mapping[str, float]
    pairs: Mapping[str, Mapping[str, float]]
    rest: Mapping[str, float]


@cache
def load(folder: Path) -> Ridge | None:
    """The weights in a folder of models; None where there are none. Raises ModelError where they are damaged."""
    path = model_path(folder, _FILE)
    if not path.exists():
        return None
    weights: Weights = read(path)
    pairs: dict[str, dict[str, float]] = {}
    for name, weight in weights.items():
        if name.startswith("b:"):
            left, _, right = name[2:].partition(" ")
            pairs.setdefault(left, {})[right] = weight * _WORD_SCALE
    words = {name[2:]: weight * _WORD_SCALE for name, weight in weights.items() if name.startswith("u:")}
    rest = {name: weight for name, weight in weights.items() if not name.startswith(("u:", "b:"))}
    return Ridge(rest.pop("mean", _PLAIN), words, pairs, rest)


def sentence_certainty(view: View, cues: Sequence[Cue]) -> float:
    """How certain a sentence sounds, 0 to 1. Without a model: the lowest certainty of its hedges, 1 where none."""
    ridge = load(view.folder)
    if ridge is None:
        return min((cue.certainty for cue in cues if cue.label == "hedge"), default=1.0)
    # Sums in a fixed order: sets of strings have none, so the words go in the order of the text.
    level = ridge.mean + sum(ridge.rest.get(name, 0.0) for name in dict.fromkeys(_of_cues(view, cues)))
    words, pairs = ridge.words, ridge.pairs
    level += sum([words[lemma] for lemma in dict.fromkeys(view.lemma) if lemma in words])
    met = {(left, right): pairs[left][right] for left, right in pairwise(view.low) if right in pairs.get(left, ())}
    level += sum(met.values())
    return min(1.0, max(0.0, (level - _LOWEST) / (_PLAIN - _LOWEST)))
