"""Every code block in README, docs and hook docstrings runs; the reference is what the code says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import oped
from oped import hookspecs
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FOLLOWED = ROOT / "docs" / "tutorial" / "first-plugin.md"  # run as one session in tests/testing/test_tutorial.py
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(text: str, language: str) -> list[str]:
    return [code for found, code in FENCE.findall(text) if found == language]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a checkout to what the docs do in it."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


RUN = [page for page in PAGES if page != FOLLOWED]


@pytest.mark.parametrize("page", RUN, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_python_of_a_page_runs(page: Path, checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # The blocks of a page are one session, as a reader would type them; hooks.md repeats the docstrings.
    namespace: dict[str, object] = {"__name__": "page"}
    for code in blocks(page.read_text(encoding="utf-8"), "python"):
        exec(compile(code, str(page), "exec"), namespace)


@pytest.mark.parametrize("page", RUN, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_of_a_page_run(page: Path, checkout: Path) -> None:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for code in blocks(page.read_text(encoding="utf-8"), "sh"):
        if "pip install" in code:
            continue  # .ci/run runs these, each in an environment made from nothing
        done = subprocess.run(["sh", "-e", "-c", code], env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", sorted(name for name in vars(hookspecs) if name.startswith("oped_")))
def test_every_hook_has_an_example_that_runs(name: str) -> None:
    examples = blocks(re.sub(r"^    ", "", getattr(hookspecs, name).__doc__, flags=re.MULTILINE), "python")
    assert len(examples) == 1
    namespace: dict[str, object] = {"__name__": "example"}
    exec(compile(examples[0].replace("\\\\", "\\"), name, "exec"), namespace)
    assert callable(namespace[name])


def test_the_generated_reference_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "build.py", "--check"], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "-d", str(tmp_path / "trees")]
    done = subprocess.run([*build, str(ROOT / "docs"), str(tmp_path / "site")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    for page in PAGES:
        if page.is_relative_to(ROOT / "docs"):
            assert page.relative_to(ROOT / "docs").with_suffix(".html").as_posix() in index, (
                f"{page} is not in the site"
            )


def test_everything_public_says_what_it_is() -> None:
    page = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    entries = re.split(r"^### ", page, flags=re.MULTILINE)[1:]
    assert {entry.split("`")[1] for entry in entries} >= set(oped.__all__) - {"__version__"}
    for entry in entries:
        title, _, body = entry.partition("\n")
        assert re.sub(r"```.*?```|^## .*", "", body, flags=re.DOTALL).strip(), f"{title} says nothing"
