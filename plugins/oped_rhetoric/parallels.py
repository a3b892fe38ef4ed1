"""Tricolon and antithesis: members of like shape, told by word classes and by the words that oppose them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from .view import Found, Line, coarse
from .words import words

_FAR = 12  # words between "not" and its "but"
_SHORT = 6  # words of clauses whose opposites are heard without any other echo
_LONG = 9  # words of a member
_NEGATIONS = frozenset({"not", "n't", "never"})
_TRIGGERS = _NEGATIONS | {"less", "more"}
_SUBJECTS = frozenset({"it", "they", "he", "she", "we", "i", "you", "this", "that"})
_WORDED = frozenset("NVPJRITDCM")


def tricola(lines: Sequence[Line]) -> Iterator[Found]:
    """Three members in a row of the same shape, each at least a verb or preposition with what depends on it."""
    for line in lines:
        if line.kind not in {"body", "quote"}:
            continue
        segments = line.segments
        at = 0
        while at + 2 < len(segments):
            found = _three(line, segments[at : at + 3])
            if found is None or _more(line, found[0], segments, at):
                at += 1
                continue
            shape, members = found
            spans = tuple(line.span(part.start, part.stop) for part in members)
            why = f"three members of the shape {' '.join(shape)}"
            yield Found("tricolon", spans, line.voice(members[0].start), why, {"members": 3})
            at += 3


def _more(line: Line, shape: list[str], segments: Sequence[range], at: int) -> bool:
    """Whether the row of three at `at` goes on: a fourth member stands before or after it."""
    before = at > 0 and _suffix(line, segments[at - 1], segments[at + 1], shape) is not None
    return before or (at + 3 < len(segments) and _begins(line, segments[at + 3], shape))


def _shape(line: Line, part: range) -> list[str]:
    """Word classes without determiners, adjectives and adverbs; verbs by form, prepositions by word."""
    shape: list[str] = []
    for at in part:
        kind = coarse(line.tag[at])
        if kind in {"D", "J", "R", "C"} or line.tag[at] in {"PRP$", "HYPH", "POS"} or kind not in _WORDED:
            continue
        if kind == "V":
            kind = line.tag[at].replace("VBP", "VBZ")
        elif kind in {"I", "T"}:
            kind = line.low[at]
        elif kind == "P":
            kind = "N"
        if kind != "N" or shape[-1:] != ["N"]:
            shape.append(kind)
    return shape


def _three(line: Line, parts: Sequence[range]) -> tuple[list[str], list[range]] | None:
    """The common shape and the members, where the middle one's shape ends the first and begins the last."""
    first, middle, last = parts
    if not 2 <= len(middle) <= _LONG or first.stop + 2 < middle.start or middle.stop + 2 < last.start:
        return None
    if len(middle) == 2 and not line.tag[middle.start].startswith("VB"):
        return None  # "I think" is put in between, and is no member
    shape = _shape(line, middle)
    if len(shape) < 2 or not any(kind.startswith("V") for kind in shape[:2]):
        return None
    start = _suffix(line, first, middle, shape)
    if start is None or not _begins(line, last, shape) or len(last) > 2 * _LONG:
        return None
    members = [range(start, first.stop), middle, last]
    said = [[line.low[at] for at in part] for part in members]
    if any(said[i] == said[j][: len(said[i])] for i, j in permutations(range(3), 2)):
        return None  # the same words again
    if len({any(line.lemma[at] == "be" for at in part[:4]) for part in members}) > 1 and shape[0] == "N":
        return None  # a state beside two acts
    return shape, members


def _suffix(line: Line, first: range, middle: range, shape: list[str]) -> int | None:
    """Where in the first stretch a member begins whose shape is that of the middle one; None where none does."""
    for start in range(first.stop - 2, max(first.start, first.stop - len(middle) - 4) - 1, -1):
        same_start = coarse(line.tag[start]) == coarse(line.tag[middle.start])
        if same_start and _shape(line, range(start, first.stop)) == shape:
            return start
    return None


