"""Options of analysers and linguistics: names like `hedging.scheme`, values checked against a declared class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args, get_origin

import attrs
import cattrs

from oped.errors import UsageError, unknown

_TRUE = {"true", "yes", "on", "1"}
_FALSE = {"false", "no", "off", "0"}


def _bool(value: Any, _: type) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).lower()
    if word not in _TRUE | _FALSE:
        raise ValueError(f"{value!r} is neither true nor false")
    return word in _TRUE


def _str(value: Any, _: type) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a string")
    return value


def _number(value: Any, kind: type) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"{value!r} is not a number")
    return kind(value)


def _sequence(value: Any, kind: Any) -> Any:
    parts = [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise ValueError(f"{value!r} is not a list")
    inner = get_args(kind)[0]
    return tuple(_converter.structure(part, inner) for part in parts)


def _literal(value: Any, kind: Any) -> Any:
    for choice in get_args(kind):
        if value == choice or value == str(choice):
            return choice
    raise ValueError(f"{value!r} is not one of {', '.join(str(choice) for choice in get_args(kind))}")


def _is(kind: Any, origin: Any) -> bool:
    return get_origin(kind) is origin


_converter = cattrs.Converter(detailed_validation=False)
_converter.register_structure_hook(bool, _bool)
_converter.register_structure_hook(str, _str)
_converter.register_structure_hook(int, _number)
_converter.register_structure_hook(float, _number)
_converter.register_structure_hook_func(lambda kind: _is(kind, tuple), _sequence)
_converter.register_structure_hook_func(lambda kind: _is(kind, Literal), _literal)


@attrs.frozen
class Option:
    """One declared option: its full name, the type of its values, its default and what it is for."""

    name: str
    type: Any
    default: Any
    help: str


def flatten(options: Mapping[str, Any]) -> dict[str, Any]:
    """Full names with values, from `{"hedging.scheme": …}` as well as from `{"hedging": {"scheme": …}}`."""
    flat: dict[str, Any] = {}
    for name, value in options.items():
        if isinstance(value, Mapping):
            flat.update({f"{name}.{inner}": inner_value for inner, inner_value in value.items()})
        else:
            flat[name] = value
    return flat


def declared(owner: str, kind: type[Any] | None) -> list[Option]:
    """The options of an analyser or of linguistics: each has a default, `help` comes from the field's metadata."""
    if kind is None:
        return []
    defaults = kind()
    return [
        Option(f"{owner}.{field.name}", field.type, getattr(defaults, field.name), str(field.metadata.get("help", "")))
        for field in attrs.fields(attrs.resolve_types(kind))
    ]


def check_names(values: Mapping[str, Any], known: Iterable[str]) -> None:
    """Raise UsageError for the first option that nobody declared, with the nearest right name."""
    names = set(known)
    for name in values:
        if name not in names:
            raise unknown("option", name, names)


def build(owner: str, kind: type[Any] | None, values: Mapping[str, Any]) -> Any:
    """An instance of an options class from full names and values. Raises UsageError for a wrong value."""
    if kind is None:
        return None
    arguments = {}
    for option in declared(owner, kind):
        if option.name in values:
            try:
                arguments[option.name.partition(".")[2]] = _converter.structure(values[option.name], option.type)
            except (ValueError, TypeError, cattrs.StructureHandlerNotFoundError) as error:
                raise UsageError(f"option {option.name}: {error}") from None
    try:
        return kind(**arguments)
    except (ValueError, TypeError) as error:
        raise UsageError(_refusal(owner, kind, arguments, error)) from None


def _refusal(owner: str, kind: type[Any], arguments: Mapping[str, Any], error: Exception) -> str:
    """Which option a class refuses, its value, and what is allowed, as far as the class says it."""
    for name, value in arguments.items():
        try:
            kind(**{name: value})
        except (ValueError, TypeError) as own:
            limits = _limits(getattr(attrs.fields_dict(kind)[name], "validator", None))
            reason = f"it must be {' and '.join(limits)}" if limits else str(own.args[0] if own.args else own)
            return f"option {owner}.{name}: {value!r} is refused; {reason}"
    return f"options of {owner}: {error}"  # each is fine, but not all together


def _limits(validator: Any) -> list[str]:
    """The bounds that attrs' own validators of numbers hold, such as ">= 0"; none for other validators."""
    parts = getattr(validator, "_validators", (validator,))
    return [f"{part.compare_op} {part.bound}" for part in parts if hasattr(part, "compare_op")]
