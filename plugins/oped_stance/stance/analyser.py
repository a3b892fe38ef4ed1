"""The `stance` analyser: who stands where towards whom, in whose voice, on what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from oped import Analyser, Annotation, Document, Layer, Reason, Relation, Span
from oped.analyser import Found, Record, load_accuracy
from oped.model import Scalar, Sentence
from oped_stance.stance import rules
from oped_stance.stance.given import Answer, answers
from oped_stance.stance.matrix import NEUTRAL
from oped_stance.stance.parties import first_issue
from oped_stance.stance.scene import AUTHOR, Mention, Scene, Speech, scene

_HERE = Path(__file__).parent
_NO_HOLDERS = frozenset({"city"})
_ISSUES = frozenset({"issue", "rating of an issue", "regard"})  # rules whose target "it" may take up again
_PRONOUNS = frozenset(
    ["he", "she", "it", "they", "we", "you", "one", "who", "this", "that", "he/she", "nobody", "everyone"]
)
_MOST_MENTIONS = 40  # in one sentence; a list of a hundred names is no text to read stances in


@attrs.frozen
class StanceOptions:
    """Options of the stance layer.

    model: a folder with models that `train` wrote, in place of the shipped ones.
    threshold: how far a rule must be trusted (0…1) for its finding to be kept.
    derived: whether stances that only follow from others are kept ("against the sanctions" is for the one they hit).
    """

    model: str = ""
    threshold: float = 0.5
    derived: bool = True


def run(document: Document, layers: Mapping[str, Layer], options: StanceOptions | None) -> Iterator[Found]:
    """Find the stances of a document."""
    options = options or StanceOptions()
    actors = layers.get("actors")
    if actors is None:
        return
    if actors.provenance.get("given") is True:
        yield from _run_given(document, actors, options)
        return
    hedges = _hedges(layers)
    for found_scene, findings in _scenes(document, layers):
        for finding in findings:
            if _kept(finding, options):
                yield from _emit(document, actors, found_scene, finding, hedges)


def _kept(finding: rules.Finding, options: StanceOptions) -> bool:
    if finding.derived:
        return options.derived and abs(finding.polarity) >= NEUTRAL
    return finding.strength >= options.threshold and abs(finding.polarity) >= NEUTRAL


# --- reading the layers -----------------------------------------------------------------------------------------------


def _scenes(document: Document, layers: Mapping[str, Layer]) -> Iterator[tuple[Scene, list[rules.Finding]]]:
    """Each sentence in which there may be a stance, with its mentions and speakers, and what the rules find in it."""
    mentions = [a for a in layers["actors"].annotations if a.label == "mention"]
    speeches = _speeches(layers.get("attribution"))
    clauses = _clauses(layers.get("clauses"))
    at = said = age = 0
    topic = ""
    for sentence in document.sentences:
        age += 1
        while at < len(mentions) and mentions[at].end <= sentence.start:
            at += 1
        here = []
        k = at
        while k < len(mentions) and mentions[k].start < sentence.end:
            here.append(mentions[k])
            k += 1
        while said < len(speeches) and speeches[said].end <= sentence.start:
            said += 1
        spoken = [s for s in speeches[said : said + 20] if s.start < sentence.end and s.end > sentence.start]
        arguments = _arguments(sentence, clauses) if here else {}
        found = scene(sentence.tokens, _mentions(sentence, here), spoken, arguments, topic if age <= 2 else "")
        if found is None:
            continue
        findings = rules.findings(found)
        yield found, findings
        issues = [f.target for f in findings if isinstance(f.target, str) and f.rule in _ISSUES]
        if issues or (named := first_issue(found)):
            topic, age = str(issues[-1]) if issues else named, 0


def _mentions(sentence: Sentence, annotations: Sequence[Annotation]) -> list[Mention]:
    """The mentions of a sentence by token; cities take no stance."""
    if not annotations:
        return []
    starts = {token.start: i for i, token in enumerate(sentence.tokens)}
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
    sentence: Sentence, clauses: Mapping[int, Sequence[tuple[str, int]]]
) -> dict[tuple[int, str], tuple[int, ...]]:
    """The arguments of the verbs of a sentence, by token."""
    if not clauses:
        return {}
    here: dict[tuple[int, str], tuple[int, ...]] = {}
    starts: dict[int, int] = {}
    for i, token in enumerate(sentence.tokens):
        for role, argument in clauses.get(token.start, ()):
            starts = starts or {t.start: k for k, t in enumerate(sentence.tokens)}
            if argument in starts:
                here[i, role] = (*here.get((i, role), ()), starts[argument])
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


def _hedges(layers: Mapping[str, Layer]) -> list[tuple[int, int, float]]:
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


# --- writing ----------------------------------------------------------------------------------------------------------


def _emit(
    document: Document,
    actors: Layer,
    found: Scene,
    finding: rules.Finding,
    hedges: Sequence[tuple[int, int, float]],
) -> Iterator[Found]:
    spans = _spans([(found.tokens[a].start, found.tokens[b - 1].end) for a, b in finding.evidence])
    certainty = finding.certainty
    for start, end, value in hedges:
        if start >= spans[-1].end:
            break
        if end > spans[0].start:
            certainty = min(certainty, value)
    speech = found.voice(finding.evidence[0][0])
    holder, target = rules.name(finding.holder), rules.name(finding.target)
    features: dict[str, Scalar] = {
        "holder": holder,
        "target": target,
        "attitude": finding.attitude,
        "quad": finding.quad,
        "polarity": round(finding.polarity, 3),
        "certainty": round(certainty, 3),
        "derived": "yes" if finding.derived else "no",
        "mode": finding.mode,
        "voice": AUTHOR if speech is None or holder == AUTHOR else (speech.holder or "unknown"),
        "rule": finding.rule,
        "why": finding.why,
        "confidence": round(max(0.05, finding.strength if not finding.derived else finding.strength * 0.8), 3),
    }
    annotation = Annotation("stance", spans, features=features)
    yield annotation
    for label, side in (("holder", finding.holder), ("target", finding.target)):
        if isinstance(side, Mention) and side.annotation is not None and side.annotation.key:
            yield Relation(label, annotation, actors.address(side.annotation))


def _spans(stretches: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Stretches as spans, in order, those that touch or overlap joined."""
    joined: list[list[int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return tuple(Span(start, end) for start, end in joined)


def _run_given(document: Document, actors: Layer, options: StanceOptions) -> Iterator[Found]:
    mentions = [a for a in actors.annotations if a.label == "mention"]
    for answer in answers(document, mentions, options.model):
        if abs(answer.polarity) >= NEUTRAL:  # `explain` shows the others
            yield from _emit_answer(document, actors, answer)


def _emit_answer(document: Document, actors: Layer, answer: Answer) -> Iterator[Found]:
    tokens = document.tokens
    spans = _spans([(tokens[a].start, tokens[b - 1].end) for a, b in answer.evidence])
    annotation = Annotation(
        "stance",
        spans,
        features={
            "holder": answer.holder.name if answer.holder is not None else AUTHOR,
            "target": answer.target.name,
            "attitude": answer.attitude,
            "quad": answer.quad,
            "polarity": round(answer.polarity, 3),
            "certainty": round(answer.certainty, 3),
            "derived": "no",
            "mode": answer.mode,
            "voice": AUTHOR,
            "rule": answer.rule,
            "why": answer.why,
            "confidence": round(answer.confidence, 3),
        },
    )
    yield annotation
    for label, side in (("holder", answer.holder), ("target", answer.target)):
        if side is not None and side.annotation.key:
            yield Relation(label, annotation, actors.address(side.annotation))


# --- why --------------------------------------------------------------------------------------------------------------


def explain(document: Document, layers: Mapping[str, Layer], options: StanceOptions | None) -> Iterator[Reason]:
    """Why each stance is there, and why other findings of the rules and other stance words are not."""
    options = options or StanceOptions()
    actors = layers.get("actors")
    if actors is None:
        return
    if actors.provenance.get("given") is True:
        mentions = [a for a in actors.annotations if a.label == "mention"]
        for answer in answers(document, mentions, options.model):
            spans = _spans([(document.tokens[a].start, document.tokens[b - 1].end) for a, b in answer.evidence])
            holder = answer.holder.name if answer.holder is not None else AUTHOR
            verdict = f"{holder} → {answer.target.name}: {answer.attitude} {answer.polarity:+.2f}"
            yield Reason(spans, verdict if abs(answer.polarity) >= NEUTRAL else "no stance", (answer.rule, answer.why))
        return
    for found, findings in _scenes(document, layers):
        yield from _explain(found, findings, options)


def _explain(found: Scene, findings: Sequence[rules.Finding], options: StanceOptions) -> Iterator[Reason]:
    covered: set[int] = set()
    for finding in findings:
        spans = _spans([(found.tokens[a].start, found.tokens[b - 1].end) for a, b in finding.evidence])
        covered.update(i for a, b in finding.evidence for i in range(a, b))
        verdict = (
            f"{rules.name(finding.holder)} → {rules.name(finding.target)}: {finding.attitude} {finding.polarity:+.2f}"
        )
        grounds = [f"rule: {finding.rule}", finding.why, f"mode: {finding.mode}", f"trusted {finding.strength:.2f}"]
        yield Reason(spans, verdict if _kept(finding, options) else "no stance", tuple(grounds))
    for first, hit in found.hits.items():
        if first not in covered and any(sense.polarity for sense in hit.senses):
            token = found.tokens[first]
            sense = next(sense for sense in hit.senses if sense.polarity)
            yield Reason(
                (Span(token.start, token.end),),
                "no stance",
                (f"lexicon: '{sense.pattern}'", "no rule finds both a holder and a target"),
            )


def train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Fit the models on gold records and write them into a folder."""
    from oped_stance.stance.train import train as fit

    fit(corpora, folder)


STANCE = Analyser(
    name="stance",
    run=run,
    version="1",
    summary="Who stands where towards whom: signed, directed, in whose voice, on which words.",
    requires=["actors"],
    wants=["clauses", "attribution", "hedging"],
    options=StanceOptions,
    train=train,
    explain=explain,
    card=_HERE / "MODEL.md",
    accuracy=load_accuracy(_HERE / "figures.toml"),
    labels={
        "stance": "words that show how one actor stands towards another actor or an issue",
        "holder": "relation: stance → the mention of its holder; none for the author",
        "target": "relation: stance → the mention of its target; none for an issue",
    },
    features={
        "holder": "who takes the stance: canonical name, or `author`",
        "target": "towards whom or what: canonical name, or the words of an issue",
        "attitude": "support, oppose, cooperate, threaten, praise, blame or ambivalent",
        "quad": "verbal or material, cooperation or conflict",
        "polarity": "−1 (against) to 1 (for), negation applied; never within 0.05 of zero, which is no stance",
        "certainty": "0 to 1: how far the text commits to it",
        "derived": "yes where it only follows from another stance",
        "mode": "asserted, negated, denied, conditional, future, counterfactual, question or advised",
        "voice": "whose words tell it: `author`, the speaker's name, or unknown",
        "rule": "the rule, or model, that found it",
        "why": "the lexicon entry, or the model's strongest grounds",
        "confidence": "0 to 1: how far the finding can be trusted",
    },
)
