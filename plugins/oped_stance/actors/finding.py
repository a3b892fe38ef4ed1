"""What in one sentence may name an actor: forms of the registry, names of people and bodies, titles, pronouns.

Nothing is decided here that needs more than the sentence; `discourse.py` says who is meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal

import attrs

from oped.model import Token
from oped_stance.actors.registry import Form, Registry
from oped_stance.actors.words import Words

Kind = Literal["form", "person", "body", "role", "epithet", "group", "pronoun", "prefix", "unknown"]

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "plural"),
    **dict.fromkeys(("it", "its", "itself"), "thing"),
}
_PRONOUNS = PRONOUNS | {word.capitalize(): mark for word, mark in PRONOUNS.items()}
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "Two": 2, "Both": 2, "Three": 3, "Four": 4}
_DETERMINERS = frozenset({"the", "this", "that", "our", "The", "This", "That", "Our"})
_OWNERS = frozenset({"its", "his", "her", "their", "my", "Its", "His", "Her", "Their", "My"})
_POSSESSIVE = frozenset({"’s", "'s", "’", "'", "`s"})
_OF_PEOPLE = frozenset(
    {"People", "Workers", "Women", "Children", "Farmers", "Citizens", "Veterans", "Teachers", "Men", "Nurses", "Miners"}
)
_LITTLE = frozenset(
    {"a", "an", "the", "of", "and", "in", "on", "for", "to", "with", "by", "as", "at", "from", "is", "or", "but", "nor",
     "vs", "vs.", "over", "into", "its", "s", "n’t", "n't"}
)  # fmt: skip
_HYPHENS = frozenset({"-", "–", "‑"})
_INDEFINITE = frozenset(
    {"a", "an", "any", "every", "each", "no", "another", "former", "next", "future", "ex", "new", "previous", "last",
     "first", "some", "A", "An", "Any", "Every", "Each", "No", "Former", "vice", "deputy", "shadow", "acting", "late"}
)  # fmt: skip
_NOT_NAMES = frozenset(
    {"I", "The", "A", "An", "And", "But", "Or", "If", "In", "On", "At", "For", "To", "Of", "As", "By", "With", "From", "That",
     "This", "These", "Those", "There", "Here", "What", "When", "Where", "Why", "How", "Who", "Which", "While", "So", "Yet",
     "Not", "No", "Yes", "We", "You", "My", "Our", "Your", "Some", "Many", "Most", "All", "Few", "Much", "More", "Such",
     "God", "Mr", "January", "February", "April", "June", "July", "August", "September", "October", "November",
     "December", "Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "Monday", "Tuesday", "Wednesday", "Thursday",
     "Friday", "Saturday", "Sunday", "Christmas", "Easter", "Internet", "Web", "TV", "DNA", "GDP", "AI", "CEO", "PhD",
     "Ph.D.", "OK", "AM", "PM", "AIDS", "HIV", "Covid", "COVID", "Bible", "Koran", "Quran", "Earth"}
)  # fmt: skip


@attrs.frozen
class Candidate:
    """Tokens `[first, end)` of a sentence that may name an actor.

    `forms` are the readings of the registry; `office` and `country` what a title says; `gender` what the words tell;
    `type` what the head of a body, an epithet or a group tells; `count` the size of a group; `name` where the bare
    name begins after a title.
    """

    first: int
    end: int
    kind: Kind
    why: str
    forms: tuple[Form, ...] = ()
    office: str = ""
    country: str = ""
    gender: str = ""
    type: str = ""
    count: int = 0
    name: int = -1
    title: str = ""
    confidence: float = 0.0


def _upper(text: str) -> bool:
    return text[0].isupper()


@attrs.define
class Sentence:
    """One sentence under search: its tokens, the text, and whether capitals mean anything in it."""

    tokens: Sequence[Token]
    text: str
    words: Words
    registry: Registry
    seen: Mapping[str, int] = attrs.field(factory=dict)
    """How often each word stands in the document, as it is written."""

    @cached_property
    def shouted(self) -> bool:
        """Whether all but little words are capitalised, as in headlines, so that a capital tells no name."""
        alphabetic = [token.text for token in self.tokens if token.text[0].isalpha()]
        return len(alphabetic) > 3 and all(_upper(text) or text in _LITTLE for text in alphabetic)

    @cached_property
    def ends(self) -> dict[int, int]:
        """The index after a token, by the offset where it ends."""
        return {token.end: i + 1 for i, token in enumerate(self.tokens)}

    def matches(self, words: tuple[str, ...], first: int) -> int:
        """The index after the tokens that spell these words from `first` on; 0 where they do not."""
        at = self.tokens[first].start
        text, limit = self.text, self.tokens[-1].end
        for number, word in enumerate(words):
            if number:
                start = at
                while at < limit and text[at].isspace():
                    at += 1
                if at == start:
                    return 0
            if not text.startswith(word, at):
                return 0
            at += len(word)
        return self.ends.get(at, 0)

    def word(self, i: int) -> str:
        """The text of a token, or "" beyond the sentence."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def lower(self, i: int) -> str:
        """The text of a token in lower case, or "" beyond the sentence."""
        return self.word(i).lower()

    def joined(self, i: int) -> bool:
        """Whether a token follows the one before it without a blank."""
        return i > 0 and self.tokens[i].start == self.tokens[i - 1].end

    def named(self, i: int) -> bool:
        """Whether a token may be part of a name: a capital that is no mere start of a sentence."""
        if not 0 <= i < len(self.tokens):
            return False
        token = self.tokens[i]
        if not _upper(token.text) or token.text in _NOT_NAMES:
            return False
        return i > 0 or token.tag[:2] in ("NN", "FW") or token.text in self.words.genders

    def spelled(self, first: int, end: int) -> str:
        """The words of tokens `[first, end)`, blanks made plain."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[end - 1].end].split())


def find(sentence: Sentence) -> list[Candidate]:
    """Everything in a sentence that may name an actor, in order; of registry forms the longest."""
    found: list[Candidate] = []
    tokens, interesting = sentence.tokens, sentence.registry.forms
    words = sentence.words
    at, n = 0, len(tokens)
    while at < n:
        text = tokens[at].text
        candidate: Candidate | None = None
        after = at + 1
        if text[0].isupper() or text in interesting:
            if not (skip := _saying(sentence, at)):
                candidate = _capital(sentence, at, found)
                if candidate is None and at == 0:
                    candidate = _lower(sentence, at, found)
            else:
                after = skip
        elif text in _PRONOUNS or text in _COUNTS or text in words.role_starts or text in words.epithets:
            candidate = _lower(sentence, at, found)
        if candidate is not None:
            after = max(after, candidate.end)
            if candidate.type != "none":
                found.append(candidate)
        at = after
    return found


def _saying(sentence: Sentence, at: int) -> int:
    for phrase in sentence.words.sayings.get(sentence.tokens[at].text, ()):
        if end := sentence.matches(tuple(phrase.split()), at):
            return end
    return 0


def _lower(sentence: Sentence, at: int, found: list[Candidate]) -> Candidate | None:
    text = sentence.tokens[at].text
    if text in _PRONOUNS:
        return Candidate(at, at + 1, "pronoun", f"pronoun {text.lower()!r}", gender=_PRONOUNS[text])
    if text in _COUNTS:
        return _group(sentence, at)
    return _role(sentence, at, found) or _epithet(sentence, at)


def _group(sentence: Sentence, at: int) -> Candidate | None:
    """ "the two countries", "both of these great powers", "the two": a number with a noun of groups."""
    before = sentence.lower(at - 1)
    both = sentence.lower(at) == "both"
    if not both and before not in ("the", "these", "those", "our", "all"):
        return None
    end = at + 1
    while sentence.lower(end) in ("of", "the", "these", "those"):
        end += 1
    for last in range(end, min(end + 4, len(sentence.tokens))):
        token = sentence.tokens[last]
        kind = sentence.words.groups.get(token.text)
        if kind == "any" and both and not (
            last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].tag[:2] in ("VB", "MD", "RB")
        ):
            return None  # "plays both sides", "on both sides": no actors
        if kind is not None:
            return Candidate(
                at, last + 1, "group", f"group {sentence.spelled(at, last + 1)!r}", type=kind,
                count=_COUNTS[sentence.word(at)],
            )  # fmt: skip
        if token.tag[:2] not in ("JJ", "NN", "RB", "VB", "HY") and token.text not in _HYPHENS:
            break
    if not both and sentence.tokens[min(at + 1, len(sentence.tokens) - 1)].tag[:2] in ("VB", "MD"):
        return Candidate(at, at + 1, "group", "group 'the two'", type="any", count=_COUNTS[sentence.word(at)])
    return None


def _role(sentence: Sentence, at: int, found: list[Candidate]) -> Candidate | None:
    """ "the Chinese president", "China’s prime minister", "the president": an office whose holder is meant."""
    end, office = _longest(sentence, at, sentence.words.roles)
    if not end:
        return None
    if end < len(sentence.tokens) and sentence.word(end) in _HYPHENS:
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
        elif form is not None and sentence.word(previous.end) in _POSSESSIVE:
            country = form.actor.name
    begin = first if not country or first != at else at
    back = begin - 1
    while back >= 0 and sentence.tokens[back].tag[:2] in ("JJ", "RB") and sentence.word(back) not in _INDEFINITE:
        back -= 1
    determiner = sentence.word(back)
    if determiner in _INDEFINITE or sentence.word(first - 1) in _INDEFINITE:
        return None
    possessed = country and first == at
    # "its governor, Andrew Bailey," is somebody only by the name that follows
    apposed = sentence.word(end) == "," and sentence.named(end + 1)
    if not possessed and determiner not in _DETERMINERS and not (apposed and determiner in _OWNERS):
        return None
    if sentence.tokens[end - 1].tag in ("NNS", "NNPS") or sentence.word(end) in _POSSESSIVE and False:
        return None
    after, of_country = _of_country(sentence, end)
    if not country and office == "pope":
        country = "Vatican City"
    if not country and sentence.word(end) == "of":
        if not of_country:
            return None
        country = of_country
    name = -1
    if country and first != at:
        found.pop()
        name = at
    kind = "leader epithet" if via_leader else "title"
    return Candidate(
        first, end, "role", f"{kind} {sentence.spelled(first, end)!r}", office=office, country=country,
        title=sentence.spelled(at, end).lower(), type="epithet" if via_leader else "title", name=name,
        forms=previous.forms if name >= 0 and previous is not None else (), count=int(determiner in _OWNERS),
    )  # fmt: skip


def _crosses(sentence: Sentence, first: int, end: int) -> bool:
    """Whether more stands between than a possessive mark and adjectives."""
    return any(
        sentence.word(i) not in _POSSESSIVE and sentence.tokens[i].tag[:2] not in ("JJ", "RB") for i in range(first, end)
    )


def _of_country(sentence: Sentence, end: int) -> tuple[int, str]:
    if sentence.word(end) != "of" or end + 1 >= len(sentence.tokens):
        return end, ""
    start = end + 2 if sentence.lower(end + 1) == "the" else end + 1
    if start >= len(sentence.tokens):
        return end, ""
    forms, stop = _forms(sentence, start)
    if forms and forms[0].via in ("name", "acronym"):
        return stop, forms[0].actor.name
    return end, ""


def _epithet(sentence: Sentence, at: int) -> Candidate | None:
    """ "the alliance", "the company": a noun for an actor that was named shortly before."""
    kind = sentence.words.epithets.get(sentence.lower(at))
    if kind is None or sentence.word(at - 1) not in ("the", "The"):
        return None
    after = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    if after is not None and (after.text in ("of", "that", "which", "where", "in", "with", "to", *_HYPHENS) or after.tag[:2] == "NN"):
        return None  # "the country that …" brings its own meaning; "the party line" is no party
    return Candidate(at, at + 1, "epithet", f"epithet 'the {sentence.lower(at)}'", type=kind)


def _longest(sentence: Sentence, at: int, table: object) -> tuple[int, str]:
    """The end of the longest entry of a table that begins here, and its value."""
    best, value = 0, ""
    assert isinstance(table, dict)
    for length in (4, 3, 2, 1):
        end = at + length
        if end > len(sentence.tokens):
            continue
        key = sentence.spelled(at, end)
        if key not in table and at == 0:
            key = key[:1].lower() + key[1:]
        if key in table:
            best, value = end, table[key]
            break
    return best, value


def _forms(sentence: Sentence, at: int) -> tuple[tuple[Form, ...], int]:
    """The readings of the longest form of the registry that begins here, and its end."""
    held = sentence.registry.forms.get(sentence.tokens[at].text)
    if not held:
        return (), at
    best: list[Form] = []
    stop = 0
    text = sentence.tokens[at].text
    for form in held:
        if len(form.words) == 1 and form.words[0] == text:
            end = at + 1
        else:
            end = sentence.matches(form.words, at)
        if end and (not best or end == stop):
            best.append(form)
            stop = end
        elif best:
            break  # forms are sorted by length: what follows is shorter
    return tuple(best), stop


def _run(sentence: Sentence, at: int) -> int:
    """The end of the stretch of capitalised words that begins here; hyphens and "&" inside it belong to it."""
    end = at + 1
    while end < len(sentence.tokens):
        text = sentence.word(end)
        if sentence.named(end) and text not in sentence.words.honorifics:
            if _person_begins(sentence, end):
                break
            end += 1
        elif text == "&" and sentence.named(end + 1):
            end += 2
        elif text in _HYPHENS and sentence.joined(end) and sentence.named(end + 1) and sentence.joined(end + 1):
            end += 2
        elif text in _POSSESSIVE and sentence.word(end - 1) in _OF_PEOPLE and sentence.named(end + 1):
            end += 2
        else:
            break
    return end


def _person_begins(sentence: Sentence, at: int) -> bool:
    """Whether a title with a name, or a person's full name, begins inside a stretch of capitals."""
    text, words = sentence.word(at), sentence.words
    if text in words.titles and sentence.named(at + 1) and sentence.word(at + 1) not in words.heads:
        return True
    if text in words.genders and _given(sentence, at) and sentence.word(at + 1) not in words.heads:
        return True
    return any(form.actor.type == "person" and len(form.words) > 1 for form in _forms(sentence, at)[0])


