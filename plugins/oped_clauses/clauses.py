"""From labelled chunks to clauses: who is the subject of what, what is shared, and how far each clause reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import attrs

from oped import lexicon
from oped.model import Token
from oped_clauses.chunks import ADV, NOUN, PREP, VERB, WH, Chunk

_LEXICON = Path(__file__).with_name("lexicon.toml")
_ROLE_LETTERS = frozenset("SOIGBYX")
_CONTINUES = frozenset("mca")
_NO_CLAUSE = frozenset({"aux", "no"})
_STOPS = frozenset({",", ".", ":", ";", "-LRB-", "-RRB-", "``", "''", "CC", "HYPH", "NFP"})
_MODALS = {"'ll": "will", "’ll": "will", "wo": "will", "'d": "would", "’d": "would", "ca": "can", "sha": "shall"}
_FINITE = frozenset(("VBZ", "VBD", "VBP", "MD"))
_PASSED_OVER = frozenset((",", "—", "–", "--", "“", "”", '"', ".", "…", ". . .", "-"))
_BEFORE_CLAUSE = frozenset(("RB", "RBR", "RBS", "IN", "WRB", "DT", "PDT", "JJ", "EX", "PRP"))
_LINKING = frozenset(("be", "become", "remain", "seem", "appear", "look", "stay", "sound", "prove", "feel", "grow"))
_SUBORDINATORS = frozenset(
    ("when", "while", "if", "although", "though", "because", "since", "unless", "whereas", "once")
)
_PREPOSITIONS = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "with",
        "by",
        "from",
        "about",
        "against",
        "between",
        "over",
        "under",
        "through",
        "into",
        "among",
        "toward",
    ]
)
_NO_PREPOSITIONS = frozenset(("that", "if", "whether", "while", "although", "though", "unless"))
_KIND_NAMES = {
    "root": "main",
    "par": "parenthetical",
    "adv": "adverbial",
    "com": "complement",
    "inf": "infinitive",
    "acl": "participial",
    "rel": "relative",
    "sub": "subject clause",
    "con": "coordinate",
}


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


@attrs.frozen
class Words:
    """The lexicon, by what it is asked for."""

    nominal: Mapping[str, tuple[frozenset[str], frozenset[str], bool]]
    subject_control: frozenset[str]
    object_control: frozenset[str]
    negators: frozenset[str]
    negative: frozenset[str]
    adverbial: frozenset[str]
    infinitive_nouns: frozenset[str]
    titles: frozenset[str]
    no_given_names: frozenset[str]
    no_surnames: frozenset[str]


@cache
def words() -> Words:
    """The lexicon, read once."""
    nominal: dict[str, tuple[frozenset[str], frozenset[str], bool]] = {}
    other: dict[str, set[str]] = {}
    for entry in lexicon.load(_LEXICON).entries:
        kind = str(entry.features["kind"])
        if kind == "nominal":
            roles = (
                frozenset(str(entry.features["object"]).split()),
                frozenset(str(entry.features["subject"]).split()),
                bool(entry.features.get("needs_object")),
            )
            nominal.update(dict.fromkeys(entry.words[0].lemmas, roles))
        else:
            other.setdefault(kind, set()).update(entry.words[0].lemmas | entry.words[0].forms)
    return Words(
        nominal,
        frozenset(other["subject control"]),
        frozenset(other["object control"]),
        frozenset(other["negator"]),
        frozenset(other["negative determiner"]),
        frozenset(other["adverbial antecedent"]),
        frozenset(other["infinitive noun"]),
        frozenset(other["title"]),
        frozenset(other["no given name"]),
        frozenset(other["no surname"]),
    )


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


def clauses(tokens: Sequence[Token], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[Clause]:
    """The clauses of one sentence, from its chunks and their labels, in order of their predicates."""
    labels = _without_governed_subjects(tokens, chunks, labels)
    verbs = [n for n, piece in enumerate(chunks) if piece.kind == VERB]
    frames = [Frame(n, labels[n]) for n in verbs]
    place = _Places(tokens, chunks, labels)
    rank = {n: i for i, n in enumerate(verbs)}
    before = _verbs_before(chunks)
    for i, frame in enumerate(frames):
        _of_noun(tokens, chunks, frame)
        _link(frame, i, frames)
    for n, label in enumerate(labels):
        if label[0] in _ROLE_LETTERS and n not in rank and len(label) == 3:
            verb = _target(frames, before[n], int(label[1:]))
            if verb >= 0:
                _attach(tokens, chunks, place, frames, verb, n, label[0])
        elif label == "t" and before[n]:
            verb = _target(frames, before[n], -1)
            if verb >= 0:
                frames[verb].particles.append(n)
    _repair(tokens, chunks, labels, place, frames)
    owners = _owners(frames, chunks)
    for i, frame in enumerate(frames):
        _share(tokens, chunks, labels, frames, frame, i, place, owners)
    _extents(tokens, chunks, labels, frames)
    result = [_finish(tokens, chunks, frame, frames) for frame in frames if frame.kind not in _NO_CLAUSE]
    result += _nominals(tokens, chunks, labels, place)
    result.sort(key=lambda clause: clause.head)
    return result


def _without_governed_subjects(
    tokens: Sequence[Token], chunks: Sequence[Chunk], labels: Sequence[str]
) -> Sequence[str]:
    """The labels with nouns after a preposition made part of the phrase before it where they were called subjects."""
    result = list(labels)
    for n in range(2, len(labels)):
        governed = labels[n][0] == "S" and chunks[n].kind == NOUN and chunks[n - 1].kind == PREP
        if governed and chunks[n - 2].kind == NOUN and tokens[chunks[n - 1].head].text.lower() in _PREPOSITIONS:
            result[n] = "m"
    return result


def _verbs_before(chunks: Sequence[Chunk]) -> list[int]:
    counts, seen = [], 0
    for piece in chunks:
        counts.append(seen)
        seen += piece.kind == VERB
    return counts


def _target(frames: Sequence[Frame], before: int, step: int) -> int:
    """The verb group so many steps away, or the next further one that heads a clause; −1 where there is none.

    Where there are fewer verb groups on that side than steps, the last one counts.
    """
    verb = before + step if step < 0 else before + step - 1
    way = -1 if step < 0 else 1
    while 0 <= verb < len(frames) and frames[verb].kind in _NO_CLAUSE:
        verb += way
    if 0 <= verb < len(frames):
        return verb
    side = range(before) if step < 0 else range(len(frames) - 1, before - 1, -1)
    return next((i for i in side if frames[i].kind not in _NO_CLAUSE), -1)


def _of_noun(tokens: Sequence[Token], chunks: Sequence[Chunk], frame: Frame) -> None:
    """Make an infinitive right after a noun like "threat" or "effort" a clause of that noun."""
    n = frame.chunk
    if n and frame.kind in ("adv", "inf", "sub") and chunks[n - 1].kind == NOUN:
        noun = tokens[chunks[n - 1].head].lemma.lower()
        if tokens[chunks[n].first].tag == "TO" and noun in words().infinitive_nouns:
            frame.kind, frame.label = "acl", "acl"


def _link(frame: Frame, at: int, frames: Sequence[Frame]) -> None:
    """Find the verb group that governs this one."""
    if frame.kind == "aux":
        following = next((f for f in frames[at + 1 :] if f.kind not in _NO_CLAUSE), None)
        if following is not None:
            following.helpers.append(frame.chunk)
        return
    step = int(frame.label[3:]) if len(frame.label) > 4 else 0
    if step:
        frame.governor = _target(frames, at if step < 0 else at + 1, step)
    if frame.kind == "con" and frame.governor < 0:
        heads = (i for i in range(at - 1, -1, -1) if frames[i].kind in ("root", "par", "con"))
        frame.governor = next(heads, -1)


class _Places:
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
            elif kind == WH or label[0] in _ROLE_LETTERS:
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


def _argument(
    tokens: Sequence[Token],
    chunks: Sequence[Chunk],
    place: _Places,
    n: int,
    role: str,
    preposition: str = "",
    *,
    agent: bool = False,
) -> Argument:
    heads = place.heads(n)
    return Argument(role, chunks[n].first, chunks[place.last[n]].end, heads[0], heads, n, preposition, agent)


def _attach(
    tokens: Sequence[Token],
    chunks: Sequence[Chunk],
    place: _Places,
    frames: Sequence[Frame],
    verb: int,
    n: int,
    role: str,
) -> None:
    frame = frames[verb]
    if role == "Y" and n and chunks[n - 1].kind == PREP and chunks[n].kind == NOUN:
        role = "B"  # "is in Paris": a place, no predicate noun
    if role in ("Y", "X"):
        if frame.complement < 0:
            frame.complement = n
        return
    if role == "S":
        # Of two that claim one verb the nearer one is its subject, unless it is the object of a verb in between.
        between = frames[verb - 1] if verb else None
        if frame.subject is not None and between is not None and between.chunk == n - 1 and not between.objects:
            between.objects.append(_argument(tokens, chunks, place, n, "object"))
        elif frame.subject is None or n < frame.chunk:
            frame.subject = _argument(tokens, chunks, place, n, "subject")
        return
    if role in "OI":
        if chunks[n].kind != PREP:
            frame.objects.append(_argument(tokens, chunks, place, n, "object"))
        return
    if chunks[n].kind in (NOUN, WH):
        preposition = _preposition(tokens, chunks, n)
        agent = role == "G" or (preposition == "by" and role == "G")
        frame.obliques.append(_argument(tokens, chunks, place, n, "oblique", preposition, agent=agent))


def _preposition(tokens: Sequence[Token], chunks: Sequence[Chunk], n: int) -> str:
    """The preposition before a chunk, several words of one joined by blanks; empty where there is none."""
    found: list[str] = []
    at = n - 1
    while at >= 0 and chunks[at].kind == PREP and len(found) < 3:
        word = tokens[chunks[at].head].text.lower()
        if word in _NO_PREPOSITIONS:
            break
        found.insert(0, word)
        at -= 1
    return " ".join(found)


def _repair(
    tokens: Sequence[Token], chunks: Sequence[Chunk], labels: Sequence[str], place: _Places, frames: Sequence[Frame]
) -> None:
    """Mend what a chain of labels gets wrong now and then.

    A finite verb has a subject: where it has none, an object that ends right before it is that, or else the noun at
    the beginning of the phrase before it. A clause with "that" right after a verb is that verb's complement; one that
    begins with a subordinator is no main clause, and one after a comma without a relative pronoun is no relative.
    """
    for i, frame in enumerate(frames):
        if frame.kind in _NO_CLAUSE:
            continue
        if frame.subject is None and _wants_subject(tokens, chunks, frame):
            before = frames[i - 1] if i else None
            if before is None or not _takes_object(chunks, before, frame, i - 1):
                _take_phrase(tokens, chunks, labels, place, frames, i)
        _mend_kind(tokens, chunks, frames, i)


def _wants_subject(tokens: Sequence[Token], chunks: Sequence[Chunk], frame: Frame) -> bool:
    """Whether a verb group is finite for certain, and no second part of a coordination."""
    tag = tokens[chunks[frame.chunk].first].tag
    if frame.kind in ("inf", "acl"):
        return tag in ("VBZ", "MD")
    return frame.kind in ("root", "par", "com", "adv", "rel") and tag in _FINITE and not frame.helpers


def _takes_object(chunks: Sequence[Chunk], before: Frame, frame: Frame, at: int) -> bool:
    """Make the object of the verb before, where it ends right before this one, its subject."""
    if before.subject is None or frame.kind in ("adv", "rel"):
        return False
    start = frame.chunk
    while start > before.chunk + 1 and chunks[start - 1].kind == ADV:
        start -= 1
    for argument in before.objects:
        if argument.end == chunks[start].first and argument.chunk > before.chunk:
            before.objects.remove(argument)
            frame.subject = attrs.evolve(argument, role="subject")
            frame.kind, frame.governor = "com", at
            return True
    return False


def _take_phrase(
    tokens: Sequence[Token],
    chunks: Sequence[Chunk],
    labels: Sequence[str],
    place: _Places,
    frames: Sequence[Frame],
    at: int,
) -> None:
    """Make the noun that begins the phrase before a verb its subject; relative clauses in it are passed over."""
    frame = frames[at]
    floor = at - 1
    n, found = frame.chunk - 1, -1
    while n >= 0:
        kind, text = chunks[n].kind, tokens[chunks[n].first].text
        if kind == VERB:
            inner = frames[floor] if floor >= 0 else None
            if inner is None or inner.chunk != n or inner.kind not in ("rel", "acl", "no"):
                if inner is not None and inner.subject is None and tokens[chunks[n].first].tag in ("VBG", "TO"):
                    return  # a clause is the subject: "ignoring the rationale would be a mistake"
                break
            floor -= 1
            if inner.subject is not None and inner.subject.chunk < n:
                n = inner.subject.chunk
        elif kind == NOUN:
            if n == 0 or chunks[n - 1].kind != PREP:
                found = n
                before = tokens[chunks[n - 1].head].tag if n else ""
                if before != "CC":
                    break
        elif kind not in (PREP, ADV, WH) and text not in _PASSED_OVER and tokens[chunks[n].head].tag != "CC":
            break
        n -= 1
    taken = {f.subject.chunk for f in frames if f.subject is not None}
    taken |= {a.chunk for f in frames for a in f.objects}
    if found >= 0 and found not in taken and labels[found] not in ("e",):
        frame.subject = _argument(tokens, chunks, place, found, "subject")


def _mend_kind(tokens: Sequence[Token], chunks: Sequence[Chunk], frames: Sequence[Frame], at: int) -> None:
    frame = frames[at]
    if frame.subject is None:
        return
    first = min(frame.chunk, frame.subject.chunk)
    token = tokens[chunks[first - 1].head] if first else None
    word = token.text.lower() if token is not None else ""
    if token is not None and word == "that" and token.tag == "IN" and at and first - 2 == frames[at - 1].chunk:
        if frame.kind in ("root", "par", "con", "inf", "adv", "acl"):
            frame.kind, frame.governor = "com", at - 1
    elif frame.kind == "root" and word in _SUBORDINATORS and first - 1 <= 3 and at + 1 < len(frames):
        frame.kind = "adv"
    elif frame.kind == "com" and frame.governor >= 0 and frames[frame.governor].kind == "rel":
        if frame.subject.chunk < frames[frame.governor].chunk:
            frame.kind, frame.governor = "root", -1
    elif frame.kind == "rel" and word == "," and chunks[frame.subject.chunk].kind != WH:
        frame.kind = "root"


def _owners(frames: Sequence[Frame], chunks: Sequence[Chunk]) -> dict[int, int]:
    """Which frame each argument's chunk belongs to."""
    owners: dict[int, int] = {}
    for i, frame in enumerate(frames):
        for argument in (frame.subject, *frame.objects, *frame.obliques):
            if argument is not None:
                owners.setdefault(argument.chunk, i)
        if frame.complement >= 0:
            owners.setdefault(frame.complement, i)
    return owners


