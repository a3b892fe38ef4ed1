"""The `connectives` layer: which words are used as a discourse connective, and in what sense."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import attrs

from oped.analyser import Analyser, Reason, load_accuracy
from oped.errors import ModelError
from oped.learning import Model
from oped.lexicon import Entry, load
from oped.model import Annotation, Document, Layer, Sentence, Span

from ..options import option, probability
from ..text import View, view
from .features import Candidate, Inventory, candidates, features, index

HERE = Path(__file__).parent
INVENTORY = "inventory.json"


@attrs.frozen
class Options:
    """What a user may set.

    `model` is a folder that replaces the shipped model; `threshold` the least probability (0…1) of a connective.
    """

    model: str = option("", "a folder whose models replace the shipped ones")
    threshold: float = probability(0.5, "the least probability (0 to 1) of a connective")


@attrs.frozen
class Resources:
    """What a model folder and the lexicon hold."""

    usage: Model
    sense: Model
    inventory: Inventory
    entries: Mapping[str, Entry]


@attrs.frozen
class Found:
    """A candidate of one sentence that was judged: probability of being a connective, sense, probability of the sense."""

    candidate: Candidate
    sentence: View
    probability: float
    sense: str = ""
    confidence: float = 0.0

    @property
    def span(self) -> Span:
        """Its code points in the text."""
        tokens = self.sentence.tokens
        return Span(tokens[self.candidate.first].start, tokens[self.candidate.end - 1].end)


def level_two(sense: str) -> str:
    """The first two levels of a sense: `Comparison.Concession.Arg1-as-denier` is `Comparison.Concession`."""
    return ".".join(sense.split(".")[:2])


@cache
def lexicon_entries() -> Mapping[str, Entry]:
    """The entries of the lexicon by their pattern."""
    return {entry.pattern: entry for entry in load(HERE / "lexicon.toml").entries}


def lexicon_forms() -> set[str]:
    """The patterns of the lexicon."""
    return set(lexicon_entries())


@cache
def resources(folder: str) -> Resources:
    """Load a model folder, the shipped one where the name is empty. Raises ModelError."""
    path = Path(folder) if folder else HERE / "model"
    return Resources(Model(path / "usage.crf"), Model(path / "sense.crf"), read_inventory(path), lexicon_entries())


def read_inventory(folder: Path) -> Inventory:
    """Read what `write_inventory` wrote. Raises ModelError."""
    try:
        data = json.loads((folder / INVENTORY).read_text(encoding="utf-8"))
        return Inventory(index(data["forms"]), frozenset(tuple(key) for key in data["never"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"cannot read the inventory of connectives in {folder}: {error}") from error


def write_inventory(inventory: Inventory, folder: Path) -> None:
    """Write an inventory as JSON, one entry a line."""
    forms = sorted(" ".join(form) for found in inventory.forms.values() for form in found)
    data = {"forms": forms, "never": sorted(inventory.never)}
    (folder / INVENTORY).write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def judge(sentence: View, having: Resources, threshold: float) -> Iterator[Found]:
    """Judge every candidate of a sentence; of those that overlap, the first and longest accepted one stands."""
    free = 0
    for candidate in candidates(sentence, having.inventory):
        if candidate.first < free:
            continue
        names = features(sentence, candidate)
        probability = having.usage.classify(names.all).get("yes", 0.0)
        if probability < threshold:
            yield Found(candidate, sentence, probability)
            continue
        free = candidate.end
        [(sense, confidence)] = having.sense.predict_scored([names.form])
        yield Found(candidate, sentence, probability, sense, confidence)


def judged(sentences: Iterable[Sentence], having: Resources, threshold: float) -> Iterator[list[Found]]:
    """The judged candidates of each sentence that has any."""
    for sentence in sentences:
        yield list(judge(view(sentence.tokens), having, threshold))


def paired(found: list[Found], having: Resources) -> list[list[Found]]:
    """Join the parts of a pair ("if … then"); every group has one part or two."""
    groups: list[list[Found]] = []
    taken: set[int] = set()
    for at, one in enumerate(found):
        if at in taken:
            continue
        entry = having.entries.get(one.candidate.form)
        seconds = str(entry.features.get("second", "")).split("|") if entry else []
        partner = next((k for k in range(at + 1, len(found)) if found[k].candidate.form in seconds), None)
        if partner is None or partner in taken:
            groups.append([one])
        else:
            taken.add(partner)
            groups.append([one, found[partner]])
    return groups


def run(document: Document, layers: Mapping[str, Layer], options: Options | None) -> Iterator[Annotation]:
    """Yield every connective with its sense, its confidence (0…1) and why."""
    chosen = options or Options()
    having = resources(chosen.model)
    for sentence in judged(document.sentences, having, chosen.threshold):
        for group in paired([one for one in sentence if one.sense], having):
            yield Annotation(
                "connective",
                [one.span for one in group],
                features={
                    "sense": group[0].sense,
                    "confidence": round(min(one.probability for one in group), 3),
                    "why": _why(group, having),
                },
            )


def _why(group: list[Found], having: Resources) -> str:
    form = " … ".join(one.candidate.form for one in group)
    entry = having.entries.get(group[0].candidate.form)
    kind = f"lexicon: {entry.features['kind']}" if entry else "form met in training"
    return f'"{form}" ({kind}); model: {group[0].sense} {group[0].confidence:.2f}'


def explain(document: Document, layers: Mapping[str, Layer], options: Options | None) -> Iterator[Reason]:
    """Yield the grounds for every connective, and for every word that looks like one and is none."""
    chosen = options or Options()
    having = resources(chosen.model)
    for sentence in document.sentences:
        columns = view(sentence.tokens)
        for one in judge(columns, having, chosen.threshold):
            names = features(columns, one.candidate)
            grounds = [
                f"{name} {weight:+}" for name, weight in having.usage.explain(names.all, "yes" if one.sense else "no")
            ]
            if one.sense:
                grounds += [
                    f"sense: {name} {weight:+}" for name, weight in having.sense.explain(names.form, one.sense, 3)
                ]
            verdict = f"connective: {one.sense}" if one.sense else "no connective"
            yield Reason((one.span,), verdict, (f"probability {one.probability:.2f}", *grounds))


def analyser() -> Analyser:
    """The descriptor of this analyser."""
    from .train import train

    return Analyser(
        name="connectives",
        run=run,
        labels={"connective": "words used as a discourse connective; the parts of a pair are one annotation"},
        features={
            "sense": "PDTB-3 sense, level 2, such as Comparison.Concession",
            "confidence": "probability (0…1) that the words are a connective",
            "why": "the lexicon's entry and the model's sense with its probability",
        },
        summary="Discourse connectives and their senses",
        options=Options,
        train=train,
        explain=explain,
        card=HERE / "MODEL.md",
        accuracy=load_accuracy(HERE / "figures.toml"),
    )
