"""Paragraphs with the sentences, tokens, tags, lemmas and trees that a spaCy pipeline finds in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from oped import OpedError, Paragraph, Region, Sentence, Token
from oped_spacy.options import Options
from oped_spacy.trees import Node, to_universal

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET"))


@cache
def _pipeline(model: str) -> Any:
    """A loaded pipeline. Raises OpedError, saying what to install, where spaCy or the pipeline is not there."""
    try:
        import spacy
    except ImportError:
        raise OpedError("linguistics 'spacy' needs spaCy; install it with: pip install 'oped[spacy]'") from None
    try:
        return spacy.load(model)
    except (OSError, ValueError) as error:
        raise OpedError(
            f"spaCy cannot load the pipeline {model!r} ({error}); install one, such as en_core_web_sm, and name it, or its "
            "folder, with the option spacy.model"
        ) from None


def parse(text: str, regions: Sequence[Region], options: Options | None) -> Iterator[Paragraph]:
    """The paragraphs of a text; regions without a token are left out.

    Sentences have no polarity or subjectivity: spaCy does not find them. Raises OpedError where spaCy or its pipeline is
    not installed.
    """
    pipeline = _pipeline((options or Options()).model)
    for region, parsed in zip(regions, pipeline.pipe(text[r.start : r.end] for r in regions), strict=True):
        sentences = tuple(_sentences(parsed, region.start))
        if sentences:
            yield Paragraph(sentences[0].start, sentences[-1].end, region.kind, sentences)


def _sentences(parsed: Any, offset: int) -> Iterator[Sentence]:
    for sentence in parsed.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            tokens = tuple(_tokens(words, offset))
            yield Sentence(tokens[0].start, tokens[-1].end, tokens)


def _tokens(words: Sequence[Any], offset: int) -> Iterator[Token]:
    """The tokens of a sentence, with the tree where the pipeline has a parser."""
    nodes = _tree(words) if words[0].doc.has_annotation("DEP") else [Node("", False, -1, "")] * len(words)
    for token, node in zip(words, nodes, strict=True):
        yield Token(
            offset + token.idx,
            offset + token.idx + len(token.text),
            token.text,
            token.tag_ or token.pos_,
            token.lemma_ or token.text.lower(),
            node.head,
            node.relation,
        )


def _tree(words: Sequence[Any]) -> list[Node]:
    """The tree by Universal Dependencies, governors by their places among the words."""
    places = {token.i: at for at, token in enumerate(words)}
    nodes = []
    for at, token in enumerate(words):
        governor = token.head
        while governor.is_space and governor.head.i != governor.i:
            governor = governor.head
        head = places.get(governor.i, -1)
        nodes.append(
            Node(token.lemma_.lower(), token.pos_ in _NOMINAL, -1 if head == at else head, token.dep_ or "dep")
        )
    to_universal(nodes)
    return nodes
