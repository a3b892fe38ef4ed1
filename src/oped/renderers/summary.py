"""What a report says, as plain records that every renderer shows: pure functions of a Report.

Every statement says only what the layers hold, and carries the annotations that it rests on.
Layers and features are those of the bundled analysers; whatever is absent is left out, with the reason at hand.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

import attrs

from oped.model import Accuracy, Annotation, Document, Figure, Layer, Outcome, Relation, Report, Scalar
from oped.safe import shortened
from oped.sides import AUTHOR, Sign, holder_of, side_of, side_together, target_of
from oped.wording import label_name, words


@cache
def _telling() -> tuple[str, ...]:
    return tuple(words()["features"]["first"])


# Findings: one annotation each, with its words


@attrs.frozen
class Finding:
    """One annotation as the reader sees it. `line` counts from 1; `why` and `confidence` are the analyser's own."""

    number: int
    layer: str
    annotation: Annotation
    words: str
    line: int

    @property
    def label(self) -> str:
        """The annotation's label."""
        return self.annotation.label

    @property
    def address(self) -> str:
        """`layer#key`."""
        return f"{self.layer}#{self.annotation.key}"

    @property
    def name(self) -> str:
        """The label for people."""
        return label_name(self.layer, self.label)

    @property
    def why(self) -> str:
        """Why it was found, in the analyser's words; empty where it does not say."""
        return text_of(self.annotation.features.get("why"))

    @property
    def confidence(self) -> str:
        """How sure the analyser is, 0…1; empty where it does not say."""
        return text_of(self.annotation.features.get("confidence"))

    @property
    def features(self) -> tuple[tuple[str, str], ...]:
        """The other features that have a value: those that tell most first, the others by name."""
        stated = self.annotation.features
        names = [*(name for name in _telling() if name in stated), *(name for name in stated if name not in _telling())]
        return tuple((k, text_of(stated[k])) for k in names if stated[k] is not None and k not in ("why", "confidence"))

    @property
    def told(self) -> str:
        """The other features, one `name: value` a line."""
        return ";\n".join(f"{name}: {value}" for name, value in self.features)

    def feature(self, name: str) -> str:
        """One feature as text; empty where it is absent."""
        return text_of(self.annotation.features.get(name))

    def number_of(self, name: str, default: float) -> float:
        """One feature as a number."""
        value = self.annotation.features.get(name)
        return float(value) if isinstance(value, int | float) else default


