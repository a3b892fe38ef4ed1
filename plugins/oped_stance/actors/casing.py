"""Capitals for a text that has none: single-word names of the registry that mean nothing else in English."""

from __future__ import annotations

import attrs

from oped.model import Token
from oped_stance.actors.registry import Registry
from oped_stance.actors.words import Words

_TYPES = frozenset({"country", "alliance", "organisation"})
_SHORTEST = 4  # letters: "us", "un" and "who" are words, and so may any short one be


def capitals(registry: Registry, words: Words) -> dict[str, str]:
    """The spelling with capitals of each name that is restored, by the name in small letters."""
    return {
        form.text.lower(): form.text
        for held in registry.forms.values()
        for form in held[:1]
        if len(form.words) == 1
        and len(form.text) >= _SHORTEST
        and form.text.isalpha()
        and form.actor.type in _TYPES
        and form.text not in words.ordinary
        and form.text not in words.guards
        and form.text not in words.with_the
    }


def restore(tokens: tuple[Token, ...], names: dict[str, str]) -> tuple[Token, ...]:
    """The tokens of a sentence, those that are names spelled with capitals; offsets stay."""
    return tuple(
        attrs.evolve(token, text=names[token.text], tag="NNP" if token.tag[:2] == "NN" else token.tag)
        if token.text in names
        else token
        for token in tokens
    )
