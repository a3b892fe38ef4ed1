"""What the model sees of each chunk: its words and tags, its neighbours, and the way to the nearest verb groups.

Only chunks that can be predicates or arguments are places of the sequence; prepositions, conjunctions, adverbs and
marks are seen from there, as neighbours and as parts of the way to a verb group.
"""

from __future__ import annotations

from collections.abc import Sequence

from oped.model import Token
from oped_clauses.chunks import ADJ, ADV, NOUN, PREP, VERB, WH, Chunk
from oped_clauses.words import words as lexicon

_PLACES = frozenset((NOUN, VERB, WH, ADJ))
_SHOWN = frozenset(("CC", "PRP", ",", "WDT", "EX", ":"))


def places(tokens: Sequence[Token], chunks: Sequence[Chunk]) -> list[int]:
    """The chunks that the model labels."""
    found = []
    before = ""
    particles = lexicon().lists["particle"]
    for n, piece in enumerate(chunks):
        kind = piece.kind
        if kind in _PLACES:
            found.append(n)
        elif before in (VERB, NOUN):
            token = tokens[piece.first]
            if token.tag == "RP" or (before == VERB and token.text.lower() in particles):
                found.append(n)
        before = kind
    return found


def features(tokens: Sequence[Token], chunks: Sequence[Chunk], chosen: Sequence[int]) -> list[list[str]]:
    """The names of the features that hold at each of the chosen chunks."""
    count = len(chunks)
    words = ["<", "<"]
    shapes = ["<", "<"]
    for piece in chunks:
        word, shape = _look(tokens, piece)
        words.append(word)
        shapes.append(shape)
    words += (">", ">")
    shapes += (">", ">")
    left = _paths(chunks, words, shapes, range(count))
    right = _paths(chunks, words, shapes, range(count - 1, -1, -1))
    result = []
    for i in chosen:
        k = chunks[i].kind
        w2, w1, w, v1, v2 = words[i : i + 5]
        s2, s1, s, t1 = shapes[i : i + 4]
        lv, lpath = left[i]
        rv, rpath = right[i]
        lw, ls = (words[lv + 2], shapes[lv + 2]) if lv >= 0 else ("<", "<")
        rw, rs = (words[rv + 2], shapes[rv + 2]) if rv >= 0 else (">", ">")
        short, near = lpath[-8:], rpath[-12:]
        found = [
            f"word {w}",
            f"word before {w1}",
            f"word after {v1}",
            f"shape, before {s1} {s}",
            f"shape, after {s} {t1}",
            f"shape, two before {s2} {s1} {s}",
            f"second word before {w2}{k}",
            f"second word after {v2}{k}",
            f"verb to the left {k}{lw}",
            f"verb and way to the left {lw}{short}",
            f"verb to the right {k}{rw}",
            f"verbs on both sides {k}{ls}{short}|{rs}",
            f"way to the left {k}{lpath[-12:]}",
            f"way to the right {k}{near}",
        ]
        if lv >= 0:
            before, path = left[lv]
            further = shapes[before + 2] if before >= 0 else "<"
            found.append(f"verbs to the left {k}{further}{path[-5:]}{ls}{short}")
        if rv >= 0:
            after, path = right[rv]
            further = shapes[after + 2] if after >= 0 else ">"
            found.append(f"verbs to the right {k}{near}{rs}{path[-7:]}{further}")
        result.append(found)
    return result


def _look(tokens: Sequence[Token], piece: Chunk) -> tuple[str, str]:
    """The word of a chunk, and its shape: tags, or the word itself where that says more."""
    kind, first, end, head = piece
    token = tokens[head]
    if kind == VERB:
        word = token.lemma.lower()
        if end - first == 1:
            return word, token.tag + ("=" if word == "be" else "")
        tags = "_".join([t.tag for t in tokens[first:end] if t.tag[:2] != "RB"])
        return word, tags + ("=" if word == "be" else "")
    word = token.text.lower()
    if kind == NOUN:
        if end - first > 1:
            return word, token.tag + "*"
        return word, word if token.tag in _SHOWN else token.tag
    if kind in (PREP, WH) or token.tag in _SHOWN:
        return word, word
    return word, token.tag


def _paths(
    chunks: Sequence[Chunk], words: Sequence[str], shapes: Sequence[str], order: Sequence[int]
) -> list[tuple[int, str]]:
    """For each chunk the nearest verb group before it in this order (−1: none), and the way there, shortened."""
    result: list[tuple[int, str]] = [(-1, "")] * len(chunks)
    verb, path = -1, ""
    shown = lexicon().lists["shown on the way"]
    for i in order:
        result[i] = (verb, path)
        kind = chunks[i].kind
        if kind == VERB:
            verb, path = i, " "
        elif kind == NOUN:
            path = path[-20:] + "N "
        elif kind == PREP:
            word = words[i + 2]
            path = path[-20:] + (word + " " if word in shown else "P ")
        elif kind != ADV:
            path = path[-20:] + shapes[i + 2] + " "
    return result
