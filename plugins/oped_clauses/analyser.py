"""The `clauses` analyser: who does what to whom, clause by clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import attrs

from oped import Analyser, Annotation, Document, Layer, Reason, Relation, Span
from oped.analyser import Found, Record, load_accuracy
from oped.learning import Model
from oped.model import Scalar, Sentence, Token
from oped_clauses.chunks import Chunk, chunk
from oped_clauses.clauses import clauses
from oped_clauses.features import features, places
from oped_clauses.frames import Argument, Clause
from oped_clauses.tree_clauses import clauses as clauses_of_tree

_HERE = Path(__file__).parent
_LONGEST = 400  # tokens; a longer sentence, which is hardly one, is read in pieces, so that time stays linear


@attrs.frozen
class ClausesOptions:
    """Options of the clauses layer.

    model: a folder with a model that `train` wrote, in place of the shipped one.
    """

    model: str = attrs.field(default="", metadata={"help": "a folder whose model replaces the shipped one"})


@cache
def _model(folder: str) -> Model:
    return Model((Path(folder) if folder else _HERE / "model") / "clauses.crfsuite.gz")


def run(document: Document, layers: Mapping[str, Layer], options: ClausesOptions | None) -> Iterator[Found]:
    """Find the clauses of a document: from its dependency trees where its linguistics gives them, else by the model."""
    # Step by step over all sentences: sentence by sentence the code of one step would drive that of another from the cache.
    parts = _parts(document)
    folder = options.model if options else ""
    labels = [None if chunks is None else _label(_model(folder), tokens, chunks) for tokens, chunks in parts]
    found = [_clauses(*part, scored) for part, scored in zip(parts, labels, strict=True)]
    drafts: list[_Draft] = []
    joins: list[_Join] = []
    for (tokens, _), clauses_, scored in zip(parts, found, labels, strict=True):
        _write(tokens, clauses_, scored, drafts, joins)
    yield from _emit(drafts, joins)


def _parts(document: Document) -> list[tuple[Sequence[Token], list[Chunk] | None]]:
    """The sentences with their chunks, long ones in pieces; where there is a tree, None stands for the chunks."""
    parts: list[tuple[Sequence[Token], list[Chunk] | None]] = []
    for sentence in document.sentences:
        if _has_tree(sentence):
            parts.append((sentence.tokens, None))
        else:
            parts += [(tokens, chunk(tokens)) for tokens in _pieces(sentence)]
    return parts


def _clauses(
    tokens: Sequence[Token], chunks: Sequence[Chunk] | None, scored: Sequence[tuple[str, float]] | None
) -> Sequence[Clause]:
    if chunks is None or scored is None:
        return clauses_of_tree(tokens)
    return clauses(tokens, chunks, [label for label, _ in scored])


def _has_tree(sentence: Sentence) -> bool:
    return len(sentence.tokens) <= _LONGEST and any(token.relation for token in sentence.tokens)


def _pieces(sentence: Sentence) -> Iterator[Sequence[Token]]:
    """The tokens of a sentence, in pieces where it is too long."""
    for first in range(0, len(sentence.tokens), _LONGEST):
        yield sentence.tokens[first : first + _LONGEST]


def _label(model: Model, tokens: Sequence[Token], chunks: Sequence[Chunk]) -> list[tuple[str, float]]:
    """The label of each chunk with its probability; "o" for those that the model does not see."""
    chosen = places(tokens, chunks)
    observed = features(tokens, chunks, chosen)
    scored: list[tuple[str, float]] = [("o", 1.0)] * len(chunks)
    for n, found in zip(chosen, model.predict_scored(observed), strict=True):
        scored[n] = found
    return scored


_Draft = tuple[str, tuple[Span, ...], dict[str, Scalar]]
_Join = tuple[str, int, int, str, bool, str]


def _write(
    tokens: Sequence[Token],
    found: Sequence[Clause],
    scored: Sequence[tuple[str, float]] | None,
    drafts: list[_Draft],
    joins: list[_Join],
) -> None:
    """Turn the clauses of a sentence into drafts of annotations and the relations between them.

    `scored` are the model's labels of its chunks; None where the clauses come from a tree.
    """
    written: dict[tuple[str, int, int], int] = {}
    for clause in found:
        source = len(drafts)
        drafts.append(("predicate", _spans(tokens, clause.words), _predicate(tokens, clause, scored)))
        for argument in clause.arguments:
            key = (argument.role, argument.first, argument.end)
            if key not in written:
                written[key] = len(drafts)
                spans = _spans(tokens, ((argument.first, argument.end),))
                drafts.append((argument.role, spans, _phrase(tokens, argument, clause, scored)))
            joins.append((argument.role, source, written[key], argument.preposition, argument.agent, argument.via))


def _spans(tokens: Sequence[Token], stretches: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple([Span(tokens[first].start, tokens[end - 1].end) for first, end in stretches])


def _predicate(
    tokens: Sequence[Token], clause: Clause, scored: Sequence[tuple[str, float]] | None
) -> dict[str, Scalar]:
    values: dict[str, Scalar] = {
        "lemma": clause.lemma,
        "negated": clause.negated,
        "voice": "passive" if clause.passive else "active",
        "clause": clause.kind,
        "from": tokens[clause.first].start,
        "to": tokens[clause.end - 1].end,
        "head_from": tokens[clause.head].start,
        "head_to": tokens[clause.head].end,
    }
    if clause.nominal:
        values |= {"nominal": True, "why": "lexicon: nominal predicate"}
    else:
        values |= {"tense": clause.tense, **_grounds(tokens, clause.chunk, scored)}
    if clause.modal:
        values["modal"] = clause.modal
    if clause.copular:
        values["copular"] = True
    if clause.complement:
        values["complement"] = clause.complement
    if clause.marker:
        values["marker"] = clause.marker
    if clause.governor >= 0:
        values["governor_from"] = tokens[clause.governor].start
    return values


def _phrase(
    tokens: Sequence[Token], argument: Argument, clause: Clause, scored: Sequence[tuple[str, float]] | None
) -> dict[str, Scalar]:
    head = tokens[argument.head]
    values: dict[str, Scalar] = {
        "head": head.text,
        "head_from": head.start,
        "head_to": head.end,
        **_grounds(tokens, argument.chunk, scored),
    }
    if clause.nominal:
        values["why"] = "lexicon: argument of a nominal predicate"
    if len(argument.heads) > 1:
        values["heads"] = "; ".join(tokens[i].text for i in argument.heads)
    first, end = argument.antecedent
    if end:
        values["antecedent_from"] = tokens[first].start
        values["antecedent_to"] = tokens[end - 1].end
    return values


def _grounds(tokens: Sequence[Token], at: int, scored: Sequence[tuple[str, float]] | None) -> dict[str, Scalar]:
    """What decided: the model's label of a chunk with its probability, or the relation of a token in the tree."""
    if scored is None:
        return {"why": f"tree: {tokens[at].relation}"}
    label, confidence = scored[at]
    return {"why": f"model: {label}", "confidence": round(confidence, 3)}


