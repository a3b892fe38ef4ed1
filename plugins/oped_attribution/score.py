"""Measure the attribution layer against GUM's RST attribution: `python -m oped_attribution.score FILE.conllu…`.

Gold: each relation `attribution-…` whose signals name its words: the cue (`lex-indwd`), the source (`sem-atsrc`), and as content
the target unit with all that depends on it within its sentence. Relations of the author to himself (first person)
are left out, as the layer leaves them out. GUM marks no "according to", no infinitives and no single quoted words,
which the layer does: its precision here is a lower bound.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

import oped
from oped import Annotation, Layer

_RELATION = re.compile(r"([A-Za-z-]+)(?:_[mr])?:(\d+)(?:->(\d+))?:")
_SIGNAL = re.compile(r"(sem-atsrc|lex-indwd)-([0-9,-]+?)-(?:_|gold)")
_FIRST_PERSON = frozenset(("i", "we", "me", "us", "my", "our"))
_PUNCTUATION = "PUNCT"


@attrs.frozen
class Word:
    """A token of the treebank with its place in the text and the rhetorical relations that begin at it."""

    start: int
    end: int
    form: str
    pos: str
    sentence: int
    relations: str


@attrs.frozen
class Gold:
    """One attribution: numbers of words."""

    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]


def read(conllu: str) -> tuple[str, list[Word]]:
    """The text of a document, put together from its tokens, and its words."""
    pieces: list[str] = []
    words: list[Word] = []
    length, sentence = 0, -1
    for line in conllu.splitlines():
        if line.startswith("# newpar") and pieces:
            pieces.append("\n\n")
            length += 2
        cells = line.split("\t")
        if len(cells) < 10 or not cells[0].isdigit():
            continue
        sentence += cells[0] == "1"
        relations = re.search(r"Discourse=([^|]*)", cells[9])
        words.append(
            Word(
                length,
                length + len(cells[1]),
                cells[1],
                cells[3],
                sentence,
                relations.group(1) if relations else "",
            )
        )
        pieces.append(cells[1] + ("" if "SpaceAfter=No" in cells[9] else " "))
        length += len(pieces[-1])
    return "".join(pieces), words


def golden(words: Sequence[Word]) -> Iterator[Gold]:
    """The attributions of a document."""
    units: dict[str, list[int]] = {}
    children: dict[str, list[str]] = defaultdict(list)
    found: list[tuple[str, str, str]] = []
    unit = ""
    for i, word in enumerate(words):
        for number, relation in enumerate(word.relations.split(";") if word.relations else ()):
            match = _RELATION.match(relation)
            if match is None:
                continue
            if number == 0:
                unit = match.group(2)
                units[unit] = []
                children[match.group(3) or ""].append(unit)
            if match.group(1).startswith("attribution"):
                found.append((unit, match.group(3), relation))
        if unit:
            units[unit].append(i)
    for source, target, relation in found:
        signals: dict[str, set[int]] = {"sem-atsrc": set(), "lex-indwd": set()}
        for kind, numbers in _SIGNAL.findall(relation):
            signals[kind] |= _places(numbers)
        spoken_by = signals["sem-atsrc"] or set(units[source])
        own = any(words[i].form.lower() in _FIRST_PERSON for i in spoken_by if i < len(words))
        if units.get(target) and signals["lex-indwd"] and not own:
            content = frozenset(_content(words, units, children, source, target))
            yield Gold(frozenset(signals["lex-indwd"]), frozenset(signals["sem-atsrc"]), content)


def _places(numbers: str) -> set[int]:
    """Numbers of words from "10-12,15", which count from 1."""
    places: set[int] = set()
    for part in numbers.split(","):
        first, _, last = part.partition("-")
        if first.isdigit() and (not last or last.isdigit()):
            places |= set(range(int(first) - 1, int(last or first)))
    return places


def _content(
    words: Sequence[Word], units: dict[str, list[int]], children: dict[str, list[str]], source: str, target: str
) -> Iterator[int]:
    sentence = words[units[target][0]].sentence
    stack = [target]
    while stack:
        unit = stack.pop()
        if words[units[unit][0]].sentence == sentence:
            yield from units[unit]
            stack += [child for child in children[unit] if child != source]


def score(texts: Sequence[str]) -> dict[str, float]:
    """Precision, recall and F1 of cues and of the words of content, recall of speakers of matched cues."""
    counts: Counter[str] = Counter()
    for conllu in texts:
        text, words = read(conllu)
        layer = oped.analyse(text, only=["attribution"]).layer("attribution")
        _compare(words, layer, counts)
    return _summary(counts)


def _compare(words: Sequence[Word], layer: Layer, counts: Counter[str]) -> None:
    found = [
        (_covered(words, [content]), _joined(words, layer, content, "cue"), _joined(words, layer, content, "speaker"))
        for content in layer.labelled("content")
    ]
    counts["found"] += len(found)
    for gold in golden(words):
        counts["gold"] += 1
        hit = next((pair for pair in found if pair[1] & gold.cue), None)
        if hit is None:
            continue
        found.remove(hit)
        counts["cue"] += 1
        counts["speakers"] += bool(gold.source)
        counts["speaker"] += bool(gold.source & hit[2])
        expected = {i for i in gold.content if words[i].pos != _PUNCTUATION}
        mine = {i for i in hit[0] if words[i].pos != _PUNCTUATION}
        counts["words"] += len(expected & mine)
        counts["words gold"] += len(expected)
        counts["words found"] += len(mine)


def _joined(words: Sequence[Word], layer: Layer, content: Annotation, label: str) -> set[int]:
    ends = [
        layer.annotation(str(r.target).partition("#")[2]) for r in layer.relations_from(content) if r.label == label
    ]
    return _covered(words, ends)


def _covered(words: Sequence[Word], annotations: Sequence[Annotation]) -> set[int]:
    spans = [span for annotation in annotations for span in annotation.spans]
    return {i for i, word in enumerate(words) if any(s.start < word.end and word.start < s.end for s in spans)}


def _summary(counts: Counter[str]) -> dict[str, float]:
    def parts(right: str, found: str, gold: str) -> tuple[float, float, float]:
        p, r = counts[right] / max(1, counts[found]), counts[right] / max(1, counts[gold])
        return p, r, 2 * p * r / max(1e-9, p + r)

    result: dict[str, float] = {}
    for name, keys in {"cue": ("cue", "found", "gold"), "content": ("words", "words found", "words gold")}.items():
        for part, value in zip(("P", "R", "F1"), parts(*keys), strict=True):
            result[f"{name} {part}"] = round(value, 3)
    result["speaker of matched cue"] = round(counts["speaker"] / max(1, counts["speakers"]), 3)
    result["attributions"] = counts["gold"]
    return result


def main(arguments: Sequence[str]) -> int:
    """Print the scores on CoNLL-U files; `--genre news,essay` takes documents of some genres only."""
    genres: list[str] = []
    paths = list(arguments)
    if "--genre" in paths:
        at = paths.index("--genre")
        genres = paths[at + 1].split(",")
        del paths[at : at + 2]
    if not paths:
        print("usage: python -m oped_attribution.score [--genre news,essay] FILE.conllu…", file=sys.stderr)
        return 2
    texts = [
        document
        for path in paths
        for document in Path(path).read_text(encoding="utf-8").split("# newdoc id = ")[1:]
        if not genres or any(f"_{genre}_" in document.split("\n", 1)[0] for genre in genres)
    ]
    for name, value in score(texts).items():
        print(f"{name:24} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
