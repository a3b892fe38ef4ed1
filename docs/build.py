"""Write the parts of the docs that the code itself knows: layers, commands, hooks, public names, and measured figures.

Figures are those of the `figures.toml` of each analyser. Where a page (accuracy.md, a MODEL.md) has the lines

    <!-- figures: LAYER -->
    <!-- end of figures -->

the table of that layer (or linguistics) is written between them.

python docs/build.py            # write them
python docs/build.py --check    # fail where they are out of date
"""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path
from typing import Any, get_args

import click
from api import api

import oped
from oped import hookspecs
from oped.analyser import Analyser
from oped.cli import cli
from oped.host.options import Option
from oped.model import Accuracy, Figure

HERE = Path(__file__).parent
ROOT = HERE.parent
FIGURES = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- end of figures -->)", re.DOTALL)
NOTE = "<!-- Written by docs/build.py from the code; do not edit. -->\n"


def layers() -> str:
    """The reference of all bundled layers."""
    host = oped.Host()
    parts = [NOTE, "# Layers\n", "What each bundled analyser finds: its labels, features and options.\n"]
    for name, analyser in sorted(host.analysers.items()):
        if host.owner(name).distribution == "oped":
            options = [option for option in host.option_table() if option.name.startswith(f"{name}.")]
            parts += _layer(analyser, options)
    return "\n".join(parts)


def _layer(analyser: Analyser, options: list[Option]) -> list[str]:
    parts = [f"## `{analyser.name}`\n", f"{analyser.summary}\n"]
    parts.append(f"Requires: {_names(analyser.requires)}. Wants: {_names(analyser.wants)}.\n")
    parts += _table(("label", "meaning"), [(f"`{name}`", meaning) for name, meaning in analyser.labels.items()])
    parts += _table(("feature", "meaning"), [(f"`{name}`", meaning) for name, meaning in analyser.features.items()])
    rows = [(f"`{o.name}`", _values(o.type), f"`{o.default!r}`", o.help) for o in options]
    return parts + (_table(("option", "values", "default", "what it is for"), rows) if rows else [])


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"


def _values(kind: Any) -> str:
    choices = get_args(kind)
    if choices and all(isinstance(choice, str) for choice in choices):
        return ", ".join(f"`{choice}`" for choice in choices)
    return f"`{getattr(kind, '__name__', kind)}`"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(cell.replace('|', '∣').replace(chr(10), ' ') for cell in row)} |" for row in rows]
    return ["\n".join(lines) + "\n"]


def commands() -> str:
    """The reference of all commands, as their own help shows it."""
    parts = [NOTE, "# Commands\n", "Exit codes: 0 fine, 1 some input or analyser failed, 2 wrong usage.\n"]
    with click.Context(cli, info_name="oped") as top:
        for name in cli.list_commands(top):
            command = cli.get_command(top, name)
            assert command is not None
            with click.Context(command, info_name=f"oped {name}", max_content_width=100, terminal_width=100) as context:
                parts.append(f"## `oped {name}`\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def hooks() -> str:
    """The reference of all hooks, from their docstrings."""
    parts = [NOTE, "# Hooks\n", f"{inspect.cleandoc(hookspecs.__doc__ or '')}\n"]
    for name, hook in sorted(vars(hookspecs).items()):
        if name.startswith("oped_"):
            parts.append(f"## `{name}{inspect.signature(hook)}`\n\n{inspect.getdoc(hook)}\n")
    parts += ["## Descriptors\n"]
    for kind in (oped.Analyser, oped.Reader, oped.Linguistics, oped.Renderer, oped.Section):
        fields = ", ".join(inspect.signature(kind).parameters)
        parts.append(f"### `{kind.__name__}({fields})`\n\n{inspect.getdoc(kind)}\n")
    return "\n".join(parts)


def figures(accuracy: Accuracy) -> str:
    """The figures of one analyser, a table for each run, and its limits."""
    runs: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in accuracy.figures:
        runs.setdefault((figure.data, figure.split, figure.command), []).append(figure)
    parts = []
    for (data, split, command), measured in runs.items():
        parts.append(f"**{data}**{f' ({split})' if split else ''}{f': `{command}`' if command else ''}\n")
        rows = [(figure.measure, _score(figure.score), figure.reference) for figure in measured]
        others = any(figure.reference for figure in measured)
        head = ("measure", "score", "beside it") if others else ("measure", "score")
        parts += _table(head, [row[: len(head)] for row in rows])
    parts += [f"- {limit}" for limit in accuracy.limits]
    return "\n" + "\n".join(parts).rstrip("\n") + "\n\n"


def _score(score: float) -> str:
    text = f"{score:.3f}"
    return text.removeprefix("0") if 0 < score < 1 else text


def with_figures(text: str) -> str:
    """A page with the tables of figures that it asks for. Raises KeyError where no analyser has the name."""
    host = oped.Host()
    known: dict[str, Accuracy] = {name: parser.accuracy for name, parser in host.linguistics.items()}
    known |= {name: analyser.accuracy for name, analyser in host.analysers.items()}
    return FIGURES.sub(lambda found: f"{found[1]}{figures(known[found[2]])}{found[3]}", text)


def pages() -> dict[Path, str]:
    """What each generated page should say."""
    made = {HERE / "reference" / name: make() for name, make in REFERENCE.items()}
    cards = sorted([*ROOT.glob("plugins/**/MODEL.md"), *ROOT.glob("src/**/MODEL.md")])
    for path in (HERE / "explanation" / "accuracy.md", *cards):
        text = path.read_text(encoding="utf-8")
        if FIGURES.search(text):
            made[path] = with_figures(text)
    return made


def public() -> str:
    """The reference of every public name."""
    return f"{NOTE}\n{api()}"


REFERENCE = {"layers.md": layers, "commands.md": commands, "hooks.md": hooks, "api.md": public}


def main() -> int:
    """Write the pages, or check them; the exit code tells whether they are up to date."""
    stale = []
    for path, text in pages().items():
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.relative_to(ROOT).as_posix())
    if stale:
        print(f"out of date: {', '.join(stale)}; run: python docs/build.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
