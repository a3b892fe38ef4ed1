"""What shows only outside of the process that runs the tests: other hash seeds, what an import loads; and time's growth."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from oped.testing.samples import reference

_CHILD = """
import pickle, sys
from oped.testing.samples import found, result_of
sys.stdout.buffer.write(result_of(found(pickle.load(sys.stdin.buffer))).encode("utf-8", "backslashreplace"))
"""
_HEAVY = ("textblob", "nltk", "pycrfsuite", "simplemma", "spacy", "torch", "transformers", "pandas", "numpy", "sklearn")


def assert_same_in_processes(subject: Any) -> None:
    """Other processes with other PYTHONHASHSEED make the same of the samples."""
    try:
        packed = pickle.dumps(reference(subject))
    except Exception as error:
        raise AssertionError(
            f"{subject.name} cannot be sent to another process: {error}; use functions at the top of a module, no lambdas"
        ) from error
    found = set()
    for seed in ("1", "2"):
        done = subprocess.run(  # noqa: S603 (our own interpreter, our own script)
            [sys.executable, "-c", _CHILD],
            input=packed,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert done.returncode == 0, (
            f"{subject.name} cannot run in a process of its own: {done.stderr.decode(errors='replace')[-400:]}"
        )
        found.add(done.stdout)
    assert len(found) == 1, f"{subject.name} depends on PYTHONHASHSEED; iterate over no set, or sort it first"


def assert_light_import(function: Callable[..., Any]) -> None:
    """The package that holds a function imports no heavy library; hooks import late."""
    package = getattr(function, "__module__", "__main__").partition(".")[0]
    script = f"import sys, {package}; print([m for m in {_HEAVY!r} if m in sys.modules])"
    done = subprocess.run(  # noqa: S603 (our own interpreter, our own script)
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    if done.returncode == 0 and package != "__main__":
        assert done.stdout.strip() == "[]", (
            f"`import {package}` loads {done.stdout.strip()}; import them inside the hook or inside the function itself"
        )


def assert_near_linear(name: str, prepare: Callable[[int], Callable[[], object]], advice: str) -> None:
    """Eight times the text takes at most twenty-four times as long: linear, with room for noise.

    `prepare(copies)` returns what is timed, for so many copies of a short op-ed.
    """

    def seconds(copies: int) -> float:
        action = prepare(copies)
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            action()
            best = min(best, time.process_time() - began)
        return best

    seconds(1)  # what is loaded once does not count
    short, long = seconds(8), seconds(64)
    assert long < 24 * max(short, 0.01), (
        f"{name}: 8 times the text takes {long / short:.0f} times as long; look for {advice}"
    )
