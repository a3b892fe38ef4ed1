"""What installed plugins cost before anything is analysed: `oped --version`, and a report that blocks them.

    python -m tests.benchmarks.startup [--plugins 50] [--rounds 15]

Makes two fresh environments with the wheel of this checkout, in one of them so many dummy plugins, each a wheel that pip
installs. Each figure is the least processor time of several rounds, in which the environments take turns; beside it that of
`python -c pass` in the same rounds.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tests.testing.fresh import Fresh, environment, make

TEXT = "Beijing may torpedo the plan, but Moscow will defend it.\n"
SOURCE = """
import oped

def run(document, layers, options):
    return []

@oped.hookimpl
def oped_analysers():
    return [oped.Analyser(name="{module}", run=run, labels=["x"])]
"""


def make_wheel(folder: Path, number: int) -> str:
    """A wheel of a plugin with one analyser, as a build would make it; returns the plugin's name."""
    module = f"dummy_{number:02}"
    info = f"{module}-1.0.dist-info"
    files = {
        f"{module}.py": SOURCE.format(module=module),
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\nRequires-Dist: oped\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: benchmark\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": f"[oped]\n{module} = {module}\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in (*files, f"{info}/RECORD"))
    with zipfile.ZipFile(folder / f"{module}-1.0-py3-none-any.whl", "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
    return module


def seconds(command: list[str | Path], folder: Path) -> float:
    """Processor time of one call."""
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env=environment(), check=True, capture_output=True)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime


def commands(fresh: Fresh, names: list[str]) -> dict[str, list[str | Path]]:
    """What is timed in an environment."""
    oped = fresh.python.with_name("oped")
    report: list[str | Path] = [oped, "report", "a.txt", "--only", "hedging", "-f", "json"]
    blocked = [*report, *(["--block", ",".join(names)] if names else [])]
    return {
        "python -c pass": [fresh.python, "-c", "pass"],
        "oped --version": [oped, "--version"],
        "report, plugins blocked": blocked,
        "report, plugins loaded": report,
    }


def main() -> None:
    """Print one line for each command."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--plugins", type=int, default=50)
    arguments.add_argument("--rounds", type=int, default=15)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "a.txt").write_text(TEXT, encoding="utf-8")
        bare, full = make(folder / "bare"), make(folder / "full")
        names = [make_wheel(folder, number) for number in range(chosen.plugins)]
        full.run("pip", "install", "--no-deps", *sorted(folder.glob("*.whl")), cwd=folder)
        timed = {(0, what): command for what, command in commands(bare, []).items()}
        timed |= {(1, what): command for what, command in commands(full, names).items()}
        best = dict.fromkeys(timed, float("inf"))
        for _ in range(chosen.rounds):
            for key, command in timed.items():
                best[key] = min(best[key], seconds(command, folder))
    empty = best[0, "python -c pass"]
    print(f"{'':<26}{'no plugins':>12}{chosen.plugins:>4} plugins{'more':>12}{'':>8}{'of python -c pass':>20}")
    for what in commands(bare, []):
        one, other = best[0, what], best[1, what]
        print(
            f"{what:<26}{one * 1e3:>9.1f} ms{other * 1e3:>9.1f} ms{(other - one) * 1e3:>9.1f} ms{other / one - 1:>+8.1%}"
            f"{one / empty:>18.2f} x"
        )


if __name__ == "__main__":
    main()
