"""What a report says, as plain records that every renderer shows: pure functions of a Report.

Every statement says only what the layers hold, and carries the annotations that it rests on.
Layers and features are those of the bundled analysers; whatever is absent is left out, with the reason at hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import attrs

from oped.model import Accuracy, Figure, Layer, Outcome, Report
from oped.renderers.summary.argument import Turn, Unit, argument, turns
from oped.renderers.summary.certainty import Certainty, certainty
from oped.renderers.summary.findings import Finding, Findings, findings, in_context, is_own, missing, text_of
from oped.renderers.summary.headline import (
    WITH_WORDS,
    Statement,
    cited,
    evidence_in_context,
    once,
    placed,
    statements_of,
)
from oped.renderers.summary.phrases import capital, counted, definite, topic
from oped.renderers.summary.stances import Actor, Dyad, actors, dyads, is_guess, sign_of
from oped.safe import shortened

__all__ = [
    "BUNDLED",
    "WITH_WORDS",
    "Actor",
    "Certainty",
    "Dyad",
    "Finding",
    "Findings",
    "Lost",
    "Part",
    "Statement",
    "Summary",
    "Turn",
    "Unit",
    "capital",
    "cited",
    "counted",
    "definite",
    "evidence_in_context",
    "findings",
    "in_context",
    "is_guess",
    "is_own",
    "losses",
    "made_by",
    "once",
    "placed",
    "sign_of",
    "summarise",
    "text_of",
    "topic",
]


@attrs.frozen
class Part:
    """How a layer is said to be in the report: state, reason, counts by label, measures, and how good its analyser is."""

    layer: str
    state: str
    reason: str
    labels: tuple[tuple[str, int], ...]
    relations: tuple[tuple[str, int], ...]
    measures: tuple[tuple[str, str], ...]
    provenance: tuple[tuple[str, str], ...]
    accuracy: Accuracy = attrs.field(factory=Accuracy)

    @property
    def measured(self) -> tuple[tuple[str, tuple[Figure, ...]], ...]:
        """The figures by what they were measured on: data and split."""
        table: dict[str, list[Figure]] = {}
        for figure in self.accuracy.figures:
            table.setdefault(f"{figure.data} ({figure.split})" if figure.split else figure.data, []).append(figure)
        return tuple((data, tuple(figures)) for data, figures in table.items())


@attrs.frozen
class Summary:
    """All that the renderers show. `findings` maps layers to findings, `parts` are in the order in which they ran."""

    title: str
    about: tuple[str, ...]
    words: int
    sentences: int
    statements: tuple[Statement, ...]
    findings: Findings
    actors: tuple[Actor, ...]
    dyads: tuple[Dyad, ...]
    certainty: Certainty
    units: tuple[Unit, ...]
    turns: tuple[Turn, ...]
    parts: tuple[Part, ...]
    missing: Mapping[str, str]
    metadata: tuple[tuple[str, str], ...]


@attrs.frozen
class Lost:
    """Something that is missing from a report, or went wrong on the way; `state` is empty for the latter."""

    source: str
    state: str
    message: str


def losses(report: Report, summary: Summary) -> tuple[Lost, ...]:
    """Layers that failed or were skipped, then problems that these do not tell of already."""
    lost = [Lost(part.layer, part.state, part.reason) for part in summary.parts if part.state != "ran"]
    told = {loss.message for loss in lost}
    problems = [Lost(p.source, "", p.message) for p in report.problems if p.message not in told]
    return (*lost, *problems)


def made_by(part: Part) -> str:
    """What made a layer: distribution and version, then what else its provenance holds."""
    known = dict(part.provenance)
    maker = " ".join(word for word in (known.pop("distribution", ""), known.pop("version", "")) if word)
    if known.get("analyser", "") in maker:
        known.pop("analyser", "")  # most often the version of the distribution
    rest = [f"{name.removeprefix('option.')} {value}" for name, value in known.items()]
    return " · ".join([maker, *rest] if maker else rest)


_LONGEST_TITLE = 60
BUNDLED = ("clauses", "attribution", "actors", "stance", "hedging", "connectives", "units", "argument")
"""The layers with a part of their own in a report, or that support one (see DESIGN's table of layers)."""
_PARTS = ("argument", "actors", "stance", "hedging", "attribution")


def summarise(report: Report) -> Summary:
    """Everything that a report says, once."""
    found = findings(report)
    document = report.document
    people, pairs, units = actors(found), dyads(found), argument(report, found)
    sure = certainty(report, found)
    lacking = {layer: reason for layer in _PARTS if (reason := missing(report, layer))}
    metadata = document.metadata
    return Summary(
        title=text_of(metadata.get("title")) or _headline(report) or document.id or _beginning(report),
        about=tuple(text_of(metadata[name]) for name in ("author", "outlet", "date") if metadata.get(name)),
        words=sum(1 for token in document.tokens if token.text[:1].isalnum()),
        sentences=len(document.sentences),
        statements=tuple(statements_of(report, found, lacking, people, pairs, units, sure)),
        findings=found,
        actors=people,
        dyads=pairs,
        certainty=sure,
        units=units,
        turns=turns(units),
        parts=tuple(_part(name, outcome) for name, outcome in report.outcomes.items() if report.shows(name)),
        missing=lacking,
        metadata=tuple((name, text_of(value)) for name, value in metadata.items() if value is not None),
    )


def _headline(report: Report) -> str:
    """The words of a headline at the top of the text."""
    for paragraph in report.document.paragraphs[:2]:
        if paragraph.kind == "headline":
            return " ".join(report.document.text[paragraph.start : paragraph.end].split())
    return ""


def _beginning(report: Report) -> str:
    """The first words of a text that has no name."""
    first = " ".join(report.document.text[:_LONGEST_TITLE].split())
    return shortened(first + "…" * (len(report.document.text) > _LONGEST_TITLE), _LONGEST_TITLE) or "Untitled"


def _part(name: str, outcome: Outcome) -> Part:
    layer = outcome.layer or Layer(name)
    return Part(
        name,
        outcome.state,
        outcome.reason,
        tuple(sorted(Counter(a.label for a in layer.annotations).items(), key=lambda row: (-row[1], row[0]))),
        tuple(sorted(Counter(r.label for r in layer.relations).items(), key=lambda row: (-row[1], row[0]))),
        tuple((key, text_of(value)) for key, value in layer.measures.items()),
        tuple((key, text_of(value)) for key, value in layer.provenance.items() if value not in (None, "")),
        layer.accuracy,
    )
