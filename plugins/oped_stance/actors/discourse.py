"""Who is meant: candidates become mentions of actors, in the order of the text.

Two passes: the first collects the full names and the acronyms that the text introduces, the second resolves every
candidate against them, the registry, the date of the text, and what was mentioned before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from oped.model import Document
from oped_stance.actors.anaphora import settle_epithet, settle_group, settle_pronoun
from oped_stance.actors.dating import date_of
from oped_stance.actors.memory import Chooser, Discourse, Entry, Mention, Rejected, mention_of
from oped_stance.actors.people import add, appose, introduce_person, notable, settle_person, settle_role
from oped_stance.actors.places import choose, place
from oped_stance.actors.registry import Actor, Form, Registry
from oped_stance.actors.sentence import FINITE, POSSESSIVE, Candidate, Sentence
from oped_stance.actors.unnamed import drop_passing, note_salience, settle_office, settle_unnamed
from oped_stance.actors.words import Words

_CONJUNCTIONS = frozenset(
    {"that", "if", "because", "while", "as", "when", "although", "though", "since", "whether", "but"}
)
_AND = frozenset({"and", ",", "&"})
_WIDEST = 4  # tokens between two members of a coordination: ", and both the"


def resolve(
    document: Document,
    sentences: Sequence[Sentence],
    candidates: Sequence[Sequence[Candidate]],
    words: Words,
    registry: Registry,
    choose: Chooser,
) -> Discourse:
    """Resolve the candidates of every sentence; mentions come out in the order of the text."""
    discourse = Discourse(document, words, registry, choose)
    discourse.vocabulary = sentences[0].seen.keys() if sentences else frozenset()
    for sentence, found in zip(sentences, candidates, strict=True):
        for candidate in found:
            _introduce(discourse, sentence, candidate)
    discourse.countries = _countries(candidates)
    discourse.date, discourse.dated = date_of(discourse, sentences, candidates)
    for number, (sentence, found) in enumerate(zip(sentences, candidates, strict=True)):
        appose(discourse, number, sentence, found)
        near = frozenset(token.text for token in sentence.tokens) if _ambiguous(found, words) else frozenset()
        for candidate in found:
            _settle(discourse, number, sentence, candidate, near)
    drop_passing(discourse)
    return discourse


def _countries(candidates: Sequence[Sequence[Candidate]]) -> frozenset[str]:
    """The names of the registry that a text mentions, and whom those act for."""
    actors = {id(c.forms[0].actor): c.forms[0].actor for found in candidates for c in found if c.forms}
    return frozenset(name for actor in actors.values() for name in (actor.name, actor.affiliation) if name)


def _ambiguous(found: Sequence[Candidate], words: Words) -> bool:
    for candidate in found:
        if candidate.kind in ("body", "unknown") or (candidate.forms and candidate.forms[0].text in words.guards):
            return True
    return False


def _introduce(discourse: Discourse, sentence: Sentence, candidate: Candidate) -> None:
    if candidate.kind == "person":
        introduce_person(discourse, sentence, candidate)
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


def _settle(discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]) -> None:
    before = len(discourse.mentions)
    for mention in _SETTLERS[candidate.kind](discourse, number, sentence, candidate, near):
        discourse.mentions.append(mention)
    made = discourse.mentions[before:]
    for mention in made:
        name = mention.actor.name
        discourse.counts[name] = discourse.counts.get(name, 0) + 1
        discourse.types.setdefault(name, mention.actor.type)
    if not made:
        if candidate.kind in ("human", "role"):
            _remember_nobody(discourse, number, sentence, candidate)
        return
    _remember(discourse, sentence, candidate, made)


def _remember_nobody(discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate) -> None:
    """Somebody without a name: a later "he" may mean him, and then is no mention."""
    somebody = Actor("", "person", "", candidate.gender)
    discourse.history.append(
        Entry((somebody,), number, candidate.first, candidate.end, _subject(sentence, candidate), "human")
    )


def _remember(discourse: Discourse, sentence: Sentence, candidate: Candidate, made: Sequence[Mention]) -> None:
    head = made[0]
    entry = Entry(
        tuple(mention.actor for mention in made), head.sentence, head.first, head.end, _subject(sentence, candidate),
        head.via, plural=len(made) > 1 or _plural(sentence, candidate, head),
    )  # fmt: skip
    note_salience(discourse, candidate, entry)
    history = discourse.history
    last = history[-1] if history else None
    history.append(entry)
    if head.actor.type not in ("person", "country", "city", "region"):
        for word in head.actor.name.split():
            discourse.bodies[word] = head.actor
    if last is not None and not last.actors[0].name:
        return
    if last is None or last.sentence != entry.sentence or entry.via in ("pronoun", "group") or last.via == "pronoun":
        return
    if entry.first - last.end > _WIDEST:
        return
    between = [sentence.word(i) for i in range(last.end, entry.first)]
    if (
        between
        and all(word in _AND or word == "the" or word == "both" for word in between)
        and any(w in _AND for w in between)
    ):
        kinds = {actor.type == "person" for actor in (*last.actors, *entry.actors)}
        if len(kinds) == 1 and entry.actors[0] not in last.actors:
            history.append(
                Entry(
                    (*last.actors, *entry.actors),
                    entry.sentence,
                    last.first,
                    entry.end,
                    entry.subject,
                    "coordination",
                    True,
                )
            )
    elif between in (["-"], ["–"]) and entry.actors[0] not in last.actors:
        history.append(
            Entry((*last.actors, *entry.actors), entry.sentence, last.first, entry.end, False, "coordination", True)
        )


def _subject(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a finite verb follows soon and no preposition stands before: a rough subject."""
    if sentence.tokens[candidate.first].tag == "PRP$":
        return False
    before = sentence.tokens[candidate.first - 1] if candidate.first else None
    if before is not None and before.tag in ("IN", "TO") and before.text.lower() not in _CONJUNCTIONS:
        return False
    at = candidate.end
    while at < len(sentence.tokens) and (
        sentence.tokens[at].tag in ("RB", "JJ", "NN", "NNS", "POS") or sentence.word(at) in POSSESSIVE
    ):
        at += 1
        if at - candidate.end > 3:
            break
    return at < len(sentence.tokens) and sentence.tokens[at].tag in FINITE


