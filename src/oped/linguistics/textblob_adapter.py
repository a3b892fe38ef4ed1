"""What TextBlob needs to run without any NLTK corpus: tokenizer, sentence splitter, tagger and noun phrases.

from textblob import TextBlob
from oped.linguistics.textblob_adapter import CRFTagger, WordTokenizer, blob

TextBlob(text, tokenizer=WordTokenizer(), pos_tagger=CRFTagger()).words
blob(text).tags        # sentences too: TextBlob itself would take these from a corpus to be downloaded
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from textblob import TextBlob
from textblob.base import BaseNPExtractor, BaseTagger, BaseTokenizer
from textblob.blob import Sentence

from oped.linguistics.parse import Segment, segment
from oped.linguistics.tagger import tag_words


def _segments(text: str) -> list[Segment]:
    return [part for _, parts in segment(text) for part in parts]


class WordTokenizer(BaseTokenizer):  # type: ignore[misc]
    """The words, numbers and marks of a text, by the conventions of the English UD treebanks."""

    def tokenize(self, text: str, include_punc: bool = True) -> list[str]:
        """The tokens of a text; without those that are only marks where `include_punc` is false."""
        return [
            word
            for part in _segments(str(text))
            for word in part.texts
            if include_punc or any(character.isalnum() for character in word)
        ]


class SentenceTokenizer(BaseTokenizer):  # type: ignore[misc]
    """The sentences of a text."""

    def tokenize(self, text: str) -> list[str]:
        """The sentences of a text, each exactly as it stands there."""
        return [text[part.starts[0] : part.ends[-1]] for part in _segments(str(text))]


class CRFTagger(BaseTagger):  # type: ignore[misc]
    """Penn Treebank tags by the shipped model."""

    def tag(self, text: str, tokenize: bool = True) -> list[tuple[str, str]]:
        """Pairs of word and tag; without `tokenize` the words of the text are those between blanks."""
        if not tokenize:
            words = str(text).split()
            return list(zip(words, tag_words(words), strict=True))
        return [pair for part in _segments(str(text)) for pair in zip(part.texts, tag_words(part.texts), strict=True)]


class TagNPExtractor(BaseNPExtractor):  # type: ignore[misc]
    """Noun phrases: the longest runs of adjectives and nouns of two words and more that end in a noun."""

    def extract(self, text: str) -> list[str]:
        """The noun phrases of a text, in order."""
        phrases = []
        for part in _segments(str(text)):
            pairs = zip(part.texts, tag_words(part.texts), strict=True)
            for nominal, run in groupby(pairs, key=lambda pair: pair[1].startswith(("NN", "JJ"))):
                words = list(run)
                while words and not words[-1][1].startswith("NN"):
                    words.pop()
                if nominal and len(words) > 1:
                    phrases.append(" ".join(word for word, _ in words))
        return phrases


class _Blob(TextBlob):  # type: ignore[misc]
    """A TextBlob whose sentences are ours: its own splitter is fixed to an NLTK corpus."""

    def _create_sentence_objects(self) -> list[Any]:
        models = {
            "tokenizer": self.tokenizer,
            "np_extractor": self.np_extractor,
            "pos_tagger": self.pos_tagger,
            "analyzer": self.analyzer,
            "parser": self.parser,
            "classifier": self.classifier,
        }
        return [
            Sentence(
                self.raw[part.starts[0] : part.ends[-1]],
                start_index=part.starts[0],
                end_index=part.ends[-1],
                **models,
            )
            for part in _segments(self.raw)
        ]


def blob(text: str) -> TextBlob:
    """A TextBlob whose words, sentences, tags and noun phrases come from this package; it needs no download."""
    return _Blob(text, tokenizer=WordTokenizer(), pos_tagger=CRFTagger(), np_extractor=TagNPExtractor())
