"""The tutorial for authors of plugins, followed to the letter in a fresh environment."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.testing.fresh import environment

PAGE = ROOT / "docs" / "tutorial" / "first-plugin.md"
STEP = re.compile(r"(?:^[^\n]*\binto `(?P<path>[^`]+)`:\n\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.M | re.S)


def script() -> str:
    """What the page has its reader do, as one script: each command, and each file that is to be written."""
    steps = []
    for step in STEP.finditer(PAGE.read_text(encoding="utf-8")):
        if step["language"] == "sh":
            steps.append(step["text"])
        else:
            assert step["path"], f"the page does not say where this goes: {step['text']}"
            steps.append(f"cat > {step['path']} <<'WRITTEN'\n{step['text']}WRITTEN\n")
    return "\n".join(steps)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the plugin that the tutorial ends with, and all that was printed on the way."""
    pytest.importorskip("hatchling", reason="without it no wheel can be built offline")
    checkout = tmp_path_factory.mktemp("tutorial") / "checkout"
    for name in ("src", "plugins", "seeds"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, checkout / name)
    done = subprocess.run(["sh", "-e", "-c", script()], cwd=checkout, env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return checkout / "oped-absolutes", done.stdout


def test_it_ends_in_a_section_of_the_report(followed: tuple[Path, str]) -> None:
    folder, out = followed
    shown = out[out.rindex("passed") :]
    assert "absolutes" in shown.lower()
    for words in ("Nobody", "always", "never"):
        assert words in shown
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert re.search(r"<h[23][^>]*>\s*absolutes", page, re.IGNORECASE)


def test_its_tests_pass_before_and_after_the_change(followed: tuple[Path, str]) -> None:
    assert len(re.findall(r"^=+ \d+ passed in ", followed[1], re.MULTILINE)) == 2


def test_the_plugin_is_under_thirty_lines(followed: tuple[Path, str]) -> None:
    source = (followed[0] / "src" / "oped_absolutes" / "__init__.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) < 30
