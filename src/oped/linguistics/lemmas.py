"""The lemma of a word with its tag: a table of irregular forms, rules checked against a lexicon, and simplemma.

Conventions are GUM's: pronouns go to the nominative ("him", "he"), contractions to the full word ("n't", "not"), proper
nouns keep their form but for the plural.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

import attrs
import simplemma
from textblob.en import lexicon


@attrs.frozen
class _Table:
    """Lemmas by tag and form, of marks, and of irregular verbs."""

    tagged: Mapping[str, Mapping[str, str]]
    marks: Mapping[str, str]
    verbs: Mapping[str, str]
    bases: frozenset[str]
    capital: frozenset[str]
    after_have: frozenset[str]


@cache
def _table() -> _Table:
    data = tomllib.loads((Path(__file__).parent / "lemmas.toml").read_text(encoding="utf-8"))
    verbs = {form: lemma for lemma, forms in data["verbs"].items() for form in forms.split("|")}
    words = data["words"]
    return _Table(
        data["tagged"],
        data["marks"],
        verbs,
        frozenset(data["verbs"]),
        frozenset(words["capital"]),
        frozenset(words["after_have"]),
    )


def lemmas(words: Sequence[str], tags: Sequence[str]) -> list[str]:
    """The lemma of each word of a sentence with its tag."""
    found = list(map(lemma_of, words, tags))
    for at, word in enumerate(words):
        if len(word) == 2 and tags[at] == "VBZ" and word.lower() in ("'s", "’s") and _perfect(words, tags, at + 1):
            found[at] = "have"
    return found


def _perfect(words: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether "'s" stands before a participle that makes it "has": "he's been", "it's never got"."""
    while at < len(words) and tags[at].startswith("RB"):
        at += 1
    return at < len(words) and tags[at] in ("VBN", "VBD") and words[at].lower() in _table().after_have


_LONGEST = 60
"""Characters; longer words are none, and are their own lemma."""


@lru_cache(maxsize=1 << 16)
def lemma_of(word: str, tag: str) -> str:
    """The lemma of a word with its Penn tag."""
    table = _table()
    lower = word.lower().replace("’", "'")
    coarse = tag[:2] if tag[:2] in ("NN", "VB", "JJ", "RB") else tag
    if len(word) > _LONGEST:
        return word
    if not any(c.isalnum() for c in word):
        return table.tagged.get(tag, {}).get(lower, table.marks.get(word, word))
    if tag.startswith("NNP"):
        return _proper(word, tag)
    listed = table.tagged.get(coarse, {}).get(lower)
    if listed is not None and (coarse != "NN" or tag == "NNS"):
        return listed
    if coarse == "VB" and lower in table.verbs and tag in ("VBD", "VBN", "VBP", "VB"):
        return lower if tag in ("VB", "VBP") else table.verbs[lower]
    return _by_rule(word, lower, tag)


def _by_rule(word: str, lower: str, tag: str) -> str:
    if tag == "NNS":
        return _singular(word)
    if tag in ("VBZ", "VBG", "VBD", "VBN"):
        return _infinitive(lower, tag)
    if tag in ("JJR", "JJS", "RBR", "RBS"):
        return _positive(lower)
    if tag == "CD":
        return lower.replace(",", "") if lower[0].isdigit() else _kept(word)
    return _kept(word)


def _kept(word: str) -> str:
    """A word in lower case, but that one which is written with capitals always keeps them ("DNA", "Mexican")."""
    if word.islower() or (len(word) == 1 and word != "A"):
        return word
    if len(word) > 1 and any(c.isupper() for c in word[1:]) and not (word.isupper() and word.lower() in lexicon):
        return word
    if word in _table().capital or (word in lexicon and word.lower() not in lexicon):
        return word
    return word.lower()


def _proper(word: str, tag: str) -> str:
    if tag == "NNPS" and word.endswith("s") and not word.endswith(("ss", "us", "ics", "lands")) and len(word) > 3:
        return word[:-3] + "y" if word.endswith("ies") and len(word) > 5 else word[:-1]
    return word


