"""The `oped` command, called as its entry point calls it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import oped
from tests.cli.conftest import TEXT
from tests.core.plugins import analyser, install


def test_a_report_of_every_format(run) -> None:
    for format in ("text", "html", "md", "json", "csv"):
        result = run("report", "a.txt", "--format", format)
        assert (result.code, result.err) == (0, "")
        assert "torpedo" in result.out


def test_json_is_what_the_library_gives(run, tmp_path: Path) -> None:
    result = run("report", "a.txt", "--format", "json")
    assert result.out == oped.analyse(oped.read(tmp_path / "a.txt")).to_json()


def test_standard_input_is_a_file_too(run) -> None:
    result = run("report", "-", "--format", "json", stdin=TEXT.encode())
    assert json.loads(result.out)["document"]["text"] == TEXT


def test_output_goes_to_a_file_by_its_suffix(run, tmp_path: Path) -> None:
    assert run("report", "a.txt", "-o", "out.html").code == 0
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("<!")
    assert run("report", "a.txt", "-o", "out.json").code == 0
    assert oped.Report.from_json((tmp_path / "out.json").read_text(encoding="utf-8")).document.id == "a"


def test_several_files_go_to_a_folder_and_names_never_clash(run, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("Another text.")
    assert run("report", "a.txt", "b.txt", "sub/a.txt", "-f", "json", "-o", "out").code == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a-3.json", "a.json", "b.json"]


def test_a_corrected_report_is_given_back(run, tmp_path: Path) -> None:
    run("report", "a.txt", "-o", "gold.json")
    data = json.loads((tmp_path / "gold.json").read_text(encoding="utf-8"))
    data["outcomes"]["hedging"]["layer"]["annotations"] = []
    data["outcomes"]["hedging"]["layer"]["relations"] = []
    (tmp_path / "gold.json").write_text(json.dumps(data), encoding="utf-8")
    layer = json.loads(run("report", "a.txt", "-f", "json", "--given", "gold.json").out)["outcomes"]["hedging"]["layer"]
    assert layer["annotations"] == []
    assert layer["provenance"]["given"] is True
    outcomes = json.loads(run("report", "a.txt", "-f", "json", "--given", "hedging=gold.json").out)["outcomes"]
    assert [name for name, outcome in outcomes.items() if outcome["layer"]["provenance"].get("given")] == ["hedging"]
    assert run("report", "a.txt", "--given", "hedgin=gold.json").code == 2


def test_only_without_and_set_choose_what_is_reported(run) -> None:
    data = json.loads(run("report", "a.txt", "-f", "json", "--only", "hedging", "--set", "hedging.scheme=sfu").out)
    assert data["selected"] == ["hedging"]
    assert data["outcomes"]["hedging"]["layer"]["provenance"]["option.scheme"] == "sfu"
    assert "argument" not in data["outcomes"]
    data = json.loads(run("report", "a.txt", "-f", "json", "--without", "stance,argument").out)
    assert not {"stance", "argument"} & set(data["outcomes"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["report", "a.txt", "--only", "hedgin"], "did you mean 'hedging'"),
        (["report", "a.txt", "--format", "htm"], "did you mean 'html'"),
        (["report", "a.txt", "--set", "hedging.schema=sfu"], "did you mean 'hedging.scheme'"),
        (["report", "a.txt", "--set", "hedging.scheme=sfx"], "sfx"),
        (["report", "a.txt", "--set", "scheme"], "NAME.OPTION=VALUE"),
        (
            ["report", "a.txt", "--set", "stance.threshold=7"],
            "option stance.threshold: 7.0 is refused; it must be >= 0 and <= 1",
        ),
        (["report", "a.txt", "--block", "hedgin"], "did you mean 'hedging'"),
        (["report", "a.txt", "--linguistics", "textblub"], "did you mean 'textblob'"),
        (["report"], "FILE"),
        (["reprot"], "did you mean 'report'"),
        (["explain", "hedgin"], "did you mean 'hedging'"),
        (["report", "a.txt", "--nonsense"], "--nonsense"),
    ],
)
def test_wrong_usage_ends_with_2_and_one_line_that_helps(run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert message in result.err
    assert len(result.err.strip().splitlines()) == 1


def test_bad_input_ends_with_1_and_the_other_files_are_done(run, tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "large.txt").write_text("word " * 5000)
    bad = ["missing.txt", "binary.txt", "large.txt", str(tmp_path)]
    result = run("report", *bad, "a.txt", "--max-bytes", "20000", "-f", "json", "--only", "hedging")
    assert result.code == 1
    assert json.loads(result.out)["document"]["text"] == TEXT
    lines = result.err.strip().splitlines()
    assert len(lines) == len(bad)
    for name, line in zip(bad, lines, strict=True):
        assert name in line
        assert "Traceback" not in line
    assert "--max-bytes" in lines[2]


def test_an_empty_file_gives_an_empty_report(run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    for format in ("text", "html", "md", "json", "csv"):
        assert run("report", "empty.txt", "-f", format).code == 0


def test_an_unwritable_target_ends_with_1(run, tmp_path: Path) -> None:
    result = run("report", "a.txt", "-o", "nowhere/out.json")
    assert (result.code, len(result.err.strip().splitlines())) == (1, 1)
    assert "nowhere/out.json" in result.err
    assert run("report", "a.txt", "b.txt", "-o", "a.txt").code == 2
    assert run("report", "a.txt", "b.txt", "-o", "two.html").code == 2
    assert "unknown format 'pdf'" in run("report", "a.txt", "-o", "x.pdf").err
    assert run("report", "a.txt", "-f", "json", "--brief").code == 2


def test_a_failing_analyser_is_named_and_the_rest_stands(run, site: Path) -> None:
    install(site, "broken-plugin", analyser("mine", "raise RuntimeError('no luck')"), version="2.3")
    result = run("report", "a.txt")
    assert result.code == 1
    assert "broken-plugin 2.3" in result.err
    assert "torpedo" in result.out
    assert "no luck" in result.out
    assert run("report", "a.txt", "--strict").code == 1
    assert run("report", "a.txt", "--block", "broken_plugin").code == 0


def test_an_endless_analyser_is_stopped_and_the_rest_stands(run, site: Path) -> None:
    install(site, "endless-plugin", analyser("mine", "while True: pass"), version="2.3")
    result = run("report", "a.txt", "-f", "json", "--only", "mine,hedging", "--timeout", "0.3")
    assert result.code == 1
    assert result.err.count("\n") == 1
    assert "endless-plugin 2.3" in result.err
    assert "longer than --timeout allows" in result.err
    states = {name: outcome["state"] for name, outcome in json.loads(result.out)["outcomes"].items()}
    assert (states["mine"], states["hedging"]) == ("failed", "ran")
    assert run("report", "a.txt", "--timeout", "0").code == 2


def test_a_huge_document_tells_how_far_it_is_on_a_terminal_only(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oped.cli.job.HUGE", 10)
    assert run("report", "a.txt", "-f", "json", "--only", "hedging").err == ""
    monkeypatch.setattr("oped.cli.job.sys.stderr.isatty", lambda: True, raising=False)
    result = run("report", "a.txt", "-f", "json", "--only", "hedging")
    shown = [step.strip() for step in result.err.split("\r\x1b[K") if step]
    assert shown[0] == "oped: words and sentences …"
    assert any(re.fullmatch(r"oped: hedging \(\d of \d\) …", step) for step in shown)
    assert result.err.endswith("\r\x1b[K")
    monkeypatch.setattr("oped.cli.job.HUGE", 10_000)
    assert run("report", "a.txt", "-f", "json", "--only", "hedging").err == ""


def test_plugins_lists_what_is_installed(run) -> None:
    result = run("plugins")
    assert result.code == 0
    for name in ("hedging", "argument", "stance", "clauses", "attribution", "textblob"):
        assert name in result.out


def test_config_shows_values_and_where_they_came_from(run, tmp_path: Path) -> None:
    (tmp_path / "oped.toml").write_text('[hedging]\nscheme = "sfu"\n')
    (tmp_path / "deep").mkdir()
    result = run("config")
    assert result.code == 0
    line = next(line for line in result.out.splitlines() if line.startswith("hedging.scheme"))
    assert "sfu" in line
    assert "oped.toml" in line
    line = next(
        line
        for line in run("config", "--set", "hedging.scheme=bioscope").out.splitlines()
        if line.startswith("hedging.scheme")
    )
    assert "--set" in line


def test_the_nearest_settings_hold(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.oped]\nonly = ["hedging"]\n[tool.oped.hedging]\nscheme = "sfu"\n')
    deep = tmp_path / "deep" / "er"
    deep.mkdir(parents=True)
    (deep / "c.txt").write_text(TEXT)
    monkeypatch.chdir(deep)
    data = json.loads(run("report", "c.txt", "-f", "json").out)
    assert data["selected"] == ["hedging"]
    assert data["outcomes"]["hedging"]["layer"]["provenance"]["option.scheme"] == "sfu"
    (deep / "oped.toml").write_text("speling = 1\n")
    result = run("report", "c.txt")
    assert result.code == 2
    assert "oped.toml" in result.err


@pytest.mark.parametrize(
    "layer",
    [
        "actors",
        "argument",
        "attribution",
        "clauses",
        "connectives",
        "framing",
        "hedging",
        "rhetoric",
        "stance",
        "units",
    ],
)
def test_every_layer_explains_itself(run, layer: str) -> None:
    result = run("explain", layer)
    assert result.code == 0
    for label in oped.Host().analysers[layer].labels:
        assert label in result.out
    text = "Officials said that Beijing may oppose Moscow because it fears a war. Should we panic? No, we should not."
    result = run("explain", layer, "--text", text)
    assert result.code == 0
    assert "→" in result.out


def test_version_and_help(run) -> None:
    assert run("--version").out == f"oped {oped.__version__}\n"
    for form in (["--version"], ["report", "--help"]):
        done = subprocess.run([sys.executable, "-m", "oped", *form], check=True, capture_output=True, text=True)
        assert done.stdout.startswith(f"oped {oped.__version__}\n" if form == ["--version"] else "Usage: oped report")
    assert "report" in run("--help").out


def test_plugins_add_commands(run, site: Path) -> None:
    source = """
        import click
        import oped

        @click.command("shout")
        def shout():
            click.echo("HELLO")

        @oped.hookimpl
        def oped_commands():
            return [shout]
    """
    install(site, "loud-plugin", source)
    assert run("shout").out == "HELLO\n"
    assert "shout" in run("--help").out


def test_importing_loads_no_plugin_and_no_language_library() -> None:
    script = (
        "import sys, oped; "
        "heavy = {'textblob', 'nltk', 'pycrfsuite', 'simplemma', 'pluggy', 'attrs', 'attr', 'click', 'rich', 'jinja2'}; "
        "print(sorted(m for m in sys.modules if m.split('.')[0] in heavy or m.startswith('oped_')))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_the_version_is_told_without_any_library() -> None:
    script = (
        "import sys; from oped.__main__ import main; sys.argv = ['oped', '--version']; main(); "
        "print(sorted({'click', 'typing', 'inspect', 'importlib.metadata', 'oped.cli'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, text=True, env=_with_source())
    assert done.stdout == f"oped {oped.__version__}\n[]\n"


def _with_source() -> dict[str, str]:
    """The environment with `oped` on the path, for an interpreter that loads no site-packages of its own accord."""
    return {**os.environ, "PYTHONPATH": str(Path(oped.__file__).parents[1])}


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 3 + "“We will see,” Mr. Xi said. Critics doubt it.", encoding="utf-8")
    outputs = set()
    for seed in ("0", "1", "77"):
        for format in ("json", "html"):
            done = subprocess.run(
                [sys.executable, "-m", "oped", "report", "a.txt", "-f", format],
                cwd=tmp_path,
                env={**os.environ, "PYTHONHASHSEED": seed},
                check=True,
                capture_output=True,
            )
            outputs.add((format, done.stdout))
    assert len(outputs) == 2


def test_a_python_file_is_a_plugin(run, tmp_path: Path) -> None:
    (tmp_path / "rules.py").write_text(analyser("mine", "return [oped.Annotation('x', [oped.Span(0, 7)])]"))
    data = json.loads(run("report", "a.txt", "-f", "json", "--plugin", "rules.py", "--only", "mine").out)
    assert data["outcomes"]["mine"]["layer"]["annotations"][0]["quote"] == "Beijing"
    (tmp_path / "bad.py").write_text("1/0")
    (tmp_path / "empty.py").write_text("x = 1")
    for name, message in (("bad.py", "ZeroDivisionError"), ("none.py", "no such Python file"), ("empty.py", "no hook")):
        result = run("report", "a.txt", "--plugin", name)
        assert result.code == 2
        assert message in result.err


def test_a_lexicon_is_an_analyser(run, tmp_path: Path) -> None:
    (tmp_path / "frames.toml").write_text(
        '[lexicon]\nname = "frames"\n[[entry]]\npattern = "<defend>"\nlabel = "war"\nweight = 2\n'
    )
    (tmp_path / "more.csv").write_text("pattern,label\nthe plan,policy\n")
    result = run(
        "report", "a.txt", "-f", "json", "--lexicon", "frames.toml", "--lexicon", "more.csv", "--only", "frames,more"
    )
    layers = {name: outcome["layer"]["annotations"] for name, outcome in json.loads(result.out)["outcomes"].items()}
    assert [(a["quote"], a["label"], a["features"]["weight"]) for a in layers["frames"]] == [("defend", "war", 2)]
    assert [(a["quote"], a["label"]) for a in layers["more"]] == [("the plan", "policy")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("pattern,label\n<defend/VB>,war\n", [("defend", "war")]),
        ("\ufeffpattern;label\nthe plan;policy\n", [("the plan", "policy")]),
        ("pattern\tlabel\n</MD> *\tmodal\n", [("may torpedo", "modal"), ("will defend", "modal")]),
        ('label,pattern\n"one, two",the plan\n', [("the plan", "one, two")]),
        ("pattern\nthe plan\n", [("the plan", "words")]),
    ],
)
def test_a_lexicon_in_csv(run, tmp_path: Path, content: str, expected: list[tuple[str, str]]) -> None:
    (tmp_path / "words.csv").write_text(content, encoding="utf-8")
    data = json.loads(run("report", "a.txt", "-f", "json", "--lexicon", "words.csv", "--only", "words").out)
    layer = data["outcomes"]["words"]["layer"]["annotations"]
    assert [(a["quote"], a["label"]) for a in layer] == expected


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bad.csv", "word\nx\n", "it has no column 'pattern'; its columns are word"),
        ("empty.csv", "", "its columns are none"),
        ("long.csv", "pattern,label\na,b,c\n", "line 2 has more cells"),
        ("blank.csv", "pattern,label\na,b\n,c\n", "line 3: a lexicon entry needs a pattern"),
        ("latin.csv", "pattern\ncaf\xe9\n", "cannot read the lexicon"),
        ("bad.toml", '[[entry]]\npattern = "a||b"\n', "empty word"),
        ("list.toml", '[[entry]]\npattern = "a"\nlabel = ["x"]\n', "must be text, a number"),
        ("Bad Name.csv", "pattern\na\n", "a layer's name is"),
    ],
)
def test_a_malformed_lexicon_is_refused_by_name(run, tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_bytes(content.encode("latin-1"))
    result = run("report", "a.txt", "--lexicon", name)
    assert result.code in (1, 2)
    assert name in result.err
    assert message in result.err
    assert len(result.err.strip().splitlines()) == 1
