"""Whether a modal verb is epistemic here: maximum entropy, trained on the modal functions of MiST and on BioScope."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from oped.learning import Model

from .view import NEGATIONS, View, model_path

THRESHOLD = 0.35  # below a half: essays use "could" for possibility more often than the papers of MiST do


def features(view: View, at: int) -> list[str]:
    """What the classifier sees of a modal: itself, its verb, its subject, the perfect, the passive, negation, tense."""
    word = view.low[at]
    end = at + 1
    negated = False
    adverbs = []
    while end < len(view) and end < at + 5 and (view.low[end] in NEGATIONS or view.tag[end].startswith("RB")):
        negated = negated or view.low[end] in NEGATIONS
        adverbs.append(view.low[end])
        end += 1
    verb, after = view.lemma_at(end), view.lemma_at(end + 1)
    subject = view.subject(at)
    head = "?" if subject is None else view.low[subject]
    kind = "?" if subject is None else view.tag[subject]
    passive = verb == "be" and view.tag_at(end + 1) in {"VBN", "VBD"}
    content = after if verb in {"be", "have"} else verb
    found = [
        "bias",
        f"verb={verb}",
        f"verbtag={view.tag_at(end)}",
        f"content={content}",
        f"after={view.tag_at(end + 1)}",
        f"subject={head}",
        f"subjecttag={kind}",
        f"passive={passive}",
        f"perfect={verb == 'have'}",
        f"state={verb == 'be' and not passive}",
        f"negated={negated}",
        f"before={view.word(at - 1)}",
        f"past={'VBD' in view.tag[max(0, at - 60) : at + 60]}",
        f"if={'if' in view.low[max(0, at - 60) : at + 60]}",
        f"question={view.low[-1] == '?'}",
        *(f"adverb={adverb}" for adverb in adverbs),
    ]
    return [f"{word}|{feature}" for feature in found] + found[1:]


@cache
def _model(folder: Path) -> Model | None:
    path = model_path(folder, "modals.crf.gz")
    return Model(path) if path.exists() else None


def probability(view: View, at: int) -> float:
    """How probable (0…1) it is that the modal at an index is epistemic."""
    model = _model(view.folder)
    if model is None:
        return 0.5
    return model.classify(features(view, at)).get("epistemic", 0.0)


def epistemic(view: View, at: int) -> bool:
    """Whether the modal at an index is epistemic, by the classifier."""
    return probability(view, at) >= THRESHOLD
