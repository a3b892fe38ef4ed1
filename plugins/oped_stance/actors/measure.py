"""Scores of the layer against gold data: `python -m oped_stance.actors.measure DATA_FOLDER`.

Names against GUM's named persons, organisations and places (`gum.dev`, never trained on); pronouns against GUM's
coreference; canonical names against SEESAW; spans against "directed". What is counted stands at each function.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import oped
from oped.analyser import Record
from oped_stance.actors.analyser import Options, find_actors
from oped_stance.actors.gold import TYPES, Entity, entities
from oped_stance.actors.train import treebank

Span = tuple[int, int]
_PLACES = frozenset({"country", "region", "city"})
_NO_NAMES = frozenset({"pronoun", "group", "epithet", "title", "demonym"})
_SPEAKERS = frozenset(
    [
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
        "you",
        "your",
        "yours",
        "yourself",
        "yourselves",
    ]
)


def mentions(text: str, date: str = "") -> list[oped.Annotation]:
    """The mentions of a text."""
    document = oped.parse(text, metadata={"date": date} if date else {})
    return [a for a in find_actors(document, {}, Options()) if isinstance(a, oped.Annotation)]


def _kind(mention: oped.Annotation) -> str:
    kind = str(mention.features["type"])
    return "place" if kind in _PLACES else "person" if kind == "person" else "organisation"


def _is_name(mention: oped.Annotation) -> bool:
    """Whether a mention is a name, and of somebody who has one ("voters" are called so by no name)."""
    return mention.features["via"] not in _NO_NAMES and str(mention.features["actor"])[:1].isupper()


def _overlapping(span: Span, others: Mapping[Span, Any]) -> list[Span]:
    return [o for o in others if o[0] < span[1] and o[1] > span[0]]


def _f1(right: int, found: int, gold: int) -> str:
    precision, recall = right / max(1, found), right / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} ({right} right, {found} found, {gold} gold)"


def names(records: Sequence[Record]) -> Iterator[str]:
    """Names of persons, organisations and places: any overlap with a gold head, and the same type beside it."""
    gold_count: Counter[str] = Counter()
    found_count: Counter[str] = Counter()
    touched: Counter[str] = Counter()
    typed: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for record in records:
        gold = {(e.head_start, e.head_end): TYPES[e.type] for e in entities(record) if e.named and e.type in TYPES}
        found = {(m.start, m.end): _kind(m) for m in mentions(str(record["text"])) if _is_name(m)}
        for span, kind in gold.items():
            near = _overlapping(span, found)
            gold_count[kind] += 1
            touched[kind] += bool(near)
            typed[kind] += any(found[other] == kind for other in near)
        for span, kind in found.items():
            found_count[kind] += 1
            true[kind] += bool(_overlapping(span, gold))
    for kind in sorted(gold_count):
        yield (
            f"{kind}: {gold_count[kind]} gold names, {touched[kind] / gold_count[kind]:.3f} found, "
            f"{typed[kind] / gold_count[kind]:.3f} with the right type; "
            f"{true[kind] / max(1, found_count[kind]):.3f} of {found_count[kind]} that were found are gold names"
        )
    recall = sum(touched.values()) / sum(gold_count.values())
    precision = sum(true.values()) / sum(found_count.values())
    yield f"all names, by overlap: precision {precision:.3f}, recall {recall:.3f}, F1 {2 * precision * recall / (precision + recall):.3f}"


def pronouns(records: Sequence[Record]) -> Iterator[str]:
    """Pronouns of the third person whose gold cluster holds a name that we found: is it the same actor?"""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for record in records:
        text = str(record["text"])
        made = mentions(text)
        actors = _actors_of_clusters(entities(record), made)
        described = _actors_of_nouns(entities(record), made)
        clusters = {(e.start, e.end): e.cluster for e in entities(record) if e.pronoun}
        for span, cluster in clusters.items():
            word = _family(text[span[0] : span[1]])
            gold[word] += bool(actors[cluster]) and word not in _SPEAKERS
        answers: dict[Span, set[str]] = defaultdict(set)
        for mention in made:
            if mention.features["via"] == "pronoun":
                answers[mention.start, mention.end].add(str(mention.features["actor"]))
        for span, given in answers.items():
            word = _family(text[span[0] : span[1]])
            nameless = not any(name[:1].isupper() for name in given)
            if nameless and not actors[clusters.get(span, "")]:
                continue  # somebody without a name in both: not what is counted here
            found[word] += 1
            cluster = clusters.get(span, "")
            right[word] += bool(given & (actors[cluster] | described[cluster]))
    for word in sorted(word for word in gold if gold[word] > 2):
        yield f"{word}: {_f1(right[word], found[word], gold[word])}"
    yield f"all pronouns: {_f1(sum(right.values()), sum(found.values()), sum(gold.values()))}"


def _family(word: str) -> str:
    families = {"he": "him his himself", "she": "her hers herself", "they": "them their theirs", "it": "its itself"}
    low = word.lower()
    return next((head for head, forms in families.items() if low in forms.split()), low)


def _actors_of_clusters(gold: Sequence[Entity], made: Sequence[oped.Annotation]) -> dict[str, set[str]]:
    named = {(m.start, m.end): str(m.features["actor"]) for m in made if _is_name(m)}
    actors: dict[str, set[str]] = defaultdict(set)
    for entity in gold:
        if entity.named and entity.type in TYPES:
            near = _overlapping((entity.head_start, entity.head_end), named)
            actors[entity.cluster].update(named[span] for span in near)
    return actors


def _actors_of_nouns(gold: Sequence[Entity], made: Sequence[oped.Annotation]) -> dict[str, set[str]]:
    """By cluster the actors that nouns in it mean ("the doctor"), as "he" may go back to such a noun."""
    nouns = {(m.start, m.end): str(m.features["actor"]) for m in made if not _is_name(m)}
    actors: dict[str, set[str]] = defaultdict(set)
    for entity in gold:
        if not entity.pronoun:
            actors[entity.cluster].update(
                nouns[span] for span in _overlapping((entity.head_start, entity.head_end), nouns)
            )
    return actors


def canonical(records: Sequence[Record]) -> Iterator[str]:
    """SEESAW's holders and targets with a place and a capital: is a mention there, and is it of that very name?"""
    total = touched = same = 0
    for record in records:
        text = f"{record['context']}\n\n{record['text']}" if record["context"] else str(record["text"])
        shift = len(text) - len(str(record["text"]))
        made = mentions(text, str(record["date"]))
        for stance in record["stances"]:
            for side in (stance["source"], stance["target"]):
                if side["start"] is None or side["name"] in ("None", "Not in the list"):
                    continue
                if not any(character.isupper() for character in record["text"][side["start"] : side["end"]]):
                    continue
                near = [m for m in made if m.start < side["end"] + shift and m.end > side["start"] + shift]
                total += 1
                touched += bool(near)
                same += any(m.features["actor"] == side["name"] for m in near)
    yield f"{total} holders and targets: {touched / total:.3f} have a mention, {same / total:.3f} one of the same name"


