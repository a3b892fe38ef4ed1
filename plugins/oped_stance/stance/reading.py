"""What other layers say of each sentence, made ready for the rules: mentions, speakers, arguments, hedges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from oped import Annotation, Document, Layer, Relation
from oped.model import Sentence
from oped_stance.stance.scene import Mention, Scene, Speech, scene
from oped_stance.stance.topics import Topics

_NO_HOLDERS = frozenset({"city"})
_PRONOUNS = frozenset(
    ["he", "she", "it", "they", "we", "you", "one", "who", "this", "that", "he/she", "nobody", "everyone"]
)
_MOST_MENTIONS = 40  # in one sentence; a list of a hundred names is no text to read stances in
_MOST_SPEECHES = 20


def scenes(document: Document, layers: Mapping[str, Layer], topics: Topics) -> Iterator[tuple[Sentence, Scene]]:
    """Each sentence in which there may be a stance, with its mentions and speakers; `topics` holds the issues that the caller has met so far."""
    mentions = [a for a in layers["actors"].annotations if a.label == "mention"]
    speeches = _speeches(layers.get("attribution"))
    clauses = _clauses(layers.get("clauses"))
    at = said = 0
    for sentence in document.sentences:
        while at < len(mentions) and mentions[at].end <= sentence.start:
            at += 1
        here = []
        k = at
        while k < len(mentions) and mentions[k].start < sentence.end:
            here.append(mentions[k])
            k += 1
        while said < len(speeches) and speeches[said].end <= sentence.start:
            said += 1
        spoken = [
            s for s in speeches[said : said + _MOST_SPEECHES] if s.start < sentence.end and s.end > sentence.start
        ]
        starts = {token.start: i for i, token in enumerate(sentence.tokens)} if here else {}
        arguments = _arguments(starts, clauses)
        found = scene(sentence.tokens, _mentions(sentence, here, starts), spoken, arguments, topics.recent)
        if found is not None:
            yield sentence, found


def _mentions(sentence: Sentence, annotations: Sequence[Annotation], starts: Mapping[int, int]) -> list[Mention]:
    """The mentions of a sentence by token, of which `starts` says where each begins; cities take no stance."""
    found = []
    for a in annotations[:_MOST_MENTIONS]:
        kind = str(a.features.get("type") or "")
        if kind in _NO_HOLDERS or a.end <= sentence.start:
            continue
        first = starts.get(a.start)
        if first is None:
            first = next((i for i, t in enumerate(sentence.tokens) if t.end > a.start), -1)
        if first < 0:
            continue
        end = first
        while end < len(sentence.tokens) and sentence.tokens[end].start < a.end:
            end += 1
        if end > first:
            found.append(
                Mention(
                    a,
                    str(a.features.get("actor") or ""),
                    first,
                    end,
                    str(a.features.get("via") or ""),
                    kind,
                    str(a.features.get("affiliation") or ""),
                )
            )
    return found


def _clauses(layer: Layer | None) -> dict[int, list[tuple[str, int]]]:
    """The subjects and objects of each verb: roles and code points of heads, by the code point of the verb's head."""
    if layer is None:
        return {}
    heads = {a.key: a.features.get("head_from") for a in layer.annotations}
    table: dict[int, list[tuple[str, int]]] = {}
    for relation in layer.relations:
        if relation.label in ("subject", "object"):
            verb = heads.get(str(relation.source).partition("#")[2])
            argument = heads.get(str(relation.target).partition("#")[2])
            if isinstance(verb, int) and isinstance(argument, int):
                table.setdefault(verb, []).append((relation.label, argument))
    return table


def _arguments(
    starts: Mapping[int, int], clauses: Mapping[int, Sequence[tuple[str, int]]]
) -> dict[tuple[int, str], tuple[int, ...]]:
    """The arguments of the verbs of a sentence, by token."""
    here: dict[tuple[int, str], tuple[int, ...]] = {}
    for verb in starts.keys() & clauses.keys():
        for role, argument in clauses[verb]:
            if argument in starts:
                place = (starts[verb], role)
                here[place] = (*here.get(place, ()), starts[argument])
    return here


def _speeches(layer: Layer | None) -> list[Speech]:
    """The stretches that somebody says, with who it is; a denial turns what is in it round."""
    if layer is None:
        return []
    found = []
    for content in layer.labelled("content"):
        holder = str(content.features.get("holder") or "")
        if holder in _PRONOUNS:
            holder = ""
        denied = any(r.label == "cue" and _force(layer, r) == "deny" for r in layer.relations_from(content))
        found += [Speech(span.start, span.end, holder, denied) for span in content.spans]
    return sorted(found, key=lambda s: (s.start, s.end, s.holder))


def _force(layer: Layer, relation: Relation) -> str:
    name, _, key = str(relation.target).partition("#")
    try:
        return str(layer.annotation(key).features.get("force") or "") if name == layer.name else ""
    except KeyError:
        return ""


def hedges(layers: Mapping[str, Layer]) -> list[tuple[int, int, float]]:
    """The scope of each hedge, in code points, with how far it commits to what is in scope."""
    layer = layers.get("hedging")
    if layer is None:
        return []
    found = []
    for hedge in layer.labelled("hedge"):
        value = hedge.features.get("certainty")
        if not isinstance(value, int | float):
            continue
        scopes = [r for r in layer.relations_from(hedge) if r.label == "scope"]
        start, end = hedge.start, hedge.end
        for relation in scopes:
            key = str(relation.target).partition("#")[2]
            try:
                scope = layer.annotation(key)
            except KeyError:
                continue
            start, end = min(start, scope.start), max(end, scope.end)
        found.append((start, end, float(value)))
    return sorted(found)