def _emit(drafts: Sequence[_Draft], joins: Sequence[_Join]) -> Iterator[Found]:
    """Number the annotations by position here, so that relations can name them without a search."""
    positions = [(spans[0].start, spans[-1].end, label) for label, spans, _ in drafts]
    addresses = [""] * len(drafts)
    for number, i in enumerate(sorted(range(len(drafts)), key=positions.__getitem__), 1):
        label, spans, values = drafts[i]
        addresses[i] = f"clauses#{number}"
        yield Annotation(label, spans, str(number), features=values)
    for role, source, target, preposition, agent, via in joins:
        values = {}
        if preposition:
            values["preposition"] = preposition
        if agent:
            values["role"] = "agent"
        if via:
            values["via"] = via
        yield Relation(role, addresses[source], addresses[target], features=values)


def explain(document: Document, layers: Mapping[str, Layer], options: ClausesOptions | None) -> Iterator[Reason]:
    """Why each chunk has its label: the strongest features for it; verb groups that head no clause are shown too.

    Where the linguistics gives trees, its relations are the grounds.
    """
    for sentence in document.sentences:
        if _has_tree(sentence):
            yield from _explain_tree(sentence)
            continue
        model = _model(options.model if options else "")
        for tokens in _pieces(sentence):
            yield from _explain_chunks(model, tokens)


