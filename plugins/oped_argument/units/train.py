"""Remakes the model of units: `python -m oped_argument.units.train DATA_FOLDER`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shutil import copyfile

import oped
from oped.analyser import Record
from oped.gold import for_training, load
from oped.learning import train as fit

from ..connectives.analyser import run as find_connectives
from ..text import view
from . import argues
from .analyser import HERE, LEAST, SILENT, connectives_of, senses_by_start, several_paragraphs
from .features import candidates, features

CORPORA = ("microtexts1", "microtexts2")
ESSAYS = "seeds"
OTHERS = "gdtb"
STORIES = ("fiction", "bio", "voyage")
"""The genres of GUM whose texts tell and describe, and so hardly argue."""

COVERED = 0.3
"""A sentence of which a smaller share lies in gold units does not argue."""

Instance = tuple[list[list[str]], list[str]]


def senses(document: oped.Document) -> dict[int, str]:
    """The senses of the connectives of a document, by code point."""
    return senses_by_start(oped.Layer("connectives", list(find_connectives(document, {}, None))))


def breaks(record: Record) -> Iterator[Instance]:
    """Every place where a unit may begin within a sentence of a gold text, and whether one does."""
    document = oped.parse(str(record["text"]))
    by_start, several = senses(document), several_paragraphs(document)
    starts = {int(unit["start"]) for unit in record["units"]}
    for sentence in document.sentences:
        columns = view(sentence.tokens)
        connectives = connectives_of(columns, by_start)
        for at in candidates(columns, connectives):
            label = "yes" if columns.tokens[at].start in starts else "no"
            yield [features(columns, at, connectives, several=several)], [label]


def inner_breaks(report: oped.Report) -> Iterator[Instance]:
    """The same of a gold op-ed, whose units may leave words out: places in sentences that hold one unit at least."""
    document = report.document
    units = report.layer("argument").annotations
    by_start, several = senses(document), several_paragraphs(document)
    for sentence in document.sentences:
        inside = [a for a in units if a.start < sentence.end and sentence.start < a.end]
        if not inside:
            continue
        columns = view(sentence.tokens)
        connectives = connectives_of(columns, by_start)
        begun = {a.start for a in inside if a.start > sentence.start}
        for at in candidates(columns, connectives):
            here, before = columns.tokens[at].start, columns.tokens[at - 1].start
            label = "yes" if any(before < start <= here for start in begun) else "no"
            yield [features(columns, at, connectives, several=several)], [label]


def sentences(document: oped.Document, gold: Sequence[oped.Span] | None, label: str = "yes") -> Iterator[Instance]:
    """Every sentence of a document, and whether it argues: by the gold units, or all alike where these are not given."""
    by_start = senses(document)
    for paragraph in document.paragraphs:
        if paragraph.kind in SILENT:
            continue
        for sentence in paragraph.sentences:
            if len(sentence.tokens) < LEAST:
                continue
            columns = view(sentence.tokens)
            if gold is not None:
                inside = sum(max(0, min(s.end, sentence.end) - max(s.start, sentence.start)) for s in gold)
                label = "yes" if inside >= COVERED * (sentence.end - sentence.start) else "no"
            yield [argues.features(columns, connectives_of(columns, by_start))], [label]


def train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Fit the model of breaks on the microtexts and the gold op-eds, and that of sentences that argue on these, the gold op-eds and GUM.

    Writes `boundary.crf` and `argues.crf`; where the corpora for one are absent it is copied from the shipped one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = [record for name in CORPORA for record in corpora.get(name, ())]
    essays = [oped.Report.from_json(json.dumps(record)) for record in corpora.get(ESSAYS, ())]
    stories = [record for record in corpora.get(OTHERS, ()) if record["genre"] in STORIES]
    if texts:
        places = [one for record in texts for one in breaks(record)]
        places.extend(one for report in essays for one in inner_breaks(report))
        fit(places, folder / "boundary.crf", c1=0.05, c2=2.0)
    if texts and essays and stories:
        judged: list[Instance] = []
        for report in essays:
            gold = [span for a in report.layer("argument").annotations for span in a.spans]
            judged.extend(sentences(report.document, gold))
        for record in texts:
            judged.extend(sentences(oped.parse(str(record["text"])), None))
        for record in stories:
            judged.extend(sentences(oped.parse(str(record["text"])), None, "no"))
        fit(judged, folder / "argues.crf", c1=0.05, c2=1.0)
    for name in ("boundary", "argues"):
        if not (folder / f"{name}.crf").exists():
            copyfile(HERE / "model" / f"{name}.crf", folder / f"{name}.crf")


if __name__ == "__main__":
    train(
        {corpus.name: for_training(corpus.records) for corpus in load(map(Path, sys.argv[1:]))},
        Path(__file__).parent / "model",
    )
