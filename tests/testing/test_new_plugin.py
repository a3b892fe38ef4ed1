"""`oped new-plugin`: every kind installs, passes its tests and the checks of style and types at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from oped.scaffold import KINDS
from tests.testing.fresh import Fresh, make

LONG = "abcdefghijk-mnopqrstuvwx"
"""A name as long as one may be, so that no line of a template outgrows the formatter."""


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    pytest.importorskip("hatchling", reason="without it no wheel can be built offline")
    return make(tmp_path_factory.mktemp("fresh") / "env")


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_plugin_installs_and_passes_its_own_tests(fresh: Fresh, kind: str, tmp_path: Path) -> None:
    name = f"my-{kind}"
    said = fresh.run("oped", "new-plugin", name, "--kind", kind, cwd=tmp_path).stdout
    project = tmp_path / f"oped-{name}"
    assert f"cd {project.name}" in said
    fresh.run("pip", "install", "--no-deps", ".", cwd=project)
    shutil.move(project / "src", project / "elsewhere")  # what is tested is what was installed
    try:
        fresh.run("pytest", "-q", "-p", "no:cacheprovider", cwd=project)
    finally:
        shutil.move(project / "elsewhere", project / "src")
    assert name.replace("-", "_") in fresh.run("oped", "plugins", cwd=tmp_path).stdout
    fresh.run("mypy", "--python-executable", fresh.python, cwd=project)


@pytest.mark.parametrize("kind", KINDS)
def test_the_style_is_clean_whatever_the_name(fresh: Fresh, kind: str, tmp_path: Path) -> None:
    for name in ("x", LONG):
        fresh.run("oped", "new-plugin", name, "--kind", kind, cwd=tmp_path)
        for check in (("check",), ("format", "--check")):
            fresh.run("ruff", *check, "--no-cache", ".", cwd=tmp_path / f"oped-{name}")


def test_the_analyser_is_under_thirty_lines(fresh: Fresh, tmp_path: Path) -> None:
    fresh.run("oped", "new-plugin", "mine", "--into", "deep/er", cwd=tmp_path)
    source = (tmp_path / "deep" / "er" / "oped-mine" / "src" / "oped_mine" / "__init__.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) < 30
