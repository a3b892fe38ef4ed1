"""Remakes the models of roles and relations: `python -m oped_argument.argument.train DATA_FOLDER`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shutil import copyfile

import attrs

import oped
from oped.analyser import Record
from oped.gold import for_training, load
from oped.learning import train as fit

from ..connectives.analyser import run as find_connectives
from ..texts import texts as texts_written
from ..units.analyser import run as find_units
from .analyser import HERE, MODELS, cue_table, headline
from .features import act_features, pair_features, turn_features, unit_features
from .kinds import NONE, kind_features
from .layout import Text, lay_out, text_features, way, way_features
from .structure import groups
from .thesis import features as thesis_features
from .thesis import grounds
from .unit import Unit, units_of

CORPORA = ("microtexts1", "microtexts2")
ESSAYS = "seeds"
OFTEN = 6
"""So many times the op-eds and the texts of `texts.toml` count beside the microtexts, which are more and shorter."""

DISCOURSE = "gdtb"
GENRES = frozenset({"academic", "court", "essay", "interview", "letter", "news", "podcast", "speech", "textbook"})
"""The genres of the discourse treebank in which people argue or explain."""

FUNCTIONS = {
    "Comparison.Concession": "attack",
    "Comparison.Contrast": "attack",
    "Contingency.Cause": "support",
    "Expansion.Level-of-detail": "support",
    "Expansion.Instantiation": "support",
}
"""What the senses of discourse relations are to an argument. GUM's senses were made from its rhetorical relations: concession
and antithesis; cause, evidence, justify and evaluation; elaboration."""

SPARE = 3
"""One relation in so many is enough: more of them outweigh the microtexts, and gain less."""

LEAST, APART = 15, 30
"""The fewest code points of a side of a relation, and the most between its two sides."""

SILENT = frozenset({"headline", "byline", "source", "caption"})
Instance = tuple[list[list[str]], list[str]]
_KINDS = {"und": "undercut", "exa": "example", "add": "linked"}


@attrs.frozen
class Gold:
    """A gold text: its units, the central claim where there is one, sides, and the step of each unit: to what, how."""

    units: list[Unit]
    central: int | None
    sides: list[str]
    steps: Mapping[int, tuple[int, str, str]]


def gold(record: Record) -> Gold:
    """Read one of the microtexts; a restatement counts as a support of what it restates."""
    marked = [unit for unit in record["units"] if unit["role"] != "none"]
    document = oped.parse(str(record["text"]))
    spans = [oped.Annotation("unit", [oped.Span(int(u["start"]), int(u["end"]))]) for u in marked]
    number = {str(unit["id"]): at for at, unit in enumerate(marked)}
    steps = {
        number[str(unit["id"])]: (number[str(unit["same_as"])], "support", "restate")
        for unit in marked
        if str(unit.get("same_as")) in number
    }
    for relation in record["relations"]:
        ends = (str(relation["source"]), str(relation["target"]))
        if ends[0] in number and ends[1] in number:
            kind = _KINDS.get(str(relation.get("subtype")), "plain")
            steps[number[ends[0]]] = (number[ends[1]], str(relation["type"]), kind)
    roots = [at for at, unit in enumerate(marked) if unit["role"] == "major_claim" and at not in steps]
    sides = ["con" if unit["side"] == "opp" else "pro" for unit in marked]
    return Gold(units_of(document, spans, cue_table()), roots[0] if roots else None, sides, steps)


@attrs.frozen
class Essay:
    """A gold text with several paragraphs: its units without those of the headline, their labels, sides and steps.

    `found` are the units that the analyser of units finds in it.
    """

    units: list[Unit]
    labels: list[str]
    sides: list[str]
    steps: list[tuple[int, int]]
    headline: frozenset[str]
    found: list[Unit]
    evidence: list[str]
    propositions: list[str]


def essay(record: Record) -> Essay:
    """Read a gold report."""
    report = oped.Report.from_json(json.dumps(record))
    document, layer = report.document, report.layer("argument")
    kept = [
        a
        for a in layer.annotations
        if document.paragraphs[document.paragraph_index(a.start)].kind not in SILENT
        and document.token_range(a.start, a.end)
    ]
    number = {layer.address(a): at for at, a in enumerate(kept)}
    steps = [
        (number[str(r.source)], number[str(r.target)])
        for r in layer.relations
        if str(r.source) in number and str(r.target) in number
    ]
    sides = [str(a.features["side"]) for a in kept]
    evidence = [str(a.features.get("evidence", NONE)) for a in kept]
    propositions = [str(a.features["proposition"]) for a in kept]
    attribution = report.layers.get("attribution")
    units = units_of(document, kept, cue_table(), attribution)
    found = units_of(document, _found(document), cue_table(), attribution)
    return Essay(units, [a.label for a in kept], sides, steps, headline(document), found, evidence, propositions)


def _found(document: oped.Document) -> list[oped.Annotation]:
    """The units that the analyser of units finds."""
    connectives = oped.Layer("connectives", list(find_connectives(document, {}, None)))
    return list(find_units(document, {"connectives": connectives}, None))


def related(record: Record) -> Iterator[Instance]:
    """The sides of the relations of a discourse treebank's document as units: does the second support or attack the first?

    Features of place are left out, for two sides are no text.
    """
    document = oped.parse(str(record["text"]))
    for relation in record["discourse_relations"]:
        function = FUNCTIONS.get(".".join(str(relation["sense"]).split(".")[:2]))
        sides = sorted([*relation["arg1"], *relation["arg2"]])
        if function is None or relation["type"] not in ("Explicit", "Implicit") or len(sides) != 2:
            continue
        (start, end), (next_start, next_end) = sides
        if min(end - start, next_end - next_start) < LEAST or not 0 <= next_start - end <= APART:
            continue
        spans = [oped.Annotation("unit", [oped.Span(a, b)]) for a, b in sides]
        units = units_of(document, spans, cue_table())
        at = len(units) - 1 if relation["arg2"][0] == sides[1] else 0
        if len(units) == 2:
            names = [*unit_features(units, at), *turn_features(units, at)]
            yield [[name for name in names if not name.startswith(("place=", "n=", "bias"))]], [function]


def train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Fit all models: on the microtexts those of short texts, on the gold op-eds and both those of long ones.

    Where one of the two is absent its models are copied from the shipped ones.
    """
    texts = [gold(record) for name in CORPORA for record in corpora.get(name, ())]
    essays = [essay(record) for record in corpora.get(ESSAYS, ())]
    folder.mkdir(parents=True, exist_ok=True)
    if texts:
        treebank = [record for record in corpora.get(DISCOURSE, ()) if record["genre"] in GENRES]
        train_short(texts, [one for record in treebank for one in related(record)][::SPARE], folder)
    if essays:
        train_long(texts, essays, folder)
        train_kinds(essays, folder)
    for name in MODELS:
        if not (folder / f"{name}.crf").exists():
            copyfile(HERE / "model" / f"{name}.crf", folder / f"{name}.crf")


