"""The time of the parse and of its parts beside TextBlob's own parse, in one run.

    python tests/benchmarks/parse.py TEXT...          # plain texts, or CoNLL-U (its text is rebuilt)

T is the time of `textblob.en.parse` on the same texts. Each figure is the least processor time of several interleaved
rounds, per token.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from textblob.en import parse as textblob_parse

from oped.linguistics import parse_document
from oped.linguistics.gold import read_file
from oped.linguistics.lemmas import lemmas
from oped.linguistics.parse import segment
from oped.linguistics.sentiment import sentiment_of
from oped.linguistics.tagger import tag_words

ROUNDS = 7


def read(path: Path) -> list[str]:
    """The texts of a file."""
    if path.suffix == ".conllu":
        return [document.text for document in read_file(path)]
    return [path.read_text(encoding="utf-8")]


def main(paths: list[str]) -> None:
    """Print one line for each part."""
    texts = [text for path in paths for text in read(Path(path))]
    parts = [(text, part) for text in texts for _, found in segment(text) for part in found]
    tokens = sum(len(part.texts) for _, part in parts)
    tagged = [(part.texts, tag_words(part.texts)) for _, part in parts]
    actions: dict[str, Callable[[], object]] = {
        "textblob.en.parse": lambda: [textblob_parse(text) for text in texts],
        "whole parse": lambda: [parse_document(text) for text in texts],
        "  segmentation": lambda: [list(segment(text)) for text in texts],
        "  tags": lambda: [tag_words(part.texts) for _, part in parts],
        "  lemmas": lambda: [lemmas(words, tags) for words, tags in tagged],
        "  sentiment": lambda: [sentiment_of(t[p.starts[0] : p.ends[-1]], p.texts) for t, p in parts],
    }
    best = dict.fromkeys(actions, float("inf"))
    for _ in range(ROUNDS):
        for name, action in actions.items():
            began = time.process_time()
            action()
            best[name] = min(best[name], time.process_time() - began)
    t = best["textblob.en.parse"]
    print(f"{len(texts)} texts, {tokens} tokens")
    for name, seconds in best.items():
        rate = f"{tokens / seconds:>12,.0f} tokens/s"
        print(f"{name:20}{seconds / tokens * 1e6:>8.2f} µs/token{rate}{seconds / t:>8.2f} T")


if __name__ == "__main__":
    main(sys.argv[1:])
