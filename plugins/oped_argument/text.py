"""A sentence as the columns that features are made of; shared by the three analysers of this plugin."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from oped.model import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = frozenset({"VBD", "VBZ", "VBP", "MD", "VB", "VBG", "VBN"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "EX", "WP"})
OPENING = frozenset("\"'“‘«([")
CLOSING = frozenset("\"'”’»)]")


@attrs.frozen
class View:
    """One sentence: its tokens, and beside them their words in lower case and their tags.

    Outside the sentence `word` and `tag` give `<s>` and `</s>`.
    """

    tokens: Sequence[Token]
    words: list[str]
    tags: list[str]

    def __len__(self) -> int:
        return len(self.words)

    def word(self, at: int) -> str:
        """The word at an index, in lower case."""
        return "<s>" if at < 0 else self.words[at] if at < len(self.words) else "</s>"

    def tag(self, at: int) -> str:
        """The tag at an index."""
        return "<s>" if at < 0 else self.tags[at] if at < len(self.tags) else "</s>"


def view(tokens: Sequence[Token]) -> View:
    """Lay out a sentence in columns."""
    return View(tokens, [token.text.lower() for token in tokens], [token.tag for token in tokens])
