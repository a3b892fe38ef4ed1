"""The errors that `oped` raises on purpose; each message says what, where and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from os import PathLike
from pathlib import Path


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


def shown(path: str | PathLike[str]) -> str:
    """A file for the eye: its name in its folder, which is the same on every machine, as messages in reports must be."""
    return "/".join(Path(path).parts[-2:])


def reason(error: BaseException) -> str:
    """What an error says, without the place of the file that it is about, which the message around it names."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def in_words(error: BaseException) -> str:
    """What an error says, on one line, without the place of any file on this machine."""
    message = " ".join(reason(error).split())
    if isinstance(error, OSError) and isinstance(error.filename, str):
        return f"{message}: {shown(error.filename)}"
    return message.replace(f" ({error.path})", "") if isinstance(error, ImportError) and error.path else message


def unknown(kind: str, name: str, known: Iterable[str]) -> UsageError:
    """Build the error for a name that is not `known`, with the nearest right name where there is one."""
    names = sorted(known)
    near = get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names) or 'none'}"
    return UsageError(f"unknown {kind} {name!r}; {hint}")
