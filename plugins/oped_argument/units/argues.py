"""Whether a sentence argues: told from narration, scene, greeting and mere report by its form, not by its topic.

Names, figures, length, marks and place are left out on purpose: they tell the corpora apart, and took a real op-ed for a story.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..text import FINITE, View, word_list


def features(sentence: View, connectives: Mapping[int, str]) -> list[str]:
    """The features of a sentence; `connectives` maps the index of a first token to a sense."""
    words, tags = sentence.words, sentence.tags
    finite = [tag for tag in tags if tag in FINITE]
    past = set(finite) == {"VBD"}
    return [
        "bias",
        *["w=" + word for word in sorted(word_list("formal").intersection(words))],
        *["sense=" + sense for sense in sorted(set(connectives.values()))],
        f"finite={finite[0] if finite else 'none'}",
        f"past={past}",
        f"past={past},{'i' in words or 'we' in words}",
        f"present={'VBZ' in finite or 'VBP' in finite}",
        f"comparative={'JJR' in tags or 'JJS' in tags or 'RBR' in tags}",
    ]
