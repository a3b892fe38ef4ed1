"""How labels and features are said to people, in reports and maps (`words.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> dict[str, dict[str, Any]]:
    """The tables of `words.toml`."""
    return tomllib.loads(files("oped").joinpath("words.toml").read_text("utf-8"))


def label_name(layer: str, label: str) -> str:
    """A label for people: "Thesis" for `argument.major_claim`."""
    said = words()["labels"].get(f"{layer}.{label}")
    return str(said) if said else label.replace("_", " ").capitalize()