def text_of(value: Scalar) -> str:
    """A scalar as people read it; None is nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


Findings = Mapping[str, tuple[Finding, ...]]


def findings(report: Report) -> Findings:
    """The findings of every layer that is shown, by layer; numbers run on from 1 over all layers."""
    found: dict[str, tuple[Finding, ...]] = {}
    number = 0
    for name, layer in report.layers.items():
        if report.shows(name):
            rows = []
            for number, annotation in enumerate(layer.annotations, start=number + 1):  # noqa: B020
                quote, line = report.document.quote(annotation), report.document.line(annotation.start)
                rows.append(Finding(number, name, annotation, quote, line))
            found[name] = tuple(rows)
    return found


@attrs.frozen
class Context:
    """The words of a finding with some of its sentence around them; '…' shows where it is cut."""

    before: str
    words: str
    after: str


_CONTEXT = 110
_BLANKS = re.compile(r"\s+")


def in_context(document: Document, finding: Finding, length: int = _CONTEXT) -> Context:
    """The words of a finding in about `length` characters of its sentence."""
    start, end = finding.annotation.start, finding.annotation.end
    index = document.sentence_index(start)
    if index < 0 or end - start > length:
        return Context("", _BLANKS.sub(" ", finding.words), "")
    sentence = document.sentences[index]
    first, last = sentence.start, max(sentence.end, end)
    if last - first > length:
        room = (length - (end - start)) // 2
        first = max(first, start - room - max(0, room - (last - end)))
        last = min(last, end + room + max(0, room - (start - first)))
    text = document.text
    before, after = text[first:start], text[end:last]
    if first > sentence.start:  # not within a word
        before = "…" + before.partition(" ")[2]
    if last < sentence.end:
        after = after.rpartition(" ")[0] + "…"
    return Context(*(_BLANKS.sub(" ", piece) for piece in (before, text[start:end], after)))


def labelled(found: Findings, layer: str, *labels: str) -> tuple[Finding, ...]:
    """The findings of a layer with one of these labels (all where none is named)."""
    rows = found.get(layer, ())
    return tuple(row for row in rows if row.label in labels) if labels else rows


def missing(report: Report, layer: str) -> str:
    """Why a layer cannot be shown; empty where it can."""
    if not report.shows(layer):
        return f"The layer {layer} was not asked for."
    outcome = report.outcomes.get(layer)
    if outcome is None:
        return f"The layer {layer} is not there: no analyser for it ran."
    if outcome.layer is None:
        return f"The layer {layer} {outcome.state}: {outcome.reason or 'no reason was given'}."
    return ""


# Who stands where


@attrs.frozen
class Actor:
    """An actor, how often it is mentioned (pronouns and titles too), and its first mention."""

    name: str
    type: str
    mentions: tuple[Finding, ...]


@attrs.frozen
class Dyad:
    """What one holder says or does for and against one target; polarity −1…1 and certainty 0…1 are means."""

    holder: str
    target: str
    supports: int
    opposes: int
    mixed: int
    polarity: float
    certainty: float
    stances: tuple[Finding, ...]

    @property
    def sign(self) -> Sign:
        """The side that the stances take together."""
        return side_together(stance.annotation for stance in self.stances)


def sign_of(stance: Finding) -> Sign:
    """Which side one stance takes."""
    return side_of(stance.annotation)


def actors(found: Findings) -> tuple[Actor, ...]:
    """The actors, the most mentioned first."""
    table: dict[str, list[Finding]] = {}
    for mention in labelled(found, "actors", "mention"):
        table.setdefault(mention.feature("actor") or mention.words, []).append(mention)
    rows = [Actor(name, mentions[0].feature("type"), tuple(mentions)) for name, mentions in table.items()]
    return tuple(sorted(rows, key=lambda actor: (-len(actor.mentions), actor.mentions[0].annotation.start)))


def dyads(found: Findings) -> tuple[Dyad, ...]:
    """The pairs of holder and target, those with most stances first."""
    table: dict[tuple[str, str], list[Finding]] = {}
    for stance in labelled(found, "stance", "stance"):
        pair = (holder_of(stance.annotation), target_of(stance.annotation))
        table.setdefault(pair, []).append(stance)
    rows = [_dyad(holder, target, stances) for (holder, target), stances in table.items()]
    return tuple(sorted(rows, key=lambda d: (-len(d.stances), -abs(d.polarity), d.stances[0].annotation.start)))


def _dyad(holder: str, target: str, stances: Sequence[Finding]) -> Dyad:
    signs = Counter(sign_of(stance) for stance in stances)
    return Dyad(
        holder,
        target,
        signs["for"],
        signs["against"],
        signs["mixed"],
        _mean(stance.number_of("polarity", 0.0) for stance in stances),
        _mean(stance.number_of("certainty", 1.0) for stance in stances),
        tuple(stances),
    )


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return round(sum(numbers) / len(numbers), 3) if numbers else 0.0


# How sure


@attrs.frozen
class SentenceCertainty:
    """One sentence: `certainty` is the lowest of its hedges, 1 where it has none; quoted sentences have a speaker."""

    start: int
    line: int
    paragraph: int
    certainty: float
    hedges: tuple[Finding, ...]
    boosters: tuple[Finding, ...]
    voice: str


@attrs.frozen
class VoiceCertainty:
    """One voice: its hedges and boosters, and the mean certainty of its hedges (None where it has none)."""

    voice: str
    hedges: tuple[Finding, ...]
    boosters: tuple[Finding, ...]
    certainty: float | None


@attrs.frozen
class Certainty:
    """How sure a text is: along its sentences, and voice by voice (the author first)."""

    sentences: tuple[SentenceCertainty, ...]
    voices: tuple[VoiceCertainty, ...]

    @property
    def mean(self) -> float:
        """The mean certainty of the sentences, 0…1."""
        return _mean(sentence.certainty for sentence in self.sentences)

    @property
    def hedged(self) -> int:
        """How many sentences hold a hedge."""
        return sum(1 for sentence in self.sentences if sentence.hedges)

    @property
    def boosted(self) -> int:
        """How many sentences hold a booster."""
        return sum(1 for sentence in self.sentences if sentence.boosters)


def certainty(report: Report, found: Findings) -> Certainty:
    """Certainty by sentence and by voice."""
    document = report.document
    hedges, boosters = labelled(found, "hedging", "hedge"), labelled(found, "hedging", "booster")
    by_sentence: dict[int, list[Finding]] = defaultdict(list)
    for cue in (*hedges, *boosters):
        by_sentence[document.sentence_index(cue.annotation.start)].append(cue)
    rows = []
    for index, sentence in enumerate(document.sentences):
        cues = by_sentence.get(index, [])
        lowest = min((cue.number_of("certainty", 0.5) for cue in cues if cue.label == "hedge"), default=1.0)
        voices = {cue.feature("voice") or AUTHOR for cue in cues}
        rows.append(
            SentenceCertainty(
                sentence.start,
                document.line(sentence.start),
                document.paragraph_index(sentence.start),
                lowest,
                tuple(cue for cue in cues if cue.label == "hedge"),
                tuple(cue for cue in cues if cue.label == "booster"),
                AUTHOR if AUTHOR in voices or not voices else min(voices),
            )
        )
    return Certainty(tuple(rows), _voices(hedges, boosters))


def _voices(hedges: Sequence[Finding], boosters: Sequence[Finding]) -> tuple[VoiceCertainty, ...]:
    table: dict[str, tuple[list[Finding], list[Finding]]] = {AUTHOR: ([], [])}
    for at, cues in enumerate((hedges, boosters)):
        for cue in cues:
            table.setdefault(cue.feature("voice") or AUTHOR, ([], []))[at].append(cue)
    rows = [
        VoiceCertainty(
            voice, tuple(own), tuple(loud), _mean(c.number_of("certainty", 0.5) for c in own) if own else None
        )
        for voice, (own, loud) in table.items()
    ]
    return tuple(sorted(rows, key=lambda v: (v.voice != AUTHOR, -len(v.hedges) - len(v.boosters))))


# How it argues


@attrs.frozen
class Unit:
    """One unit of the argument, in the order of the tree. `relation` is how it bears on its parent ('' at the top).

    `parent` is the number of the unit above; `hedges`, `boosters` and `stances` stand within the unit; `voices` are
    those other than the author whose words it holds.
    """

    finding: Finding
    depth: int
    relation: str
    parent: int | None
    hedges: tuple[Finding, ...] = ()
    boosters: tuple[Finding, ...] = ()
    stances: tuple[Finding, ...] = ()
    voices: tuple[str, ...] = ()
    children: int = 0


def argument(report: Report, found: Findings) -> tuple[Unit, ...]:
    """The units as a tree in reading order: theses first, then claims that stand alone, then loose premises."""
    rows = labelled(found, "argument", "major_claim", "claim", "premise")
    if not rows:
        return ()
    layer = report.layers["argument"]
    by_address = {row.address: row for row in rows}
    above: dict[str, Relation] = {}
    for relation in layer.relations:
        source, target = str(relation.source), str(relation.target)
        if source in by_address and target in by_address and source != target:
            above.setdefault(source, relation)
    below: dict[str, list[Finding]] = defaultdict(list)
    for row in rows:
        if row.address in above:
            below[str(above[row.address].target)].append(row)
    joined = _within(report, found, rows)
    rank = {"major_claim": 0, "claim": 1, "premise": 2}
    tops = sorted((row for row in rows if row.address not in above), key=lambda row: rank[row.label])
    units: list[Unit] = []
    seen: set[str] = set()
    # A ring of relations has no top: its units follow at the end, the first of them as a top of its own.
    for top in (*tops, *rows):
        waiting: list[tuple[Finding, int, int | None]] = [(top, 0, None)]
        while waiting:
            row, depth, parent = waiting.pop()
            if row.address in seen:
                continue
            seen.add(row.address)
            bears = above[row.address].label if parent is not None else ""
            children = [child for child in below[row.address] if child.address not in seen]
            units.append(Unit(row, depth, bears, parent, *joined[row.address], len(children)))
            waiting.extend((child, depth + 1, row.number) for child in reversed(children))
    return tuple(units)


_Joined = tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[Finding, ...], tuple[str, ...]]


def _within(report: Report, found: Findings, rows: Sequence[Finding]) -> dict[str, _Joined]:
    """What other layers hold within each unit: hedges, boosters, stances and voices."""
    table: dict[str, list[list[Finding]]] = {row.address: [[], [], [], []] for row in rows}
    for at, (layer, label) in enumerate(_INNER):
        if layer in found:
            of = {id(inner.annotation): inner for inner in found[layer]}
            for outer, inner in report.overlapping("argument", f"{layer}.{label}"):
                inside = table.get(f"argument#{outer.key}")
                if inside is not None:
                    inside[at].append(of[id(inner)])
    return {
        address: (tuple(hedges), tuple(boosters), tuple(stances), _speakers(contents))
        for address, (hedges, boosters, stances, contents) in table.items()
    }


_INNER = (("hedging", "hedge"), ("hedging", "booster"), ("stance", "stance"), ("attribution", "content"))


def _speakers(contents: Iterable[Finding]) -> tuple[str, ...]:
    holders = (content.feature("holder") or "somebody unnamed" for content in contents)
    return tuple(dict.fromkeys(holder for holder in holders if holder != AUTHOR))


# Joins


@attrs.frozen
class Turn:
    """Somebody who is opposed in some units of the argument and supported in others."""

    target: str
    against: tuple[tuple[Unit, Finding], ...]
    favour: tuple[tuple[Unit, Finding], ...]


def turns(units: Sequence[Unit]) -> tuple[Turn, ...]:
    """Targets that are opposed in premises and supported in claims, or the other way round."""
    table: dict[str, dict[tuple[Sign, bool], list[tuple[Unit, Finding]]]] = {}
    for unit in units:
        for stance in unit.stances:
            place = (sign_of(stance), unit.finding.label == "premise")
            table.setdefault(stance.feature("target"), {}).setdefault(place, []).append((unit, stance))
    rows = []
    for target, places in table.items():
        for premise in (True, False):
            against, favour = places.get(("against", premise), []), places.get(("for", not premise), [])
            if target and against and favour:
                rows.append(Turn(target, tuple(against), tuple(favour)))
    return tuple(rows)


# What it comes to


@attrs.frozen
class Statement:
    """One sentence of the headline, with the findings that it rests on.

    `topic`: thesis, gloss (what the thesis means), actors, stance, certainty.
    """

    topic: str
    text: str
    evidence: tuple[Finding, ...] = ()
    sign: str = ""


WITH_WORDS = ("gloss", "stance", "certainty")
"""Topics whose statements are followed by their words, each in its sentence."""


def once(evidence: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings with the same words in the same line once only."""
    return tuple({(finding.words, finding.line): finding for finding in reversed(evidence)}.values())[::-1]


