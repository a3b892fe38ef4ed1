"""Which names of different documents are the same: those of named actors, and of issues that say enough by themselves.

"The plan" of one text is not "the plan" of another, so such a name carries its document where several have it: "plan (a)".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from oped.model import Document, Report
from oped.sides import AUTHOR, holder_of, target_of
from oped.wording import words

_CONTENT = ("NN", "JJ", "VB", "FW")
"""How the Penn tags of content words begin (adverbs and numbers alone make no issue the same)."""
_ENOUGH = 2
"""So many content words say by themselves what an issue is."""


def names_of(reports: Sequence[Report]) -> list[Mapping[str, str]]:
    """For each report the names that its holders and targets have in a network of all; names not in it stay."""
    own = [own_names(report) for report in reports]
    documents = Counter(name for names in own for name in names)
    return [
        {name: f"{name} ({label})" for name in names if documents[name] > 1}
        for names, label in zip(own, _labels(reports), strict=True)
    ]


def _labels(reports: Sequence[Report]) -> list[str]:
    """The id of each document; documents of one id are numbered."""
    seen: Counter[str] = Counter()
    labels = []
    for report in reports:
        seen[report.document.id] += 1
        number = seen[report.document.id]
        labels.append(f"{report.document.id}, {number}" if number > 1 else report.document.id or "1")
    return labels


def own_names(report: Report) -> list[str]:
    """Holders and targets of a report that mean something else in another document, in the order of the text."""
    stance, actors = report.layers.get("stance"), report.layers.get("actors")
    if stance is None:
        return []
    acting = {str(mention.features.get("actor")) for mention in actors.annotations} if actors else set()
    tags = _tags(report.document)
    names = dict.fromkeys(name for found in stance.labelled("stance") for name in (holder_of(found), target_of(found)))
    return [name for name in names if name != AUTHOR and not _is_shared(name, name in acting, tags)]


def _tags(document: Document) -> dict[str, set[str]]:
    tags: dict[str, set[str]] = {}
    for token in document.tokens:
        tags.setdefault(token.text, set()).add(token.tag)
    return tags


def _is_shared(name: str, is_actor: bool, tags: Mapping[str, set[str]]) -> bool:
    parts = name.replace("-", " ").split()
    if any(_is_proper(part, is_actor, tags) for part in parts):
        return True
    return not is_actor and sum(1 for part in parts if _is_content(part, tags)) >= _ENOUGH


def _is_proper(word: str, is_actor: bool, tags: Mapping[str, set[str]]) -> bool:
    """Whether a word is a proper name: a capital alone may be that of a sentence, or of a headline."""
    if not word[:1].isupper():
        return False
    known = tags.get(word, set())
    return is_actor or not known or any(tag.startswith("NNP") for tag in known)


def _is_content(word: str, tags: Mapping[str, set[str]]) -> bool:
    """Whether a word says what is meant; one that the text does not hold does, unless it is a determiner or the like."""
    closed = words()["articles"]
    if word.lower() in closed["determiners"] or word.lower() in closed["joining"]:
        return False
    known = tags.get(word)
    return word.isalpha() if known is None else any(tag.startswith(_CONTENT) for tag in known)