def _body(sentence: Sentence, at: int) -> Candidate | None:
    """A body whose name holds a head noun: "Ministry of …", "… Party", "… Inc."."""
    heads, weak = sentence.words.heads, sentence.words.weak_heads
    end = _run(sentence, at)
    head = next((i for i in range(end - 1, at - 1, -1) if sentence.word(i) in heads), None)
    if head is None:
        return None
    stop = head + 1
    if sentence.word(end - 1) in sentence.words.never:
        return None
    while stop < end and sentence.word(stop) not in _HYPHENS and not _forms(sentence, stop)[0]:
        if sentence.lower(stop) in sentence.seen and sentence.word(stop) not in heads:
            break  # "Bank Rate" is no body where the text writes "rate" too
        stop += 1  # "Harlow School District", "University Hospital Trust"
    if sentence.word(stop - 1) in heads:
        head = stop - 1
    if head == end - 1:
        stop = _of_names(sentence, end)
    if stop == head + 1 and head == at and sentence.word(head) in weak:
        if sentence.word(at - 1) in _DETERMINERS | _OWNERS:
            return Candidate(at, stop, "unknown", f"short form {sentence.word(at)!r}", type="short")
        return None
    first = at
    if sentence.lower(first) in ("the", "a", "an"):
        first += 1
    spelled = sentence.spelled(first, stop)
    return Candidate(first, stop, "body", f"head noun {sentence.word(head)!r} of {spelled!r}", type=heads[sentence.word(head)])


