"""What a release relies on: one version in every place, and a workflow that looks where it stands."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest

import oped
from tests.conftest import ROOT

yaml = pytest.importorskip("yaml")


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changes = re.search(r"^## (\S+) \(", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert changes is not None
    assert {project["version"], citation["version"], changes[1]} == {oped.__version__}


def test_the_citation_has_what_the_format_asks_for() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert citation["license"] == "MIT"


def test_the_workflow_finds_the_version_and_the_files_that_it_names() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))["jobs"]
    assert jobs["test"]["needs"] == "build"
    assert jobs["publish"]["needs"] == "test"
    assert jobs["publish"]["permissions"]["id-token"] == "write"
    (check,) = [step["run"] for step in jobs["build"]["steps"] if "GITHUB_REF_NAME" in step.get("run", "")]
    places = [line for line in check.splitlines() if "grep" in line and "CHANGELOG" not in line]
    assert len(places) == 3
    for line in places:
        script = f"version={oped.__version__}; {line}"
        assert subprocess.run(["sh", "-c", script], cwd=ROOT).returncode == 0, line
    commands = "\n".join(step.get("run", "") for step in jobs["test"]["steps"])
    for path in re.findall(r"checkout/(\S+)", commands):
        assert (ROOT / path).exists(), path
