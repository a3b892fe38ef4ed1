"""The names of issues: each has one in a text, the words of its first mention (docs/reference/annotation.md)."""

from __future__ import annotations

from oped_stance.stance.parties import first_issue, is_vague, issue
from oped_stance.stance.scene import Scene

_ARTICLES = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "such", "its", "their", "his", "her", "our", "my"}
)
_PRONOUNS = frozenset({"it", "this", "that", "they", "them", "these", "those", "one"})
_FRESH = 2  # sentences


class Topics:
    """The issues named so far in a text, by the lemma of their heads, and the last of them."""

    def __init__(self) -> None:
        """No issue yet."""
        self._names: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._age = 0
        self._taken = ""
        self.last = ""

    @property
    def recent(self) -> str:
        """The issue that "it" may take up again: one that the two sentences before spoke of; "" where there is none."""
        return self._taken if self._age < _FRESH else ""

    def pass_by(self, scene: Scene, spoken_of: str) -> None:
        """Leave a sentence: `spoken_of` is the issue that the rules found a stance towards, "" for none."""
        self._age += 1
        if named := spoken_of or first_issue(scene):
            self._taken, self._age = named, 0

    def read(self, scene: Scene) -> None:
        """Take in the noun phrases of a sentence: a first mention with words of its own names the issue."""
        for number, chunk in enumerate(scene.reading.chunks):
            head = scene.tokens[chunk.head]
            if chunk.kind != "np" or head.tag not in ("NN", "NNS") or scene.at.get(chunk.head):
                continue
            lemma = head.lemma.lower()
            hit = scene.hits.get(chunk.head)
            known = hit is not None and hit.of("issue") is not None
            if lemma not in self._names and known:
                self._names[lemma] = _bare(issue(scene, number, any_noun=True))
            if known:
                self.last = self._names[lemma]
                self._counts[self.last] = self._counts.get(self.last, 0) + 1
        for mention in scene.mentions:
            self._counts[mention.name] = self._counts.get(mention.name, 0) + 1

    def count(self, name: str) -> int:
        """How often an actor or issue has been named so far."""
        return self._counts.get(name, 0)

    def knows(self, name: str) -> bool:
        """Whether an actor or issue has been named before, by itself or by its head."""
        return self.count(name) > 1

    def named(self, words: str) -> str:
        """The name of an issue that the rules give in the words of the text: without article, a bare noun by its first
        mention."""
        plain = _bare(words)
        return plain if " " in plain else self._names.get(plain.lower(), plain)

    def name(self, scene: Scene, number: int) -> str:
        """The name of the issue that a noun phrase stands for; "" where it stands for none."""
        chunk = scene.reading.chunks[number]
        head = scene.tokens[chunk.head]
        if head.text.lower() in _PRONOUNS and not scene.at.get(chunk.head):
            return self.last
        words = issue(scene, number, any_noun=True)
        if not words or is_vague(scene, chunk.head):
            return ""
        plain = _bare(words)
        return self._names.get(head.lemma.lower(), plain) if " " not in plain else plain


def _bare(words: str) -> str:
    """An issue's words without article, pronoun or quotation marks before them."""
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in _ARTICLES else words
