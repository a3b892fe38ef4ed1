"""Run the tasks that corpora set: with the shipped models, or retrained for each fold of a cross-validation."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from oped.analyser import Record, Train
from oped.errors import UsageError, unknown
from oped.evaluation.scores import Scores
from oped.evaluation.tasks import TASKS, Task
from oped.gold import Corpus, for_training, split_of
from oped.host import Host
from oped.learning import folds as parts_of


def evaluate(
    corpora: Sequence[Corpus],
    host: Host,
    *,
    layer: str | None = None,
    folds: int = 0,
    sample: int = 0,
    split: str = "",
    options: Mapping[str, Any] | None = None,
    progress: Callable[[str], None] = lambda message: None,
) -> list[Scores]:
    """Score every task that these corpora set, or only those of one layer.

    With `folds` the layer is retrained on the other documents of all these corpora for each fold; `sample` > 0 takes
    that many records at most from each corpus, evenly; `split` keeps the gold reports of one split only.
    Raises UsageError where no task fits.
    """
    if split:
        corpora = [Corpus(c.name, tuple(r for r in c.records if split_of(r) == split)) for c in corpora]
        corpora = [corpus for corpus in corpora if corpus.records]
        if not corpora:
            raise UsageError(f"no gold report is of the split {split!r}; the splits are train, dev and test")
    tasks = [(corpus, task) for corpus in corpora for task in TASKS if task.corpus == corpus.name]
    layers = {task.layer for _, task in tasks}
    if layer is not None:
        if layer not in {task.layer for task in TASKS}:
            raise unknown("layer with gold data", layer, {task.layer for task in TASKS})
        tasks = [(corpus, task) for corpus, task in tasks if task.layer == layer]
    if not tasks:
        raise UsageError(
            f"no task for {layer or 'any layer'} in {', '.join(corpus.name for corpus in corpora)}; "
            f"these set tasks for: {', '.join(sorted(layers)) or 'none'}"
        )
    results = {(corpus.name, task.name): Scores(f"{corpus.name}: {task.name}") for corpus, task in tasks}
    if not folds:
        for corpus, task in tasks:
            progress(f"{task.name} on {corpus.name}")
            task.score(thin(corpus.records, sample), host, options or {}, results[corpus.name, task.name])
        return list(results.values())
    for name in sorted({task.layer for _, task in tasks}):
        own = [(corpus, task) for corpus, task in tasks if task.layer == name]
        _cross_validate(name, own, corpora, host, folds, sample, options or {}, results, progress)
    return list(results.values())


def _cross_validate(
    layer: str,
    tasks: Sequence[tuple[Corpus, Task]],
    corpora: Sequence[Corpus],
    host: Host,
    count: int,
    sample: int,
    options: Mapping[str, Any],
    results: Mapping[tuple[str, str], Scores],
    progress: Callable[[str], None],
) -> None:
    owners = {task.layer: task.owner for _, task in tasks} | {n: n for _, task in tasks for n in task.upstream}
    trainers = {name: trainer(name, host) for name in owners}
    parts = {
        corpus.name: list(parts_of(thin(corpus.records, sample), partial(group, corpus.name), count))
        for corpus in corpora
    }
    for fold in range(count):
        with tempfile.TemporaryDirectory() as folder:
            known = {name: for_training(part[fold][0]) for name, part in parts.items()}
            chosen = dict(options)
            for name, train in trainers.items():
                progress(f"fold {fold + 1} of {count}: training {name}")
                models = Path(folder) / name
                models.mkdir()
                train(known, models)
                chosen[f"{owners[name]}.model"] = str(models)
            for corpus, task in tasks:
                progress(f"fold {fold + 1} of {count}: {task.name} on {corpus.name}")
                task.score(parts[corpus.name][fold][1], host, chosen, results[corpus.name, task.name])


def trainer(layer: str, host: Host) -> Train:
    """What trains a layer, or the linguistics. Raises UsageError where nothing is learned."""
    owner = host.linguistics["textblob"] if layer == "linguistics" else host.analysers.get(layer)
    if owner is None:
        raise unknown("layer", layer, host.analysers)
    if owner.train is None:
        raise UsageError(f"layer {layer!r} is not learned, so there is nothing to train; leave --folds out")
    return owner.train


def group(corpus: str, record: Record) -> str:
    """What must stay on one side of a split: a document, a review, or else the text itself."""
    for task in TASKS:
        if task.corpus == corpus:
            return task.group(record)
    return str(record.get("id", record.get("text", "")))


def thin(records: Iterable[Record], most: int) -> list[Record]:
    """All records, or `most` of them, evenly spaced."""
    items = list(records)
    if most <= 0 or len(items) <= most:
        return items
    return [items[i * len(items) // most] for i in range(most)]
