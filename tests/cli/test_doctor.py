"""`oped plugins --doctor`: each fault is one line that names distribution and version, and says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.plugins import analyser, install

HOOK = "import oped\n@oped.hookimpl\n"


def hook(name: str, made: str) -> str:
    """The source of a plugin with one hook that returns one thing."""
    return f"{HOOK}def oped_{name}(): return [{made}]"


def annotates(what: str) -> str:
    return analyser("mine", f"return [{what}]", "features={'f': ''}")


FAULTS = {
    "broken import": (
        "import nothing_of_this_name",
        "cannot be imported: ModuleNotFoundError: No module named 'nothing_of_this_name'",
        "reinstall sick-plugin",
    ),
    "syntax": ("def broken(:", "cannot be imported: SyntaxError", "--block sick"),
    "wrong signature": (
        f"{HOOK}def oped_analysers(host): ...",
        "oped_analysers(host) takes arguments",
        "write it as oped_analysers()",
    ),
    "unknown hook": (f"{HOOK}def oped_analyzers(): ...", "there is no hook oped_analyzers", "write oped_analysers"),
    "hook without a mark": ("def oped_analysers(): ...", "oped_analysers is never called", "write @oped.hookimpl"),
    "no hook": ("x = 1", "implements no hook", "see the how-to"),
    "hook that raises": (f"{HOOK}def oped_analysers(): raise KeyError('k')", "oped_analysers failed: KeyError", "mend"),
    "hook that returns something": (hook("analysers", "3"), "which is no Analyser", "return oped.Analyser"),
    "wrong API version": (analyser("mine", more="api=99"), "speaks version 99 of the plugin contract", "update one"),
    "reserved layer": (analyser("hedging"), "layer 'hedging' is claimed by plugin 'hedging' (oped", "block one"),
    "circle": (analyser("mine", more="wants=['mine']"), "in a circle: mine -> mine", "take one need away"),
    "missing requirement": (
        analyser("mine", more="requires=['hedgin']"),
        "requires the layer 'hedgin', which no plugin provides",
        "did you mean 'hedging'?",
    ),
    "out of bounds": (annotates("oped.Annotation('x', [oped.Span(0, 9999)])"), "reaches beyond the text", "mend it"),
    "undeclared label": (annotates("oped.Annotation('y', [oped.Span(0, 0)])"), "mine", "mend it"),
    "exception": (
        analyser("mine", "raise RuntimeError('no luck')"),
        "RuntimeError: no luck (on an empty text)",
        "mend",
    ),
    "exception on some texts": (
        analyser("mine", "document.text.encode('latin-1'); return []"),
        "UnicodeEncodeError",
        "--block sick",
    ),
    "endless run": (analyser("mine", "while True: pass"), "longer than --timeout allows", "--without mine"),
    "section": (
        hook("sections", "oped.Section('hedging', lambda report, layer: ['<b>'])"),
        "the section of 'hedging' failed: TypeError: it yields str",
        "mend it",
    ),
    "renderer": (
        hook("renderers", "oped.Renderer('mine', '.mine', lambda report, sections: 1 // 0)"),
        "renderer 'mine' failed: ZeroDivisionError",
        "mend it",
    ),
    "second renderer": (
        hook("renderers", "oped.Renderer('html', '.mine', lambda report, sections: '')"),
        "'html' is registered by plugin 'renderers' (oped",
        "block one",
    ),
    "reader": (
        hook("readers", "oped.Reader(name='mine', suffixes=['.mine'], read=lambda data: data)"),
        "reader 'mine' failed: TypeError: it returns bytes",
        "mend it",
    ),
    "hidden command": (
        "import click\n" + hook("commands", "click.Command('report')"),
        "its command 'report' is hidden by one of oped itself",
        "give it another name",
    ),
    "linguistics": (
        hook("linguistics", "oped.Linguistics('mine', lambda text, regions, options: [3])"),
        "linguistics 'mine' failed",
        "mend it",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_one_line_that_says_what_to_do(run, site: Path, fault: str) -> None:
    source, what, advice = FAULTS[fault]
    install(site, "sick-plugin", source, entry="sick", version="2.3")
    result = run("plugins", "--doctor", "--timeout", "0.5" if fault == "endless run" else "30")
    assert (result.code, result.err) == (1, "")
    (line,) = result.out.splitlines()
    assert line.startswith("plugin 'sick' (sick-plugin 2.3): ")
    assert what in line
    assert advice in line


def test_two_plugins_of_one_name_are_two_lines(run, site: Path) -> None:
    install(site, "one-plugin", analyser("one"), entry="same")
    install(site, "two-plugin", analyser("two"), entry="same", version="2.0")
    install(site, "thief-plugin", analyser("three"), entry="stance")
    lines = run("plugins", "--doctor").out.splitlines()
    assert len(lines) == 3
    for line in lines[:2]:
        assert "one-plugin 1.0 and two-plugin 2.0 both call a plugin 'same'; uninstall one" in line
    assert "plugin 'stance' (thief-plugin 1.0)" in lines[2]
    assert "is reserved" in lines[2]


def test_a_circle_of_two_plugins_names_both(run, site: Path) -> None:
    install(site, "one-plugin", analyser("one", more="requires=['two']"))
    install(site, "two-plugin", analyser("two", more="requires=['one']"), version="2.0")
    (line,) = run("plugins", "--doctor").out.splitlines()
    assert "(one-plugin 1.0) and plugin 'two_plugin' (two-plugin 2.0)" in line
    assert "one -> two -> one" in line


def test_all_is_well_without_a_fault(run, site: Path) -> None:
    install(site, "good-plugin", analyser("mine", "return [oped.Measure('words', len(document.tokens))]"))
    result = run("plugins", "--doctor")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("plugins, no fault\n")


def test_the_table_shows_hooks_layers_and_state(run, site: Path) -> None:
    install(site, "good-plugin", analyser("mine"), version="1.2")
    install(site, "sick-plugin", "1/0")
    install(site, "odd-plugin", hook("analysers", "3"))
    rows = {line.split()[0]: line for line in run("plugins").out.splitlines()}
    assert rows["good_plugin"].split() == ["good_plugin", "good-plugin", "1.2", "analysers", "mine", "loaded"]
    assert "failed: cannot be imported: ZeroDivisionError" in rows["sick_plugin"]
    assert "loaded, with faults: see oped plugins --doctor" in rows["odd_plugin"]
    assert {"argument,", "connectives,", "units"} <= set(rows["argument"].split())