def _of_names(sentence: Sentence, end: int) -> int:
    """Where the name goes on after a head noun: "of Foreign Affairs", "for the Study of War and Peace"."""
    while sentence.word(end) in ("of", "for", "on"):
        start = end + 2 if sentence.word(end + 1) == "the" else end + 1
        if not sentence.named(start):
            break
        stop = _run(sentence, start)
        while sentence.word(stop) in ("and", ",") and sentence.word(end) == "of" and sentence.named(stop + 1):
            further = _run(sentence, stop + 1)
            if sentence.registry.forms.get(sentence.word(stop + 1)):
                break
            stop = further
        end = stop
    return end


def _person_name(sentence: Sentence, at: int) -> int:
    """The end of a person's name that begins here: capitalised words, initials and particles."""
    end = at
    while end < len(sentence.tokens):
        text = sentence.word(end)
        if sentence.named(end) and text not in sentence.words.honorifics:
            end += 1
        elif text in _HYPHENS and sentence.joined(end) and end > at and sentence.joined(min(end + 1, len(sentence.tokens) - 1)):
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
    if after in sentence.words.particles or after in _HYPHENS:
        after = sentence.word(at + 2)
    return bool(after) and _upper(after)


def _title(sentence: Sentence, at: int) -> tuple[int, str]:
    """The end of a title in capitals that begins here, and its office; 0 where there is none."""
    text, words = sentence.word(at), sentence.words
    if text.split("-")[0] in words.title_starts:
        stop, value = _longest(sentence, at, words.titles)
        if stop:
            return stop, value
    if sentence.word(at + 1) in words.portfolios and sentence.named(at) and text not in sentence.registry.forms:
        return at + 2, ""
    return 0, ""


