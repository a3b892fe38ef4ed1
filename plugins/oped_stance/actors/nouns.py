"""Common nouns that mean an actor: offices ("the Chinese president"), epithets, groups ("the two countries")."""

from __future__ import annotations

import attrs

from oped_stance.actors.sentence import (
    DETERMINERS,
    HYPHENS,
    OWNERS,
    POSSESSIVE,
    Candidate,
    Sentence,
    longest,
    of_country,
)

_NUMBERS = {"two": 2, "both": 2, "either": 2, "neither": 2, "three": 3, "four": 4}
COUNTS = _NUMBERS | {word.capitalize(): number for word, number in _NUMBERS.items()}
_PAIRS = frozenset({"either", "neither"})


_INDEFINITE = frozenset(
    {"a", "an", "any", "every", "each", "no", "another", "former", "next", "future", "ex", "new", "previous", "last",
     "first", "some", "A", "An", "Any", "Every", "Each", "No", "Former", "vice", "deputy", "shadow", "acting", "late"}
)  # fmt: skip


def group_at(sentence: Sentence, at: int) -> Candidate | None:
    """ "the two countries", "both of these great powers", "either side", "the two": a number with a noun of groups."""
    word = sentence.lower(at)
    before = sentence.lower(at - 1)
    both = word == "both"
    known = both or word in _PAIRS or before in ("the", "these", "those", "our", "all")
    if word in _PAIRS:
        return _pair(sentence, at)
    if before == "all" or (known and sentence.lower(at + 1) == "of" and sentence.lower(at + 2) == "them"):
        return _whole(sentence, at)
    end = at + 1
    while sentence.lower(end) in ("of", "the", "these", "those"):
        end += 1
    for last in range(end, min(end + 4, len(sentence.tokens))):
        token = sentence.tokens[last]
        kind = sentence.words.groups.get(token.text)
        if kind == "any" and both and not _acts(sentence, last + 1):
            return None  # "plays both sides", "on both sides": no actors
        if kind is not None and (known or (kind == "country" and token.text != "states" and _acts(sentence, last + 1))):
            return _group(sentence, at, last + 1, kind)
        if token.tag[:2] not in ("JJ", "NN", "RB", "VB", "HY") and token.text not in HYPHENS:
            break
    if known and not both and sentence.tokens[min(at + 1, len(sentence.tokens) - 1)].tag[:2] in ("VB", "MD"):
        return _group(sentence, at, at + 1, "any")
    if both and at == 0 and _acts(sentence, 1):
        return _group(sentence, at, at + 1, "any")
    return None


def _group(sentence: Sentence, at: int, end: int, kind: str) -> Candidate:
    why = f"group {sentence.spelled(at, end)!r}"
    return Candidate(at, end, "group", why, type=kind, count=COUNTS[sentence.word(at)])


def _acts(sentence: Sentence, at: int) -> bool:
    """Whether a verb, or what somebody is told "to" do, comes next."""
    return at < len(sentence.tokens) and sentence.tokens[at].tag[:2] in ("VB", "MD", "RB", "TO")


def _pair(sentence: Sentence, at: int) -> Candidate | None:
    """ "either government", "neither of the two countries": each of two."""
    end = at + 1
    of = sentence.lower(end) == "of"
    while sentence.lower(end) in ("of", "the", "these", "those", "two"):
        end += 1
    noun = sentence.word(end)
    kind = sentence.words.groups.get(noun if of else sentence.words.plural_of.get(noun, ""))
    return None if kind is None else _group(sentence, at, end + 1, kind)


def _whole(sentence: Sentence, at: int) -> Candidate | None:
    """ "all three", "the three of them": every one of a group that was named."""
    end = at + 1
    kind = sentence.words.groups.get(sentence.word(end))
    if sentence.lower(end) == "of" and sentence.lower(end + 1) == "them":
        found = _group(sentence, at, end + 2, "any")
    elif kind is not None:
        found = _group(sentence, at, end + 1, kind)
    elif _acts(sentence, end) or sentence.word(end) in ("", ".", ","):
        found = _group(sentence, at, end, "any")
    else:
        return None
    return attrs.evolve(found, first=at - 1) if sentence.lower(at - 1) == "all" else found


def role_at(sentence: Sentence, at: int, found: list[Candidate]) -> Candidate | None:
    """ "the Chinese president", "China’s prime minister", "the president": an office whose holder is meant."""
    end, office = longest(sentence, at, sentence.words.roles)
    if not end:
        return None
    if end < len(sentence.tokens) and sentence.word(end) in HYPHENS:
        return None
    first, country = at, ""
    via_leader = office == "leader"
    previous = found[-1] if found else None
    if previous is not None and previous.kind in ("form", "body") and not _crosses(sentence, previous.end, at):
        form = previous.forms[0] if previous.forms else None
        if form is not None and form.actor.type != "country" and form.actor.name not in sentence.registry.terms:
            form = None
        if form is not None and previous.end == at and form.via in ("demonym", "acronym", "seat", "capital", "name"):
            first, country = previous.first, form.actor.name
        elif form is not None and sentence.word(previous.end) in POSSESSIVE:
            country = form.actor.name
    begin = first if not country or first != at else at
    back = begin - 1
    while back >= 0 and sentence.tokens[back].tag[:2] in ("JJ", "RB") and sentence.word(back) not in _INDEFINITE:
        back -= 1
    determiner = sentence.word(back)
    former = sentence.lower(first - 1) == "former" and sentence.lower(first - 2) == "the"
    if not former and (determiner in _INDEFINITE or sentence.word(first - 1) in _INDEFINITE):
        return None
    possessed = country and first == at
    # "its governor, Andrew Bailey," is somebody only by the name that follows
    apposed = sentence.word(end) == "," and sentence.named(end + 1)
    if not possessed and not former and determiner not in DETERMINERS and not (apposed and determiner in OWNERS):
        return None
    if sentence.tokens[end - 1].tag in ("NNS", "NNPS"):
        return None
    of_whom = of_country(sentence, end)
    if not country and office == "pope":
        country = "Vatican City"
    if not country and sentence.word(end) == "of":
        if not of_whom:
            return None
        country = of_whom
    name = -1
    if country and first != at:
        found.pop()
        name = at
    kind = "leader epithet" if via_leader else "title"
    return Candidate(
        first, end, "role", f"{kind} {sentence.spelled(first, end)!r}", office=office, country=country,
        title=sentence.spelled(at, end).lower(), type="epithet" if via_leader else "title", name=name,
        forms=previous.forms if name >= 0 and previous is not None else (), count=2 if former else int(determiner in OWNERS),
    )  # fmt: skip


def _crosses(sentence: Sentence, first: int, end: int) -> bool:
    """Whether more stands between than a possessive mark and adjectives."""
    return any(
        sentence.word(i) not in POSSESSIVE and sentence.tokens[i].tag[:2] not in ("JJ", "RB") for i in range(first, end)
    )


def epithet_at(sentence: Sentence, at: int) -> Candidate | None:
    """ "the alliance", "the company": a noun for an actor that was named shortly before."""
    kind = sentence.words.epithets.get(sentence.lower(at))
    if kind is None or sentence.lower(at - 1) not in (("the", "this") if kind == "country" else ("the",)):
        return None
    after = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    if after is not None and (
        after.text in ("of", "that", "which", "where", "in", "with", "to", *HYPHENS) or after.tag[:2] == "NN"
    ):
        return None  # "the country that …" brings its own meaning; "the party line" is no party
    return Candidate(at, at + 1, "epithet", f"epithet 'the {sentence.lower(at)}'", type=kind)
