"""Pages for people: several documents with their index, `oped view` and `oped watch`."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from oped.cli.watch import changes
from tests.cli.conftest import OTHER, TEXT


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """The files that a browser was asked to open; temporary files go below the test's own folder."""
    files: list[Path] = []

    def open_(address: str) -> bool:
        files.append(Path(unquote(urlparse(address).path)))
        return True

    monkeypatch.setattr(webbrowser, "open", open_)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return files


# Several documents


def test_several_pages_get_an_index_that_leads_to_each(run, tmp_path: Path) -> None:
    assert run("report", "a.txt", "b.txt", "-f", "html", "-o", "pages").code == 0
    assert sorted(p.name for p in (tmp_path / "pages").iterdir()) == ["a.html", "b.html", "index.html"]
    index = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    assert {"a.html", "b.html"} <= set(re.findall(r'href="([^"#]+)"', index))
    assert "Moscow" not in re.findall(r'<th scope="row"><bdi>(.*?)</bdi>', index)  # the actor, not its seat
    assert {"Russia", "China"} <= set(re.findall(r'<th scope="row"><bdi>(.*?)</bdi>', index))


def test_a_document_that_fails_is_a_row_with_its_error(run, tmp_path: Path) -> None:
    result = run("report", "a.txt", "nowhere.txt", "-f", "html", "-o", "pages")
    assert result.code == 1
    assert "nowhere.txt: No such file" in result.err
    index = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    assert "nowhere.txt: No such file" in index
    assert 'href="nowhere' not in index


def test_a_document_called_index_does_not_hide_the_index(run, tmp_path: Path) -> None:
    (tmp_path / "index.txt").write_text(TEXT)
    assert run("report", "index.txt", "b.txt", "-f", "html", "-o", "pages").code == 0
    assert sorted(p.name for p in (tmp_path / "pages").iterdir()) == ["b.html", "index-1.html", "index.html"]


def test_hostile_file_names_stay_words(run, tmp_path: Path) -> None:
    name = '"><img src=x onerror=alert(1)>&amp;.txt'
    (tmp_path / name).write_text(TEXT)
    (tmp_path / "javascript:alert(1).txt").write_text(TEXT)
    assert run("report", name, "javascript:alert(1).txt", name + ".not", "-f", "html", "-o", "pages").code == 1
    index = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    assert "<img" not in index
    assert 'href="javascript:' not in index
    for address in re.findall(r'href="([^"#]+)["#]', index):
        assert (tmp_path / "pages" / unquote(address)).exists(), address


def test_a_report_is_never_written_over_its_document(run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text(f"<p>{TEXT}</p>")
    before = (tmp_path / "a.html").read_bytes()
    for arguments in (["a.html", "b.html", "-f", "html", "-o", "."], ["a.html", "-o", "a.html"]):
        result = run("report", *arguments)
        assert result.code == 2
        assert "written over a.html" in result.err
    assert (tmp_path / "a.html").read_bytes() == before


# oped view


def test_view_opens_the_page_and_prints_where_it_is(run, opened: list[Path], tmp_path: Path) -> None:
    result = run("view", "a.txt")
    assert (result.code, result.err) == (0, "")
    (page,) = opened
    assert str(page) == result.out.strip()
    assert page.name == "a.html"
    assert "torpedo" in page.read_text(encoding="utf-8")
    assert page.parent.parent == tmp_path  # in the folder for temporary files, not beside the document


def test_view_of_several_opens_the_index(run, opened: list[Path]) -> None:
    assert run("view", "a.txt", "b.txt").code == 0
    assert [page.name for page in opened] == ["index.html"]
    assert (opened[0].parent / "b.html").exists()


def test_view_without_a_browser_says_so(run, opened: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda address: False)
    result = run("view", "a.txt")
    assert "no browser could be opened" in result.err
    assert Path(result.out.strip()).exists()


def test_view_of_nothing_leaves_nothing_behind(run, opened: list[Path], tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    result = run("view", "nowhere.txt")
    assert result.code == 1
    assert "nowhere.txt" in result.err
    assert (opened, sorted(tmp_path.iterdir())) == ([], before)


def test_view_takes_the_options_of_an_analysis(run, opened: list[Path]) -> None:
    assert run("view", "a.txt", "--only", "hedging").code == 0
    assert 'id="stance"' not in opened[0].read_text(encoding="utf-8")
    assert run("view", "a.txt", "--only", "hedgehogs").code == 2


# oped watch


def test_changes_are_told_once_each_and_a_missing_file_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text("one")
    steps = iter(
        [
            lambda: None,
            lambda: file.write_text("one and two"),
            lambda: file.unlink(),
            lambda: None,
            lambda: file.write_text("three"),
        ]
    )
    seen = []

    def sleep(seconds: float) -> None:
        assert seconds == 0.1
        next(steps)()

    with pytest.raises(RuntimeError):  # the steps are over
        for _ in changes(file, 0.1, sleep):
            seen.append(file.read_text())
    assert seen == ["one", "one and two", "three"]


def test_watch_renders_again_until_it_is_interrupted(tmp_path: Path) -> None:
    draft, page = tmp_path / "draft.txt", tmp_path / "draft.html"
    draft.write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "oped", "watch", str(draft), "-o", str(page), "--interval", "0.05"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path) as process:

        def wait(words: str) -> None:
            end = time.monotonic() + 60
            while not (page.exists() and words in page.read_text(encoding="utf-8")):
                assert process.poll() is None and time.monotonic() < end
                time.sleep(0.05)

        wait("torpedo")
        draft.write_bytes(b"")  # as some editors do before they write
        draft.write_text(OTHER, encoding="utf-8")
        wait("critics")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert b"Traceback" not in err
    assert out == b""
    assert err.decode().count("oped: wrote") >= 2


def test_watch_shows_the_headline_in_the_terminal(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("oped.cli.watch.changes.__defaults__", (interrupt,))
    result = run("watch", "a.txt")
    assert result.code == 0
    assert "Stances" in result.out
    assert "Where this comes from" not in result.out
    assert "Where this comes from" in run("watch", "a.txt", "--full").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-"], "cannot be watched"),
        (["nowhere.txt"], "No such file"),
        (["a.txt", "-f", "html"], "needs a file to write"),
        (["a.txt", "-o", "a.txt"], "is the file that is watched"),
    ],
)
def test_what_cannot_be_watched_is_refused(run, arguments: list[str], words: str) -> None:
    result = run("watch", *arguments)
    assert result.code in (1, 2)
    assert words in result.err


# The terminal


def test_no_color_width_and_pipes_are_respected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    def out(**environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "oped", "report", "a.txt"],
            env={**{k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}, **environment},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode()

    assert "\x1b" not in out()
    assert "\x1b[3" in out(FORCE_COLOR="1", TERM="xterm-256color")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", out(FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color"))
    for width in (50, 140):
        assert max(len(line) for line in out(COLUMNS=str(width)).splitlines()) <= width


def test_a_reader_who_leaves_early_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 200, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "oped", "report", "a.txt", "-f", "json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        err = process.stderr.read()
    assert b"Traceback" not in err
