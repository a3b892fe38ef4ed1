"""What the model sees of each chunk: its words and tags, its neighbours, and the way to the nearest verb groups."""

from __future__ import annotations

from collections.abc import Sequence

from oped_clauses.chunks import ADV, NOUN, PREP, VERB, WH, Chunk
from oped.model import Token

_FRONT = ("<s>", "<s>", "<s>")


def features(tokens: Sequence[Token], chunks: Sequence[Chunk]) -> list[list[str]]:
    """The names of the features that hold at each chunk."""
    count = len(chunks)
    words = [_word(tokens, piece) for piece in chunks]
    shapes = [_shape(tokens, piece) for piece in chunks]
    left = _paths(chunks, words, shapes, range(count))
    right = _paths(chunks, words, shapes, range(count - 1, -1, -1))
    result = []
    for i, piece in enumerate(chunks):
        w, s = words[i], shapes[i]
        w1, s1 = (words[i - 1], shapes[i - 1]) if i else ("<", "<")
        w2, s2 = (words[i - 2], shapes[i - 2]) if i > 1 else ("<", "<")
        v1, t1 = (words[i + 1], shapes[i + 1]) if i + 1 < count else (">", ">")
        v2, t2 = (words[i + 2], shapes[i + 2]) if i + 2 < count else (">", ">")
        lv, lpath = left[i]
        rv, rpath = right[i]
        k = piece.kind
        found = [
            "w " + w,
            "s " + s,
            "w-1 " + w1,
            "w+1 " + v1,
            "s-1 " + s1 + " " + s,
            "s+1 " + s + " " + t1,
            "s-2 " + s2 + " " + s1 + " " + s,
            "s+2 " + s + " " + t1 + " " + t2,
            "s* " + s1 + " " + s + " " + t1,
            "w-2 " + w2,
            "w+2 " + v2,
        ]
        if k in (NOUN, WH, VERB, "J"):
            found += [
                "ww-1 " + w1 + " " + w,
                "ww+1 " + w + " " + v1,
                "l " + k + lpath + (shapes[lv] if lv >= 0 else "<"),
                "lw " + k + (words[lv] if lv >= 0 else "<"),
                "lwp " + (words[lv] + lpath[-8:] if lv >= 0 else "<"),
                "lp " + k + lpath[-12:],
                "r " + k + rpath + (shapes[rv] if rv >= 0 else ">"),
                "rw " + k + (words[rv] if rv >= 0 else ">"),
                "rp " + k + rpath[-12:],
                "lr " + k + (shapes[lv] if lv >= 0 else "<") + lpath[-5:] + "|" + (shapes[rv] if rv >= 0 else ">"),
            ]
            if lv >= 0:
                llv = left[lv][0]
                found.append("ll " + k + (shapes[llv] if llv >= 0 else "<") + left[lv][1][-5:] + shapes[lv] + lpath[-5:])
            if rv >= 0:
                rrv = right[rv][0]
                found.append("rr " + k + rpath[-5:] + shapes[rv] + right[rv][1][-7:] + (shapes[rrv] if rrv >= 0 else ">"))
        elif k == PREP:
            found += ["ww-1 " + w1 + " " + w, "ww+1 " + w + " " + v1]
        result.append(found)
    return result


def _word(tokens: Sequence[Token], piece: Chunk) -> str:
    token = tokens[piece.head]
    if piece.kind == VERB:
        return token.lemma.lower()
    return token.text.lower()


def _shape(tokens: Sequence[Token], piece: Chunk) -> str:
    if piece.kind == VERB:
        tags = [tokens[i].tag for i in range(piece.first, piece.end) if tokens[i].tag[:2] != "RB"]
        word = tokens[piece.head].lemma.lower()
        return "_".join(tags) + ("=" if word == "be" else "")
    tag = tokens[piece.head].tag
    if piece.kind in (PREP, WH) or tag in ("CC", "PRP", ",", "WDT", "EX", ":"):
        return tokens[piece.head].text.lower()
    if piece.kind == NOUN and piece.end - piece.first > 1:
        return tag + "*"
    return tag


def _paths(
    chunks: Sequence[Chunk], words: Sequence[str], shapes: Sequence[str], order: Sequence[int]
) -> list[tuple[int, str]]:
    """For each chunk the nearest verb group before it in this order (−1: none), and the way there, shortened."""
    result: list[tuple[int, str]] = [(-1, "")] * len(chunks)
    verb, path = -1, ""
    for i in order:
        result[i] = (verb, path)
        kind = chunks[i].kind
        if kind == VERB:
            verb, path = i, " "
        elif kind == NOUN:
            path = (path + "N ")[-24:]
        elif kind == PREP:
            path = (path + (words[i] if words[i] in ("that", "if", "because", "as", "than", "while", "although", "to", "of") else "P") + " ")[-24:]
        elif kind != ADV:
            path = (path + shapes[i] + " ")[-24:]
    return result
