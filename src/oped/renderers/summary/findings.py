"""Findings: one annotation each, with its words, its line and its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

import attrs

from oped.model import Annotation, Document, Report, Scalar
from oped.sides import AUTHOR
from oped.wording import label_name, words


@cache
def _telling() -> tuple[str, ...]:
    return tuple(words()["features"]["first"])


# Findings: one annotation each, with its words


@attrs.frozen
class Finding:
    """One annotation as the reader sees it. `line` counts from 1; `why` and `confidence` are the analyser's own."""

    number: int
    layer: str
    annotation: Annotation
    words: str
    line: int

    @property
    def label(self) -> str:
        """The annotation's label."""
        return self.annotation.label

    @property
    def address(self) -> str:
        """`layer#key`."""
        return f"{self.layer}#{self.annotation.key}"

    @property
    def name(self) -> str:
        """The label for people."""
        return label_name(self.layer, self.label)

    @property
    def why(self) -> str:
        """Why it was found, in the analyser's words; empty where it does not say."""
        return text_of(self.annotation.features.get("why"))

    @property
    def confidence(self) -> str:
        """How sure the analyser is, 0…1; empty where it does not say."""
        return text_of(self.annotation.features.get("confidence"))

    @property
    def features(self) -> tuple[tuple[str, str], ...]:
        """The other features that have a value: those that tell most first, the others by name."""
        stated = self.annotation.features
        names = [*(name for name in _telling() if name in stated), *(name for name in stated if name not in _telling())]
        return tuple((k, text_of(stated[k])) for k in names if stated[k] is not None and k not in ("why", "confidence"))

    @property
    def told(self) -> str:
        """The other features, one `name: value` a line."""
        return ";\n".join(f"{name}: {value}" for name, value in self.features)

    def feature(self, name: str) -> str:
        """One feature as text; empty where it is absent."""
        return text_of(self.annotation.features.get(name))

    def number_of(self, name: str, default: float) -> float:
        """One feature as a number."""
        value = self.annotation.features.get(name)
        return float(value) if isinstance(value, int | float) else default


def text_of(value: Scalar) -> str:
    """A scalar as people read it; None is nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


Findings = Mapping[str, tuple[Finding, ...]]


def findings(report: Report) -> Findings:
    """The findings of every layer that is shown, by layer; numbers run on from 1 over all layers."""
    found: dict[str, tuple[Finding, ...]] = {}
    number = 0
    for name, layer in report.layers.items():
        if report.shows(name):
            rows = []
            for number, annotation in enumerate(layer.annotations, start=number + 1):  # noqa: B020
                quote, line = report.document.quote(annotation), report.document.line(annotation.start)
                rows.append(Finding(number, name, annotation, quote, line))
            found[name] = tuple(rows)
    return found


@attrs.frozen
class Context:
    """The words of a finding with some of its sentence around them; '…' shows where it is cut."""

    before: str
    words: str
    after: str


CONTEXT = 110
_BLANKS = re.compile(r"\s+")


def in_context(document: Document, finding: Finding, length: int = CONTEXT) -> Context:
    """The words of a finding in about `length` characters of its sentence."""
    start, end = finding.annotation.start, finding.annotation.end
    index = document.sentence_index(start)
    if index < 0 or end - start > length:
        return Context("", _BLANKS.sub(" ", finding.words), "")
    sentence = document.sentences[index]
    first, last = sentence.start, max(sentence.end, end)
    if last - first > length:
        room = (length - (end - start)) // 2
        first = max(first, start - room - max(0, room - (last - end)))
        last = min(last, end + room + max(0, room - (start - first)))
    text = document.text
    before, after = text[first:start], text[end:last]
    if first > sentence.start:  # not within a word
        before = "…" + before.partition(" ")[2]
    if last < sentence.end:
        after = after.rpartition(" ")[0] + "…"
    return Context(*(_BLANKS.sub(" ", piece) for piece in (before, text[start:end], after)))


def labelled(found: Findings, layer: str, *labels: str) -> tuple[Finding, ...]:
    """The findings of a layer with one of these labels (all where none is named)."""
    rows = found.get(layer, ())
    return tuple(row for row in rows if row.label in labels) if labels else rows


def missing(report: Report, layer: str) -> str:
    """Why a layer cannot be shown; empty where it can."""
    if not report.shows(layer):
        return f"The layer {layer} was not asked for."
    outcome = report.outcomes.get(layer)
    if outcome is None:
        return f"The layer {layer} is not there: no analyser for it ran."
    if outcome.layer is None:
        return f"The layer {layer} {outcome.state}: {outcome.reason or 'no reason was given'}."
    return ""


def is_own(cue: Finding) -> bool:
    """Whether a finding is in the author's own voice."""
    return cue.feature("voice") in ("", AUTHOR)


def mean(values: Iterable[float]) -> float:
    """The mean to three decimals; 0 of nothing."""
    numbers = list(values)
    return round(sum(numbers) / len(numbers), 3) if numbers else 0.0
