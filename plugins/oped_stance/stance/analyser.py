"""The `stance` analyser: who stands where towards whom, in whose voice, on what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from oped import Analyser, Annotation, Document, Layer, Reason, Relation, Span
from oped.analyser import Found, Record, load_accuracy
from oped.model import Scalar
from oped_stance.stance import rules
from oped_stance.stance.finding import NEUTRAL, label
from oped_stance.stance.given import Answer, answers
from oped_stance.stance.raw import Read, read
from oped_stance.stance.reading import hedges
from oped_stance.stance.scene import AUTHOR, Mention, Scene

_HERE = Path(__file__).parent


@attrs.frozen
class StanceOptions:
    """Options of the stance layer.

    model: a folder with models that `train` wrote, in place of the shipped ones.
    threshold: how far a rule must be trusted (0…1) for its finding to be kept.
    derived: whether stances that only follow from others are kept ("against the sanctions" is for the one they hit).
    learned: whether predicates of which no rule speaks are kept where the models take them for stances.
    """

    model: str = attrs.field(default="", metadata={"help": "a folder whose models replace the shipped ones"})
    threshold: float = attrs.field(
        default=0.5,
        validator=[attrs.validators.ge(0), attrs.validators.le(1)],
        metadata={"help": "how far a rule must be trusted (0 to 1) for its finding to be kept"},
    )
    derived: bool = attrs.field(
        default=True, metadata={"help": "whether stances that only follow from others are kept"}
    )
    learned: bool = attrs.field(
        default=True,
        metadata={"help": "whether predicates of which no rule speaks are kept where the models take them for stances"},
    )


def run(document: Document, layers: Mapping[str, Layer], options: StanceOptions | None) -> Iterator[Found]:
    """Find the stances of a document."""
    options = options or StanceOptions()
    actors = layers.get("actors")
    if actors is None:
        return
    if actors.provenance.get("given") is True:
        yield from _run_given(document, actors, options)
        return
    found_hedges = hedges(layers)
    for found in read(document, layers, options.model, options.threshold, options.derived, options.learned):
        for finding in found.kept:
            yield from _emit(document, actors, found.scene, finding, found_hedges)


# --- writing ----------------------------------------------------------------------------------------------------------


def _emit(
    document: Document,
    actors: Layer,
    found: Scene,
    finding: rules.Finding,
    hedges: Sequence[tuple[int, int, float]],
) -> Iterator[Found]:
    spans = _spans([(found.tokens[a].start, found.tokens[b - 1].end) for a, b in finding.evidence])
    certainty = finding.certainty
    for start, end, value in hedges:
        if start >= spans[-1].end:
            break
        if end > spans[0].start:
            certainty = min(certainty, value)
    speech = found.voice(finding.evidence[0][0])
    holder, target = rules.name(finding.holder), rules.name(finding.target)
    features: dict[str, Scalar] = {
        "holder": holder,
        "target": target,
        "attitude": finding.attitude,
        "quad": finding.quad,
        "polarity": round(finding.polarity, 3),
        "certainty": round(certainty, 3),
        "derived": "yes" if finding.derived else "no",
        "mode": finding.mode,
        "voice": AUTHOR if speech is None or holder == AUTHOR else (speech.holder or "unknown"),
        "rule": finding.rule,
        "why": finding.why,
        "confidence": round(max(0.05, finding.strength if not finding.derived else finding.strength * 0.8), 3),
    }
    annotation = Annotation("stance", spans, features=features)
    yield annotation
    for role, side in (("holder", finding.holder), ("target", finding.target)):
        if isinstance(side, Mention) and side.annotation is not None and side.annotation.key:
            yield Relation(role, annotation, actors.address(side.annotation))


def _spans(stretches: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Stretches as spans, in order, those that touch or overlap joined."""
    joined: list[list[int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return tuple(Span(start, end) for start, end in joined)


def _run_given(document: Document, actors: Layer, options: StanceOptions) -> Iterator[Found]:
    mentions = [a for a in actors.annotations if a.label == "mention"]
    for answer in answers(document, mentions, options.model):
        if abs(answer.polarity) >= NEUTRAL:  # `explain` shows the others
            yield from _emit_answer(document, actors, answer)


def _emit_answer(document: Document, actors: Layer, answer: Answer) -> Iterator[Found]:
    tokens = document.tokens
    spans = _spans([(tokens[a].start, tokens[b - 1].end) for a, b in answer.evidence])
    annotation = Annotation(
        "stance",
        spans,
        features={
            "holder": answer.holder.name if answer.holder is not None else AUTHOR,
            "target": answer.target.name,
            "attitude": answer.attitude,
            "quad": answer.quad,
            "polarity": round(answer.polarity, 3),
            "certainty": round(answer.certainty, 3),
            "derived": "no",
            "mode": answer.mode,
            "voice": AUTHOR,
            "rule": answer.rule,
            "why": answer.why,
            "confidence": round(answer.confidence, 3),
        },
    )
    yield annotation
    for role, side in (("holder", answer.holder), ("target", answer.target)):
        if side is not None and side.annotation.key:
            yield Relation(role, annotation, actors.address(side.annotation))


# --- why --------------------------------------------------------------------------------------------------------------


def explain(document: Document, layers: Mapping[str, Layer], options: StanceOptions | None) -> Iterator[Reason]:
    """Why each stance is there, and why other findings of the rules and other stance words are not."""
    options = options or StanceOptions()
    actors = layers.get("actors")
    if actors is None:
        return
    if actors.provenance.get("given") is True:
        mentions = [a for a in actors.annotations if a.label == "mention"]
        for answer in answers(document, mentions, options.model):
            spans = _spans([(document.tokens[a].start, document.tokens[b - 1].end) for a, b in answer.evidence])
            holder = answer.holder.name if answer.holder is not None else AUTHOR
            verdict = f"{holder} → {answer.target.name}: {answer.attitude} {answer.polarity:+.2f}"
            yield Reason(spans, verdict if abs(answer.polarity) >= NEUTRAL else "no stance", (answer.rule, answer.why))
        return
    for found in read(document, layers, options.model, options.threshold, options.derived, options.learned):
        yield from _explain(found.scene, found)


def _explain(found: Scene, seen: Read) -> Iterator[Reason]:
    covered: set[int] = set()
    for finding in seen.findings:
        spans = _spans([(found.tokens[a].start, found.tokens[b - 1].end) for a, b in finding.evidence])
        covered.update(i for a, b in finding.evidence for i in range(a, b))
        verdict = (
            f"{rules.name(finding.holder)} → {rules.name(finding.target)}: {finding.attitude} {finding.polarity:+.2f}"
        )
        grounds = [f"rule: {finding.rule}", finding.why, f"mode: {finding.mode}", f"trusted {finding.strength:.2f}"]
        yield Reason(spans, verdict if finding in seen.kept else "no stance", tuple(grounds))
    for first, hit in found.hits.items():
        if first not in covered and any(sense.polarity for sense in hit.senses):
            token = found.tokens[first]
            sense = next(sense for sense in hit.senses if sense.polarity)
            yield Reason(
                (Span(token.start, token.end),),
                "no stance",
                (f"lexicon: {label(sense)}", "no rule finds both a holder and a target"),
            )


def train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Fit the models on gold records and write them into a folder."""
    from oped_stance.stance.train import train as fit

    fit(corpora, folder)


STANCE = Analyser(
    name="stance",
    run=run,
    version="1",
    summary="Who stands where towards whom: signed, directed, in whose voice, on which words.",
    requires=["actors"],
    wants=["clauses", "attribution", "hedging"],
    options=StanceOptions,
    train=train,
    explain=explain,
    card=_HERE / "MODEL.md",
    accuracy=load_accuracy(_HERE / "figures.toml"),
    labels={
        "stance": "words that show how one actor stands towards another actor or an issue",
        "holder": "relation: stance → the mention of its holder; none for the author",
        "target": "relation: stance → the mention of its target; none for an issue",
    },
    features={
        "holder": "who takes the stance: canonical name, or `author`",
        "target": "towards whom or what: canonical name, or the words of an issue",
        "attitude": "support, oppose, cooperate, threaten, praise, blame or ambivalent",
        "quad": "verbal or material, cooperation or conflict",
        "polarity": "−1 (against) to 1 (for), negation applied; never within 0.05 of zero, which is no stance",
        "certainty": "0 to 1: how far the text commits to it",
        "derived": "yes where it only follows from another stance",
        "mode": "asserted, negated, denied, conditional, future, counterfactual, question or advised",
        "voice": "whose words tell it: `author`, the speaker's name, or unknown",
        "rule": "the rule, or model, that found it",
        "why": "the lexicon entry, or the model's strongest grounds",
        "confidence": "0 to 1: how far the finding can be trusted",
    },
)
