"""The analyser of the layer `actors`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path

import attrs

from oped.analyser import Analyser, Found, Reason, Record, load_accuracy
from oped.model import Annotation, Document, Layer, Relation, Scalar, Span
from oped_stance.actors import ner, registry, words
from oped_stance.actors.antecedents import chooser
from oped_stance.actors.casing import capitals, restore
from oped_stance.actors.discourse import resolve
from oped_stance.actors.finding import find
from oped_stance.actors.memory import Discourse, Mention
from oped_stance.actors.sentence import Sentence

HERE = Path(__file__).parent
_TEXT = attrgetter("text")


@attrs.frozen
class Options:
    """Options of the layer `actors`."""

    model: str = attrs.field(
        default="", metadata={"help": "a folder with a recogniser of names in place of the shipped one"}
    )
    registry: str = attrs.field(
        default="", metadata={"help": "a TOML or CSV file of further actors, read after the shipped registry"}
    )


def _discourse(document: Document, options: Options) -> Discourse:
    lexicon = words.load()
    known = registry.load(options.registry, lexicon.family_first)
    seen = Counter(map(_TEXT, document.tokens))
    names = capitals(known, lexicon) if document.text.islower() else {}
    skipped = _skipped(document)
    sentences = [
        Sentence(restore(sentence.tokens, names) if names else sentence.tokens, document.text, lexicon, known, seen)
        for sentence in document.sentences
    ]
    candidates = [[] if number in skipped else find(sentence) for number, sentence in enumerate(sentences)]
    recogniser = ner.model(options.model)
    if recogniser is not None:
        candidates = ner.refine(recogniser, sentences, candidates)
    return resolve(document, sentences, candidates, lexicon, known, chooser(options.model))


def _skipped(document: Document) -> set[int]:
    """The sentences that are no part of what the text says: who wrote it, and where it appeared."""
    number = 0
    skipped: set[int] = set()
    for paragraph in document.paragraphs:
        if paragraph.kind in ("byline", "source") and len(document.paragraphs) > 1:
            skipped.update(range(number, number + len(paragraph.sentences)))
        number += len(paragraph.sentences)
    return skipped


def _train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    from oped_stance.actors.train import learn

    learn(corpora, folder)


def _span(document: Document, sentence: int, first: int, end: int) -> Span:
    tokens = document.sentences[sentence].tokens
    return Span(tokens[first].start, tokens[end - 1].end)


def _annotation(document: Document, mention: Mention) -> Annotation:
    actor = mention.actor
    features: dict[str, Scalar] = {
        "actor": actor.name,
        "confidence": round(mention.confidence, 3),
        "type": actor.type,
        "via": mention.via,
        "why": mention.why,
    }
    if actor.affiliation:
        features["affiliation"] = actor.affiliation
    return Annotation("mention", (_span(document, mention.sentence, mention.first, mention.end),), features=features)


def find_actors(document: Document, layers: Mapping[str, Layer], options: Options | None) -> Iterator[Found]:
    """Yield a `mention` for each mention of an actor, and `same` from each to the first one of its actor."""
    first: dict[str, Annotation] = {}
    for mention in _discourse(document, options or Options()).mentions:
        annotation = _annotation(document, mention)
        yield annotation
        if mention.actor.name in first:
            yield Relation("same", annotation, first[mention.actor.name])
        else:
            first[mention.actor.name] = annotation


def explain(document: Document, layers: Mapping[str, Layer], options: Options | None) -> Iterator[Reason]:
    """Yield the grounds of each mention, and of each candidate that is none."""
    discourse = _discourse(document, options or Options())
    for mention in discourse.mentions:
        yield Reason(
            [_span(document, mention.sentence, mention.first, mention.end)],
            f"mention of {mention.actor.name}",
            [mention.why],
        )
    for rejected in discourse.rejected:
        yield Reason([_span(document, rejected.sentence, rejected.first, rejected.end)], "no mention", [rejected.why])


ACTORS = Analyser(
    name="actors",
    run=find_actors,
    labels={
        "mention": "words that mean an actor: a title and a name, a demonym, a capital, a pronoun, a group",
        "same": "from a mention to the first mention of its actor",
    },
    features={
        "actor": "the canonical name: a country's common English short name, a person's full name",
        "type": "country, region, city, person, government, organisation, party, court, company, alliance, group or people",
        "affiliation": "the country or body that the actor acts for, where known",
        "via": "name, demonym, capital, seat, title, acronym, pronoun, epithet or group",
        "why": "the form of the registry, the rule or the model that found it",
        "confidence": "how sure the decision is, 0 to 1",
    },
    version="0.1.0",
    summary="who acts: countries, people, bodies and groups, however the text names them",
    options=Options,
    train=_train,
    explain=explain,
    card=HERE / "MODEL.md",
    accuracy=load_accuracy(HERE / "figures.toml"),
)
