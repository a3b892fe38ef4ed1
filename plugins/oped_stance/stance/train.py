"""Remake the models of the stance analyser: `python -m oped_stance.stance.train DATA_FOLDER/stance seeds`.

Corpora used: `directed`, `seesaw`, `target`, `seeds`; others are ignored, absent ones leave their models untrained.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from oped import Document, parse
from oped.analyser import Record
from oped.gold import for_training, load
from oped.learning import Features
from oped.learning import train as fit
from oped.model import Annotation, Span
from oped_stance.stance.feeling import feeling, valences, word_features
from oped_stance.stance.learned import Place, pair_instance, place, polar_instance, target_instance
from oped_stance.stance.lessons import Lesson, lessons, of_pair
from oped_stance.stance.lexicon import polar_words
from oped_stance.stance.models import SHIPPED, forget

_SIGN = {0: "0", 1: "+", 2: "+", 3: "-", 4: "-"}
_WAY = {1: "f", 3: "f", 2: "b", 4: "b"}
SETTINGS: dict[str, dict[str, Any]] = {
    "word": {"c1": 0.0, "c2": 1.0, "max_iterations": 100},
    "sign": {"c1": 0.2, "c2": 30.0, "max_iterations": 80, "min_count": 2},
    "way": {"c1": 0.2, "c2": 6.0, "max_iterations": 80, "min_count": 1},
    "target": {"c1": 0.2, "c2": 30.0, "max_iterations": 80, "min_count": 2},
    "polar": {"c1": 0.2, "c2": 15.0, "max_iterations": 80, "min_count": 2},
    "who": {"c1": 0.1, "c2": 40.0, "max_iterations": 80, "min_count": 2},
    "side": {"c1": 0.1, "c2": 30.0, "max_iterations": 80, "min_count": 2},
    "aim": {"c1": 0.1, "c2": 1.0, "max_iterations": 80, "min_count": 2},
    "act": {"c1": 0.1, "c2": 10.0, "max_iterations": 80, "min_count": 2},
}
Instance = tuple[Features, str]


@cache
def _parse(text: str) -> Document:
    return parse(text)


def _place(document: Document, end: Mapping[str, Any]) -> Place:
    if end.get("start") is None or end.get("end") is None:
        return Place(0, len(document.tokens), True)
    return place(document, Annotation("mention", (Span(int(end["start"]), int(end["end"])),)))


def directed(records: Sequence[Record]) -> list[tuple[list[str], int, str]]:
    """Features, class (0 to 4) and text of each pair."""
    found = []
    for record in records:
        if not str(record["id"]).endswith("-pq"):
            continue
        document = _parse(str(record["text"]))
        p, q = _place(document, record["source"]), _place(document, record["target"])
        label = int(record["label5"])
        if p.first > q.first:
            p, q, label = q, p, {0: 0, 1: 2, 2: 1, 3: 4, 4: 3}[label]
        if not p.whole and not q.whole and document.tokens:
            found.append((pair_instance(document, p, q)[0], label, str(record["text"])))
    return found


def placed_triplets(records: Sequence[Record]) -> list[tuple[list[str], int, str]]:
    """The stances of SEESAW whose holder and target both have a place, as classes 1 to 4 of a pair."""
    found = []
    for record in records:
        document = _parse(str(record["text"]))
        for stance in record["stances"]:
            p, q = _place(document, stance["source"]), _place(document, stance["target"])
            if p.whole or q.whole or p.first == q.first or stance["label"] not in ("positive", "negative"):
                continue
            forth = p.first < q.first
            label = (1 if forth else 2) + (2 if stance["label"] == "negative" else 0)
            a, b = (p, q) if forth else (q, p)
            found.append((pair_instance(document, a, b)[0], label, str(record.get("doc", record["id"]))))
    return found


def polar(records: Sequence[Record]) -> list[tuple[dict[str, float], str, str]]:
    """Features, sign and document of every stance of SEESAW."""
    found = []
    for record in records:
        document = _parse(str(record["text"]))
        if not document.tokens:
            continue
        for stance in record["stances"]:
            if stance["label"] not in ("positive", "negative"):
                continue
            holder, target = _place(document, stance["source"]), _place(document, stance["target"])
            names = (str(stance["source"]["name"]), str(stance["target"]["name"]))
            sign = "+" if stance["label"] == "positive" else "-"
            found.append((polar_instance(document, holder, target, names), sign, str(record.get("doc", record["id"]))))
    return found


def targets(records: Sequence[Record]) -> list[tuple[dict[str, float], str, str]]:
    """Features, sign and text of every target of NewsMTSC."""
    signs = {"positive": "+", "negative": "-", "neutral": "0"}
    found = []
    for record in records:
        document = _parse(str(record["text"]))
        spot = _place(document, record["target"])
        if document.tokens:
            found.append((target_instance(document, spot), signs[str(record["label"])], str(record["text"])))
    return found


def words(records: Sequence[Record]) -> list[tuple[dict[str, float], str]]:
    """Words that feel good or bad by the lexicons, and as many that neither knows, from the texts of records."""
    known = {**valences(), **polar_words()}
    felt = [(found, "+" if value > 0 else "-") for word, value in known.items() if (found := word_features(word))]
    counts = Counter(t.text.lower() for record in records for t in _parse(str(record["text"])).tokens)
    plain = sorted(w for w, n in counts.items() if n >= _COMMON and w.isalpha() and w not in known and word_features(w))
    step = max(1, len(plain) // max(1, len(felt)))
    return felt + [(word_features(word), "0") for word in plain[::step]]


_COMMON = 3


def _fit(name: str, instances: Sequence[Instance], folder: Path) -> None:
    if instances:
        fit([([features], [label]) for features, label in instances], folder / f"{name}.crf.gz", **SETTINGS[name])


def train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Fit the models on the corpora that are there and write them into a folder."""
    pairs = directed(corpora.get("directed", ()))
    triplets = placed_triplets(corpora.get("seesaw", ()))
    _fit("sign", [(f, _SIGN[y]) for f, y, _ in [*pairs, *triplets]], folder)
    _fit("way", [(f, _WAY[y]) for f, y, _ in [*pairs, *triplets] if y], folder)
    _fit("polar", [(f, y) for f, y, _ in polar(corpora.get("seesaw", ()))], folder)
    _fit("target", [(f, y) for f, y, _ in targets(corpora.get("target", ()))], folder)
    essays = list(lessons(corpora.get("seeds", ())))
    raw(essays, folder, news(corpora.get("directed", ()), corpora.get("seesaw", ())) if essays else ())
    _parse.cache_clear()


