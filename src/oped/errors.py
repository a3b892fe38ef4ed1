"""The errors that `oped` raises on purpose; each message says what, where and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class OpedError(Exception):
    """Base of every error that `oped` raises on purpose."""


class UsageError(OpedError):
    """A wrong call: an unknown layer, option, format or plugin name (exit code 2)."""


class InputError(OpedError):
    """A document that cannot be read or is refused (exit code 1)."""


class OutputError(OpedError):
    """A target that cannot be written (exit code 1)."""


class PluginError(OpedError):
    """A plugin that cannot be loaded, or breaks the contract; names its distribution and version."""


class ModelError(OpedError):
    """A learned model that is missing or cannot be read."""


class SchemaError(OpedError):
    """A serialised report that does not hold what the format promises."""


class PluginWarning(UserWarning):
    """A plugin failed, and was left out; the message names its distribution and version."""


def unknown(kind: str, name: str, known: Iterable[str]) -> UsageError:
    """Build the error for a name that is not `known`, with the nearest right name where there is one."""
    names = sorted(known)
    near = get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names) or 'none'}"
    return UsageError(f"unknown {kind} {name!r}; {hint}")
