"""Settings from `oped.toml`, or `[tool.oped]` in `pyproject.toml`: the nearest one, walking upward.

At the top stand `linguistics`, `only` and `without`; a table per analyser holds its options:

    without = ["argument"]

    [hedging]
    scheme = "sfu"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
from immutabledict import immutabledict

from oped.errors import UsageError, unknown

TOP = ("linguistics", "only", "without")
"""Settings that are not options of an analyser."""


@attrs.frozen
class Settings:
    """Values by name, and the file that they came from (None where there is none)."""

    values: Mapping[str, Any] = attrs.field(default=immutabledict(), converter=immutabledict)
    path: Path | None = None

    @property
    def options(self) -> dict[str, Any]:
        """The options of analysers: names such as `hedging.scheme`."""
        return {name: value for name, value in self.values.items() if name not in TOP}

    def names(self, key: str) -> tuple[str, ...]:
        """A setting that lists names. Raises UsageError where it is something else."""
        value = self.values.get(key, ())
        if isinstance(value, str) or not all(isinstance(item, str) for item in value):
            raise UsageError(f"{self.path}: {key} must be a list of names")
        return tuple(value)


def find(start: Path) -> Settings:
    """The settings that hold in a folder. Raises UsageError, naming the file, where it is malformed."""
    for folder in (start, *start.parents):
        own = folder / "oped.toml"
        if own.is_file():
            return _settings(own, _load(own))
        project = folder / "pyproject.toml"
        if project.is_file():
            table = _load(project).get("tool", {}).get("oped")
            if table is not None:
                return _settings(project, table)
    return Settings()


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: {error}") from None


def _settings(path: Path, table: Mapping[str, Any]) -> Settings:
    values: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            values.update({f"{name}.{option}": inner for option, inner in value.items()})
        elif name in TOP or "." in name:
            values[name] = value
        else:
            raise UsageError(f"{path}: {unknown('setting', name, TOP)}")
    return Settings(values, path)