def evidence_in_context(document: Document, finding: Finding, statement: Statement) -> Context:
    """The words of a statement's evidence in their sentence; where the author is unsure, nearly all of it."""
    return in_context(document, finding, 2 * _CONTEXT if statement.topic == "certainty" else _CONTEXT)


def cited(finding: Finding, statement: Statement) -> str:
    """Where a finding's words stand, and for a stance whose words they are."""
    if statement.topic != "stance":
        return f"line {finding.line}"
    voice = finding.feature("voice") or AUTHOR
    return f"{'the author' if voice == AUTHOR else voice}, line {finding.line}"


def placed(thesis: Finding) -> str:
    """Where a thesis stands, and how sure the analyser is that it is the thesis."""
    if not thesis.confidence:
        return f"line {thesis.line}"
    guess = "" if thesis.number_of("confidence", 1.0) >= _LIKELY else "only the best guess, "
    return f"line {thesis.line}, {guess}confidence {thesis.confidence}"


_LIKELY = 0.5


@attrs.frozen
class Part:
    """How a layer is said to be in the report: state, reason, counts by label, measures, and how good its analyser is."""

    layer: str
    state: str
    reason: str
    labels: tuple[tuple[str, int], ...]
    relations: tuple[tuple[str, int], ...]
    measures: tuple[tuple[str, str], ...]
    provenance: tuple[tuple[str, str], ...]
    accuracy: Accuracy = attrs.field(factory=Accuracy)

    @property
    def measured(self) -> tuple[tuple[str, tuple[Figure, ...]], ...]:
        """The figures by what they were measured on: data and split."""
        table: dict[str, list[Figure]] = {}
        for figure in self.accuracy.figures:
            table.setdefault(f"{figure.data} ({figure.split})" if figure.split else figure.data, []).append(figure)
        return tuple((data, tuple(figures)) for data, figures in table.items())


