"""How far two annotators agree, layer by layer: compare the codings in second/first/ with those in second/.

    python seeds/agreement.py                     print the table, of all texts that are coded twice
    python seeds/agreement.py NAME…               of some
    python seeds/agreement.py --write PAGE.md     put the table into a page, between its markers
    python seeds/agreement.py --differences LAYER list what only one annotator marked, and the features that differ
    python seeds/agreement.py --first FOLDER      compare other codings with second/, as the gold in seeds/
    python seeds/agreement.py --layers stance argument     only some layers
    python seeds/agreement.py --redo              what was coded again with version 2 (redo/), both rounds side by side

Annotations are paired one to one within a label: greatest share of common code points first, then most equal features.
F1 between annotators is symmetric (Hripcsak and Rothschild 2005, Agreement, the F-measure, and reliability in
information retrieval); alpha is Krippendorff's (2011, Computing Krippendorff's alpha-reliability): of a label, over
characters that are in it or not; of a feature, over the pairs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import Path

import attrs
import build

import oped
from oped.model import Scalar

HERE = Path(__file__).parent
SECOND = HERE / "second"
FIRST = SECOND / "first"
"""The first annotator's codings as they stood before either saw the other's; those in seeds/ are adjudicated."""
REDO = HERE / "redo" / "a", HERE / "redo" / "b"
"""Two coders' work with version 2 of the guidelines, on the layers in which version 1 agreed least."""
REDONE = ("stance", "argument")
GIVEN = ("stance: voice", "unit: holder")
"""Rows that the second round cannot be compared in: they follow from an attribution that both coders were given."""

NAMES = ("actor", "affiliation", "holder", "target", "voice")
"""Features that name an actor; each annotator chose the names alone."""

FEATURES: dict[str, tuple[str, ...]] = {
    "content": ("kind", "holder"),
    "cue": ("lemma", "force"),
    "mention": ("actor", "type", "affiliation", "via"),
    "stance": ("holder", "target", "sign", "attitude", "quad", "polarity", "certainty", "mode", "voice"),
    "hedge": ("type", "certainty", "voice", "scope"),
    "booster": ("type", "certainty", "voice"),
    "modality": ("type", "voice"),
    "connective": ("sense",),
    "unit": ("role", "side", "proposition", "evidence", "holder"),
}
INTERVAL = ("polarity", "certainty")
"""Features that are numbers; they agree where they differ by no more than TOLERANCE."""
TOLERANCE = 0.1

LAYERS = (
    ("attribution", ("content", "cue", "speaker")),
    ("actors", ("mention",)),
    ("stance", ("stance",)),
    ("hedging", ("hedge", "scope", "booster", "modality")),
    ("connectives", ("connective",)),
    ("argument", ("unit", "major_claim", "claim", "premise")),
)


@attrs.frozen
class Marks:
    """One annotator's work on one text: annotations by label, relations by their ends, and the names of the actors."""

    text: str
    found: dict[str, tuple[oped.Annotation, ...]]
    relations: tuple[tuple[str, oped.Annotation, oped.Annotation], ...]
    actors: frozenset[str]


@attrs.frozen
class Row:
    """A line of the table; what does not apply is None. F1, agreed and alpha are shares of 1."""

    layer: str
    what: str
    first: int | None = None
    second: int | None = None
    exact: float | None = None
    overlap: float | None = None
    pairs: int | None = None
    agreed: float | None = None
    alpha: float | None = None


# --- reading ---------------------------------------------------------------------------------------------------


def marks(text: str, coding: str) -> Marks:
    """What one annotator marked. Raises build.CodingError."""
    layers = {layer.name: layer for layer in build.layers(text, coding)}
    found: dict[str, tuple[oped.Annotation, ...]] = {}
    for layer, labels in LAYERS:
        for label in labels:
            found[label] = tuple(layers[layer].labelled(label))
    found["hedge"] = tuple(with_scope(hedge, layers["hedging"]) for hedge in found["hedge"])
    found["stance"] = tuple(with_sign(stance) for stance in found["stance"])
    argument = layers["argument"]
    units = {unit.key: as_unit(unit) for unit in argument.annotations}
    found["unit"] = tuple(units.values())
    relations = tuple((r.label, units[key_of(r.source)], units[key_of(r.target)]) for r in argument.relations)
    return Marks(text, found, relations, frozenset(build.read_coding(text, coding).actors))


