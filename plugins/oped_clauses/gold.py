"""From dependency trees (Universal Dependencies) to the labels of chunks: what the model learns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from oped_clauses.chunks import VERB, Chunk

_CLAUSAL = {
    "root": "root",
    "parataxis": "par",
    "advcl": "adv",
    "ccomp": "com",
    "xcomp": "inf",
    "acl": "acl",
    "csubj": "sub",
    "conj": "con",
    "list": "root",
    "dislocated": "root",
    "appos": "par",
    "reparandum": "root",
}
_ROLES = {
    "nsubj": "S",
    "obj": "O",
    "iobj": "I",
    "obl": "B",
}
_REACH = {"S": (1, 2), "O": (2, 1), "I": (1, 0), "G": (1, 1), "B": (2, 1), "X": (1, 0), "Y": (1, 1)}


@attrs.frozen
class Word:
    """One token of a treebank: `head` is the index of its governor in the sentence, −1 for the root."""

    form: str
    lemma: str
    upos: str
    tag: str
    head: int
    relation: str
    space: bool
    passive: bool


def sentences(conllu: str) -> Iterator[tuple[bool, list[Word]]]:
    """The sentences of a document's CoNLL-U text, each with whether it begins a paragraph."""
    rows: list[list[str]] = []
    begins = False
    for line in [*conllu.splitlines(), ""]:
        if line.startswith("# newpar"):
            begins = True
        elif line and line[0] != "#":
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            yield begins, _sentence(rows)
            rows, begins = [], False


def _sentence(rows: Sequence[Sequence[str]]) -> list[Word]:
    place = {cells[0]: i for i, cells in enumerate(rows)}
    return [
        Word(c[1], c[2], c[3], c[4], place.get(c[6], -1), c[7], "SpaceAfter=No" not in c[9], "Voice=Pass" in c[5])
        for c in rows
    ]


def labels(words: Sequence[Word], chunks: Sequence[Chunk]) -> list[str]:
    """The gold label of each chunk; `S+1` reads: subject of the first verb group after it."""
    chunk_of = [0] * len(words)
    for number, piece in enumerate(chunks):
        for i in range(piece.first, piece.end):
            chunk_of[i] = number
    verbs = [n for n, piece in enumerate(chunks) if piece.kind == VERB]
    rank = {n: i for i, n in enumerate(verbs)}
    copula: dict[int, int] = {}
    for i, word in enumerate(words):
        if word.relation == "cop" and chunk_of[i] in rank and chunks[chunk_of[i]].head == i:
            copula[word.head] = chunk_of[i]

    def verb_of(token: int) -> int:
        """The verb group of which a token is the predicate: its own, or its copula's; −1 for none."""
        if token < 0:
            return -1
        if chunk_of[token] in rank:
            return chunk_of[token]
        return copula.get(token, -1)

    before = [0] * len(chunks)  # how many verb groups stand before a chunk
    seen = 0
    for number, piece in enumerate(chunks):
        before[number] = seen
        seen += piece.kind == VERB

    def step(number: int, verb: int) -> int:
        """How many verb groups from a chunk to its governor, negative to the left."""
        if verb < number:
            return rank[verb] - before[number]
        return rank[verb] - before[number] + (0 if number in rank else 1)

    def placed(role: str, number: int, verb: int, left: int, right: int) -> str:
        return f"{role}{max(-left, min(right, step(number, verb))):+d}"

    result = []
    for number, piece in enumerate(chunks):
        top = _top(words, piece)
        word = words[top]
        relation = word.relation.split(":")[0]
        governor = word.head
        if piece.kind == VERB:
            if word.relation == "cop":
                governor, full = words[word.head].head, words[word.head].relation
                relation = full.split(":")[0]
            else:
                full = word.relation
            result.append(_verb_label(full, relation, number, verb_of(governor), placed))
            continue
        role = _ROLES.get(relation, "")
        if word.relation == "obl:agent":
            role = "G"
        if role:
            verb = verb_of(governor)
            if word.relation == "nsubj:outer" or verb < 0 or verb == number:
                result.append("o")
                continue
            left, right = _REACH[role]
            result.append(placed(role, number, verb, left, right))
        elif top in copula:
            result.append(placed("Y", number, copula[top], 1, 1))
        elif relation == "xcomp" and verb_of(governor) >= 0:
            result.append("X-1")
        elif relation in ("nmod", "conj", "appos"):
            result.append({"nmod": "m", "conj": "c", "appos": "a"}[relation])
        elif word.relation == "compound:prt":
            result.append("t")
        elif relation == "expl":
            result.append("e")
        else:
            result.append("o")
    return result


def _top(words: Sequence[Word], piece: Chunk) -> int:
    """The token of a chunk whose governor is outside it; its head where that is one of several."""
    outside = [i for i in range(piece.first, piece.end) if not piece.first <= words[i].head < piece.end]
    if piece.head in outside or not outside:
        return piece.head
    return outside[0]


def _verb_label(full: str, relation: str, number: int, verb: int, placed: object) -> str:
    if full in ("aux", "aux:pass"):
        return "aux"
    if full in ("acl:relcl", "advcl:relcl"):
        return "rel"
    name = _CLAUSAL.get(relation)
    if name is None:
        return "no"
    if name in ("root", "acl", "par"):
        return name
    if verb < 0 or verb == number:
        return "con-1" if name == "con" else "root" if name == "com" else "adv-1"
    assert callable(placed)
    reach = {"con": (3, 0), "adv": (2, 1), "com": (2, 1), "inf": (1, 0), "sub": (1, 1)}[name]
    return str(placed(name, number, verb, *reach))
