"""Whether a sentence of a text with several paragraphs does a job in its argument, or tells, jokes and sets the scene.

Unlike `argues`, which must hold across kinds of text and so looks at form alone, this model learned within op-eds only,
and may look at place, figures, names and neighbours too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..text import FINITE, View, word_list

Sentence = tuple[View, Mapping[int, str]]
"""A sentence and the senses of its connectives by the index of their first token."""


def features(paragraphs: Sequence[Sequence[Sentence]], form: Iterable[Sequence[str]]) -> list[list[str]]:
    """The features of every sentence, in order; `form` are those that `argues` has for the same sentences."""
    places = [(number, k, len(paragraph)) for number, paragraph in enumerate(paragraphs) for k in range(len(paragraph))]
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    brief = [_brief(sentence) for sentence in sentences]
    found = []
    for at, (names, (number, k, size), (columns, _)) in enumerate(zip(form, places, sentences, strict=True)):
        part = _part(number, len(paragraphs))
        within = "only" if size == 1 else "first" if k == 0 else "last" if k == size - 1 else "inside"
        own = [*names, *_own(columns), f"part={part}", f"within={within}", f"{part},{within}"]
        for side, other in (("before", at - 1), ("after", at + 1)):
            if 0 <= other < len(sentences):
                together = places[other][0] == number
                head = f"{side}:{together}:"
                own += [head + name for name in brief[other]]
        found.append(own)
    return found


def _part(number: int, count: int) -> str:
    return "first" if number == 0 else "second" if number == 1 else "last" if number == count - 1 else "middle"


def _own(sentence: View) -> list[str]:
    words, tags = sentence.words, sentence.tags
    finite = [tag for tag in tags if tag in FINITE]
    self = "i" in words or "my" in words or "me" in words
    return [
        f"opening={words[0]}",
        f"tag={tags[0]}",
        f"question={'?' in words}",
        f"exclaims={'!' in words}",
        f"quoted={'“' in words or chr(34) in words or '‘' in words}",
        f"names={min(3, tags.count('NNP') + tags.count('NNPS'))}",
        f"figures={min(2, tags.count('CD'))}",
        f"length={min(5, len(words) // 6)}",
        f"verbs={' '.join(finite[:2])}",
        f"self={self},{finite[0] if finite else ''}",
        f"adjectives={min(3, tags.count('JJ'))}",
        f"negated={not word_list('negations').isdisjoint(words)}",
    ]


def _brief(sentence: Sentence) -> list[str]:
    columns, connectives = sentence
    finite = [tag for tag in columns.tags if tag in FINITE]
    return [
        f"tag={columns.tags[0]}",
        f"verb={finite[0] if finite else ''}",
        f"past={set(finite) == {'VBD'}}",
        f"question={'?' in columns.words}",
        f"self={'i' in columns.words}",
        *["sense=" + sense for sense in sorted(set(connectives.values()))],
    ]
