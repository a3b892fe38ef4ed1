"""Each check fails for a plugin that breaks just it, with a message that tells what to do, and passes for a good one."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import attrs
import pytest

import oped
from oped.testing import checks_of, parametrize_with_checks
from oped.testing.analysers import check_options
from tests.testing import broken


@attrs.frozen
class NoDefault:
    count: int = attrs.field(metadata={"help": "how many"})


@attrs.frozen
class NoHelp:
    count: int = 3


@attrs.frozen
class Refuses:
    count: int = attrs.field(default=3, metadata={"help": "how many"})

    def __attrs_post_init__(self) -> None:
        raise ValueError("three is too many")


@attrs.frozen
class Commas:
    words: tuple[str, ...] = attrs.field(default=("yes, but",), metadata={"help": "what to look for"})


@attrs.frozen
class Schemes:
    scheme: Literal["wide", "narrow"] = attrs.field(default="wide", metadata={"help": "how much counts"})


BROKEN = [
    (broken.make("nameless", broken.words, labels={"x": ""}), "check_descriptor", "has no meaning"),
    (broken.make("silent", broken.words, summary=""), "check_descriptor", "summary is empty"),
    (broken.make("nothing", broken.fails_on_nothing), "check_empty_text", "empty layer"),
    (broken.make("emoji", broken.fails_on_emoji), "check_totality", "latin-1"),
    (broken.make("undeclared", broken.undeclared_feature, features={}), "check_labels_are_used", "not declared"),
    (broken.make("chance", broken.by_chance), "check_determinism", "no random numbers"),
    (broken.make("hash", broken.by_hash), "check_hash_seed", "iterate over no set"),
    (broken.make("offset", broken.by_offset), "check_shift_invariance", "use offsets for order"),
    (broken.make("greedy", broken.needs_what_it_wants, wants=["hedging"]), "check_optional_upstream", "layers.get"),
    (broken.make("snob", broken.trusts_provenance, requires=["hedging"]), "check_given_layers", "given layers"),
    (broken.make("slow", broken.quadratic), "check_growth", "loop over all annotations"),
    (broken.make("writer", broken.writes), "check_no_side_effects", "for writing"),
    (broken.make("caller", broken.connects), "check_no_side_effects", "network"),
]


@pytest.mark.parametrize(("subject", "name", "message"), BROKEN, ids=[subject.name for subject, _, _ in BROKEN])
def test_each_check_sees_the_fault_it_is_for(subject: oped.Analyser, name: str, message: str) -> None:
    check = next(check for check in checks_of(subject) if check.__name__ == name)
    with pytest.raises(AssertionError, match=message):
        check(subject)


def test_options_without_defaults_are_seen() -> None:
    for kind, message in (
        (NoDefault, "count has no default"),
        (NoHelp, "does not say what it is for"),
        (Refuses, "cannot be made of its defaults: three is too many"),
    ):
        with pytest.raises(AssertionError, match=message):
            check_options(broken.make("x", broken.words, options=kind))


def test_an_option_whose_default_cannot_be_typed_is_seen() -> None:
    with pytest.raises(AssertionError, match="not the default"):
        check_options(broken.make("x", broken.words, options=Commas))


def test_a_value_that_makes_the_analyser_fail_is_seen() -> None:
    with pytest.raises(AssertionError, match=r"x\.scheme=narrow: .*no narrow scheme"):
        check_options(broken.make("x", broken.fails_when_narrow, options=Schemes))


def test_a_lambda_does_not_reach_another_process() -> None:
    check = next(check for check in checks_of(broken.make("x", broken.words)) if check.__name__ == "check_hash_seed")
    with pytest.raises(AssertionError, match="use functions at the top of a module"):
        check(broken.make("x", lambda document, layers, options: []))


def test_a_heavy_import_is_seen(site: Path) -> None:
    pytest.importorskip("pandas")
    (site / "heavy_analyser.py").write_text("import pandas\ndef run(*arguments): return []\n")
    import heavy_analyser  # type: ignore[import-not-found]

    check = next(check for check in checks_of(broken.make("x", broken.words)) if check.__name__ == "check_light_import")
    with pytest.raises(AssertionError, match="import them inside the hook"):
        check(broken.make("x", heavy_analyser.run))


def test_what_does_not_travel_is_seen() -> None:
    check = next(c for c in checks_of(broken.make("x", broken.words)) if c.__name__ == "check_json_round_trip")
    with pytest.raises(AssertionError, match=r"cannot be pickled.*plain str"):
        check(broken.make("x", broken.own_kind_of_text))


@parametrize_with_checks([broken.make("good", broken.words)])
def test_a_good_analyser_passes(subject, check) -> None:
    check(subject)


@parametrize_with_checks(
    [broken.make("offset", broken.by_offset)], expected_failures={"check_shift_invariance": "it counts odd offsets"}
)
def test_expected_failures_are_named(subject, check) -> None:
    check(subject)


@parametrize_with_checks(
    [broken.make("good", broken.words), broken.make("offset", broken.by_offset)],
    expected_failures={"offset-check_shift_invariance": "it counts odd offsets"},
)
def test_expected_failures_of_one_subject_are_named(subject, check) -> None:
    if check.__name__ == "check_shift_invariance":
        check(subject)


def test_expected_failures_must_name_a_check() -> None:
    with pytest.raises(ValueError, match="is the name of no check"):
        parametrize_with_checks([broken.make("x", broken.words)], expected_failures={"check_nothing": "?"})
    with pytest.raises(TypeError, match="is no Analyser"):
        checks_of("x")  # type: ignore[arg-type]
