"""Names in capitals that no list holds: people after titles or given names, bodies by their head nouns."""

from __future__ import annotations

from oped_stance.actors.sentence import (
    DETERMINERS,
    HYPHENS,
    OWNERS,
    POSSESSIVE,
    Candidate,
    Sentence,
    forms_at,
    longest,
    of_country,
    upper,
)

_OF_PEOPLE = frozenset(
    {"People", "Workers", "Women", "Children", "Farmers", "Citizens", "Veterans", "Teachers", "Men", "Nurses", "Miners"}
)

_LONGEST = 16  # tokens of one name: a bound that keeps the search linear on lists of capitals
_TITLES = 4  # titles in a row: "Mr. Chief Justice"


def run_end(sentence: Sentence, at: int) -> int:
    """The end of the stretch of capitalised words that begins here; hyphens and "&" inside it belong to it."""
    end = at + 1
    while end < min(len(sentence.tokens), at + _LONGEST):
        text = sentence.word(end)
        if sentence.named(end) and text not in sentence.words.honorifics:
            if _person_begins(sentence, end):
                break
            end += 1
        elif (
            (text == "&" and sentence.named(end + 1))
            or (text in HYPHENS and sentence.joined(end) and sentence.named(end + 1) and sentence.joined(end + 1))
            or (text in POSSESSIVE and _owners(sentence, end - 1, text) and sentence.named(end + 1))
        ):
            end += 2
        else:
            break
    return end


def _owners(sentence: Sentence, at: int, mark: str) -> bool:
    """Whether a possessive joins two parts of one name: "People’s Party", "Soldiers’ Mothers"."""
    word = sentence.word(at)
    if word in _OF_PEOPLE:
        return True
    return mark in ("’", "'") and word.endswith("s") and word not in sentence.registry.forms


def _person_begins(sentence: Sentence, at: int) -> bool:
    """Whether a title with a name, or a person's full name, begins inside a stretch of capitals."""
    text, words = sentence.word(at), sentence.words
    if text in words.titles and sentence.named(at + 1) and sentence.word(at + 1) not in words.heads:
        return True
    if text in words.genders and given_at(sentence, at) and sentence.word(at + 1) not in words.heads:
        return True
    return any(form.actor.type == "person" and len(form.words) > 1 for form in forms_at(sentence, at)[0])


def body_at(sentence: Sentence, at: int) -> Candidate | None:
    """A body whose name holds a head noun: "Ministry of …", "… Party", "… Inc."."""
    heads, weak = sentence.words.heads, sentence.words.weak_heads
    end = run_end(sentence, at)
    head = next((i for i in range(end - 1, at - 1, -1) if sentence.word(i) in heads), None)
    if head is None:
        return None
    stop = head + 1
    if sentence.word(end - 1) in sentence.words.never:
        return None
    while stop < end and sentence.word(stop) not in HYPHENS and not forms_at(sentence, stop)[0]:
        if sentence.lower(stop) in sentence.seen and sentence.word(stop) not in heads:
            break  # "Bank Rate" is no body where the text writes "rate" too
        stop += 1  # "Harlow School District", "University Hospital Trust"
    if sentence.word(stop - 1) in heads:
        head = stop - 1
    if head == end - 1:
        stop = of_names(sentence, end)
    if stop == head + 1 and head == at and sentence.word(head) in weak:
        if sentence.word(at - 1) in DETERMINERS | OWNERS:
            return Candidate(at, stop, "unknown", f"short form {sentence.word(at)!r}", type="short")
        return None
    first = at
    if sentence.lower(first) in ("the", "a", "an"):
        first += 1
    spelled = sentence.spelled(first, stop)
    return Candidate(
        first, stop, "body", f"head noun {sentence.word(head)!r} of {spelled!r}", type=heads[sentence.word(head)]
    )


def of_names(sentence: Sentence, end: int) -> int:
    """Where the name goes on after a head noun: "of Foreign Affairs", "for the Study of War and Peace"."""
    while sentence.word(end) in ("of", "for", "on"):
        start = end + 2 if sentence.word(end + 1) == "the" else end + 1
        if not sentence.named(start):
            break
        stop = run_end(sentence, start)
        while sentence.word(stop) in ("and", ",") and sentence.word(end) == "of" and sentence.named(stop + 1):
            further = run_end(sentence, stop + 1)
            if sentence.registry.forms.get(sentence.word(stop + 1)):
                break
            stop = further
        end = stop
    return end


