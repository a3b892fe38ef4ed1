"""Capitals for a text that has none: single-word names of the registry that mean nothing else in English."""

from __future__ import annotations

import attrs

from oped.model import Token
from oped_stance.actors.registry import Registry
from oped_stance.actors.words import Words

_TYPES = frozenset({"country", "alliance", "organisation"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "some"})
_SHORTEST = 4  # letters: "us", "un" and "who" are words, and so may any short one be


def capitals(registry: Registry, words: Words) -> dict[str, str]:
    """The spelling with capitals of each name that is restored, by the name in small letters."""
    barred = {name.lower() for name in (*words.ordinary, *words.guards, *words.with_the)}
    names: dict[str, str] = {}
    for held in registry.forms.values():
        form = held[0]
        name = form.text.lower()
        if (
            len(form.words) == 1
            and len(name) >= _SHORTEST
            and name.isalpha()
            and form.actor.type in _TYPES
            and name not in barred
            and names.get(name, "X").isupper()  # "China" goes before "CHINA"
        ):
            names[name] = form.text
    return names


def restore(tokens: tuple[Token, ...], names: dict[str, str]) -> tuple[Token, ...]:
    """The tokens of a sentence, those that are names spelled with capitals; offsets stay.

    A singular noun with an article ("the turkey") is none: countries have no article, but for plural ones.
    """
    found = list(tokens)
    for i, token in enumerate(tokens):
        name = names.get(token.text)
        common = token.tag == "NN" and i > 0 and tokens[i - 1].text in _ARTICLES
        if name is not None and not common:
            found[i] = attrs.evolve(token, text=name, tag="NNP" if token.tag[:2] == "NN" else token.tag)
    return tuple(found)