def _share(
    tokens: Sequence[Token],
    chunks: Sequence[Chunk],
    labels: Sequence[str],
    frames: Sequence[Frame],
    frame: Frame,
    at: int,
    place: _Places,
    owners: Mapping[int, int],
) -> None:
    """Give a clause the subject or antecedent that it shares with another; frames are visited from left to right."""
    if frame.kind in _NO_CLAUSE:
        return
    if frame.kind in ("rel", "acl"):
        _antecedent(tokens, chunks, labels, frames, frame, place, owners)
        return
    if frame.subject is not None or frame.governor < 0:
        return
    governor = frames[frame.governor]
    if frame.kind == "con" and governor.chunk < frame.chunk:
        _lend(governor.subject, frame, "coordination")
    elif frame.kind == "inf":
        control = words().subject_control
        promised = tokens[chunks[governor.chunk].head].lemma.lower() in control
        if governor.objects and not promised:
            _lend(governor.objects[0], frame, "control")
        else:
            _lend(governor.subject, frame, "control")
    elif frame.kind == "adv" and tokens[chunks[frame.chunk].first].tag in ("VBG", "VBN", "TO"):
        verb = tokens[chunks[governor.chunk].head].lemma.lower()
        if governor.objects and verb in words().object_control and tokens[chunks[frame.chunk].first].tag == "TO":
            frame.kind = "inf"
            _lend(governor.objects[0], frame, "control")
        else:
            _lend(governor.subject, frame, "control")


