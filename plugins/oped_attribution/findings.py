"""Everything that a document attributes to somebody, from all rules, in numbers of tokens."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from oped_attribution.common import Finding, Rejection
from oped_attribution.phrases import by_phrase, headlines
from oped_attribution.quoted import quoted
from oped_attribution.quotes import Quote, quotes
from oped_attribution.reported import reported
from oped_attribution.surface import mended
from oped_attribution.view import View


def findings(view: View) -> tuple[list[Finding], list[Rejection]]:
    """Everything that the document attributes to somebody, by position, and the quotations that it does not."""
    view = _mended(view)
    spoken = quotes(view.document)
    inside = _inside(view, spoken)
    found, rejected, used = quoted(view, spoken, inside)
    for number in range(len(view.bounds)):
        found += reported(view, number, spoken, inside, used, rejected)
    found += by_phrase(view, inside)
    found += headlines(view)
    found = _distinct(found)
    return [_mixed(finding, spoken) for finding in found], rejected


def _mended(view: View) -> View:
    """The same view, with the reporting verbs and speakers that the clauses missed."""
    return attrs.evolve(
        view,
        predicates=tuple(
            mended(view, number) if reports else view.predicates[number] for number, reports in enumerate(view.reports)
        ),
    )


def _inside(view: View, spoken: Sequence[Quote]) -> dict[int, Quote]:
    """Which quotation each token between marks is in."""
    return {i: quote for quote in spoken for first, end in quote.pieces for i in range(first, end)}


def _distinct(found: list[Finding]) -> list[Finding]:
    """One finding for each stretch of content, the first one; by position."""
    seen: set[tuple[tuple[int, int], ...]] = set()
    result = []
    for finding in found:
        if finding.pieces and finding.pieces not in seen:
            seen.add(finding.pieces)
            result.append(finding)
    result.sort(key=lambda f: (f.pieces, f.cue))
    return result


def _mixed(finding: Finding, spoken: Sequence[Quote]) -> Finding:
    """Reported speech that holds at least two quoted words is mixed."""
    if finding.kind != "indirect":
        return finding
    for quote in spoken:
        if quote.end - quote.first >= 2 and any(
            first <= quote.first and quote.end <= end + 1 and (first, end) != (quote.first, quote.end)
            for first, end in finding.pieces
        ):
            return attrs.evolve(finding, kind="mixed")
    return finding
