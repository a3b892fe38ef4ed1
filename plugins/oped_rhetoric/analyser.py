"""The analyser of the layer `rhetoric`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import oped
from oped.analyser import load_accuracy
from oped.model import Annotation, Document, Layer, Measure

from .parallels import antitheses, tricola
from .questions import questions
from .repetition import anaphora
from .view import Found, lines
from .wording import expressions, scare_quotes

LABELS = {
    "rhetorical_question": "a question of the author that expects no answer and gets none",
    "hypophora": "a question of the author that the author answers at once",
    "anaphora": "neighbouring paragraphs, sentences or clauses that begin with the same words; a span for each",
    "tricolon": "three members of the same shape in a row; a span for each",
    "antithesis": "what is denied set against what is held, or opposites in parallel; a span for each half",
    "scare_quotes": "the author's own words in quotation marks, held at a distance",
    "loaded_language": "a word that judges what it names",
    "litotes": "affirmation by the negation of the contrary",
    "direct_address": "the reader, or another addressee, is spoken to",
}
FEATURES = {
    "voice": "author, or whose quoted or reported words these are",
    "why": "the rule or the entry of the lexicon behind the finding",
    "repeated": "of anaphora: the words that are repeated, in lower case",
    "members": "of anaphora and tricolon: how many members",
    "unit": "of anaphora: what begins alike: paragraph, sentence, clause",
    "frame": "of antithesis: its form, such as not X but Y",
    "answer": "of hypophora: the first words of the answer",
    "type": "of loaded_language: condemnation, contempt, alarm, exaltation; of direct_address: imperative, second person, "
    "vocative",
}


def find(document: Document, attribution: Layer | None) -> Iterator[Found]:
    """Every figure of a document, kind by kind."""
    seen = list(lines(document, attribution))
    yield from questions(seen)
    yield from anaphora(seen)
    yield from tricola(seen)
    yield from antitheses(seen)
    yield from expressions(seen)
    yield from scare_quotes(document, seen, attribution)


def run(document: Document, layers: Mapping[str, Layer], options: None) -> Iterator[Annotation | Measure]:
    """Find the figures; measure how many a thousand words of the text hold."""
    count = 0
    for found in find(document, layers.get("attribution")):
        count += 1
        yield Annotation(found.label, found.spans, features={"voice": found.voice, "why": found.why, **found.features})
    words = len(document.text.split())
    if words:
        yield Measure("figures_per_1000_words", round(1000 * count / words, 1))


def analyser() -> oped.Analyser:
    """The descriptor of the layer."""
    folder = Path(__file__).parent
    return oped.Analyser(
        name="rhetoric",
        run=run,
        wants=["attribution"],
        version="1",
        summary="rhetorical figures and devices, where their form is plain",
        labels=LABELS,
        features=FEATURES,
        card=folder / "MODEL.md",
        accuracy=load_accuracy(folder / "figures.toml"),
    )
