"""Weights as tables in files: what a maximum-entropy model of two answers says, read by looking its features up.

The logit of "yes" is a sum over the features that hold. A table needs a fraction of the memory and time of a model.
"""

from __future__ import annotations

import gzip
import json
import math
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from oped.errors import ModelError
from oped.learning import Model
from oped.learning import train as fit

Weights = Mapping[str, float]
Answer = tuple[list[str], bool]
"""The features of one example, and whether the answer is yes."""


def fit_weights(
    answers: Iterable[Answer], features: Sequence[str], *, c1: float, c2: float, min_count: int = 1
) -> dict[str, float]:
    """The weights for "yes" of those of the given features that have one, by maximum entropy."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.crf.gz"
        fit(
            [([names], ["yes" if yes else "no"]) for names, yes in answers],
            path,
            c1=c1,
            c2=c2,
            min_count=min_count,
        )
        return dict(Model(path).explain(features, "yes", len(features)))


def logit(weights: Weights, features: Iterable[str]) -> float:
    """The sum of the weights of the features, kept within ±500 so that its exponential is a number."""
    return max(-500.0, min(500.0, sum([weights.get(feature, 0.0) for feature in features])))


def probability(weights: Weights, features: Iterable[str]) -> float:
    """The probability (0…1) of "yes"."""
    return 1.0 / (1.0 + math.exp(-logit(weights, features)))


def write(path: Path, data: Mapping[str, Any]) -> None:
    """Write a table as gzipped JSON, the same bytes for the same data."""
    text = json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True)
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def read(path: Path) -> dict[str, Any]:
    """Read what `write` wrote. Raises ModelError where it is damaged."""
    try:
        data = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, ValueError) as error:
        raise ModelError(f"cannot read the model {path.name}: {error}") from error
    if not isinstance(data, dict):
        raise ModelError(f"cannot read the model {path.name}: it holds no table")
    return data
