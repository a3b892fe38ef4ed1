"""What in one sentence may name an actor: forms of the registry, names of people and bodies, titles, pronouns.

Nothing is decided here that needs more than the sentence; `discourse.py` says who is meant.
"""

from __future__ import annotations

import attrs

from oped_stance.actors.names import body_at, given_at, name_end_at, of_names, run_end, titled_at
from oped_stance.actors.nouns import COUNTS, epithet_at, group_at, role_at
from oped_stance.actors.registry import Form
from oped_stance.actors.sentence import FINITE, HYPHENS, Candidate, Sentence, forms_at, longest, upper
from oped_stance.actors.unnamed import unnamed_at

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "plural"),
    **dict.fromkeys(("it", "its", "itself"), "thing"),
}


_STOPS = frozenset({",", ".", ";", ":", "?", "!"})
_PRONOUNS = PRONOUNS | {word.capitalize(): mark for word, mark in PRONOUNS.items()}


def find(sentence: Sentence) -> list[Candidate]:
    """Everything in a sentence that may name an actor, in order; of registry forms the longest."""
    found: list[Candidate] = []
    tokens, triggers = sentence.tokens, sentence.words.triggers
    small = sentence.registry.small
    after = 0
    for at, token in enumerate(tokens):
        text = token.text
        if at < after or not (text in triggers or text[0].isupper() or text in small):
            continue
        candidate: Candidate | None = None
        after = at + 1
        if text not in triggers or text[0].isupper():
            if text not in sentence.words.sayings or not (skip := _saying(sentence, at)):
                candidate = _capital(sentence, at, found)
                if at == 0 and (candidate is None or candidate.type == "common"):
                    candidate = _lower(sentence, at, found) or candidate
            else:
                after = skip
        else:
            candidate = _lower(sentence, at, found)
        if candidate is not None:
            after = max(after, candidate.end)
            if candidate.type != "none":
                found.append(candidate)
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
    if text in COUNTS:
        return group_at(sentence, at)
    candidate = None
    if text.split("-")[0].lower() in sentence.words.role_starts:
        candidate = role_at(sentence, at, found)
    if candidate is None:
        candidate = epithet_at(sentence, at)
    if candidate is None:
        candidate = unnamed_at(sentence, at, found)
    if candidate is None and text in sentence.words.humans:
        return Candidate(at, at + 1, "human", "somebody without a name", gender=sentence.words.humans[text])
    return candidate


def _capital(sentence: Sentence, at: int, found: list[Candidate]) -> Candidate | None:
    words = sentence.words
    text = sentence.tokens[at].text
    if text in words.prefixes and sentence.word(at + 1) in HYPHENS and upper(sentence.word(at + 2) or "x"):
        return Candidate(at, at + 1, "prefix", f"first half of a compound {text!r}", country=words.prefixes[text])
    forms, end = forms_at(sentence, at)
    if forms and end - at > 1 and forms[0].actor.type == "person":
        return Candidate(at, end, "person", f"registry: {forms[0].text!r}", forms=forms, name=at)
    opens = (
        text in words.honorifics
        or text.split("-")[0] in words.title_starts
        or sentence.word(at + 1) in words.portfolios
    )
    if opens and not (forms and len(forms[0].words) > 1):
        titled = titled_at(sentence, at, found)
        if titled is not None:
            return titled
    if forms:
        return _form(sentence, at, end, forms)
    if sentence.shouted:
        return None
    if not sentence.named(at):
        return None
    if text in words.genders and given_at(sentence, at):
        stop = name_end_at(sentence, at)
        if stop - at > 1 and not any(
            sentence.word(i) in words.heads or sentence.word(i) in words.never for i in range(at, stop)
        ):
            return Candidate(at, stop, "person", f"given name {text!r}", gender=words.genders[text], name=at)
    body = body_at(sentence, at)
    if body is not None:
        return body
    stop = run_end(sentence, at)
    if (
        sentence.word(stop - 1) in words.never
        and sentence.word(stop) in ("of", "on", "for")
        and sentence.named(stop + 1)
    ):
        end = of_names(sentence, stop)
        return Candidate(
            at, end, "unknown", f"no actor: {sentence.spelled(at, end)!r} is a text or an event", type="none"
        )
    if at == 0 and stop == 1 and not sentence.tokens[0].tag.startswith("NNP"):
        return Candidate(at, stop, "unknown", "a common word that opens a sentence", type="common")
    if sentence.word(stop - 1) in words.never and stop - at > 1:
        return Candidate(at, stop, "unknown", "no actor: the last word names a text, an event or a time", type="none")
    inner = next(
        (i for i in range(at + 1, stop) if sentence.word(i - 1) not in HYPHENS and forms_at(sentence, i)[0]), stop
    )
    return Candidate(at, inner, "unknown", "a name that is in no list")


