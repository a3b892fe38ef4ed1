"""What the search knows of English words: the tables of `words.toml`, `guards.toml` and `given_names.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import attrs

_SMALL = [
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
    "it",
    "its",
    "itself",
    "two",
    "both",
    "three",
    "four",
    "either",
    "neither",
]
HERE = Path(__file__).parent


@attrs.frozen
class Reading:
    """One reading of an ambiguous name, with the words nearby that speak for it; `need` asks for at least one."""

    actor: str
    cues: frozenset[str]
    type: str = ""
    affiliation: str = ""
    need: bool = False


@attrs.frozen
class Noun:
    """A common noun for an actor: its singular, whether this form is the plural, the actor's type and gender.

    `kin` needs a possessor ("my father"); `bare` alone is too vague with an indefinite article ("a man").
    """

    singular: str
    plural: bool
    type: str
    gender: str = ""
    kin: bool = False
    bare: bool = False


@attrs.frozen
class Words:
    """The tables, by name as in `words.toml`."""

    honorifics: Mapping[str, str]
    titles: Mapping[str, str]
    title_starts: frozenset[str]
    portfolios: frozenset[str]
    legislators: frozenset[str]
    roles: Mapping[str, str]
    role_starts: frozenset[str]
    humans: Mapping[str, str]
    epithets: Mapping[str, str]
    unnamed: Mapping[str, Noun]
    plurals: Mapping[str, str]
    vague: frozenset[str]
    owned: frozenset[str]
    groups: Mapping[str, str]
    plural_of: Mapping[str, str]
    """The plural of each noun of groups, by its singular."""
    heads: Mapping[str, str]
    regions: frozenset[str]
    weak_heads: frozenset[str]
    never: frozenset[str]
    sayings: Mapping[str, tuple[str, ...]]
    language_before: frozenset[str]
    language_after: frozenset[str]
    place_prepositions: frozenset[str]
    directions: frozenset[str]
    travel: frozenset[str]
    visits: frozenset[str]
    rulers: frozenset[str]
    attitudes: frozenset[str]
    trust: frozenset[str]
    place_heads: frozenset[str]
    prefixes: Mapping[str, str]
    particles: frozenset[str]
    family_first: frozenset[str]
    ordinary: frozenset[str]
    with_the: frozenset[str]
    western: frozenset[str]
    genders: Mapping[str, str]
    guards: Mapping[str, tuple[Reading, ...]]
    triggers: frozenset[str]
    """Words in small letters that are worth a look: pronouns, numbers of groups, offices, epithets."""


def _read(name: str) -> dict[str, dict[str, object]]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def _strings(table: Mapping[str, object]) -> dict[str, str]:
    return {key: str(value) for key, value in table.items()}


def _set(value: object) -> frozenset[str]:
    return frozenset(str(item) for item in value) if isinstance(value, list) else frozenset()


def _guards() -> dict[str, tuple[Reading, ...]]:
    data = tomllib.loads((HERE / "guards.toml").read_text(encoding="utf-8"))
    return {
        guard["form"]: tuple(
            Reading(
                reading.get("actor", ""),
                frozenset(reading.get("cues", ())),
                reading.get("type", ""),
                reading.get("affiliation", ""),
                reading.get("need", False),
            )
            for reading in guard.get("reading", ())
        )
        for guard in data.get("guard", ())
    }


def _genders() -> dict[str, str]:
    names = _read("given_names.toml")["names"]
    genders: dict[str, str] = {}
    for gender, mark in (("m", "m"), ("f", "f"), ("either", "")):
        for name in str(names[gender]).split():
            genders[name] = "" if genders.get(name, mark) != mark else mark
    return genders


def _by_first(phrases: object) -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for phrase in sorted(_set(phrases), key=lambda p: (-len(p), p)):
        table.setdefault(phrase.split()[0], []).append(phrase)
    return {first: tuple(held) for first, held in table.items()}


def _plural(noun: str) -> str:
    if noun.endswith(("ch", "sh", "s", "x")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun[:-3] + "men" if noun.endswith("man") else noun + "s"


def _singular(noun: str) -> str:
    if noun.endswith("men"):
        return noun[:-3] + "man"
    return noun[:-3] + "y" if noun.endswith("ies") else noun[:-1]


def _unnamed(table: Mapping[str, object]) -> tuple[dict[str, Noun], dict[str, str], frozenset[str]]:
    lists = {key: str(value).split() for key, value in table.items()}
    irregular = dict(pair.split() for pair in str(table["irregular"]).split(","))
    male, female = set(lists["male"]), set(lists["female"])
    nouns: dict[str, Noun] = {}
    plurals: dict[str, str] = {}
    for key in ("government", "organisation", "company", "party", "court", "people", "kin", "bare"):
        kind = "person" if key in ("people", "kin", "bare") else key
        for noun in lists[key]:
            gender = "m" if noun in male else "f" if noun in female else ""
            plurals[noun] = irregular.get(noun) or _plural(noun)
            for form in (noun, plurals[noun]):
                nouns[form] = Noun(
                    noun, form != noun or noun == "police", kind, gender, kin=key == "kin", bare=key == "bare"
                )
    return nouns, plurals, frozenset(lists["vague"])


@cache
def load() -> Words:
    """Read the tables once."""
    data = _read("words.toml")
    places = data["places"]
    unnamed, plurals, vague = _unnamed(data["unnamed"])
    titles, roles = _strings(data["titles"]), _strings(data["roles"])
    return Words(
        honorifics=_strings(data["honorifics"]),
        titles=titles,
        title_starts=frozenset(title.split()[0].split("-")[0] for title in titles)
        | frozenset(title.split()[0] for title in titles),
        legislators=_set(data["legislators"]["titles"]),
        portfolios=_set(data["portfolios"]["words"]),
        roles=roles,
        role_starts=frozenset(role.split()[0].split("-")[0] for role in roles),
        humans=_strings(data["humans"]),
        epithets=_strings(data["epithets"]),
        unnamed=unnamed,
        plurals=plurals,
        vague=vague,
        owned=_set(data["owned"]["words"]),
        groups=_strings(data["groups"]),
        plural_of={_singular(noun): noun for noun in _strings(data["groups"])},
        heads=_strings(data["heads"]),
        regions=_set(data["region_heads"]["words"]),
        weak_heads=_set(data["weak_heads"]["words"]),
        never=_set(data["never"]["words"]),
        sayings=_by_first(data["sayings"]["phrases"]),
        language_before=_set(data["languages"]["before"]),
        language_after=_set(data["languages"]["after"]),
        place_prepositions=_set(places["prepositions"]),
        directions=_set(places["directions"]),
        travel=_set(places["travel"]),
        visits=_set(places["visits"]),
        rulers=_set(places["rulers"]),
        attitudes=_set(places["attitudes"]),
        trust=_set(places["verbs"]),
        place_heads=_set(places["heads"]),
        prefixes=_strings(data["prefixes"]),
        particles=_set(data["particles"]["words"]),
        family_first=_set(data["family_first"]["countries"]),
        ordinary=_set(data["ordinary"]["words"]),
        with_the=_set(data["soft"]["the"]),
        western=_set(data["western"]["words"]),
        genders=_genders(),
        guards=_guards(),
        triggers=frozenset(_SMALL)
        | {role.split()[0].split("-")[0] for role in roles}
        | frozenset(_strings(data["epithets"]))
        | frozenset(_strings(data["humans"]))
        | frozenset(unnamed),
    )
