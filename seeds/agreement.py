"""Print how far two coders agree: of each label its words, and of the findings that both have the features.

    python seeds/agreement.py                  all texts that were coded twice
    python seeds/agreement.py NAME…            some
    python seeds/agreement.py --list LABEL     what only one of the two has

Words: F1 of findings on exactly the same words, F1 of findings that share a word, and Krippendorff's alpha (1980; nominal) over
characters in or out of the label. Features: alpha over findings of both, paired where they share most characters.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import Path

import attrs
import build

import oped

SECOND = build.HERE / "second"
FEATURES = {
    "content": ("kind", "holder"),
    "cue": ("force",),
    "mention": ("actor", "type", "via"),
    "stance": ("holder", "target", "attitude", "mode", "voice"),
    "hedge": ("type", "voice"),
    "booster": ("type",),
    "modality": ("type",),
    "connective": ("sense",),
    "role": ("label", "side", "holder", "proposition", "evidence"),
}
Pair = tuple[oped.Annotation, oped.Annotation]


@attrs.frozen
class Twice:
    """One text, and what each of two coders found in it under one label."""

    name: str
    text: str
    first: tuple[oped.Annotation, ...]
    second: tuple[oped.Annotation, ...]


def coded(name: str, path: Path) -> dict[str, tuple[oped.Annotation, ...]]:
    """The findings of one coding by label; the three roles of units together are `role`."""
    text = (build.HERE / f"{name}.txt").read_text(encoding="utf-8")
    found: dict[str, list[oped.Annotation]] = {}
    for layer in build.layers(text, path.read_text(encoding="utf-8")):
        for annotation in layer.annotations:
            label = "role" if layer.name == "argument" else annotation.label
            found.setdefault(label, []).append(annotation)
    return {label: tuple(annotations) for label, annotations in found.items()}


def twice(names: Sequence[str], label: str) -> Iterator[Twice]:
    """Each text with the findings of both coders under a label."""
    for name in names:
        first, second = coded(name, build.HERE / f"{name}.coding"), coded(name, SECOND / f"{name}.coding")
        text = (build.HERE / f"{name}.txt").read_text(encoding="utf-8")
        yield Twice(name, text, first.get(label, ()), second.get(label, ()))


def alpha(pairs: Iterable[tuple[Hashable, Hashable]]) -> float:
    """Krippendorff's alpha for two coders without gaps, nominal; 1 is perfect, 0 is chance."""
    seen = list(pairs)
    values = Counter(value for pair in seen for value in pair)
    total = sum(values.values())
    if total < 2 or len(values) < 2:
        return 1.0 if all(a == b for a, b in seen) else 0.0
    observed = sum(a != b for a, b in seen) / len(seen)
    expected = 1 - sum(n * (n - 1) for n in values.values()) / (total * (total - 1))
    return 1 - observed / expected


def characters(annotations: Iterable[oped.Annotation]) -> set[int]:
    """The offsets that some finding covers."""
    return {at for a in annotations for span in a.spans for at in range(span.start, span.end)}


def shared(first: oped.Annotation, second: oped.Annotation) -> int:
    """How many characters two findings have in common."""
    return len(characters([first]) & characters([second]))


def paired(one: Twice) -> Iterator[Pair]:
    """Findings of both coders that share characters: one to one, those that share most first, like actors before others."""
    candidates = [
        (shared(a, b), a.features.get("actor") == b.features.get("actor"), i, j)
        for i, a in enumerate(one.first)
        for j, b in enumerate(one.second)
        if a.start < b.end and b.start < a.end and shared(a, b)
    ]
    left: set[int] = set()
    right: set[int] = set()
    for _, _, i, j in sorted(candidates, key=lambda c: (-c[0], not c[1], c[2], c[3])):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield one.first[i], one.second[j]


def value(annotation: oped.Annotation, feature: str) -> str:
    """A feature, or the label itself."""
    return annotation.label if feature == "label" else str(annotation.features.get(feature))


def row(label: str, texts: Sequence[Twice]) -> str:
    """One line of the table."""
    pairs = [pair for one in texts for pair in paired(one)]
    exact = sum(a.spans == b.spans for a, b in pairs)
    sizes = sum(len(one.first) + len(one.second) for one in texts)
    inside = [
        (at in first, at in second)
        for one in texts
        for first, second in [(characters(one.first), characters(one.second))]
        for at in range(len(one.text))
    ]
    features = [
        f"{feature} {alpha((value(a, feature), value(b, feature)) for a, b in pairs):.2f}"
        for feature in FEATURES.get(label, ())
    ]
    counts = f"{sum(len(one.first) for one in texts)} / {sum(len(one.second) for one in texts)}"
    return (
        f"| {label} | {counts} | {2 * exact / sizes:.2f} | {2 * len(pairs) / sizes:.2f} "
        f"| {alpha(inside):.2f} | {', '.join(features)} |"
    )


def differences(label: str, texts: Sequence[Twice]) -> Iterator[str]:
    """What only one of the two coders has."""
    for one in texts:
        pairs = list(paired(one))
        for sign, mine, met in (
            ("-", one.first, [a for a, _ in pairs]),
            ("+", one.second, [b for _, b in pairs]),
        ):
            for a in mine:
                if not any(a is other for other in met):
                    words = " … ".join(one.text[span.start : span.end] for span in a.spans)
                    around = one.text[max(0, a.start - 30) : a.end + 20].replace("\n", " ")
                    yield f"{sign} {one.name}: {words}  ({around})  {dict(a.features)}"


def main(arguments: list[str]) -> int:
    """Print the table, or what only one of the two has."""
    if arguments[:1] == ["--list"]:
        label, *wanted = arguments[1:]
        names = wanted or sorted(path.stem for path in SECOND.glob("*.coding"))
        print("\n".join(differences(label, list(twice(names, label)))))
        return 0
    names = arguments or sorted(path.stem for path in SECOND.glob("*.coding"))
    print(f"{len(names)} texts\n")
    print("| label | first / second | F1, same words | F1, shared words | alpha of words | alpha of features |")
    print("|---|---|---:|---:|---:|---|")
    for label in (*FEATURES, "speaker", "scope", "unit"):
        print(row(label, list(twice(names, label))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
