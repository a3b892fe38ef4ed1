"""What stands around a verb: its objects, its prepositional phrases and its subject, across control and coordination.

The `clauses` layer is asked where this finds nothing; it serves for what that layer does not hold (arguments of nouns,
coordination of names). Short searches to the left and right in the chunks of a sentence (`chunking.py`).
"""

from __future__ import annotations

from oped_stance.stance.chunking import EITHER, Reading, Verb, mend, read
from oped_stance.stance.lexicon import words_of

__all__ = [
    "Reading", "Verb", "coordinated", "mend", "object_antecedent", "phrases_after", "prepositional", "read", "subject",
    "subject_of_next",
]  # fmt: skip

_INSTEAD = ("not", "than", "unlike")
_MOST_LEFT = 40  # chunks that a search for a subject looks at


def phrases_after(reading: Reading, number: int) -> list[list[int]]:
    """The noun phrases that follow a chunk as its objects: each a list of coordinated chunks; at most two objects."""
    chunks = reading.chunks
    found: list[list[int]] = []
    at = number + 1
    while at < len(chunks) and len(found) < 2:
        if chunks[at].kind == "adv" and not found:
            at += 1
            continue
        if chunks[at].kind != "np":
            break
        if subject_of_next(reading, at):
            break
        members, at = coordinated(reading, at)
        found.append(members)
    return found


def coordinated(reading: Reading, at: int, *, between: bool = False) -> tuple[list[int], int]:
    """The noun phrases coordinated with the one at a chunk, and the chunk after the last of them.

    After "between" the second phrase always belongs, even right before a verb.
    """
    chunks = reading.chunks
    members = [at]
    after = at + 1
    while True:
        ahead = after
        while ahead < len(chunks) and chunks[ahead].kind in ("comma", "coord") and ahead - after < 2:
            ahead += 1
        if ahead == after or ahead >= len(chunks) or chunks[ahead].kind != "np":
            return members, after
        joined = any(chunks[k].kind == "coord" for k in range(after, ahead))
        if not joined and not _list_goes_on(reading, ahead):
            return members, after
        if not between and subject_of_next(reading, ahead):
            return members, after
        members.append(ahead)
        after = ahead + 1


def _list_goes_on(reading: Reading, at: int) -> bool:
    """Whether after "A, B" comes ", C and D" or "and C"."""
    chunks = reading.chunks
    for k in range(at + 1, min(at + 8, len(chunks))):
        if chunks[k].kind == "coord":
            return k + 1 < len(chunks) and chunks[k + 1].kind == "np" and not subject_of_next(reading, k + 1)
        if chunks[k].kind not in ("comma", "np"):
            return False
    return False


def subject_of_next(reading: Reading, at: int) -> bool:
    """Whether the phrase at a chunk is the subject of a finite verb right after it."""
    chunks = reading.chunks
    k = at + 1
    while k < len(chunks) and chunks[k].kind == "adv":
        k += 1
    return k < len(chunks) and chunks[k].kind == "vp" and reading.verbs[chunks[k].head].form == "finite"


def prepositional(reading: Reading, number: int) -> list[tuple[str, int, list[int]]]:
    """The prepositional phrases after a chunk, up to the end of its clause: preposition, its chunk, noun phrases."""
    chunks = reading.chunks
    found: list[tuple[str, int, list[int]]] = []
    at = number + 1
    limit = min(len(chunks), number + _MOST_LEFT)
    while at < limit:
        kind = chunks[at].kind
        if kind == "prep":
            word = reading.tokens[chunks[at].head].text.lower()
            nxt = at + 1
            while nxt < limit and chunks[nxt].kind in ("adv", "adj"):
                nxt += 1
            if nxt < limit and chunks[nxt].kind == "np":
                members, after = coordinated(reading, nxt, between=word == "between")
                found.append((word, at, members))
                at = after
                continue
            at += 1
            continue
        if kind == "np" and subject_of_next(reading, at):
            break
        if kind in ("stop", "sub", "rel"):
            break
        if kind == "vp":
            break
        at += 1
    return found


