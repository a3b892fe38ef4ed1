"""Who is meant: candidates become mentions of actors, in the order of the text.

Two passes: the first collects the full names and the acronyms that the text introduces, the second resolves every
candidate against them, the registry, the date of the text, and what was mentioned before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

import attrs

from oped.model import Document
from oped_stance.actors.finding import Candidate, Sentence
from oped_stance.actors.places import choose, place
from oped_stance.actors.registry import Actor, Form, Registry, surname_of
from oped_stance.actors.words import Words

_POSSESSIVE = frozenset({"’s", "'s", "’", "'"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MEMORY, _REACH, _AGAIN = 40, 3, 0.25  # entries and sentences that a pronoun looks back; the worth of each mention
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AND = frozenset({"and", ",", "&"})
_BODIES = frozenset({"country", "organisation", "government", "company", "party", "court", "alliance"})
LATEST = "9998"
_FIRST_YEAR, _LAST_YEAR = 2000, 2026  # years in a text that may date it; the last is the registry's


@attrs.frozen
class Mention:
    """A mention: tokens `[first, end)` of sentence `sentence`, the actor, how it is named, and why we think so."""

    sentence: int
    first: int
    end: int
    actor: Actor
    via: str
    why: str
    confidence: float = 1.0


@attrs.frozen
class Rejected:
    """A candidate that is no mention, and the ground."""

    sentence: int
    first: int
    end: int
    why: str


@attrs.frozen
class Entry:
    """What was in focus: the actors of one mention, or of a coordination of several."""

    actors: tuple[Actor, ...]
    sentence: int
    first: int
    end: int
    subject: bool
    via: str
    plural: bool = False


@attrs.define
class Discourse:
    """What a text has told so far."""

    document: Document
    words: Words
    registry: Registry
    date: str = LATEST
    dated: bool = False
    persons: dict[str, list[Actor]] = attrs.field(factory=dict)
    given: dict[str, list[Actor]] = attrs.field(factory=dict)
    local: dict[str, Actor] = attrs.field(factory=dict)
    genders: dict[str, str] = attrs.field(factory=dict)
    titles: dict[str, set[str]] = attrs.field(factory=dict)
    history: list[Entry] = attrs.field(factory=list)
    vocabulary: Set[str] = frozenset()
    apposed: dict[tuple[int, int], Actor] = attrs.field(factory=dict)
    mentions: list[Mention] = attrs.field(factory=list)
    rejected: list[Rejected] = attrs.field(factory=list)
    countries: frozenset[str] = frozenset()


def resolve(
    document: Document,
    sentences: Sequence[Sentence],
    candidates: Sequence[Sequence[Candidate]],
    words: Words,
    registry: Registry,
) -> Discourse:
    """Resolve the candidates of every sentence; mentions come out in the order of the text."""
    discourse = Discourse(document, words, registry)
    discourse.vocabulary = sentences[0].seen.keys() if sentences else frozenset()
    for sentence, found in zip(sentences, candidates, strict=True):
        for candidate in found:
            _introduce(discourse, sentence, candidate)
    discourse.countries = frozenset(
        name
        for found in candidates
        for candidate in found
        for form in candidate.forms[:1]
        for name in (form.actor.name, form.actor.affiliation)
        if name
    )
    discourse.date, discourse.dated = _date(discourse, sentences, candidates)
    for number, (sentence, found) in enumerate(zip(sentences, candidates, strict=True)):
        _appose(discourse, number, sentence, found)
        near = frozenset(token.text for token in sentence.tokens) if _ambiguous(found, words) else frozenset()
        for candidate in found:
            _settle(discourse, number, sentence, candidate, near)
    return discourse


def _ambiguous(found: Sequence[Candidate], words: Words) -> bool:
    return any(c.forms and " ".join(c.forms[0].words) in words.guards for c in found) or any(
        c.kind in ("body", "unknown") for c in found
    )


# First pass


def _introduce(discourse: Discourse, sentence: Sentence, candidate: Candidate) -> None:
    if candidate.kind == "person":
        _introduce_person(discourse, sentence, candidate)
    if candidate.kind == "body":
        _introduce_short(discourse, sentence, candidate)
    if candidate.kind in ("form", "body", "unknown"):
        acronym = _acronym(sentence, candidate)
        if acronym and acronym not in discourse.local:
            actor = _named_body(discourse, sentence, candidate)
            if actor is not None:
                discourse.local[acronym] = actor


def _introduce_short(discourse: Discourse, sentence: Sentence, candidate: Candidate) -> None:
    """ "Corvane Energy" may be called "Corvane" later."""
    head = sentence.word(candidate.first)
    if candidate.type != "company" or candidate.end - candidate.first < 2 or head in discourse.registry.forms:
        return
    if head.lower() in sentence.seen or head in discourse.words.genders or head in discourse.words.heads:
        return
    name = sentence.spelled(candidate.first, candidate.end)
    discourse.local.setdefault(head, Actor(name, "company", candidate.country))


def _introduce_person(discourse: Discourse, sentence: Sentence, candidate: Candidate) -> None:
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
            _add(discourse.persons, key, actor)
    _add(discourse.given, actor.name.split()[0], actor)
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


def _add(table: dict[str, list[Actor]], key: str, actor: Actor) -> None:
    held = table.setdefault(key, [])
    if all(other.name != actor.name for other in held):
        held.append(actor)


def _acronym(sentence: Sentence, candidate: Candidate) -> str:
    """The acronym in brackets after a name, if its letters fit."""
    at = candidate.end
    if sentence.word(at) != "(" or sentence.word(at + 2) not in (")", ","):
        return ""
    acronym = sentence.word(at + 1)
    letters = acronym.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters[:2].isupper() and letters.isalpha()):
        return ""
    name = sentence.spelled(candidate.first, candidate.end)
    initials = "".join(word[0] for word in re.split(r"[\s-]+", name) if word and word[0].isupper())
    return acronym if letters[0].upper() == initials[:1] or letters.upper() in initials else ""


def _named_body(discourse: Discourse, sentence: Sentence, candidate: Candidate) -> Actor | None:
    if candidate.kind == "form" and candidate.type != "open":
        return candidate.forms[0].actor if candidate.forms[0].via in ("name", "acronym") else None
    name = sentence.spelled(candidate.first, candidate.end)
    known = discourse.registry.actors.get(name)
    if known is not None:
        return known
    kind = candidate.type if candidate.type not in ("", "open") else "organisation"
    return Actor(name, kind, candidate.country)


def _date(
    discourse: Discourse, sentences: Sequence[Sentence], candidates: Sequence[Sequence[Candidate]]
) -> tuple[str, bool]:
    """The date of the text: from its metadata, or inferred from the years and the office holders that it names."""
    given = discourse.document.metadata.get("date")
    if isinstance(given, str) and re.match(r"\d{4}", given):
        return (given[:10] if len(given) >= 10 else (given[:7] + "-15" if len(given) >= 7 else given[:4] + "-07-01")), True
    years = [int(year) for year in _YEAR.findall(discourse.document.text)]
    votes: dict[int, int] = {}
    for sentence, found in zip(sentences, candidates, strict=True):
        for candidate in found:
            if candidate.kind != "person":
                continue
            name = sentence.spelled(candidate.name, candidate.end)
            people = [form.actor for form in candidate.forms]
            if not people and candidate.office:
                people = list(discourse.registry.surnames.get(name, ()))
            if sentence.lower(candidate.first - 1) in ("former", "late", "ex") or sentence.lower(candidate.first - 2) == "former":
                continue
            for actor in people:
                for term in discourse.registry.served.get(actor.name, ()):
                    weight = 3 if candidate.office and term.office == candidate.office else 1
                    for year in range(int(term.start[:4]), min(int(term.end[:4]), _LAST_YEAR) + 1):
                        if term.holds(f"{year}-07-01"):
                            votes[year] = votes.get(year, 0) + weight
    if not votes:
        recent = [year for year in years if _FIRST_YEAR <= year <= _LAST_YEAR]
        return (f"{max(recent)}-07-01", True) if recent else (LATEST, False)
    floor = max((year for year in years if year <= _LAST_YEAR), default=0)
    best = max(votes.values())
    fitting = [year for year, count in votes.items() if count == best]
    late = [year for year in fitting if year >= floor]
    year = min(late) if late and floor else max(fitting)
    return f"{year}-07-01", True


# Second pass


def _appose(discourse: Discourse, number: int, sentence: Sentence, found: Sequence[Candidate]) -> None:
    """Note titles beside a name: "the German chancellor, Angela Merkel," and the other way round."""
    for left, right in zip(found, found[1:], strict=False):
        kinds = (left.kind, right.kind)
        if kinds not in (("role", "person"), ("person", "role")):
            continue
        between = [sentence.word(i) for i in range(left.end, right.first)]
        if kinds == ("role", "person") and between not in ([","], []):
            continue
        if kinds == ("person", "role") and between not in ([",", "the"], [","], [",", "then", "the"]):
            continue
        role, person = (left, right) if left.kind == "role" else (right, left)
        name = sentence.spelled(person.name, person.end)
        actor, _, _ = _who(discourse, person, name)
        if role.country and actor.affiliation not in ("", role.country):
            continue
        discourse.apposed[number, role.first] = actor


def _settle(discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]) -> None:
    before = len(discourse.mentions)
    for mention in _SETTLERS[candidate.kind](discourse, number, sentence, candidate, near):
        discourse.mentions.append(mention)
    made = discourse.mentions[before:]
    if not made:
        return
    _remember(discourse, sentence, candidate, made)


def _remember(discourse: Discourse, sentence: Sentence, candidate: Candidate, made: Sequence[Mention]) -> None:
    head = made[0]
    entry = Entry(
        tuple(mention.actor for mention in made), head.sentence, head.first, head.end, _subject(sentence, candidate),
        head.via, plural=len(made) > 1 or _plural(sentence, candidate, head),
    )  # fmt: skip
    history = discourse.history
    last = history[-1] if history else None
    history.append(entry)
    if last is None or last.sentence != entry.sentence or entry.via in ("pronoun", "group") or last.via == "pronoun":
        return
    between = [sentence.word(i) for i in range(last.end, entry.first)]
    if between and all(word in _AND or word == "the" or word == "both" for word in between) and any(w in _AND for w in between):
        kinds = {actor.type == "person" for actor in (*last.actors, *entry.actors)}
        if len(kinds) == 1 and entry.actors[0] not in last.actors:
            history.append(
                Entry((*last.actors, *entry.actors), entry.sentence, last.first, entry.end, entry.subject, "coordination", True)
            )
    elif between in (["-"], ["–"]) and entry.actors[0] not in last.actors:
        history.append(Entry((*last.actors, *entry.actors), entry.sentence, last.first, entry.end, False, "coordination", True))


def _subject(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a finite verb follows soon and no preposition stands before: a rough subject."""
    if candidate.first and sentence.tokens[candidate.first - 1].tag in ("IN", "TO"):
        if sentence.lower(candidate.first - 1) not in ("that", "if", "because", "while", "as", "when", "although", "though", "since", "whether", "but"):
            return False
    at = candidate.end
    while at < len(sentence.tokens) and (sentence.tokens[at].tag in ("RB", "JJ", "NN", "NNS", "POS") or sentence.word(at) in _POSSESSIVE):
        at += 1
        if at - candidate.end > 3:
            break
    return at < len(sentence.tokens) and sentence.tokens[at].tag in _FINITE