@attrs.frozen
class Summary:
    """All that the renderers show. `findings` maps layers to findings, `parts` are in the order in which they ran."""

    title: str
    about: tuple[str, ...]
    words: int
    sentences: int
    statements: tuple[Statement, ...]
    findings: Findings
    actors: tuple[Actor, ...]
    dyads: tuple[Dyad, ...]
    certainty: Certainty
    units: tuple[Unit, ...]
    turns: tuple[Turn, ...]
    parts: tuple[Part, ...]
    missing: Mapping[str, str]
    metadata: tuple[tuple[str, str], ...]


@attrs.frozen
class Lost:
    """Something that is missing from a report, or went wrong on the way; `state` is empty for the latter."""

    source: str
    state: str
    message: str


def losses(report: Report, summary: Summary) -> tuple[Lost, ...]:
    """Layers that failed or were skipped, then problems that these do not tell of already."""
    lost = [Lost(part.layer, part.state, part.reason) for part in summary.parts if part.state != "ran"]
    told = {loss.message for loss in lost}
    problems = [Lost(p.source, "", p.message) for p in report.problems if p.message not in told]
    return (*lost, *problems)


def made_by(part: Part) -> str:
    """What made a layer: distribution and version, then what else its provenance holds."""
    known = dict(part.provenance)
    maker = " ".join(word for word in (known.pop("distribution", ""), known.pop("version", "")) if word)
    if known.get("analyser", "") in maker:
        known.pop("analyser", "")  # most often the version of the distribution
    rest = [f"{name.removeprefix('option.')} {value}" for name, value in known.items()]
    return " · ".join([maker, *rest] if maker else rest)


