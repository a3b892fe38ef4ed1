"""The lexicon of senses: read from TOML (and a user's TOML or CSV), found among tokens, told apart by conditions."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from oped.errors import ModelError
from oped.lexicon import Word, compile_entry

from .conditions import Condition, Lists, compile_conditions
from .view import View

HERE = Path(__file__).parent
LABELS = ("hedge", "booster", "modality", "none")


@attrs.frozen(eq=False)
class Sense:
    """One sense of one pattern: what it is, how sure it sounds, and when it holds."""

    pattern: str
    words: tuple[Word, ...]
    label: str
    type: str
    certainty: float
    gloss: str
    conditions: tuple[Condition, ...]
    span: str = ""
    order: int = 0

    @property
    def name(self) -> str:
        """How explanations call it."""
        return f"{self.pattern!r}: {self.gloss}" if self.gloss else repr(self.pattern)

    def fits(self, view: View, first: int) -> bool:
        """Whether the pattern stands at `first`."""
        if first + len(self.words) > len(view):
            return False
        return all(_is(word, view, first + i) for i, word in enumerate(self.words))

    def failing(self, view: View, first: int) -> Condition | None:
        """The first condition that does not hold here, or None."""
        end = first + len(self.words)
        return next((c for c in self.conditions if not c.holds(view, first, end)), None)

    def cue(self, view: View, first: int) -> list[int]:
        """The tokens of the cue: all of the pattern, or those that `span` chooses."""
        places = list(range(first, first + len(self.words)))
        if not self.span:
            return places
        start, _, end = self.span.partition(":")
        if start.lstrip("-").isdigit():
            return places[int(start) : int(end)] if end else [places[int(start)]]
        chosen = set(self.span.split("|"))
        return [at for at in places if view.low[at] in chosen] or places


def _is(word: Word, view: View, at: int) -> bool:
    if view.low[at] in word.forms:
        return True
    return view.lemma[at] in word.lemmas and view.tag[at].startswith(word.tag)


@attrs.frozen(eq=False)
class Senses:
    """All senses, by the first word of their patterns; the longest first, then in the order of the file."""

    lists: Lists
    by_form: Mapping[str, tuple[Sense, ...]]
    by_lemma: Mapping[str, tuple[Sense, ...]]

    def at(self, view: View, first: int) -> Iterator[Sense]:
        """The senses whose pattern stands here, whatever their conditions."""
        found = self.by_form.get(view.low[first], ()) + self.by_lemma.get(view.lemma[first], ())
        if not found:
            return iter(())
        fitting = [sense for sense in dict.fromkeys(found) if sense.fits(view, first)]
        fitting.sort(key=lambda sense: (-len(sense.words), sense.order))
        return iter(fitting)


def _sense(data: Mapping[str, Any], pattern: str, lists: Lists) -> Sense:
    label = str(data.get("label", "hedge"))
    if label not in LABELS:
        raise ModelError(f"label {label!r} of {pattern!r} is none of {', '.join(LABELS)}")
    certainty = float(data.get("certainty", 0.5))
    if not 0 <= certainty <= 1:
        raise ModelError(f"certainty {certainty} of {pattern!r} is not within 0 and 1")
    return Sense(
        pattern,
        compile_entry(pattern, {}).words,
        label,
        str(data.get("type", "adverb" if label == "hedge" else "certainty" if label == "booster" else "")),
        certainty,
        str(data.get("gloss", "")),
        compile_conditions(str(data.get("when", "")), lists),
        str(data.get("span", "")),
    )


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"cannot read the lexicon {path.name}: {error}") from error


def _read_csv(path: Path) -> dict[str, Any]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [{k: v for k, v in row.items() if k and v} for row in csv.DictReader(file)]
    except (OSError, ValueError, csv.Error) as error:
        raise ModelError(f"cannot read the lexicon {path.name}: {error}") from error
    return {"entry": rows}


def _senses(data: Mapping[str, Any], lists: Lists, where: str) -> list[Sense]:
    items = [*data.get("entry", ()), *data.get("sense", ())]
    try:
        return [
            _sense(item, str(pattern), lists) for item in items for pattern in item.get("patterns", [item.get("pattern", "")])
        ]
    except (AttributeError, TypeError, ValueError, ModelError) as error:
        raise ModelError(f"the lexicon {where}: {error}") from error


def _index(senses: Sequence[Sense], lists: Lists) -> Senses:
    by_form: dict[str, list[Sense]] = {}
    by_lemma: dict[str, list[Sense]] = {}
    for order, sense in enumerate(senses):
        sense = attrs.evolve(sense, order=order)
        for form in sense.words[0].forms:
            by_form.setdefault(form, []).append(sense)
        for lemma in sense.words[0].lemmas:
            by_lemma.setdefault(lemma, []).append(sense)
    return Senses(
        lists, {k: tuple(v) for k, v in by_form.items()}, {k: tuple(v) for k, v in by_lemma.items()}
    )


@cache
def load(user: str = "") -> Senses:
    """The shipped lexicon, with a user's file before it (`user`: a path, TOML or CSV; empty for none).

    The user's entries are tried first; `remove = ["pattern", …]` (or a CSV row with the label `none`) takes patterns
    out. Raises ModelError where a file is missing or malformed.
    """
    own = _read_toml(HERE / "lexicon.toml")
    lists = {name: frozenset(words) for name, words in own["lists"].items()}
    senses = _senses(own, lists, "lexicon.toml")
    if user:
        path = Path(user)
        data = _read_csv(path) if path.suffix.lower() == ".csv" else _read_toml(path)
        extra = {name: frozenset(str(w).lower() for w in words) for name, words in data.get("lists", {}).items()}
        lists = {**lists, **extra}
        removed = {str(pattern) for pattern in data.get("remove", ())}
        known = {sense.pattern for sense in senses}
        if removed - known:
            raise ModelError(f"the lexicon {path.name} removes {sorted(removed - known)}, which is not there")
        senses = _senses(data, lists, path.name) + [s for s in senses if s.pattern not in removed]
    return _index(senses, lists)
