"""Hints at fallacies: words that often open an argument with a fault known by name.

Precision comes before recall. What somebody else says is the speaker's, not the writer's, and what is denied ("this is no
slippery slope") or only talked about ("the slippery slope argument") gives no hint.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from oped.lexicon import Match, Matcher, load
from oped.model import Token

from ..text import OPENING, word_list
from .unit import AUTHOR, Unit

FILE = Path(__file__).parent / "fallacies.toml"

BEFORE = 4
"""A negation or a word that talks about words so many tokens before a match, or just after it, takes the hint away."""


@cache
def _matcher() -> Matcher:
    return Matcher(load(FILE).entries)


@cache
def _reasons() -> Mapping[str, str]:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {str(kind): str(why) for kind, why in data["why"].items()}


def hint(unit: Unit) -> tuple[str, str] | None:
    """The kind of fallacy that the words of a unit hint at, with why; none where there is no hint."""
    if unit.holder != AUTHOR and unit.holder.lower() not in word_list("anybody"):
        return None
    for match in _matcher().find(unit.tokens):
        if _meant(unit.tokens, match):
            kind = str(match.entry.features["kind"])
            return kind, f'"{_words(unit.tokens[match.first : match.end])}": {_reasons()[kind]}'
    return None


def _words(tokens: Sequence[Token]) -> str:
    """The words of tokens, with blanks where the text has any space."""
    before = [0, *(token.end for token in tokens)]
    return "".join(
        f" {token.text}" if token.start > end else token.text for token, end in zip(tokens, before, strict=False)
    ).strip()


def _meant(tokens: Sequence[Token], match: Match) -> bool:
    """Whether the words are used, not denied or talked about, and go on as the entry asks."""
    before = [token.text.lower() for token in tokens[max(0, match.first - BEFORE) : match.first]]
    after = tokens[match.end].text.lower() if match.end < len(tokens) else ""
    if not word_list("negations").isdisjoint(before) or not word_list("mentions").isdisjoint((*before, after)):
        return False
    if sum(word in OPENING for word in (token.text for token in tokens[: match.first])) % 2:
        return False
    wanted = str(match.entry.features.get("then", ""))
    following = {token.lemma.lower() for token in tokens[match.end :]} | {t.text.lower() for t in tokens[match.end :]}
    return not wanted or not following.isdisjoint(wanted.split("|"))
