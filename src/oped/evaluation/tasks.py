"""What each corpus asks of which layer, and how answers are compared; one function per kind of gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import attrs

from oped.analyser import Record
from oped.evaluation.scores import Scores, quoting
from oped.evaluation.seeds import score_seeds
from oped.evaluation.treebank import score_linguistics, score_subjects_and_objects
from oped.host import Host
from oped.model import Annotation, Layer, Report, Span

Score = Callable[[Sequence[Record], Host, Mapping[str, Any], Scores], None]


@attrs.frozen
class Task:
    """A corpus, the layer that it tests, what counts as one document, and how it is scored.

    `owner` is the name before the dot of the option `model` that takes retrained models; `upstream` are layers that are
    retrained along with it, because they learn from the same documents.
    """

    name: str
    corpus: str
    layer: str
    score: Score
    group: Callable[[Record], str]
    owner: str
    upstream: tuple[str, ...] = ()


def _text(record: Record) -> str:
    """Where a file has no document ids, records with one text stay together."""
    return str(record["text"])


def _id(record: Record) -> str:
    return str(record["id"])


def _before_last_dash(record: Record) -> str:
    """sfu-BOOKS/no12-4 is of the review sfu-BOOKS/no12."""
    return str(record["id"]).rpartition("-")[0]


def _bioscope_document(record: Record) -> str:
    """bioscope-abstracts-91079577-S1.7 is of the abstract 91079577."""
    return str(record["id"]).rpartition("-S")[0]


# -- hedging -----------------------------------------------------------------------------------------------------------

Pieces = tuple[tuple[int, int], ...]


def _joined(items: Iterable[Mapping[str, Any]]) -> dict[Pieces, Mapping[str, Any]]:
    """Gold items by their pieces, left to right; what shares a group is one discontinuous item."""
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for number, item in enumerate(items):
        groups[f"group {item['group']}" if "group" in item else str(number)].append(item)
    return {tuple(sorted((item["start"], item["end"]) for item in parts)): parts[0] for parts in groups.values()}


def _pieces(annotation: Annotation) -> Pieces:
    return tuple((span.start, span.end) for span in annotation.spans)


def _words(text: str) -> Callable[[Pieces], str]:
    return lambda pieces: " … ".join(text[start:end] for start, end in pieces)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A scope without blanks and marks at its edges: corpora differ on whether a full stop belongs to it."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _score_cues(scheme: str, records: Sequence[Record], host: Host, options: Mapping[str, Any], scores: Scores) -> None:
    """Cues by exact span and by token, sentences with any cue, and the scope of cues that were found exactly."""
    for record in records:
        text = str(record["text"])
        report = host.analyse(text, only=["hedging"], options={"hedging.scheme": scheme, **options})
        layer = report.layer("hedging")
        gold = _joined(record["cues"])
        found = {_pieces(hedge): hedge for hedge in layer.labelled("hedge")}
        same = dict.fromkeys
        scores.spans("cue, exact", _id(record), same(gold, "cue"), same(found, "cue"), _words(text))
        scores.spans(
            "cue, by token",
            _id(record),
            same(_touched(report, gold), "cue"),
            same(_touched(report, found), "cue"),
            _words(text),
        )
        _score_sentence(record, bool(found), scores)
        for pieces in gold.keys() & found.keys():
            _score_scope(text, _id(record), gold[pieces], _scope(layer, found[pieces]), scores)


def _touched(report: Report, cues: Iterable[Pieces]) -> list[Pieces]:
    """The tokens that any of the cues covers, each as one piece."""
    tokens = report.document.tokens
    indices = {i for cue in cues for start, end in cue for i in report.document.token_range(start, end)}
    return [((tokens[i].start, tokens[i].end),) for i in sorted(indices)]


def _scope(layer: Layer, hedge: Annotation) -> Annotation | None:
    for relation in layer.relations_from(hedge):
        if relation.label == "scope":
            return layer.annotation(str(relation.target).partition("#")[2])
    return None


def _score_scope(text: str, document: str, cue: Mapping[str, Any], scope: Annotation | None, scores: Scores) -> None:
    if not cue.get("scope"):
        return
    stretches = [*cue["scope"], (cue["start"], cue["end"])]
    start, end = min(s for s, _ in stretches), max(e for _, e in stretches)
    gold = _trimmed(text, start, end)
    right = scope is not None and _trimmed(text, scope.start, scope.end) == gold
    scores.choice("scope, exact, of cues found", document, "right", "right" if right else "wrong", text[start:end])


def _score_sentence(record: Record, hedged: bool, scores: Scores) -> None:
    place = ((0, len(str(record["text"]))),)
    gold = {place: "uncertain"} if record["uncertain"] else {}
    scores.spans(
        "sentence", _id(record), gold, {place: "uncertain"} if hedged else {}, lambda _: str(record["text"])[:100]
    )


def _score_weasels(records: Sequence[Record], host: Host, options: Mapping[str, Any], scores: Scores) -> None:
    """Sentences with any hedge against sentences that annotators found uncertain."""
    for record in records:
        report = host.analyse(str(record["text"]), only=["hedging"], options={"hedging.scheme": "conll2010", **options})
        _score_sentence(record, bool(report.layer("hedging").labelled("hedge")), scores)


def _score_certainty(records: Sequence[Record], host: Host, options: Mapping[str, Any], scores: Scores) -> None:
    """The measure `certainty` (0…1) of a sentence against the annotators' mean (1…6)."""
    for record in records:
        layer = host.analyse(str(record["text"]), only=["hedging"], options=options).layer("hedging")
        value = layer.measures.get("certainty")
        scores.scale("certainty", float(record["certainty"]), float(value) if isinstance(value, int | float) else 1.0)


