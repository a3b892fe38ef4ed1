"""A small op-ed with hand-made layers of every bundled kind: what a full analysis looks like, without running one."""

from functools import cache

import oped

TEXT = """Keep the ferries
By Ana Lind
The harbour council should keep its ferries. Norland may seem to help, but in reality it works with Sudland to torpedo the plan.
“We will never sell,” said Mayor Ek. Perhaps she means it. Norland condemned the council, and Sudland backed Norland.
Critics say that ferries lose money. But they carry nine in ten workers, so closing them would clearly cost more.
"""


def parse(text):
    """Paragraphs are lines, sentences end at a full stop, tokens are words and marks."""
    import re

    paragraphs = []
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        sentences = []
        for s in re.finditer(r"[^.\s][^.]*\.?", line.group()):
            start = line.start() + s.start()
            tokens = tuple(
                oped.Token(start + t.start(), start + t.end(), t.group(), "NN", t.group().lower())
                for t in re.finditer(r"\w+|[^\w\s]", s.group())
            )
            if tokens:
                sentences.append(oped.Sentence(tokens[0].start, tokens[-1].end, tokens))
        kind = ("headline", "byline")[number] if number < 2 else "body"
        if sentences:
            paragraphs.append(oped.Paragraph(sentences[0].start, sentences[-1].end, kind, tuple(sentences)))
    return paragraphs


class Maker:
    """Makes layers from words: `note(label, words, nth, **features)` finds the words in the text."""

    def __init__(self, text):
        self.text = text

    def note(self, label, *pieces, nth=0, key="", **features):
        spans, at = [], -1
        for piece in pieces:
            for _ in range(nth + 1):
                at = self.text.index(piece, at + 1)
            spans.append(oped.Span(at, at + len(piece)))
            nth = 0
        return oped.Annotation(label, spans, key, features={k.rstrip("_"): v for k, v in features.items()})


def ran(name, annotations, relations=(), **measures):
    numbered = oped.Layer(name, annotations)
    keyed = [
        oped.Annotation(a.label, a.spans, a.key or str(n), features=a.features)
        for n, a in enumerate(numbered.annotations, start=1)
    ]
    layer = oped.Layer(
        name, keyed, relations, measures, {"distribution": "oped", "version": "0.1.0", "options": "hedging.scheme=oped"}
    )
    return oped.Outcome("ran", layer=layer)


@cache
def make_report():
    note = Maker(TEXT).note
    document = oped.Document(
        TEXT,
        id="ferries",
        metadata={
            "title": "Keep the ferries",
            "author": "Ana Lind",
            "outlet": "The Harbour Post",
            "date": "2021-05-04",
        },
        paragraphs=parse(TEXT),
    )

    def mention(words, actor, nth=0, type_="country"):
        return note("mention", words, nth=nth, actor=actor, type=type_, via="name")

    def stance(words, holder, target, attitude, polarity, nth=0, **more):
        values = {"voice": "author", "mode": "asserted", "derived": "no", "certainty": 1.0, "why": "lexicon: " + words}
        return note(
            "stance",
            words,
            nth=nth,
            holder=holder,
            target=target,
            attitude=attitude,
            polarity=polarity,
            **(values | more),
        )

    layers = {
        "actors": ran(
            "actors",
            [
                mention("harbour council", "Harbour Council", type_="government"),
                mention("Norland", "Norland"),
                mention("Sudland", "Sudland"),
                mention("Mayor Ek", "Mayor Ek", type_="person"),
                mention("Norland", "Norland", nth=1),
                mention("council", "Harbour Council", nth=1, type_="government"),
                mention("Sudland", "Sudland", nth=1),
                mention("Norland", "Norland", nth=2),
                mention("Critics", "Critics", type_="group"),
            ],
        ),
        "stance": ran(
            "stance",
            [
                stance("works with", "Norland", "Sudland", "cooperate", 0.6),
                stance("works with", "Sudland", "Norland", "cooperate", 0.6),
                stance("torpedo", "Norland", "the plan", "oppose", -0.8, certainty=0.9, confidence=0.81),
                stance("condemned", "Norland", "Harbour Council", "blame", -0.7),
                stance("backed", "Sudland", "Norland", "support", 0.7),
                stance("should keep", "author", "Harbour Council", "support", 0.4, mode="advised"),
                stance("lose money", "Critics", "ferries", "oppose", -0.5, voice="Critics"),
            ],
        ),
        "hedging": ran(
            "hedging",
            [
                note("hedge", "may seem", type="modal", certainty=0.4, voice="author", why="lexicon: may"),
                note("booster", "in reality", type="actuality", certainty=0.95, voice="author"),
                note("booster", "never", type="certainty", certainty=1.0, voice="Mayor Ek"),
                note("hedge", "Perhaps", type="adverb", certainty=0.5, voice="author"),
                note("booster", "clearly", type="certainty", certainty=0.95, voice="author"),
                note("modality", "should", type="deontic"),
            ],
            certainty=0.83,
        ),
        "attribution": ran(
            "attribution",
            [
                note("content", "We will never sell", kind="direct", holder="Mayor Ek"),
                note("cue", "said", lemma="say", force="neutral"),
                note("content", "ferries lose money", kind="indirect", holder="Critics"),
            ],
        ),
        "argument": ran(
            "argument",
            [
                note("major_claim", "The harbour council should keep its ferries", key="1", side="pro", confidence=0.9),
                note("premise", "Norland may seem to help", key="2", side="con", holder="author"),
                note("claim", "in reality it works with Sudland to torpedo the plan", key="3", side="pro"),
                note("premise", "ferries lose money", key="4", side="con", holder="Critics"),
                note("premise", "they carry nine in ten workers", key="5", side="pro", evidence="statistics"),
                note("claim", "closing them would clearly cost more", key="6", side="pro", why="model: would, clearly"),
            ],
            [
                oped.Relation("attack", "argument#2", "argument#3"),
                oped.Relation("support", "argument#3", "argument#1"),
                oped.Relation("attack", "argument#4", "argument#1"),
                oped.Relation("support", "argument#5", "argument#6"),
                oped.Relation("undercut", "argument#6", "argument#4"),
            ],
        ),
        "connectives": ran("connectives", [note("connective", "But", sense="Comparison.Concession")]),
        "units": oped.Outcome("skipped", "not needed here"),
        "clauses": oped.Outcome("failed", "ValueError: a made-up failure"),
        "metaphors": ran("metaphors", [note("metaphor", "torpedo", source="war", strength=0.7)], density=0.1),
    }
    return oped.Report(document, layers, (oped.Problem("oped-extra 1.0", "could not be loaded"),))