def subject(reading: Reading, number: int, depth: int = 0) -> list[int]:
    """The noun phrases (chunks) that are the subject of the verb group at a chunk; empty where there is none."""
    chunks, verbs = reading.chunks, reading.verbs
    verb = verbs[chunks[number].head]
    if depth > 4:
        return []
    at = number - 1
    while at >= 0 and chunks[at].kind == "adv":
        at -= 1
    if at < 0:
        return []
    if verb.form in ("infinitive", "gerund", "participle"):
        return _controller(reading, number, at, depth)
    if chunks[at].kind == "coord" and (shared := _verb_before(reading, at)) >= 0:
        return subject(reading, shared, depth + 1)
    steps = 0
    while at >= 0 and steps < _MOST_LEFT:
        steps += 1
        kind = chunks[at].kind
        if kind == "rel":
            return _antecedent(reading, at)
        if kind == "np":
            if (meant := _contrasted(reading, at)) >= 0:
                at = meant
                continue
            before = at - 1
            while before >= 0 and chunks[before].kind in ("adv", "adj"):
                before -= 1
            if before >= 0 and chunks[before].kind == "vp" and _opens(reading, before):
                return []  # "ignoring the alliance would be": a clause is the subject
            inner = verbs[chunks[before].head].form if before >= 1 and chunks[before].kind == "vp" else ""
            if inner == "infinitive" and chunks[before - 1].kind == "np":
                at = before - 1  # the object of an infinitive: "the decision to close the library was"
                continue
            if before >= 1 and chunks[before].kind == "comma" and chunks[at + 1].kind in ("comma", "prep"):
                owner = before - 1
                if (
                    chunks[owner].kind == "np"
                    and not _list_goes_on(reading, owner)
                    and _comma_between(reading, at, number)
                ):
                    if _proper(reading, at):
                        return [at]  # "the chancellor, Nicholas Dirks, praised"
                    return [*_joined_left(reading, owner), at]  # "Power, the ambassador to the UN, accused"
            members = _joined_left(reading, at)
            before = members[0] - 1
            while before >= 0 and chunks[before].kind in ("adv", "adj"):
                before -= 1
            adjacent = all(chunks[k].kind == "adv" for k in range(at + 1, number))
            word = reading.tokens[chunks[before].head].text.lower() if before >= 0 else ""
            if before >= 0 and chunks[before].kind == "vp" and _comma_between(reading, at, number):
                at = before  # the object of a clause in between: "which backs Kyiv, lifted"
                continue
            if before >= 0 and chunks[before].kind == "np" and _floats(reading, at):
                at = before  # "they both see"
                continue
            if before >= 0 and chunks[before].kind == "prep" and len(members) > 2 and members[1] - members[0] == 2:
                return members[1:]  # "on human rights, China and Russia agree"
            if before >= 0 and chunks[before].kind == "prep" and not (adjacent and word in EITHER):
                at = before - 1  # the object of a preposition: "the leaders of China and Russia said"
                continue
            return members
        if kind == "vp":
            other = verbs[chunks[at].head]
            if other.form == "finite":
                opener = at - 1
                while opener >= 0 and chunks[opener].kind == "adv":
                    opener -= 1
                if opener >= 0 and chunks[opener].kind == "rel":
                    at = opener - 1
                    continue
                return subject(reading, at, depth + 1) if _coordinates(reading, at, number) else []
            at -= 1
            continue
        if kind in ("sub", "stop"):
            return []
        at -= 1
    return []


def _contrasted(reading: Reading, at: int) -> int:
    """ "The mayor, not the governor, opposed it": the phrase that is meant instead of the one at a chunk; −1 for none."""
    chunks = reading.chunks
    if at < 3 or reading.tokens[chunks[at].first - 1].text.lower() not in _INSTEAD or chunks[at - 1].kind == "np":
        return -1
    link = at - 1
    while link > 0 and reading.tokens[chunks[link].head].text.lower() in (*_INSTEAD, "rather"):
        link -= 1
    return link - 1 if chunks[link].kind in ("comma", "coord") and chunks[link - 1].kind == "np" else -1


def _floats(reading: Reading, number: int) -> bool:
    chunk = reading.chunks[number]
    return chunk.end - chunk.first == 1 and reading.tokens[chunk.first].text.lower() in ("both", "all", "each")


def _comma_between(reading: Reading, first: int, end: int) -> bool:
    return any(reading.chunks[k].kind == "comma" for k in range(first + 1, end))


def _opens(reading: Reading, number: int) -> bool:
    """Whether a gerund or infinitive opens its clause, with no noun phrase before it to hang on."""
    verb = reading.verbs[reading.chunks[number].head]
    if verb.form not in ("gerund", "infinitive"):
        return False
    at = number - 1
    while at >= 0 and reading.chunks[at].kind in ("adv", "coord"):
        at -= 1
    return at < 0 or reading.chunks[at].kind in ("stop", "sub", "rel")


def _coordinates(reading: Reading, earlier: int, later: int) -> bool:
    """Whether a conjunction stands right before the later verb, so that it may share the earlier one's subject."""
    at = later - 1
    while at > earlier and reading.chunks[at].kind in ("adv", "comma"):
        at -= 1
    return at > earlier and reading.chunks[at].kind == "coord"


