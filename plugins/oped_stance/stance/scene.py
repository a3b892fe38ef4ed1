"""What the rules see of one sentence: its reading, its mentions of actors, its stance words, who is speaking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import attrs

from oped.model import Annotation, Token
from oped_stance.stance import frames
from oped_stance.stance.frames import Reading
from oped_stance.stance.lexicon import STANCE_KINDS, Hit, hits

AUTHOR = "author"
_MARKS = frozenset({"“", "”", "``", "''", '"'})
_FIRST_PERSON = frozenset({"I", "me", "my", "My"})
_WE = frozenset({"we", "We"})  # author and reader, where the actors layer takes it for nobody
_STANCES = STANCE_KINDS | {"shift", "together", "advice", "let", "cry"}


@attrs.frozen
class Mention:
    """One actor at tokens `[first, end)` of a sentence; a plural pronoun or group makes one mention for each actor."""

    annotation: Annotation | None
    name: str
    first: int
    end: int
    via: str = ""
    type: str = ""
    affiliation: str = ""


@attrs.frozen
class Party:
    """An actor as a noun phrase brings it in: itself, by its act or possession, or as the one to whom an act is done.

    `sign` carries a stance towards the phrase over to the actor.
    """

    mention: Mention
    sign: float = 1.0
    role: str = "self"


@attrs.frozen
class Speech:
    """Code points `[start, end)` are the words or the view of `holder` ("" where nobody is named)."""

    start: int
    end: int
    holder: str
    denied: bool = False


@attrs.frozen
class Scene:
    """One sentence, ready for the rules."""

    tokens: Sequence[Token]
    reading: Reading
    mentions: tuple[Mention, ...]
    at: dict[int, tuple[Mention, ...]]
    hits: dict[int, Hit]
    speeches: tuple[Speech, ...]
    question: bool
    quoted: tuple[bool, ...]
    arguments: Mapping[tuple[int, str], tuple[int, ...]] = attrs.field(factory=dict)
    """The tokens of a verb's subjects and objects, as the layer `clauses` has them; by verb and role."""
    antecedent: str = ""
    """The issue that "it" may take up from the sentences before; "" where there is none."""
    parties: dict[int, tuple[Party, ...]] = attrs.field(factory=dict, init=False, eq=False, repr=False)
    """Who is in each chunk, as far as it has been asked (`parties.parties`)."""

    @property
    def stirs(self) -> bool:
        """Whether a word is there that the rules can make a stance of (the cheap test)."""
        return any(sense.kind in _STANCES for hit in self.hits.values() for sense in hit.senses)

    def text(self, first: int, end: int) -> str:
        """The words of tokens `[first, end)`, as a reader would write them."""
        pieces: list[str] = []
        for i in range(first, end):
            if pieces and self.tokens[i].start > self.tokens[i - 1].end:
                pieces.append(" ")
            pieces.append(self.tokens[i].text)
        return "".join(pieces)

    def voice(self, i: int) -> Speech | None:
        """Who is speaking at a token: the innermost speech; None means the author."""
        start = self.tokens[i].start
        inside = [s for s in self.speeches if s.start <= start < s.end]
        return min(inside, key=lambda s: s.end - s.start) if inside else None

    def rater(self, i: int) -> str:
        """Who rates where nobody else is named: the speaker of the words, or the author; "" where that is unknown."""
        speech = self.voice(i)
        if speech is not None:
            return speech.holder
        return "" if self.quoted[i] else AUTHOR


def scene(
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    speeches: Sequence[Speech],
    arguments: Mapping[tuple[int, str], tuple[int, ...]] | None = None,
    antecedent: str = "",
) -> Scene | None:
    """Prepare a sentence; None where nothing in it can be a stance: no actor, and no word that tells for or against."""
    tokens = frames.mend(tokens)
    found = hits(tokens)
    if not mentions and not any(sense.polarity for hit in found.values() for sense in hit.senses):
        return None
    mentions = [*mentions, *_writer(tokens, speeches, {i for m in mentions for i in range(m.first, m.end)})]
    at: dict[int, tuple[Mention, ...]] = {}
    for mention in mentions:
        for i in range(mention.first, mention.end):
            at[i] = (*at.get(i, ()), mention)
    return Scene(
        tokens,
        frames.read(tokens),
        tuple(mentions),
        at,
        found,
        tuple(speeches),
        any(t.text == "?" for t in tokens[-3:]),
        _quoted(tokens),
        arguments or {},
        antecedent,
    )


def _writer(tokens: Sequence[Token], speeches: Sequence[Speech], taken: Set[int]) -> list[Mention]:
    """The first person as an actor: the author, or the speaker whose words these are."""
    found: list[Mention] = []
    places = [
        i for i, token in enumerate(tokens) if token.text in _FIRST_PERSON or (token.text in _WE and i not in taken)
    ]
    quoted = _quoted(tokens) if places else ()
    for i in places:
        token = tokens[i]
        inside = [s for s in speeches if s.start <= token.start < s.end]
        name = min(inside, key=lambda s: s.end - s.start).holder if inside else ("" if quoted[i] else AUTHOR)
        if name:
            found.append(Mention(None, name, i, i + 1, "pronoun", "person"))
    return found


def _quoted(tokens: Sequence[Token]) -> tuple[bool, ...]:
    """For each token whether it stands between quotation marks of this sentence."""
    if _MARKS.isdisjoint([token.text for token in tokens]):
        return (False,) * len(tokens)
    inside: list[bool] = []
    open_ = False
    for token in tokens:
        if token.text in ("“", "``"):
            open_ = True
        elif token.text in ("”", "''"):
            open_ = False
        elif token.text == '"':
            open_ = not open_
        inside.append(open_ and token.text not in ("“", "``", '"'))
    return tuple(inside)
