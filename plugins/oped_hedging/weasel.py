"""The scheme `conll2010`: sentences of Wikipedia that are uncertain, and the words that make them so.

The corpus at hand marks sentences, not words. A maximum-entropy classifier of word n-grams and lexicon findings decides
on the sentence; its cue is the stretch of words whose n-grams speak most strongly for "uncertain" (weak supervision).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from . import tables
from .cues import Cue
from .senses import load
from .tables import Answer, Weights, fit_weights, read, write
from .view import View, model_path

THRESHOLD = 0.3
_FILE = "weasel.json.gz"
_LEAST = 0.01  # weights below this are left out of the file


def grams(view: View) -> list[tuple[str, int, int]]:
    """Word n-grams up to three words, as `(feature, first, end)`; numbers are folded."""
    words = ["0" if tag == "CD" else word for word, tag in zip(view.low, view.tag, strict=True)]
    size = len(words)
    found = [(f"1:{word}", at, at + 1) for at, word in enumerate(words)]
    found += [(f"2:{words[at]} {words[at + 1]}", at, at + 2) for at in range(size - 1)]
    found += [(f"3:{' '.join(words[at : at + 3])}", at, at + 3) for at in range(size - 2)]
    found += [(f"l:{view.lemma[at]}/{view.tag[at][:2]}", at, at + 1) for at in range(size)]
    found += [(f"x:{words[at]} {view.tag[at + 1]}", at, at + 1) for at in range(size - 1)]
    found += [(f"y:{view.tag[at - 1]} {words[at]}", at, at + 1) for at in range(1, size)]
    return found


def findings(view: View, cues: Sequence[Cue]) -> list[str]:
    """What the default scheme finds in a sentence, by label and type; its length; whether it quotes."""
    found = [f"cue:{cue.label}:{cue.type}" for cue in cues if cue.label != "none"]
    hedges = sum(cue.label == "hedge" for cue in cues)
    lists = load().lists
    say, vague, quantifiers = lists["say"], lists["vague"], lists["quantifiers"]
    for at, word in enumerate(view.low):
        tag, before = view.tag[at], view.lemma_at(at - 1)
        if tag == "VBN" and word in say and (before in {"be", "been"} or view.tag_at(at - 1).startswith("RB")):
            found.append("report:passive")
        if word in say and tag in {"VBP", "VBD", "VBZ"}:
            found.append(f"report:{tag}:{view.tag_at(at - 1)}")
        if word in vague:
            found.append(f"vague:{tag}")
        if word in quantifiers:
            found.append(f"quantifier:{view.tag_at(at + 1)}")
    found += [f"tag:{tag}" for tag in view.tag]
    return [
        *dict.fromkeys(found),
        f"hedges:{min(hedges, 3)}",
        f"long:{min(len(view) // 8, 6)}",
        f"quote:{chr(34) in view.low}",
        f"number:{'CD' in view.tag}",
        "bias",
    ]


def features(views: Sequence[View], found: Sequence[Sequence[Cue]]) -> list[str]:
    """Features of what annotators judged as one sentence; `found` are the cues of the shipped lexicon in each view."""
    words = [feature for view in views for feature, _, _ in grams(view)]
    rest = [feature for view, cues in zip(views, found, strict=True) for feature in findings(view, cues)]
    return list(dict.fromkeys(words + rest))


def train(answers: Sequence[Answer], folder: Path) -> None:
    """Fit the classifier on the features of sentences and whether annotators called them uncertain."""
    names = sorted({name for features, _ in answers for name in features})
    weights = fit_weights(answers, names, c1=0.1, c2=4.0, min_count=2)
    write(folder / _FILE, {name: weight for name, weight in weights.items() if abs(weight) >= _LEAST})


@cache
def _weights(folder: Path) -> Weights:
    """The weights in a folder of models; none where there is no file, which calls nothing uncertain."""
    path = model_path(folder, _FILE)
    return read(path) if path.exists() else {"bias": -500.0}


def probability(view: View, found: Sequence[Cue]) -> float:
    """How probable (0…1) it is that annotators call a sentence uncertain; 0 without a model."""
    return tables.probability(_weights(view.folder), features([view], [found]))


def cues(view: View, found: Sequence[Cue]) -> list[Cue]:
    """The cue of a sentence, where the classifier calls it uncertain. `found` are the cues of the shipped lexicon."""
    uncertain = probability(view, found)
    if uncertain < THRESHOLD:
        return []
    first, end, ground = _strongest(_weights(view.folder), view)
    kind, certainty = _known(found, first, end)
    why = f"model: the sentence is uncertain ({uncertain:.2f}); strongest words {ground!r}"
    return [Cue("hedge", tuple(range(first, end)), kind, certainty, why, round(uncertain, 3))]


def _strongest(weights: Weights, view: View) -> tuple[int, int, str]:
    """The stretch whose n-grams weigh most for "uncertain": the best word, with neighbours of half its weight."""
    found = grams(view)
    scores = [0.0] * len(view)
    for feature, first, end in found:
        for at in range(first, end):
            scores[at] += weights.get(feature, 0.0) / (end - first)
    worded = [at for at in range(len(view)) if view.low[at][:1].isalpha()] or list(range(len(view)))
    best = max(worded, key=lambda at: (scores[at], -at))
    first, end = best, best + 1
    while first > 0 and first - 1 in worded and scores[first - 1] >= scores[best] / 2 > 0 and end - first < 3:
        first -= 1
    while end < len(view) and end in worded and scores[end] >= scores[best] / 2 > 0 and end - first < 3:
        end += 1
    return first, end, " ".join(view.low[first:end])


def _known(found: Sequence[Cue], first: int, end: int) -> tuple[str, float]:
    for cue in found:
        if cue.label == "hedge" and any(first <= at < end for at in cue.tokens):
            return cue.type, cue.certainty
    return "weasel", 0.5