_LONGEST_TITLE = 60
BUNDLED = ("clauses", "attribution", "actors", "stance", "hedging", "connectives", "units", "argument")
"""The layers with a part of their own in a report, or that support one (see DESIGN's table of layers)."""
_PARTS = ("argument", "actors", "stance", "hedging", "attribution")


def summarise(report: Report) -> Summary:
    """Everything that a report says, once."""
    found = findings(report)
    document = report.document
    people, pairs, units = actors(found), dyads(found), argument(report, found)
    sure = certainty(report, found)
    lacking = {layer: reason for layer in _PARTS if (reason := missing(report, layer))}
    metadata = document.metadata
    return Summary(
        title=text_of(metadata.get("title")) or _headline(report) or document.id or _beginning(report),
        about=tuple(text_of(metadata[name]) for name in ("author", "outlet", "date") if metadata.get(name)),
        words=sum(1 for token in document.tokens if token.text[:1].isalnum()),
        sentences=len(document.sentences),
        statements=tuple(_statements(report, found, lacking, people, pairs, units, sure)),
        findings=found,
        actors=people,
        dyads=pairs,
        certainty=sure,
        units=units,
        turns=turns(units),
        parts=tuple(_part(name, outcome) for name, outcome in report.outcomes.items() if report.shows(name)),
        missing=lacking,
        metadata=tuple((name, text_of(value)) for name, value in metadata.items() if value is not None),
    )


def _headline(report: Report) -> str:
    """The words of a headline at the top of the text."""
    for paragraph in report.document.paragraphs[:2]:
        if paragraph.kind == "headline":
            return " ".join(report.document.text[paragraph.start : paragraph.end].split())
    return ""


def _beginning(report: Report) -> str:
    """The first words of a text that has no name."""
    first = " ".join(report.document.text[:_LONGEST_TITLE].split())
    return shortened(first + "…" * (len(report.document.text) > _LONGEST_TITLE), _LONGEST_TITLE) or "Untitled"


