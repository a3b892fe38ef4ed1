"""Compare the frames that the analyser finds in the seeds with those that a person coded.

python -m oped_framing.score CODING.toml [train|dev]
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

import oped

from .frames import FRAMES, lexicon


@attrs.frozen
class Scored:
    """One text: its shares by frame, the frame found dominant, and the frames coded as dominant and as present."""

    name: str
    shares: Mapping[str, float]
    found: str
    dominant: frozenset[str]
    present: frozenset[str]


def score(coding: Mapping[str, Mapping[str, Sequence[str]]], split: str) -> list[Scored]:
    """Run the analyser on the seeds of a split."""
    host = oped.Host()
    scored = []
    for gold in oped.seeds(split):
        name = gold.document.id
        measures = host.analyse(gold.document.text, only=["framing"]).layer("framing").measures
        shares = {frame: float(measures.get(frame) or 0) for frame in FRAMES}
        codes = coding[name]
        found = str(measures.get("dominant"))
        scored.append(Scored(name, shares, found, frozenset(codes["dominant"]), frozenset(codes["present"])))
    return scored


def area(scored: Sequence[Scored], frame: str) -> float | None:
    """How often a text with the frame (dominant, or else present) has a larger share than one with less of it: 0 to 1."""
    ranked = [(2 if frame in s.dominant else 1 if frame in s.present else 0, s.shares[frame]) for s in scored]
    pairs = [(a, b) for code_a, a in ranked for code_b, b in ranked if code_a > code_b]
    return sum((a > b) + 0.5 * (a == b) for a, b in pairs) / len(pairs) if pairs else None


def main(arguments: Sequence[str]) -> None:
    """Print the agreement."""
    coding = tomllib.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    split = arguments[1] if len(arguments) > 1 else "dev"
    scored = score(coding, split)
    hits = sum(s.found in s.dominant for s in scored)
    print(f"{split}: {len(scored)} texts; dominant frame among the coded: {hits / len(scored):.3f}")
    for frame in FRAMES:
        ordered, mean = area(scored, frame), sum(s.shares[frame] for s in scored) / len(scored)
        always = sum(frame in s.dominant for s in scored) / len(scored)
        shown = "-" if ordered is None else f"{ordered:.3f}"
        print(
            f"{frame:<16} pairs in order {shown}  mean share {mean:.3f}  ordinary {lexicon().reference[frame]:.3f}  coded dominant {always:.3f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
