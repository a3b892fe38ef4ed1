"""Train the model of the clauses layer on dependency trees: `python -m oped_clauses.train DATA_FOLDER`.

The model must live with the errors of a tagger, so it learns from predicted tags: a tagger trained on the other
documents tags those of each fold (jackknifing).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from oped import Token, UsageError
from oped.analyser import Record
from oped.gold import load as read_gold
from oped.learning import Model, folds
from oped.learning import train as fit
from oped_clauses import gold
from oped_clauses.chunks import chunk
from oped_clauses.features import features, places

CORPORA = ("gum.train", "gum.dev")
_FOLDS = 4

Trees = list[list[gold.Word]]


def documents(corpora: Mapping[str, Sequence[Record]]) -> list[tuple[str, Trees]]:
    """The trees of each document, with its id, of those corpora that are there."""
    return [
        (str(record["id"]), [words for _, words in gold.sentences(str(record["conllu"]))])
        for name in CORPORA
        for record in corpora.get(name, ())
    ]


def train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Write the model into a folder. Raises UsageError where none of its corpora is there."""
    trees = documents(corpora)
    if not trees:
        raise UsageError(f"clauses trains on dependency trees; none of {', '.join(CORPORA)} was given")
    fit(
        [pair for _, sentences in retagged(trees) for pair in instances(sentences)],
        folder / "clauses.crfsuite.gz",
        c1=0.5,
        c2=0.2,
        max_iterations=100,
        min_count=2,
    )


def tokens_of(words: Sequence[gold.Word]) -> list[Token]:
    """Tokens of a tree; offsets are as if each were followed by one blank."""
    tokens, at = [], 0
    for word in words:
        tokens.append(Token(at, at + len(word.form), word.form, word.tag, word.lemma))
        at += len(word.form) + 1
    return tokens


def instances(sentences: Trees) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Features and gold labels of the chunks of each sentence."""
    for words in sentences:
        tokens = tokens_of(words)
        chunks = chunk(tokens)
        chosen = places(tokens, chunks)
        labels = gold.labels(words, chunks)
        if chosen:
            yield features(tokens, chunks, chosen), [labels[n] for n in chosen]


def retagged(trees: Sequence[tuple[str, Trees]]) -> list[tuple[str, Trees]]:
    """The same trees, with the tags that a tagger gives that has not seen their documents."""
    if len(trees) < _FOLDS * 2:
        return list(trees)
    result: dict[str, Trees] = {}
    for others, held in folds(trees, lambda pair: pair[0], _FOLDS):
        tagger = _tagger([words for _, sentences in others for words in sentences])
        for name, sentences in held:
            result[name] = [_tagged(tagger, words) for words in sentences]
    return [(name, result[name]) for name, _ in trees]


def _tagger(sentences: Trees) -> Model:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tagger.gz"
        fit(
            ((_looks(words), [word.tag for word in words]) for words in sentences),
            path,
            c1=0.2,
            c2=0.02,
            max_iterations=40,
            min_count=2,
        )
        return Model(path)


def _tagged(tagger: Model, words: Sequence[gold.Word]) -> list[gold.Word]:
    tags = tagger.predict(_looks(words))
    result, wrong = [], 0
    for word, tag in zip(words, tags, strict=True):
        wrong += tag != word.tag
        # This tagger errs half as often again as the shipped one: every third error is put right.
        result.append(word if wrong % 3 == 0 else attrs.evolve(word, tag=tag))
    return result


def _looks(words: Sequence[gold.Word]) -> list[list[str]]:
    """Features for tagging: the word, its affixes and shape, and its neighbours."""
    forms = [word.form for word in words]
    low = ["<", "<", *(form.lower() for form in forms), ">", ">"]
    result = []
    for i, form in enumerate(forms):
        word, before, after = low[i + 2], low[i + 1], low[i + 3]
        result.append(
            [
                f"w {word}",
                f"p {before}",
                f"n {after}",
                f"1 {word[-1:]}",
                f"2 {word[-2:]}",
                f"3 {word[-3:]}",
                f"4 {word[-4:]}",
                f"b {word[:2]}",
                f"pw {before} {word}",
                f"wn {word} {after}",
                f"pp {low[i]}",
                f"nn {low[i + 4]}",
                f"p3 {before[-3:]}",
                f"n3 {after[-3:]}",
                f"s {form[:1].isupper()} {form.isupper()} {i == 0} {any(c.isdigit() for c in form)} {form[:1].isalnum()}",
            ]
        )
    return result


def read_trees(path: Path) -> Sequence[Record]:
    """The documents of a CoNLL-U file. Raises InputError."""
    return read_gold([path])[0].records


def main(arguments: Sequence[str]) -> int:
    """Remake the shipped model from the folder of the development data."""
    if len(arguments) != 1:
        print("usage: python -m oped_clauses.train DATA_FOLDER", file=sys.stderr)
        return 2
    data = Path(arguments[0]) / "linguistics"
    train({"gum.train": read_trees(data / "gum.train.conllu")}, Path(__file__).parent / "model")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