def key_of(end: oped.Annotation | str) -> str:
    """The key of an annotation that is named as `layer#key`."""
    return end.rpartition("#")[2] if isinstance(end, str) else end.key


def with_scope(hedge: oped.Annotation, hedging: oped.Layer) -> oped.Annotation:
    """A hedge with its scope as a feature."""
    scopes = {a.key: a for a in hedging.labelled("scope")}
    targets = [scopes[key_of(r.target)] for r in hedging.relations if key_of(r.source) == hedge.key]
    return with_features(hedge, scope=" ".join(f"{scope.start}-{scope.end}" for scope in targets))


def with_sign(stance: oped.Annotation) -> oped.Annotation:
    """A stance with the sign of its polarity as a feature."""
    return with_features(stance, sign="+" if float(stance.features["polarity"] or 0) > 0 else "-")


def as_unit(role: oped.Annotation) -> oped.Annotation:
    """A unit, with its role as a feature."""
    return attrs.evolve(with_features(role, role=role.label), label="unit")


def with_features(annotation: oped.Annotation, **features: Scalar) -> oped.Annotation:
    """The annotation with more features, or with other values of some."""
    return attrs.evolve(annotation, features=dict(annotation.features) | features)


# --- names -----------------------------------------------------------------------------------------------------


def plain(name: Scalar) -> str:
    """A name without capitals, article and quotation marks: what two annotators may write alike."""
    text = str(name or "").casefold().replace("’", "'").strip("'‘“”\" ")
    for article in ("the ", "a ", "an "):
        text = text.removeprefix(article)
    return text


def same_actors(first: Marks, second: Marks) -> dict[str, str]:
    """For the second annotator's names of actors, the first's: the actor with whom they share most mentions."""
    shared: Counter[tuple[str, str]] = Counter()
    for theirs in second.found["mention"]:
        for ours in first.found["mention"]:
            if ours.spans == theirs.spans:
                shared[plain(theirs.features["actor"]), plain(ours.features["actor"])] += 1
    best = sorted(shared, key=lambda pair: (pair[0], shared[pair], pair[0] == pair[1], pair[1]))
    return dict(best)  # of several the last, which shares most, stays


def renamed(marked: Marks, names: dict[str, str]) -> Marks:
    """The marks with plain names of actors, exchanged for those in `names`."""

    def rename(name: Scalar) -> str:
        return names.get(plain(name), plain(name))

    def apply(annotation: oped.Annotation) -> oped.Annotation:
        named = {name: rename(annotation.features[name]) for name in NAMES if name in annotation.features}
        return with_features(annotation, **named)

    changed = {id(a): apply(a) for annotations in marked.found.values() for a in annotations}
    return Marks(
        marked.text,
        {label: tuple(changed[id(a)] for a in annotations) for label, annotations in marked.found.items()},
        tuple((label, changed[id(source)], changed[id(target)]) for label, source, target in marked.relations),
        frozenset(rename(name) for name in marked.actors),
    )


# --- pairing ---------------------------------------------------------------------------------------------------

Pair = tuple[oped.Annotation, oped.Annotation]


def paired(first: Sequence[oped.Annotation], second: Sequence[oped.Annotation]) -> list[Pair]:
    """Annotations of two annotators that overlap, paired one to one, in order of position."""
    candidates = sorted(
        (-common(a, b), -equal(a, b), i, j) for i, a in enumerate(first) for j, b in enumerate(second) if a.overlaps(b)
    )
    taken: list[tuple[int, int]] = []
    ours, theirs = set[int](), set[int]()
    for _, _, i, j in candidates:
        if i not in ours and j not in theirs:
            ours.add(i)
            theirs.add(j)
            taken.append((i, j))
    return [(first[i], second[j]) for i, j in sorted(taken)]