def _part(name: str, outcome: Outcome) -> Part:
    layer = outcome.layer or Layer(name)
    return Part(
        name,
        outcome.state,
        outcome.reason,
        tuple(sorted(Counter(a.label for a in layer.annotations).items(), key=lambda row: (-row[1], row[0]))),
        tuple(sorted(Counter(r.label for r in layer.relations).items(), key=lambda row: (-row[1], row[0]))),
        tuple((key, text_of(value)) for key, value in layer.measures.items()),
        tuple((key, text_of(value)) for key, value in layer.provenance.items() if value not in (None, "")),
        layer.accuracy,
    )


# Sentences


def _statements(
    report: Report,
    found: Findings,
    lacking: Mapping[str, str],
    people: Sequence[Actor],
    pairs: Sequence[Dyad],
    units: Sequence[Unit],
    sure: Certainty,
) -> Iterable[Statement]:
    if "argument" not in lacking:
        yield from _thesis(units, labelled(found, "actors", "mention"))
    if "actors" not in lacking:
        yield _cast(people)
    if "stance" not in lacking:
        yield from _positions(report.document, pairs, {actor.name: actor.type for actor in people})
    if "hedging" not in lacking and report.document.sentences:
        yield from _assurance(sure, units)


def _thesis(units: Sequence[Unit], mentions: Sequence[Finding]) -> Iterable[Statement]:
    theses = [unit.finding for unit in units if unit.finding.label == "major_claim"]
    if not theses:
        text = "No thesis was found." if units else "No argument was found."
        yield Statement("thesis", text)
        return
    theses.sort(key=lambda thesis: (-thesis.number_of("confidence", 0.0), thesis.annotation.start))
    yield Statement("thesis", f"“{theses[0].words.strip()}”", (theses[0],))
    if told := _stands_for(theses[0], mentions):
        yield Statement("gloss", told)
    for other in theses[1:3]:
        yield Statement("gloss", "Marked as thesis too:", (other,))


_UNNAMED = ("pronoun", "epithet", "group", "title")


def _stands_for(unit: Finding, mentions: Sequence[Finding]) -> str:
    """Whom the words that name nobody mean within a unit, as the layer of actors has it."""
    meant: dict[str, list[str]] = {}
    for mention in mentions:
        if mention.feature("via") in _UNNAMED and any(
            span.start <= mention.annotation.start and mention.annotation.end <= span.end
            for span in unit.annotation.spans
        ):
            names = meant.setdefault(mention.words, [])
            if (name := definite(mention.feature("actor"))) not in names:
                names.append(name)
    clear = [f"“{said}” refers to {_listed(names)}" for said, names in meant.items() if said not in names]
    return f"Here {_listed(clear)}." if clear else ""


_FEW = 5


def _cast(people: Sequence[Actor]) -> Statement:
    if not people:
        return Statement("actors", "No actors are named.")
    top = people[:_FEW]
    named = _listed([f"{definite(actor.name, is_actor=True)} ({len(actor.mentions)})" for actor in top])
    rest = len(people) - len(top)
    others = f", and {counted(rest, 'other')}" if rest else ""
    return Statement("actors", f"{capital(named)}{others}.", tuple(actor.mentions[0] for actor in top))


def _positions(document: Document, pairs: Sequence[Dyad], types: Mapping[str, str]) -> Iterable[Statement]:
    """The pairs with most of the author's flat words; those said in one breath are one statement."""
    if not pairs:
        yield Statement("stance", "No stance of anybody towards anybody was found.")
        return
    statements: list[Statement] = []
    told: set[tuple[str, str]] = set()
    quoted: set[int] = set()  # sentences that the headline has shown already
    by_pair = {(pair.holder, pair.target): pair for pair in pairs}
    for pair in sorted(pairs, key=lambda pair: -_weight(pair)):
        # Nobody should have to guess whether anybody is opposed, so one who is stands there in any case.
        full = len(statements) >= _FEW
        if full and (pair.sign != "against" or any(statement.sign == "against" for statement in statements)):
            continue
        if (pair.holder, pair.target) in told:
            continue
        back = by_pair.get((pair.target, pair.holder))
        if back and back is not pair and back.sign == pair.sign and _verb(back, False) == _verb(pair, False):
            told |= {(pair.holder, pair.target), (back.holder, back.target)}
            both = _listed([definite(name, is_actor=name in types) for name in (pair.holder, pair.target)])
            text = f"{capital(both)} {_verb(pair, True)} each other"
            best = _best(document, pair, quoted)
            evidence = best[:2] if pair.sign == "mixed" else best[:1] + _best(document, back, quoted)[:1]
            statement = Statement("stance", _tallied(text, pair, back), evidence, pair.sign)
        else:
            alike = [pair, *(other for other in pairs if _same_breath(document, pair, other))]
            told |= {(other.holder, other.target) for other in alike}
            holder = capital(definite(pair.holder, is_actor=pair.holder in types))
            objects = _listed(list(dict.fromkeys(_object(other, types) for other in alike)))
            text = f"{holder} {_verb(pair, _is_plural(pair.holder, types))} {objects}"
            statement = Statement("stance", _tallied(text, *alike), _best(document, pair, quoted)[:2], pair.sign)
        quoted |= {document.sentence_index(finding.annotation.start) for finding in statement.evidence}
        statements.append(statement)
    yield from statements


