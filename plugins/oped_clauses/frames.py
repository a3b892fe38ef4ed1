"""The records that clauses are put together from: arguments, clauses, the state of a verb group, phrases."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from oped.model import Token
from oped_clauses.chunks import VERB, WH, Chunk
from oped_clauses.words import words

ROLE_LETTERS = frozenset("SOIGBYX")
_CONTINUES = frozenset("mca")
NO_CLAUSE = frozenset({"aux", "no"})
FINITE = frozenset(("VBZ", "VBD", "VBP", "MD"))


@attrs.frozen
class Argument:
    """A phrase in a clause: tokens `[first, end)`, its head, and how it was found.

    `role` is subject, object, or oblique; `via` says how a subject or object was inferred where it is not said in the
    clause itself: coordination, control, antecedent, participle. `heads` are the heads of coordinated parts.
    """

    role: str
    first: int
    end: int
    head: int
    heads: tuple[int, ...]
    chunk: int
    preposition: str = ""
    agent: bool = False
    via: str = ""
    antecedent: tuple[int, int] = (0, 0)


@attrs.frozen
class Clause:
    """One clause: its predicate words (token stretches), what it says of them, and its arguments.

    `governor` is the head token of the predicate that it depends on, −1 where there is none.
    """

    kind: str
    chunk: int
    head: int
    words: tuple[tuple[int, int], ...]
    lemma: str
    first: int
    end: int
    arguments: tuple[Argument, ...]
    label: str
    negated: bool = False
    modal: str = ""
    passive: bool = False
    tense: str = ""
    marker: str = ""
    governor: int = -1
    nominal: bool = False
    copular: bool = False
    complement: str = ""


class Frame:
    """The working state of one verb group while its clause is put together."""

    __slots__ = (
        "chunk",
        "complement",
        "end",
        "first",
        "governor",
        "helpers",
        "kind",
        "label",
        "objects",
        "obliques",
        "particles",
        "subject",
    )

    def __init__(self, chunk: int, label: str) -> None:
        """A verb group with its label, before anything is attached to it."""
        self.chunk = chunk
        self.label = label
        self.kind = label.rstrip("+-0123456789")
        self.governor = -1
        self.subject: Argument | None = None
        self.objects: list[Argument] = []
        self.obliques: list[Argument] = []
        self.complement = -1
        self.particles: list[int] = []
        self.helpers: list[int] = []
        self.first = 0
        self.end = 0


def verbs_before(chunks: Sequence[Chunk]) -> list[int]:
    """How many verb groups stand before each chunk."""
    counts, seen = [], 0
    for piece in chunks:
        counts.append(seen)
        seen += piece.kind == VERB
    return counts


def target(frames: Sequence[Frame], before: int, step: int) -> int:
    """The verb group so many steps away, or the next further one that heads a clause; −1 where there is none.

    Where there are fewer verb groups on that side than steps, the last one counts.
    """
    verb = before + step if step < 0 else before + step - 1
    way = -1 if step < 0 else 1
    while 0 <= verb < len(frames) and frames[verb].kind in NO_CLAUSE:
        verb += way
    if 0 <= verb < len(frames):
        return verb
    side = range(before) if step < 0 else range(len(frames) - 1, before - 1, -1)
    return next((i for i in side if frames[i].kind not in NO_CLAUSE), -1)


class Places:
    """How far the phrase of a chunk reaches, over what is attached to it; found once for each chunk."""

    def __init__(self, tokens: Sequence[Token], chunks: Sequence[Chunk], labels: Sequence[str]) -> None:
        self.tokens = tokens
        self.chunks = chunks
        self.labels = labels
        self.last: list[int] = list(range(len(chunks)))
        following = -1  # the nearest chunk further on that continues a phrase: "of X", "and X", ", X" (apposition)
        for n in range(len(chunks) - 1, -1, -1):
            kind, label = chunks[n].kind, labels[n]
            if kind == VERB:
                following = -1
                continue
            if 0 <= following <= n + 4:
                self.last[n] = self.last[following]
            if label in _CONTINUES:
                following = n
            elif kind == WH or label[0] in ROLE_LETTERS:
                following = -1

    def heads(self, n: int) -> tuple[int, ...]:
        """The heads of the coordinated parts of a phrase, the chunk's own first."""
        found = [name_head(self.tokens, self.chunks[n])]
        for at in range(n + 1, self.last[n] + 1):
            if self.labels[at] == "m":
                break  # what is coordinated further on belongs to the modifier: "ties between X and Y"
            if self.labels[at] == "c":
                found.append(name_head(self.tokens, self.chunks[at]))
        return tuple(found)


def name_head(tokens: Sequence[Token], piece: Chunk) -> int:
    """The head of a chunk; of a personal name of two or three words the first, as in Universal Dependencies."""
    head = piece.head
    if tokens[head].tag != "NNP" or head == piece.first or tokens[head - 1].tag != "NNP":
        return head
    if tokens[piece.first].tag in ("DT", "PRP$", "CD"):
        return head
    known = words()
    first = head
    while first > piece.first and tokens[first - 1].tag == "NNP" and tokens[first - 1].text.lower() not in known.titles:
        first -= 1
    personal = 1 <= head - first <= 2 and tokens[first].text.lower() not in known.no_given_names
    if personal and tokens[head].text.lower() not in known.no_surnames and tokens[first].text[:1].isupper():
        return first
    return head


def make_argument(
    tokens: Sequence[Token],
    chunks: Sequence[Chunk],
    place: Places,
    n: int,
    role: str,
    preposition: str = "",
    *,
    agent: bool = False,
) -> Argument:
    """The phrase of a chunk as an argument."""
    heads = place.heads(n)
    return Argument(role, chunks[n].first, chunks[place.last[n]].end, heads[0], heads, n, preposition, agent)