def _lend(argument: Argument | None, frame: Frame, via: str) -> None:
    if argument is not None:
        frame.subject = attrs.evolve(argument, role="subject", via=via, preposition="", agent=False)


def _antecedent(
    tokens: Sequence[Token],
    chunks: Sequence[Chunk],
    labels: Sequence[str],
    frames: Sequence[Frame],
    frame: Frame,
    place: _Places,
    owners: Mapping[int, int],
) -> None:
    """Find the noun that a relative or participial clause belongs to, and what role it plays there."""
    pronoun = next(
        (a for a in (frame.subject, *frame.objects, *frame.obliques) if a is not None and chunks[a.chunk].kind == WH),
        None,
    )
    start = pronoun.chunk if pronoun is not None else frame.chunk
    if pronoun is None and frame.subject is not None and frame.subject.chunk < start:
        start = frame.subject.chunk
    noun = next((n for n in range(start - 1, -1, -1) if chunks[n].kind == NOUN), -1)
    if noun < 0:
        return
    if noun in owners:
        frame.governor = owners[noun]
    found = _argument(tokens, chunks, place, noun, "subject")
    found = attrs.evolve(found, end=chunks[noun].end, heads=found.heads[:1])
    if pronoun is not None:
        marked = attrs.evolve(pronoun, antecedent=(found.first, found.end))
        if frame.subject is pronoun:
            frame.subject = marked
        frame.objects = [marked if a is pronoun else a for a in frame.objects]
        frame.obliques = [marked if a is pronoun else a for a in frame.obliques]
    elif frame.subject is None and tokens[chunks[frame.chunk].first].tag == "TO":
        owner = _possessor(tokens, chunks[noun])
        if owner is not None:
            last = owner[1] - 1
            frame.subject = Argument("subject", *owner, last, (last,), noun, via="control")
        elif frame.governor >= 0 and any(a.chunk == noun for a in frames[frame.governor].objects):
            _lend(frames[frame.governor].subject, frame, "control")
    elif frame.subject is None:
        frame.subject = attrs.evolve(found, via="antecedent")
    elif (
        (frame.kind == "rel" or tokens[chunks[frame.chunk].first].tag in _FINITE)
        and frame.subject is not None
        and not frame.objects
        and frame.complement < 0
        and not any(a.preposition and a.first == a.end for a in frame.obliques)
        and tokens[found.head].lemma.lower() not in words().adverbial
        and not any(chunks[n].kind == WH for n in range(noun + 1, frame.chunk))
    ):
        frame.objects.append(attrs.evolve(found, role="object", via="antecedent"))


