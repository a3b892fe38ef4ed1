"""Remake the recogniser of names and the model of pronouns: `python -m oped_stance.actors.train DATA_FOLDER`.

The recogniser learns from GUM's named entities, and, as weak supervision on political news, from the mentions that the
rules and the registry alone are sure of in the texts of "directed" and "seesaw"; the model of pronouns (`lessons.py`)
from GUM's coreference and the gold actors of the op-eds of this project, train split.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import oped
from oped.analyser import Record
from oped.gold import seeds
from oped.learning import encode, train
from oped_stance.actors.antecedents import chooser
from oped_stance.actors.discourse import resolve
from oped_stance.actors.features import features, window
from oped_stance.actors.finding import find
from oped_stance.actors.gold import TYPES, entities
from oped_stance.actors.lessons import of_report, of_treebank, sentences_of
from oped_stance.actors.sentence import Sentence

Example = tuple[list[Sequence[str]], list[str]]
NEWS = ("directed", "seesaw")
MOST_NEWS = 4000
_PLACES = frozenset({"country", "region", "city"})
_SKIPPED = frozenset({"pronoun", "group", "epithet", "demonym"})


def learn(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Fit the models to the corpora that they know, and write them into a folder."""
    examples = [e for record in corpora.get("gum.train", ()) for e in _gum(record)]
    for name in NEWS:
        texts = sorted({str(record["text"]) for record in corpora.get(name, ())})
        step = max(1, len(texts) // MOST_NEWS)
        examples += [e for text in texts[::step] for e in _news(text)]
    if examples:
        train(examples, folder / "names.crf.gz", c1=0.3, c2=0.05, max_iterations=80, min_count=2)
    learn_pronouns(corpora, folder)


def learn_pronouns(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Fit the model of pronouns to the coreference of GUM and the gold actors of our own op-eds (`seeds`)."""
    taught = [
        lesson for record in corpora.get("seeds", ()) for lesson in of_report(oped.Report.from_json(json.dumps(record)))
    ]
    taught += [lesson for record in corpora.get("gum.train", ()) for lesson in of_treebank(record)]
    if taught:
        # Few lessons and many features: a strong L2 norm, found by four folds over the train and dev texts.
        train(taught, folder / "pronouns.crf.gz", c1=0.0, c2=3.0, max_iterations=100)


def stretches(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The maximal stretches of capitalised tokens of a sentence, with the hyphens inside."""
    at = 0
    while at < len(sentence.tokens):
        end = at
        while sentence.named(end) or (end > at and sentence.word(end) == "-" and sentence.named(end + 1)):
            end += 1
        if end > at:
            yield at, end
        at = max(end, at + 1)


def _gum(record: Record) -> Iterator[Example]:
    document = oped.parse(str(record["text"]))
    named = [e for e in entities(record) if e.named and e.type in TYPES]
    named.sort(key=lambda e: (e.head_start, -e.head_end))
    starts = {(e.head_start, e.head_end): TYPES[e.type] for e in named}
    spans = sorted(starts)
    for sentence in sentences_of(document):
        if sentence.shouted or not sentence.tokens:
            continue
        low, high = sentence.tokens[0].start, sentence.tokens[-1].end
        inside = [(s, e) for s, e in spans if low <= s and e <= high]
        labels = _labels(sentence, [(s, e, starts[s, e]) for s, e in inside])
        yield from _examples(sentence, labels)


def _labels(sentence: Sentence, spans: list[tuple[int, int, str]]) -> list[str]:
    at_start = {token.start: i for i, token in enumerate(sentence.tokens)}
    at_end = {token.end: i + 1 for i, token in enumerate(sentence.tokens)}
    pieces = [(at_start[s], at_end[e], kind) for s, e, kind in spans if s in at_start and e in at_end]
    return encode(len(sentence.tokens), pieces)


def _examples(sentence: Sentence, labels: list[str]) -> Iterator[Example]:
    for first, end in stretches(sentence):
        cut = [labels[i] if first <= i < end else "O" for i in window(sentence, first, end)]
        for i, label in enumerate(cut):
            if label.startswith("I-") and (i == 0 or cut[i - 1] == "O"):
                cut[i] = "B-" + label[2:]
        yield features(sentence, first, end), cut


def _news(text: str) -> Iterator[Example]:
    """Stretches of capitals that the rules explain without a rest."""
    document = oped.parse(text)
    sentences = sentences_of(document)
    if not sentences:
        return
    known = sentences[0].registry
    discourse = resolve(document, sentences, [find(s) for s in sentences], sentences[0].words, known, chooser(""))
    for number, sentence in enumerate(sentences):
        pieces = [
            (
                m.first,
                m.end,
                "place" if m.actor.type in _PLACES else "person" if m.actor.type == "person" else "organisation",
            )
            for m in discourse.mentions
            if m.sentence == number and m.via not in _SKIPPED
        ]
        covered = {i for first, end, _ in pieces for i in range(first, end)}
        labels = encode(len(sentence.tokens), pieces)
        if sentence.shouted:
            continue
        for (first, end), example in zip(stretches(sentence), _examples(sentence, labels), strict=True):
            if all(i in covered for i in range(first, end)):
                yield _blurred(example[0]), example[1]


def _blurred(rows: list[Sequence[str]]) -> list[Sequence[str]]:
    """Without the words themselves, so that the model learns from what stands around names that lists know."""
    return [[name for name in row if not name.startswith(("w=", "c=given"))] for row in rows]


def main(arguments: Sequence[str]) -> None:
    """Train on the data of a folder."""
    if len(arguments) != 1:
        raise SystemExit("usage: python -m oped_stance.actors.train DATA_FOLDER")
    learn(_corpora(Path(arguments[0])), Path(__file__).parent / "model")


def _corpora(data: Path) -> dict[str, list[dict[str, Any]]]:
    corpora: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(data.rglob("*.dev.jsonl")):
        name = path.name.removesuffix(".dev.jsonl")
        if name in NEWS:
            corpora[name] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    for path in sorted(data.rglob("gum.train.conllu")):
        corpora["gum.train"] = [
            treebank(block) for block in path.read_text(encoding="utf-8").split("# newdoc id = ")[1:]
        ]
    corpora["seeds"] = [report.to_dict() for report in seeds("train")]
    return corpora


def treebank(block: str) -> dict[str, Any]:
    """One document of a treebank as a record: id, text and CoNLL-U."""
    id, _, lines = block.partition("\n")
    parts: list[str] = []
    for line in lines.split("\n"):
        if line.startswith("# newpar") and not line.startswith("# newpar_") and parts:
            parts[-1] = parts[-1].rstrip()
            parts.append("\n\n")
        columns = line.split("\t")
        if columns[0].isdigit():
            parts.append(columns[1] if "SpaceAfter=No" in columns[9].split("|") else columns[1] + " ")
    return {"id": id.strip(), "text": "".join(parts).strip(), "conllu": f"# newdoc id = {id}\n{lines}"}


if __name__ == "__main__":
    main(sys.argv[1:])
