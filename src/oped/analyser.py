"""The descriptors that plugins register: what they are called, what they need, and what to call."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
from immutabledict import immutabledict

from oped.blocks import Block
from oped.errors import ModelError, reason, shown
from oped.model import (
    Accuracy,
    Annotation,
    Document,
    Figure,
    Layer,
    Measure,
    Origin,
    Paragraph,
    Region,
    Relation,
    Report,
    Scalar,
    Span,
)

API = 1
"""The version of the plugin contract that this `oped` speaks."""

Found = Annotation | Relation | Measure
Run = Callable[[Document, Mapping[str, Layer], Any], Iterable[Found]]
Record = Mapping[str, Any]
"""One document or sentence of a gold corpus: a line of JSON (see docs/reference/corpora.md)."""
Train = Callable[[Mapping[str, Sequence[Record]], Path], None]


def _described(labels: Mapping[str, str] | Iterable[str]) -> immutabledict[str, str]:
    """Names with what they mean; a bare list of names is accepted."""
    if isinstance(labels, str):
        raise TypeError(f"give labels as a list or mapping of names, not as the string {labels!r}")
    return immutabledict(labels if isinstance(labels, Mapping) else dict.fromkeys(labels, ""))


def _spans(items: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(items)


def _regions(items: Iterable[Region]) -> tuple[Region, ...]:
    return tuple(items)


def _origins(items: Iterable[Origin]) -> tuple[Origin, ...]:
    return tuple(items)


def _names(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(items)


@attrs.frozen
class Reason:
    """Why a stretch of text is, or is not, a finding; made for `oped explain LAYER --text`.

    `verdict` is the label that was given, or "no" and what was rejected ("no hedge");
    `because` lists the grounds, strongest first: the lexicon entry, the rule, weighted features.
    """

    spans: tuple[Span, ...] = attrs.field(converter=_spans)
    verdict: str
    because: tuple[str, ...] = attrs.field(converter=_names)


@attrs.frozen
class Analyser:
    """One analysis, which owns the layer of its name.

    `run(document, layers, options)` returns or yields annotations, relations and measures; `layers` maps the
    names in `requires` and `wants` to those layers that ran; `options` is an instance of the class `options`, or None.
    `requires` must have run, otherwise the analyser is skipped; `wants` only come first where they are there.
    `labels` declares every label of annotations and relations; `features` every feature; each with its meaning.
    `train(corpora, folder)` writes models into a folder, from gold records by corpus name; the options class then
    has a field `model` that takes such a folder. `explain(document, layers, options)` yields `Reason`s.
    `card` is the path of the MODEL.md that names data and licences; `accuracy` the measured figures and the limits, which
    stand in every report (`load_accuracy` reads them from a file).
    """

    name: str
    run: Run
    labels: Mapping[str, str] = attrs.field(default=(), converter=_described)
    requires: tuple[str, ...] = attrs.field(default=(), converter=_names)
    wants: tuple[str, ...] = attrs.field(default=(), converter=_names)
    version: str = ""
    summary: str = ""
    options: type[Any] | None = None
    api: int = API
    features: Mapping[str, str] = attrs.field(default=(), converter=_described)
    train: Train | None = None
    explain: Callable[[Document, Mapping[str, Layer], Any], Iterable[Reason]] | None = None
    card: Path | None = None
    accuracy: Accuracy = attrs.field(factory=Accuracy)


@attrs.frozen
class Source:
    """What a reader took from a file: the text, what it knows of its paragraphs, and the way back to the source."""

    text: str
    metadata: Mapping[str, Scalar] = attrs.field(factory=dict)
    regions: tuple[Region, ...] = attrs.field(default=(), converter=_regions)
    origins: tuple[Origin, ...] = attrs.field(default=(), converter=_origins)


@attrs.frozen(kw_only=True)
class Reader:
    """Turns the bytes of a file into text: `read(data)` returns a `Source`, or raises InputError.

    `suffixes` are lower case with the dot (".html"); `media_types` as in "text/html".
    """

    name: str
    suffixes: tuple[str, ...] = attrs.field(converter=_names)
    read: Callable[[bytes], Source]
    media_types: tuple[str, ...] = attrs.field(default=(), converter=_names)


@attrs.frozen
class Linguistics:
    """A way to find paragraphs, sentences, tokens, tags and lemmas.

    `parse(text, regions, options)` returns the paragraphs of a text, each with its sentences and tokens; `regions` are
    the places and kinds of the paragraphs; `options` is an instance of the class `options`, or None.
    `find_regions(text)` finds the paragraphs where no reader knows them; without it those of `textblob` are taken.
    `check(text)` yields what a reader of the report should know of the text ("this is not English").
    """

    name: str
    parse: Callable[[str, Sequence[Region], Any], Iterable[Paragraph]]
    version: str = ""
    options: type[Any] | None = None
    find_regions: Callable[[str], Iterable[Region]] | None = None
    check: Callable[[str], Iterable[str]] | None = None
    train: Train | None = None
    card: Path | None = None
    accuracy: Accuracy = attrs.field(factory=Accuracy)


@attrs.frozen
class Section:
    """How one layer is shown: `render(report, layer)` returns blocks of the small safe vocabulary (`oped.blocks`)."""

    layer: str
    render: Callable[[Report, Layer], Iterable[Block]]


@attrs.frozen
class Renderer:
    """Writes a report in one format: `render(report, sections)` returns text.

    `suffix` is lower case with the dot (".html"), or empty where no file is written by it; `sections` maps layers to
    their sections.
    """

    name: str
    suffix: str
    render: Callable[[Report, Mapping[str, Section]], str]


def load_accuracy(path: Path) -> Accuracy:
    """Read figures and limits from TOML. Raises ModelError, with the file's name, where it is missing or malformed.

    `limits` is a list of sentences. Each `[[measured]]` is one run: `data`, `split`, `command`, and `figures`, a list of
    tables with `measure`, `score` and, where somebody else was measured on the same data, `reference`.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        figures = [
            Figure(
                data=str(run["data"]),
                split=str(run.get("split", "")),
                command=str(run.get("command", "")),
                measure=str(figure["measure"]),
                score=float(figure["score"]),
                reference=str(figure.get("reference", "")),
            )
            for run in content.get("measured", ())
            for figure in run["figures"]
        ]
        return Accuracy(figures, [str(limit) for limit in content.get("limits", ())])
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        what = f"{error} is missing" if isinstance(error, KeyError) else reason(error)
        raise ModelError(f"cannot read the figures {shown(path)}: {what}") from error
