"""Gold treebanks (CoNLL-U): tokens, sentences, tags, lemmas, and who does what to whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from oped.analyser import Record
from oped.evaluation.scores import Place, Scores, quoting
from oped.host import Host
from oped.model import Annotation, Layer, Report

_FOLDED = {
    **dict.fromkeys(("-LRB-", "-RRB-", "-LSB-", "-RSB-", "-LCB-", "-RCB-", "(", ")"), "bracket"),
    **dict.fromkeys(("``", "''", '"'), "quote"),
    **dict.fromkeys(("HYPH", ":"), "dash"),
    **dict.fromkeys(("TO", "IN"), "TO/IN"),
}
"""Tags on which tag sets differ without a difference in what they tell."""


@attrs.frozen
class Word:
    """One syntactic word of a treebank with its place in the document's text."""

    start: int
    end: int
    form: str
    lemma: str
    pos: str
    tag: str
    head: int
    relation: str


def read_sentences(record: Record) -> list[list[Word]]:
    """The sentences of a document, each word placed in the text of the record."""
    text = str(record["text"])
    sentences: list[list[Word]] = []
    at = 0
    for block in str(record["conllu"]).split("\n\n"):
        words = []
        for line in block.split("\n"):
            fields = line.split("\t")
            if len(fields) == 10 and fields[0].isdigit():
                start = text.index(fields[1], at)
                at = start + len(fields[1])
                words.append(Word(start, at, fields[1], fields[2], fields[3], fields[4], int(fields[6]), fields[7]))
        if words:
            sentences.append(words)
    return sentences


def score_linguistics(records: Sequence[Record], host: Host, options: Mapping[str, Any], scores: Scores) -> None:
    """Tokens and sentences by exact span; tags (folded) and lemmas of tokens that were found."""
    for record in records:
        text, id = str(record["text"]), str(record["id"])
        document = host.parse(text, options=options)
        gold = read_sentences(record)
        words = {(w.start, w.end): w for sentence in gold for w in sentence}
        tokens = {(t.start, t.end): t for t in document.tokens}
        show = quoting(text, context=20)
        scores.spans("token", id, dict.fromkeys(words, "token"), dict.fromkeys(tokens, "token"), show)
        ends = dict.fromkeys(((s[-1].end - 1, s[-1].end) for s in gold), "end")
        found = dict.fromkeys(((s.tokens[-1].end - 1, s.tokens[-1].end) for s in document.sentences if s.tokens), "end")
        scores.spans("sentence end", id, ends, found, show)
        for place in words.keys() & tokens.keys():
            word, token = words[place], tokens[place]
            scores.choice("tag, folded", id, _fold(word.tag), _fold(token.tag), token.text)
            scores.choice("lemma", id, "right", "right" if word.lemma == token.lemma else "wrong", token.text)


def _fold(tag: str) -> str:
    return _FOLDED.get(tag, tag)


def score_subjects_and_objects(
    records: Sequence[Record], host: Host, options: Mapping[str, Any], scores: Scores
) -> None:
    """Pairs of head words: verbal predicates with overt subjects and objects; negation and voice of those found."""
    for record in records:
        text, id = str(record["text"]), str(record["id"])
        report = host.analyse(text, only=["clauses"], options=options)
        gold = _gold_pairs(read_sentences(record))
        found = _found_pairs(report, report.layer("clauses"))
        for role in ("subject", "object"):
            scores.spans(
                f"{role} and predicate",
                id,
                dict.fromkeys(gold[role], role),
                dict.fromkeys(found[role], role),
                _quoting_pairs(text),
            )


def _quoting_pairs(text: str) -> Callable[[Place], str]:
    return lambda pair: f"{text[pair[0] : pair[1]]} – {text[pair[2] : pair[3]]}"


Pairs = dict[str, list[tuple[int, int, int, int]]]


def _gold_pairs(sentences: list[list[Word]]) -> Pairs:
    pairs: Pairs = {"subject": [], "object": []}
    for sentence in sentences:
        for word in sentence:
            role = {"nsubj": "subject", "obj": "object"}.get(word.relation.partition(":")[0])
            if role is None or word.head == 0:
                continue
            head = sentence[word.head - 1]
            if head.pos == "VERB":
                pairs[role].append((head.start, head.end, word.start, word.end))
    return pairs


def _found_pairs(report: Report, layer: Layer) -> Pairs:
    pairs: Pairs = {"subject": [], "object": []}
    for relation in layer.relations:
        if relation.label not in pairs or relation.features.get("via"):
            continue  # trees have no arc for an argument that is shared or only understood
        predicate, argument = report.resolve(str(relation.source)), report.resolve(str(relation.target))
        if predicate.features.get("nominal") or predicate.features.get("copular"):
            continue
        pairs[relation.label].append((*_head(predicate), *_head(argument)))
    return pairs


def _head(annotation: Annotation) -> tuple[int, int]:
    """The head word: as the analyser says, or the last piece of the annotation."""
    start, end = annotation.features.get("head_from"), annotation.features.get("head_to")
    if isinstance(start, int) and isinstance(end, int):
        return start, end
    return annotation.spans[-1].start, annotation.spans[-1].end
