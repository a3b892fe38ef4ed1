"""Remakes the models of connectives: `python -m oped_argument.connectives.train DATA_FOLDER`."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import oped
from oped.analyser import Record
from oped.gold import for_training, load
from oped.learning import train as fit

from ..text import View, view
from .analyser import HERE, level_two, lexicon_forms, write_inventory
from .features import Candidate, Inventory, candidates, contexts, features, index

CORPUS = "gdtb"
ESSAYS = "seeds"
ENOUGH = 15
"""So many occurrences of a form, or of a form in a context, are enough to say that it is no connective there."""

RARE = 0.005
"""A form of which a smaller share is marked is not looked at."""

Sentence = tuple[View, Mapping[tuple[int, int], str]]
"""A sentence, and the senses of the document's connectives by span."""


def sentences_of(record: Record) -> Iterator[Sentence]:
    """The sentences of a gold document."""
    gold = {(int(c["start"]), int(c["end"])): level_two(str(c["sense"])) for c in record["connectives"]}
    for sentence in oped.parse(str(record["text"])).sentences:
        yield view(sentence.tokens), gold


def seed_record(record: Record) -> Record:
    """A gold op-ed as a record of the corpus: its text, and every part of a connective with its sense."""
    report = oped.Report.from_json(json.dumps(record))
    text = report.document.text
    marked = [
        {"start": s.start, "end": s.end, "text": text[s.start : s.end], "sense": str(a.features["sense"])}
        for a in report.layer("connectives").annotations
        for s in a.spans
    ]
    return {"text": text, "connectives": marked}


def contrast_sentences() -> list[Sentence]:
    """The sentences of `contrast.toml`, each as often as the file's weight says."""
    data = tomllib.loads((HERE / "contrast.toml").read_text(encoding="utf-8"))
    found: list[Sentence] = []
    for item in data["sentence"]:
        parts = re.split(r"[\[\]]", str(item["text"]))
        gold: dict[tuple[int, int], str] = {}
        at = 0
        for number, part in enumerate(parts):
            if number % 2:
                gold[at, at + len(part)] = str(item["sense"][number // 2])
            at += len(part)
        found.extend((view(s.tokens), gold) for s in oped.parse("".join(parts)).sentences)
    return found * int(data["contrast"]["weight"])


def span_of(sentence: View, candidate: Candidate) -> tuple[int, int]:
    """The code points of a candidate."""
    return sentence.tokens[candidate.first].start, sentence.tokens[candidate.end - 1].end


def train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Fit usage and sense on GDTB and the gold op-eds, and write `usage.crf`, `sense.crf` and `inventory.json`."""
    if not corpora.get(CORPUS):
        return
    records = [*corpora[CORPUS], *map(seed_record, corpora.get(ESSAYS, ()))]
    sentences = [sentence for record in records for sentence in sentences_of(record)]
    inventory = learn_inventory(records, sentences)
    usage, senses = [], []
    for sentence, gold in [*sentences, *contrast_sentences()]:
        for candidate in candidates(sentence, inventory):
            sense = gold.get(span_of(sentence, candidate))
            names = features(sentence, candidate)
            usage.append(([names.all], ["yes" if sense else "no"]))
            if sense:
                senses.append(([names.form], [sense]))
    folder.mkdir(parents=True, exist_ok=True)
    fit(usage, folder / "usage.crf", c1=0.2, c2=0.5, max_iterations=150, min_count=2)
    fit(senses, folder / "sense.crf", c1=0.3, c2=5.0, max_iterations=150, min_count=2)
    write_inventory(inventory, folder)


def learn_inventory(records: Sequence[Record], sentences: Sequence[Sentence]) -> Inventory:
    """The forms of the lexicon and the corpus that are worth a look, and the contexts that never hold a connective."""
    met = {" ".join(str(c["text"]).lower().split()) for record in records for c in record["connectives"]}
    everything = Inventory(index(met | lexicon_forms()))
    seen: Counter[tuple[str, ...]] = Counter()
    marked: Counter[tuple[str, ...]] = Counter()
    for sentence, gold in sentences:
        for candidate in candidates(sentence, everything):
            keys = ((candidate.form,), *contexts(sentence, candidate))
            seen.update(keys)
            if span_of(sentence, candidate) in gold:
                marked.update(keys)
    idle = {key[0] for key in seen if len(key) == 1 and seen[key] >= ENOUGH and marked[key] < RARE * seen[key]}
    chance = {form for form in met - lexicon_forms() if marked[(form,)] < 2}
    forms = (met | lexicon_forms()) - idle - chance
    never = {key for key in seen if len(key) > 1 and seen[key] >= ENOUGH and not marked[key] and key[0] in forms}
    return Inventory(index(forms), frozenset(never))


if __name__ == "__main__":
    train(
        {corpus.name: for_training(corpus.records) for corpus in load(map(Path, sys.argv[1:]))},
        Path(__file__).parent / "model",
    )
