"""How often a scope is exact where the gold cue is given: `python -m oped_hedging.scope_given GOLD…`, three folds.

`oped evaluate` scores the scopes of the cues that were found; published figures are of gold cues, as here. Folds are by
document; all corpora that are given are learned from, and each is scored. Of gold op-eds those of the split `train` are.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from oped.gold import SEEDS, for_training, load
from oped.learning import folds

from . import scope
from .train import gold_op_eds, parse, scopes_of, scopes_of_examples, scopes_of_op_eds
from .view import SHIPPED

_FOLDS = 3
Documents = list[tuple[str, list[scope.Scoped]]]


def documents(paths: Sequence[Path]) -> dict[str, Documents]:
    """The gold scopes of each corpus, document by document."""
    found: dict[str, Documents] = {}
    for corpus in load(paths):
        if corpus.name in ("sfu", "bioscope"):
            mark = "-S" if corpus.name == "bioscope" else "-"
            found[corpus.name] = [
                (str(record["id"]).rpartition(mark)[0], list(scopes_of(parse([record], SHIPPED), corpus.name)))
                for record in corpus.records
            ]
        elif corpus.name == SEEDS:
            op_eds = gold_op_eds(for_training(corpus.records), SHIPPED)
            found[SEEDS] = [(report.document.id, list(scopes_of_op_eds([(report, views)]))) for report, views in op_eds]
    return found


def measure(corpora: Mapping[str, Documents]) -> Iterator[tuple[str, int, int]]:
    """Each corpus with the number of its scopes that are exact, and of all."""
    parts = {name: list(folds(items, lambda item: item[0], _FOLDS)) for name, items in corpora.items()}
    right, total = dict.fromkeys(corpora, 0), dict.fromkeys(corpora, 0)
    for fold in range(_FOLDS):
        with tempfile.TemporaryDirectory() as folder:
            models = Path(folder)
            learned = [item for name in parts for _, items in parts[name][fold][0] for item in items]
            scope.train([*learned, *scopes_of_examples(models)], models)
            for name in parts:
                for item in (item for _, items in parts[name][fold][1] for item in items):
                    view = attrs.evolve(item.view, folder=models)
                    total[name] += 1
                    right[name] += scope.scope(view, item.cue, item.scheme, item.kind) == item.gold
    yield from ((name, right[name], total[name]) for name in corpora)


if __name__ == "__main__":
    for corpus, exact, scopes in measure(documents(list(map(Path, sys.argv[1:])))):
        print(f"{corpus}: {exact / scopes:.3f} of {scopes} scopes are exact, the gold cue given")
