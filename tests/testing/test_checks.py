"""Each check fails for a plugin that breaks just it, with a message that tells what to do, and passes for a good one."""

from __future__ import annotations

import attrs
import pytest

import oped
from oped.testing import checks_of, formats, parametrize_with_checks
from tests.testing import broken


@attrs.frozen
class NoDefault:
    count: int


def all_upper(data: bytes) -> oped.Source:
    return oped.Source(data.decode("utf-8").upper())


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
    with pytest.raises(TypeError, match="count"):
        checks_of(broken.make("x", broken.words))[0](broken.make("x", broken.words, options=NoDefault))


@parametrize_with_checks([broken.make("good", broken.words)])
def test_a_good_analyser_passes(subject, check) -> None:
    check(subject)


@parametrize_with_checks(
    [broken.make("offset", broken.by_offset)], expected_failures={"check_shift_invariance": "it counts odd offsets"}
)
def test_expected_failures_are_named(subject, check) -> None:
    check(subject)


def test_expected_failures_must_name_a_check() -> None:
    with pytest.raises(ValueError, match="is the name of no check"):
        parametrize_with_checks([broken.make("x", broken.words)], expected_failures={"check_nothing": "?"})
    with pytest.raises(TypeError, match="is no Analyser"):
        checks_of("x")  # type: ignore[arg-type]


def test_readers_renderers_and_linguistics_that_break_are_seen() -> None:
    crashes = oped.Reader(name="r", suffixes=[".x"], read=all_upper)  # UnicodeDecodeError is no InputError
    with pytest.raises(UnicodeDecodeError):
        formats.check_reader_totality(crashes)
    counter = iter(range(10**9))
    renderer = oped.Renderer(name="r", suffix="", render=lambda report, sections: str(next(counter)))
    with pytest.raises(AssertionError, match="in two ways"):
        formats.check_renderer_totality(renderer)

    def one_token(text: str, regions: object, options: object) -> list[oped.Paragraph]:
        token = oped.Token(0, 1, "?", "NN", "?")
        return [oped.Paragraph(0, len(text), "body", (oped.Sentence(0, len(text), (token,)),))] if text else []

    with pytest.raises(AssertionError, match="not what stands at its offsets"):
        formats.check_linguistics_totality(oped.Linguistics(name="l", parse=one_token))