def _same_breath(document: Document, pair: Dyad, other: Dyad) -> bool:
    """Whether another pair of the same holder is the same thing, said of somebody else in the very same sentences."""
    if other is pair or other.holder != pair.holder or other.sign != pair.sign or pair.sign == "mixed":
        return False
    places, others = ({document.sentence_index(s.annotation.start) for s in p.stances} for p in (pair, other))
    return places == others and -1 not in places and _verb(other, False) == _verb(pair, False)


def _object(pair: Dyad, types: Mapping[str, str]) -> str:
    """The target within a sentence; words that are no name and begin a sentence of their own stand in quotation marks."""
    if pair.holder == pair.target:
        return "themselves" if _is_plural(pair.target, types) else "itself"
    said = definite(pair.target, is_actor=pair.target in types)
    joining = words()["articles"]["joining"]
    is_clause = said[:1].isupper() and any(word[:1].islower() and word not in joining for word in said.split())
    return f"“{said}”" if is_clause and pair.target not in types else said


def _best(document: Document, pair: Dyad, quoted: Collection[int]) -> tuple[Finding, ...]:
    """The stances on the pair's side, those that the text states outright first; of a mixed pair one of each side.

    Of equals, one in a sentence that is not among the `quoted` comes first.
    """
    side = pair.sign
    if side == "mixed":
        sides = [next((s for s in pair.stances if sign_of(s) == of), None) for of in ("for", "against")]
        if both := tuple(stance for stance in sides if stance):
            return both
    own = [stance for stance in pair.stances if sign_of(stance) == side] or list(pair.stances)
    outright = {"": 0, "asserted": 0}

    def order(stance: Finding) -> tuple[bool, int, bool]:
        seen = document.sentence_index(stance.annotation.start) in quoted
        return stance.feature("derived") == "yes", outright.get(stance.feature("mode"), 1), seen

    return tuple(sorted(own, key=order))


def _tallied(text: str, *pairs: Dyad) -> str:
    """The sentence with how many findings it rests on, and what keeps them from being the author's flat word."""
    supports, opposes = sum(pair.supports for pair in pairs), sum(pair.opposes for pair in pairs)
    stances = [stance for pair in pairs for stance in pair.stances]
    number = counted(len(stances), "finding")
    if supports and opposes:
        number = f"{counted(supports, 'finding')} for, {opposes} against"
    return f"{text} ({', '.join([number, *_reserve(stances, pairs[0].holder)])})."


def _reserve(stances: Sequence[Finding], holder: str) -> Iterable[str]:
    modes = dict.fromkeys(stance.feature("mode") or "asserted" for stance in stances)
    flat = {"asserted", "advised"} if holder == AUTHOR else {"asserted"}  # an author advises outright
    if not flat.intersection(modes):
        yield " or ".join(words()["modes"].get(mode, mode) for mode in modes)
    voices = dict.fromkeys(stance.feature("voice") or AUTHOR for stance in stances)
    if AUTHOR not in voices:
        yield "by their own account" if list(voices) == [holder] else f"according to {_listed(list(voices))}"


