"""The fields of the analysers' options: each with a help text, numbers with their range checked."""

from __future__ import annotations

from typing import Any

import attrs


def option(default: Any, text: str) -> Any:
    """A field of options with its help text."""
    return attrs.field(default=default, metadata={"help": text})


def probability(default: float, text: str) -> Any:
    """A field that must lie between 0 and 1."""
    between = [attrs.validators.ge(0.0), attrs.validators.le(1.0)]
    return attrs.field(default=default, validator=between, metadata={"help": text})
