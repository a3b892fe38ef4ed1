"""The lexicon of senses: read from TOML (and a user's TOML or CSV), found among tokens, told apart by conditions."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
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
        return f"{self.gloss} (lexicon: {self.pattern})" if self.gloss else f"lexicon: {self.pattern}"

    def fits(self, view: View, first: int) -> bool:
        """Whether the pattern stands at `first`."""
        if first + len(self.words) > len(view.low):
            return False
        at = first
        for word in self.words:
            if not _is(word, view, at):
                return False
            at += 1
        return True

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
class Start:
    """The senses whose patterns begin with one word (or lemma): of one word, and longer ones by their second."""

    single: tuple[Sense, ...]
    by_form: Mapping[str, tuple[Sense, ...]]
    by_lemma: Mapping[str, tuple[Sense, ...]]

    def at(self, view: View, next_: int) -> list[Sense]:
        """The senses that may stand here, by the word that comes next."""
        found = list(self.single)
        if next_ < len(view.low):
            found += self.by_form.get(view.low[next_], ())
            found += self.by_lemma.get(view.lemma[next_], ())
        return found


@attrs.frozen(eq=False)
class Senses:
    """All senses, by the first word, or lemma, of their patterns."""

    lists: Lists
    forms: Mapping[str, Start]
    lemmas: Mapping[str, Start]

    def at(self, view: View, first: int) -> list[Sense]:
        """The senses whose pattern stands here, whatever their conditions: the longest first, then as in the file."""
        by_form, by_lemma = self.forms.get(view.low[first]), self.lemmas.get(view.lemma[first])
        found = by_form.at(view, first + 1) if by_form is not None else []
        if by_lemma is not None:
            found += by_lemma.at(view, first + 1)
        if not found:
            return found
        fitting = [sense for sense in dict.fromkeys(found) if sense.fits(view, first)]
        fitting.sort(key=_longest_first)
        return fitting


def _longest_first(sense: Sense) -> tuple[int, int]:
    return -len(sense.words), sense.order


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
            _sense(item, str(pattern), lists)
            for item in items
            for pattern in item.get("patterns", [item.get("pattern", "")])
        ]
    except (AttributeError, TypeError, ValueError, ModelError) as error:
        raise ModelError(f"the lexicon {where}: {error}") from error


def _starts(first: Mapping[str, Sequence[Sense]]) -> dict[str, Start]:
    starts = {}
    for key, found in first.items():
        by_form: dict[str, list[Sense]] = {}
        by_lemma: dict[str, list[Sense]] = {}
        for sense in found:
            if len(sense.words) > 1:
                for form in sense.words[1].forms:
                    by_form.setdefault(form, []).append(sense)
                for lemma in sense.words[1].lemmas:
                    by_lemma.setdefault(lemma, []).append(sense)
        starts[key] = Start(
            tuple(sense for sense in found if len(sense.words) == 1),
            {form: tuple(group) for form, group in by_form.items()},
            {lemma: tuple(group) for lemma, group in by_lemma.items()},
        )
    return starts


def _index(senses: Sequence[Sense], lists: Lists) -> Senses:
    forms: dict[str, list[Sense]] = {}
    lemmas: dict[str, list[Sense]] = {}
    for order, sense in enumerate(senses):
        numbered = attrs.evolve(sense, order=order)
        for form in sense.words[0].forms:
            forms.setdefault(form, []).append(numbered)
        for lemma in sense.words[0].lemmas:
            lemmas.setdefault(lemma, []).append(numbered)
    return Senses(lists, _starts(forms), _starts(lemmas))


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
