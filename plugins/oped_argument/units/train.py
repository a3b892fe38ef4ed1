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
from ..text import View, view
from ..texts import texts
from . import argues, job
from .analyser import HERE, MODELS, connectives_of, laid_out, senses_by_start, several_paragraphs
from .features import candidates, features

CORPORA = ("microtexts1", "microtexts2")
ESSAYS = "seeds"
OTHERS = "gdtb"
STORIES = ("fiction", "bio", "voyage", "news", "whow")
"""The genres of GUM whose texts tell, describe, report or instruct, and so hardly argue."""

SPARE, OFTEN = 3, 4
"""One in so many of these texts is enough; those of `texts.toml`, few and short, count so many times."""

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
    for paragraph in laid_out(document, senses(document)):
        for columns, connectives in paragraph:
            answer = label if gold is None else _argues(columns, gold)
            yield [argues.features(columns, connectives)], [answer]


def jobs(document: oped.Document, gold: Sequence[oped.Span]) -> Iterator[Instance]:
    """Every sentence of a text with several paragraphs, and whether it does a job in the argument."""
    paragraphs = laid_out(document, senses(document))
    form = [argues.features(*sentence) for paragraph in paragraphs for sentence in paragraph]
    columns = [one for paragraph in paragraphs for one, _ in paragraph]
    for sentence, names in zip(columns, job.features(paragraphs, form), strict=True):
        yield [names], [_argues(sentence, gold)]


def _argues(sentence: View, gold: Sequence[oped.Span]) -> str:
    start, end = sentence.tokens[0].start, sentence.tokens[-1].end
    inside = sum(max(0, min(span.end, end) - max(span.start, start)) for span in gold)
    return "yes" if inside >= COVERED * (end - start) else "no"


def train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Fit the model of breaks on the microtexts and the gold op-eds, that of sentences that argue on these, `texts.toml` and GUM,
    and that of sentences that do a job on the gold op-eds.

    Writes `boundary.crf`, `argues.crf` and `job.crf`; where the corpora for one are absent it is copied from the shipped one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    short = [record for name in CORPORA for record in corpora.get(name, ())]
    essays = [oped.Report.from_json(json.dumps(record)) for record in corpora.get(ESSAYS, ())]
    stories = [record for record in corpora.get(OTHERS, ()) if record["genre"] in STORIES][::SPARE]
    if short:
        places = [one for record in short for one in breaks(record)]
        places.extend(one for report in essays for one in inner_breaks(report))
        fit(places, folder / "boundary.crf", c1=0.05, c2=2.0)
    if short and essays and stories:
        judged: list[Instance] = []
        for report in essays:
            gold = [span for a in report.layer("argument").annotations for span in a.spans]
            judged.extend(sentences(report.document, gold))
        for record in short:
            judged.extend(sentences(oped.parse(str(record["text"])), None))
        for record in stories:
            judged.extend(sentences(oped.parse(str(record["text"])), None, "no"))
        for written in texts():
            gold = [span for unit in written.units for span in unit.spans]
            judged.extend([*sentences(written.document, gold)] * OFTEN)
        fit(judged, folder / "argues.crf", c1=0.05, c2=1.0)
    if essays:
        done = [
            one
            for report in essays
            for one in jobs(report.document, [s for a in report.layer("argument").annotations for s in a.spans])
        ]
        fit(done, folder / "job.crf", c1=0.0, c2=8.0)
    for name in MODELS:
        if not (folder / f"{name}.crf").exists():
            copyfile(HERE / "model" / f"{name}.crf", folder / f"{name}.crf")


if __name__ == "__main__":
    train(
        {corpus.name: for_training(corpus.records) for corpus in load(map(Path, sys.argv[1:]))},
        Path(__file__).parent / "model",
    )
