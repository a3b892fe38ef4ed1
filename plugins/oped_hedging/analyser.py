"""The analyser of the layer `hedging`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import attrs

import oped
from oped.analyser import load_accuracy
from oped.errors import ModelError
from oped.model import Annotation, Document, Layer, Relation, Span

from . import learned, weasel
from .certainty import sentence_certainty
from .cues import Cue, find, spans
from .measures import Tally
from .scope import scope
from .senses import load
from .view import SHIPPED, View, view
from .voice import Voices

Scheme = Literal["oped", "sfu", "bioscope", "conll2010"]


@attrs.frozen
class Options:
    """What a user may choose."""

    scheme: Scheme = attrs.field(
        default="oped", metadata={"help": "what counts as a hedge: oped, sfu, bioscope or conll2010"}
    )
    lexicon: str = attrs.field(
        default="", metadata={"help": "path of a TOML or CSV file whose entries are added and removed"}
    )
    model: str = attrs.field(default="", metadata={"help": "folder of models in place of the shipped ones"})

    @property
    def folder(self) -> Path:
        """Where the models are. Raises ModelError where the folder that was asked for is none."""
        if self.model and not Path(self.model).is_dir():
            raise ModelError(f"hedging.model: {self.model} is no folder")
        return Path(self.model) if self.model else SHIPPED

    @property
    def scope_scheme(self) -> str:
        """Whose scopes the scope models learned from."""
        return self.scheme if self.scheme in {"sfu", "bioscope"} else "oped"


def cues(view: View, default: list[Cue], options: Options) -> list[Cue]:
    """The cues of a sentence in the scheme of the options, in order; `none` and `modality` among them.

    `default` are those of the scheme `oped`, with the user's lexicon.
    """
    if options.scheme in {"sfu", "bioscope"}:
        return learned.cues(view, options.scheme)
    if options.scheme == "conll2010":
        return weasel.cues(view, find(view, load()) if options.lexicon else default)
    return default


def run(document: Document, layers: Mapping[str, Layer], options: Options) -> Iterator[Any]:
    """Find hedges, boosters, modality and scopes; measure certainty, the author's apart from others'."""
    voices = Voices(layers.get("attribution"))
    senses = load(options.lexicon)
    tally = Tally()
    for sentence in document.sentences:
        if not sentence.tokens:
            continue
        seen = view(sentence, options.folder)
        # Certainty is calibrated on the cues of the default scheme, whatever the scheme asked for.
        default = find(seen, senses)
        certainty = round(sentence_certainty(seen, default), 3)
        tally.add(seen, default, certainty, voices)
        for cue in cues(seen, default, options):
            yield from _annotate(seen, cue, voices, options, certainty)
    yield from tally.measures()


def _annotate(
    view: View, cue: Cue, voices: Voices, options: Options, sentence: float
) -> Iterator[Annotation | Relation]:
    if cue.label == "none":
        return
    stretches = spans(view, cue.tokens)
    features: dict[str, Any] = {"type": cue.type, "why": cue.why}
    if cue.confidence is not None:
        features["confidence"] = round(cue.confidence, 3)
    features["voice"] = voices.of(cue.type, stretches[0].start, stretches[-1].end)
    if cue.label != "modality":
        features |= {"certainty": round(cue.certainty, 3), "sentence_certainty": sentence}
    found = Annotation(cue.label, stretches, features=features)
    yield found
    if cue.label == "hedge":
        first, end = scope(view, cue.tokens, options.scope_scheme, cue.type)
        reach = Annotation("scope", [Span(view.tokens[first].start, view.tokens[end - 1].end)])
        yield reach
        yield Relation("scope", found, reach)


def analyser() -> oped.Analyser:
    """The descriptor of the layer."""
    from .explain import explain
    from .train import train

    return oped.Analyser(
        name="hedging",
        run=run,
        wants=["attribution", "clauses"],
        options=Options,
        version="1",
        summary="hedges, boosters, their scope and certainty",
        labels={
            "hedge": "words that hold back commitment to what is in their scope",
            "booster": "words that strengthen commitment",
            "modality": "a modal expression of duty, permission, ability or opportunity: no hedge",
            "scope": "the stretch that a hedge makes uncertain, the cue inside; as a relation: from hedge to stretch",
        },
        features={
            "type": "of a hedge: modal, verb, adjective, adverb, noun, approximator, plausibility shield, "
            "attribution shield, evidential, conditional, weasel; of a booster: certainty, actuality, intensifier; "
            "of modality: deontic, dynamic",
            "certainty": "how far the text commits to the truth of what is in scope, 0 to 1",
            "voice": "author, or whose quoted or reported words these are",
            "sentence_certainty": "how certain the whole sentence sounds, 0 to 1, calibrated on readers' ratings",
            "why": "the entry of the lexicon, the rule or the model behind the finding",
            "confidence": "how sure the model is, 0 to 1; absent where the lexicon decided",
        },
        train=train,
        explain=explain,
        card=Path(__file__).parent / "MODEL.md",
        accuracy=load_accuracy(Path(__file__).parent / "figures.toml"),
    )