def _score_modals(records: Sequence[Record], host: Host, options: Mapping[str, Any], scores: Scores) -> None:
    """Whether a modal verb hedges or not."""
    for record in records:
        text = str(record["text"])
        layer = host.analyse(text, only=["hedging"], options=options).layer("hedging")
        hedged = {i for hedge in layer.labelled("hedge") for span in hedge.spans for i in range(span.start, span.end)}
        for cue in record["cues"]:
            found = "hedge" if hedged.intersection(range(cue["start"], cue["end"])) else "other"
            scores.choice("modal", _id(record), "hedge" if cue["hedge"] else "other", found, f"{cue['cue']}: {text}")


# -- connectives and argument -------------------------------------------------------------------------------------------


def _level(sense: str, level: int) -> str:
    return ".".join(sense.split(".")[:level])


def _score_connectives(records: Sequence[Record], host: Host, options: Mapping[str, Any], scores: Scores) -> None:
    """Connectives by exact span; senses, to PDTB-3 levels 1 and 2, of those that were found."""
    for record in records:
        text, document = str(record["text"]), _id(record)
        layer = host.analyse(text, only=["connectives"], options=options).layer("connectives")
        gold = _joined(record["connectives"])
        found = {_pieces(a): a for a in layer.labelled("connective")}
        scores.spans(
            "span, exact",
            document,
            dict.fromkeys(gold, "connective"),
            dict.fromkeys(found, "connective"),
            _words(text),
        )
        for pieces, item in gold.items():
            if pieces not in found:
                continue
            sense = str(found[pieces].features.get("sense"))
            for level in (1, 2):
                # Annotators may give two senses; either is right.
                options_ = [_level(s, level) for s in item.get("senses") or [item["sense"]]]
                got = _level(sense, level)
                want = got if got in options_ else options_[0]
                scores.choice(f"sense, level {level}, of those found", document, want, got, _words(text)(pieces))


_SIDES = {"opp": "con"}


def _score_given_units(records: Sequence[Record], host: Host, options: Mapping[str, Any], scores: Scores) -> None:
    """Central claim, role, function and attachment on gold units (Peldszus and Stede 2015)."""
    for record in records:
        text, document = str(record["text"]), _id(record)
        units = {u["id"]: u for u in record["units"] if u["role"] != "none"}
        given = Layer("units", [Annotation("unit", (Span(u["start"], u["end"]),)) for u in units.values()])
        layer = host.analyse(text, only=["argument"], given=[given], options=options).layer("argument")
        by_place = {(a.start, a.end): a for a in layer.annotations}
        place = {a: (a.start, a.end) for a in layer.annotations}
        name_of = {(u["start"], u["end"]): name for name, u in units.items()}
        edges = {
            (name_of.get(place[_end(layer, r.source)]), name_of.get(place[_end(layer, r.target)])): r.label
            for r in layer.relations
        }
        function = {source: label for (source, _), label in edges.items()}
        gold_edges = {(r["source"], r["target"]): r["type"] for r in record["relations"]}
        gold_function = {
            r["source"]: "undercut" if r.get("subtype") == "und" else r["type"] for r in record["relations"]
        }
        for name, unit in units.items():
            annotation = by_place.get((unit["start"], unit["end"]))
            words = unit["text"]
            central = annotation is not None and annotation.label == "major_claim"
            scores.choice(
                "central claim",
                document,
                "claim" if unit["role"] == "major_claim" else "other",
                "claim" if central else "other",
                words,
            )
            side = "" if annotation is None else str(annotation.features.get("side"))
            scores.choice("role", document, _SIDES.get(unit["side"], unit["side"]), side, words)
            gold_label, label = gold_function.get(name, "none"), function.get(name, "none")
            scores.choice("function", document, _merged(gold_label), _merged(label), words)
        scores.spans(
            "attachment",
            document,
            dict.fromkeys(gold_edges, "edge"),
            dict.fromkeys((edge for edge, label in edges.items() if label != "restate"), "edge"),
            lambda edge: f"{edge[0]} → {edge[1]}",
        )
        _score_pairs(document, list(units), set(gold_edges), set(edges), scores)