def _plural(sentence: Sentence, candidate: Candidate, head: Mention) -> bool:
    if head.actor.type in ("people", "group") or (candidate.kind == "unnamed" and candidate.count):
        return True
    word = sentence.word(candidate.end - 1)
    if head.via == "demonym":
        if word.endswith("s") and sentence.tokens[candidate.end - 1].tag in ("NNS", "NNPS"):
            return True
        at = candidate.end
        the = sentence.lower(candidate.first - 1) == "the"
        if the and at < len(sentence.tokens) and sentence.tokens[at].tag in ("VBP", "MD"):
            return True  # "the Irish say"
        while at < len(sentence.tokens) and sentence.tokens[at].tag[:2] == "JJ":
            at += 1
        return at < len(sentence.tokens) and sentence.tokens[at].tag == "NNS"
    return head.actor.type == "party" and word.endswith("s") and " " not in word and word not in ("Congress",)


def _settle_form(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    text = sentence.spelled(candidate.first, candidate.end)
    if text in discourse.local:
        yield mention_of(number, candidate, discourse.local[text], "acronym", "acronym that the text introduces")
        return
    person = _bearer(discourse, sentence, candidate, text)
    if person is not None:
        yield mention_of(number, candidate, person, "name", f"surname of {person.name}, named in full in the text", 0.9)
        return
    form = candidate.forms[0]
    readings = discourse.words.guards.get(form.text)
    if readings is not None:
        reading = choose(readings, near, discourse.vocabulary)
        if reading is None or not reading.actor:
            discourse.rejected.append(
                Rejected(number, candidate.first, candidate.end, f"{text!r}: no word nearby speaks for the actor")
            )
            return
        actor = discourse.registry.actors.get(reading.actor)
        form = attrs.evolve(
            form, actor=actor or Actor(reading.actor, reading.type or form.actor.type, reading.affiliation)
        )
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
            yield mention_of(number, candidate, actor, "name", decision.why, 0.9)
            return
        yield mention_of(number, candidate, form.actor, form.via, f"{candidate.why}; {decision.why}", 0.9)
        return
    yield mention_of(number, candidate, form.actor, form.via, candidate.why)


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
    if form.via == "demonym" or (
        sentence.tokens[candidate.first - 1 if candidate.first else 0].tag == "IN" and candidate.first
    ):
        return None
    return held[-1]


def _settle_body(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    name = sentence.spelled(candidate.first, candidate.end)
    readings = discourse.words.guards.get(name)
    if readings is not None and (reading := choose(readings, near, discourse.vocabulary)) is not None:
        known = discourse.registry.actors.get(reading.actor)
        actor = known or Actor(reading.actor, reading.type or candidate.type, reading.affiliation)
        yield mention_of(number, candidate, actor, "name", f"{candidate.why}; words nearby speak for {actor.name}", 0.8)
        return
    if name in discourse.local:
        yield mention_of(number, candidate, discourse.local[name], "acronym", "acronym that the text introduces")
        return
    actor = discourse.registry.actors.get(name) or Actor(name, candidate.type, candidate.country)
    yield mention_of(number, candidate, actor, "name", candidate.why, 0.8)


def _settle_prefix(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    actor = discourse.registry.actors.get(candidate.country)
    if actor is not None:
        yield mention_of(number, candidate, actor, "demonym", candidate.why)


def _settle_role(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    made = list(settle_role(discourse, number, sentence, candidate, near))
    yield from made or [settle_office(discourse, number, sentence, candidate)]


def _settle_epithet(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    made = list(settle_epithet(discourse, number, sentence, candidate, near))
    noun = sentence.words.unnamed.get(sentence.lower(candidate.end - 1))
    if made or noun is None:
        yield from made
        return
    plain = attrs.evolve(candidate, kind="unnamed", type=noun.type, title=noun.singular, office="the")
    yield from settle_unnamed(discourse, number, sentence, plain, near)


def _settle_human(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    yield from ()


def _settle_unknown(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    text = sentence.spelled(candidate.first, candidate.end)
    if candidate.type == "short":
        yield from _settle_short(discourse, number, candidate, text)
        return
    if text in discourse.local:
        via = "acronym" if text.isupper() else "name"
        yield mention_of(number, candidate, discourse.local[text], via, "short form that the text introduces")
        return
    held = discourse.persons.get(text)
    if held:
        yield mention_of(number, candidate, held[-1], "name", f"surname of {held[-1].name}, named in the text", 0.9)
        return
    given = discourse.given.get(text)
    if given and len(given) == 1:
        yield mention_of(number, candidate, given[0], "name", f"given name of {given[0].name}, named in the text", 0.8)
        return
    readings = discourse.words.guards.get(text)
    if readings is not None and (reading := choose(readings, near, discourse.vocabulary)) is not None:
        actor = discourse.registry.actors.get(reading.actor) or Actor(reading.actor, reading.type, reading.affiliation)
        yield mention_of(number, candidate, actor, "name", f"words nearby speak for {actor.name}", 0.8)
        return
    before = sentence.lower(candidate.first - 1)
    located = before in ("in", "near", "at", "outside") or (before == "from" and candidate.type != "person")
    known = None if located else notable(discourse, text, candidate.type)
    if known is not None:
        yield mention_of(
            number, candidate, known, "name", f"registry: the surname of {known.name}, and his country is named", 0.7
        )
        return
    introduced = next((actor for actor in discourse.local.values() if actor.name == text), None)
    if introduced is not None:
        yield mention_of(number, candidate, introduced, "name", "full name of an acronym that the text introduces", 0.9)
        return
    if candidate.type in _LEARNED:
        actor = _learned(discourse, text, candidate)
        yield mention_of(number, candidate, actor, "name", candidate.why, candidate.confidence)
        return
    discourse.rejected.append(Rejected(number, candidate.first, candidate.end, f"{text!r}: {candidate.why}"))


def _settle_short(discourse: Discourse, number: int, candidate: Candidate, text: str) -> Iterator[Mention]:
    """ "the Committee": the body named last whose name has this word."""
    actor = discourse.bodies.get(text)
    if actor is not None:
        yield mention_of(number, candidate, actor, "name", f"{candidate.why} of {actor.name}, named before", 0.85)
        return
    reading = choose(discourse.words.guards.get(text, ()), frozenset(), discourse.vocabulary)
    known = discourse.registry.actors.get(reading.actor) if reading is not None else None
    if known is not None:
        yield mention_of(number, candidate, known, "name", f"words in the text speak for {known.name}", 0.75)
        return
    discourse.rejected.append(
        Rejected(number, candidate.first, candidate.end, f"{candidate.why}: no such body was named before")
    )


_LEARNED = frozenset({"person", "organisation", "place"})


def _learned(discourse: Discourse, text: str, candidate: Candidate) -> Actor:
    """The actor of a name that only the model knows."""
    known = discourse.registry.actors.get(text)
    if known is not None:
        return known
    last, words = text.split()[-1], discourse.words
    if candidate.type == "person":
        actor = Actor(text, "person", "", words.genders.get(text.split()[0], ""))
        add(discourse.persons, last, actor)
        return actor
    if candidate.type == "place":
        country = discourse.registry.towns.get(text, "")
        return Actor(text, "region" if last in words.regions else "city", country)
    return Actor(text, words.heads.get(last, "organisation"), candidate.country)


_SETTLERS = {
    "form": _settle_form, "person": settle_person, "body": _settle_body, "role": _settle_role,
    "epithet": _settle_epithet, "group": settle_group, "pronoun": settle_pronoun, "prefix": _settle_prefix, "human": _settle_human,
    "unnamed": settle_unnamed,
    "unknown": _settle_unknown,
}  # fmt: skip