def _verb_before(reading: Reading, at: int) -> int:
    for k in range(at - 1, max(-1, at - _MOST_LEFT), -1):
        if reading.chunks[k].kind == "stop":
            return -1
        if reading.chunks[k].kind == "vp" and reading.verbs[reading.chunks[k].head].form == "finite":
            return k
    return -1


def _joined_left(reading: Reading, at: int) -> list[int]:
    """A noun phrase with those coordinated to its left: "China, Russia and Iran"."""
    chunks = reading.chunks
    members = [at]
    k = at - 1
    joined = False
    while k >= 1 and chunks[k].kind in ("coord", "comma"):
        if chunks[k].kind == "coord":
            joined = True
        if chunks[k - 1].kind in ("coord", "comma"):
            k -= 1
            continue
        if chunks[k - 1].kind != "np" or not joined:
            break
        if _proper(reading, at) and reading.tokens[chunks[k - 1].head].tag == "CD":
            break  # "won 2-1 and Germany blamed"
        if len(members) == 1 and chunks[k].kind == "comma" and not _in_list(reading, k - 1):
            break  # ", and" between two begins a new clause
        members.append(k - 1)
        k -= 2
    return members[::-1]


def _in_list(reading: Reading, number: int) -> bool:
    """Whether a noun phrase follows another after a comma: "A, B, and C"."""
    chunks = reading.chunks
    return number >= 2 and chunks[number - 1].kind == "comma" and chunks[number - 2].kind == "np"


def _antecedent(reading: Reading, at: int) -> list[int]:
    chunks = reading.chunks
    k = at - 1
    while k >= 0 and chunks[k].kind in ("comma", "prep", "adv"):
        k -= 1
    if k >= 0 and chunks[k].kind == "np" and (meant := _contrasted(reading, k)) >= 0:
        k = meant
    return _joined_left(reading, k) if k >= 0 and chunks[k].kind == "np" else []


def _controller(reading: Reading, number: int, at: int, depth: int) -> list[int]:
    """The understood subject of an infinitive or participle."""
    chunks, verbs = reading.chunks, reading.verbs
    verb = verbs[chunks[number].head]
    if verb.form == "participle" and chunks[at].kind == "np":
        return _joined_left(reading, at)  # "sanctions imposed by": what the participle is said of
    common = at == number - 1 and chunks[at].kind == "np" and not _proper(reading, at)
    if verb.form == "gerund" and common and not _object_controlled(reading, at):
        return [at]  # "a resolution condemning Syria"
    if verb.form == "infinitive" and at == number - 1 and chunks[at].kind == "np" and _owned(reading, at):
        return [at]  # "Canada's refusal to help": whoever owns the noun
    k = at
    passed: list[int] = []
    steps = 0
    while k >= 0 and steps < _MOST_LEFT:
        steps += 1
        kind = chunks[k].kind
        if kind == "np":
            passed.append(k)
        elif kind == "vp":
            head = reading.tokens[chunks[k].head]
            governor = verbs[chunks[k].head]
            if passed and head.lemma.lower() in words_of("object control") and not governor.passive:
                return _joined_left(reading, passed[-1])
            return subject(reading, k, depth + 1)
        elif (kind in ("stop", "sub") and verb.form != "gerund") or kind == "stop":
            return []
        k -= 1
    if verb.form == "gerund" or verb.form == "infinitive":
        # "To help Ukraine, Germany sent": the subject of the main clause to the right.
        for k in range(number + 1, min(len(chunks), number + _MOST_LEFT)):
            if chunks[k].kind == "comma" and k + 1 < len(chunks) and chunks[k + 1].kind == "np":
                return [k + 1] if subject_of_next(reading, k + 1) else []
    return []


def _proper(reading: Reading, number: int) -> bool:
    return reading.tokens[reading.chunks[number].head].tag.startswith(("NNP", "PRP"))


def _object_controlled(reading: Reading, number: int) -> bool:
    before = reading.chunks[number - 1] if number else None
    return (
        before is not None
        and before.kind == "vp"
        and reading.tokens[before.head].lemma.lower() in words_of("object control")
    )


def _owned(reading: Reading, number: int) -> bool:
    chunk = reading.chunks[number]
    return any(reading.tokens[i].tag in ("POS", "PRP$") for i in range(chunk.first, chunk.end))


def object_antecedent(reading: Reading, number: int) -> list[int]:
    """The noun phrases that an object relative clause is about: "the plan that Moscow opposes"."""
    chunks = reading.chunks
    at = number - 1
    while at >= 0 and chunks[at].kind == "adv":
        at -= 1
    if at < 1 or chunks[at].kind != "np" or chunks[at - 1].kind != "rel":
        return []
    return _antecedent(reading, at - 1)
