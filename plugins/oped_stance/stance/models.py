"""The model files of the stance layer, each read once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from oped.learning import Model

SHIPPED = Path(__file__).parent / "model"


def _file(folder: str, name: str) -> Path:
    return (Path(folder) if folder else SHIPPED) / f"{name}.crf.gz"


@cache
def model(folder: str, name: str) -> Model:
    """One of the models, from a folder that `train` wrote or the shipped one. Raises ModelError."""
    return Model(_file(folder, name))


@cache
def has_models(folder: str, names: Iterable[str]) -> bool:
    """Whether a folder that `train` wrote, or the shipped one, holds all of these models."""
    return all(_file(folder, name).exists() for name in names)


def forget() -> None:
    """Read the models anew when they are next asked for."""
    model.cache_clear()
    has_models.cache_clear()
