"""`oped completion`: words are completed by what is installed, and the scripts are what shells read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.plugins import analyser, install


def completed(line: str, monkeypatch: pytest.MonkeyPatch, run) -> list[str]:
    """What is offered for the last word of a line, as the bash script gets it."""
    words = line.split(" ")
    monkeypatch.setenv("_OPED_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    result = run()
    assert (result.code, result.err) == (0, "")
    return result.out.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("oped repo", ["plain,report"]),
        ("oped report a.txt --tim", ["plain,--timeout"]),
        ("oped report a.txt --only hed", ["plain,hedging"]),
        ("oped report a.txt --only hedging,u", ["plain,hedging,units"]),
        ("oped report a.txt --without hedging,hed", []),
        ("oped report a.txt --format ht", ["plain,html"]),
        ("oped report a.txt --reader markd", ["plain,markdown"]),
        ("oped report a.txt --linguistics textb", ["plain,textblob"]),
        ("oped report a.txt --block hed", ["plain,hedging"]),
        ("oped report a.txt --set hedging.sch", ["plain,hedging.scheme="]),
        ("oped report a.txt --set hedging.scheme=s", ["plain,hedging.scheme=sfu"]),
        ("oped report a", ["file,a"]),
        ("oped explain hed", ["plain,hedging"]),
        ("oped completion f", ["plain,fish"]),
        ("oped new-plugin mine --kind tr", ["plain,trained"]),
    ],
)
def test_words_are_completed(line: str, expected: list[str], monkeypatch: pytest.MonkeyPatch, run) -> None:
    assert completed(line, monkeypatch, run) == expected


def test_layers_of_plugins_are_completed_and_broken_ones_are_silent(
    run, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(site, "my-plugin", analyser("zebra"))
    install(site, "sick-plugin", "1/0")
    assert completed("oped report a.txt --only ze", monkeypatch, run) == ["plain,zebra"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_what_the_shell_reads(run, shell: str, tmp_path: Path) -> None:
    result = run("completion", shell)
    assert result.code == 0
    assert f"_OPED_COMPLETE={shell}_complete" in result.out
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "script").write_text(result.out)
    subprocess.run([shell, "-n", str(tmp_path / "script")], check=True)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_a_line(tmp_path: Path) -> None:
    (tmp_path / "oped").write_text(f'#!/bin/sh\nexec {sys.executable} -m oped "$@"\n')
    (tmp_path / "oped").chmod(0o755)
    script = """
        eval "$(oped completion bash)"
        COMP_WORDS=(oped report a.txt --only hedging,arg)
        COMP_CWORD=4
        _oped_completion oped
        echo "${COMPREPLY[@]}"
    """
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(["bash", "-c", script], env={**os.environ, "PATH": path}, capture_output=True, text=True)
    assert done.stdout.split() == ["hedging,argument"], done.stderr


def test_an_unknown_shell_is_refused(run) -> None:
    assert run("completion", "tcsh").code == 2