def train_short(texts: Sequence[Gold], discourse: Sequence[Instance], folder: Path) -> None:
    """Fit the models of short texts: `central.crf`, `opposed.crf`, `function.crf`, `step.crf` and `attack.crf`.

    `discourse` are relations of a discourse treebank, from which the function learns too.
    """
    central: list[Instance] = []
    opposed: list[Instance] = []
    functions: list[Instance] = list(discourse)
    steps: list[Instance] = []
    attacks: list[Instance] = []
    for text in texts:
        taken = {source: target for source, (target, _, _) in text.steps.items() if source != text.central}
        steps.extend(_pairs(text.units, taken))
        for at in range(len(text.units)):
            names = unit_features(text.units, at)
            if text.central is not None:
                central.append(([names + act_features(text.units, at)], ["yes" if at == text.central else "no"]))
            names = [*names, *turn_features(text.units, at)]
            opposed.append(([names], [text.sides[at]]))
            if at not in text.steps:
                continue
            target, function, kind = text.steps[at]
            functions.append(([names], [function]))
            if function == "attack" and target != text.central:
                label = "undercut" if kind == "undercut" else "attack"
                attacks.append(([pair_features(text.units, at, target)], [label]))
    fit(central, folder / "central.crf", c1=0.0, c2=1.0)
    fit(opposed, folder / "opposed.crf", c1=0.05, c2=0.5)
    fit(functions, folder / "function.crf", c1=0.05, c2=0.5)
    fit(steps, folder / "step.crf", c1=0.1, c2=0.5)
    fit(attacks, folder / "attack.crf", c1=0.1, c2=1.0)


