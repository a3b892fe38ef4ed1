"""The `units` layer: the clauses and sentences that argue, without their shells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import attrs

from oped.analyser import Analyser, Reason, load_accuracy
from oped.learning import Model
from oped.lexicon import Entry, load
from oped.model import Annotation, Document, Layer, Span, Token

from ..options import option, probability
from ..text import FINITE, VERBAL, View, opens_with, view, word_list
from . import argues, job
from .features import CLAUSE, FAR, candidates, clause, features
from .voice import voice

HERE = Path(__file__).parent
SILENT = frozenset({"headline", "byline", "source", "caption"})
"""The kinds of paragraphs that hold no argument of the text itself."""

MODELS = ("boundary", "argues", "job")
"""The models in a folder, in the order of `Models`."""

UNSURE = frozenset({"deny", "doubt"})
"""The force of a cue that takes back what it reports: without it the unit would say the contrary."""

KEPT = 0.6
"""In a text of one paragraph what is reported stands without its shell only where it is so much of the unit, as in the
microtexts, which keep short ones whole."""

CONTRARY = 0.5
"""A clause that denies what the clause before it leads one to expect is so likely a unit: the two stand on different sides."""

TAIL = 4
"""So many code points of marks may follow what is reported to the end of the unit."""

NEAR = 4
"""The verb that reports stands so many tokens at most before what it reports, and after its auxiliary."""

GRANTED = 0.5
"""A point that is granted and answered at once does a job as likely as not, and so does the answer."""

FRAGMENT = 0.75
"""The least probability of a break before what has no subject of its own, such as a second verb."""

PRIOR = 3
"""The mean over a text counts so many sentences that are as likely to argue as not."""

LEAST = 3
"""A unit has at least so many words."""

FEW = 4
"""A text of fewer sentences tells too little of whether it is a report."""

LABEL = 12
"""A line of fewer words without a mark at its end is a label, an item of a list or a cell of a table, and no sentence."""

_TRIM = frozenset({",", ";", ":", "–", "—", "--", "-"})


@attrs.frozen
class Options:
    """What a user may set."""

    model: str = option("", "a folder whose models replace the shipped ones")
    threshold: float = probability(0.4, "the least probability (0 to 1) of a break between units")
    argues: float = probability(0.05, "the least probability (0 to 1) that a sentence argues")
    job: float = probability(
        0.35, "the least probability (0 to 1) that a sentence does a job in a text of several paragraphs"
    )
    text: float = probability(0.39, "the least mean (0 to 1) of `argues` over a text that has units at all")
    own: float = probability(
        0.4,
        "the least such mean when signs of the writer are added, and what others say and what is told in the past taken off",
    )


@attrs.frozen
class Models:
    """The learned models: breaks between units, sentences that argue, and those that do a job in a long text."""

    boundary: Model
    argues: Model
    job: Model


@attrs.frozen
class Break:
    """A place within a sentence where a unit may begin: index of the token, features, probability (0…1)."""

    at: int
    names: tuple[str, ...]
    probability: float


@cache
def models(folder: str) -> Models:
    """Load the models from a folder, the shipped one where the name is empty. Raises ModelError."""
    path = Path(folder) if folder else HERE / "model"
    return Models(*(Model(path / f"{name}.crf") for name in MODELS))


@cache
def shells() -> Mapping[str, tuple[Entry, ...]]:
    """The shells of the lexicon by their first word or its lemma, longest first."""
    table: dict[str, list[Entry]] = {}
    for entry in sorted(load(HERE / "lexicon.toml").entries, key=lambda entry: -len(entry.words)):
        for word in sorted(entry.words[0].forms | entry.words[0].lemmas):
            table.setdefault(word, []).append(entry)
    return {word: tuple(entries) for word, entries in table.items()}


def shell_end(tokens: Sequence[Token], first: int, end: int) -> tuple[int, str]:
    """The index after a shell that begins a unit, and its pattern; `first` and "" where there is none."""
    start = first
    while start < end and (tokens[start].tag in ("CC", "RB") or tokens[start].text in (",", ":")):
        start += 1
    for begin in dict.fromkeys((first, start)):
        for entry in shells().get(tokens[begin].text.lower(), ()) if begin < end else ():
            at = _match(entry, tokens, begin, end)
            if at is not None and end - at >= LEAST:
                return at, entry.pattern
    return first, ""


def _match(entry: Entry, tokens: Sequence[Token], first: int, end: int) -> int | None:
    """Where an entry that may have adverbs between its words ends, if it stands here; "not sure that" is no shell."""
    at = first
    for number, word in enumerate(entry.words):
        while number and at < end and tokens[at].tag == "RB" and not word.matches(tokens[at]):
            if tokens[at].text.lower() in word_list("negations"):
                return None
            at += 1
        if at >= end or not word.matches(tokens[at]):
            return None
        at += 1
    return at


def senses_by_start(layer: Layer | None) -> dict[int, str]:
    """The sense of each connective by the code point where a part of it begins."""
    if layer is None:
        return {}
    return {span.start: str(a.features.get("sense", "")) for a in layer.annotations for span in a.spans}


def connectives_of(sentence: View, senses: Mapping[int, str]) -> dict[int, str]:
    """The senses of the connectives of a sentence, by the index of a first token."""
    return {k: senses[t.start] for k, t in enumerate(sentence.tokens) if t.start in senses} if senses else {}


def breaks(judged: Judged, model: Model) -> Iterator[Break]:
    """Judge every place where a unit may begin within a sentence."""
    sentence, connectives = judged.columns, judged.connectives
    for at in candidates(sentence, connectives):
        names = features(sentence, at, connectives, several=judged.several)
        probability = model.classify(names).get("yes", 0.0)
        if sentence.words[at] in word_list("grounds") and connectives.get(at) == "Contingency.Cause":
            probability = max(probability, probability**0.5)
        if connectives.get(at) == "Comparison.Concession" and clause(sentence, at) == CLAUSE:
            probability = max(probability, CONTRARY)
        yield Break(at, tuple(names), probability)


def pieces(sentence: View, found: Sequence[Break], threshold: float) -> list[tuple[int, int, float]]:
    """Cut a sentence at its breaks: first token, end, confidence; a cut that leaves no clause is not made."""
    cuts, certain = [0], {0: 1.0}
    for one in found:
        if (
            one.probability >= (threshold if clause(sentence, one.at) == CLAUSE else max(threshold, FRAGMENT))
            and _whole(sentence, max(cuts[-1], one.at - FAR), one.at)
            and _whole(sentence, one.at, min(len(sentence), one.at + FAR))
        ):
            cuts.append(one.at)
            certain[one.at] = one.probability
    ends = [*cuts[1:], len(sentence)]
    return [(a, b, min(certain[a], certain.get(b, 1.0))) for a, b in zip(cuts, ends, strict=True)]


def _whole(sentence: View, first: int, end: int) -> bool:
    """Whether tokens hold enough for a unit: a few words, one of them a verb."""
    return end - first >= LEAST and any(tag in VERBAL for tag in sentence.tags[first:end])


@attrs.frozen
class Reports:
    """What others say, in order of position: where the words of each cue begin that vouches for them, and where they stand."""

    cues: tuple[int, ...] = ()
    contents: tuple[Annotation, ...] = ()


def reports(layer: Layer | None) -> Reports:
    """The reported contents of the layer `attribution`, and the cues that do not take back what they report."""
    if layer is None:
        return Reports()
    vouching = [
        cue.start
        for cue in layer.labelled("cue")
        if cue.features.get("force") not in UNSURE and not cue.features.get("negated")
    ]
    return Reports(tuple(vouching), layer.labelled("content"))


def report_start(columns: View, first: int, end: int, told: Reports, *, several: bool) -> int:
    """The index where what is reported begins, in a unit that is "so and so says that" and it; `first` in all others."""
    begin, stop = columns.tokens[first].start, columns.tokens[end - 1].end
    at = bisect_left(told.contents, begin + 1, key=lambda content: content.start)
    for content in told.contents[at:]:
        if content.start >= stop:
            break
        share = (stop - content.start) / (stop - begin)
        if len(content.spans) > 1 or stop - content.end > TAIL or not (several or share >= KEPT):
            continue
        start = next((k for k in range(first, end) if columns.tokens[k].start >= content.start), end)
        if _clause(columns, start, end) and _vouched(columns, first, start, told.cues):
            return start
    return first


def _clause(columns: View, start: int, end: int) -> bool:
    """Whether a content can stand alone: a clause with a finite verb that is no question, and no "to" before it."""
    return (
        end - start >= LEAST
        and any(tag in FINITE for tag in columns.tags[start:end])
        and columns.tag(start)[:1] != "W"
        and columns.word(start - 1) != "to"
    )


def _vouched(columns: View, first: int, start: int, cues: Sequence[int]) -> bool:
    """Whether the words before a content are a clause of their own whose first finite verb reports it.

    Only then do they leave it as it is: "the Kremlin feels that …" is a shell, "this explains why the Kremlin feels that …" is not.
    """
    at = bisect_left(cues, columns.tokens[first].start)
    if at == len(cues):
        return False
    if columns.words[first] in word_list("subordinators") or columns.words[first:start].count(",") > 1:
        return False
    cue = next((k for k in range(first, start) if columns.tokens[k].start >= cues[at]), start)
    early = [k for k in range(first, cue) if columns.tags[k] in FINITE]
    return cue < start <= cue + NEAR and columns.tags[cue] in VERBAL and all(k >= cue - NEAR for k in early[:1])


def units_of(sentence: Judged, model: Model, threshold: float, told: Reports) -> Iterator[Annotation]:
    """Yield the units of one sentence."""
    columns = sentence.columns
    for first, end, confidence in pieces(columns, list(breaks(sentence, model)), threshold):
        start, shell = shell_end(columns.tokens, first, end)
        inside = report_start(columns, start, end, told, several=sentence.several)
        if inside > start:
            start, shell = inside, "what others say"
        last = end
        while last > start and columns.words[last - 1] in _TRIM:
            last -= 1
        while start < last and columns.words[start] in _TRIM:
            start += 1
        if last - start < LEAST:
            continue
        span = Span(columns.tokens[start].start, columns.tokens[last - 1].end)
        why = "clause" if end - first < len(columns) else "sentence"
        if shell:
            why = f"{why}; shell left out: {shell}"
        why = f"{why}; model: argues {sentence.argues:.2f}"
        yield Annotation("unit", [span], features={"confidence": round(confidence, 3), "why": why})


@attrs.frozen
class Judged:
    """A sentence with its connectives (by index of the first token) and the probability (0…1) that it argues.

    `several`: its text has several paragraphs; then `job` is the probability that it does a job in the argument.
    """

    columns: View
    connectives: Mapping[int, str]
    argues: float
    several: bool
    job: float = 1.0


def several_paragraphs(document: Document) -> bool:
    """Whether a text has several paragraphs that may hold units."""
    return sum(paragraph.kind not in SILENT for paragraph in document.paragraphs) > 1


def laid_out(document: Document, senses: Mapping[int, str]) -> list[list[job.Sentence]]:
    """The sentences that may hold units, by paragraph, each with its connectives: long enough, and of the text itself."""
    found: list[list[job.Sentence]] = []
    for paragraph in document.paragraphs:
        if paragraph.kind in SILENT:
            continue
        columns = [view(sentence.tokens) for sentence in paragraph.sentences if len(sentence.tokens) >= LEAST]
        if len(document.paragraphs) > 1 and len(columns) == 1 and _label(columns[0]):
            continue
        if columns:
            found.append([(one, connectives_of(one, senses)) for one in columns])
    return found


def _label(line: View) -> bool:
    """Whether a line is a row of a table or, short and without a mark at its end, a cell, an item or a caption."""
    ends = word_list("ends")
    return line.words[0] == "|" or (len(line) < LABEL and ends.isdisjoint(line.words[-2:]))


def judge(document: Document, layers: Mapping[str, Layer], having: Models) -> list[Judged]:
    """Judge every sentence that may hold units."""
    paragraphs = laid_out(document, senses_by_start(layers.get("connectives")))
    several = several_paragraphs(document)
    sentences = [one for paragraph in paragraphs for one in paragraph]
    argued = [argues.features(*one) for one in sentences]
    chances = [chance.get("yes", 0.0) for chance in having.argues.marginals(argued)]
    jobs = [1.0] * len(sentences)
    if several:
        jobs = [chance.get("yes", 0.0) for chance in having.job.marginals(job.features(paragraphs, argued))]
        at = 0
        for paragraph in paragraphs:
            for k, (columns, _) in enumerate(paragraph[:-1]):
                if opens_with(columns.words, "grants") and _turns(paragraph[k + 1][0]):
                    jobs[at + k], jobs[at + k + 1] = max(jobs[at + k], GRANTED), max(jobs[at + k + 1], GRANTED)
            at += len(paragraph)
    return [
        Judged(columns, connectives, chance, several, does)
        for (columns, connectives), chance, does in zip(sentences, chances, jobs, strict=True)
    ]


def _turns(sentence: View) -> bool:
    """Whether a sentence turns against the one before it."""
    return opens_with(sentence.words, "answers") or not word_list("turns").isdisjoint(sentence.words[:8])


def mean(judged: Sequence[Judged]) -> float:
    """How far a text argues (0…1): the mean over its sentences, drawn to a half where there are few to go by."""
    return (sum(one.argues for one in judged) + PRIOR / 2) / (len(judged) + PRIOR)


def own(judged: Sequence[Judged], told: Reports) -> float:
    """How far a text argues in the voice of its writer: the mean, with what speaks for and against a report."""
    return mean(judged) + voice([one.columns for one in judged], told.contents).weight(PRIOR)


def opines(judged: Sequence[Judged], told: Reports, chosen: Options) -> bool:
    """Whether a text as a whole argues, rather than tells, describes or reports."""
    return mean(judged) >= chosen.text and (len(judged) < FEW or own(judged, told) >= chosen.own)


def run(document: Document, layers: Mapping[str, Layer], options: Options | None) -> Iterator[Annotation]:
    """Yield the units of argument; none where the text as a whole tells, describes or reports rather than argues."""
    chosen = options or Options()
    having = models(chosen.model)
    judged = judge(document, layers, having)
    told = reports(layers.get("attribution"))
    if not opines(judged, told, chosen):
        return
    for sentence in judged:
        if sentence.argues >= chosen.argues and sentence.job >= chosen.job:
            yield from units_of(sentence, having.boundary, chosen.threshold, told)


def explain(document: Document, layers: Mapping[str, Layer], options: Options | None) -> Iterator[Reason]:
    """Yield the grounds for and against every sentence and every break within it."""
    chosen = options or Options()
    having = models(chosen.model)
    judged = judge(document, layers, having)
    told = reports(layers.get("attribution"))
    whole, voiced, opined = mean(judged), own(judged, told), opines(judged, told, chosen)
    for sentence in judged:
        tokens = sentence.columns.tokens
        stands = opined and sentence.argues >= chosen.argues and sentence.job >= chosen.job
        verdict = "argues" if stands else "does not argue"
        grounds = (
            f"argues {sentence.argues:.2f}",
            f"does a job here {sentence.job:.2f}",
            f"mean over the text {whole:.2f}",
            f"in the writer's own voice {voiced:.2f}",
        )
        yield Reason((Span(tokens[0].start, tokens[-1].end),), verdict, grounds)
        for one in breaks(sentence, having.boundary):
            token = tokens[one.at]
            label = "yes" if one.probability >= chosen.threshold else "no"
            weights = [f"{name} {weight:+}" for name, weight in having.boundary.explain(one.names, label)]
            verdict = "a unit begins" if label == "yes" else "no unit begins"
            yield Reason((Span(token.start, token.end),), verdict, (f"probability {one.probability:.2f}", *weights))


def analyser() -> Analyser:
    """The descriptor of this analyser."""
    from .train import train

    return Analyser(
        name="units",
        run=run,
        labels={"unit": "one argumentative discourse unit, without its shell"},
        features={
            "confidence": "probability (0…1) of the breaks at both ends",
            "why": "whether it is a sentence or a clause, and the shell that was left out",
        },
        wants=("connectives", "attribution"),
        summary="Argumentative discourse units",
        options=Options,
        train=train,
        explain=explain,
        card=HERE / "MODEL.md",
        accuracy=load_accuracy(HERE / "figures.toml"),
    )
