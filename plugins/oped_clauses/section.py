"""How the layer is shown: who does what to whom, clauses between actors first."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from oped.blocks import Block, Table, Text
from oped.model import Annotation, Layer, Report

_MOST = 15
_LONGEST = 60  # code points of a phrase
_PRONOUNS = ("PRP", "WP", "WDT", "DT", "EX")


@attrs.frozen
class Deed:
    """One line of the table: who acts, the predicate as it is said, on whom, and how many of the two are named actors."""

    who: str
    does: str
    whom: str
    named: int
    start: int


def render(report: Report, layer: Layer) -> Iterator[Block]:
    """Blocks for one report."""
    predicates = layer.labelled("predicate")
    if not predicates:
        return
    count = len(predicates)
    shares = ", ".join(
        f"{sum(a.features.get(name) == value for a in predicates) / count:.0%} {said}"
        for name, value, said in (
            ("negated", True, "negated"),
            ("voice", "passive", "passive"),
            ("nominal", True, "nouns"),
        )
    )
    yield Text(f"{count} predicate{'s' * (count != 1)}: {shares}.")
    actors = _actors(report)
    deeds = [deed for predicate in predicates if (deed := _deed(report, layer, predicate, actors)) is not None]
    if deeds:
        chosen = sorted(sorted(deeds, key=lambda d: (-d.named, d.start))[:_MOST], key=lambda d: d.start)
        rows = [(d.who, d.does, d.whom, report.document.line(d.start)) for d in chosen]
        caption = "Who does what to whom" + (", clauses between actors first" if len(deeds) > _MOST else "")
        yield Table(("who", "does", "to whom or what", "line"), rows, caption)


def _actors(report: Report) -> frozenset[int]:
    """Where the words begin that mention an actor; none where the layer did not run."""
    layer, document = report.layers.get("actors"), report.document
    mentions = layer.labelled("mention") if layer is not None else ()
    spans = (span for mention in mentions for span in mention.spans)
    return frozenset(document.tokens[i].start for span in spans for i in document.token_range(span.start, span.end))


def _deed(report: Report, layer: Layer, predicate: Annotation, actors: frozenset[int]) -> Deed | None:
    """The line for a predicate that has both an actor and an object in nouns; passives are turned round."""
    roles: dict[str, Annotation] = {}
    for relation in layer.relations_from(predicate):
        role = "agent" if relation.features.get("role") == "agent" else relation.label
        roles.setdefault(role, report.resolve(str(relation.target)))
    passive = predicate.features.get("voice") == "passive"
    who, whom = (roles.get("agent"), roles.get("subject")) if passive else (roles.get("subject"), roles.get("object"))
    if who is None or whom is None or _is_pronoun(report, who) or _is_pronoun(report, whom):
        return None
    named = sum(_head(phrase)[0] in actors for phrase in (who, whom))
    return Deed(_words(report, who), _words(report, predicate), _words(report, whom), named, predicate.start)


def _head(phrase: Annotation) -> tuple[int, int]:
    start, end = phrase.features.get("head_from"), phrase.features.get("head_to")
    return (start, end) if isinstance(start, int) and isinstance(end, int) else (phrase.start, phrase.end)


def _is_pronoun(report: Report, phrase: Annotation) -> bool:
    found = report.document.token_range(*_head(phrase))
    return bool(found) and report.document.tokens[found[0]].tag in _PRONOUNS


def _words(report: Report, annotation: Annotation) -> str:
    words = " ".join(report.document.quote(annotation).split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + " …"