def _singular(word: str) -> str:
    """The singular of a plural noun."""
    if any(c.isupper() for c in word[1:]) and not word.isupper():
        return word[:-1] if word.endswith("s") else word  # "LLMs", "CEOs"
    lower = _kept(word)
    if not lower.endswith("s") or lower.endswith("ss") or not lower.isalpha():
        return str(simplemma.lemmatize(lower, lang="en")) or lower if lower.isalpha() else lower
    for candidate in _singulars(lower):
        if _is_noun(candidate):
            return candidate
    found = str(simplemma.lemmatize(lower, lang="en"))
    return found if found != lower and lower.startswith(found[:3]) else next(_singulars(lower))


def _singulars(lower: str) -> Iterator[str]:
    if lower.endswith("ies") and len(lower) > 4:
        yield lower[:-3] + "y"
    elif lower.endswith(("ches", "shes", "sses", "xes", "zes", "oes", "uses")):
        yield lower[:-2]
        yield lower[:-1]
    yield lower[:-1]


def _is_noun(word: str) -> bool:
    return str(lexicon.get(word, "")).startswith(("NN", "VB", "JJ", "CD"))


def _infinitive(lower: str, tag: str) -> str:
    """The infinitive of a regular verb form."""
    candidates = list(_infinitives(lower, tag))
    for candidate in candidates:
        if candidate in _table().bases or str(lexicon.get(candidate, "")) in ("VB", "VBP"):
            return candidate
    for candidate in candidates:
        if str(lexicon.get(candidate, "")).startswith(("NN", "VB", "JJ")):
            return candidate
    found = str(simplemma.lemmatize(lower, lang="en"))
    if found != lower and found in candidates:
        return found
    return candidates[0] if candidates else lower


def _infinitives(lower: str, tag: str) -> Iterator[str]:
    """Possible infinitives, the likelier first."""
    if tag == "VBZ":
        if lower.endswith("ies") and len(lower) > 4:
            yield lower[:-3] + "y"
        elif lower.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
            yield lower[:-2]
        if lower.endswith("s"):
            yield lower[:-1]
        return
    stem = lower[:-3] if lower.endswith("ing") and tag == "VBG" else lower[:-2] if lower.endswith("ed") else ""
    if lower.endswith("in'") and tag == "VBG":
        stem = lower[:-3]
    if len(stem) < 2:
        return
    if stem[-1] == "i" and tag != "VBG":
        yield stem[:-1] + "y"
    double = len(stem) > 3 and stem[-1] == stem[-2]
    if double and stem[-1] in "bdgmnprtkv":
        yield stem[:-1]
        yield stem
    elif _takes_e(stem):
        yield stem + "e"
        yield stem
    else:
        yield stem
        yield stem + "e"
    if double and stem[-1] == "l":
        yield stem[:-1]


def _takes_e(stem: str) -> bool:
    """Whether a stem by its end more likely has lost an e ("mak", "creat") than not ("play", "want")."""
    if stem.endswith(("c", "s", "v", "u", "z", "dg", "rg", "iz", "at", "ng")) and not stem.endswith(
        ("ss", "ring", "ling", "long", "eat", "oat")
    ):
        return True
    vowel = sum(c in "aeiouy" for c in stem)
    return vowel == 1 and len(stem) > 2 and stem[-1] not in "aeiouywx" and stem[-2] in "aeiou"


def _positive(lower: str) -> str:
    """The positive of a comparative or superlative."""
    stem = lower[:-2] if lower.endswith("er") else lower[:-3] if lower.endswith("est") else ""
    if len(stem) < 2:
        return lower
    candidates = [stem, stem + "e"]
    if stem[-1] == "i":
        candidates.insert(0, stem[:-1] + "y")
    if len(stem) > 2 and stem[-1] == stem[-2]:
        candidates.insert(0, stem[:-1])
    for candidate in candidates:
        if str(lexicon.get(candidate, "")).startswith(("JJ", "RB", "NN", "VB")):
            return candidate
    return candidates[0]
