"""The lexicon of reporting words, by what it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product
from pathlib import Path

import attrs

from oped import lexicon

_LEXICON = Path(__file__).with_name("lexicon.toml")

_MARKS = frozenset(("“", "”", '"', "``", "''", "‘", "’", "'", "«", "»", ":"))


@attrs.frozen
class Words:
    """Reporting words: each maps a lemma to its force; `phrases` are sequences of lower-case words.

    `triggers` are the first words of lemmas, and the marks, without which a sentence reports nothing by a verb or noun.
    `lists` are the closed classes, by their kind in the file. `speech` are the verbs that report a quotation; the
    others of `verbs` report thoughts and findings.
    """

    verbs: Mapping[str, str]
    speech: frozenset[str]
    triggers: frozenset[str]
    infinitive: frozenset[str]
    naming: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    infinitive_nouns: frozenset[str]
    sourced_nouns: frozenset[str]
    phrases: tuple[tuple[tuple[frozenset[str], ...], str], ...]
    texts: frozenset[str]
    evidence: frozenset[str]
    groups: frozenset[str]
    honorifics: frozenset[str]
    titles: frozenset[str]
    person_endings: tuple[str, ...]
    lists: Mapping[str, frozenset[str]]


@cache
def words() -> Words:
    """The lexicon, read once. Raises ModelError where it cannot be read."""
    tables: dict[str, dict[str, str]] = {
        "verb": {},
        "mind": {},
        "infinitive": {},
        "naming": {},
        "noun": {},
        "adjective": {},
    }
    plain: dict[str, set[str]] = {}
    phrases: list[tuple[tuple[frozenset[str], ...], str]] = []
    to_nouns: set[str] = set()
    sourced: set[str] = set()
    for entry in lexicon.load(_LEXICON).entries:
        kind, force = str(entry.features["kind"]), str(entry.features.get("force", ""))
        if kind == "phrase":
            phrases.append((tuple(word.forms for word in entry.words), force))
        elif kind not in tables:
            plain.setdefault(kind, set()).update(entry.words[0].forms)
        else:
            lemmas = _lemmas(entry)
            for lemma in sorted(lemmas):
                tables[kind].setdefault(lemma, force)
            if entry.features.get("infinitive"):
                to_nouns |= lemmas
            if entry.features.get("sourced"):
                sourced |= lemmas
    return Words(
        verbs={**tables["mind"], **tables["infinitive"], **tables["verb"]},
        speech=frozenset({*tables["infinitive"], *tables["verb"]}),
        triggers=_MARKS | {lemma.split()[0] for table in tables.values() for lemma in table},
        infinitive=frozenset(tables["infinitive"]),
        naming=tables["naming"],
        nouns=tables["noun"],
        adjectives=tables["adjective"],
        infinitive_nouns=frozenset(to_nouns),
        sourced_nouns=frozenset(sourced),
        phrases=tuple(phrases),
        texts=frozenset(plain["text"]),
        evidence=frozenset(plain["evidence"]),
        groups=frozenset(plain["group"]),
        honorifics=frozenset(plain["honorific"]),
        titles=frozenset(plain["title"]),
        person_endings=tuple(sorted(plain["person ending"])),
        lists={kind: frozenset(forms) for kind, forms in plain.items()},
    )


def _lemmas(entry: lexicon.Entry) -> frozenset[str]:
    """Every lemma that an entry stands for; "<point|set> out" stands for "point out" and "set out"."""
    choices = (sorted(word.lemmas | word.forms) for word in entry.words)
    return frozenset(" ".join(choice) for choice in product(*choices))