def _explain_tree(sentence: Sentence) -> Iterator[Reason]:
    tokens = sentence.tokens
    for clause in clauses_of_tree(tokens):
        above = tokens[clause.head].head
        ground = f"{tokens[clause.head].relation} of “{tokens[above].text}”" if above >= 0 else "root of the sentence"
        yield Reason(_spans(tokens, clause.words), f"predicate ({clause.kind})", (ground,))
        for argument in clause.arguments:
            head, spans = tokens[argument.head], _spans(tokens, ((argument.first, argument.end),))
            ground = argument.via or f"{head.relation} of “{tokens[head.head].text}”"
            yield Reason(spans, argument.role, (ground,))


def _explain_chunks(model: Model, tokens: Sequence[Token]) -> Iterator[Reason]:
    chunks = chunk(tokens)
    chosen = places(tokens, chunks)
    observed = features(tokens, chunks, chosen)
    scored = _label(model, tokens, chunks)
    for n, found in zip(chosen, observed, strict=True):
        piece, (label, confidence) = chunks[n], scored[n]
        span = Span(tokens[piece.first].start, tokens[piece.end - 1].end)
        grounds = tuple(f"{name} ({weight:+})" for name, weight in model.explain(found, label))
        yield Reason((span,), _verdict(label), (f"confidence {confidence:.3f}", *grounds))


_MEANINGS = {
    "S": "subject",
    "O": "object",
    "I": "indirect object",
    "B": "oblique",
    "G": "agent",
    "Y": "predicate noun or adjective",
    "X": "secondary predicate",
    "m": "part of the phrase before it",
    "c": "coordinated with the phrase before it",
    "a": "apposition",
    "t": "particle",
    "e": "expletive",
    "o": "no argument",
    "no": "no predicate",
    "aux": "auxiliary",
}


def _verdict(label: str) -> str:
    if label in _MEANINGS:
        return _MEANINGS[label]
    if len(label) == 3 and label[1] in "+-":
        way = "after" if label[1] == "-" else "before"
        return f"{_MEANINGS[label[0]]} of verb group {label[2]} that it stands {way}"
    return f"predicate ({label})"


def train(corpora: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Train the model on trees ("gum.train") and write it into a folder."""
    from oped_clauses.train import train as fit

    fit(corpora, folder)


ANALYSER = Analyser(
    name="clauses",
    run=run,
    labels={
        "predicate": "the words of a predicate: verb group with particle, copula with its complement, or a noun",
        "subject": "annotation: the phrase of a subject; relation: predicate to its subject",
        "object": "annotation: the phrase of an object; relation: predicate to its object",
        "oblique": "annotation: a phrase with a preposition or an adverbial noun phrase; relation: predicate to it",
    },
    features={
        "lemma": "lemma of the predicate's head, with its particle",
        "negated": "whether the clause is negated",
        "modal": "the modal verb, in its full form; absent where there is none",
        "voice": "active or passive",
        "tense": "past, present, future, infinitive or participle; absent for nominal predicates",
        "from": "first code point of the whole clause",
        "to": "end (exclusive) of the whole clause",
        "clause": "main, coordinate, complement, infinitive, relative, participial, adverbial, subject clause, "
        "parenthetical or nominal",
        "marker": "the word that subordinates the clause: that, because, if",
        "governor_from": "first code point of the head word of the predicate that governs the clause",
        "nominal": "True where the predicate is a noun",
        "copular": "True where the verb is be as a link: to a noun, an adjective (the predicate's head) or a place",
        "complement": "lemma of the noun or adjective that completes the predicate: be, become, seem, call it …",
        "head": "the head word of a phrase",
        "head_from": "first code point of the head word",
        "head_to": "end (exclusive) of the head word",
        "heads": "the head words of the parts of a coordinated phrase, joined by '; '",
        "antecedent_from": "for a relative pronoun: first code point of its antecedent",
        "antecedent_to": "for a relative pronoun: end (exclusive) of its antecedent",
        "preposition": "of the relation oblique: the preposition, where there is one",
        "role": "of the relation oblique: agent, for the by-phrase of a passive",
        "via": "of a relation: how the argument is shared: coordination, control or antecedent",
        "why": "what decided: the model's label, the relation in the dependency tree, or the lexicon",
        "confidence": "the model's probability of its label (0 to 1); absent where a tree decided",
    },
    summary="Who does what to whom: predicates with subject, object and obliques, clause by clause.",
    options=ClausesOptions,
    train=train,
    explain=explain,
    card=_HERE / "MODEL.md",
    accuracy=load_accuracy(_HERE / "figures.toml"),
)