def _score_pairs(
    document: str, units: Sequence[str], gold: set[tuple[str, str]], found: set[Any], scores: Scores
) -> None:
    """Attachment as the reference counts it: each ordered pair of units is joined or not."""
    for pair in ((a, b) for a in units for b in units if a != b):
        expected, got = ("joined" if pair in edges else "apart" for edges in (gold, found))
        scores.choice("attachment of pairs", document, expected, got, f"{pair[0]} → {pair[1]}")


def _merged(function: str) -> str:
    """Support or attack: the reference's two classes beside the central claim, which has none."""
    return "attack" if function in ("attack", "undercut") else function


def _end(layer: Layer, address: Annotation | str) -> Annotation:
    return layer.annotation(str(address).partition("#")[2])


def _score_raw_units(records: Sequence[Record], host: Host, options: Mapping[str, Any], scores: Scores) -> None:
    """Units with their role from raw text; half of the longer of two must be shared to match them."""
    for record in records:
        text, document = str(record["text"]), _id(record)
        layer = host.analyse(text, only=["argument"], options=options).layer("argument")
        gold = {(u["start"], u["end"]): u["role"] for u in record["units"] if u["role"] != "none"}
        found = {(a.start, a.end): "major_claim" if a.label == "major_claim" else "premise" for a in layer.annotations}
        matched = match_by_half(gold, found)
        for title, labelled in (("unit, half overlap", False), ("unit with role, half overlap", True)):
            renamed = {matched.get(place, place): label for place, label in found.items()}
            scores.spans(
                title,
                document,
                {place: label if labelled else "unit" for place, label in gold.items()},
                {place: label if labelled else "unit" for place, label in renamed.items()},
                quoting(text),
            )


