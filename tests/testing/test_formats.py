"""Each check of readers, renderers and linguistics fails for a plugin that breaks just it, and passes for a good one."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from oped.testing import checks_of, parametrize_with_checks
from oped.testing.kit import Subject
from tests.testing import broken_formats as f


@attrs.frozen
class Unexplained:
    model: str = ""


BROKEN = [
    (f.reader("shouting", suffixes=["HTML"]), "check_reader_descriptor", "lower case with its dot"),
    (f.reader("typeless", media_types=["html"]), "check_reader_descriptor", "media type 'html'"),
    (f.reader("crashes", f.read_crashes), "check_reader_totality", "raise InputError for what it cannot read"),
    (f.reader("surrogates", f.read_surrogates), "check_reader_totality", "makes no valid document"),
    (f.reader("lists", f.read_lists), "check_reader_totality", "makes no valid document"),
    (f.reader("beyond", f.read_beyond), "check_reader_totality", "outside the text"),
    (f.reader("chance", f.read_by_chance), "check_reader_determinism", "no random numbers"),
    (f.reader("hash", f.read_by_hash), "check_reader_hash_seed", "iterate over no set"),
    (f.reader("slow", f.read_slowly), "check_reader_growth", "searched from its beginning"),
    (f.reader("writer", f.read_writes), "check_reader_side_effects", "for writing"),
    (f.renderer("suffixed", suffix="txt"), "check_renderer_descriptor", "lower case with its dot"),
    (f.renderer("first", f.render_first), "check_renderer_totality", "an empty one too"),
    (f.renderer("bytes", f.render_bytes), "check_renderer_totality", "must return text, not bytes"),
    (f.renderer("surrogate", f.render_surrogate), "check_renderer_totality", "writes what is no text"),
    (f.renderer("chance", f.render_by_chance), "check_renderer_totality", "no random numbers"),
    (f.renderer("hash", f.render_by_hash), "check_renderer_hash_seed", "iterate over no set"),
    (f.renderer("slow", f.render_slowly), "check_renderer_growth", "a search through all annotations"),
    (f.renderer("caller", f.render_connects), "check_renderer_side_effects", "network"),
    (f.linguistics("not a name"), "check_linguistics_descriptor", "must be an identifier"),
    (f.linguistics("silent", options=Unexplained), "check_linguistics_descriptor", "does not say what it is for"),
    (f.linguistics("crashes", f.parse_crashes), "check_linguistics_totality", "any text must be parsed"),
    (f.linguistics("elsewhere", f.parse_elsewhere), "check_linguistics_totality", "not what stands at its offsets"),
    (f.linguistics("loses", f.parse_loses), "check_linguistics_totality", "are in no token"),
    (f.linguistics("chance", f.parse_by_chance), "check_linguistics_determinism", "no random numbers"),
    (f.linguistics("hash", f.parse_by_hash), "check_linguistics_hash_seed", "iterate over no set"),
    (f.linguistics("place", f.parse_by_place), "check_linguistics_shift_invariance", "where a text begins"),
    (f.linguistics("slow", f.parse_slowly), "check_linguistics_growth", "for each sentence"),
    (f.linguistics("writer", f.parse_writes), "check_linguistics_side_effects", "for writing"),
]


@pytest.mark.parametrize(
    ("subject", "name", "message"), BROKEN, ids=[f"{name}-{subject.name}" for subject, name, _ in BROKEN]
)
def test_each_check_sees_the_fault_it_is_for(subject: Subject, name: str, message: str) -> None:
    check = next(check for check in checks_of(subject) if check.__name__ == name)
    with pytest.raises(AssertionError, match=message):
        check(subject)


@pytest.mark.parametrize(
    ("subject", "name"), [row[:2] for row in BROKEN], ids=[f"{name}-{subject.name}" for subject, name, _ in BROKEN]
)
def test_a_fault_fails_no_check_but_its_own(subject: Subject, name: str) -> None:
    if subject.name in ("crashes", "bytes", "elsewhere"):
        pytest.skip("what it does wrong, it does wherever it is called")
    costly = ("growth", "hash_seed", "light_import")
    for check in checks_of(subject):
        if check.__name__ != name and not check.__name__.endswith(costly):
            check(subject)


@parametrize_with_checks([f.reader("good"), f.renderer("good"), f.linguistics("good")])
def test_good_ones_pass(subject, check) -> None:
    check(subject)


HEAVY = """
import pandas
import oped

def work(*arguments): ...
"""


@pytest.mark.parametrize("kind", ["reader", "renderer", "linguistics"])
def test_a_heavy_import_is_seen(kind: str, site: Path) -> None:
    pytest.importorskip("pandas")
    (site / "heavy_module.py").write_text(HEAVY)
    import heavy_module  # type: ignore[import-not-found]

    subject = getattr(f, kind)("heavy", heavy_module.work)
    check = next(check for check in checks_of(subject) if check.__name__.endswith("light_import"))
    with pytest.raises(AssertionError, match=r"`import heavy_module` loads \['pandas', 'numpy'\]"):
        check(subject)