def _extents(tokens: Sequence[Token], chunks: Sequence[Chunk], labels: Sequence[str], frames: Sequence[Frame]) -> None:
    """How far each clause reaches, with the clauses that depend on it; set on the frames."""
    for frame in frames:
        first, end = chunks[frame.chunk].first, chunks[frame.chunk].end
        others = (*frame.helpers, *frame.particles) if frame.complement < 0 else (frame.complement, *frame.helpers)
        for n in others:
            first, end = min(first, chunks[n].first), max(end, chunks[n].end)
        for argument in (frame.subject, *frame.objects, *frame.obliques):
            if argument is not None and not argument.via:
                first = min(first, argument.first - len(argument.preposition.split()))
                end = max(end, argument.end)
        frame.first, frame.end = first, end
    claimed = _claims(tokens, frames)
    for frame in frames:
        if frame.kind in _NO_CLAUSE:
            continue
        frame.first = _leftwards(tokens, frame.first, claimed)
        frame.end = _rightwards(tokens, frame.end, claimed)
    for _ in range(2):  # dependants on either side: two passes settle all but the deepest nesting
        for frame in reversed(frames):
            if frame.governor >= 0 and frame.kind not in ("con", "par", "root", "aux", "no"):
                governor = frames[frame.governor]
                governor.first = min(governor.first, frame.first)
                governor.end = max(governor.end, frame.end)


