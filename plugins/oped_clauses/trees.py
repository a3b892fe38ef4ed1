"""The dependency tree of a sentence (Universal Dependencies), as the clauses are read from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from oped.model import Token

_CLAUSAL = frozenset(("acl", "advcl", "ccomp", "csubj", "parataxis"))
_NO_PART = frozenset(("case", "cc", "mark", "discourse", "vocative", "cop", "aux", "nsubj"))
_OF_NAME = frozenset(("flat", "fixed"))
_OF_BASE = frozenset(("flat", "fixed", "compound", "det", "amod", "nummod", "nmod:poss", "case", "advmod"))


class Tree:
    """Tokens with what hangs on each, `below`, in order."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.base = [token.relation.partition(":")[0] for token in tokens]
        """The relation of each token without its subtype: "nsubj" of "nsubj:pass"."""
        self.below: list[list[int]] = [[] for _ in tokens]
        for at, token in enumerate(tokens):
            if token.head >= 0:
                self.below[token.head].append(at)

    def dependants(self, at: int, *bases: str) -> list[int]:
        """Those directly below a token whose relation, without its subtype, is one of these."""
        return [i for i in self.below[at] if self.base[i] in bases]

    def first(self, at: int, *bases: str) -> int:
        """The first of `dependants`; −1 where there is none."""
        return next(iter(self.dependants(at, *bases)), -1)

    def phrase(self, head: int) -> tuple[int, int]:
        """The stretch of a phrase: with what modifies its head, without prepositions before it and clauses in it."""

        def keep(i: int) -> bool:
            if self.base[i] in _CLAUSAL or (self.base[i] == "conj" and self.first(i, "nsubj") >= 0):
                return False
            if self.tokens[i].head != head:
                return True
            return self.base[i] not in _NO_PART and (self.base[i] != "advmod" or i < head)

        return self._run(self._reach(head, keep), head)

    def core(self, head: int) -> tuple[int, int]:
        """A noun or adjective with the words before it that make up its base phrase."""

        def keep(i: int) -> bool:
            if self.tokens[i].head == head and self.base[i] in ("case", "advmod"):
                return False
            return self.base[i] in _OF_NAME or (i < head and self.tokens[i].relation in _OF_BASE)

        return self._run(self._reach(head, keep), head)

    def _reach(self, at: int, keep: Callable[[int], bool]) -> set[int]:
        """A token and all below it, but for branches that `keep` refuses by their top."""
        found, open_ = {at}, [at]
        while open_:
            for i in self.below[open_.pop()]:
                if i not in found and keep(i):
                    found.add(i)
                    open_.append(i)
        return found

    def _run(self, inside: set[int], head: int) -> tuple[int, int]:
        """The unbroken stretch of tokens about a head, without marks at its edges."""
        first, end = head, head + 1
        while first - 1 in inside:
            first -= 1
        while end in inside:
            end += 1
        while first < head and self.base[first] == "punct":
            first += 1
        while end - 1 > head and self.base[end - 1] == "punct":
            end -= 1
        return first, end

    def above(self, at: int) -> Iterator[int]:
        """The governors of a token, the nearest first."""
        for _ in self.tokens:  # a tree that is a circle has an end, too
            at = self.tokens[at].head
            if at < 0:
                return
            yield at

    def preposition(self, at: int) -> str:
        """The preposition before a phrase, in small letters, several words of one joined by blanks; empty for none."""
        cases = [i for i in self.dependants(at, "case") if i < at]
        words = sorted({*cases, *(k for i in cases for k in self.dependants(i, "fixed"))})
        return " ".join(self.tokens[i].text.lower() for i in words)

    def upwards(self) -> list[int]:
        """The tokens in an order in which each stands after all that is below it."""
        order = [at for at, token in enumerate(self.tokens) if token.head < 0]
        for at in order:  # it grows while it is read
            order += self.below[at]
        return order[::-1]
