"""How the layer is shown: the dominant frame, the share of each, and the words that carry it most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from oped.blocks import Block, Chart, Table, Text
from oped.model import Layer, Report

from .frames import FRAMES, lexicon

_MOST = 6  # words that are shown for one frame


def render(report: Report, layer: Layer) -> Iterator[Block]:
    """Blocks for one report."""
    if not layer.annotations:
        yield Text("No sentence carries a generic frame.")
        return
    dominant = layer.measures.get("dominant")
    if dominant:
        yield Text(
            f"Compared with an ordinary op-ed, this one leans most on the frame of {_name(str(dominant))}. "
            "Frames are told from words alone: read the passages before you rely on this."
        )
    shares = [float(layer.measures.get(frame) or 0) for frame in FRAMES]
    yield Chart([_name(frame) for frame in FRAMES], shares, "How far the mean sentence carries each frame, 0 to 1")
    ordinary = lexicon().reference
    rows = [
        (_name(frame), share, ordinary[frame], *_words(report, layer, frame))
        for frame, share in zip(FRAMES, shares, strict=True)
    ]
    caption = "The share of each frame, that in an ordinary op-ed, and the words that carry it"
    yield Table(["frame", "share", "ordinary", "words", "commonest"], rows, caption)


def _name(frame: str) -> str:
    return {"economic": "economic consequences"}.get(frame, frame.replace("_", " "))


def _words(report: Report, layer: Layer, frame: str) -> tuple[int, str]:
    found = [a for a in layer.annotations if a.features.get("frame") == frame]
    counts = Counter(report.document.quote(a).lower() for a in found)
    common = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]
    return len(found), ", ".join(f"{words} ({count})" if count > 1 else words for words, count in common)