def _claims(tokens: Sequence[Token], frames: Sequence[Frame]) -> list[bool]:
    """Which tokens lie between the ends of some clause's own words."""
    claimed = [False] * len(tokens)
    for frame in frames:
        for i in range(frame.first, frame.end):
            claimed[i] = True
    return claimed


def _leftwards(tokens: Sequence[Token], first: int, claimed: Sequence[bool]) -> int:
    """Take in adverbs and the subordinator before a clause."""
    at = first
    while at > 0 and not claimed[at - 1] and tokens[at - 1].tag in _BEFORE_CLAUSE:
        at -= 1
        if tokens[at].tag in ("IN", "WRB"):
            break
    return at


def _rightwards(tokens: Sequence[Token], end: int, claimed: Sequence[bool]) -> int:
    """Take in what follows up to a mark, a conjunction or another clause."""
    at = end
    while at < len(tokens) and not claimed[at] and tokens[at].tag not in _STOPS and tokens[at].tag[0] != "W":
        at += 1
    while at > end and tokens[at - 1].tag in ("IN", "TO"):
        at -= 1
    return at


def _head(tokens: Sequence[Token], chunks: Sequence[Chunk], frame: Frame) -> int:
    """The token that heads a predicate: the noun or adjective after "be", else the verb (as in UD)."""
    head = chunks[frame.chunk].head
    if frame.complement >= 0 and tokens[head].lemma.lower() == "be":
        return chunks[frame.complement].head
    return head