def name_end_at(sentence: Sentence, at: int) -> int:
    """The end of a person's name that begins here: capitalised words, initials and particles."""
    end = at
    while end < len(sentence.tokens):
        text = sentence.word(end)
        if sentence.named(end) and text not in sentence.words.honorifics:
            end += 1
        elif (
            text in HYPHENS
            and sentence.joined(end)
            and end > at
            and sentence.joined(min(end + 1, len(sentence.tokens) - 1))
        ):
            end += 2
        elif text in sentence.words.particles and end > at and _particle(sentence, end):
            end += 1
        else:
            break
        if end - at > 7:
            break
    return min(end, len(sentence.tokens))


def _particle(sentence: Sentence, at: int) -> bool:
    after = sentence.word(at + 1)
    if after in sentence.words.particles or after in HYPHENS:
        after = sentence.word(at + 2)
    return bool(after) and upper(after)


def given_at(sentence: Sentence, at: int) -> bool:
    """Whether what follows a given name can be the rest of a name."""
    after = sentence.word(at + 1)
    return bool(after) and (
        (upper(after) and sentence.named(at + 1)) or (after in sentence.words.particles and _particle(sentence, at + 1))
    )


def _title(sentence: Sentence, at: int) -> tuple[int, str]:
    """The end of a title in capitals that begins here, and its office; 0 where there is none."""
    text, words = sentence.word(at), sentence.words
    if text.split("-")[0] in words.title_starts:
        stop, value = longest(sentence, at, words.titles)
        if stop:
            return stop, value
    if sentence.word(at + 1) in words.portfolios and sentence.named(at) and text not in sentence.registry.forms:
        return at + 2, ""
    return 0, ""


def titled_at(sentence: Sentence, at: int, found: list[Candidate]) -> Candidate | None:
    """ "Mr. Xi", "President Xi Jinping", "Senator Smith"; or a title with a capital alone: "the President"."""
    words = sentence.words
    end, office, gender, title = at, "", "", ""
    for _ in range(_TITLES):
        text = sentence.word(end)
        if text in words.honorifics:
            gender = gender or words.honorifics[text]
            end += 1
            continue
        stop, value = _title(sentence, end)
        if not stop:
            break
        office, title = office or value, title or sentence.spelled(end, stop).lower()
        end = stop
    if end == at:
        return None
    country = ""
    previous = found[-1] if found else None
    if (
        previous is not None
        and previous.forms
        and (previous.end == at or (previous.end == at - 1 and sentence.word(at - 1) in POSSESSIVE))
    ):
        country = previous.forms[0].actor.name
    forms, stop = forms_at(sentence, end) if end < len(sentence.tokens) else ((), end)
    persons = tuple(form for form in forms if form.actor.type == "person")
    name_end = name_end_at(sentence, end)
    if (persons and stop >= name_end) or (persons and stop < name_end and len(persons[0].words) > 1):
        name_end = stop
    else:
        persons = ()
    head = next((i for i in range(end, name_end) if sentence.word(i) in words.heads), None)
    if name_end > end and head is None:
        why = f"title {sentence.spelled(at, end)!r}"
        return Candidate(
            at,
            name_end,
            "person",
            why,
            forms=persons,
            office=office,
            country=country,
            gender=gender,
            name=end,
            title=title,
        )
    minister = title.split()[-1].capitalize() in words.portfolios if title else False
    if head is None and (title in words.roles or minister) and sentence.word(at - 1) in ("the", "The", "our", "this"):
        if sentence.word(end) == "of" and not country:
            country = of_country(sentence, end)
            if not country:
                return None
        country = country or ("Vatican City" if office == "pope" else "")
        return Candidate(
            at,
            end,
            "role",
            f"title {sentence.spelled(at, end)!r}",
            office=office,
            country=country,
            title=title,
            type="title",
        )
    if head is None and end < len(sentence.tokens) and not upper(sentence.word(end)) and not forms:
        return Candidate(at, end, "unknown", f"a title without a name: {sentence.spelled(at, end)!r}", type="none")
    return None