def _titled(sentence: Sentence, at: int, found: list[Candidate]) -> Candidate | None:
    """ "Mr. Xi", "President Xi Jinping", "Senator Smith"; or a title with a capital alone: "the President"."""
    words = sentence.words
    end, office, gender, title = at, "", "", ""
    while end < len(sentence.tokens):
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
    if previous is not None and previous.forms and (
        previous.end == at or (previous.end == at - 1 and sentence.word(at - 1) in _POSSESSIVE)
    ):
        country = previous.forms[0].actor.name
    forms, stop = _forms(sentence, end) if end < len(sentence.tokens) else ((), end)
    persons = tuple(form for form in forms if form.actor.type == "person")
    name_end = _person_name(sentence, end)
    if persons and stop >= name_end:
        name_end = stop
    elif persons and stop < name_end and len(persons[0].words) > 1:
        name_end = stop
    else:
        persons = ()
    head = next((i for i in range(end, name_end) if sentence.word(i) in words.heads), None)
    if name_end > end and head is None:
        why = f"title {sentence.spelled(at, end)!r}"
        return Candidate(
            at, name_end, "person", why, forms=persons, office=office, country=country, gender=gender, name=end, title=title
        )
    minister = title.split()[-1].capitalize() in words.portfolios if title else False
    if head is None and (title in words.roles or minister) and sentence.word(at - 1) in ("the", "The", "our", "this"):
        country = country or ("Vatican City" if office == "pope" else "")
        return Candidate(
            at, end, "role", f"title {sentence.spelled(at, end)!r}", office=office, country=country, title=title, type="title"
        )
    return None


