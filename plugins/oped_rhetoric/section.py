"""How the layer is shown: how often each figure occurs, and the words of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from oped.blocks import Block, Chart, Table, Text
from oped.model import Annotation, Layer, Report

_MOST = 3  # examples of one figure
_CUT = 120  # characters of an example


def render(report: Report, layer: Layer) -> Iterator[Block]:
    """Blocks for one report."""
    counts = Counter(annotation.label for annotation in layer.annotations)
    if not counts:
        yield Text("No figure was found; only those of plain form are looked for.")
        return
    rate = layer.measures.get("figures_per_1000_words")
    own = sum(annotation.features.get("voice") == "author" for annotation in layer.annotations)
    total = len(layer.annotations)
    yield Text(f"{total} figure{'s' * (total != 1)}, {rate} in a thousand words; {own} in the author's own voice.")
    order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    yield Chart([_name(label) for label, _ in order], [count for _, count in order], "Figures by kind")
    rows = [_row(report, annotation) for label, _ in order for annotation in layer.labelled(label)[:_MOST]]
    caption = f"The words, at most {_MOST} of each kind" if max(counts.values()) > _MOST else "The words"
    yield Table(["figure", "words", "voice", "line"], rows, caption)


def _name(label: str) -> str:
    return label.replace("_", " ")


def _row(report: Report, annotation: Annotation) -> tuple[str, str, str, int]:
    words = " ".join(report.document.quote(annotation).split())
    shown = words if len(words) <= _CUT else f"{words[: _CUT - 1].rstrip()}…"
    voice = str(annotation.features.get("voice") or "")
    return (_name(annotation.label), shown, voice, report.document.line(annotation.start))