def _begins(line: Line, last: range, shape: list[str]) -> bool:
    return _shape(line, last)[: len(shape)] == shape


def antitheses(lines: Sequence[Line]) -> Iterator[Found]:
    """Contrasts with both halves spelled out, in one sentence or two."""
    for line in lines:
        if line.kind in {"body", "quote"}:
            yield from _within(line)
    for one, other in pairwise(lines):
        if one.said.isdisjoint(_NEGATIONS):
            continue
        if one.kind == other.kind == "body" and one.paragraph == other.paragraph:
            yield from _corrected(one, other)


def _found(spans: Sequence[tuple[Line, int, int]], frame: str, why: str) -> Found:
    line, first, _ = spans[0]
    return Found("antithesis", tuple(ln.span(a, b) for ln, a, b in spans), line.voice(first), why, {"frame": frame})


def _within(line: Line) -> Iterator[Found]:
    said = line.said
    if len(words().opposed & set(line.lemma)) > 1:
        yield from _opposed(line)
    if said & _NEGATIONS:
        yield from _clauses(line)
    if not said & _TRIGGERS:
        return
    done = 0
    for at in line.body:
        if at < done:
            continue
        hit = _not_but(line, at) or _but_not(line, at) or _less_than(line, at)
        if hit is not None:
            yield hit[0]
            done = hit[1]


def _end(line: Line, first: int) -> int:
    """Where the segment that holds an index ends, or some index beyond `_FAR`: no text is searched twice."""
    at, limit = first, min(line.body.stop, first + 2 * _FAR)
    while at < limit and line.low[at] not in {",", ";", ":", "—", "–", "--", "(", ")"}:
        at += 1
    return at


def _not_but(line: Line, at: int) -> tuple[Found, int] | None:
    """ "not X but Y", where both begin with the same class of word; "not only X but Y" adds, and opposes nothing."""
    if line.low[at] not in _NEGATIONS or line.word(at + 1) in words().lists["additive"]:
        return None
    for but in range(at + 2, min(at + _FAR, line.body.stop - 1)):
        if line.low[but] in {";", ":", "—", "–", "--", "(", ")", ".", "who", "which"}:
            return None
        if line.low[but] == "but":
            left, right = at + 1, but + 1
            verbs = {line.tag[left], line.tag[right]}
            if any(tag.startswith("VB") for tag in verbs) and (len(verbs) > 1 or not verbs <= {"VBG", "VBN"}):
                return None  # "cannot read but is good at pretending": two predicates, both held
            if not _alike(line, left, right) or line.low[right] in _SUBJECTS | {"there", "not"}:
                return None
            comma = line.low[but - 1] == ","
            end = _end(line, right)
            if end - right > _FAR or (
                comma and coarse(line.tag[right]) in {"N", "D", "J", "C"} and _finite(line, right, end)
            ):
                return None
            return (
                _found([(line, at, but - comma), (line, right, end)], "not X but Y", "a negated half and its 'but'"),
                end,
            )
    return None


def _alike(line: Line, left: int, right: int) -> bool:
    one, other = coarse(line.tag_at(left)), coarse(line.tag_at(right))
    nominal = {"N", "D", "J", "C"}
    return (one == other and one != "R") or line.low[left] == line.low[right] or {one, other} <= nominal


def _finite(line: Line, first: int, end: int) -> bool:
    return any(line.tag[at] in {"VBZ", "VBD", "VBP", "MD"} for at in range(first, end))


