"""How the layer is shown: the certainty of the author and of others, what is hedged most, and the words themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from oped.blocks import Block, Chart, Table, Text
from oped.model import Annotation, Layer, Report

_MOST = 12


def render(report: Report, layer: Layer) -> Iterator[Block]:
    """Blocks for one report."""
    hedges, boosters = layer.labelled("hedge"), layer.labelled("booster")
    yield Text(_summary(layer, len(hedges), len(boosters)))
    if not hedges and not boosters:
        return
    counts = Counter(f"{a.label}: {a.features.get('type')}" for a in (*hedges, *boosters))
    rows = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    yield Chart(
        tuple(name for name, _ in rows), tuple(float(count) for _, count in rows), "Hedges and boosters by type"
    )
    yield Table(
        ("words", "what", "certainty", "voice", "line"),
        [_row(report, a) for a in sorted(hedges, key=_certainty)[:_MOST]],
        "The least certain hedges" if len(hedges) > _MOST else "Hedges, the least certain first",
    )


def _certainty(annotation: Annotation) -> tuple[float, int]:
    value = annotation.features.get("certainty")
    return (float(value) if isinstance(value, int | float) else 1.0, annotation.start)


def _summary(layer: Layer, hedges: int, boosters: int) -> str:
    found = f"{hedges} hedge{'s' * (hedges != 1)}, {boosters} booster{'s' * (boosters != 1)}"
    own, others = layer.measures.get("certainty_author"), layer.measures.get("certainty_others")
    sure = f"; the author commits to what the author says at {own:.2f} of 1" if isinstance(own, int | float) else ""
    theirs = f", those quoted or reported at {others:.2f}" if isinstance(others, int | float) else ""
    return f"{found}{sure}{theirs}."


def _row(report: Report, annotation: Annotation) -> tuple[str, str, float, str, int]:
    return (
        report.document.quote(annotation),
        str(annotation.features.get("type") or ""),
        _certainty(annotation)[0],
        str(annotation.features.get("voice") or ""),
        report.document.line(annotation.start),
    )
