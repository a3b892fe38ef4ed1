"""Count which words are names: `python -m oped.linguistics.count_names DATA_FOLDER` remakes `model/names.txt.gz`.

The texts are those of the JSON lines under `stance/` (political news) and of `linguistics/gum.train.conllu`. The list holds words,
no sentences.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from oped.errors import InputError
from oped.linguistics.gold import read_file
from oped.linguistics.names import PATH
from oped.linguistics.parse import segment

_ALWAYS, _OFTEN = 0.9, 0.4
"""Shares of capitals, within sentences, from which a word is a name always, or often."""
_FEWEST = 2
"""Occurrences below which nothing is said of a word."""


def count(texts: Iterable[str]) -> dict[str, str]:
    """The kinds of the words of texts, without the first words of sentences and without headlines."""
    capital: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for text in texts:
        for _, parts in segment(text):
            for part in parts:
                if any(word.islower() and len(word) > 3 for word in part.texts):
                    _count(part.texts, capital, all_)
    return {
        word: "N" if capital[word] >= _ALWAYS * number else "M"
        for word, number in sorted(all_.items())
        if number >= _FEWEST and capital[word] >= _OFTEN * number
    }


def _count(words: Sequence[str], capital: Counter[str], all_: Counter[str]) -> None:
    for before, word in pairwise(words):
        if word.isalpha() and len(word) > 1 and before.isalpha():  # not after a mark, where a capital says little
            lower = word.lower()
            all_[lower] += 1
            capital[lower] += word[0].isupper()


def _texts(data: Path) -> Iterator[str]:
    gum = data / "linguistics" / "gum.train.conllu"
    if not gum.is_file():
        raise InputError(f"no linguistics/gum.train.conllu in {data}")
    yield from (document.text for document in read_file(gum))
    for path in sorted((data / "stance").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            # A text stands there once for each pair of actors in it.
            yield from dict.fromkeys(str(json.loads(line).get("text", "")) for line in lines)


def main(arguments: Sequence[str]) -> None:
    """Count in a folder of data, and write the list."""
    if not arguments:
        raise SystemExit("usage: python -m oped.linguistics.count_names DATA_FOLDER")
    rows = "".join(f"{kind}{word}\n" for word, kind in count(_texts(Path(arguments[0]))).items())
    PATH.parent.mkdir(parents=True, exist_ok=True)
    PATH.write_bytes(gzip.compress(rows.encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(sys.argv[1:])