def _but_not(line: Line, at: int) -> tuple[Found, int] | None:
    """ "X, not Y": a phrase that is denied beside the one that is held."""
    if line.low[at] not in {",", "—", "–", "--", ";"} or line.word(at + 1) != "not" or at + 2 >= line.body.stop:
        return None
    first, end = at + 2, _end(line, at + 2)
    if (
        "but" in line.low[first:end]
        or line.low[first] in words().lists["no_contrast"]
        or not 0 < end - first <= _FAR
        or _finite(line, first, end)
    ):
        return None
    before = at
    while before > line.body.start and line.low[before - 1] not in {",", ";", ":", "—", "–", "--", "(", ")"}:
        before -= 1
    if at - before < 2 or "not" in line.low[before:at] or line.word(end) == "but" or line.word(end + 1) == "but":
        return None
    if line.tag[first] in {"VBG", "VBN"} and line.tag[first] not in line.tag[before:at]:
        return None
    left = _counterpart(line, before, at, first)
    if left is None:
        return None
    return _found([(line, left, at), (line, at + 1, end)], "X, not Y", "a phrase, and the one that it denies"), end


def _counterpart(line: Line, before: int, at: int, first: int) -> int | None:
    """Where the phrase begins that stands against the denied one: the last of like class in the stretch before it."""
    if line.tag[first] in {"JJR", "RBR"}:
        return next((i for i in range(at - 1, before - 1, -1) if line.tag[i] == line.tag[first]), None)
    if line.low[first] in {"a", "an", "the"} or coarse(line.tag[first]) in {"N", "J", "C", "D"}:
        nominal = next((i for i in range(at - 1, before - 1, -1) if coarse(line.tag[i]) in {"N", "J", "C", "P"}), None)
        if nominal is None or nominal < at - 2:
            return None
        while nominal > before and coarse(line.tag[nominal - 1]) in {"N", "J", "C", "D"}:
            nominal -= 1
        return nominal
    kind = coarse(line.tag[first])
    if kind in {"I", "T", "R", "V"}:
        same = [i for i in range(at - 1, before - 1, -1) if coarse(line.tag[i]) == kind]
        return next((i for i in same if line.low[i] == line.low[first]), same[0] if same else None)
    return None


def _less_than(line: Line, at: int) -> tuple[Found, int] | None:
    """ "less a plan than a prayer", "more a wish than a policy"."""
    if line.low[at] not in {"less", "more"}:
        return None
    if line.word(at + 1) not in {"a", "an", "the", "from", "to", "by", "in", "out", "about", "because"}:
        return None
    for than in range(at + 2, min(at + _FAR, line.body.stop - 1)):
        if line.low[than] in {",", ";", ":", "—", "–", "("}:
            return None
        if line.low[than] == "than":
            right = than + 1
            if not _alike(line, at + 1, right) or line.low[right] in {"anything", "anyone", "ever", "usual"}:
                return None
            end = min(_end(line, right), right + _FAR)
            frame = f"{line.low[at]} X than Y"
            return _found([(line, at, than), (line, than, end)], frame, f"the frame {frame!r}"), end
    return None


def _negation(line: Line, part: range) -> int | None:
    """The place of the negation of a main verb, its auxiliary before it; None where the stretch affirms."""
    lists = words().lists
    for at in part[: _LONG + 1]:
        if line.low[at] in lists["subordinators"]:
            return None
        if line.low[at] in _NEGATIONS and at > part.start and line.lemma[at - 1] in lists["auxiliaries"]:
            return None if line.word(at + 1) in lists["additive"] else at
    return None


