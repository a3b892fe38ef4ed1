"""The `argument` layer: thesis, claims and premises, and how they support and attack one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import attrs

from oped.analyser import Analyser, Reason, load_accuracy
from oped.learning import Model
from oped.lexicon import load
from oped.model import Annotation, Document, Layer, Relation

from ..options import option
from .fallacies import hint
from .features import act_features, pair_features, turn_features, unit_features
from .kinds import evidence, kind_features
from .layout import Text, lay_out, text_features, way, way_features
from .structure import Argument, Models, Role, argue
from .thesis import features as thesis_features
from .thesis import grounds
from .unit import Cues, Unit, content, index, units_of

HERE = Path(__file__).parent
MODELS = (
    "central",
    "opposed",
    "function",
    "step",
    "attack",
    "thesis",
    "role",
    "side",
    "inner",
    "evidence",
    "proposition",
)
"""The models in a folder, in the order of `Models`."""

UNTOLD = 0.5
"""A premise that more probably offers no kind of evidence than this is given none."""


@attrs.frozen
class Options:
    """What a user may set."""

    model: str = option("", "a folder whose models replace the shipped ones")
    fallacies: bool = option(False, "hint at fallacies: high precision, low recall, and never a verdict")


@cache
def cue_table() -> Cues:
    """The cues of the lexicon by their first word."""
    return index(load(HERE / "lexicon.toml").entries)


@cache
def models(folder: str) -> Models:
    """Load the models from a folder, the shipped one where the name is empty. Raises ModelError."""
    path = Path(folder) if folder else HERE / "model"
    return Models(*(Model(path / f"{name}.crf") for name in MODELS))


def headline(document: Document) -> frozenset[str]:
    """The words of the headline with a meaning of their own."""
    words = (content(p.tokens) for p in document.paragraphs if p.kind == "headline")
    return frozenset[str]().union(*words)


def run(document: Document, layers: Mapping[str, Layer], options: Options | None) -> Iterator[Annotation | Relation]:
    """Yield a role for every unit, and one step from every unit but the thesis."""
    chosen = options or Options()
    units = units_of(document, layers["units"].annotations, cue_table(), layers.get("attribution"))
    if not units:
        return
    having = models(chosen.model)
    text = lay_out(units, headline(document))
    argument = argue(text, having)
    names = [kind_features(text, at) for at in range(len(units))]
    kinds = evidence(units, names, having.evidence, UNTOLD)
    propositions = having.proposition.predict(names)
    annotations = [
        _annotation(unit, role, kind, stated, hint(unit) if chosen.fallacies else None)
        for unit, role, kind, stated in zip(units, argument.roles, kinds, propositions, strict=True)
    ]
    yield from annotations
    for step in argument.steps:
        features: dict[str, str | int | float] = {"confidence": round(step.confidence, 3), "why": step.why}
        if step.function == "support":
            features["example"] = "yes" if step.example else "no"
            if step.linked:
                features["linked"] = step.linked
        yield Relation(step.function, annotations[step.source], annotations[step.target], features=features)


def _annotation(unit: Unit, role: Role, kind: str, stated: str, fault: tuple[str, str] | None) -> Annotation:
    features: dict[str, str | float] = {
        "side": "con" if role.con else "pro",
        "holder": unit.holder,
        "confidence": round(role.confidence, 3),
        "proposition": stated,
        "why": role.why,
    }
    if role.label != "major_claim" and kind:
        features["evidence"] = kind
    if fault:
        features["fallacy"], features["fallacy_why"] = fault
    return Annotation(role.label, unit.spans, features=features)


def explain(document: Document, layers: Mapping[str, Layer], options: Options | None) -> Iterator[Reason]:
    """Yield the grounds for the role of every unit, and for its step beside the best other one."""
    chosen = options or Options()
    having = models(chosen.model)
    units = units_of(document, layers["units"].annotations, cue_table(), layers.get("attribution"))
    if not units:
        return
    text = lay_out(units, headline(document))
    argument = argue(text, having)
    for at, unit in enumerate(units):
        role = argument.roles[at]
        yield Reason(unit.spans, role.label, (role.why, *_grounds(text, at, having, argument)))
    for step in argument.steps:
        grounds = _step_grounds(text, step.source, step.target, having, argument)
        spans = (*units[step.source].spans, *units[step.target].spans)
        yield Reason(tuple(sorted(set(spans))), step.function, (step.why, *grounds))


def _grounds(text: Text, at: int, having: Models, argument: Argument) -> list[str]:
    """The features that speak most strongly for or against the unit as central claim, and for its side."""
    units = text.units
    if argument.flat:
        claim, side = unit_features(units, at), [*unit_features(units, at), *turn_features(units, at)]
        parts = [(having.central, [*claim, *act_features(units, at)], "yes"), (having.opposed, side, "con")]
    else:
        names = text_features(text, at)
        label = argument.roles[at].label
        parts = [(having.role, names, "premise" if label == "premise" else "claim"), (having.side, names, "con")]
        if label == "major_claim":
            parts.insert(0, (having.thesis, thesis_features(grounds(text), at), "yes"))
    return [
        f"{label}: {name} {weight:+}"
        for model, names, label in parts
        for name, weight in model.explain(names, label, 4)
    ]


def _step_grounds(text: Text, source: int, target: int, having: Models, argument: Argument) -> list[str]:
    """The features that speak most strongly for or against a step; none for a step between paragraphs."""
    group = argument.group_of(source)
    if argument.flat:
        found = having.step.explain(pair_features(text.units, source, target), "yes", 3)
    elif target in group:
        k = group.index(source)
        found = having.inner.explain(way_features(text, group, k), way(group.index(target) - k), 3)
    else:
        found = []
    return [f"{name} {weight:+}" for name, weight in found]


def analyser() -> Analyser:
    """The descriptor of this analyser."""
    from .train import train

    return Analyser(
        name="argument",
        run=run,
        labels={
            "major_claim": "the thesis of the text",
            "claim": "a point that speaks for or against the thesis, and has grounds of its own",
            "premise": "a ground for or against a claim",
            "support": "the source is a ground for the target",
            "attack": "the source speaks against the target",
            "undercut": "the source grants the target, and denies that it leads where the target's own step goes",
            "restate": "the source says the target again",
        },
        features={
            "side": "pro: the writer's side, con: the other",
            "holder": "who says it: the author, or whom the layer attribution names",
            "confidence": "probability (0…1) that the models give to the role or the step",
            "evidence": "kind of a unit that is not the thesis: statistics, example, testimony, precedent, analogy, authority, consequence, definition",
            "proposition": "fact, evaluation or recommendation",
            "fallacy": "with the option `fallacies`: the kind of fallacy that the words hint at",
            "fallacy_why": "the words of that hint, and what may be wrong",
            "linked": "number of the group of premises that support together",
            "example": "yes: the support is an example of its target",
            "why": "what decided",
        },
        requires=("units",),
        wants=("connectives", "attribution"),
        summary="Thesis, claims, premises, and their support and attack",
        options=Options,
        train=train,
        explain=explain,
        card=HERE / "MODEL.md",
        accuracy=load_accuracy(HERE / "figures.toml"),
    )
