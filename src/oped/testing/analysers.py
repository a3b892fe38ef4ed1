"""The checks of an analyser; each says in its failure what its author should do."""

from __future__ import annotations

import os
import pickle
import random
import subprocess
import sys
import time
import types
import warnings
from functools import cache

import attrs
from hypothesis import given, settings

from oped.analyser import Analyser
from oped.errors import PluginWarning
from oped.hookspecs import hookimpl
from oped.host import Host
from oped.model import Annotation, Document, Layer, Outcome, Report, Span
from oped.testing.guards import watched
from oped.testing.strategies import opinion_texts, texts

SAMPLE = (
    "The Plan Must Wait\n\n"
    "By A. Writer\n\n"
    "Beijing may yet torpedo the plan, but Moscow will defend it because both fear Washington. Critics say that the two "
    "countries should not cooperate. “We will see,” Mr. Xi said, “who is right.” It seems, in fact, that nobody knows.\n\n"
    "To be sure, the U.S. has promised to help. Yet the Kremlin was criticised by European leaders in 2014, and it did not "
    "change. Undoubtedly we must act now."
)
"""A short op-ed in which most analysers find something."""

_EXAMPLES = 40


@cache
def _host() -> Host:
    """The installed plugins: what an analyser requires or wants comes from them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PluginWarning)
        return Host()


def _stand_in(analyser: Analyser) -> Host:
    """A host that runs this very analyser, whether it is installed or not."""
    installed = _host()
    if installed.analysers.get(analyser.name) == analyser:
        return installed

    @hookimpl
    def oped_analysers() -> list[Analyser]:
        return [analyser]

    module = types.ModuleType("subject")
    module.oped_analysers = oped_analysers  # type: ignore[attr-defined]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PluginWarning)
        rival = installed.analysers.get(analyser.name)
        host = Host(block=[installed.owner(analyser.name).name] if rival is not None else [])
        host.register(module, f"subject {analyser.name}")
    return host


def _analyse(analyser: Analyser, text: str | Document, host: Host | None = None, **more: object) -> Report:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PluginWarning)
        return (host or _stand_in(analyser)).analyse(text, only=[analyser.name], **more)  # type: ignore[arg-type]


def _ran(analyser: Analyser, report: Report, what: str) -> Layer:
    outcome: Outcome = report.outcomes[analyser.name]
    assert outcome.layer is not None, (
        f"{analyser.name} {outcome.state} on {what}: {outcome.reason}. Return an empty layer where there is nothing to find."
    )
    return outcome.layer


def check_descriptor(analyser: Analyser) -> None:
    """The descriptor says what users read: a name, labels and features with their meaning, options with defaults."""
    assert analyser.name.isidentifier(), f"the name {analyser.name!r} must be an identifier: it begins option names"
    for kind, table in (("label", analyser.labels), ("feature", analyser.features)):
        for name, meaning in table.items():
            assert name, f"an empty {kind}: give it a name"
            assert meaning, f"{kind} {name!r} has no meaning; declare it as a mapping: {{{name!r}: 'what it means'}}"
    assert analyser.summary, "summary is empty; say in one line what the analyser finds"
    if analyser.options is not None:
        assert attrs.has(analyser.options), "options must be an attrs class"
        analyser.options()  # each field needs a default


def check_empty_text(analyser: Analyser) -> None:
    """An empty text gives an empty layer."""
    layer = _ran(analyser, _analyse(analyser, ""), "an empty text")
    assert not layer.annotations, "an empty text has nothing to annotate"


def check_totality(analyser: Analyser) -> None:
    """Any text gives a layer that keeps the contract: bounds, labels, features, references."""
    host = _stand_in(analyser)

    @settings(max_examples=_EXAMPLES, deadline=None, database=None)
    @given(texts())
    def any_text(text: str) -> None:
        _ran(analyser, _analyse(analyser, text, host), repr(text))

    any_text()
    _ran(analyser, _analyse(analyser, SAMPLE, host), "a short op-ed")


def check_labels_are_used(analyser: Analyser) -> None:
    """What is found on a short op-ed is declared, with its features."""
    layer = _ran(analyser, _analyse(analyser, SAMPLE), "a short op-ed")
    for annotation in layer.annotations:
        undeclared = annotation.features.keys() - analyser.features.keys()
        assert not undeclared, f"features {sorted(undeclared)} are not declared; add them to Analyser(features={{…}})"


def check_determinism(analyser: Analyser) -> None:
    """The same text gives the same layer, whatever the state of random generators."""
    host = _stand_in(analyser)

    @settings(max_examples=_EXAMPLES // 2, deadline=None, database=None)
    @given(opinion_texts())
    def same(text: str) -> None:
        random.seed(1)
        first = _ran(analyser, _analyse(analyser, text, host), repr(text))
        random.seed(2)
        second = _ran(analyser, _analyse(analyser, text, host), repr(text))
        assert first == second, f"two runs on {text!r} differ; use no clock, no random numbers, no state between runs"

    same()


_CHILD = """
import pickle, sys
from oped.testing.analysers import layer_in_child
sys.stdout.write(layer_in_child(pickle.load(sys.stdin.buffer)))
"""


def layer_in_child(analyser: Analyser) -> str:
    """What an analyser finds in the sample, as text: called in other processes."""
    return repr(_ran(analyser, _analyse(analyser, SAMPLE), "a short op-ed"))


def check_hash_seed(analyser: Analyser) -> None:
    """Other processes with other PYTHONHASHSEED find the same."""
    packed = pickle.dumps(analyser)
    found = set()
    for seed in ("1", "2"):
        done = subprocess.run(  # noqa: S603 (our own interpreter, our own script)
            [sys.executable, "-c", _CHILD],
            input=packed,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert done.returncode == 0, (
            f"{analyser.name} cannot run in a process of its own: {done.stderr.decode()[-400:]}"
        )
        found.add(done.stdout)
    assert len(found) == 1, f"{analyser.name} depends on PYTHONHASHSEED; iterate over no set, or sort it first"


def check_shift_invariance(analyser: Analyser) -> None:
    """Blank lines before a text move every offset by their length, and change nothing else."""
    host = _stand_in(analyser)

    @settings(max_examples=_EXAMPLES // 2, deadline=None, database=None)
    @given(opinion_texts())
    def shifted(text: str) -> None:
        prefix = "\n\n\n"
        here = _ran(analyser, _analyse(analyser, text, host), repr(text))
        there = _ran(analyser, _analyse(analyser, prefix + text, host), repr(prefix + text))
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
        report = _analyse(analyser, SAMPLE, without=analyser.wants)
        outcome = report.outcomes[analyser.name]
        needed = set(analyser.requires) & set(analyser.wants)
        assert outcome.state == "ran" or needed, (
            f"without {', '.join(analyser.wants)}: {outcome.reason}. A wanted layer may be absent: use layers.get(name)"
        )


def check_given_layers(analyser: Analyser) -> None:
    """Upstream layers that are handed in count as those that were found."""
    host = _stand_in(analyser)
    report = _analyse(analyser, SAMPLE, host)
    given_layers = [layer for name, layer in report.layers.items() if name != analyser.name]
    again = _analyse(analyser, report.document, host, given=given_layers)
    _ran(analyser, again, "given layers")


def check_json_round_trip(analyser: Analyser) -> None:
    """A report with the layer comes back equal from JSON, pickles, and can be rendered."""
    report = _analyse(analyser, SAMPLE)
    assert Report.from_json(report.to_json()) == report, "the report does not survive JSON; features must be scalars"
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 (made a line above)
    for name in ("html", "text"):
        _host().render(report, name)


def check_light_import(analyser: Analyser) -> None:
    """The package of the analyser imports no heavy library; hooks import late."""
    package = analyser.run.__module__.partition(".")[0]
    heavy = ("textblob", "nltk", "pycrfsuite", "simplemma", "spacy", "torch", "pandas", "numpy", "sklearn")
    script = f"import sys, {package}; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run(  # noqa: S603 (our own interpreter, our own script)
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    if done.returncode == 0 and package != "__main__":
        assert done.stdout.strip() == "[]", (
            f"`import {package}` loads {done.stdout.strip()}; import them inside the hook or inside run"
        )


def check_growth(analyser: Analyser) -> None:
    """Eight times the text takes at most twenty-four times as long: linear, with room for noise."""
    host = _stand_in(analyser)

    def seconds(copies: int) -> float:
        document = host.parse("\n\n".join([SAMPLE] * copies))
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            report = _analyse(analyser, document, host)
            best = min(best, time.process_time() - began)
            _ran(analyser, report, f"{copies} copies of a short op-ed")
        return best

    seconds(1)
    short, long = seconds(8), seconds(64)
    assert long < 24 * max(short, 0.01), (
        f"8 times the text takes {long / short:.0f} times as long; look for a loop over all annotations inside another"
    )


def check_no_side_effects(analyser: Analyser) -> None:
    """Running opens no connection, writes no file, starts no process."""
    host = _stand_in(analyser)
    document = host.parse(SAMPLE)
    _analyse(analyser, document, host)  # what is loaded once may be read now
    with watched() as seen:
        _analyse(analyser, document, host)
    assert not seen, f"{analyser.name} {seen[0]}; an analyser only reads its document and its own package"


CHECKS = (
    check_descriptor,
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