def common(a: oped.Annotation, b: oped.Annotation) -> float:
    """The code points that two annotations share, as a share of those that either holds."""
    shared = sum(max(0, min(s.end, t.end) - max(s.start, t.start)) for s in a.spans for t in b.spans)
    return shared / (sum(map(len, a.spans)) + sum(map(len, b.spans)) - shared)


def equal(a: oped.Annotation, b: oped.Annotation) -> int:
    """How many features are equal in both."""
    return sum(name in b.features and b.features[name] == value for name, value in a.features.items())


# --- figures ---------------------------------------------------------------------------------------------------


def f1(matched: int, first: int, second: int) -> float | None:
    """F1 of what both marked; None where neither marked anything."""
    return 2 * matched / (first + second) if first + second else None


def nominal_alpha(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Krippendorff's alpha of two complete sets of names; None where nothing varies."""
    values = Counter(value for pair in pairs for value in pair)
    n = values.total()
    by_chance = sum(count * (n - count) for count in values.values())
    if not by_chance:
        return None
    observed = sum(a != b for a, b in pairs) / len(pairs)
    return 1 - observed * n * (n - 1) / by_chance


def interval_alpha(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Krippendorff's alpha of two complete sets of numbers, squared differences; None where nothing varies."""
    values = [value for pair in pairs for value in pair]
    n = len(values)
    by_chance = 2 * n * sum(v * v for v in values) - 2 * sum(values) ** 2  # over all ordered pairs of values
    if by_chance < 1e-9:
        return None
    observed = sum((a - b) ** 2 for a, b in pairs) / len(pairs)
    return 1 - observed * n * (n - 1) / by_chance


def feature_row(layer: str, label: str, feature: str, pairs: Sequence[Pair]) -> Row:
    """How far a feature agrees where both annotators marked the place."""
    values = [(a.features.get(feature), b.features.get(feature)) for a, b in pairs]
    if feature in INTERVAL:
        numbers = [(float(a or 0), float(b or 0)) for a, b in values]
        agreed = sum(abs(a - b) <= TOLERANCE + 1e-9 for a, b in numbers)
        alpha = interval_alpha(numbers)
    else:
        agreed = sum(a == b for a, b in values)
        alpha = nominal_alpha(values)
    share = agreed / len(values) if values else None
    return Row(layer, f"{label}: {feature}", pairs=len(values), agreed=share, alpha=alpha)


def label_row(layer: str, label: str, texts: Sequence[tuple[Marks, Marks]]) -> tuple[Row, list[Pair]]:
    """How far the places of a label agree, and the pairs of annotations that overlap."""
    pairs = [pair for ours, theirs in texts for pair in paired(ours.found[label], theirs.found[label])]
    first = sum(len(ours.found[label]) for ours, _ in texts)
    second = sum(len(theirs.found[label]) for _, theirs in texts)
    exact = sum(a.spans == b.spans for a, b in pairs)
    shares = f1(exact, first, second), f1(len(pairs), first, second)
    return Row(layer, label, first, second, *shares, alpha=nominal_alpha(characters(texts, label))), pairs


def characters(texts: Sequence[tuple[Marks, Marks]], label: str) -> list[tuple[bool, bool]]:
    """For each character of the texts: whether either annotator's label covers it."""
    return [
        (at in ours, at in theirs)
        for first, second in texts
        for ours, theirs in [(covered(first.found[label]), covered(second.found[label]))]
        for at in range(len(first.text))
    ]


def covered(annotations: Iterable[oped.Annotation]) -> frozenset[int]:
    """The offsets that some annotation covers."""
    return frozenset(at for a in annotations for span in a.spans for at in range(span.start, span.end))


def triple_row(texts: Sequence[tuple[Marks, Marks]], what: str, issues: bool) -> Row:
    """Agreement on who stands on which side of whom, wherever in the text that was marked."""
    counts = [(triples(ours, issues=issues), triples(theirs, issues=issues)) for ours, theirs in texts]
    first = sum(ours.total() for ours, _ in counts)
    second = sum(theirs.total() for _, theirs in counts)
    both = sum((ours & theirs).total() for ours, theirs in counts)
    return Row("stance", what, first, second, f1(both, first, second))


def triples(marked: Marks, *, issues: bool) -> Counter[tuple[str, ...]]:
    """Holder, target and sign of each stance; unless `issues` are told apart, what is no actor is one issue."""

    def name(value: Scalar) -> str:
        known = value in marked.actors or value == "author"
        return str(value) if known or issues else "an issue"

    return Counter(
        (name(s.features["holder"]), name(s.features["target"]), str(s.features["sign"]))
        for s in marked.found["stance"]
    )


def relation_rows(texts: Sequence[tuple[Marks, Marks]]) -> Iterator[Row]:
    """Agreement on the relations between units: the same two units, and among those the same relation."""
    first = sum(len(ours.relations) for ours, _ in texts)
    second = sum(len(theirs.relations) for _, theirs in texts)
    labels: list[tuple[Scalar, Scalar]] = []
    for ours, theirs in texts:
        unit = {id(b): id(a) for a, b in paired(ours.found["unit"], theirs.found["unit"])}
        other = {(unit.get(id(s)), unit.get(id(t))): label for label, s, t in theirs.relations}
        labels.extend((label, other[id(s), id(t)]) for label, s, t in ours.relations if (id(s), id(t)) in other)
    yield Row("argument", "relation", first, second, overlap=f1(len(labels), first, second))
    agreed = sum(a == b for a, b in labels) / len(labels) if labels else None
    yield Row("argument", "relation: label", pairs=len(labels), agreed=agreed, alpha=nominal_alpha(labels))


def rows(texts: Sequence[tuple[Marks, Marks]], layers: Sequence[str] = ()) -> Iterator[Row]:
    """The table of texts that are coded twice, of some layers or all; names have been made alike."""
    for layer, labels in LAYERS:
        if layers and layer not in layers:
            continue
        for label in labels:
            row, pairs = label_row(layer, label, texts)
            yield row
            yield from (feature_row(layer, label, feature, pairs) for feature in FEATURES.get(label, ()))
        if layer == "stance":
            yield triple_row(texts, "holder, target, sign", issues=True)
            yield triple_row(texts, "the same, all issues as one", issues=False)
        if layer == "argument":
            yield from relation_rows(texts)


# --- out -------------------------------------------------------------------------------------------------------


def twice_coded(first: Path = FIRST, second: Path = SECOND) -> list[str]:
    """The names of the texts that both annotators coded."""
    return sorted({path.stem for path in first.glob("*.coding")} & {path.stem for path in second.glob("*.coding")})


def both(name: str, first: Path = FIRST, second: Path = SECOND) -> tuple[Marks, Marks]:
    """The two annotators' marks of one text, with names made alike. Raises build.CodingError."""
    text = oped.read(HERE / f"{name}.txt").text
    ours, theirs = (marks(text, (f / f"{name}.coding").read_text(encoding="utf-8")) for f in (first, second))
    return renamed(ours, {}), renamed(theirs, same_actors(ours, theirs))


def table(found: Iterable[Row]) -> str:
    """The rows as a Markdown table; shares have two digits."""
    head = ("layer", "what", "first", "second", "F1 exact", "F1 overlap", "pairs", "agreed", "alpha")
    lines: list[tuple[str, ...]] = [head, ("---", "---", *("---:",) * 7)]
    lines.extend(tuple(cell(value) for value in attrs.astuple(row)) for row in found)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def rounds(before: Iterable[Row], after: Iterable[Row]) -> str:
    """Two rounds side by side as a Markdown table: what both hold, without what was given to the second."""
    head = ("layer", "what", *("marked", "F1 exact", "F1 overlap", "agreed", "alpha"))
    marks = [f"{name}, {version}" for name in head[2:] for version in ("v1", "v2")]
    lines: list[tuple[str, ...]] = [(*head[:2], *marks), ("---", "---", *("---:",) * len(marks))]
    for first, second in zip(before, after, strict=True):
        if first.what not in GIVEN:
            shown = zip(compared(first), compared(second), strict=True)
            lines.append((first.layer, first.what, *(cell(value) for pair in shown for value in pair)))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def compared(row: Row) -> tuple[str | float | None, ...]:
    """What of a row two rounds are compared in; the counts of both annotators in one cell."""
    marked = None if row.first is None else f"{row.first} / {row.second}"
    return marked, row.exact, row.overlap, row.agreed, row.alpha


def cell(value: str | int | float | None) -> str:
    """A value as the table shows it."""
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def put(page: str, new: str, name: str = "agreement") -> str:
    """The page with the table of this name exchanged. Raises ValueError where the markers are not there."""
    opening, closing = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, begin, rest = page.partition(opening)
    _, end, after = rest.partition(closing)
    if not begin or not end:
        raise ValueError(f"the page has no {opening} … {closing}")
    return f"{before}{opening}\n{new}{closing}{after}"


def differences(name: str, layer: str, ours: Marks, theirs: Marks) -> Iterator[str]:
    """What only one of the two marked, and where the features of both differ, a line each."""
    for label in dict(LAYERS)[layer]:
        pairs = paired(ours.found[label], theirs.found[label])
        seen = {id(annotation) for pair in pairs for annotation in pair}
        for side, marked in (("first", ours), ("second", theirs)):
            for alone in marked.found[label]:
                if id(alone) not in seen:
                    yield f"{name}\t{label}\tonly {side}\t{quote(marked.text, alone)}"
        for a, b in pairs:
            for feature in FEATURES.get(label, ()):
                left, right = a.features.get(feature), b.features.get(feature)
                if left != right:
                    yield f"{name}\t{label}: {feature}\t{left} / {right}\t{quote(ours.text, a)}"


def quote(text: str, annotation: oped.Annotation) -> str:
    """The words of an annotation on one line."""
    return " … ".join(" ".join(text[span.start : span.end].split()) for span in annotation.spans)


def main(arguments: list[str]) -> int:
    """Print or write the table, or list differences; the exit code is 1 where a coding or the page is wrong."""
    parser = argparse.ArgumentParser(prog="agreement.py", description="Agreement between two annotators.")
    parser.add_argument("names", nargs="*", help="texts; all that are coded twice where none is named")
    parser.add_argument("--write", type=Path, metavar="PAGE.md", help="put the table into a page, between its markers")
    parser.add_argument("--differences", choices=[layer for layer, _ in LAYERS], help="list where the two differ")
    parser.add_argument("--first", type=Path, default=FIRST, help="the folder of the first codings")
    parser.add_argument("--second", type=Path, default=SECOND, help="the folder of the second codings")
    parser.add_argument("--layers", nargs="+", choices=[layer for layer, _ in LAYERS], default=[], help="only some")
    parser.add_argument("--redo", action="store_true", help="version 1 and version 2 side by side, of what was redone")
    options = parser.parse_args(arguments)
    first, second = REDO if options.redo else (options.first, options.second)
    names = options.names or twice_coded(first, second)
    try:
        texts = {name: both(name, first, second) for name in names}
        if options.differences:
            for name, (ours, theirs) in texts.items():
                print("\n".join(differences(name, options.differences, ours, theirs)))
            return 0
        if options.redo:
            earlier = [both(name) for name in names]
            found = rounds(rows(earlier, REDONE), rows(list(texts.values()), REDONE))
        else:
            found = table(rows(list(texts.values()), options.layers))
        if options.write:
            page = options.write.read_text(encoding="utf-8")
            written = put(page, found, "redo" if options.redo else "agreement")
            options.write.write_text(written, encoding="utf-8", newline="")
        else:
            print(f"{len(names)} texts coded twice\n\n{found}", end="")
    except (build.CodingError, oped.OpedError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
