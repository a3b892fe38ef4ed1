"""Pronouns, groups and epithets: who was named shortly before."""

from __future__ import annotations

from collections.abc import Iterator

from oped_stance.actors.antecedents import offer
from oped_stance.actors.memory import AGAIN, MEMORY, REACH, Discourse, Entry, Mention, Rejected, mention_of
from oped_stance.actors.registry import Actor
from oped_stance.actors.sentence import Candidate, Sentence
from oped_stance.actors.unnamed import dominant

_WEATHER = frozenset({"rain", "snow", "pour", "freeze"})


def settle_epithet(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    """Yield the mention of the one actor of a type that was named shortly before."""
    recent = [entry for entry in discourse.history[-30:] if number - entry.sentence <= 2]
    fitting = [entry.actors[0] for entry in recent if len(entry.actors) == 1 and _is(entry.actors[0], candidate.type)]
    if fitting and (len({actor.name for actor in fitting}) == 1):
        yield mention_of(
            number,
            candidate,
            fitting[-1],
            "epithet",
            f"{candidate.why}; the only one named shortly before is {fitting[-1].name}",
            0.7,
        )
        return
    main = dominant(discourse, candidate.type) if candidate.type in ("country", "company") else None
    if main is not None:
        yield mention_of(
            number, candidate, main, "epithet", f"{candidate.why}; the one that the text is about is {main.name}", 0.6
        )
        return
    discourse.rejected.append(
        Rejected(number, candidate.first, candidate.end, f"{candidate.why}: none or several were named shortly before")
    )


def _is(actor: Actor, kind: str) -> bool:
    if kind == "government":
        return actor.type in ("government", "organisation")
    return actor.type == kind


def settle_group(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    """Yield a mention for each member of a group."""
    members = _members(discourse, number, candidate)
    if not members:
        discourse.rejected.append(
            Rejected(number, candidate.first, candidate.end, f"{candidate.why}: its members were not named before")
        )
    for actor in members:
        yield mention_of(number, candidate, actor, "group", f"{candidate.why}; the last ones named", 0.8)


def _members(discourse: Discourse, number: int, candidate: Candidate) -> list[Actor]:
    """The actors of a group: those of a coordination ("Ottawa and Mexico City"), or else those named last before it.

    A coordination goes first unless as many others were named after it, in a later sentence.
    """
    found: list[Actor] = []
    oldest = number
    together: tuple[list[Actor], int] | None = None
    for entry in reversed(discourse.history[-MEMORY:]):
        if number - entry.sentence > REACH or (len(found) >= candidate.count and entry.sentence < oldest):
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
    if not actor.name:
        return None
    if kind in ("country", "any"):
        if actor.type in ("country", "alliance") and (kind == "any" or actor.type == "country"):
            return actor
        if actor.type == "person":
            country = discourse.registry.actors.get(actor.affiliation)
            return country if country is not None and country.type == "country" else (actor if kind == "any" else None)
        return actor if kind == "any" and actor.type in ("party", "company") else None
    return actor if actor.type == kind else None


def settle_pronoun(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, near: frozenset[str]
) -> Iterator[Mention]:
    """Yield a mention for each actor that a pronoun means; none where the text leaves it open."""
    mark = candidate.gender
    confidence = 0.7
    if mark in ("m", "f"):
        entry = _last_person(discourse, number, sentence, candidate, mark)
    else:
        entry, confidence = _likeliest(discourse, number, sentence, candidate)
    if entry is None:
        return
    if not entry.actors[0].name:
        return  # somebody without a name
    if mark in ("m", "f") and not entry.actors[0].gender:
        discourse.genders.setdefault(entry.actors[0].name, mark)
    for actor in dict.fromkeys(entry.actors):
        why = f"{candidate.why}; the likeliest actor near is {actor.name}"
        yield mention_of(number, candidate, actor, "pronoun", why, confidence)


def _likeliest(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate
) -> tuple[Entry | None, float]:
    """Whom "they" or "it" means by the model, and how likely."""
    if sentence.lower(candidate.first) == "it" and _expletive(sentence, candidate):
        return None, 0.0
    made = offer(discourse, number, sentence, candidate)
    index, chance = discourse.choose(made)
    return (made.entries[index] if index >= 0 else None), round(chance, 3)


def _last_person(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, gender: str
) -> Entry | None:
    """The person whom "he" or "she" means: near, a subject, often named; never the subject of the verb it is object of."""
    scores: dict[str, float] = {}
    latest: dict[str, Entry] = {}
    barred = _barred(discourse, number, sentence, candidate)
    for back, entry in enumerate(reversed(discourse.history[-MEMORY:])):
        distance = number - entry.sentence
        if distance > REACH:
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
        scores[actor.name] = score if held is None else max(held, score) + AGAIN
    if not scores:
        return None
    best = max(scores, key=lambda name: scores[name])
    return latest[best]


def _barred(discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate) -> str | None:
    """The subject of the verb whose object a pronoun is: "Poisson asked him" is about two people."""
    if sentence.lower(candidate.first) not in ("him", "her") or not discourse.history:
        return None
    if sentence.lower(candidate.first) == "her" and sentence.tokens[candidate.first].tag == "PRP$":
        return None
    last = discourse.history[-1]
    if last.sentence != number or len(last.actors) != 1 or not last.subject:
        return None
    between = range(last.end, candidate.first)
    words = {sentence.word(i) for i in between}
    if len(between) > 6 or words & {",", ";", ":", "and", "but", "that", "who", "“", "”", '"'}:
        return None
    return last.actors[0].name


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
        while (
            after < len(sentence.tokens)
            and sentence.tokens[after].tag in ("RB", "VBN")
            and sentence.tokens[after].tag == "RB"
        ):
            after += 1
        doing = after < len(sentence.tokens) and sentence.tokens[after].tag == "VBG"
        return not doing or sentence.tokens[after].lemma.lower() in _WEATHER
    return False
