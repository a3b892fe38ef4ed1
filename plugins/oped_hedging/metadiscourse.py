"""The types of this layer as categories of Hyland's metadiscourse, of Prince and others, and of Palmer."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    path = Path(__file__).with_name("metadiscourse.toml")
    table: dict[str, dict[str, dict[str, str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return table


def category(label: str, type: str, scheme: str = "hyland") -> str | None:
    """The category of a label and type of this layer in `hyland`, `prince` or `palmer`; None where it has none."""
    return _table().get(label, {}).get(type, {}).get(scheme)
