"""The stretch that a cue makes uncertain: one stretch of tokens, the cue inside.

Two choices, learned from gold scopes: where the scope begins, then where it ends. Each is a linear-chain CRF over the few
places where syntax lets a scope begin (end): exactly one of them is chosen, so that the places compete. Corpora differ in
their conventions, so every feature stands twice, once for all corpora and once for the scheme (Daumé 2007, frustratingly
easy domain adaptation).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from oped.learning import Model

from .scope_places import end_features, ends, start_features, starts
from .view import View, model_path

STEPS = ("start", "end")
_CHOSEN, _PASSED, _BEYOND = "chosen", "passed", "beyond"
Example = tuple[list[list[str]], list[str]]


@cache
def _models(folder: Path) -> tuple[Model, ...]:
    """The models of both steps; empty where one is missing."""
    paths = [model_path(folder, f"scope.{step}.crf.gz") for step in STEPS]
    return tuple(Model(path) for path in paths) if all(path.exists() for path in paths) else ()


def scope(view: View, cue: Sequence[int], scheme: str = "oped", kind: str = "") -> tuple[int, int]:
    """The scope `[first, end)` of a cue, in indices of tokens; `cue` holds the indices of its tokens, ascending.

    `scheme` is `oped`, `sfu` or `bioscope`; `kind` the type of the hedge, which counts in the scheme `oped` only.
    """
    models = _models(view.folder)
    if not models:
        return cue[0], ends(view, cue)[-1]
    kind = kind if scheme == "oped" else ""
    start_model, end_model = models
    places = starts(view, cue)
    first = _choose(start_model, places, _start_sequence(view, cue, places, scheme, kind))
    places = ends(view, cue)
    end = _choose(end_model, places, _end_sequence(view, cue, places, first, scheme, kind))
    return first, max(end, cue[-1] + 1)


def examples(
    view: View, cue: Sequence[int], gold: tuple[int, int], scheme: str, kind: str = ""
) -> tuple[Example | None, Example | None]:
    """Training sequences for the two steps from a gold scope in indices of tokens; None where no place is right."""
    first = min(gold[0], cue[0])
    kind = kind if scheme == "oped" else ""
    start_places, end_places = starts(view, cue), ends(view, cue)
    return (
        _labelled(_start_sequence(view, cue, start_places, scheme, kind), start_places, first),
        _labelled(_end_sequence(view, cue, end_places, first, scheme, kind), end_places, gold[1]),
    )


def _choose(model: Model, places: Sequence[int], sequence: Sequence[list[str]]) -> int:
    shares = [share.get(_CHOSEN, 0.0) for share in model.marginals(sequence)]
    return places[max(range(len(places)), key=lambda number: (shares[number], -number))]


def _labelled(sequence: list[list[str]], places: Sequence[int], right: int) -> Example | None:
    if right not in places:
        return None
    at = list(places).index(right)
    return sequence, [_PASSED] * at + [_CHOSEN] + [_BEYOND] * (len(places) - at - 1)


def _start_sequence(view: View, cue: Sequence[int], places: Sequence[int], scheme: str, kind: str) -> list[list[str]]:
    return [_twice(start_features(view, cue, at, kind), scheme) for at in places]


def _end_sequence(
    view: View, cue: Sequence[int], places: Sequence[int], start: int, scheme: str, kind: str
) -> list[list[str]]:
    return [_twice(end_features(view, cue, at, number, start, kind), scheme) for number, at in enumerate(places)]


def _twice(features: list[str], scheme: str) -> list[str]:
    return features + [f"{scheme}:{feature}" for feature in features]
