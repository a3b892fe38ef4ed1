"""Names and numbers as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from oped.sides import AUTHOR
from oped.wording import words


def is_plural(name: str, types: Mapping[str, str]) -> bool:
    """Whether a name takes the verb of several; `types` are those of the actors."""
    if types.get(name) in ("group", "people"):
        return True
    last = name.rpartition(" ")[2]  # "the United States’ firms", but "the United States"
    return _looks_plural(name) and (name not in types or last[:1].islower())


def _looks_plural(name: str) -> bool:
    return name.endswith("s") and not name.endswith("ss")


def definite(name: str, is_actor: bool = False) -> str:
    """A name as it stands in a sentence: "the United States", "the author", "China", "a new trade war".

    An actor without a name is told by its role: "the board", and with the author's own word: "critics".
    """
    rules = words()["articles"]
    first, _, rest = name.partition(" ")
    if first.lower() in rules["determiners"] and rest[:1].islower():
        return f"{first.lower()} {rest}"  # the first words of a sentence, now within one
    if is_actor and name[:1].islower() and first not in rules["determiners"] and not _looks_plural(name):
        return f"the {name}"
    if name == AUTHOR or name in rules["names"] or name.startswith(tuple(rules["prefixes"])):
        return f"the {name}"
    return f"the {name}" if name[:1].isupper() and name.endswith(tuple(rules["suffixes"])) else name


def topic(name: str, is_actor: bool = False) -> str:
    """An actor or issue as it stands in a sentence; an issue that is neither a name nor has an article, in quotation marks.

    As in: the author opposes China, a new trade war, taxes, “decision”, “Keep the old ferries”.
    """
    said = definite(name, is_actor)
    if is_actor:
        return said
    rules = words()["articles"]
    parts = said.split()
    if said[:1].isupper():
        bare = any(part[:1].islower() and part not in rules["joining"] for part in parts)  # a clause, no name
    else:
        has_article = said == f"the {name}" or said.split(" ")[0] in rules["determiners"]
        bare = bool(parts) and not has_article and not _looks_plural(said)
    return f"“{said}”" if bare else said


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 hedge", "no hedges", "3 hedges"."""
    return f"1 {noun}" if number == 1 else f"{format(number, ',') if number else 'no'} {noun}s"


def listed(names: Sequence[str]) -> str:
    """As in "China, Russia and Japan"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
