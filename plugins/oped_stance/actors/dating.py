"""The date of a text, which decides who "the president" is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from oped_stance.actors.memory import LATEST, Discourse
from oped_stance.actors.sentence import Candidate, Sentence

_YEAR = re.compile(r"[12][09]\d\d(?<=\b(?:19|20)\d\d)\b")  # begins with a digit, which is found faster than a boundary


_FIRST_YEAR, _LAST_YEAR = 2000, 2026  # years in a text that may date it; the last is the registry's

_MIDDLES = {year: f"{year}-07-01" for year in range(1000, 2101)}


@cache
def _years(start: str, end: str) -> tuple[int, ...]:
    """The years whose middle lies in a term of office."""
    span = range(int(start[:4]), min(int(end[:4]), _LAST_YEAR) + 1)
    return tuple(year for year in span if start <= _MIDDLES[year] <= end)


def date_of(
    discourse: Discourse, sentences: Sequence[Sentence], candidates: Sequence[Sequence[Candidate]]
) -> tuple[str, bool]:
    """The date of the text: from its metadata, or inferred from the years and the office holders that it names."""
    given = discourse.document.metadata.get("date")
    if isinstance(given, str) and re.match(r"\d{4}", given):
        return (
            given[:10] if len(given) >= 10 else (given[:7] + "-15" if len(given) >= 7 else given[:4] + "-07-01")
        ), True
    years = [int(year) for year in _YEAR.findall(discourse.document.text)]
    votes: dict[int, int] = {}
    for sentence, found in zip(sentences, candidates, strict=True):
        for candidate in found:
            if candidate.kind != "person":
                continue
            name = sentence.spelled(candidate.name, candidate.end)
            people = [form.actor for form in candidate.forms]
            if not people and candidate.office:
                people = list(discourse.registry.surnames.get(name, ()))
            if (
                sentence.lower(candidate.first - 1) in ("former", "late", "ex")
                or sentence.lower(candidate.first - 2) == "former"
            ):
                continue
            for actor in people:
                for term in discourse.registry.served.get(actor.name, ()):
                    weight = 3 if candidate.office and term.office == candidate.office else 1
                    for year in _years(term.start, term.end):
                        votes[year] = votes.get(year, 0) + weight
    if not votes:
        recent = [year for year in years if _FIRST_YEAR <= year <= _LAST_YEAR]
        return (f"{max(recent)}-07-01", True) if recent else (LATEST, False)
    floor = max((year for year in years if year <= _LAST_YEAR), default=0)
    best = max(votes.values())
    fitting = [year for year, count in votes.items() if count == best]
    late = [year for year in fitting if year >= floor]
    year = min(late) if late and floor else max(fitting)
    return f"{year}-07-01", True
