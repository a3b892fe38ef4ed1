"""Why each word is, or is not, a hedge: for `oped explain hedging --text`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from oped.analyser import Reason
from oped.model import Document, Layer

from . import learned, weasel
from .cues import Cue, Rejection, find, spans
from .senses import load
from .view import View, view

if TYPE_CHECKING:
    from .analyser import Options


def explain(document: Document, layers: Mapping[str, Layer], options: Options) -> Iterator[Reason]:
    """Grounds for every finding and for every candidate that was turned down, in order of the text."""
    for sentence in document.sentences:
        if not sentence.tokens:
            continue
        seen = view(sentence, options.folder)
        rejected: list[Rejection] = []
        default = find(seen, load(options.lexicon), rejected)
        if options.scheme == "oped":
            yield from _of_senses(seen, default, rejected)
        else:
            yield from _of_model(seen, default, options)


def _verdict(cue: Cue) -> str:
    if cue.label == "none":
        return "no hedge"
    return f"no hedge: {cue.type} modality" if cue.label == "modality" else f"{cue.label}: {cue.type}"


def _of_senses(seen: View, cues: list[Cue], rejected: list[Rejection]) -> Iterator[Reason]:
    rejected = list(dict.fromkeys(rejected))  # senses that differ in their conditions only are told once
    decided = {at for cue in cues for at in cue.tokens}
    for cue in cues:
        others = [f"not {r.sense}, because not ({r.failed})" for r in rejected if r.tokens[0] == cue.first]
        sure = [f"certainty {cue.certainty}"] if cue.label in {"hedge", "booster"} else []
        yield Reason(spans(seen, cue.tokens), _verdict(cue), [cue.why, *sure, *others])
    left: dict[int, list[Rejection]] = {}
    for r in rejected:
        if r.tokens[0] not in decided:
            left.setdefault(r.tokens[0], []).append(r)
    for at, reasons in sorted(left.items()):
        because = [f"not {r.sense}, because not ({r.failed})" for r in reasons]
        yield Reason(spans(seen, [at]), "no hedge", because)


def _of_model(seen: View, default: list[Cue], options: Options) -> Iterator[Reason]:
    weasels = options.scheme == "conll2010"
    found = weasel.cues(seen, find(seen, load())) if weasels else learned.cues(seen, options.scheme)
    taken = {at for cue in found for at in cue.tokens}
    for cue in found:
        grounds = [] if weasels else learned.grounds(seen, cue.first, options.scheme, "B-" + learned.LABEL)
        yield Reason(spans(seen, cue.tokens), _verdict(cue), [cue.why, *grounds])
    for cue in default:
        if cue.label == "none" or taken.intersection(cue.tokens):
            continue
        grounds = (
            [
                f"the sentence is not uncertain ({weasel.probability(seen, find(seen, load())):.2f})"
                if not found
                else "weaker than the cue"
            ]
            if weasels
            else learned.grounds(seen, cue.first, options.scheme, "O")
        )
        yield Reason(spans(seen, cue.tokens), f"no hedge in the scheme {options.scheme}", grounds or ["the model"])
