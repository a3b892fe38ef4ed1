"""Cues of the default scheme `oped`: the lexicon's senses in context, and weasels (vague agency)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from oped.model import Span

from .senses import Sense, Senses
from .view import NEGATIONS, View

_REACH = 8  # tokens between a vague subject and its verb
_PATH = frozenset({"IN", "DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP$", "RB", "POS", "JJS", "JJR", "CC"})
_DEFINITE = frozenset(
    {"the", "these", "those", "this", "that", "his", "her", "its", "their", "our", "my", "your", "all"}
)

_OWN = frozenset({"my", "our", "them", "these", "those", "his", "her", "their", "your"})
_CAUSATIVE = frozenset({"let", "make", "help", "watch", "see", "hear", "have"})


@attrs.frozen
class Cue:
    """A decision on some tokens of a sentence (indices, ascending): the label and the grounds."""

    label: str
    tokens: tuple[int, ...]
    type: str
    certainty: float
    why: str
    confidence: float | None = None

    @property
    def first(self) -> int:
        """Index of the first token."""
        return self.tokens[0]

    @property
    def end(self) -> int:
        """Index after the last token."""
        return self.tokens[-1] + 1


@attrs.frozen
class Rejection:
    """A sense that was considered and not chosen, with the condition that failed."""

    tokens: tuple[int, ...]
    sense: str
    failed: str


def runs(tokens: Sequence[int]) -> list[tuple[int, int]]:
    """Runs `[first, end)` of adjacent indices."""
    found: list[tuple[int, int]] = []
    for at in tokens:
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def spans(view: View, tokens: Sequence[int]) -> list[Span]:
    """The stretches of text of some tokens, in code points; adjacent tokens make one stretch."""
    return [Span(view.tokens[first].start, view.tokens[end - 1].end) for first, end in runs(tokens)]


def decide(view: View, senses: Senses, first: int, rejected: list[Rejection] | None = None) -> Sense | None:
    """The sense that holds at a token: of the longest pattern, the first whose conditions all hold."""
    for sense in senses.at(view, first):
        failing = sense.failing(view, first)
        if failing is None:
            return sense
        if rejected is not None:
            rejected.append(Rejection(tuple(range(first, first + len(sense.words))), sense.name, failing.text))
    return None


def lexical(view: View, senses: Senses, rejected: list[Rejection] | None = None) -> Iterator[Cue]:
    """Decisions of the lexicon from left to right; those labelled `none` block shorter readings inside them."""
    first, size = 0, len(view.low)
    low, lemma, forms, lemmas = view.low, view.lemma, senses.forms, senses.lemmas
    while first < size:
        if low[first] not in forms and lemma[first] not in lemmas:
            first += 1
            continue
        sense = decide(view, senses, first, rejected)
        if sense is None:
            first += 1
            continue
        tokens = tuple(sense.cue(view, first))
        yield Cue(sense.label, tokens, sense.type, sense.certainty, sense.name)
        first = first + len(sense.words) if sense.label == "none" else max(tokens[-1], first) + 1


def weasels(view: View, senses: Senses) -> Iterator[Cue]:
    """Vague subjects with a verb of saying or believing: "critics say", "many … believe"."""
    vague, quantifiers, verbs = senses.lists["vague"], senses.lists["quantifiers"], senses.lists["say"]
    taken = 0
    for at, word in enumerate(view.low):
        if at < taken or (word not in vague and word not in quantifiers):
            continue
        if (
            view.lemma_at(at - 1) in _CAUSATIVE
            or (view.word(at + 1) == "of" and view.word(at + 2) in _OWN)
            or view.word(at - 1) in _DEFINITE
            or view.tag_at(at - 1) in {"POS", "IN", "PRP$"}
        ):
            continue
        verb = _verb_after(view, at, verbs)
        if verb is None:
            continue
        subject = [at]
        if word in quantifiers and view.tag_at(at + 1)[:2] in {"NN", "JJ"}:
            subject += [n for n in range(at + 1, min(at + 3, verb)) if view.tag[n][:2] in {"NN", "JJ"}]
        certainty = 0.25 if word == "few" else 0.5
        yield Cue("hedge", tuple(subject), "weasel", certainty, "a vague subject of a verb of saying or believing")
        taken = verb + 1


def _verb_after(view: View, at: int, verbs: frozenset[str]) -> int | None:
    for next_ in range(at + 1, min(at + _REACH, len(view))):
        word, tag = view.low[next_], view.tag[next_]
        if word in verbs and tag.startswith(("VB", "NN")) and tag not in {"VBG"}:
            if tag == "VBN" and view.lemma_at(next_ - 1) == "be":
                return None
            if tag.startswith("NN") and view.tag_at(next_ + 1) not in {"IN", "PRP", "DT"}:
                continue
            return next_ if _opens_clause(view, next_ + 1) else None
        auxiliary = view.lemma[next_] in {"have", "do", "would"}
        if not (tag in _PATH or auxiliary or word in NEGATIONS) or word in {"who", "that", "than"}:
            return None
    return None


def _opens_clause(view: View, at: int) -> bool:
    """Whether what a verb of saying or believing governs may be a clause."""
    word, tag = view.word(at), view.tag_at(at)
    if word == "that" or word in {",", ":"}:
        return True
    return tag[:2] in {"PR", "DT", "NN", "JJ", "EX", "VB", "CD", "RB", "WP"} and word not in {"so", "not", "twice"}


def in_context(cue: Cue, view: View, neighbours: Sequence[Cue]) -> Cue:
    """The cue with its certainty moved by degree words, negation, stacking and boosters around it."""
    if cue.label != "hedge":
        return cue
    certainty, notes = cue.certainty, []
    before = view.word(cue.first - 1)
    if before in {"very", "highly", "extremely", "most", "quite", "overwhelmingly", "all", "too"} and cue.type in {
        "adjective",
        "adverb",
    }:
        certainty = certainty + (1 - certainty) * 0.4 if certainty >= 0.5 else certainty * 0.6
        notes.append(f"strengthened by {before!r}")
    elif before in {"just", "barely", "only", "remotely", "somewhat", "slightly", "increasingly"} and certainty != 0.5:
        certainty = 0.5 + (certainty - 0.5) * 0.7
        notes.append(f"weakened by {before!r}")
    if before in {"not", "n't", "hardly", "scarcely"} and cue.type in {"adjective", "verb", "evidential"}:
        certainty = 1 - certainty if cue.type == "adjective" else certainty * 0.5
        notes.append("negated")
    for other in neighbours:
        gap = max(other.first - cue.end, cue.first - other.end)
        if other is cue or not 0 <= gap <= 1:
            continue
        if other.label == "hedge" and other.type != "approximator":
            certainty *= 0.9
            notes.append("stacked with another hedge")
        elif other.label == "booster" and other.type != "intensifier":
            certainty += (1 - certainty) * 0.2
            notes.append("in counterpoint with a booster")
    why = f"{cue.why}; {', '.join(notes)}" if notes else cue.why
    return attrs.evolve(cue, certainty=round(min(1.0, max(0.0, certainty)), 3), why=why)


def find(view: View, senses: Senses, rejected: list[Rejection] | None = None) -> list[Cue]:
    """All decisions of the default scheme on a sentence, in order; `none` and `modality` among them."""
    found = list(lexical(view, senses, rejected))
    taken = {at for cue in found if cue.label in {"hedge", "booster"} for at in cue.tokens}
    found += [cue for cue in weasels(view, senses) if not taken & set(cue.tokens)]
    found.sort(key=lambda cue: (cue.tokens, cue.label))
    cues = [cue for cue in found if cue.label != "none"]
    return [in_context(cue, view, cues) if cue.label == "hedge" else cue for cue in found]