def news(directed_: Sequence[Record], seesaw: Sequence[Record]) -> list[Lesson]:
    """Lessons from the coded pairs of news sentences."""
    found: list[Lesson] = []
    for record in directed_:
        if str(record["id"]).endswith("-pq"):
            document = _parse(str(record["text"]))
            p, q = _place(document, record["source"]), _place(document, record["target"])
            label = int(record["label5"])
            found += of_pair(document, p, q, {1: "+", 3: "-"}.get(label, "0"))
            found += of_pair(document, q, p, {2: "+", 4: "-"}.get(label, "0"))
    for record in seesaw:
        document = _parse(str(record["text"]))
        for stance in record["stances"]:
            p, q = _place(document, stance["source"]), _place(document, stance["target"])
            if stance["label"] in ("positive", "negative") and p.first != q.first:
                found += of_pair(document, p, q, "+" if stance["label"] == "positive" else "-")
    return found


def raw(found: Sequence[Lesson], folder: Path, pairs: Sequence[Lesson] = ()) -> None:
    """Fit the models of raw text; each lesson of an op-ed counts as often as `_WEIGHT` of news."""
    essays = [one for one in found for _ in range(_WEIGHT)]
    _fit("who", [(one.features, one.who) for one in [*essays, *pairs]] if found else [], folder)
    _fit("side", [(one.features, one.side) for one in [*essays, *pairs] if one.side] if found else [], folder)
    _fit("aim", [aim for one in found for aim in one.aims], folder)
    _fit("act", [(one.features, one.act) for one in found if one.act], folder)


_WEIGHT = 3


def main(paths: Sequence[Path]) -> None:
    """Train on gold data (folders or files; of the op-eds of this project the train split) and write the shipped models."""
    corpora = {c.name: for_training(c.records) for c in load(paths)}
    _fit("word", words(corpora.get("target", ())), SHIPPED)
    forget()
    feeling.cache_clear()
    train(corpora, SHIPPED)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
