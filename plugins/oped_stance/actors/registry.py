"""The registry of facts: countries, bodies, places, and who held which office when.

All of it is data: the CSV files of `registry/`, and files of the same kind that a user names (see `README.md`).
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import attrs

from oped.errors import UsageError

HERE = Path(__file__).parent
TYPES = (
    "country", "region", "city", "person", "government", "organisation", "party", "court", "company", "alliance",
    "group", "people",
)  # fmt: skip


@attrs.frozen
class Actor:
    """Somebody or something that acts: canonical name, type, whom it acts for; gender is "m", "f" or ""."""

    name: str
    type: str
    affiliation: str = ""
    gender: str = ""


@attrs.frozen
class Form:
    """One way to write an actor, in words between blanks; `via` is how it names him."""

    words: tuple[str, ...]
    actor: Actor
    via: str
    text: str = attrs.field(init=False)
    """The words with blanks between them."""
    why: str = attrs.field(init=False)
    """The ground of a mention that has this form."""

    @text.default
    def _text(self) -> str:
        return " ".join(self.words)

    @why.default
    def _why(self) -> str:
        return f"registry: {self.text!r}, {self.via} of {self.actor.name}"


@attrs.frozen
class Term:
    """A person in an office of a country or body, from a date (ISO 8601) up to another, "9999" where it lasts."""

    person: str
    actor: str
    office: str
    start: str
    end: str

    def holds(self, date: str) -> bool:
        """Whether the office was held on a date: a year, a month or a day in ISO 8601."""
        return self.start[: len(date)] <= date <= self.end[: len(date)]


@attrs.frozen
class Registry:
    """Everything that is known without reading the text.

    `forms` maps the first word of a form to the forms that begin so, longest first; `surnames` maps a last name to
    the persons who bear it; `terms` maps a country or body to its terms of office, in order of date, and
    `served` a person to hers; `towns` maps further towns, which only weigh in where a name is unknown, to their country;
    `small` holds the first words of forms that begin with no capital ("al-Qaeda").
    """

    actors: Mapping[str, Actor]
    forms: Mapping[str, tuple[Form, ...]]
    surnames: Mapping[str, tuple[Actor, ...]]
    terms: Mapping[str, tuple[Term, ...]]
    served: Mapping[str, tuple[Term, ...]]
    towns: Mapping[str, str]
    small: frozenset[str]

    def holders(self, actor: str, office: str, date: str) -> tuple[str, ...]:
        """The persons who held an office of a country or body on a date; `leader` means the highest one known."""
        terms = [term for term in self.terms.get(actor, ()) if term.holds(date)]
        if office == "leader":
            return _highest(terms)
        return tuple(dict.fromkeys(term.person for term in terms if term.office == office))

    def office_holders(self, office: str, date: str) -> tuple[str, ...]:
        """The persons who held an office of this name anywhere on a date."""
        found = (t.person for terms in self.terms.values() for t in terms if t.office == office and t.holds(date))
        return tuple(dict.fromkeys(found))


# Of several offices of one state the one that leads it; a president who does not rule is not in the registry's way,
# because parliamentary states list their prime ministers or chancellors, and these come first where both are known.
_CEREMONIAL = frozenset({"Germany", "Italy", "India", "Israel", "Ireland", "Greece", "Austria", "United Kingdom"})
_RANK = ("leader", "supreme leader", "general secretary", "president", "chancellor", "prime minister", "taoiseach",
         "premier", "king", "emir", "crown prince", "state counsellor", "chief executive", "secretary-general",
         "pope", "chair", "director-general", "director general", "managing director", "chief adviser")  # fmt: skip


def _highest(terms: list[Term]) -> tuple[str, ...]:
    def rank(term: Term) -> int:
        if term.office not in _RANK:
            return len(_RANK)
        return _RANK.index(term.office) + (10 if term.office == "president" and term.actor in _CEREMONIAL else 0)

    best = min((rank(term) for term in terms), default=len(_RANK))
    if best == len(_RANK):
        return ()
    return tuple(dict.fromkeys(term.person for term in terms if rank(term) == best))


def _list(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


class _Builder:
    """Collects actors, forms and terms; later ones add to, and never take away from, earlier ones."""

    def __init__(self) -> None:
        self.actors: dict[str, Actor] = {}
        self.forms: dict[tuple[str, ...], list[Form]] = {}
        self.terms: list[Term] = []

    def actor(self, name: str, kind: str, affiliation: str = "", gender: str = "") -> Actor:
        known = self.actors.get(name)
        if known is None:
            known = self.actors[name] = Actor(name, kind, affiliation, gender)
        return known

    def form(self, text: str, actor: Actor, via: str) -> None:
        words = tuple(text.split())
        held = self.forms.setdefault(words, [])
        if words and all(form.actor != actor for form in held):
            held.append(Form(words, actor, via))

    def named(self, actor: Actor, aliases: Iterable[str]) -> None:
        for text in (actor.name, *aliases):
            if text.startswith("the "):
                continue
            letters = text.translate(str.maketrans("", "", ". -+"))
            acronym = text != actor.name and letters.isupper() and len(letters) <= 6
            self.form(text, actor, "acronym" if acronym else "name")


def _country(build: _Builder, row: Mapping[str, str]) -> None:
    actor = build.actor(row["name"], "country")
    build.named(actor, _list(row.get("aliases")))
    for text in _list(row.get("adjectives")) + _list(row.get("nouns")):
        build.form(text, actor, "demonym")
    for text in _list(row.get("capital")):
        build.form(text, actor, "capital")


def _body(build: _Builder, row: Mapping[str, str]) -> None:
    actor = build.actor(row["name"], row["type"], row.get("affiliation") or "")
    build.named(actor, _list(row.get("aliases")))


def _people(build: _Builder, row: Mapping[str, str]) -> None:
    actor = build.actor(row["name"], row["type"], row.get("affiliation") or "")
    for text in _list(row.get("singular")):
        build.form(text, actor, "demonym")
    for text in _list(row.get("plural")):
        build.form(text, actor, "name")


def _region(build: _Builder, row: Mapping[str, str]) -> None:
    actor = build.actor(row["name"], row["type"], row.get("affiliation") or "")
    build.named(actor, _list(row.get("aliases")))
    for text in _list(row.get("adjectives")):
        build.form(text, actor, "demonym")
        if text.endswith("an") and (f"{text}s",) not in build.forms:
            build.form(f"{text}s", actor, "demonym")


def _city(build: _Builder, row: Mapping[str, str]) -> None:
    build.named(build.actor(row["name"], "city", row.get("affiliation") or ""), _list(row.get("aliases")))


def _seat(build: _Builder, row: Mapping[str, str]) -> None:
    actor = build.actors.get(row["actor"]) or build.actor(row["actor"], "government")
    build.form(row["form"], actor, row.get("kind") or "seat")


def _person(build: _Builder, row: Mapping[str, str]) -> None:
    actor = build.actor(row["name"], "person", row.get("affiliation") or "", row.get("gender") or "")
    build.named(actor, _list(row.get("aliases")))


def _office(build: _Builder, row: Mapping[str, str]) -> None:
    body = row["actor"]
    actor = build.actor(row["person"], "person", body, row.get("gender") or "")
    build.named(actor, _list(row.get("aliases")))
    build.terms.append(Term(actor.name, body, row["office"], row["from"], row.get("to") or "9999"))


_KINDS = {
    "countries": _country, "bodies": _body, "seats": _seat, "offices": _office, "people": _person,
    "peoples": _people, "regions": _region, "cities": _city,
}  # fmt: skip


def _rows(text: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(io.StringIO(text))


def _user_rows(path: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The rows of a user's file, each with the table that it belongs to."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        for kind, rows in tomllib.loads(text).items():
            for row in rows if isinstance(rows, list) else ():
                yield kind, {k: ";".join(v) if isinstance(v, list) else str(v) for k, v in row.items()}
        return
    for row in _rows(text):
        yield ("offices" if row.get("office") else "actors"), row


def _user_actor(build: _Builder, row: Mapping[str, str]) -> None:
    kind = row.get("type") or "organisation"
    if kind not in TYPES:
        raise ValueError(f"{row.get('name')!r} has the unknown type {kind!r}; types are: {', '.join(TYPES)}")
    actor = build.actors[row["name"]] = Actor(row["name"], kind, row.get("affiliation") or "", row.get("gender") or "")
    build.named(actor, _list(row.get("aliases")))
    for text in _list(row.get("demonyms")):
        build.form(text, actor, "demonym")
    for via in ("capital", "seat", "epithet"):
        for text in _list(row.get(via)):
            build.form(text, actor, via)


def _key(word: str) -> str:
    """What the first token of a form looks like: the word, as far as a hyphen or an apostrophe."""
    return re.split(r"[-–'’/]", word, maxsplit=1)[0] or word


def _surname(name: str, affiliation: str, family_first: frozenset[str]) -> str:
    words = [word for word in name.split() if word not in {"Jr.", "Sr.", "II", "III", "VI", "XIV", "XVI"}]
    if affiliation in family_first and len(words) > 1:
        return words[0]
    if len(words) > 2 and words[-2].lower() in {"de", "la", "le", "van", "von", "bin", "der", "al", "el"}:
        return " ".join(words[-2:])
    return words[-1] if words else name


def surname_of(actor: Actor, family_first: frozenset[str]) -> str:
    """The family name of a person, by the custom of the country that he acts for."""
    return _surname(actor.name, actor.affiliation, family_first)


def _finish(build: _Builder, family_first: frozenset[str]) -> Registry:
    forms: dict[str, list[Form]] = {}
    for words, held in build.forms.items():
        for form in held:
            for key in dict.fromkeys((words[0], _key(words[0]))):
                forms.setdefault(key, []).append(form)
            if form.actor.type in ("country", "person") and not form.words[0].isupper():
                shout = attrs.evolve(form, words=tuple(word.upper() for word in words))
                forms.setdefault(_key(shout.words[0]), []).append(shout)
    for held in forms.values():
        held.sort(key=lambda form: (-sum(map(len, form.words)), form.words))
    surnames: dict[str, list[Actor]] = {}
    for actor in build.actors.values():
        if actor.type == "person":
            surnames.setdefault(surname_of(actor, family_first), []).append(actor)
    terms: dict[str, list[Term]] = {}
    served: dict[str, list[Term]] = {}
    for term in sorted(build.terms, key=lambda term: (term.start, term.person)):
        terms.setdefault(term.actor, []).append(term)
        served.setdefault(term.person, []).append(term)
    return Registry(
        build.actors,
        {key: tuple(held) for key, held in forms.items()},
        {name: tuple(held) for name, held in surnames.items()},
        {actor: tuple(held) for actor, held in terms.items()},
        {person: tuple(held) for person, held in served.items()},
        {
            row["name"]: row["affiliation"]
            for row in _rows((HERE / "registry" / "towns.csv").read_text(encoding="utf-8"))
        },
        frozenset(key for key in forms if not key[0].isupper()),
    )


@cache
def load(extra: str, family_first: frozenset[str]) -> Registry:
    """The shipped registry, with the entries of a user's file where `extra` names one (TOML or CSV).

    Raises UsageError, with the file's name, where that file cannot be read or an entry is malformed.
    """
    build = _Builder()
    for kind, read in _KINDS.items():
        for row in _rows((HERE / "registry" / f"{kind}.csv").read_text(encoding="utf-8")):
            read(build, row)
    if extra:
        try:
            for table, entry in _user_rows(Path(extra)):
                if table == "actors":
                    _user_actor(build, entry)
                elif table in _KINDS:
                    _KINDS[table](build, entry)
                else:
                    raise ValueError(f"unknown table {table!r}; tables are: actors, {', '.join(sorted(_KINDS))}")
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"cannot read the registry {extra}: {error}") from error
    return _finish(build, family_first)
