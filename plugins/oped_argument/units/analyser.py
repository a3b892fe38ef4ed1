"""The `units` layer: the clauses and sentences that argue, without their shells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import attrs

from oped.analyser import Analyser, Reason
from oped.learning import Model
from oped.lexicon import Entry, load
from oped.model import Annotation, Document, Layer, Sentence, Span, Token

from ..text import VERBAL, View, view
from .features import candidates, features

HERE = Path(__file__).parent
SILENT = frozenset({"headline", "byline", "source", "caption"})
"""The kinds of paragraphs that hold no argument of the text itself."""

LEAST = 3
"""A unit has at least so many words."""

_TRIM = frozenset({",", ";", ":", "–", "—", "--", "-"})


@attrs.frozen
class Options:
    """What a user may set: `model`, a folder that replaces the shipped one; `threshold`, the least probability of a break."""

    model: str = ""
    threshold: float = 0.5


@attrs.frozen
class Break:
    """A place within a sentence where a unit may begin: index of the token, features, probability (0…1)."""

    at: int
    names: tuple[str, ...]
    probability: float


@cache
def boundary_model(folder: str) -> Model:
    """Load the model of breaks from a folder, the shipped one where the name is empty. Raises ModelError."""
    return Model((Path(folder) if folder else HERE / "model") / "boundary.crf")


@cache
def shells() -> tuple[Entry, ...]:
    """The shells of the lexicon, longest first."""
    return tuple(sorted(load(HERE / "lexicon.toml").entries, key=lambda entry: -len(entry.words)))


def shell_end(tokens: Sequence[Token], first: int, end: int) -> tuple[int, str]:
    """The index after a shell that begins a unit, and its pattern; `first` and "" where there is none."""
    start = first
    while start < end and (tokens[start].tag in ("CC", "RB") or tokens[start].text in (",", ":")):
        start += 1
    for begin in dict.fromkeys((first, start)):
        for entry in shells():
            at = _match(entry, tokens, begin, end)
            if at is not None and end - at >= LEAST:
                return at, entry.pattern
    return first, ""


def _match(entry: Entry, tokens: Sequence[Token], first: int, end: int) -> int | None:
    """Where an entry that may have adverbs between its words ends, if it stands here."""
    at = first
    for number, word in enumerate(entry.words):
        while number and at < end and tokens[at].tag == "RB" and not word.matches(tokens[at]):
            at += 1
        if at >= end or not word.matches(tokens[at]):
            return None
        at += 1
    return at


def senses_by_start(layer: Layer | None) -> dict[int, str]:
    """The sense of each connective by the code point where a part of it begins."""
    if layer is None:
        return {}
    return {span.start: str(a.features.get("sense", "")) for a in layer.annotations for span in a.spans}


def breaks(sentence: View, senses: Mapping[int, str], model: Model) -> Iterator[Break]:
    """Judge every place where a unit may begin within a sentence."""
    connectives = {k: senses[t.start] for k, t in enumerate(sentence.tokens) if t.start in senses}
    for at in candidates(sentence):
        names = features(sentence, at, connectives)
        yield Break(at, tuple(names), model.classify(names).get("yes", 0.0))


def pieces(sentence: View, found: Sequence[Break], threshold: float) -> list[tuple[int, int, float]]:
    """Cut a sentence at its breaks: first token, end, confidence; a cut that leaves no clause is not made."""
    cuts, certain = [0], {0: 1.0}
    for one in found:
        if (
            one.probability >= threshold
            and _whole(sentence, cuts[-1], one.at)
            and _whole(sentence, one.at, len(sentence))
        ):
            cuts.append(one.at)
            certain[one.at] = one.probability
    ends = [*cuts[1:], len(sentence)]
    return [(a, b, min(certain[a], certain.get(b, 1.0))) for a, b in zip(cuts, ends, strict=True)]


def _whole(sentence: View, first: int, end: int) -> bool:
    """Whether tokens hold enough for a unit: a few words, one of them a verb."""
    return end - first >= LEAST and any(tag in VERBAL for tag in sentence.tags[first:end])


def units_of(sentence: Sentence, senses: Mapping[int, str], model: Model, threshold: float) -> Iterator[Annotation]:
    """Yield the units of one sentence."""
    columns = view(sentence.tokens)
    if len(columns) < LEAST:
        return
    for first, end, confidence in pieces(columns, list(breaks(columns, senses, model)), threshold):
        start, shell = shell_end(columns.tokens, first, end)
        last = end
        while last > start and columns.words[last - 1] in _TRIM:
            last -= 1
        while start < last and columns.words[start] in _TRIM:
            start += 1
        if last - start < LEAST:
            continue
        span = Span(columns.tokens[start].start, columns.tokens[last - 1].end)
        why = "clause" if end - first < len(columns) else "sentence"
        yield Annotation(
            "unit",
            [span],
            features={"confidence": round(confidence, 3), "why": f"{why}; shell left out: {shell}" if shell else why},
        )


def run(document: Document, layers: Mapping[str, Layer], options: Options | None) -> Iterator[Annotation]:
    """Yield the units of argument."""
    chosen = options or Options()
    model = boundary_model(chosen.model)
    senses = senses_by_start(layers.get("connectives"))
    for paragraph in document.paragraphs:
        if paragraph.kind not in SILENT:
            for sentence in paragraph.sentences:
                yield from units_of(sentence, senses, model, chosen.threshold)


def explain(document: Document, layers: Mapping[str, Layer], options: Options | None) -> Iterator[Reason]:
    """Yield the grounds for and against every break within a sentence."""
    chosen = options or Options()
    model = boundary_model(chosen.model)
    senses = senses_by_start(layers.get("connectives"))
    for sentence in document.sentences:
        columns = view(sentence.tokens)
        for one in breaks(columns, senses, model):
            token = columns.tokens[one.at]
            label = "yes" if one.probability >= chosen.threshold else "no"
            grounds = [f"{name} {weight:+}" for name, weight in model.explain(one.names, label)]
            verdict = "a unit begins" if label == "yes" else "no unit begins"
            yield Reason((Span(token.start, token.end),), verdict, (f"probability {one.probability:.2f}", *grounds))


def analyser() -> Analyser:
    """The descriptor of this analyser."""
    from .train import train

    return Analyser(
        name="units",
        run=run,
        labels={"unit": "one argumentative discourse unit, without its shell"},
        features={
            "confidence": "probability (0…1) of the breaks at both ends",
            "why": "whether it is a sentence or a clause, and the shell that was left out",
        },
        wants=("connectives",),
        summary="Argumentative discourse units",
        options=Options,
        train=train,
        explain=explain,
        card=HERE / "MODEL.md",
    )