def match_by_half(
    gold: Iterable[tuple[int, int]], found: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Found stretches with the gold stretch that shares at least half of the longer one (Persing and Ng 2016)."""
    pairs: dict[tuple[int, int], tuple[int, int]] = {}
    for f in found:
        for g in gold:
            shared = min(f[1], g[1]) - max(f[0], g[0])
            if shared * 2 >= max(f[1] - f[0], g[1] - g[0]) and shared > 0 and g not in pairs.values():
                pairs[f] = g
                break
    return pairs


# -- stance ------------------------------------------------------------------------------------------------------------

NEUTRAL = 0.05
"""Below this absolute polarity an answer counts as no stance."""


def polarity(layer: Layer, holder: str | None, target: str) -> float:
    """The mean polarity (−1…1) of a holder (None: anybody) towards a target; 0 where there is no stance."""
    values = [
        float(value)
        for a in layer.labelled("stance")
        if a.features.get("target") == target and holder in (None, a.features.get("holder"))
        if isinstance(value := a.features.get("polarity"), int | float)
    ]
    return sum(values) / len(values) if values else 0.0


def sign(value: float) -> str:
    """The class of a polarity."""
    return "neutral" if abs(value) < NEUTRAL else "positive" if value > 0 else "negative"


def _mention(text: str, name: str, place: Mapping[str, Any] | None) -> Annotation:
    """A given actor; one without a place counts for the whole text."""
    start, end = (place or {}).get("start"), (place or {}).get("end")
    span = Span(0, len(text)) if start is None or end is None else Span(start, end)
    return Annotation("mention", (span,), features={"actor": name})


def _stances(text: str, mentions: Sequence[Annotation], host: Host, options: Mapping[str, Any]) -> Layer:
    given = Layer("actors", mentions)
    return host.analyse(text, only=["stance"], given=[given], options=options).layer("stance")


def _score_directed(records: Sequence[Record], host: Host, options: Mapping[str, Any], scores: Scores) -> None:
    """Both directions of a pair at once, as the corpus's five classes."""
    for record in records:
        if not str(record["id"]).endswith("-pq"):
            continue  # its other half says the same of the pair
        text = str(record["text"])
        mentions = [_mention(text, "p", record["source"]), _mention(text, "q", record["target"])]
        layer = _stances(text, mentions, host, options)
        there, back = polarity(layer, "p", "q"), polarity(layer, "q", "p")
        value, names = (there, ("1", "3")) if abs(there) >= abs(back) else (back, ("2", "4"))
        found = "0" if abs(value) < NEUTRAL else names[0] if value > 0 else names[1]
        scores.choice("pair, 5 classes", str(record["pair"]), str(record["label5"]), found, text)


def _score_target(records: Sequence[Record], host: Host, options: Mapping[str, Any], scores: Scores) -> None:
    """The sentiment of a sentence towards one mention, whoever holds it."""
    for record in records:
        text = str(record["text"])
        layer = _stances(text, [_mention(text, "target", record["target"])], host, options)
        found = sign(polarity(layer, None, "target"))
        place = record["target"]
        scores.choice(
            "target, 3 classes", _id(record), record["label"], found, f"{text[place['start'] : place['end']]}: {text}"
        )


def _score_triplets(records: Sequence[Record], host: Host, options: Mapping[str, Any], scores: Scores) -> None:
    """Positive or negative, holder and target given."""
    for record in records:
        text = str(record["text"])
        stances = [s for s in record["stances"] if s["label"] in ("positive", "negative")]
        ends = {end["name"]: end for s in stances for end in (s["source"], s["target"])}
        layer = _stances(text, [_mention(text, name, end) for name, end in ends.items()], host, options)
        for s in stances:
            holder, target = s["source"]["name"], s["target"]["name"]
            found = sign(polarity(layer, holder, target))
            scores.choice("holder → target", _id(record), s["label"], found, f"{holder} → {target}: {text}")


def _score_events(records: Sequence[Record], host: Host, options: Mapping[str, Any], scores: Scores) -> None:
    """Cooperation or conflict between the source and the target of an event."""
    for record in records:
        text = str(record["text"])
        for event in record["events"]:
            ends = [
                _mention(text, role, next((a["span"] for a in event[f"{role}_actors"] if a["span"]), None))
                for role in ("source", "target")
            ]
            layer = _stances(text, ends, host, options)
            value = polarity(layer, "source", "target") or polarity(layer, "target", "source")
            gold = "cooperation" if event["quad"].endswith("coop") else "conflict"
            found = {"neutral": "", "positive": "cooperation", "negative": "conflict"}[sign(value)]
            scores.choice("event", _id(record), gold, found, text)


def _document_of_triplet(record: Record) -> str:
    return str(record.get("doc", record["id"]))


def _task(name: str, corpus: str, layer: str, score: Score, group: Callable[[Record], str], owner: str = "") -> Task:
    return Task(name, corpus, layer, score, group, owner or layer)


_GIVEN_UNITS = [
    _task("argument on given units", name, "argument", _score_given_units, _id)
    for name in ("microtexts1", "microtexts2")
]
_RAW_UNITS = [
    Task("argument from raw text", name, "argument", _score_raw_units, _id, "argument", ("units",))
    for name in ("microtexts1", "microtexts2")
]
_TREEBANKS = [
    task
    for name in ("gum.dev", "gum.test", "gum.train")
    for task in (
        _task("tokens, sentences, tags, lemmas", name, "linguistics", score_linguistics, _id, "textblob"),
        _task("subjects and objects", name, "clauses", score_subjects_and_objects, _id),
    )
]

TASKS: tuple[Task, ...] = (
    _task("cues and scope", "sfu", "hedging", partial(_score_cues, "sfu"), _before_last_dash),
    _task("cues and scope", "bioscope", "hedging", partial(_score_cues, "bioscope"), _bioscope_document),
    _task("uncertain sentences", "wikiweasel", "hedging", _score_weasels, _text),
    _task("certainty", "scicert", "hedging", _score_certainty, _text),
    _task("modal verbs", "mist", "hedging", _score_modals, _text),
    _task("connectives", "gdtb", "connectives", _score_connectives, _id),
    *_GIVEN_UNITS,
    *_RAW_UNITS,
    _task("directed stance", "directed", "stance", _score_directed, _text),
    _task("sentiment towards a target", "target", "stance", _score_target, _text),
    _task("holder and target given", "seesaw", "stance", _score_triplets, _document_of_triplet),
    _task("events", "events_plover", "stance", _score_events, _id),
    *_TREEBANKS,
    *(
        _task(name, "seeds", name, partial(score_seeds, name), lambda record: str(record["document"]["id"]))
        for name in ("attribution", "actors", "stance", "hedging", "connectives", "units", "argument")
    ),
)
