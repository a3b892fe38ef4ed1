"""Fresh environments, offline: a new virtual environment that borrows the dependencies of the one that runs the tests.

The packages of the running environment are on PYTHONPATH, so that pip finds every dependency in place; `oped` itself is
installed anew from the checkout, as a wheel.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import attrs

from tests.conftest import ROOT


def environment() -> dict[str, str]:
    """Variables for commands that install without a network."""
    return {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads "no isolation" from a false value
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_CACHE_DIR": "1",
    }


@attrs.frozen
class Fresh:
    """A virtual environment with `oped` and nothing else of its own."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin") / "python"

    def run(self, *arguments: str | Path, cwd: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
        """Call `python -m …` of this environment, and see that it ends as it should."""
        done = subprocess.run(
            [self.python, "-m", *arguments], cwd=cwd, env=environment(), capture_output=True, text=True
        )
        assert done.returncode == code, f"{arguments}: {done.stdout}\n{done.stderr}"
        return done


def make(folder: Path) -> Fresh:
    """A fresh environment with the wheel of this checkout."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    fresh = Fresh(folder)
    fresh.run("pip", "install", "--no-deps", ROOT, cwd=folder)
    return fresh
