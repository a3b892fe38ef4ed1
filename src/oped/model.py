"""The document model: a text, what linguistics says of it, and what analysers found in it.

Every record is immutable, slotted, picklable and deterministic.
Offsets are Unicode code points in `Document.text`, half-open: `text[start:end]`.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from html import escape
from itertools import pairwise
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal

import attrs
from immutabledict import immutabledict

from oped.errors import SchemaError

if TYPE_CHECKING:
    import pandas

Scalar = str | int | float | bool | None
ParagraphKind = Literal["headline", "byline", "source", "body", "quote", "list", "caption"]
State = Literal["ran", "failed", "skipped"]
_SCALARS = (str, int, float, bool, type(None))
_SAFE = frozenset((str, int, bool, type(None)))  # whatever their value; numbers with a point may be infinite
_NOTHING: immutabledict[str, Scalar] = immutabledict()


def _scalars(values: Mapping[str, Scalar]) -> immutabledict[str, Scalar]:
    """Freeze a mapping of scalars, keys in order, so that equal mappings are written alike."""
    if not values:
        return _NOTHING  # most relations
    for name, value in values.items():
        # A cheap test first: this runs for every feature of every annotation.
        if type(value) not in _SAFE or type(name) is not str:
            _check_scalar(name, value)
    return immutabledict(sorted(values.items()))


def _check_scalar(name: object, value: object) -> None:
    if not isinstance(name, str):
        raise TypeError(f"names of features are strings, not {name!r}")
    if not isinstance(value, _SCALARS):
        raise TypeError(f"{name} is {value!r}; features are scalars: str, int, float, bool or None")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{name} is {value}; numbers must be finite")


@attrs.frozen(order=True)
class Span:
    """A stretch of text, in code points, half-open; never empty.

    Raises ValueError unless 0 <= start < end.
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@attrs.frozen
class Token:
    """One word, number or mark; `tag` is of the Penn Treebank, hyphens are tokens of their own (as in GUM).

    Where the linguistics parses, `relation` is the token's relation to its governor, by Universal Dependencies ("nsubj", "root"),
    and `head` the place of that governor among the tokens of the sentence, from 0; −1 for the root. Where it does not, they stay
    empty and −1.
    """

    start: int
    end: int
    text: str
    tag: str
    lemma: str
    head: int = -1
    relation: str = ""


@attrs.frozen
class Sentence:
    """A sentence with its tokens; TextBlob's polarity (−1…1) and subjectivity (0…1)."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    polarity: float = 0.0
    subjectivity: float = 0.0


@attrs.frozen
class Paragraph:
    """A block of text of one kind (headline, byline, source, body, quote, list, caption) with its sentences."""

    start: int
    end: int
    kind: ParagraphKind
    sentences: tuple[Sentence, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of all its sentences, in order."""
        return tuple(token for sentence in self.sentences for token in sentence.tokens)


@attrs.frozen
class Region:
    """What a reader knows of a stretch of the text: code points `[start, end)` are one paragraph of this kind."""

    start: int
    end: int
    kind: ParagraphKind


@attrs.frozen
class Origin:
    """Where text came from: `text[start:end]` stood at `source_start` in the decoded source, unchanged."""

    start: int
    end: int
    source_start: int


