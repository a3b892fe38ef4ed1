"""Train, load and apply linear-chain conditional random fields; each instance is a list of feature names."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import pycrfsuite

from oped.errors import ModelError, reason, shown

Features = Sequence[str] | Mapping[str, float]
"""The names of the features that hold at one position; or a mapping from name to strength (1 for one that holds)."""


def train(
    sequences: Iterable[tuple[Sequence[Features], Sequence[str]]],
    path: Path,
    *,
    c1: float = 0.1,
    c2: float = 0.01,
    max_iterations: int = 100,
    min_count: int = 1,
) -> None:
    """Fit a model by L-BFGS (orthant-wise where c1 > 0) and write it, gzipped, to `path`.

    `c1` and `c2` weigh the L1 and L2 norms; L1 keeps the file small. Features seen fewer than `min_count` times are
    left out. The same sequences in the same order give the same bytes on one machine.
    """
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": max_iterations, "feature.minfreq": min_count})
    for features, labels in sequences:
        trainer.append(features, labels)
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "model.crfsuite"
        trainer.train(str(raw))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(raw.read_bytes(), compresslevel=9, mtime=0))


class Model:
    """A trained model. Raises ModelError where the file is missing or no model."""

    def __init__(self, path: Path) -> None:
        """Read the model that `train` wrote to `path`."""
        try:
            # The tagger reads from these bytes without holding them, so they live as long as it does.
            self._data = gzip.decompress(path.read_bytes())
            self._tagger = pycrfsuite.Tagger()
            self._tagger.open_inmemory(self._data)
        except (OSError, EOFError, ValueError) as error:
            raise ModelError(f"cannot read the model {shown(path)}: {reason(error)}") from error
        self.labels: tuple[str, ...] = tuple(self._tagger.labels())

    def predict(self, sequence: Sequence[Features]) -> list[str]:
        """The best sequence of labels (Viterbi), one per position."""
        return list(self._tagger.tag(sequence)) if sequence else []

    def predict_scored(self, sequence: Sequence[Features]) -> list[tuple[str, float]]:
        """The best sequence of labels, each with its marginal probability (0…1) at its position."""
        labels = self.predict(sequence)
        return [(label, float(self._tagger.marginal(label, at))) for at, label in enumerate(labels)]

    def marginals(self, sequence: Sequence[Features]) -> list[dict[str, float]]:
        """For each position the probability (0…1) of every label."""
        if not sequence:
            return []
        self._tagger.set(sequence)
        return [
            {label: float(self._tagger.marginal(label, at)) for label in self.labels} for at in range(len(sequence))
        ]

    def classify(self, features: Features) -> dict[str, float]:
        """The probability (0…1) of every label for one instance: maximum entropy."""
        self._tagger.set([features])
        return {label: float(self._tagger.marginal(label, 0)) for label in self.labels}

    @cached_property
    def _weights(self) -> Mapping[str, list[tuple[str, float]]]:
        table: dict[str, list[tuple[str, float]]] = {}
        for (feature, label), weight in self._tagger.info().state_features.items():
            table.setdefault(feature, []).append((label, float(weight)))
        return table

    def explain(self, features: Features, label: str, most: int = 5) -> list[tuple[str, float]]:
        """The features that speak most strongly for (+) or against (−) a label here, by absolute weight.

        The weight is how far the feature's weight for the label lies above its mean over the other labels, times the
        feature's strength.
        The first call reads all weights of the model, which takes a moment.
        """
        others = max(1, len(self.labels) - 1)
        margins = []
        for feature, strength in _strengths(features).items():
            weights = dict(self._weights.get(feature, ()))
            own = weights.pop(label, 0.0)
            margins.append((feature, strength * (own - sum(weights.values()) / others)))
        margins.sort(key=lambda pair: (-abs(pair[1]), pair[0]))
        return [(feature, round(weight, 3)) for feature, weight in margins[:most] if weight]


def _strengths(features: Features) -> Mapping[str, float]:
    return features if isinstance(features, Mapping) else dict.fromkeys(features, 1.0)
