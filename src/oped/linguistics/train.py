"""Train the tagger: `python -m oped.linguistics.train DATA_FOLDER [TO_FOLDER]`.

The data folder holds `gum.train.conllu` (or `linguistics/gum.train.conllu`); the model is written to the package, or to
`TO_FOLDER`. The same data gives the same bytes on one machine.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from oped import learning
from oped.analyser import Record
from oped.errors import InputError
from oped.linguistics.features import sentence_features, without_capitals
from oped.linguistics.gold import GoldDocument, read_conllu, read_file
from oped.linguistics.renamed import renamed
from oped.linguistics.tagger import FILE, SHIPPED

C1, C2, ITERATIONS = 0.3, 0.01, 60
"""Chosen on gum.dev: see MODEL.md."""
UNCASED = 3
"""One sentence in so many is learned without capitals as well."""


def train_tagger(documents: Iterable[GoldDocument], folder: Path) -> None:
    """Write a tagger's model, trained on gold documents, into a folder."""
    learning.train(_sequences(documents), folder / FILE, c1=C1, c2=C2, max_iterations=ITERATIONS)


def _sequences(documents: Iterable[GoldDocument]) -> Iterator[tuple[Sequence[Sequence[str]], Sequence[str]]]:
    """The sentences; some of them also without capitals, so that the model can tag headlines, and some with other names."""
    sentences = [
        ([t.form for t in sentence.tokens], [t.tag for t in sentence.tokens])
        for document in documents
        for sentence in document.sentences
    ]
    for number, (words, tags) in enumerate(sentences):
        yield sentence_features(words), tags
        if number % UNCASED == 0 and len(words) > 3:
            yield without_capitals(words), tags
    for words, tags in renamed(sentences):
        yield sentence_features(words), tags


def train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Train on the CoNLL-U records of `gum.train`, and of `gum.dev` where it is there, and write into a folder."""
    documents = [
        document
        for name in ("gum.train", "gum.dev")
        for record in corpora.get(name, ())
        for document in read_conllu(str(record["conllu"]).splitlines())
    ]
    if documents:
        train_tagger(documents, folder)


def main(arguments: Sequence[str]) -> None:
    """Train from a folder of data."""
    if not arguments:
        raise SystemExit("usage: python -m oped.linguistics.train DATA_FOLDER [TO_FOLDER]")
    data = Path(arguments[0])
    paths = [data / "gum.train.conllu", data / "linguistics" / "gum.train.conllu"]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        raise InputError(f"no gum.train.conllu in {data}")
    train_tagger(read_file(path), Path(arguments[1]) if len(arguments) > 1 else SHIPPED)


if __name__ == "__main__":
    main(sys.argv[1:])