def _plural(sentence: Sentence, candidate: Candidate, head: Mention) -> bool:
    if head.actor.type in ("people", "group"):
        return True
    word = sentence.word(candidate.end - 1)
    if head.via == "demonym":
        if word.endswith("s") and sentence.tokens[candidate.end - 1].tag in ("NNS", "NNPS"):
            return True
        at = candidate.end
        while at < len(sentence.tokens) and sentence.tokens[at].tag[:2] == "JJ":
            at += 1
        return at < len(sentence.tokens) and sentence.tokens[at].tag == "NNS"
    return head.actor.type == "party" and word.endswith("s") and " " not in word and word not in ("Congress",)


def _mention(
    number: int, candidate: Candidate, actor: Actor, via: str, why: str, confidence: float = 1.0
) -> Mention:
    return Mention(number, candidate.first, candidate.end, actor, via, why, confidence)


def _settle_form(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    text = sentence.spelled(candidate.first, candidate.end)
    if text in discourse.local:
        yield _mention(number, candidate, discourse.local[text], "acronym", "acronym that the text introduces")
        return
    person = _bearer(discourse, sentence, candidate, text)
    if person is not None:
        yield _mention(number, candidate, person, "name", f"surname of {person.name}, named in full in the text", 0.9)
        return
    form = candidate.forms[0]
    readings = discourse.words.guards.get(" ".join(form.words))
    if readings is not None:
        reading = choose(readings, near, discourse.vocabulary)
        if reading is None or not reading.actor:
            discourse.rejected.append(Rejected(number, candidate.first, candidate.end, f"{text!r}: no word nearby speaks for the actor"))
            return
        actor = discourse.registry.actors.get(reading.actor)
        form = attrs.evolve(form, actor=actor or Actor(reading.actor, reading.type or form.actor.type, reading.affiliation))
    form = _prefer(discourse, candidate.forms, form)
    yield from _settle_known(discourse, number, sentence, candidate, form)


def _prefer(discourse: Discourse, forms: tuple[Form, ...], form: Form) -> Form:
    """Of several actors with one form the one that the text has named by another form."""
    if len(forms) > 1:
        named = {mention.actor.name for mention in discourse.mentions[-40:]}
        for other in forms:
            if other.actor.name in named:
                return other
    return form


def _settle_known(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, form: Form
) -> Iterator[Mention]:
    text = sentence.spelled(candidate.first, candidate.end)
    if form.via == "demonym" and _language(sentence, candidate):
        discourse.rejected.append(Rejected(number, candidate.first, candidate.end, f"{text!r}: a language"))
        return
    if form.via == "capital" or (form.via == "seat" and form.actor.type == "country"):
        decision = place(sentence, candidate)
        if decision.is_place:
            if form.via == "seat":
                discourse.rejected.append(Rejected(number, candidate.first, candidate.end, f"{text!r}: {decision.why}"))
                return
            actor = Actor(_city_name(text), "city", form.actor.name if form.actor.type == "country" else "")
            yield _mention(number, candidate, actor, "name", decision.why, 0.9)
            return
        yield _mention(number, candidate, form.actor, form.via, f"{candidate.why}; {decision.why}", 0.9)
        return
    yield _mention(number, candidate, form.actor, form.via, candidate.why)


def _city_name(text: str) -> str:
    return text.title() if text.isupper() else text


def _language(sentence: Sentence, candidate: Candidate) -> bool:
    words = sentence.words
    before = sentence.lower(candidate.first - 1)
    if sentence.lower(candidate.end) in words.language_after or before in words.language_before:
        return True
    return before == "in" and not sentence.word(candidate.end)[:1].isalpha()


def _bearer(discourse: Discourse, sentence: Sentence, candidate: Candidate, text: str) -> Actor | None:
    """The person named in full whose last name is also a form of the registry: "Washington" the man."""
    held = discourse.persons.get(text)
    if not held or candidate.forms[0].actor.type == "person":
        return None
    form = candidate.forms[0]
    if form.via == "demonym" or sentence.tokens[candidate.first - 1 if candidate.first else 0].tag == "IN" and candidate.first:
        return None
    return held[-1]


def _settle_person(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    name = sentence.spelled(candidate.name, candidate.end)
    actor, why, sure = _who(discourse, candidate, name)
    if candidate.title:
        discourse.titles.setdefault(actor.name, set()).add(candidate.title)
    yield _mention(number, candidate, actor, "name", why, sure)


def _who(discourse: Discourse, candidate: Candidate, name: str) -> tuple[Actor, str, float]:
    """The person whom a name, with its title, means: named in the text, in the registry, or new."""
    for form in candidate.forms:
        if len(form.words) > 1:
            return form.actor, candidate.why if "registry" in candidate.why else f"registry: {name!r}", 1.0
    parts = name.split()
    held = [a for a in discourse.persons.get(parts[-1], ()) if _fits(a, candidate, parts)]
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
        _add(discourse.persons, parts[-1], actor)
    else:
        _add(discourse.persons, name, actor)
    return actor, candidate.why, 0.8


def _fits(actor: Actor, candidate: Candidate, parts: list[str]) -> bool:
    if candidate.gender and actor.gender and candidate.gender != actor.gender:
        return False
    names = actor.name.split()
    return len(parts) == 1 or parts[0] == names[0] or parts[0][0] == names[0][0] and (len(parts[0]) <= 2 or len(names[0]) <= 2)


def _by_office(discourse: Discourse, candidate: Candidate, name: str) -> Actor | None:
    """The one person of the registry with this surname who fits the title, the country, the gender and the date."""
    people = [
        actor
        for actor in (*discourse.registry.surnames.get(name, ()), *(form.actor for form in candidate.forms))
        if not (candidate.gender and actor.gender and actor.gender != candidate.gender)
        and (not candidate.country or actor.affiliation in ("", candidate.country))
    ]
    people = list(dict.fromkeys(people))
    if len(people) > 1 and (here := [a for a in people if a.affiliation in discourse.countries]):
        people = here
    if len(people) <= 1:
        return people[0] if people else None
    terms = discourse.registry.served
    office = [a for a in people if any(t.office == candidate.office for t in terms.get(a.name, ()))] if candidate.office else people
    now = [a for a in office if any(t.holds(discourse.date) and t.office == (candidate.office or t.office) for t in terms.get(a.name, ()))]
    if now:
        return now[0]
    past = sorted(
        (max(t.start for t in terms[a.name] if t.start <= discourse.date), a.name, a)
        for a in (office or people)
        if any(t.start <= discourse.date for t in terms.get(a.name, ()))
    ) if (office or people) else []
    return past[-1][2] if past else None


def _settle_body(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    name = sentence.spelled(candidate.first, candidate.end)
    readings = discourse.words.guards.get(name)
    if readings is not None and (reading := choose(readings, near, discourse.vocabulary)) is not None:
        known = discourse.registry.actors.get(reading.actor)
        actor = known or Actor(reading.actor, reading.type or candidate.type, reading.affiliation)
        yield _mention(number, candidate, actor, "name", f"{candidate.why}; words nearby speak for {actor.name}", 0.8)
        return
    if name in discourse.local:
        yield _mention(number, candidate, discourse.local[name], "acronym", "acronym that the text introduces")
        return
    actor = discourse.registry.actors.get(name) or Actor(name, candidate.type, candidate.country)
    yield _mention(number, candidate, actor, "name", candidate.why, 0.8)


def _settle_prefix(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    actor = discourse.registry.actors.get(candidate.country)
    if actor is not None:
        yield _mention(number, candidate, actor, "demonym", candidate.why)


def _settle_unknown(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    text = sentence.spelled(candidate.first, candidate.end)
    if candidate.type == "short":
        yield from _settle_short(discourse, number, candidate, text)
        return
    if text in discourse.local:
        via = "acronym" if text.isupper() else "name"
        yield _mention(number, candidate, discourse.local[text], via, "short form that the text introduces")
        return
    held = discourse.persons.get(text)
    if held:
        yield _mention(number, candidate, held[-1], "name", f"surname of {held[-1].name}, named in the text", 0.9)
        return
    given = discourse.given.get(text)
    if given and len(given) == 1:
        yield _mention(number, candidate, given[0], "name", f"given name of {given[0].name}, named in the text", 0.8)
        return
    readings = discourse.words.guards.get(text)
    if readings is not None and (reading := choose(readings, near, discourse.vocabulary)) is not None:
        actor = discourse.registry.actors.get(reading.actor) or Actor(reading.actor, reading.type, reading.affiliation)
        yield _mention(number, candidate, actor, "name", f"words nearby speak for {actor.name}", 0.8)
        return
    known = _notable(discourse, text, candidate.type)
    if known is not None:
        yield _mention(number, candidate, known, "name", f"registry: the surname of {known.name}, and his country is named", 0.7)
        return
    if candidate.type in _LEARNED:
        actor = _learned(discourse, text, candidate)
        yield _mention(number, candidate, actor, "name", candidate.why, candidate.confidence)
        return
    discourse.rejected.append(Rejected(number, candidate.first, candidate.end, f"{text!r}: {candidate.why}"))


def _settle_short(discourse: Discourse, number: int, candidate: Candidate, text: str) -> Iterator[Mention]:
    """ "the Committee": the body named last whose name has this word."""
    for entry in reversed(discourse.history):
        actor = entry.actors[0]
        if len(entry.actors) == 1 and actor.type != "person" and text in actor.name.split():
            yield _mention(number, candidate, actor, "name", f"{candidate.why} of {actor.name}, named before", 0.85)
            return
    discourse.rejected.append(Rejected(number, candidate.first, candidate.end, f"{candidate.why}: no such body was named before"))


_LEARNED = frozenset({"person", "organisation", "place"})


def _learned(discourse: Discourse, text: str, candidate: Candidate) -> Actor:
    """The actor of a name that only the model knows."""
    known = discourse.registry.actors.get(text)
    if known is not None:
        return known
    last, words = text.split()[-1], discourse.words
    if candidate.type == "person":
        actor = Actor(text, "person", "", words.genders.get(text.split()[0], ""))
        _add(discourse.persons, last, actor)
        return actor
    if candidate.type == "place":
        country = discourse.registry.towns.get(text, "")
        return Actor(text, "region" if last in words.regions else "city", country)
    return Actor(text, words.heads.get(last, "organisation"), candidate.country)


def _notable(discourse: Discourse, text: str, kind: str) -> Actor | None:
    """Whom a surname alone means: the one of the registry whose country the text is about, or who served last."""
    if (text in discourse.words.genders and kind != "person") or len(text) < 4 or text.lower() in discourse.vocabulary:
        return None
    people = [
        actor for actor in discourse.registry.surnames.get(text, ()) if not actor.affiliation or actor.affiliation in discourse.countries
    ]
    served = discourse.registry.served
    ranked = sorted(
        (max((min(t.end, discourse.date) for t in served.get(a.name, ()) if t.start <= discourse.date), default=""), a.name, a)
        for a in people
    )
    if len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]:
        return None  # several bear it, and no office tells them apart
    return ranked[-1][2] if ranked else None


def _settle_role(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    registry = discourse.registry
    country = candidate.country
    named = discourse.apposed.get((number, candidate.first))
    if named is not None:
        discourse.titles.setdefault(named.name, set()).add(candidate.title)
        yield _mention(number, candidate, named, candidate.type, f"{candidate.why}; beside the name {named.name}", 0.95)
        return
    if country:
        body = registry.actors.get(country)
        if body is None:
            return
        for entry in reversed(discourse.history[-60:]):
            actor = entry.actors[0]
            if actor.type == "person" and actor.affiliation == country and _serves(discourse, actor, candidate):
                yield _mention(number, candidate, actor, candidate.type, f"{candidate.why}; {actor.name} was named before", 0.9)
                return
        holders = registry.holders(country, candidate.office, discourse.date) if candidate.office else ()
        if len(holders) == 1:
            how = f"in office on {discourse.date}" if discourse.dated else "the text has no date: the latest in the registry"
            yield _mention(number, candidate, registry.actors[holders[0]], candidate.type, f"{candidate.why}; {how}", 0.9 if discourse.dated else 0.6)
            return
        if candidate.forms:
            plain = attrs.evolve(candidate, end=candidate.name)
            yield _mention(number, plain, body, candidate.forms[0].via, f"registry: {candidate.forms[0].via} of {country}")
        return
    if candidate.count:
        return  # "its governor" without a name beside it
    for entry in reversed(discourse.history[-60:]):
        actor = entry.actors[0]
        if len(entry.actors) == 1 and actor.type == "person" and _serves(discourse, actor, candidate):
            yield _mention(number, candidate, actor, candidate.type, f"{candidate.why}; the last one named is {actor.name}", 0.8)
            return
    discourse.rejected.append(Rejected(number, candidate.first, candidate.end, f"{candidate.why}: nobody with this office was named before"))


def _serves(discourse: Discourse, actor: Actor, candidate: Candidate) -> bool:
    """Whether a person holds the office of a title: by the text, or by the registry on the date."""
    title = candidate.title
    if any(held == title or held.endswith(" " + title) for held in discourse.titles.get(actor.name, ())):
        return True
    terms = discourse.registry.served.get(actor.name, ())
    if candidate.office == "leader":
        return actor.name in discourse.registry.holders(actor.affiliation, "leader", discourse.date)
    return bool(candidate.office) and any(t.office == candidate.office and t.holds(discourse.date) for t in terms)


def _settle_epithet(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    recent = [entry for entry in discourse.history[-30:] if number - entry.sentence <= 2]
    fitting = [entry.actors[0] for entry in recent if len(entry.actors) == 1 and _is(entry.actors[0], candidate.type)]
    if fitting and (len({actor.name for actor in fitting}) == 1):
        yield _mention(number, candidate, fitting[-1], "epithet", f"{candidate.why}; the only one named shortly before is {fitting[-1].name}", 0.7)
        return
    discourse.rejected.append(Rejected(number, candidate.first, candidate.end, f"{candidate.why}: none or several were named shortly before"))


def _is(actor: Actor, kind: str) -> bool:
    if kind == "government":
        return actor.type in ("government", "organisation")
    return actor.type == kind


def _settle_group(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    members = _members(discourse, number, candidate)
    if not members:
        discourse.rejected.append(Rejected(number, candidate.first, candidate.end, f"{candidate.why}: its members were not named before"))
    for actor in members:
        yield _mention(number, candidate, actor, "group", f"{candidate.why}; the last ones named", 0.8)


def _members(discourse: Discourse, number: int, candidate: Candidate) -> list[Actor]:
    """The actors of a group: those of a coordination ("Ottawa and Mexico City"), or else those named last before it.

    A coordination goes first unless as many others were named after it, in a later sentence.
    """
    found: list[Actor] = []
    oldest = number
    together: tuple[list[Actor], int] | None = None
    for entry in reversed(discourse.history[-_MEMORY:]):
        if number - entry.sentence > _REACH or (len(found) >= candidate.count and entry.sentence < oldest):
            break
        members = [m for actor in entry.actors if (m := _as_member(discourse, actor, candidate.type)) is not None]
        distinct = list(dict.fromkeys(members))
        if together is None and len(entry.actors) > 1 and len(distinct) == candidate.count:
            together = distinct, entry.sentence
        for member in reversed(distinct):
            if member not in found and len(found) < candidate.count:
                found.append(member)
                oldest = entry.sentence
    if together is not None and (len(found) < candidate.count or together[1] >= oldest):
        return together[0]
    return found[::-1] if len(found) == candidate.count else []


def _as_member(discourse: Discourse, actor: Actor, kind: str) -> Actor | None:
    if kind in ("country", "any"):
        if actor.type in ("country", "alliance") and (kind == "any" or actor.type == "country"):
            return actor
        if actor.type == "person":
            country = discourse.registry.actors.get(actor.affiliation)
            return country if country is not None and country.type == "country" else (actor if kind == "any" else None)
        return actor if kind == "any" and actor.type in ("party", "company") else None
    return actor if actor.type == kind else None


def _settle_pronoun(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    mark = candidate.gender
    if mark in ("m", "f"):
        entry = _last_person(discourse, number, sentence, candidate, mark)
    elif mark == "plural":
        entry = _last_plural(discourse, number, sentence, candidate)
    else:
        entry = _last_thing(discourse, number, sentence, candidate)
    if entry is None:
        return
    if mark in ("m", "f") and not entry.actors[0].gender:
        discourse.genders.setdefault(entry.actors[0].name, mark)
    for actor in dict.fromkeys(entry.actors):
        yield _mention(number, candidate, actor, "pronoun", f"{candidate.why}; the nearest fitting actor is {actor.name}", 0.7)


def _last_person(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, gender: str
) -> Entry | None:
    """The person whom "he" or "she" means: near, a subject, often named; never the subject of the verb it is object of."""
    scores: dict[str, float] = {}
    latest: dict[str, Entry] = {}
    barred = _barred(discourse, number, sentence, candidate)
    for back, entry in enumerate(reversed(discourse.history[-_MEMORY:])):
        distance = number - entry.sentence
        if distance > _REACH:
            break
        actor = entry.actors[0]
        if len(entry.actors) != 1 or actor.type != "person" or actor.name == barred:
            continue
        if (actor.gender or discourse.genders.get(actor.name, gender)) != gender:
            continue
        score = -distance - 0.1 * back + (1.0 if entry.subject else 0.0) + (0.3 if entry.via == "pronoun" else 0.0)
        latest.setdefault(actor.name, entry)
        held = scores.get(actor.name)
        # Every further mention nearby adds a little: who a passage is about outweighs who was named by the way.
        scores[actor.name] = score if held is None else max(held, score) + _AGAIN
    if not scores:
        return None
    best = max(scores, key=lambda name: scores[name])
    return latest[best]


def _barred(discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate) -> str:
    """The subject of the verb whose object a pronoun is: "Poisson asked him" is about two people."""
    if sentence.lower(candidate.first) not in ("him", "her") or not discourse.history:
        return ""
    if sentence.lower(candidate.first) == "her" and sentence.tokens[candidate.first].tag == "PRP$":
        return ""
    last = discourse.history[-1]
    if last.sentence != number or len(last.actors) != 1 or not last.subject:
        return ""
    between = range(last.end, candidate.first)
    words = {sentence.word(i) for i in between}
    if len(between) > 6 or words & {",", ";", ":", "and", "but", "that", "who", "“", "”", '"'}:
        return ""
    return last.actors[0].name


def _last_plural(discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate) -> Entry | None:
    for entry in reversed(discourse.history[-15:]):
        if number - entry.sentence > 1:
            return None
        if entry.plural and not any(actor.type in ("city", "region") for actor in entry.actors) and (entry.subject or entry.via in ("group", "pronoun", "coordination")):
            between = range(entry.end if entry.sentence == number else 0, candidate.first)
            skip = 1 if entry.via == "demonym" else 0
            plurals = sum(1 for i in between if sentence.tokens[i].tag in ("NNS", "NNPS"))
            return entry if plurals <= skip + 1 else None
    return None


def _last_thing(discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate) -> Entry | None:
    text = sentence.lower(candidate.first)
    if text == "it" and (_expletive(sentence, candidate) or not _verb_follows(sentence, candidate.end)):
        return None
    for entry in reversed(discourse.history[-10:]):
        if number - entry.sentence > 1:
            return None
        actor = entry.actors[0]
        if len(entry.actors) != 1 or actor.type not in _BODIES or entry.via == "demonym":
            continue
        beside = entry.sentence == number and text == "its" and _and_its(sentence, entry.end, candidate.first)
        if not entry.subject and not beside:
            continue
        if entry.sentence != number and candidate.first > 4:
            return None
        return entry
    return None


def _and_its(sentence: Sentence, end: int, first: int) -> bool:
    """Whether "and" alone stands between: "Washington and its partners"."""
    return first == end + 1 and sentence.lower(end) in ("and", "or", "with")


def _verb_follows(sentence: Sentence, at: int) -> bool:
    """Whether a finite verb comes next, at most an adverb between: "it" is a subject; as an object it is too open."""
    while at < len(sentence.tokens) and sentence.tokens[at].tag == "RB":
        at += 1
    return at < len(sentence.tokens) and sentence.tokens[at].tag in _FINITE


def _expletive(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether "it" may stand for no thing at all: "it is clear that", "it seems", "make it possible"."""
    at = candidate.end
    if at >= len(sentence.tokens):
        return False
    if sentence.tokens[at].tag[:2] == "JJ":
        return True
    while at < len(sentence.tokens) and sentence.tokens[at].tag in ("MD", "RB"):
        at += 1
    if at >= len(sentence.tokens):
        return False
    lemma = sentence.tokens[at].lemma.lower()
    if lemma in ("seem", "appear", "turn", "take", "happen", "matter", "cost", "rain", "depend"):
        return True
    if lemma in ("be", "’s", "'s", "is", "was", "become", "remain"):
        after = at + 1
        while after < len(sentence.tokens) and sentence.tokens[after].tag in ("RB", "VBN") and sentence.tokens[after].tag == "RB":
            after += 1
        return not (after < len(sentence.tokens) and sentence.tokens[after].tag == "VBG")
    return False


_SETTLERS = {
    "form": _settle_form, "person": _settle_person, "body": _settle_body, "role": _settle_role,
    "epithet": _settle_epithet, "group": _settle_group, "pronoun": _settle_pronoun, "prefix": _settle_prefix,
    "unknown": _settle_unknown,
}  # fmt: skip
