"""From labelled chunks to clauses: who is the subject of what, with negation, voice and tense."""

from __future__ import annotations

from collections.abc import Sequence

from oped.model import Token
from oped_clauses.chunks import NOUN, PREP, VERB, WH, Chunk
from oped_clauses.extents import extents
from oped_clauses.frames import (
    NO_CLAUSE,
    ROLE_LETTERS,
    Clause,
    Frame,
    Places,
    make_argument,
    target,
    verbs_before,
)
from oped_clauses.groups import full_form, is_negated, merged, modal_of, tense_of
from oped_clauses.nominals import nominals
from oped_clauses.repair import of_noun, repair, without_governed_subjects
from oped_clauses.sharing import owners_of, share
from oped_clauses.words import words

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


def clauses(tokens: Sequence[Token], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[Clause]:
    """The clauses of one sentence, from its chunks and their labels, in order of their predicates."""
    labels = without_governed_subjects(tokens, chunks, labels)
    verbs = [n for n, piece in enumerate(chunks) if piece.kind == VERB]
    frames = [Frame(n, labels[n]) for n in verbs]
    place = Places(tokens, chunks, labels)
    rank = {n: i for i, n in enumerate(verbs)}
    before = verbs_before(chunks)
    for i, frame in enumerate(frames):
        of_noun(tokens, chunks, frame)
        _link(frame, i, frames)
    for n, label in enumerate(labels):
        if label[0] in ROLE_LETTERS and n not in rank and len(label) == 3:
            verb = target(frames, before[n], int(label[1:]))
            if verb >= 0:
                _attach(tokens, chunks, place, frames, verb, n, label[0])
        elif label == "t" and before[n]:
            verb = target(frames, before[n], -1)
            if verb >= 0:
                frames[verb].particles.append(n)
    repair(tokens, chunks, labels, place, frames)
    owners = owners_of(frames, chunks)
    for i, frame in enumerate(frames):
        share(tokens, chunks, labels, frames, frame, i, place, owners)
    extents(tokens, chunks, labels, frames)
    result = [_finish(tokens, chunks, frame, frames) for frame in frames if frame.kind not in NO_CLAUSE]
    result += nominals(tokens, chunks, labels, place)
    result.sort(key=lambda clause: clause.head)
    return result


def _link(frame: Frame, at: int, frames: Sequence[Frame]) -> None:
    """Find the verb group that governs this one."""
    if frame.kind == "aux":
        following = next((f for f in frames[at + 1 :] if f.kind not in NO_CLAUSE), None)
        if following is not None:
            following.helpers.append(frame.chunk)
        return
    step = int(frame.label[3:]) if len(frame.label) > 4 else 0
    if step:
        frame.governor = target(frames, at if step < 0 else at + 1, step)
    if frame.kind == "con" and frame.governor < 0:
        heads = (i for i in range(at - 1, -1, -1) if frames[i].kind in ("root", "par", "con"))
        frame.governor = next(heads, -1)


def _attach(
    tokens: Sequence[Token],
    chunks: Sequence[Chunk],
    place: Places,
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
            between.objects.append(make_argument(tokens, chunks, place, n, "object"))
        elif frame.subject is None or n < frame.chunk:
            frame.subject = make_argument(tokens, chunks, place, n, "subject")
        return
    if role in "OI":
        if chunks[n].kind != PREP:
            frame.objects.append(make_argument(tokens, chunks, place, n, "object"))
        return
    if chunks[n].kind in (NOUN, WH):
        preposition = _preposition(tokens, chunks, n)
        agent = role == "G" or (preposition == "by" and role == "G")
        frame.obliques.append(make_argument(tokens, chunks, place, n, "oblique", preposition, agent=agent))


def _preposition(tokens: Sequence[Token], chunks: Sequence[Chunk], n: int) -> str:
    """The preposition before a chunk, several words of one joined by blanks; empty where there is none."""
    found: list[str] = []
    at = n - 1
    while at >= 0 and chunks[at].kind == PREP and len(found) < 3:
        word = tokens[chunks[at].head].text.lower()
        if word in words().lists["no preposition"]:
            break
        found.insert(0, word)
        at -= 1
    return " ".join(found)


def _head(tokens: Sequence[Token], chunks: Sequence[Chunk], frame: Frame) -> int:
    """The token that heads a predicate: the noun or adjective after "be", else the verb (as in UD)."""
    head = chunks[frame.chunk].head
    if frame.complement >= 0 and tokens[head].lemma.lower() == "be":
        return chunks[frame.complement].head
    return head


def _links(tokens: Sequence[Token], verb: int, group: Sequence[int]) -> bool:
    """Whether a verb is "be" as a link, whatever it links; "there is" says that something exists."""
    if tokens[verb].lemma.lower() != "be":
        return False
    near = (*tokens[max(0, group[0] - 2) : group[0]], *tokens[group[-1] + 1 : group[-1] + 2])
    return all(token.tag != "EX" for token in near)


def _finish(tokens: Sequence[Token], chunks: Sequence[Chunk], frame: Frame, frames: Sequence[Frame]) -> Clause:
    piece = chunks[frame.chunk]
    group = [i for n in frame.helpers for i in range(chunks[n].first, chunks[n].end)]
    group += range(piece.first, piece.end)
    stretches = [(chunks[n].first, chunks[n].end) for n in (*frame.helpers, frame.chunk, *frame.particles)]
    head = _head(tokens, chunks, frame)
    copular = head != piece.head or _links(tokens, piece.head, group)
    lemma = tokens[head].lemma.lower()
    complement = ""
    if frame.complement >= 0:
        piece_after = chunks[frame.complement]
        if tokens[piece.head].lemma.lower() in words().lists["linking verb"]:
            stretches.append((piece_after.first, piece_after.end))
        complement = tokens[piece_after.head].lemma.lower()
    if frame.particles and head == piece.head:
        lemma += " " + " ".join(tokens[chunks[n].head].text.lower() for n in frame.particles)
    tags = {tokens[i].tag for i in group}
    first_tag = tokens[group[0]].tag
    passive = (
        not copular
        and tokens[piece.head].tag in ("VBN", "VBD")
        and (
            _has_passive_auxiliary(tokens, piece.head, group) or _bare_participle(tokens, chunks, frame, frames, group)
        )
    ) or any(a.agent for a in frame.obliques)
    modal = modal_of(tokens, group) if "MD" in tags else ""
    arguments = tuple(a for a in (frame.subject, *frame.objects, *frame.obliques) if a is not None)
    return Clause(
        kind=_KIND_NAMES.get(frame.kind, frame.kind),
        chunk=frame.chunk,
        head=head,
        words=merged(stretches),
        lemma=lemma,
        first=frame.first,
        end=frame.end,
        arguments=arguments,
        label=frame.label,
        negated=is_negated(tokens, group, arguments),
        modal=full_form(modal),
        passive=passive,
        tense="past" if tags == {"VBN"} and not passive else tense_of(first_tag, modal, tags),
        marker=_marker(tokens, frame),
        governor=-1 if frame.governor < 0 else _head(tokens, chunks, frames[frame.governor]),
        copular=copular,
        complement=complement,
    )


def _has_passive_auxiliary(tokens: Sequence[Token], verb: int, group: Sequence[int]) -> bool:
    return any(tokens[i].lemma.lower() in ("be", "get") for i in group if i != verb)


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


def _marker(tokens: Sequence[Token], frame: Frame) -> str:
    """The subordinator that opens a clause, "that" or "because"; empty where there is none."""
    token = tokens[frame.first]
    if token.tag in ("IN", "WRB") and frame.kind not in ("root", "par"):
        return token.text.lower()
    return ""
