"""The lexicon of the clauses layer, by what it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import attrs

from oped import lexicon

_LEXICON = Path(__file__).with_name("lexicon.toml")


@attrs.frozen
class Words:
    """The lexicon, by what it is asked for; `lists` are the closed classes, by their kind in the file."""

    nominal: Mapping[str, tuple[frozenset[str], frozenset[str], bool]]
    subject_control: frozenset[str]
    object_control: frozenset[str]
    negators: frozenset[str]
    negative: frozenset[str]
    adverbial: frozenset[str]
    infinitive_nouns: frozenset[str]
    titles: frozenset[str]
    no_given_names: frozenset[str]
    no_surnames: frozenset[str]
    lists: Mapping[str, frozenset[str]]


@cache
def words() -> Words:
    """The lexicon, read once."""
    nominal: dict[str, tuple[frozenset[str], frozenset[str], bool]] = {}
    other: dict[str, set[str]] = {}
    for entry in lexicon.load(_LEXICON).entries:
        kind = str(entry.features["kind"])
        if kind == "nominal":
            roles = (
                frozenset(str(entry.features["object"]).split()),
                frozenset(str(entry.features["subject"]).split()),
                bool(entry.features.get("needs_object")),
            )
            nominal.update(dict.fromkeys(entry.words[0].lemmas, roles))
        else:
            other.setdefault(kind, set()).update(entry.words[0].lemmas | entry.words[0].forms)
    return Words(
        nominal,
        frozenset(other["subject control"]),
        frozenset(other["object control"]),
        frozenset(other["negator"]),
        frozenset(other["negative determiner"]),
        frozenset(other["adverbial antecedent"]),
        frozenset(other["infinitive noun"]),
        frozenset(other["title"]),
        frozenset(other["no given name"]),
        frozenset(other["no surname"]),
        {kind: frozenset(forms) for kind, forms in other.items()},
    )