def _form(sentence: Sentence, at: int, end: int, forms: tuple[Form, ...]) -> Candidate | None:
    """A form of the registry, unless the words around make it part of another name, or of none."""
    words, form = sentence.words, forms[0]
    text = form.text
    ordinary = text in words.ordinary
    if ordinary and sentence.tokens[at].tag[:2] not in ("NN", "JJ"):
        return None
    if (
        ordinary
        and at == 0
        and form.via != "demonym"
        and form.actor.type != "country"
        and sentence.word(1)[:1].islower()
        and sentence.tokens[at].tag != "NNP"
        and not (form.actor.type == "company" and sentence.tokens[1].tag in FINITE)  # a common noun has an article
    ):
        return None
    if text in words.with_the and sentence.lower(at - 1) != "the":
        return None
    article = text.startswith("The ") and form.via == "name" and form.actor.type == "country"
    plain = Candidate(at + article, end, "form", form.why, forms=forms)
    if sentence.shouted or _alone(sentence, end):
        return plain
    stop = run_end(sentence, at)
    if stop <= end or (form.actor.type == "person" and len(form.words) > 1):
        return plain
    rest_known = _rest_known(sentence, end, stop)
    last = sentence.word(stop - 1)
    if last in words.never and not rest_known and len(form.words) == 1 and sentence.word(end) not in HYPHENS:
        return Candidate(at, of_names(sentence, stop), "unknown", f"no actor: ends in {last!r}", type="none")
    if rest_known or sentence.word(end) in HYPHENS:
        return plain
    body = body_at(sentence, at)
    if body is not None and body.end > end:
        return attrs.evolve(body, country=form.actor.name if form.actor.type == "country" else form.actor.affiliation)
    if form.via == "demonym":
        return plain
    if form.via == "capital":
        why = f"no actor: {sentence.spelled(at, stop)!r} is something in {text}"
        return Candidate(at, stop, "unknown", why, type="none")
    if sentence.word(at) in words.genders and len(form.words) == 1 and form.actor.type != "person":
        name_end = name_end_at(sentence, at)
        return Candidate(at, name_end, "person", f"given name {text!r}", gender=words.genders[text], name=at)
    return attrs.evolve(plain, type="open")


def _alone(sentence: Sentence, end: int) -> bool:
    """Whether a small word or a stop follows, which no name goes on with."""
    if end >= len(sentence.tokens):
        return True
    text = sentence.tokens[end].text
    return text[0].islower() or text in _STOPS


def _rest_known(sentence: Sentence, at: int, stop: int) -> bool:
    """Whether titles, given names or forms of the registry begin right after a form."""
    text = sentence.word(at)
    words = sentence.words
    if text in words.honorifics or text in words.titles:
        return True
    if text in words.title_starts and longest(sentence, at, words.titles)[0]:
        return True
    forms, _ = forms_at(sentence, at)
    return bool(forms) or (text in words.genders and given_at(sentence, at))
