"""Scores against gold CoNLL-U: `python -m oped.linguistics.evaluate GUM.conllu…`.

Sentences: F1 over exact spans, and over boundaries (the end of each sentence but a document's last). Tokens: F1 over exact spans.
Tags and lemmas: accuracy on gold tokens in gold sentences (lemmas with predicted tags), and on the whole way from
plain text, where a token that was not found counts as wrong. Tags are folded: brackets, quotation marks and hyphens
alike whatever their name, TO and IN are one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from oped.linguistics.gold import GoldDocument, GoldToken, read_file
from oped.linguistics.lemmas import lemmas
from oped.linguistics.parse import parse
from oped.linguistics.tagger import SHIPPED, tag_words
from oped.model import Token

WRITTEN = frozenset({"academic", "bio", "court", "essay", "fiction", "letter", "news", "textbook", "voyage", "whow"})
"""Genres of GUM that were written to be read."""

_FOLDED = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"', "HYPH": ":", "TO": "IN"}


def folded(tag: str) -> str:
    """A tag without the differences that only spelling makes."""
    return _FOLDED.get(tag, tag)


@attrs.define
class Count:
    """Items in the gold data, items predicted, and those that agree."""

    gold: int = 0
    predicted: int = 0
    right: int = 0

    def add(self, gold: set[tuple[int, int]], predicted: set[tuple[int, int]]) -> None:
        """Count two sets of spans."""
        self.gold += len(gold)
        self.predicted += len(predicted)
        self.right += len(gold & predicted)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; accuracy where each gold item has one prediction."""
        total = self.gold + self.predicted
        return 2 * self.right / total if total else 0.0


def segmentation(documents: Iterable[GoldDocument]) -> dict[str, Count]:
    """Spans of sentences and tokens, boundaries of sentences, and tags and lemmas from plain text."""
    names = ("sentence spans", "sentence boundaries", "token spans", "tags from text", "lemmas from text")
    counts = {name: Count() for name in names}
    for document in documents:
        sentences = [s for paragraph in parse(document.text) for s in paragraph.sentences]
        gold = [(s.tokens[0].start, s.tokens[-1].end) for s in document.sentences]
        found = [(s.start, s.end) for s in sentences]
        counts["sentence spans"].add(set(gold), set(found))
        counts["sentence boundaries"].add({(e, e) for _, e in gold[:-1]}, {(e, e) for _, e in found[:-1]})
        tokens = {(t.start, t.end): t for s in sentences for t in s.tokens}
        gold_tokens = [t for s in document.sentences for t in s.tokens]
        counts["token spans"].add({(t.start, t.end) for t in gold_tokens}, set(tokens))
        for name, same in (("tags from text", _same_tag), ("lemmas from text", _same_lemma)):
            count = counts[name]
            count.gold += len(gold_tokens)
            count.predicted += len(gold_tokens)
            for token in gold_tokens:
                other = tokens.get((token.start, token.end))
                count.right += other is not None and same(token, other)
    return counts


def _same_tag(one: GoldToken, other: Token) -> bool:
    return folded(one.tag) == folded(other.tag)


def _same_lemma(one: GoldToken, other: Token) -> bool:
    return one.lemma == other.lemma


def tagging(documents: Iterable[GoldDocument], folder: Path) -> dict[str, Count]:
    """Tags, folded and raw, and lemmas, on gold tokens in gold sentences."""
    counts = {name: Count() for name in ("tags, folded", "tags, raw", "lemmas", "lemmas, gold tags")}
    for document in documents:
        for sentence in document.sentences:
            words = [t.form for t in sentence.tokens]
            gold = [t.tag for t in sentence.tokens]
            tags = tag_words(words, folder)
            rows: list[tuple[str, Sequence[str], Sequence[str]]] = [
                ("tags, folded", [folded(t) for t in gold], [folded(t) for t in tags]),
                ("tags, raw", gold, tags),
                ("lemmas", [t.lemma for t in sentence.tokens], lemmas(words, tags)),
                ("lemmas, gold tags", [t.lemma for t in sentence.tokens], lemmas(words, gold)),
            ]
            for name, expected, got in rows:
                count = counts[name]
                count.gold += len(expected)
                count.predicted += len(got)
                count.right += sum(a == b for a, b in zip(expected, got, strict=True))
    return counts


def main(paths: Sequence[str]) -> None:
    """Print the scores on each file."""
    if not paths:
        raise SystemExit("usage: python -m oped.linguistics.evaluate GUM.conllu...")
    for path in map(Path, paths):
        print(path.name)
        for between, shown in (("\n\n", "blank line"), ("\n", "line break"), (" ", "blank")):
            documents = read_file(path, between)
            written = [document for document in documents if document.genre in WRITTEN]
            for name, group in (("all genres", documents), ("written genres", written)):
                _show(f"paragraphs separated by a {shown}, {name}", segmentation(group))
        _show("gold tokens, all genres", tagging(documents, SHIPPED))


def _show(title: str, counts: dict[str, Count]) -> None:
    print(f"  {title}")
    for name, count in counts.items():
        print(f"    {name:22} {count.f1:.4f}  ({count.gold} gold)")


if __name__ == "__main__":
    main(sys.argv[1:])