def _paragraphs(items: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(items)


def _origins(items: Iterable[Origin]) -> tuple[Origin, ...]:
    return tuple(items)


@attrs.frozen
class Document:
    """A text that is never altered, and what linguistics says of it.

    `metadata` may hold title, author, date (ISO 8601), outlet, source, language and sha256.
    `origins` maps the text to the source file where a reader extracted it (HTML); empty where both are the same.
    """

    text: str
    id: str = ""
    metadata: Mapping[str, Scalar] = attrs.field(default=immutabledict(), converter=_scalars)
    paragraphs: tuple[Paragraph, ...] = attrs.field(default=(), converter=_paragraphs)
    origins: tuple[Origin, ...] = attrs.field(default=(), converter=_origins)

    def __attrs_post_init__(self) -> None:
        _check_nesting("paragraph", self.paragraphs, 0, len(self.text))
        for paragraph in self.paragraphs:
            _check_nesting("sentence", paragraph.sentences, paragraph.start, paragraph.end)
            for sentence in paragraph.sentences:
                _check_nesting("token", sentence.tokens, sentence.start, sentence.end)
                _check_governors(sentence.tokens)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens, in order."""
        return tuple(token for sentence in self.sentences for token in sentence.tokens)

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(i + 1 for i, character in enumerate(self.text) if character == "\n")]

    def token_range(self, start: int, end: int) -> range:
        """Indices into `tokens` of those that overlap the code points `[start, end)`."""
        first = bisect_right(self._token_starts, start) - 1
        if first < 0 or self.tokens[first].end <= start:
            first += 1
        return range(first, max(first, bisect_left(self._token_starts, end)))

    def sentence_index(self, offset: int) -> int:
        """Index into `sentences` of the last one that starts at or before a code point; −1 before the first."""
        return bisect_right(self._sentence_starts, offset) - 1

    def paragraph_index(self, offset: int) -> int:
        """Index into `paragraphs` of the last one that starts at or before a code point; −1 before the first."""
        return bisect_right(self._paragraph_starts, offset) - 1

    def line(self, offset: int) -> int:
        """The number of the line, from 1, that holds a code point."""
        return bisect_right(self._line_starts, offset)

    def quote(self, annotation: Annotation) -> str:
        """The exact words of an annotation; the pieces of a discontinuous one are joined by ' … '."""
        return " … ".join(self.text[span.start : span.end] for span in annotation.spans)

    def source_offset(self, offset: int) -> int | None:
        """Where a code point of the text stood in the decoded source; None where it is not in the source."""
        if not self.origins:
            return offset
        at = bisect_right(self.origins, offset, key=lambda origin: origin.start) - 1
        if at < 0 or offset >= self.origins[at].end:
            return None
        return self.origins[at].source_start + offset - self.origins[at].start

    def _repr_html_(self) -> str:
        return f"<pre style='white-space:pre-wrap'>{escape(self.text)}</pre>"


def _check_nesting(kind: str, parts: Iterable[Any], start: int, end: int) -> None:
    """Raise ValueError unless parts are ordered, disjoint and within `[start, end)`."""
    at = start
    for part in parts:
        if not at <= part.start <= part.end <= end:
            raise ValueError(f"{kind} [{part.start}, {part.end}) is out of order or outside [{start}, {end})")
        at = part.end


def _check_governors(tokens: Sequence[Token]) -> None:
    """Raise ValueError unless every governor is another token of the sentence, and has a relation."""
    for at, token in enumerate(tokens):
        if token.head != -1 and (token.head == at or not 0 <= token.head < len(tokens) or not token.relation):
            raise ValueError(f"token [{token.start}, {token.end}): no governor at {token.head}, or no relation to it")


def _spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    if type(spans) is tuple and len(spans) == 1:
        return spans  # most annotations
    ordered = tuple(sorted(spans))
    if not ordered:
        raise ValueError("an annotation needs at least one span")
    for left, right in pairwise(ordered):
        if right.start < left.end:
            raise ValueError(f"spans of one annotation overlap: {left} and {right}")
    return ordered


@attrs.frozen
class Annotation:
    """A labelled stretch of text; several spans make it discontinuous; features are scalars.

    `key` names it within its layer; where an analyser gives none, the host numbers by position.
    """

    label: str
    spans: tuple[Span, ...] = attrs.field(converter=_spans)
    key: str = ""
    features: Mapping[str, Scalar] = attrs.field(default=immutabledict(), converter=_scalars, kw_only=True)

    @property
    def start(self) -> int:
        """First code point of the hull of the spans."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """End (exclusive) of the hull of the spans."""
        return self.spans[-1].end

    def overlaps(self, other: Annotation) -> bool:
        """Whether any two spans of the two share a code point."""
        return any(a.overlaps(b) for a in self.spans for b in other.spans)


@attrs.frozen
class Relation:
    """Joins two annotations of this layer, or of one that the analyser declared to need.

    Ends are given as `Annotation` objects or as addresses (`"actors#3"`); the host stores addresses.
    """

    label: str
    source: Annotation | str
    target: Annotation | str
    features: Mapping[str, Scalar] = attrs.field(default=immutabledict(), converter=_scalars, kw_only=True)


@attrs.frozen
class Measure:
    """A scalar about the whole document."""

    name: str
    value: Scalar


def _by_position(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    return tuple(sorted(annotations, key=lambda a: (a.start, a.end, a.label)))


def _relations(items: Iterable[Relation]) -> tuple[Relation, ...]:
    return tuple(items)


@attrs.frozen
class Figure:
    """How well an analyser did: a score, of which measure, on which data, and what else reaches on the same data.

    `score` is finite: a share of 0…1, unless `measure` names another unit. `split` says what of the data was scored, and what the
    analyser had seen of it ("test", "5 folds by document"); `command` measures it again. `reference` are the scores of others.
    """

    measure: str
    score: float = attrs.field(converter=float)
    data: str
    split: str = ""
    command: str = ""
    reference: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.measure or not self.data or not math.isfinite(self.score):
            raise ValueError(f"a figure needs a measure, a finite score and the data that it was measured on: {self}")


def _figures(items: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(items)


def _words(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(items)


@attrs.frozen
class Accuracy:
    """What is known of how good an analyser is: measured figures, and limits in plain sentences."""

    figures: tuple[Figure, ...] = attrs.field(default=(), converter=_figures)
    limits: tuple[str, ...] = attrs.field(default=(), converter=_words)


@attrs.frozen
class Layer:
    """What one analyser found; `provenance` holds distribution, version, options and whether it was given.

    `accuracy` is that of the analyser that found it; empty for a given layer.
    """

    name: str
    annotations: tuple[Annotation, ...] = attrs.field(default=(), converter=_by_position)
    relations: tuple[Relation, ...] = attrs.field(default=(), converter=_relations)
    measures: Mapping[str, Scalar] = attrs.field(default=immutabledict(), converter=_scalars)
    provenance: Mapping[str, Scalar] = attrs.field(default=immutabledict(), converter=_scalars)
    accuracy: Accuracy = attrs.field(factory=Accuracy)

    def labelled(self, *labels: str) -> tuple[Annotation, ...]:
        """The annotations with one of these labels, by position."""
        return tuple(a for a in self.annotations if a.label in labels)

    @cached_property
    def _by_key(self) -> dict[str, Annotation]:
        return {a.key: a for a in self.annotations}

    def annotation(self, key: str) -> Annotation:
        """The annotation with this key. Raises KeyError."""
        return self._by_key[key]

    def address(self, annotation: Annotation) -> str:
        """The address of one of this layer's annotations: `layer#key`."""
        return f"{self.name}#{annotation.key}"

    @cached_property
    def _by_source(self) -> dict[str, list[Relation]]:
        table: dict[str, list[Relation]] = {}
        for relation in self.relations:
            table.setdefault(str(relation.source), []).append(relation)
        return table

    def relations_from(self, annotation: Annotation) -> tuple[Relation, ...]:
        """The relations whose source is this annotation of this layer."""
        return tuple(self._by_source.get(self.address(annotation), ()))

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(a.label)}</td><td>{a.start}–{a.end}</td><td>{escape(str(dict(a.features)))}</td></tr>"
            for a in self.annotations
        )
        return f"<table><caption>{escape(self.name)}</caption>{rows}</table>"


