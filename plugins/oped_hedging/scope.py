"""The stretch that a cue makes uncertain: one stretch of tokens, the cue inside.

Two choices, learned from gold scopes: where the scope begins (from the cue leftwards), then where it ends (from the cue
rightwards). Each walks through the few places where syntax lets a scope begin (end) and asks a maximum-entropy model at
each whether to stop there (a discrete-time hazard model: Cox 1972), so that the probabilities of all places sum to one.
Corpora differ in their conventions: in training every feature stands twice, once for all corpora and once for its scheme
(Daumé 2007), and the two weights are added up for each scheme when the model is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import attrs

from oped.errors import ModelError

from .scope_places import end_features, ends, start_features, starts
from .tables import Answer, Weights, fit_weights, probability, read, write
from .view import View, model_path

SCHEMES = ("oped", "sfu", "bioscope")
_FILE = "scope.json.gz"
_STEPS = ("start", "end")
_LEAST = 0.02  # weights below this are left out of the file


@attrs.frozen(eq=False)
class Scoped:
    """A cue with its gold scope, in indices of the tokens of a sentence; `kind` as for `scope`."""

    view: View
    cue: Sequence[int]
    gold: tuple[int, int]
    scheme: str
    kind: str = ""


def scope(view: View, cue: Sequence[int], scheme: str = "oped", kind: str = "") -> tuple[int, int]:
    """The scope `[first, end)` of a cue, in indices of tokens; `cue` holds the indices of its tokens, ascending.

    `scheme` is `oped`, `sfu` or `bioscope`; `kind` the type of the hedge, which counts in the scheme `oped` only.
    """
    model = _load(view.folder)
    if model is None:
        return cue[0], ends(view, cue)[-1]
    kind = kind if scheme == "oped" else ""
    places = starts(view, cue)
    first = _stop(model[scheme, "start"], places, (start_features(view, cue, at, kind) for at in places))
    places = ends(view, cue)
    seen = (end_features(view, cue, at, number, first, kind) for number, at in enumerate(places))
    return first, max(_stop(model[scheme, "end"], places, seen), cue[-1] + 1)


def _stop(weights: Weights, places: Sequence[int], seen: Iterable[list[str]]) -> int:
    """The place where stopping is most probable; at the last there is no going on.

    `seen` is read only as far as needed: once less probability is left than the best place has, none can be better.
    """
    left, best, chosen = 1.0, 0.0, places[-1]
    for number, (at, features) in enumerate(zip(places, seen, strict=True)):
        if number == len(places) - 1:
            return at if left > best else chosen
        stop = probability(weights, features)
        if left * stop > best:
            best, chosen = left * stop, at
        left *= 1.0 - stop
        if left <= best:
            break
    return chosen


def train(items: Iterable[Scoped], folder: Path) -> None:
    """Fit the two steps and write the summed weights of every scheme that has examples."""
    stops: dict[tuple[str, str], list[Answer]] = {(s, step): [] for s in SCHEMES for step in _STEPS}
    for item in items:
        for step, found in zip(_STEPS, _stops(item), strict=True):
            stops[item.scheme, step] += found
    tables = {step: _fit({scheme: stops[scheme, step] for scheme in SCHEMES}) for step in _STEPS}
    model = {scheme: {step: tables[step][scheme] for step in _STEPS} for scheme in SCHEMES}
    write(folder / _FILE, model)


def _stops(item: Scoped) -> tuple[list[Answer], list[Answer]]:
    """Examples for the two steps: the places that were passed, and the one that is right."""
    view, cue = item.view, item.cue
    first = min(item.gold[0], cue[0])
    kind = item.kind if item.scheme == "oped" else ""
    start = [(start_features(view, cue, at, kind), at == first) for at in _until(starts(view, cue), first)]
    end = [
        (end_features(view, cue, at, number, first, kind), at == item.gold[1])
        for number, at in enumerate(_until(ends(view, cue), item.gold[1]))
    ]
    return start, end


def _until(places: Sequence[int], right: int) -> Sequence[int]:
    """The places up to the right one; none where it is not among them."""
    return places[: places.index(right) + 1] if right in places else []


def _fit(stops: Mapping[str, Sequence[Answer]]) -> dict[str, dict[str, float]]:
    """The weights of each scheme for stopping: those for all schemes and its own, added up."""
    names = {scheme: sorted({name for seen, _ in found for name in seen}) for scheme, found in stops.items()}
    everything = sorted({form for scheme, own in names.items() for name in own for form in (name, f"{scheme}:{name}")})
    answers = [
        ([*seen, *(f"{scheme}:{name}" for name in seen)], stop)
        for scheme, found in stops.items()
        for seen, stop in found
    ]
    weights = fit_weights(answers, everything, c1=0.3, c2=1.0)
    tables = {}
    for scheme, own in names.items():
        summed = {name: round(weights.get(name, 0.0) + weights.get(f"{scheme}:{name}", 0.0), 3) for name in own}
        tables[scheme] = {name: weight for name, weight in summed.items() if abs(weight) >= _LEAST}
    return tables


@cache
def _load(folder: Path) -> Mapping[tuple[str, str], Weights] | None:
    """The weights by scheme and step; None where there are none. Raises ModelError where they are damaged."""
    path = model_path(folder, _FILE)
    if not path.exists():
        return None
    data = read(path)
    try:
        return {(scheme, step): data[scheme][step] for scheme in SCHEMES for step in _STEPS}
    except (KeyError, TypeError) as error:
        raise ModelError(f"cannot read the model {path.name}: it lacks {error}") from error
