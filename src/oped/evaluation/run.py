"""Run the tasks that corpora set: with the shipped models, or retrained for each fold of a cross-validation."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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

Fold = tuple[list[Record], list[Record]]
"""What may be learned from, and what is scored."""


def evaluate(
    corpora: Sequence[Corpus],
    host: Host,
    *,
    layer: str | None = None,
    folds: int = 0,
    sample: int = 0,
    split: str = "",
    hold_out: Collection[str] = (),
    options: Mapping[str, Any] | None = None,
    progress: Callable[[str], None] = lambda message: None,
) -> list[Scores]:
    """Score every task that these corpora set, or only those of one layer.

    With `folds` the layer is retrained on the other documents of all these corpora for each fold, but never on those
    that `hold_out` names; `sample` > 0 takes that many records at most from each corpus, evenly. `split` scores the
    gold reports of one split only; without folds nothing else is scored, with folds all of their split `train` is
    learned from. Raises UsageError where no task fits.
    """
    for name in hold_out:
        if name not in {corpus.name for corpus in corpora}:
            raise unknown("corpus", name, {corpus.name for corpus in corpora})
    if split and not any(split_of(record) == split for corpus in corpora for record in corpus.records):
        raise UsageError(f"no gold report is of the split {split!r}; the splits are train, dev and test")
    if split and not folds:
        corpora = [Corpus(c.name, tuple(r for r in c.records if split_of(r) == split)) for c in corpora]
        corpora = [corpus for corpus in corpora if corpus.records]
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
        learned = [corpus for corpus in corpora if corpus.name not in hold_out]
        parts = {corpus.name: _parts(corpus, folds, sample, split) for corpus in corpora}
        _cross_validate(name, own, learned, parts, host, options or {}, results, progress)
    return list(results.values())


def _parts(corpus: Corpus, count: int, sample: int, split: str) -> list[Fold]:
    """For each fold what may be learned from, and what is scored."""
    if split and any(split_of(record) for record in corpus.records):
        # A fixed split: learned from and scored apart anyhow, so each fold learns from all and the first scores all.
        scored = [record for record in corpus.records if split_of(record) == split]
        apart = [record for record in for_training(corpus.records) if split_of(record) != split]
        return [(apart, scored if fold == 0 else []) for fold in range(count)]
    folds = parts_of(thin(corpus.records, sample), partial(group, corpus.name), count)
    return [(for_training(learned), scored) for learned, scored in folds]


def _cross_validate(
    layer: str,
    tasks: Sequence[tuple[Corpus, Task]],
    learned: Sequence[Corpus],
    parts: Mapping[str, Sequence[Fold]],
    host: Host,
    options: Mapping[str, Any],
    results: Mapping[tuple[str, str], Scores],
    progress: Callable[[str], None],
) -> None:
    owners = {task.layer: task.owner for _, task in tasks} | {n: n for _, task in tasks for n in task.upstream}
    trainers = {name: trainer(name, host) for name in owners}
    count = len(next(iter(parts.values())))
    for fold in range(count):
        with tempfile.TemporaryDirectory() as folder:
            known = {corpus.name: parts[corpus.name][fold][0] for corpus in learned}
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