def _finish(tokens: Sequence[Token], chunks: Sequence[Chunk], frame: Frame, frames: Sequence[Frame]) -> Clause:
    piece = chunks[frame.chunk]
    group = [i for n in frame.helpers for i in range(chunks[n].first, chunks[n].end)]
    group += range(piece.first, piece.end)
    stretches = [(chunks[n].first, chunks[n].end) for n in (*frame.helpers, frame.chunk, *frame.particles)]
    head = _head(tokens, chunks, frame)
    copular = head != piece.head
    lemma = tokens[head].lemma.lower()
    complement = ""
    if frame.complement >= 0:
        piece_after = chunks[frame.complement]
        if tokens[piece.head].lemma.lower() in _LINKING:
            stretches.append((piece_after.first, piece_after.end))
        complement = tokens[piece_after.head].lemma.lower()
    if frame.particles and not copular:
        lemma += " " + " ".join(tokens[chunks[n].head].text.lower() for n in frame.particles)
    tags = {tokens[i].tag for i in group}
    first_tag = tokens[group[0]].tag
    auxiliary = {tokens[i].lemma.lower() for i in group if i != piece.head}
    passive = (
        not copular
        and tokens[piece.head].tag in ("VBN", "VBD")
        and (bool(auxiliary & {"be", "get"}) or _bare_participle(tokens, chunks, frame, frames, group))
    ) or any(a.agent for a in frame.obliques)
    modal = next((tokens[i].text.lower() for i in group if tokens[i].tag == "MD"), "")
    arguments = tuple(a for a in (frame.subject, *frame.objects, *frame.obliques) if a is not None)
    return Clause(
        kind=_KIND_NAMES.get(frame.kind, frame.kind),
        chunk=frame.chunk,
        head=head,
        words=_merge(stretches),
        lemma=lemma,
        first=frame.first,
        end=frame.end,
        arguments=arguments,
        label=frame.label,
        negated=_negated(tokens, group, arguments),
        modal=_MODALS.get(modal, modal),
        passive=passive,
        tense="past" if tags == {"VBN"} and not passive else _tense(first_tag, modal, tags),
        marker=_marker(tokens, frame),
        governor=-1 if frame.governor < 0 else _head(tokens, chunks, frames[frame.governor]),
        copular=copular,
        complement=complement,
    )


