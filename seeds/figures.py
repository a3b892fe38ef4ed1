"""Print what the corpus holds: texts, words and annotations by label, and how much the texts share (n-gram overlap).

python seeds/figures.py
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from statistics import mean

import build

import oped

HERE = Path(__file__).parent


def texts() -> list[dict[str, str]]:
    """What is known of each text: name, field, split (splits.toml), manner, thesis, spelling (corpus.toml)."""
    manners: dict[str, dict[str, str]] = tomllib.loads((HERE / "corpus.toml").read_text(encoding="utf-8"))
    fields = build.splits()
    return [{"name": name, **fields[name], **manner} for name, manner in manners.items()]


def words(name: str) -> list[str]:
    """The words of a text, in small letters."""
    return re.findall(r"\w+(?:[’']\w+)?", (HERE / f"{name}.txt").read_text(encoding="utf-8").lower())


def ngrams(name: str, n: int) -> frozenset[tuple[str, ...]]:
    """All runs of n words of a text."""
    found = words(name)
    return frozenset(tuple(found[at : at + n]) for at in range(len(found) - n + 1))


def overlap(n: int) -> Iterator[float]:
    """For each pair of texts: the share of the shorter one's n-grams that the other has, too."""
    grams = {entry["name"]: ngrams(entry["name"], n) for entry in texts()}
    for first, second in combinations(sorted(grams), 2):
        yield len(grams[first] & grams[second]) / min(len(grams[first]), len(grams[second]))


def labels(split: str) -> Counter[str]:
    """How many annotations of each label, and relations of each kind, the texts of a split hold."""
    counts: Counter[str] = Counter()
    for entry in texts():
        if entry["split"] == split:
            report = oped.Report.from_json((HERE / f"{entry['name']}.gold.json").read_text(encoding="utf-8"))
            for layer in report.layers.values():
                counts.update(f"{layer.name}: {annotation.label}" for annotation in layer.annotations)
                counts.update(f"{layer.name}: → {relation.label}" for relation in layer.relations)
    return counts


def main() -> int:
    """Print the figures as Markdown."""
    splits = ("train", "dev", "test")
    print("| | train | dev | test | all |\n|---|---:|---:|---:|---:|")
    counted = {split: labels(split) for split in splits}
    for split in splits:
        chosen = [entry["name"] for entry in texts() if entry["split"] == split]
        counted[split]["texts"] = len(chosen)
        counted[split]["words"] = sum(len(words(name)) for name in chosen)
    order = ["texts", "words", *sorted({name for c in counted.values() for name in c} - {"texts", "words"})]
    for name in order:
        row = [counted[split][name] for split in splits]
        print(f"| {name} | {' | '.join(f'{n:,}' for n in [*row, sum(row)])} |")
    for n in (3, 4, 6):
        shares = list(overlap(n))
        print(f"\nShared {n}-grams of two texts: mean {mean(shares):.2%}, highest {max(shares):.2%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