def _capital(sentence: Sentence, at: int, found: list[Candidate]) -> Candidate | None:
    words = sentence.words
    text = sentence.tokens[at].text
    if text in words.prefixes and sentence.word(at + 1) in _HYPHENS and _upper(sentence.word(at + 2) or "x"):
        return Candidate(at, at + 1, "prefix", f"first half of a compound {text!r}", country=words.prefixes[text])
    forms, end = _forms(sentence, at)
    if forms and end - at > 1 and forms[0].actor.type == "person":
        return Candidate(at, end, "person", f"registry: {' '.join(forms[0].words)!r}", forms=forms, name=at)
    titled = None
    if text in words.honorifics or text.split("-")[0] in words.title_starts or sentence.word(at + 1) in words.portfolios:
        if not (forms and len(forms[0].words) > 1):
            titled = _titled(sentence, at, found)
    if titled is not None:
        return titled
    if forms:
        return _form(sentence, at, end, forms)
    if sentence.shouted:
        return None
    if not sentence.named(at):
        return None
    if text in words.genders and _given(sentence, at):
        stop = _person_name(sentence, at)
        if stop - at > 1 and not any(sentence.word(i) in words.heads or sentence.word(i) in words.never for i in range(at, stop)):
            return Candidate(at, stop, "person", f"given name {text!r}", gender=words.genders[text], name=at)
    body = _body(sentence, at)
    if body is not None:
        return body
    stop = _run(sentence, at)
    if sentence.word(stop - 1) in words.never and stop - at > 1:
        return Candidate(at, stop, "unknown", "no actor: the last word names a text, an event or a time", type="none")
    inner = next((i for i in range(at + 1, stop) if sentence.word(i - 1) not in _HYPHENS and _forms(sentence, i)[0]), stop)
    return Candidate(at, inner, "unknown", "a name that is in no list")


