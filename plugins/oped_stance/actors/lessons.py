"""What the model of pronouns learns from: gold coreference of GUM, and the gold mentions of our own op-eds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import oped
from oped.analyser import Record
from oped_stance.actors import ner, registry, words
from oped_stance.actors.discourse import resolve
from oped_stance.actors.finding import find
from oped_stance.actors.gold import entities
from oped_stance.actors.memory import Offer
from oped_stance.actors.sentence import Sentence

Lesson = tuple[list[list[str]], list[str]]
Gold = Mapping[tuple[int, int], frozenset[str]]
"""By code points of a mention whom it means; the words of a mention of GUM are those of its head."""


def sentences_of(document: oped.Document) -> list[Sentence]:
    """The sentences of a document under search, with the shipped registry."""
    lexicon = words.load()
    known = registry.load("", lexicon.family_first)
    seen = Counter(token.text for token in document.tokens)
    return [Sentence(s.tokens, document.text, lexicon, known, seen) for s in document.sentences]


def of_report(report: oped.Report) -> Iterator[Lesson]:
    """Lessons of a text with gold actors."""
    gold: dict[tuple[int, int], set[str]] = defaultdict(set)
    for mention in report.layer("actors").annotations:
        gold[mention.start, mention.end].add(str(mention.features["actor"]))
    yield from _lessons(report.document, {span: frozenset(names) for span, names in gold.items()})


def of_treebank(record: Record) -> Iterator[Lesson]:
    """Lessons of a text with gold coreference."""
    gold = {(e.head_start, e.head_end): frozenset([e.cluster]) for e in entities(record)}
    yield from _lessons(oped.parse(str(record["text"])), gold)


def _lessons(document: oped.Document, gold: Gold) -> Iterator[Lesson]:
    """One lesson for each actor that "they" or "it" may mean, while earlier pronouns are resolved as the gold has them."""
    sentences = sentences_of(document)
    if not sentences:
        return
    lexicon, known = sentences[0].words, sentences[0].registry
    candidates = [find(sentence) for sentence in sentences]
    recogniser = ner.model("")
    if recogniser is not None:
        candidates = ner.refine(recogniser, sentences, candidates)
    offers: list[tuple[Offer, list[bool]]] = []

    def choose(offer: Offer) -> tuple[int, float]:
        tokens = sentences[offer.sentence].tokens
        meant = _meant(gold, tokens[offer.candidate.first].start, tokens[offer.candidate.end - 1].end)
        right = []
        for entry in offer.entries:
            inside = sentences[entry.sentence].tokens[entry.first : entry.end]
            right.append(bool(meant) and _meant(gold, inside[0].start, inside[-1].end) == meant)
        offers.append((offer, right))
        return (right.index(True), 1.0) if True in right else (-1, 0.0)

    resolve(document, sentences, candidates, lexicon, known, choose)
    for offer, right in offers:
        for row, true in zip(offer.rows, right, strict=True):
            yield [row], ["yes" if true else "no"]


def _meant(gold: Gold, start: int, end: int) -> frozenset[str]:
    """Whom the gold mentions inside a stretch mean, or else those of the mention around it."""
    exact = gold.get((start, end))
    if exact is not None:
        return exact
    inside: Sequence[frozenset[str]] = [names for (s, e), names in gold.items() if start <= s and e <= end]
    around = [((e - s), sorted(names)) for (s, e), names in gold.items() if s <= start and end <= e]
    if inside:
        return frozenset().union(*inside)
    return frozenset(min(around)[1]) if around else frozenset()
