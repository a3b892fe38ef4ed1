"""The index of several reports: one self-contained page that compares the documents and leads to the page of each."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import attrs

from oped.interchange.shared_names import own_names
from oped.model import Report
from oped.renderers.drawing import Tie, ring_of, timeline
from oped.renderers.drawing.ring import tallied
from oped.renderers.drawing.timeline import Point
from oped.renderers.page import asset, template
from oped.renderers.summary import Dyad, counted, is_own, losses, placed, sign_of, summarise, text_of
from oped.safe import one_line
from oped.sides import AUTHOR, Sign, side

_MAIN_ACTORS = 5
_MOST_SHARED = 40
"""More actors or pairs than these are not compared; they are on the pages of the documents."""
_MOST_IN_TIME = 12
_MARKS = {"for": "+", "against": "−", "mixed": "±"}


@attrs.frozen
class Side:
    """How often a document is for and against somebody; `author` is the side of the writer's own findings, if any."""

    supports: int
    opposes: int
    mixed: int
    author: Sign | None

    @property
    def sign(self) -> Sign:
        """The side of all findings together."""
        return side(self.supports, self.opposes)

    @property
    def tally(self) -> str:
        """As in "2+ 1−"."""
        counts = ((self.supports, "+"), (self.opposes, "−"), (self.mixed, "±"))
        return " ".join(f"{count}{mark}" for count, mark in counts if count)


@attrs.frozen
class Entry:
    """What the index keeps of one document; `page` is the name of its file beside the index, "" where it failed."""

    file: str
    page: str
    error: str
    title: str = ""
    date: str = ""
    author: str = ""
    about: tuple[str, ...] = ()
    words: int = 0
    thesis: str = ""
    place: str = ""
    actors: tuple[tuple[str, int], ...] = ()
    towards: Mapping[str, Side] = attrs.field(factory=dict)
    pairs: Mapping[tuple[str, str], Side] = attrs.field(factory=dict)
    certainty: float | None = None
    hedges: int = 0
    boosters: int = 0
    claims: int | None = None
    hedged: int = 0
    lost: tuple[str, ...] = ()
    own_names: tuple[str, ...] = ()
    """Holders and targets that mean something else in another document: "plan", "government"."""

    @property
    def link(self) -> str:
        """The address of the page, relative to the index."""
        return quote(os.fsencode(self.page))  # a name may hold bytes that are no text


def make_entry(report: Report, file: str, page: str) -> Entry:
    """What the index needs of a report, so that the report itself need not be kept."""
    summary = summarise(report)
    claims = [unit for unit in summary.units if unit.finding.label != "premise"]
    own = summary.certainty.voices[0]
    hedging = "hedging" not in summary.missing
    thesis = next((s for s in summary.statements if s.topic == "thesis"), None)
    towards: dict[str, list[Dyad]] = defaultdict(list)
    for dyad in summary.dyads:
        towards[dyad.target].append(dyad)
    return Entry(
        file,
        page,
        "",
        summary.title,
        text_of(report.document.metadata.get("date")),
        text_of(report.document.metadata.get("author")) or f"author of {summary.title}",
        summary.about,
        summary.words,
        thesis.text if thesis else "",
        placed(thesis.evidence[0]) if thesis and thesis.evidence else "",
        tuple((actor.name, len(actor.mentions)) for actor in summary.actors),
        {target: _side(dyads) for target, dyads in towards.items()},
        {(dyad.holder, dyad.target): _side([dyad]) for dyad in summary.dyads},
        summary.certainty.mean if hedging and summary.sentences else None,
        len(own.hedges),
        len(own.boosters),
        None if "argument" in summary.missing else len(claims),
        sum(1 for unit in claims if any(map(is_own, unit.hedges))),
        tuple(
            f"{loss.source} {loss.state}: {loss.message}" for loss in losses(report, summary) if loss.state == "failed"
        ),
        tuple(own_names(report)),
    )


def failed_entry(file: str, error: str) -> Entry:
    """The row of a document that could not be reported on."""
    return Entry(file, "", error)


def _side(dyads: Sequence[Dyad]) -> Side:
    own = [stance for dyad in dyads if dyad.holder == AUTHOR for stance in dyad.stances]
    signs = Counter(map(sign_of, own))
    author = side(signs["for"], signs["against"]) if own else None
    return Side(
        sum(dyad.supports for dyad in dyads),
        sum(dyad.opposes for dyad in dyads),
        sum(dyad.mixed for dyad in dyads),
        author,
    )


