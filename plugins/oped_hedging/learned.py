"""Cues of a corpus's own scheme: a linear-chain CRF over tokens, with the lexicon's types among its features."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import attrs

from oped.errors import ModelError
from oped.learning import Model, decode

from . import modals
from .cues import Cue, decide
from .senses import load
from .view import NEGATIONS, View, model_path

LABEL = "cue"
_BEFORE, _AFTER = 2, 6
_OUTSIDE = 0.6  # found by cross-validation: cues are rare, and the CRF errs towards leaving them out
_OPEN = frozenset({"or", "either", "if", "whether", "unknown", "potential", "putative", "possible"})


@cache
def _kinds() -> tuple[dict[str, str], dict[str, str]]:
    """What the lexicon says of a word, and of a lemma, in some one-word sense: its types, joined."""
    senses = load()
    forms, lemmas = (
        {
            word: "+".join(sorted({sense.type for sense in start.single if sense.label != "none"}))
            for word, start in table.items()
        }
        for table in (senses.forms, senses.lemmas)
    )
    return forms, lemmas


@cache
def _of_type(word: str, lemma: str, tag: str) -> tuple[str, ...]:
    forms, lemmas = _kinds()
    kind = forms.get(word) or lemmas.get(lemma)
    found = [f"w={word}", f"l={lemma}", f"t={tag}", f"wt={word}/{tag}", f"s3={word[-3:]}", f"p4={word[:4]}"]
    if kind:
        found.append(f"k={kind}")
    return tuple(found)


def features(view: View, at: int) -> list[str]:
    """What the CRF sees of a token: its word, lemma, tag, affixes, kind in the lexicon, and its neighbours."""
    low, tag, lemma = view.low, view.tag, view.lemma
    size = len(low)
    word = low[at]
    w1 = low[at - 1] if at else "^"
    w2 = low[at - 2] if at > 1 else "^"
    x1 = low[at + 1] if at + 1 < size else "$"
    x2 = low[at + 2] if at + 2 < size else "$"
    t1 = tag[at - 1] if at else "^"
    u1 = tag[at + 1] if at + 1 < size else "$"
    t2 = tag[at - 2] if at > 1 else "^"
    u2 = tag[at + 2] if at + 2 < size else "$"
    found = [
        *_of_type(word, lemma[at], tag[at]),
        f"w-1={w1}",
        f"w-2={w2}",
        f"w+1={x1}",
        f"w+2={x2}",
        f"t-1={t1}",
        f"t+1={u1}",
        f"t-2={t2}|{t1}",
        f"t+2={u1}|{u2}",
        f"w-1w={w1}|{word}",
        f"ww+1={word}|{x1}",
        f"w-2w-1w={w2}|{w1}|{word}",
        f"ww+1w+2={word}|{x1}|{x2}",
        f"wt-1={word}|{t1}",
        f"wt+1={word}|{u1}",
        f"wtt={word}|{t1}|{u1}",
        f"w-2w={w2}|{word}",
        f"ww+2={word}|{x2}",
    ]
    if tag[at] == "MD":
        found += _of_modal(view, at)
    elif word in _OPEN:
        found += _of_alternative(view, at)
    return found


def _of_modal(view: View, at: int) -> list[str]:
    """The verb, subject and voice of a modal, as the classifier of modals sees them."""
    return [f"m:{feature}" for feature in modals.features(view, at) if "|" in feature]


def _of_alternative(view: View, at: int) -> list[str]:
    """What stands around "or", "either", "if", "whether": other hedging words, verbs near by, parallel tags."""
    forms, _ = _kinds()
    word = view.low[at]
    near = view.low[max(0, at - 60) : at + 60]
    tags = view.tag[max(0, at - 60) : at + 60]
    hedged = any(forms.get(other) and other not in _OPEN for other in near)
    before = next((view.lemma[n] for n in range(at - 1, max(-1, at - 8), -1) if view.tag[n].startswith("VB")), "^")
    after = next(
        (view.lemma[n] for n in range(at + 1, min(len(view.low), at + 8)) if view.tag[n].startswith("VB")), "$"
    )
    return [
        f"o={word}|hedged={hedged}",
        f"o={word}|before={before}",
        f"o={word}|after={after}",
        f"o={word}|either={'either' in near}|hedged={hedged}",
        f"o={word}|same={view.tag_at(at - 1) == view.tag_at(at + 1)}|{view.tag_at(at + 1)}",
        f"o={word}|negated={not NEGATIONS.isdisjoint(near)}",
        f"o={word}|modal={'MD' in tags}|past={'VBD' in tags}",
        f"o={word}|first={at == 0}|question={view.low[-1] == '?'}",
        f"o={word}|t={view.tag_at(at - 2)}|{view.tag_at(at - 1)}|{view.tag_at(at + 1)}|{view.tag_at(at + 2)}",
    ]


def windows(view: View, words: frozenset[str]) -> list[range]:
    """Stretches of tokens around words that can begin a cue: all that the CRF needs to look at."""
    found: list[range] = []
    for at, word in enumerate(view.low):
        if word in words:
            first, end = max(0, at - _BEFORE), min(len(view.low), at + _AFTER)
            if found and found[-1].stop >= first:
                found[-1] = range(found[-1].start, end)
            else:
                found.append(range(first, end))
    return found


@cache
def _model(path: Path) -> Model:
    return Model(path)


@cache
def _words(path: Path) -> frozenset[str]:
    try:
        return frozenset(path.read_text(encoding="utf-8").split("\n")[:-1])
    except OSError as error:
        raise ModelError(
            f"cannot read {path.name} in {path.parent.name}; run train.py, or choose another scheme"
        ) from error


def cues(view: View, scheme: str) -> list[Cue]:
    """The cues of a sentence in the scheme of a corpus. Raises ModelError where its model is missing."""
    words = _words(model_path(view.folder, f"words.{scheme}.txt"))
    if words.isdisjoint(view.low):
        return []
    model = _model(model_path(view.folder, f"cues.{scheme}.crf.gz"))
    found = []
    for window in windows(view, words):
        scored = [_label(shares) for shares in model.marginals([features(view, at) for at in window])]
        for first, end, _ in decode([label for label, _ in scored]):
            tokens = [window[at] for at in range(first, end)]
            found.append(_cue(view, scheme, tokens, min(score for _, score in scored[first:end])))
    return _paired(view, found) if scheme == "bioscope" else found


def _label(shares: Mapping[str, float]) -> tuple[str, float]:
    """The label of a token with its probability; outside only where that is likelier than `_OUTSIDE`."""
    inside = {label: share for label, share in shares.items() if label != "O"}
    if not inside or shares.get("O", 0.0) >= _OUTSIDE:
        return "O", shares.get("O", 1.0)
    best = max(sorted(inside), key=lambda label: inside[label])
    return best, sum(inside.values())


def _cue(view: View, scheme: str, tokens: list[int], confidence: float) -> Cue:
    """A cue that the CRF found, with the type and certainty of the lexicon where it has one here."""
    sense = decide(view, load(), tokens[0])
    known = sense is not None and sense.label in {"hedge", "booster"}
    kind = sense.type if sense is not None and known else _kind_by_tag(view, tokens)
    certainty = sense.certainty if sense is not None and known else 0.5
    why = f"model: {scheme}, probability {confidence:.2f}"
    return Cue("hedge", tuple(tokens), kind, certainty, why, round(confidence, 3))


def _kind_by_tag(view: View, tokens: list[int]) -> str:
    tag = view.tag[tokens[0]]
    if view.low[tokens[0]] in {"if", "whether", "or", "either", "unless"}:
        return "conditional"
    for start, kind in (("MD", "modal"), ("VB", "verb"), ("JJ", "adjective"), ("NN", "noun")):
        if tag.startswith(start):
            return kind
    return "adverb"


def _paired(view: View, cues: list[Cue]) -> list[Cue]:
    """Join "either … or" into one discontinuous cue, as BioScope marks it."""
    joined: list[Cue] = []
    for cue in cues:
        if joined and view.low[cue.first] != "or":
            joined[-1] = _with_or(view, joined[-1])
        if joined and view.low[cue.first] == "or" and view.low[joined[-1].first] == "either":
            either = joined.pop()
            cue = attrs.evolve(either, tokens=(*either.tokens, *cue.tokens))
        joined.append(cue)
    return [*joined[:-1], *(_with_or(view, cue) for cue in joined[-1:])]


def _with_or(view: View, cue: Cue) -> Cue:
    """An "either" that was found alone takes the next "or" with it, where one stands near."""
    if len(cue.tokens) > 1 or view.low[cue.first] != "either" or "or" not in view.low[cue.end : cue.end + 20]:
        return cue
    return attrs.evolve(cue, tokens=(*cue.tokens, view.low.index("or", cue.end)))


def grounds(view: View, at: int, scheme: str, label: str) -> list[str]:
    """The features that speak most strongly for a label at a token, with their weights."""
    if _words(model_path(view.folder, f"words.{scheme}.txt")).isdisjoint(view.low):
        return ["no word of this sentence was ever a cue in the corpus"]
    model = _model(model_path(view.folder, f"cues.{scheme}.crf.gz"))
    return [f"{feature} ({weight:+.2f})" for feature, weight in model.explain(features(view, at), label)]
