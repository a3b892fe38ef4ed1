"""`oped new-plugin` refuses names that would not work, and never writes over anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.plugins import analyser, install


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Shouting", "lower-case"),
        ("9lives", "beginning with a letter"),
        ("two--hyphens", "single hyphens"),
        ("../elsewhere", "cannot name a plugin"),
        ("an_even_longer_name_than_all", "at most 24"),
        ("oped-", "cannot name a plugin"),
        ("hedging", "taken by plugin 'hedging' (oped"),
        ("oped-hedging", "taken by"),
        ("actors", "there is a layer 'actors'"),
        ("textblob", "taken by"),
        ("linguistics", "reserved"),
        ("only", "reserved"),
    ],
)
def test_a_bad_or_taken_name_is_refused(run, name: str, message: str, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    result = run("new-plugin", name)
    assert result.code == 2
    assert message in result.err
    assert len(result.err.strip().splitlines()) == 1
    assert sorted(tmp_path.iterdir()) == before


def test_names_are_taken_by_what_is_installed(run, site: Path) -> None:
    install(site, "their-plugin", analyser("theirs"), entry="other", version="2.3")
    assert "their-plugin 2.3" in run("new-plugin", "other").err
    assert "there is a layer 'theirs'" in run("new-plugin", "theirs").err
    assert run("new-plugin", "theirs", "--kind", "reader").code == 0  # a reader may share its name with a layer
    assert "there is a format 'html'" in run("new-plugin", "html", "--kind", "renderer").err
    (site / "oped_other_module.py").write_text("")
    assert "there is a module 'oped_other_module'" in run("new-plugin", "other-module").err


def test_a_folder_that_is_there_is_left_alone(run, tmp_path: Path) -> None:
    (tmp_path / "oped-mine").mkdir()
    (tmp_path / "oped-mine" / "precious.txt").write_text("mine")
    result = run("new-plugin", "mine")
    assert result.code == 2
    assert "there already" in result.err
    assert [path.name for path in (tmp_path / "oped-mine").iterdir()] == ["precious.txt"]
    (tmp_path / "file").write_text("")
    assert run("new-plugin", "mine", "--into", "file").code == 2
    assert run("new-plugin", "mine", "--kind", "nothing").code == 2


def test_oped_in_front_of_the_name_changes_nothing(run, tmp_path: Path) -> None:
    assert run("new-plugin", "oped-news-frames").code == 0
    assert (tmp_path / "oped-news-frames" / "src" / "oped_news_frames" / "lexicon.toml").exists()