def _given(sentence: Sentence, at: int) -> bool:
    """Whether what follows a given name can be the rest of a name."""
    after = sentence.word(at + 1)
    return bool(after) and (
        (_upper(after) and sentence.named(at + 1)) or (after in sentence.words.particles and _particle(sentence, at + 1))
    )


def _form(sentence: Sentence, at: int, end: int, forms: tuple[Form, ...]) -> Candidate | None:
    """A form of the registry, unless the words around make it part of another name, or of none."""
    words, form = sentence.words, forms[0]
    text = " ".join(form.words)
    ordinary = text in words.ordinary
    if ordinary and sentence.tokens[at].tag[:2] not in ("NN", "JJ"):
        return None
    if ordinary and at == 0 and form.via != "demonym" and form.actor.type != "country" and sentence.word(1)[:1].islower() and sentence.tokens[at].tag != "NNP":
        return None
    if text in words.with_the and sentence.lower(at - 1) != "the":
        return None
    plain = Candidate(at, end, "form", f"registry: {text!r}, {form.via} of {form.actor.name}", forms=forms)
    if sentence.shouted:
        return plain
    stop = _run(sentence, at)
    if stop <= end or (form.actor.type == "person" and len(form.words) > 1):
        return plain
    rest_known = _rest_known(sentence, end, stop)
    last = sentence.word(stop - 1)
    if last in words.never and not rest_known and len(form.words) == 1 and sentence.word(end) not in _HYPHENS:
        return Candidate(at, stop, "unknown", f"no actor: ends in {last!r}", type="none")
    if rest_known or sentence.word(end) in _HYPHENS:
        return plain
    body = _body(sentence, at)
    if body is not None and body.end > end:
        return attrs.evolve(body, country=form.actor.name if form.actor.type == "country" else form.actor.affiliation)
    if form.via == "demonym":
        return plain
    if sentence.word(at) in words.genders and len(form.words) == 1 and form.actor.type != "person":
        name_end = _person_name(sentence, at)
        return Candidate(at, name_end, "person", f"given name {text!r}", gender=words.genders[text], name=at)
    return attrs.evolve(plain, type="open")


def _rest_known(sentence: Sentence, at: int, stop: int) -> bool:
    """Whether titles, given names or forms of the registry begin right after a form."""
    text = sentence.word(at)
    words = sentence.words
    if text in words.honorifics or text in words.titles:
        return True
    if text in words.title_starts and _longest(sentence, at, words.titles)[0]:
        return True
    forms, _ = _forms(sentence, at)
    return bool(forms) or (text in words.genders and _given(sentence, at))