@attrs.frozen
class Row:
    """One actor or pair, with what each document has of it; None where it has nothing."""

    name: tuple[str, ...]
    sides: tuple[Side | None, ...]
    mentions: tuple[int, ...] = ()


def render(entries: Sequence[Entry]) -> str:
    """The index as an HTML page, the same for the same entries; every word is escaped."""
    style, style_hash = asset("style.css")
    script, script_hash = asset("script.js")
    numbered = list(enumerate(entries, start=1))
    actors, pairs = list(_shared_actors(entries)), list(_shared_pairs(entries))
    read = [(number, entry) for number, entry in numbered if entry.page]
    context: dict[str, Any] = {
        "entries": numbered,
        "read": read,
        "network": ring_of(_ties(read)),
        "timeline": timeline(list(_points(read, actors[:_MOST_IN_TIME]))),
        "actors": actors[:_MOST_SHARED],
        "pairs": pairs[:_MOST_SHARED],
        "left_out": (max(0, len(actors) - _MOST_SHARED), max(0, len(pairs) - _MOST_SHARED)),
        "most": _MAIN_ACTORS,
        "said": counted,
        "signs": _MARKS,
        "style": style,
        "style_hash": style_hash,
        "script": script,
        "script_hash": script_hash,
    }
    return template("index.html.j2").render(context)


def _ties(read: Sequence[tuple[int, Entry]]) -> list[Tie]:
    """Who stands where in all documents together; each author is somebody else, by name.

    Names that mean something else in each of several documents carry the number of theirs: "plan (2)".
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    documents = Counter(name for _, entry in read for name in entry.own_names)
    for number, entry in read:
        told = {name: f"{name} ({number})" for name in entry.own_names if documents[name] > 1}
        for (holder, target), side_ in entry.pairs.items():
            pair = (entry.author if holder == AUTHOR else told.get(holder, holder), told.get(target, target))
            counts.setdefault(pair, Counter()).update(
                {"for": side_.supports, "against": side_.opposes, "mixed": side_.mixed}
            )
    return [
        Tie(holder, target, side(n["for"], n["against"]), n.total(), tallied(n["for"], n["against"], n["mixed"]))
        for (holder, target), n in counts.items()
    ]


def _points(read: Sequence[tuple[int, Entry]], rows: Sequence[Row]) -> Iterable[Point]:
    for row in rows:
        for (number, entry), found in zip(read, row.sides, strict=True):
            if found:
                told = tallied(found.supports, found.opposes, found.mixed)
                count = found.supports + found.opposes + found.mixed
                title = f"{entry.date}, {number}. {entry.title}: {told}"
                yield Point(row.name[0], entry.date, found.sign, count, one_line(title), entry.link)


def _shared_actors(entries: Sequence[Entry]) -> Iterable[Row]:
    """Actors of more than one document towards whom somebody takes a stance; where most documents do, first."""
    read = [entry for entry in entries if entry.page]
    counts = [dict(entry.actors) for entry in read]
    apart = _apart(read)
    names = dict.fromkeys(name for entry in read for name, _ in entry.actors if name not in apart)
    rows = [
        Row((name,), tuple(e.towards.get(name) for e in read), tuple(c.get(name, 0) for c in counts)) for name in names
    ]
    shared = [row for row in rows if sum(1 for n in row.mentions if n) > 1 and any(row.sides)]
    return sorted(
        shared,
        key=lambda row: (-sum(1 for s in row.sides if s), -sum(1 for n in row.mentions if n), -sum(row.mentions)),
    )


def _apart(entries: Iterable[Entry]) -> frozenset[str]:
    """Names that are not compared, as they mean something else in each document."""
    return frozenset(name for entry in entries for name in entry.own_names)


def _shared_pairs(entries: Sequence[Entry]) -> Iterable[Row]:
    """Who and towards whom, where more than one document has it; the authors are different people, so not theirs."""
    read = [entry for entry in entries if entry.page]
    apart = _apart(read) | {AUTHOR}
    pairs = dict.fromkeys(pair for entry in read for pair in entry.pairs if apart.isdisjoint((pair[0], pair[1])))
    rows = [Row(pair, tuple(entry.pairs.get(pair) for entry in read)) for pair in pairs]
    shared = [row for row in rows if sum(1 for side in row.sides if side) > 1]
    return sorted(shared, key=lambda row: -sum(1 for side in row.sides if side))
