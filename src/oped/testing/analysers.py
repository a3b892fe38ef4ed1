"""The checks of an analyser; each says in its failure what its author should do."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable

from hypothesis import given

from oped.analyser import Analyser
from oped.host.options import declared
from oped.model import Annotation, Report, Span
from oped.testing.guards import watched
from oped.testing.options import assert_options, values_of
from oped.testing.processes import assert_light_import, assert_near_linear, assert_same_in_processes
from oped.testing.samples import SAMPLE, analyse, copies_of, host_of, installed, layer_of
from oped.testing.strategies import UGLY, opinion_texts, texts, trials

_EXAMPLES = 40


def check_descriptor(analyser: Analyser) -> None:
    """The descriptor says what users read: a name, labels and features with their meaning, options with defaults."""
    assert analyser.name.isidentifier(), f"the name {analyser.name!r} must be an identifier: it begins option names"
    for kind, table in (("label", analyser.labels), ("feature", analyser.features)):
        for name, meaning in table.items():
            assert name, f"an empty {kind}: give it a name"
            assert meaning, f"{kind} {name!r} has no meaning; declare it as a mapping: {{{name!r}: 'what it means'}}"
    assert analyser.summary, "summary is empty; say in one line what the analyser finds"


def check_options(analyser: Analyser) -> None:
    """Each option has a default, says what it is for, can be given as text, and does what each of its values asks."""
    assert_options(analyser.name, analyser.options)
    host = host_of(analyser)
    for option in declared(analyser.name, analyser.options):
        for value in values_of(option):
            report = analyse(analyser, SAMPLE, host, options={option.name: value})
            layer_of(analyser, report, f"a short op-ed with {option.name}={value}")


def check_empty_text(analyser: Analyser) -> None:
    """An empty text gives an empty layer."""
    layer = layer_of(analyser, analyse(analyser, ""), "an empty text")
    assert not layer.annotations, "an empty text has nothing to annotate"


def check_totality(analyser: Analyser) -> None:
    """Any text gives a layer that keeps the contract: bounds, labels, features, references."""
    host = host_of(analyser)

    @trials(_EXAMPLES)
    @given(texts())
    def any_text(text: str) -> None:
        layer_of(analyser, analyse(analyser, text, host), repr(text))

    any_text()
    for piece in UGLY:  # each for certain, not only by chance
        for text in (piece, f"Beijing{piece}may wait."):
            layer_of(analyser, analyse(analyser, text, host), repr(text))
    layer_of(analyser, analyse(analyser, SAMPLE, host), "a short op-ed")


def check_labels_are_used(analyser: Analyser) -> None:
    """What is found on a short op-ed is declared, with its features."""
    layer = layer_of(analyser, analyse(analyser, SAMPLE), "a short op-ed")
    for annotation in layer.annotations:
        undeclared = annotation.features.keys() - analyser.features.keys()
        assert not undeclared, f"features {sorted(undeclared)} are not declared; add them to Analyser(features={{…}})"


def check_determinism(analyser: Analyser) -> None:
    """The same text gives the same layer, whatever the state of random generators."""
    host = host_of(analyser)

    @trials(_EXAMPLES // 2)
    @given(opinion_texts())
    def same(text: str) -> None:
        random.seed(1)
        first = layer_of(analyser, analyse(analyser, text, host), repr(text))
        random.seed(2)
        second = layer_of(analyser, analyse(analyser, text, host), repr(text))
        assert first == second, f"two runs on {text!r} differ; use no clock, no random numbers, no state between runs"

    same()


def check_hash_seed(analyser: Analyser) -> None:
    """Other processes with other PYTHONHASHSEED find the same."""
    assert_same_in_processes(analyser)


def check_shift_invariance(analyser: Analyser) -> None:
    """Blank lines before a text move every offset by their length, and change nothing else."""
    host = host_of(analyser)

    @trials(_EXAMPLES // 2)
    @given(opinion_texts())
    def shifted(text: str) -> None:
        prefix = "\n\n\n"
        here = layer_of(analyser, analyse(analyser, text, host), repr(text))
        there = layer_of(analyser, analyse(analyser, prefix + text, host), repr(prefix + text))
        assert [_shift(a, len(prefix)) for a in here.annotations] == [_shift(a, 0) for a in there.annotations], (
            f"blank lines before {text!r} change the findings; use offsets for order and distance only"
        )

    shifted()


def _shift(annotation: Annotation, by: int) -> tuple[object, ...]:
    spans = tuple(Span(span.start + by, span.end + by) for span in annotation.spans)
    # A feature that is itself an offset may move along, so numbers are left out of the comparison.
    words = {k: v for k, v in annotation.features.items() if not isinstance(v, int) or isinstance(v, bool)}
    return annotation.label, spans, annotation.key, sorted(words.items(), key=str)


def check_optional_upstream(analyser: Analyser) -> None:
    """What is only wanted may be absent."""
    if analyser.wants:
        report = analyse(analyser, SAMPLE, without=analyser.wants)
        outcome = report.outcomes[analyser.name]
        needed = set(analyser.requires) & set(analyser.wants)
        assert outcome.state == "ran" or needed, (
            f"without {', '.join(analyser.wants)}: {outcome.reason}. A wanted layer may be absent: use layers.get(name)"
        )


def check_given_layers(analyser: Analyser) -> None:
    """Upstream layers that are handed in count as those that were found."""
    host = host_of(analyser)
    report = analyse(analyser, SAMPLE, host)
    given_layers = [layer for name, layer in report.layers.items() if name != analyser.name]
    again = analyse(analyser, report.document, host, given=given_layers)
    layer_of(analyser, again, "given layers")


def check_json_round_trip(analyser: Analyser) -> None:
    """A report with the layer comes back equal from JSON, pickles, and can be rendered."""
    report = analyse(analyser, SAMPLE)
    layer_of(analyser, report, "a short op-ed")
    assert Report.from_json(report.to_json()) == report, "the report does not survive JSON; features must be scalars"
    try:
        copy = pickle.loads(pickle.dumps(report))  # noqa: S301 (made in this very line)
    except Exception as error:
        raise AssertionError(
            f"the report cannot be pickled: {error}; features are plain str, int, float, bool or None"
        ) from error
    assert copy == report, "the report is another after pickling; features are plain str, int, float, bool or None"
    for name in ("html", "text"):
        installed().render(report, name)


def check_light_import(analyser: Analyser) -> None:
    """The package of the analyser imports no heavy library; hooks import late."""
    assert_light_import(analyser.run)


def check_growth(analyser: Analyser) -> None:
    """Eight times the text takes at most twenty-four times as long: linear, with room for noise."""
    host = host_of(analyser)

    def prepare(copies: int) -> Callable[[], object]:
        document = host.parse(copies_of(SAMPLE, copies))
        return lambda: layer_of(analyser, analyse(analyser, document, host), f"{copies} copies of a short op-ed")

    assert_near_linear(analyser.name, prepare, "a loop over all annotations inside another")


def check_no_side_effects(analyser: Analyser) -> None:
    """Running opens no connection, writes no file, starts no process."""
    host = host_of(analyser)
    document = host.parse(SAMPLE)
    analyse(analyser, document, host)  # what is loaded once may be read now
    with watched() as seen:
        analyse(analyser, document, host)
    assert not seen, f"{analyser.name} {seen[0]}; an analyser only reads its document and its own package"


CHECKS = (
    check_descriptor,
    check_options,
    check_empty_text,
    check_totality,
    check_labels_are_used,
    check_determinism,
    check_hash_seed,
    check_shift_invariance,
    check_optional_upstream,
    check_given_layers,
    check_json_round_trip,
    check_light_import,
    check_growth,
    check_no_side_effects,
)
