"""The `attribution` analyser: who is speaking, the author or somebody quoted or reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from oped import Analyser, Annotation, Document, Layer, Reason, Relation, Span
from oped.analyser import Found, load_accuracy
from oped.model import Scalar
from oped_attribution.common import Finding
from oped_attribution.findings import findings
from oped_attribution.holders import Holders
from oped_attribution.view import Phrase, view

_HERE = Path(__file__).parent
_UNNAMED = "unnamed"
"""The holder of what nobody is named for ("the plan is said to …")."""
_AUTHOR = "author"


@attrs.frozen
class AttributionOptions:
    """Options of the attribution layer.

    beliefs: whether words of belief, hope and fear ("Moscow thinks that …") count as attribution, as speech does.
    """

    beliefs: bool = attrs.field(
        default=True, metadata={"help": "whether words of belief, hope and fear count as attribution, as speech does"}
    )


def run(document: Document, layers: Mapping[str, Layer], options: AttributionOptions | None) -> Iterator[Found]:
    """Find what a document lays at somebody's door, the author's own "I believe that …" included."""
    found, _ = findings(view(document, layers.get("clauses"), layers.get("actors")))
    if options is not None and not options.beliefs:
        found = [finding for finding in found if finding.force != "believe"]
    if not found:
        return
    holders = Holders(document, layers.get("actors"))
    shared: dict[tuple[str, tuple[Span, ...]], Annotation] = {}
    for finding in found:
        content, cue, speaker = _annotations(document, finding, holders)
        yield content
        for part in (cue, speaker):
            if part is None:
                continue
            key = (part.label, part.spans)
            if key not in shared:
                shared[key] = part
                yield part
            yield Relation(part.label, content, shared[key])


def _annotations(
    document: Document, finding: Finding, holders: Holders
) -> tuple[Annotation, Annotation | None, Annotation | None]:
    holder = _AUTHOR if finding.own else holders.resolve(finding.speaker) if finding.speaker is not None else _UNNAMED
    values: dict[str, Scalar] = {"kind": finding.kind, "why": finding.why, "holder": holder}
    content = Annotation("content", _spans(document, finding.pieces), features=values)
    cue = None
    if finding.cue:
        values = {"lemma": finding.lemma, "force": finding.force, "why": f"lexicon: {finding.lemma}"}
        if finding.negated:
            values["negated"] = True
        if finding.modal:
            values["modal"] = finding.modal
        cue = Annotation("cue", _spans(document, finding.cue), features=values)
    speaker = None
    if finding.speaker is not None:
        values = {"why": finding.why, "holder": holder}
        speaker = Annotation("speaker", _speaker_spans(document, finding.speaker), features=values)
    return content, cue, speaker


def _spans(document: Document, pieces: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    tokens = document.tokens
    return tuple(Span(tokens[first].start, tokens[end - 1].end) for first, end in pieces)


def _speaker_spans(document: Document, phrase: Phrase) -> tuple[Span, ...]:
    """The words that name who speaks: of a relative pronoun its antecedent."""
    first, end = phrase.antecedent
    return _spans(document, ((first, end) if end else (phrase.first, phrase.end),))


def explain(document: Document, layers: Mapping[str, Layer], options: AttributionOptions | None) -> Iterator[Reason]:
    """Why each content is one, and why quotations and reporting words that look like attribution are none."""
    found, rejected = findings(view(document, layers.get("clauses"), layers.get("actors")))
    for finding in found:
        because = [finding.why, f"force {finding.force}"]
        if finding.speaker is None:
            because.append("no speaker is named")
        yield Reason(_spans(document, finding.pieces), "content", because)
    for rejection in rejected:
        yield Reason(_spans(document, ((rejection.first, rejection.end),)), "no content", (rejection.because,))


ANALYSER = Analyser(
    name="attribution",
    run=run,
    labels={
        "content": "what is said, without quotation marks and the leading 'that'",
        "cue": "annotation: the words that report it; relation: content to its cue",
        "speaker": "annotation: the phrase that names who says it; relation: content to its speaker",
    },
    wants=("clauses", "actors"),
    features={
        "kind": "of content: direct, indirect or mixed",
        "holder": "the resolved name of who says it, `author` for the writer, `unnamed` where no words name whose it is",
        "lemma": "of a cue: its lemma, or its words",
        "force": "of a cue: neutral, claim, deny, promise, warn, concede, doubt, believe, ask, demand, advise, praise or blame",
        "negated": 'of a cue: True where it is negated ("did not say")',
        "modal": 'of a cue: its modal verb ("would say")',
        "why": "the rule and the lexicon entry",
    },
    summary="Who is speaking: the author, or somebody quoted or reported.",
    options=AttributionOptions,
    explain=explain,
    card=_HERE / "MODEL.md",
    accuracy=load_accuracy(_HERE / "figures.toml"),
)
