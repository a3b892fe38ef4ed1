"""Write the parts of the reference that the code itself knows: layers, commands, hooks.

python docs/build.py            # write them
python docs/build.py --check    # fail where they are out of date
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import Any, get_args

import click

import oped
from oped import hookspecs
from oped.analyser import Analyser
from oped.cli import cli
from oped.host.options import Option

HERE = Path(__file__).parent
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
    parts += ["# Descriptors\n"]
    for kind in (oped.Analyser, oped.Reader, oped.Linguistics, oped.Renderer, oped.Section):
        fields = ", ".join(inspect.signature(kind).parameters)
        parts.append(f"## `{kind.__name__}({fields})`\n\n{inspect.getdoc(kind)}\n")
    return "\n".join(parts)


PAGES = {"layers.md": layers, "commands.md": commands, "hooks.md": hooks}


def main() -> int:
    """Write the pages, or check them; the exit code tells whether they are up to date."""
    stale = []
    for name, make in PAGES.items():
        path, text = HERE / "reference" / name, make()
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        print(f"out of date: {', '.join(stale)}; run: python docs/build.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
