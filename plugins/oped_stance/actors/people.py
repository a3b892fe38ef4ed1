"""Which person a name or a title means: one named in the text, one of the registry, or a new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from oped_stance.actors.memory import Discourse, Mention, Rejected, mention_of
from oped_stance.actors.registry import Actor, surname_of
from oped_stance.actors.sentence import Candidate, Sentence


def introduce_person(discourse: Discourse, sentence: Sentence, candidate: Candidate) -> None:
    """Note a full name, so that its parts mean the same person elsewhere in the text."""
    name = sentence.spelled(candidate.name, candidate.end)
    full = " " in name or bool(candidate.forms and len(candidate.forms[0].words) > 1)
    known = candidate.forms[0].actor if candidate.forms else None
    if known is None and not full:
        return
    actor = known or discourse.registry.actors.get(name)
    if actor is None or actor.type != "person":
        actor = _person(discourse, name, candidate)
    if not full:
        return
    surname = surname_of(actor, discourse.words.family_first)
    for key in dict.fromkeys((surname, actor.name.split()[-1], name.split()[-1])):
        if key not in ("Jr.", "Sr.", "II", "III"):
            add(discourse.persons, key, actor)
    add(discourse.given, actor.name.split()[0], actor)
    if candidate.title:
        discourse.titles.setdefault(actor.name, set()).add(candidate.title)


def _without_initials(name: str) -> str:
    parts = name.split()
    inner = [part for part in parts[1:-1] if not (len(part) <= 2 and part[0].isupper())]
    return " ".join((parts[0], *inner, parts[-1])) if len(parts) > 2 else name


def _person(discourse: Discourse, name: str, candidate: Candidate) -> Actor:
    known = discourse.registry.actors.get(_without_initials(name))
    if known is not None and known.type == "person":
        return known
    for held in discourse.persons.get(name.split()[-1], ()):
        if held.name == name:
            return held
    gender = candidate.gender or discourse.words.genders.get(name.split()[0], "")
    country = candidate.country
    affiliation = country
    return Actor(name, "person", affiliation, gender)


def add(table: dict[str, list[Actor]], key: str, actor: Actor) -> None:
    """Enter an actor in a table under a name, once."""
    held = table.setdefault(key, [])
    if all(other.name != actor.name for other in held):
        held.append(actor)


def settle_person(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    """Yield the mention of a person by name."""
    name = sentence.spelled(candidate.name, candidate.end)
    actor, why, sure = _who(discourse, candidate, name)
    if candidate.title:
        discourse.titles.setdefault(actor.name, set()).add(candidate.title)
    yield mention_of(number, candidate, actor, "name", why, sure)


def _who(discourse: Discourse, candidate: Candidate, name: str) -> tuple[Actor, str, float]:
    """The person whom a name, with its title, means: named in the text, in the registry, or new."""
    for form in candidate.forms:
        if len(form.words) > 1:
            return form.actor, candidate.why if "registry" in candidate.why else f"registry: {name!r}", 1.0
    parts = name.split()
    held = discourse.persons.get(name, []) if len(parts) > 1 else []  # "Le Pen"
    held = held or [a for a in discourse.persons.get(parts[-1], ()) if _fits(a, candidate, parts)]
    if held:
        return held[-1], f"{candidate.why}; {held[-1].name} is named in full in the text", 0.95
    if len(parts) == 1:
        known = _by_office(discourse, candidate, name)
        if known is not None:
            return known, f"{candidate.why}; registry: the surname of {known.name}", 0.9
        given = discourse.given.get(name)
        if given and len(given) == 1:
            return given[0], f"given name of {given[0].name}, named in full in the text", 0.8
    known = discourse.registry.actors.get(name)
    if known is not None and known.type == "person":
        return known, f"registry: {name!r}", 1.0
    actor = _person(discourse, name, candidate)
    if len(parts) > 1:
        add(discourse.persons, parts[-1], actor)
    else:
        add(discourse.persons, name, actor)
    return actor, candidate.why, 0.8


def _fits(actor: Actor, candidate: Candidate, parts: list[str]) -> bool:
    if candidate.gender and actor.gender and candidate.gender != actor.gender:
        return False
    names = actor.name.split()
    return (
        len(parts) == 1
        or parts[0] == names[0]
        or (parts[0][0] == names[0][0] and (len(parts[0]) <= 2 or len(names[0]) <= 2))
    )


def _by_office(discourse: Discourse, candidate: Candidate, name: str) -> Actor | None:
    """The person of the registry whom a title and a surname mean: by office and date, or by the countries of the text.

    A title of an office that the registry knows asks for its holder, now or before; a title that it does not know
    ("Governor") asks for nobody; "Mr." and the titles of legislators ask for whoever is in office, or is of a country
    that the text is about.
    """
    served, date = discourse.registry.served, discourse.date
    people = [
        actor
        for actor in dict.fromkeys(
            (*discourse.registry.surnames.get(name, ()), *(form.actor for form in candidate.forms))
        )
        if not (candidate.gender and actor.gender and actor.gender != candidate.gender)
        and (not candidate.country or actor.affiliation in ("", candidate.country))
    ]

    def since(actor: Actor, now: bool) -> str:
        """When the last fitting term began, "" where there is none."""
        fitting = (
            term.start
            for term in served.get(actor.name, ())
            if term.start <= date and (not now or term.holds(date)) and term.office == (candidate.office or term.office)
        )
        return max(fitting, default="")

    if candidate.title and not candidate.office and candidate.title not in discourse.words.legislators:
        return None
    for now in (True, False):
        ranked = sorted(((since(actor, now), actor.name, actor) for actor in people), reverse=True)
        if ranked and ranked[0][0] and (now or candidate.office):
            return ranked[0][2]
    if candidate.office:
        return None
    here = [actor for actor in people if actor.affiliation in discourse.countries]
    return _latest(discourse, here)


def _latest(discourse: Discourse, people: Sequence[Actor]) -> Actor | None:
    """Of several bearers of a name the one whose office is the latest; None where offices do not tell."""
    ranked = sorted(
        (
            max(
                (
                    min(t.end, discourse.date)
                    for t in discourse.registry.served.get(a.name, ())
                    if t.start <= discourse.date
                ),
                default="",
            ),
            a.name,
            a,
        )
        for a in people
    )
    if len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]:
        return None
    return ranked[-1][2] if ranked else None


def notable(discourse: Discourse, text: str, kind: str) -> Actor | None:
    """Whom a surname alone means: the one of the registry whose country the text is about, or who served last."""
    if (text in discourse.words.genders and kind != "person") or len(text) < 4 or text.lower() in discourse.vocabulary:
        return None
    people = [
        actor
        for actor in discourse.registry.surnames.get(text, ())
        if not actor.affiliation or actor.affiliation in discourse.countries
    ]
    return _latest(discourse, people)


def appose(discourse: Discourse, number: int, sentence: Sentence, found: Sequence[Candidate]) -> None:
    """Note titles beside a name: "the German chancellor, Angela Merkel," and the other way round."""
    for left, right in pairwise(found):
        kinds = (left.kind, right.kind)
        if not set(kinds) & _APPOSED or not any(_named_person(c) for c in (left, right)):
            continue
        between = [sentence.word(i) for i in range(left.end, right.first)]
        if left.kind in _APPOSED and (between not in ([","], []) or (left.count == 1 and left.type == "group")):
            continue
        if right.kind in _APPOSED and not _after_comma(between, right):
            continue
        role, person = (left, right) if left.kind in _APPOSED else (right, left)
        actor = _bearer_of(discourse, sentence, person)
        if role.country and actor.affiliation not in ("", role.country):
            continue
        discourse.apposed[number, role.first] = actor


_APPOSED = frozenset({"role", "unnamed"})
_ARTICLES = (["the"], ["then", "the"], ["a"], ["an"], ["our"], ["my"], ["its"], ["his"], ["her"])


def _named_person(candidate: Candidate) -> bool:
    return candidate.kind == "person" or (candidate.kind == "unknown" and candidate.type == "person")


def _after_comma(between: Sequence[str], role: Candidate) -> bool:
    if role.kind == "unnamed":
        return role.type == "person" and between[:1] == [","] and list(between[1:]) in _ARTICLES
    return list(between) in ([",", "the"], [","], [",", "then", "the"])


def _bearer_of(discourse: Discourse, sentence: Sentence, person: Candidate) -> Actor:
    if person.kind == "person":
        return _who(discourse, person, sentence.spelled(person.name, person.end))[0]
    name = sentence.spelled(person.first, person.end)
    held = [actor for actor in discourse.persons.get(name.split()[-1], ()) if actor.name == name]
    if held:
        return held[-1]
    known = discourse.registry.actors.get(name)
    return known or Actor(name, "person", "", discourse.words.genders.get(name.split()[0], ""))


def _serves(discourse: Discourse, actor: Actor, candidate: Candidate) -> bool:
    """Whether a person holds the office of a title: by the text, or by the registry on the date."""
    title = candidate.title
    if any(held == title or held.endswith(" " + title) for held in discourse.titles.get(actor.name, ())):
        return True
    terms = discourse.registry.served.get(actor.name, ())
    if candidate.office == "leader":
        return actor.name in discourse.registry.holders(actor.affiliation, "leader", discourse.date)
    return bool(candidate.office) and any(t.office == candidate.office and t.holds(discourse.date) for t in terms)


def _former(discourse: Discourse, number: int, candidate: Candidate) -> Iterator[Mention]:
    """ "the former prime minister": somebody named before who held the office by then."""
    for entry in reversed(discourse.history[-60:]):
        actor = entry.actors[0]
        if len(entry.actors) != 1 or actor.type != "person":
            continue
        terms = discourse.registry.served.get(actor.name, ())
        if any(term.office == candidate.office and term.start <= discourse.date for term in terms) and (
            candidate.country in ("", actor.affiliation)
        ):
            yield mention_of(
                number, candidate, actor, candidate.type, f"{candidate.why}; {actor.name} held the office", 0.8
            )
            return
    if candidate.forms:  # "the former Chinese president", who is not named
        plain, form = attrs.evolve(candidate, end=candidate.name), candidate.forms[0]
        yield mention_of(number, plain, form.actor, form.via, f"registry: {form.via} of {form.actor.name}")


def settle_role(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    """Yield the mention of the person whom a title or a leader's epithet means, by the text or by the date."""
    registry = discourse.registry
    country = candidate.country
    named = discourse.apposed.get((number, candidate.first))
    if named is not None:
        discourse.titles.setdefault(named.name, set()).add(candidate.title)
        yield mention_of(
            number, candidate, named, candidate.type, f"{candidate.why}; beside the name {named.name}", 0.95
        )
        return
    if candidate.count == 2:
        yield from _former(discourse, number, candidate)
        return
    if country:
        body = registry.actors.get(country)
        if body is None:
            return
        for entry in reversed(discourse.history[-60:]):
            actor = entry.actors[0]
            if actor.type == "person" and actor.affiliation == country and _serves(discourse, actor, candidate):
                yield mention_of(
                    number, candidate, actor, candidate.type, f"{candidate.why}; {actor.name} was named before", 0.9
                )
                return
        holders = registry.holders(country, candidate.office, discourse.date) if candidate.office else ()
        if len(holders) == 1:
            how = (
                f"in office on {discourse.date}"
                if discourse.dated
                else "the text has no date: the latest in the registry"
            )
            yield mention_of(
                number,
                candidate,
                registry.actors[holders[0]],
                candidate.type,
                f"{candidate.why}; {how}",
                0.9 if discourse.dated else 0.6,
            )
            return
        if candidate.forms:
            plain = attrs.evolve(candidate, end=candidate.name)
            yield mention_of(
                number, plain, body, candidate.forms[0].via, f"registry: {candidate.forms[0].via} of {country}"
            )
        return
    if candidate.count:
        return  # "its governor" without a name beside it
    for entry in reversed(discourse.history[-60:]):
        actor = entry.actors[0]
        if len(entry.actors) == 1 and actor.type == "person" and _serves(discourse, actor, candidate):
            yield mention_of(
                number, candidate, actor, candidate.type, f"{candidate.why}; the last one named is {actor.name}", 0.8
            )
            return
    discourse.rejected.append(
        Rejected(number, candidate.first, candidate.end, f"{candidate.why}: nobody with this office was named before")
    )
