"""The analyser of the layer `framing`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import oped
from oped.analyser import load_accuracy
from oped.model import Annotation, Document, Layer, Measure, Span

from .frames import FRAMES, Cue, carried, cues, lexicon

_SMOOTH = 0.1  # chosen on the train split of the seeds
_APART = frozenset({"byline", "source"})
_LEAST = 4  # sentences of a text whose dominant frame can be told


def run(document: Document, layers: Mapping[str, Layer], options: None) -> Iterator[Annotation | Measure]:
    """Find the words that carry a frame; measure the share of each frame: how far the mean sentence carries it, 0 to 1."""
    voices = _voices(document, layers.get("attribution"))
    sums = dict.fromkeys(FRAMES, 0.0)
    sentences = at = 0
    for kind, sentence in ((p.kind, s) for p in document.paragraphs for s in p.sentences):
        found = list(cues(sentence)) if kind not in _APART else []
        frames = carried(found)
        for frame, weight in frames.items():
            sums[frame] += weight
        sentences += bool(sentence.tokens) and kind not in _APART
        for cue in found:
            if cue.frame in frames:
                span = Span(sentence.tokens[cue.first].start, sentence.tokens[cue.end - 1].end)
                yield Annotation("frame", [span], features=_features(cue, voices[at + cue.first]))
        at += len(sentence.tokens)
    if sentences:
        shares = {frame: total / sentences for frame, total in sums.items()}
        yield from (Measure(frame, round(share, 3)) for frame, share in shares.items())
        yield Measure("dominant", _dominant(shares) if sentences >= _LEAST else None)


def _features(cue: Cue, voice: str) -> dict[str, str | float]:
    why = f"{cue.pattern!r} answers the item {cue.item!r} of the frame {cue.frame.replace('_', ' ')}"
    return {"frame": cue.frame, "item": cue.item, "weight": cue.weight, "voice": voice, "why": why}


def _dominant(shares: Mapping[str, float]) -> str | None:
    """The frame whose share most exceeds what is ordinary, in ratio; the first by name of equals; None without any.

    Both sides of the ratio are smoothed, so that two words of a rare frame do not carry a text.
    """
    ordinary = lexicon().reference
    best = max(FRAMES, key=lambda frame: (shares[frame] + _SMOOTH) / (ordinary[frame] + _SMOOTH))
    return best if shares[best] > 0 else None


def _voices(document: Document, attribution: Layer | None) -> list[str]:
    """Whose word each token is: the holder of the innermost content around it, or the author."""
    found = ["author"] * len(document.tokens)
    contents = attribution.labelled("content") if attribution is not None else ()
    spans = [(span, content.features.get("holder")) for content in contents for span in content.spans]
    for span, holder in sorted(spans, key=lambda pair: -len(pair[0])):
        inside = document.token_range(span.start, span.end)
        found[inside.start : inside.stop] = [str(holder or "unnamed")] * len(inside)
    return found


def analyser() -> oped.Analyser:
    """The descriptor of the layer."""
    folder = Path(__file__).parent
    return oped.Analyser(
        name="framing",
        run=run,
        wants=["attribution"],
        version="1",
        summary="generic news frames: conflict, economic consequences, human interest, morality, responsibility",
        labels={"frame": "words that carry a frame, in a sentence that has enough of them"},
        features={
            "frame": "conflict, economic, human_interest, morality, responsibility",
            "item": "what of the frame the words answer, after the questionnaire of Semetko and Valkenburg (2000)",
            "weight": "how far the words answer it by themselves, above 0 to 1; a sentence carries a frame from 1 on",
            "voice": "author, or whose quoted or reported words these are",
            "why": "the entry of the lexicon behind the finding",
        },
        card=folder / "MODEL.md",
        accuracy=load_accuracy(folder / "figures.toml"),
    )
