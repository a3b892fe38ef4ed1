"""A sentence as parallel lists of lower-case words, lemmas and tags: computed once, read by every rule and model."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

import attrs

from oped.model import Sentence, Token

SHIPPED = Path(__file__).parent / "model"
NEGATIONS = frozenset(
    {"not", "n't", "never", "no", "nor", "neither", "hardly", "scarcely", "barely", "nobody", "none", "cannot"}
)
_FAR = 24  # tokens within which a subject is looked for
_NOMINAL = frozenset({"NN", "PR", "DT", "WP", "EX", "CD", "JJ", "WD"})
_PHRASE = frozenset({"NN", "JJ", "DT", "PR", "CD", "PO", "VB"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_LINKS = frozenset({"of", "in", "from", "by", "on", "about"})
AUXILIARIES = frozenset({"be", "have", "do"})


@cache
def model_path(folder: Path, name: str) -> Path:
    """The file of a model: in `folder` where it is there, else the shipped one (a user may train only some)."""
    path = folder / name
    return path if path.exists() else SHIPPED / name


@attrs.frozen(eq=False)
class View:
    """One sentence; the lists run parallel to its tokens."""

    tokens: tuple[Token, ...]
    low: list[str]
    lemma: list[str]
    tag: list[str]
    folder: Path

    def __len__(self) -> int:
        return len(self.low)

    def word(self, at: int) -> str:
        """The lower-case word at an index, "" beyond either end."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def lemma_at(self, at: int) -> str:
        """The lower-case lemma at an index, "" beyond either end."""
        return self.lemma[at] if 0 <= at < len(self.low) else ""

    def tag_at(self, at: int) -> str:
        """The tag at an index, "" beyond either end."""
        return self.tag[at] if 0 <= at < len(self.low) else ""

    def any_word(self, first: int, end: int, words: Collection[str]) -> bool:
        """Whether one of the words stands at `[first, end)`, cut to the sentence."""
        return any(word in words for word in self.low[max(0, first) : max(0, end)])

    def negated(self, first: int) -> bool:
        """Whether a negation stands in the verb group or phrase just before an index."""
        for at in range(first - 1, max(-1, first - 5), -1):
            if self.low[at] in NEGATIONS:
                return True
            if self.tag[at][:2] not in {"RB", "VB", "MD", "DT"} or self.low[at] in {"that", "which"}:
                return False
        return False

    def subject(self, first: int) -> int | None:
        """Index of the head of the noun phrase before a verb group at `first`: a heuristic on tags.

        Walks left over adverbs and auxiliaries, then over the noun phrase and its "of" phrases to the first head.
        """
        at, limit = first - 1, max(-1, first - _FAR)
        while at > limit and (
            self.tag[at][:2] in {"RB", "MD"} or self.lemma[at] in AUXILIARIES or self.low[at] in NEGATIONS
        ):
            at -= 1
        while at > limit and (self.tag[at] in {"WDT", "WP"} or (self.low[at] == "that" and at > 0)):
            at -= 1
        if at > limit and self.low[at] == ",":
            at -= 1
        if at <= limit or self.tag[at][:2] not in _NOMINAL:
            return None
        head = at
        while at > limit:
            while at > limit and self.tag[at][:2] in _PHRASE and self.tag[at] not in _FINITE:
                at -= 1
            if at <= max(limit, 0) or self.low[at] not in _LINKS or self.tag[at - 1][:2] not in {"NN", "CD"}:
                break
            head = at - 1
            at -= 1
        return head


def view(sentence: Sentence, folder: Path = SHIPPED) -> View:
    """The view of a sentence, whose models are those in `folder`."""
    tokens = sentence.tokens
    return View(
        tokens,
        [token.text.lower().replace("’", "'") for token in tokens],
        [token.lemma.lower() for token in tokens],
        [token.tag for token in tokens],
        folder,
    )
