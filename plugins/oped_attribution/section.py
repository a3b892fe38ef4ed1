"""How the layer is shown: whose words the text is made of, and what each voice says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from oped.blocks import Block, Chart, Table, Text
from oped.model import Annotation, Layer, Report

_MOST = 10  # voices in the chart and the table
_QUOTED = 90  # code points of an example


def render(report: Report, layer: Layer) -> Iterator[Block]:
    """Blocks for one report."""
    contents = layer.labelled("content")
    counts = _words_by_voice(report, contents)
    total = sum(counts.values())
    if not total:
        return
    own = counts.pop("author", 0)
    reported = sum(a.features.get("holder") != "author" for a in contents)
    yield Text(
        f"{own / total:.0%} of the words are the author's own; {total - own} of {total} are reported, in "
        f"{reported} place{'s' * (reported != 1)}, of {len(counts)} voice{'s' * (len(counts) != 1)}."
    )
    if not counts:
        return
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]
    yield Chart(
        tuple(name for name, _ in ranked),
        tuple(round(100 * count / total, 1) for _, count in ranked),
        "Whose words: per cent of the text",
    )
    rows = [_row(report, layer, [a for a in contents if _holder(a) == name], name) for name, _ in ranked]
    yield Table(("voice", "places", "how", "for example", "line"), rows, "What they are made to say")


def _holder(content: Annotation) -> str:
    return str(content.features.get("holder") or "unnamed")


def _words_by_voice(report: Report, contents: tuple[Annotation, ...]) -> Counter[str]:
    """How many words each voice has; where one reports another, they are of the one reported."""
    document = report.document
    voices = ["author"] * len(document.tokens)
    for content in sorted(contents, key=lambda a: (-sum(len(span) for span in a.spans), a.start)):
        for span in content.spans:
            for i in document.token_range(span.start, span.end):
                voices[i] = _holder(content)
    return Counter(voice for voice, token in zip(voices, document.tokens, strict=True) if token.text[:1].isalnum())


def _row(report: Report, layer: Layer, contents: list[Annotation], name: str) -> tuple[str, int, str, str, int]:
    """A voice with the words that report it, the most frequent first, and the longest of what it says."""
    cues = Counter(
        str(report.resolve(str(relation.target)).features.get("lemma") or "")
        for content in contents
        for relation in layer.relations_from(content)
        if relation.label == "cue"
    )
    how = ", ".join(lemma for lemma, _ in sorted(cues.items(), key=lambda pair: (-pair[1], pair[0]))[:4])
    longest = max(contents, key=lambda a: (a.end - a.start, -a.start))
    words = " ".join(report.document.quote(longest).split())
    return (
        name,
        len(contents),
        how,
        words if len(words) <= _QUOTED else words[:_QUOTED].rstrip() + " …",
        report.document.line(longest.start),
    )