@attrs.frozen
class Outcome:
    """What became of one analyser: it ran (with its layer), failed or was skipped (with the reason).

    `seconds` is for the eye only: it is never written, and does not count for equality.
    """

    state: State
    reason: str = ""
    layer: Layer | None = None
    seconds: float = attrs.field(default=0.0, eq=False)


@attrs.frozen
class Problem:
    """Something that a reader of the report should know: who or what raised it, and what to do."""

    source: str
    message: str


def _problems(items: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(items)


@attrs.frozen
class Report:
    """A document and the outcome of every analyser that ran on it.

    `outcomes` maps layer names to outcomes, in the order in which they ran.
    `selected` names the layers that were asked for; layers that only support them are kept, so that
    every address resolves, but renderers leave them out. Empty means all.
    """

    document: Document
    outcomes: Mapping[str, Outcome] = attrs.field(default=immutabledict(), converter=immutabledict)
    problems: tuple[Problem, ...] = attrs.field(default=(), converter=_problems)
    selected: tuple[str, ...] = attrs.field(default=(), converter=_words)

    @cached_property
    def layers(self) -> Mapping[str, Layer]:
        """The layers of the analysers that ran, by name."""
        return immutabledict({n: o.layer for n, o in self.outcomes.items() if o.layer is not None})

    def layer(self, name: str) -> Layer:
        """The layer of this name. Raises KeyError with the outcome's reason where it did not run."""
        if name in self.layers:
            return self.layers[name]
        outcome = self.outcomes.get(name)
        if outcome is None:
            raise KeyError(f"no layer {name!r} in this report; it has: {', '.join(self.layers) or 'none'}")
        raise KeyError(f"layer {name!r} {outcome.state}: {outcome.reason}")

    def shows(self, name: str) -> bool:
        """Whether a layer was asked for, and so belongs on the page."""
        return not self.selected or name in self.selected

    def resolve(self, address: str) -> Annotation:
        """The annotation behind an address `layer#key`. Raises KeyError."""
        name, mark, key = address.partition("#")
        if not mark:
            raise KeyError(f"{address!r} is no address; an address is 'layer#key'")
        try:
            return self.layer(name).annotation(key)
        except KeyError as error:
            raise KeyError(f"nothing stands at {address!r}: {error.args[0]}") from None

    def select(self, selector: str) -> tuple[Annotation, ...]:
        """The annotations of `layer`, or of one label in it: `layer.label`. Raises KeyError as `layer` does."""
        name, _, label = selector.partition(".")
        layer = self.layer(name)
        return layer.labelled(label) if label else layer.annotations

    def overlapping(self, first: str, second: str) -> tuple[tuple[Annotation, Annotation], ...]:
        """Pairs of annotations that share at least one code point, in order of position.

        `first` and `second` are selectors: `"argument.claim"`, `"hedging.hedge"`, or a whole layer.
        Raises KeyError where a layer did not run.
        """
        return tuple(_overlapping(self.select(first), self.select(second)))

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data, as the JSON Schema `oped-report` describes it."""
        from oped.serial import report_to_dict

        return report_to_dict(self)

    def to_json(self) -> str:
        """The report as JSON text (UTF-8 safe, two spaces of indent, one final newline)."""
        from oped.serial import report_to_json

        return report_to_json(self)

    @classmethod
    def from_json(cls, text: str) -> Report:
        """Read what `to_json` wrote. Raises SchemaError where text, offsets and quotations do not agree."""
        from oped.serial import report_from_json

        return report_from_json(text)

    def to_frame(self) -> pandas.DataFrame:
        """One row per annotation (needs the extra `pandas`). Raises OpedError naming the extra."""
        from oped.serial import report_to_frame

        return report_to_frame(self)

    def save(self, path: str | PathLike[str], format: str | None = None) -> None:
        """Write the report in a format, else with the renderer of the path's suffix. Raises UsageError, OutputError."""
        from oped.api import save  # the one upward import: a convenience of the record, no part of it

        save(self, path, format=format)

    def _repr_html_(self) -> str:
        from oped.api import render

        return render(self, "notebook")


def _overlapping(
    first: tuple[Annotation, ...], second: tuple[Annotation, ...]
) -> Iterator[tuple[Annotation, Annotation]]:
    """Sweep two lists that are sorted by start; linear but for true overlaps of hulls."""
    open_: list[Annotation] = []
    at = 0
    for a in first:
        while at < len(second) and second[at].start < a.end:
            open_.append(second[at])
            at += 1
        # `first` is sorted by start, so what ended before `a` starts cannot meet a later one either.
        open_ = [b for b in open_ if b.end > a.start]
        yield from ((a, b) for b in open_ if a.overlaps(b))


def check_bounds(layer: Layer, document: Document) -> None:
    """Raise SchemaError where an annotation reaches beyond the text."""
    for annotation in layer.annotations:
        if annotation.end > len(document.text):
            raise SchemaError(
                f"{layer.name}: {annotation.label} [{annotation.start}, {annotation.end}) "
                f"reaches beyond the text of {len(document.text)} code points"
            )