def _weight(pair: Dyad) -> int:
    """How many of a pair's stances are the author's flat word."""
    return sum(
        1
        for stance in pair.stances
        if stance.feature("mode") in ("", "asserted", "advised")
        and stance.feature("voice") in ("", AUTHOR)
        and stance.feature("derived") != "yes"
    )


def _verb(pair: Dyad, plural: bool) -> str:
    """The verb of the attitude that most stances on the pair's side have."""
    side = pair.sign  # worked out anew at each call
    if side == "mixed" and (pair.supports or pair.opposes):
        forms = words()["signs"]["mixed"]
    else:
        attitudes = Counter(stance.feature("attitude") for stance in pair.stances if sign_of(stance) == side)
        best = max(attitudes, key=lambda attitude: attitudes[attitude], default="")  # of equals, the first in the text
        forms = words()["attitudes"].get(best) or words()["signs"][side]
    return str(forms[plural])


_WEAKEST = 3
_UNIT_NAMES = {"major_claim": "The thesis", "claim": "A claim", "premise": "A premise"}


def _assurance(sure: Certainty, units: Sequence[Unit]) -> Iterable[Statement]:
    own = sure.voices[0]
    hedges, boosters = counted(len(own.hedges), "hedge"), counted(len(own.boosters), "booster")
    text = f"In the author’s own voice: {hedges} and {boosters} in {counted(len(sure.sentences), 'sentence')}"
    claims = [unit for unit in units if unit.finding.label != "premise"]
    hedged = [(unit, cues) for unit in units if (cues := _own(unit.hedges))]
    if claims:
        unsure = sum(1 for unit, _ in hedged if unit.finding.label != "premise")
        boosted = sum(1 for unit in claims if _own(unit.boosters))
        text += f"; of {counted(len(claims), 'claim')}, {unsure or 'none'} hedged and {boosted or 'none'} boosted"
    lowest = () if hedged else tuple(sorted(own.hedges, key=_sureness)[:_WEAKEST])
    yield Statement("certainty", f"{text}.", lowest)
    # The claims first, then what they rest on; of each the least certain first.
    hedged.sort(key=lambda pair: (pair[0].finding.label == "premise", min(map(_sureness, pair[1]))))
    for unit, cues in hedged[:_WEAKEST]:
        by = _listed(list(dict.fromkeys(f"“{cue.words}”" for cue in cues)))
        side = " of the other side" if unit.finding.feature("side") == "con" else ""
        weakest = min(cues, key=_sureness)
        yield Statement("certainty", f"{_UNIT_NAMES[unit.finding.label]}{side}, hedged by {by}:", (weakest,))


def _sureness(cue: Finding) -> float:
    return cue.number_of("certainty", 0.5)


def _own(cues: Iterable[Finding]) -> list[Finding]:
    return [cue for cue in cues if is_own(cue)]


def is_own(cue: Finding) -> bool:
    """Whether a finding is in the author's own voice."""
    return cue.feature("voice") in ("", AUTHOR)


def _is_plural(name: str, types: Mapping[str, str]) -> bool:
    if types.get(name) in ("group", "people"):
        return True
    last = name.rpartition(" ")[2]  # "the United States’ firms", but "the United States"
    return _looks_plural(name) and (name not in types or last[:1].islower())


def _looks_plural(name: str) -> bool:
    return name.endswith("s") and not name.endswith("ss")


def definite(name: str, is_actor: bool = False) -> str:
    """A name as it stands in a sentence: "the United States", "the author", "China", "a new trade war".

    An actor without a name is told by its role: "the board", and with the author's own word: "critics".
    """
    rules = words()["articles"]
    first, _, rest = name.partition(" ")
    if first.lower() in rules["determiners"] and rest[:1].islower():
        return f"{first.lower()} {rest}"  # the first words of a sentence, now within one
    if is_actor and name[:1].islower() and first not in rules["determiners"] and not _looks_plural(name):
        return f"the {name}"
    if name == AUTHOR or name in rules["names"] or name.startswith(tuple(rules["prefixes"])):
        return f"the {name}"
    return f"the {name}" if name[:1].isupper() and name.endswith(tuple(rules["suffixes"])) else name


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 hedge", "no hedges", "3 hedges"."""
    return f"1 {noun}" if number == 1 else f"{format(number, ',') if number else 'no'} {noun}s"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