def train_long(texts: Sequence[Gold], essays: Sequence[Essay], folder: Path) -> None:
    """Fit the models of texts with several paragraphs.

    `thesis.crf`, `side.crf` and `inner.crf` learn from both; `role.crf` from the essays.
    """
    roles: list[Instance] = []
    theses = [*_theses(texts, essays)]
    sides: list[Instance] = []
    steps: list[Instance] = []
    for essay in essays:
        text = lay_out(essay.units, essay.headline)
        for at, (label, side) in enumerate(zip(essay.labels, essay.sides, strict=True)):
            names = text_features(text, at)
            roles.append(([names], ["premise" if label == "premise" else "claim"]))
            sides.append(([names], [side]))
        for group in groups(essay.units):
            steps.extend(_ways(text, group, dict(essay.steps)))
    for short in texts:
        text = lay_out(short.units)
        sides.extend(([text_features(text, at)], [side]) for at, side in enumerate(short.sides))
        taken = {source: target for source, (target, _, _) in short.steps.items()}
        steps.extend(_ways(text, range(len(short.units)), taken))
    for written in texts_written():
        text = lay_out(units_of(written.document, written.units, cue_table()))
        sides.extend(([text_features(text, at)], [side]) for at, side in enumerate(written.sides))
    fit(theses, folder / "thesis.crf", c1=0.0, c2=12.0)
    fit(roles, folder / "role.crf", c1=0.05, c2=4.0)
    fit(sides, folder / "side.crf", c1=0.05, c2=4.0)
    fit(steps, folder / "inner.crf", c1=0.05, c2=8.0)


def _theses(texts: Sequence[Gold], essays: Sequence[Essay]) -> Iterator[Instance]:
    """The units of every text that states its thesis, and whether each is it; the few op-eds count more than once."""
    for short in texts:
        if short.central is not None:
            yield from _is_thesis(lay_out(short.units), [at == short.central for at in range(len(short.units))])
    for written in texts_written():
        if written.thesis is not None:
            text = lay_out(units_of(written.document, written.units, cue_table()))
            for _ in range(OFTEN):
                yield from _is_thesis(text, [at == written.thesis for at in range(len(text.units))])
    for essay in essays:
        stated = [unit for unit, label in zip(essay.units, essay.labels, strict=True) if label == "major_claim"]
        for units in (essay.units, essay.found) if stated else ():
            text = lay_out(units, essay.headline)
            marks = [any(_share_words(unit, thesis) for thesis in stated) for unit in units]
            for _ in range(OFTEN):
                yield from _is_thesis(text, marks)


def _is_thesis(text: Text, marks: Sequence[bool]) -> Iterator[Instance]:
    having = grounds(text)
    for at, mark in enumerate(marks):
        yield [thesis_features(having, at)], ["yes" if mark else "no"]


def _share_words(one: Unit, other: Unit) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)


def train_kinds(essays: Sequence[Essay], folder: Path) -> None:
    """Fit `evidence.crf` on the units of the essays that are not the thesis, and `proposition.crf` on all."""
    kinds: list[Instance] = []
    propositions: list[Instance] = []
    for essay in essays:
        text = lay_out(essay.units, essay.headline)
        for at, (label, kind, stated) in enumerate(zip(essay.labels, essay.evidence, essay.propositions, strict=True)):
            names = kind_features(text, at)
            propositions.append(([names], [stated]))
            if label != "major_claim":
                kinds.append(([names], [kind]))
    fit(kinds, folder / "evidence.crf", c1=0.0, c2=4.0)
    fit(propositions, folder / "proposition.crf", c1=0.0, c2=4.0)


def _ways(text: Text, group: Sequence[int], steps: Mapping[int, int]) -> Iterator[Instance]:
    """Every unit of a paragraph whose step goes to another one of it, and which way."""
    for k, at in enumerate(group):
        if steps.get(at) in group:
            yield [way_features(text, group, k)], [way(group.index(steps[at]) - k)]


def _pairs(units: Sequence[Unit], steps: Mapping[int, int]) -> Iterator[Instance]:
    """Every pair of units whose first takes a step, and whether it goes to the second."""
    for source, target in sorted(steps.items()):
        for other in range(len(units)):
            if other != source:
                yield [pair_features(units, source, other)], ["yes" if other == target else "no"]


if __name__ == "__main__":
    train(
        {corpus.name: for_training(corpus.records) for corpus in load(map(Path, sys.argv[1:]))},
        Path(__file__).parent / "model",
    )