def _takes_up(one: Line, at: int, other: Line, part: range) -> bool:
    """Whether a stretch affirms, with a pronoun and the verb that `one` negates at `at`, something else.

    The verb is the auxiliary in the same form ("is not … it is"); of "do" it is the verb that depends on it
    ("does not ask … it asks").
    """
    if len(part) < 3 or other.low[part.start] not in _SUBJECTS or any(other.low[i] in _NEGATIONS for i in part[:6]):
        return False
    subjects = _SUBJECTS & set(one.low[max(0, at - 2 * _FAR) : at])
    if other.low[part.start] not in (subjects or _SUBJECTS - {"i", "we", "you"}):
        return False
    here = part.start + 1
    while here < part.stop - 1 and other.tag[here] == "RB":
        here += 1
    auxiliary = one.lemma[at - 1]
    if other.low[part.start] == "it" and auxiliary == "be" and set(other.low[here : here + 8]) & {"that", "who"}:
        return False  # "it is society that establishes …" only points
    if auxiliary == "do":
        return other.lemma[here] in one.lemma[at + 1 : at + 3] and other.tag[here].startswith("VB")
    return auxiliary not in {"have", "can", "may", "might"} and other.low[here] == one.low[at - 1]


def _clauses(line: Line) -> Iterator[Found]:
    """ "It is not an argument, it is an alibi"; "It does not trade; it waits"."""
    start = line.body.start
    for one, other in pairwise(line.segments):
        before = line.low[other.start - 1]
        whole = range(start, one.stop)
        start = other.start if before in {";", ":", "—", "–", "--"} else start
        at = _negation(line, whole) if len(whole) <= 2 * _FAR and len(other) <= 2 * _FAR else None
        if at is None or at not in one or before not in {",", ";", ":", "—", "–", "--"}:
            continue
        waits = before != "," and line.lemma[at - 1] == "do" and _same_subject(line, whole, other)
        if waits or _takes_up(line, at, line, other):
            yield _found(
                [(line, whole.start, whole.stop), (line, other.start, other.stop)],
                "it is not X, it is Y",
                "what is denied, and at once what holds instead",
            )


def _same_subject(line: Line, one: range, other: range) -> bool:
    """Whether both halves have the same pronoun for subject, and the second a plain verb."""
    subject = line.low[other.start]
    plain = line.tag_at(other.start + 1) in {"VBZ", "VBD", "VBP"}
    return plain and subject in _SUBJECTS and line.low[one.start] == subject


def _corrected(one: Line, other: Line) -> Iterator[Found]:
    """ "It is not affection. It is the absence of anyone else." """
    body = other.body
    if not body or max(len(one.body), len(body)) > 2 * _FAR or ":" in one.low or one.voices[0] != other.voices[0]:
        return
    at = _negation(one, one.body)
    if at is None or "?" in {one.low[-1], other.low[-1]} or set(one.low[at + 1 :]) & {"but", "because", "and", ";"}:
        return
    if _takes_up(one, at, other, body):
        yield _found(
            [(one, one.body.start, one.body.stop), (other, body.start, body.stop)],
            "it is not X. It is Y",
            "what one sentence denies and the next puts in its place",
        )


def _opposed(line: Line) -> Iterator[Found]:
    """Two neighbouring clauses of one shape with opposite words at the same place."""
    pairs = words().opposites
    for one, other in pairwise(line.segments):
        if not (3 <= len(one) <= _FAR and 3 <= len(other) <= _FAR) or other.start - one.stop > 2:
            continue
        if abs(len(one) - len(other)) > 2 or _shape(line, one)[:3] != _shape(line, other)[:3]:
            continue
        if not any(kind.startswith("V") for kind in _shape(line, one)):
            continue
        hits = [
            (a, b)
            for a in one
            for b in (other.start + a - one.start - 1, other.start + a - one.start, other.start + a - one.start + 1)
            if b in other and (line.lemma[a], line.lemma[b]) in pairs
        ]
        same = {line.lemma[at] for at in one} & {line.lemma[at] for at in other} - words().lists["auxiliaries"]
        if hits and ((len(one) == len(other) <= _SHORT) or len(same - {"the", "a", "it", "I", "i", "to"}) > 1):
            a, b = hits[0]
            yield _found(
                [(line, one.start, one.stop), (line, other.start, other.stop)],
                "opposites in parallel",
                f"clauses of one shape that oppose {line.low[a]!r} and {line.low[b]!r}",
            )
