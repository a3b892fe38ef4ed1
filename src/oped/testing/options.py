"""What is asked of the options of an analyser or of linguistics."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

import attrs

from oped.errors import UsageError
from oped.host.options import Option, build, declared


def assert_options(owner: str, kind: type[Any] | None) -> None:
    """Each option has a default, says what it is for, and can be given as text, as on the command line."""
    if kind is None:
        return
    assert attrs.has(kind), f"the options of {owner} must be an attrs class"
    for field in attrs.fields(kind):
        assert field.default is not attrs.NOTHING, f"option {owner}.{field.name} has no default; give it one"
        assert field.metadata.get("help"), (
            f"option {owner}.{field.name} does not say what it is for; add metadata={{'help': '…'}}"
        )
    try:
        options = declared(owner, kind)
    except (TypeError, ValueError) as error:
        raise AssertionError(f"{kind.__name__} cannot be made of its defaults: {error}") from error
    for option in options:
        if option.default is None:
            continue  # nothing, which no text can say
        text = ",".join(map(str, option.default)) if isinstance(option.default, tuple) else str(option.default)
        try:
            given = getattr(build(owner, kind, {option.name: text}), option.name.partition(".")[2])
        except UsageError as error:
            raise AssertionError(f"--set {option.name}={text}, the default, is refused: {error}") from error
        assert given == option.default, (
            f"--set {option.name}={text} gives {given!r}, not the default {option.default!r}"
        )


def values_of(option: Option) -> tuple[Any, ...]:
    """All values of an option that has only a few."""
    if get_origin(option.type) is Literal:
        return get_args(option.type)
    return (True, False) if option.type is bool else ()
