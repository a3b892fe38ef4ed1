"""Remakes the models of connectives: `python -m oped_argument.connectives.train DATA_FOLDER`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import oped
from oped.analyser import Record
from oped.learning import train as fit

from ..corpora import read
from ..text import view
from .analyser import CUSTOM, level_two, lexicon_forms
from .features import candidates, features, index

CORPUS = "gdtb"
Spans = Mapping[tuple[int, int], str]


def sentences_of(record: Record) -> Iterator[tuple[Sequence[oped.Token], Spans]]:
    """The tokens of each sentence of a gold document, and the senses of its connectives by span."""
    gold = {(int(c["start"]), int(c["end"])): level_two(str(c["sense"])) for c in record["connectives"]}
    for sentence in oped.parse(str(record["text"])).sentences:
        yield sentence.tokens, gold


def train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Fit usage and sense on GDTB, and write `usage.crf`, `sense.crf` and the list of forms that were met."""
    records = corpora.get(CORPUS, ())
    if not records:
        return
    met = {str(c["text"]).lower() for record in records for c in record["connectives"]}
    forms = index({" ".join(form.split()) for form in met} | lexicon_forms())
    usage, senses = [], []
    for record in records:
        before = ""
        for tokens, gold in sentences_of(record):
            sentence = view(tokens)
            for candidate in candidates(sentence.words, forms):
                span = (tokens[candidate.first].start, tokens[candidate.end - 1].end)
                names = features(sentence, candidate, before)
                usage.append(([names], ["yes" if span in gold else "no"]))
                if span in gold:
                    senses.append(([names], [gold[span]]))
            before = sentence.word(len(sentence) - 1)
    folder.mkdir(parents=True, exist_ok=True)
    fit(usage, folder / "usage.crf", c1=0.1, c2=0.1, max_iterations=150)
    fit(senses, folder / "sense.crf", c1=0.1, c2=3.0, max_iterations=150)
    (folder / CUSTOM).write_text("".join(f"{form}\n" for form in sorted(met)), encoding="utf-8")


if __name__ == "__main__":
    train(read(Path(sys.argv[1])), Path(__file__).parent / "model")
