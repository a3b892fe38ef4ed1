"""Gold reports of `oped` itself: a layer's annotations and relations against what the analyser finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from oped.analyser import Record
from oped.evaluation.scores import Place, Scores
from oped.host import Host
from oped.model import Annotation, Layer, Relation
from oped.serial import report_from_dict

FEATURES: dict[str, tuple[str, ...]] = {
    "attribution": ("kind", "holder", "force"),
    "actors": ("actor", "type", "via"),
    "stance": ("attitude", "mode", "voice"),
    "hedging": ("type", "voice"),
    "connectives": ("sense",),
    "argument": ("side", "holder", "evidence", "proposition"),
}
"""The features whose values are compared on annotations that were found; each is a closed set or a name."""

NAMES = {"holder", "target", "actor", "voice"}
"""The features that are names: article and capitals do not count (*the tax*, *tax*)."""

ARTICLE = re.compile(r"^(?:the|an?)\s+")


def score_seeds(name: str, records: Sequence[Record], host: Host, options: Mapping[str, Any], scores: Scores) -> None:
    """One layer: annotations by exact span and label, features of those that overlap, relations by their ends.

    A stance is also compared without its words: holder, target and sign, once per document.
    """
    for record in records:
        gold_report = report_from_dict(record)
        if name not in gold_report.layers:
            continue
        document, gold = gold_report.document, gold_report.layer(name)
        # The text is parsed anew: the linguistics of the host may be another than the one that wrote the gold's tokens.
        parsed = host.parse(document.text, document.id, document.metadata, options=options)
        found = host.analyse(parsed, only=[name], options=options).layer(name)
        gold_places, found_places = _places(gold), _places(found)
        scores.spans(
            "annotation, exact",
            document.id,
            {place: a.label for place, a in gold_places.items()},
            {place: a.label for place, a in found_places.items()},
            _quoting(document.text),
        )
        _score_overlap(document.id, gold, found, document.text, scores)
        for wanted, got in _pairs(name, gold, found):
            _score_features(name, document.id, wanted, got, document.quote, scores)
        if any(_within(gold)):
            scores.spans("relation, exact ends", document.id, _edges(gold), _edges(found), str)
            _score_relations(document.id, gold, found, document.quote, scores)
        if name == "stance":
            scores.spans("holder, target and sign", document.id, _signs(gold), _signs(found), str)


def _quoting(text: str) -> Callable[[Place], str]:
    return lambda place: f"{place[0]}: {' … '.join(text[start:end] for start, end in place[1])}"


def _places(layer: Layer) -> dict[tuple[Any, ...], Annotation]:
    """Annotations by label and pieces; one actor's mention does not hide another's on the same words."""
    return {
        (a.label, tuple((s.start, s.end) for s in a.spans), str(a.features.get("actor", ""))): a
        for a in layer.annotations
    }


def _score_overlap(document: str, gold: Layer, found: Layer, text: str, scores: Scores) -> None:
    """Each annotation of either side counts as met where one of the other side has its label and shares a word."""
    for label in sorted({a.label for a in gold.annotations}):
        wanted, got = gold.labelled(label), found.labelled(label)
        for a in wanted:
            met = label if any(a.overlaps(b) for b in got) else ""
            scores.choice("annotation, overlapping (recall)", document, label, met, text[a.start : a.end])
        for b in got:
            met = label if any(b.overlaps(a) for a in wanted) else ""
            scores.choice("annotation, overlapping (precision)", document, label, met, text[b.start : b.end])


def _pairs(name: str, gold: Layer, found: Layer) -> Iterator[tuple[Annotation, Annotation]]:
    """Each gold annotation with the one found on some of its words that is most like it, each found one at most once."""
    free = list(found.annotations)
    for wanted in gold.annotations:
        near = [a for a in free if a.label == wanted.label and a.overlaps(wanted)]
        if near:
            best = max(near, key=lambda a: (a.spans == wanted.spans, _alike(name, a, wanted), -a.start))
            free.remove(best)
            yield wanted, best


def _alike(name: str, one: Annotation, other: Annotation) -> int:
    keys = (*FEATURES.get(name, ()), *NAMES)
    return sum(_value(one, feature) == _value(other, feature) for feature in keys)


def _value(annotation: Annotation, feature: str) -> str:
    value = str(annotation.features.get(feature, ""))
    return _bare(value) if feature in NAMES else value


def _bare(name: str) -> str:
    return ARTICLE.sub("", name.casefold())


def _score_features(
    name: str, document: str, gold: Annotation, found: Annotation, quote: Callable[[Annotation], str], scores: Scores
) -> None:
    for feature in FEATURES.get(name, ()):
        if gold.features.get(feature) is not None:
            scores.choice(
                f"{feature}, of those found", document, _value(gold, feature), _value(found, feature), quote(gold)
            )


def _within(layer: Layer) -> Iterator[Relation]:
    """The relations that join two annotations of the layer; ends in other layers are left to those layers."""
    own = {layer.address(a) for a in layer.annotations}
    return (r for r in layer.relations if str(r.source) in own and str(r.target) in own)


def _edges(layer: Layer) -> dict[tuple[Any, ...], str]:
    """Relations by the pieces of their ends."""
    pieces = {layer.address(a): tuple((s.start, s.end) for s in a.spans) for a in layer.annotations}
    return {(r.label, pieces[str(r.source)], pieces[str(r.target)]): r.label for r in _within(layer)}


def _score_relations(
    document: str, gold: Layer, found: Layer, quote: Callable[[Annotation], str], scores: Scores
) -> None:
    """Relations whose ends overlap: each annotation found stands for the gold one that it shares most words with."""
    stands_for = {
        found.address(a): gold.address(best)
        for a in found.annotations
        if (best := max(gold.annotations, key=lambda g: _shared(a, g), default=None)) and a.overlaps(best)
    }
    own = {gold.address(a): a for a in gold.annotations}
    wanted = {(str(r.source), str(r.target)): r.label for r in _within(gold)}
    got = {
        (
            stands_for.get(str(r.source), f"other {r.source}"),
            stands_for.get(str(r.target), f"other {r.target}"),
        ): r.label
        for r in _within(found)
    }
    for title, one, other in (
        ("relation, overlapping ends", wanted, got),
        ("attachment, overlapping ends", dict.fromkeys(wanted, "joined"), dict.fromkeys(got, "joined")),
    ):
        scores.spans(
            title, document, one, other, lambda ends: " → ".join(quote(own[end]) if end in own else end for end in ends)
        )


def _shared(one: Annotation, other: Annotation) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.spans for b in other.spans)


def _signs(layer: Layer) -> dict[tuple[Any, ...], str]:
    table: dict[tuple[Any, ...], float] = {}
    for a in layer.labelled("stance"):
        value = a.features.get("polarity")
        key = (_value(a, "holder"), _value(a, "target"))
        table[key] = table.get(key, 0.0) + (float(value) if isinstance(value, int | float) else 0.0)
    return {key: "for" if value > 0 else "against" for key, value in table.items() if value}