def _bare_participle(
    tokens: Sequence[Token], chunks: Sequence[Chunk], frame: Frame, frames: Sequence[Frame], group: Sequence[int]
) -> bool:
    """Whether a participle without auxiliary is passive; as a main verb it is a past tense, tagged wrong."""
    if len(group) != 1 or tokens[group[0]].tag != "VBN":
        return False
    if frame.kind != "acl" and frame.subject is not None and not frame.subject.via:
        return False
    if frame.kind == "con" and frame.governor >= 0:
        first, head = chunks[frames[frame.governor].chunk].first, chunks[frames[frame.governor].chunk].head
        if tokens[head].tag == "VBN":
            lemmas = {tokens[i].lemma.lower() for i in range(first, head)}
            return first == head or "be" in lemmas
        return tokens[head].tag not in ("VBD", "VBZ") or frame.subject is None
    return True


def _merge(stretches: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for first, end in sorted(stretches):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((first, end))
    return tuple(merged)


def _negated(tokens: Sequence[Token], group: Sequence[int], arguments: Sequence[Argument]) -> bool:
    known = words()
    first, last = group[0], group[-1]
    while first > max(0, group[0] - 3) and tokens[first - 1].tag in ("RB", "RBR", "IN", "CC"):
        first -= 1
    for i in (*range(first, group[0]), *group, last + 1):
        if i >= len(tokens):
            continue
        word = tokens[i].text.lower()
        if word == "longer" and i and tokens[i - 1].text.lower() == "no":
            return True
        if word in known.negators:
            following = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
            if following not in ("only", "just", "merely", "simply") and not (i > last and following == "to"):
                return True
    # "No ally came", "made no sense"; but what follows "there is" is denied itself, not its clause.
    return any(
        tokens[a.first].text.lower() in known.negative
        and (a.role == "object" or (a.role == "subject" and not a.via and a.first < first))
        for a in arguments
    )


def _tense(first: str, modal: str, tags: set[str]) -> str:
    if modal:
        return "future" if modal in ("will", "'ll", "’ll", "wo", "shall") else "present"
    return {"VBD": "past", "VBZ": "present", "VBP": "present", "TO": "infinitive", "VB": "infinitive"}.get(
        first, "participle" if tags & {"VBG", "VBN"} else "present"
    )


def _marker(tokens: Sequence[Token], frame: Frame) -> str:
    """The subordinator that opens a clause, "that" or "because"; empty where there is none."""
    token = tokens[frame.first]
    if token.tag in ("IN", "WRB") and frame.kind not in ("root", "par"):
        return token.text.lower()
    return ""


def _nominals(tokens: Sequence[Token], chunks: Sequence[Chunk], labels: Sequence[str], place: _Places) -> list[Clause]:
    """Predicates that are nouns: "Russia's support for the plan", "criticism of X by Y"."""
    known = words().nominal
    found: list[Clause] = []
    for n, piece in enumerate(chunks):
        if piece.kind != NOUN or tokens[piece.head].tag not in ("NN", "NNS"):
            continue
        roles = known.get(tokens[piece.head].lemma.lower())
        if roles is None:
            continue
        arguments = _nominal_arguments(tokens, chunks, labels, place, n, roles)
        if not arguments:
            continue
        first = min(piece.first, *(a.first for a in arguments))
        end = max(piece.end, *(a.end for a in arguments))
        negated = tokens[piece.first].text.lower() in words().negative
        found.append(
            Clause(
                kind="nominal",
                chunk=n,
                head=piece.head,
                words=((piece.head, piece.head + 1),),
                lemma=tokens[piece.head].lemma.lower(),
                first=first,
                end=end,
                arguments=tuple(arguments),
                label="nominal",
                negated=negated,
                nominal=True,
            )
        )
    return found


def _nominal_arguments(
    tokens: Sequence[Token],
    chunks: Sequence[Chunk],
    labels: Sequence[str],
    place: _Places,
    n: int,
    roles: tuple[frozenset[str], frozenset[str], bool],
) -> list[Argument]:
    piece = chunks[n]
    arguments: list[Argument] = []
    owner = _possessor(tokens, piece)
    if owner is not None:
        arguments.append(Argument("subject", owner[0], owner[1], owner[1] - 1, (owner[1] - 1,), n))
    taken = owner is not None
    at = n + 1
    while at + 1 < len(chunks) and chunks[at].kind == PREP and chunks[at + 1].kind == NOUN:
        if labels[at + 1] not in ("m", "B-1", "G-1"):
            break
        preposition = tokens[chunks[at].head].text.lower()
        if preposition in roles[0]:
            role = "object"
        elif preposition in roles[1] and not taken:
            role, taken = "subject", True
        else:
            role = "oblique"
        argument = _argument(tokens, chunks, place, at + 1, role, preposition if role == "oblique" else "")
        end, head_end = argument.end, chunks[at + 1].end
        if role != "oblique" or labels[at + 1] == "m":
            arguments.append(
                attrs.evolve(
                    argument, end=head_end if end > head_end and _splits(tokens, chunks, place, at + 1) else end
                )
            )
        at += 2
        if role == "oblique":
            break
    said = {argument.role for argument in arguments}
    return arguments if "object" in said or ("subject" in said and not roles[2]) else []


def _splits(tokens: Sequence[Token], chunks: Sequence[Chunk], place: _Places, n: int) -> bool:
    """Whether "by" follows within a phrase: in "criticism of X by Y" Y is no part of X."""
    return any(
        chunks[i].kind == PREP and tokens[chunks[i].head].text.lower() in ("by", "from")
        for i in range(n + 1, place.last[n] + 1)
    )


def _possessor(tokens: Sequence[Token], piece: Chunk) -> tuple[int, int] | None:
    """The words before the head that name whose act it is: a possessive, a name, a demonym."""
    for i in range(piece.head - 1, piece.first, -1):
        if tokens[i].tag == "POS":
            first = piece.first
            return (first, i)
    if tokens[piece.first].tag == "PRP$":
        return (piece.first, piece.first + 1)
    for i in range(piece.head - 1, piece.first - 1, -1):
        if tokens[i].tag in ("NNP", "NNPS") or (tokens[i].tag == "JJ" and tokens[i].text[:1].isupper() and i > 0):
            first = i
            while first > piece.first and tokens[first - 1].tag in ("NNP", "NNPS", "HYPH"):
                first -= 1
            return (first, i + 1)
    return None
