"""Somebody or some body without a name: "a plumber", "the council", "voters", "my neighbour".

The name of such an actor is the words that introduce it; the same noun later in the text means the same actor.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from oped_stance.actors.memory import Discourse, Entry, Mention, Rejected, mention_of
from oped_stance.actors.registry import Actor
from oped_stance.actors.sentence import HYPHENS, OWNERS, POSSESSIVE, Candidate, Sentence

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "our"})
_INDEFINITE = frozenset({"a", "an", "one", "some", "another"})
_GENERIC = frozenset({"no", "any", "every", "each", "what", "which", "either", "neither"})
_LINKING = frozenset({"be", "become", "remain", "’s", "'s", "’re", "'re", "’m", "'m"})
_MOST_MODIFIERS = 2
_OPENING = 2  # tokens: before them a plural noun opens its sentence, and so is most likely its subject
_OFTEN = 3  # mentions that make somebody without a name an actor of the text


def unnamed_at(sentence: Sentence, at: int, found: list[Candidate]) -> Candidate | None:
    """A noun for a person, a group or a body that has no name here, with the adjectives and nouns before it."""
    tokens, words = sentence.tokens, sentence.words
    noun = words.unnamed.get(sentence.lower(at))
    if noun is None or tokens[at].tag not in ("NN", "NNS", "NNP", "NNPS"):
        return None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and (after.tag in ("NN", "NNS", "NNP", "NNPS") or after.text in HYPHENS):
        return None  # "voter turnout" is about turnout
    first = _modifiers(sentence, at, found)
    if first < 0:
        return None
    if sentence.lower(at) in words.owned and _members(sentence, first):
        first -= 2
        if found and found[-1].kind == "unnamed" and found[-1].end == first + 1:
            first = found.pop().first  # those whose body it is are part of its name
    before = sentence.lower(first - 1)
    possessed = before in OWNERS or before in POSSESSIVE
    if before in _GENERIC or before in HYPHENS or _predicate(sentence, first):
        return None
    if not noun.plural and not possessed and before not in _DEFINITE and before not in _INDEFINITE:
        return None
    if noun.plural and before[:1].isdigit():
        return None  # "190,000 voters" are a quantity
    if noun.kin and not possessed:
        return None
    if noun.bare and before in ("a", "an", "one", "another", "some"):
        return Candidate(at, at + 1, "human", "somebody without a name", gender=noun.gender)
    kind = "group" if noun.plural and noun.type == "person" else noun.type
    return Candidate(
        first, at + 1, "unnamed", f"noun for an actor: {sentence.spelled(first, at + 1)!r}", type=kind,
        gender=noun.gender, title=noun.singular, count=int(noun.plural), office=before,
    )  # fmt: skip


def _modifiers(sentence: Sentence, at: int, found: list[Candidate]) -> int:
    """Where the adjectives and nouns before a noun begin; -1 where a name stands right before it."""
    taken = found[-1].end if found else 0
    first = at
    while (
        first > taken
        and at - first < _MOST_MODIFIERS
        and sentence.tokens[first - 1].tag in ("JJ", "NN", "VBN")
        and sentence.word(first - 1).islower()
        and sentence.lower(first - 1) not in sentence.words.vague
        and sentence.word(first - 1)[:1].isalpha()
    ):
        first -= 1
    if first == taken and found and found[-1].kind in ("form", "prefix", "body", "unknown"):
        return -1
    if first > 0 and sentence.word(first - 1) in HYPHENS:
        return at if first < at else -1
    return first


def _members(sentence: Sentence, first: int) -> bool:
    """Whether a plural common noun owns what begins here, and so is part of its name: "the teachers' union"."""
    if first < 2 or sentence.word(first - 1) not in POSSESSIVE:
        return False
    owner = sentence.tokens[first - 2]
    return owner.tag == "NNS" and (first == 2 or owner.text.islower())


def _predicate(sentence: Sentence, first: int) -> bool:
    """Whether "is a", "as a" stand before: what somebody is, nobody new."""
    back = first - 1
    while back >= 0 and sentence.tokens[back].tag in ("DT", "PRP$", "JJ", "RB", "CD"):
        back -= 1
    if back < 0:
        return False
    token = sentence.tokens[back]
    return token.lemma.lower() in _LINKING or token.text.lower() in ("as", "like", "than")


def settle_unnamed(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    """Yield the mention of the actor that a noun means: one beside it, one named before, or a new one."""
    beside = discourse.apposed.get((number, candidate.first))
    if beside is not None:
        yield mention_of(number, candidate, beside, "title", f"{candidate.why}; beside the name {beside.name}", 0.9)
        return
    actor, why, confidence = _which(discourse, number, sentence, candidate)
    via = _via(candidate, actor)
    yield mention_of(number, candidate, actor, via, f"{candidate.why}; {why}", confidence)


def _via(candidate: Candidate, actor: Actor) -> str:
    if actor.type == "person":
        return "title"
    return "name" if actor.name[:1].islower() else "epithet"


def _which(discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate) -> tuple[Actor, str, float]:
    spelled = sentence.spelled(candidate.first, candidate.end)
    spelled = spelled[:1].lower() + spelled[1:]
    head = sentence.lower(candidate.end - 1)
    if candidate.type not in ("person", "group") and not candidate.count:
        body = discourse.bodies.get(candidate.title.capitalize())
        if body is not None and candidate.office in _DEFINITE:
            return body, f"short for {body.name}", 0.8
        if head == "government" and candidate.office in _DEFINITE and candidate.end - candidate.first == 1:
            country = dominant(discourse, "country")
            if country is not None:
                return country, f"the country that the text is about is {country.name}", 0.6
    bearer = _bearer(discourse, candidate)
    if bearer is not None:
        return bearer, f"the title of {bearer.name}", 0.8
    owner = _owner(discourse, number, sentence, candidate)
    known = discourse.unnamed.get(head)
    if candidate.end - candidate.first == 1 and known is not None and not owner:
        return known, "the same noun as before", 0.7
    if candidate.type == "person" and candidate.office in ("a", "an"):
        group = discourse.unnamed.get(sentence.words.plurals.get(candidate.title, ""))
        if group is not None:
            return group, "one of those", 0.6
    name = _possessed(owner, spelled)
    actor = discourse.nameless.get(name) or Actor(name, candidate.type, candidate.country, candidate.gender)
    discourse.nameless[name] = discourse.unnamed[head] = actor
    return actor, "nobody of a name", 0.6


def _bearer(discourse: Discourse, candidate: Candidate) -> Actor | None:
    """Who bears a title that the text has given: "the mayor" after "Mayor Denise Kolbert"."""
    if candidate.type != "person" or candidate.office not in _DEFINITE:
        return None
    names = [name for name, titles in discourse.titles.items() if candidate.title in titles]
    if len(names) != 1:
        return None
    return next((m.actor for m in reversed(discourse.mentions) if m.actor.name == names[0]), None)


def _possessed(owner: str, noun: str) -> str:
    return f"{owner}{'’' if owner.endswith('s') else '’s'} {noun}" if owner else noun


def _owner(discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate) -> str:
    """Whose it is: "my neighbour", "his daughter", "Minh's mother"."""
    if candidate.office == "my":
        return "author"
    if candidate.office not in POSSESSIVE and candidate.office not in ("his", "her", "their", "its"):
        return ""
    last = discourse.mentions[-1] if discourse.mentions else None
    if last is None or last.sentence != number:
        return ""
    ends = candidate.first if candidate.office not in POSSESSIVE else candidate.first - 1
    return last.actor.name if last.end == ends else ""


def dominant(discourse: Discourse, kind: str) -> Actor | None:
    """The actor of a type that the text so far mentions at least twice as often as any other."""
    ranked = sorted(
        ((count, name) for name, count in discourse.counts.items() if discourse.types[name] == kind), reverse=True
    )[:2]
    if not ranked or (len(ranked) > 1 and ranked[0][0] < 2 * ranked[1][0]):
        return None
    return discourse.registry.actors.get(ranked[0][1]) or Actor(ranked[0][1], kind, "")


def settle_office(discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate) -> Mention:
    """The mention of somebody whom the text knows by an office only: "the mayor", "the president of Peru"."""
    title = candidate.title
    former = candidate.count == 2
    before = sentence.lower(candidate.first - 1)
    if candidate.country:
        name = f"{title} of {candidate.country}"
    elif before in OWNERS or before in POSSESSIVE:
        owner = _owner(discourse, number, sentence, attrs.evolve(candidate, office=before))
        name = _possessed(owner, title)
    else:
        name = title
    name = f"former {name}" if former else name
    actor = discourse.nameless.get(name) or Actor(name, "person", candidate.country)
    discourse.nameless[name] = actor
    if not former:
        discourse.unnamed[title.split()[-1]] = actor
    return mention_of(number, candidate, actor, "title", f"{candidate.why}; somebody without a name", 0.6)


def note_salience(discourse: Discourse, candidate: Candidate, entry: Entry) -> None:
    """Note whether a mention makes an actor without a name one that the text is about."""
    for actor in entry.actors:
        if actor.name not in discourse.nameless:
            continue
        definite = candidate.kind in ("role", "epithet") or (
            candidate.kind == "unnamed" and candidate.office in _DEFINITE
        )
        weighty = candidate.kind == "role" or entry.subject or entry.plural or actor.type not in ("person", "group")
        acting = entry.plural and actor.type != "person" and (entry.subject or candidate.first < _OPENING)
        if (definite and weighty) or acting or (entry.subject and discourse.counts[actor.name] > 1):
            discourse.salient.add(actor.name)


def drop_passing(discourse: Discourse) -> None:
    """Take back the mentions of those without a name whom the text only passes by ("to a bank", "like lawyers").

    Kept are those who come up often, as the subject of a clause when they come up again, several who act ("economists
    warn"), or as known ("the council").
    """
    passing = {
        name for name in discourse.nameless if discourse.counts.get(name, 0) < _OFTEN and name not in discourse.salient
    }
    if not passing:
        return
    kept = []
    for mention in discourse.mentions:
        if mention.actor.name not in passing:
            kept.append(mention)
            continue
        why = f"{mention.why}; mentioned by the way"
        discourse.rejected.append(Rejected(mention.sentence, mention.first, mention.end, why))
    discourse.mentions[:] = kept