def spans(records: Sequence[Record]) -> Iterator[str]:
    """Sources and targets of "directed": is a mention there?"""
    total = touched = 0
    for record in records:
        made = mentions(str(record["text"]))
        side = record["source"]
        total += 1
        touched += any(m.start < side["end"] and m.end > side["start"] for m in made)
    yield f"{total} entities: {touched / total:.3f} have a mention"


def _sample(path: Path, most: int) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[:: max(1, len(lines) // most)]]


def main(arguments: Sequence[str]) -> None:
    """Print every score that the data of a folder allow."""
    if len(arguments) != 1:
        raise SystemExit("usage: python -m oped_stance.actors.measure DATA_FOLDER")
    data = Path(arguments[0])
    blocks = (data / "linguistics" / "gum.dev.conllu").read_text(encoding="utf-8").split("# newdoc id = ")[1:]
    gum = [treebank(block) for block in blocks]
    tasks: list[tuple[str, Callable[[Sequence[Record]], Iterator[str]], Sequence[Record]]] = [
        ("names, gum.dev", names, gum),
        ("pronouns, gum.dev", pronouns, gum),
        ("canonical names, seesaw, every 6th sentence", canonical, _sample(data / "stance" / "seesaw.dev.jsonl", 1000)),
        ("spans, directed, every 11th pair", spans, _sample(data / "stance" / "directed.dev.jsonl", 2000)),
    ]
    for title, score, records in tasks:
        sys.stdout.write(f"{title}\n" + "".join(f"  {line}\n" for line in score(records)))


if __name__ == "__main__":
    main(sys.argv[1:])
