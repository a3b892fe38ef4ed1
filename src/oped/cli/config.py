"""`oped config`: every setting, its value, and where the value came from."""

from __future__ import annotations

import click

from oped.cli.common import find_settings, make_host, parse_sets, set_option, wide_console


@click.command()
@set_option()
def config(sets: tuple[str, ...]) -> None:
    """Show each setting, its value and where it came from: the default, a file, or --set."""
    from rich.markup import escape
    from rich.table import Table

    host, settings, given = make_host(), find_settings(), parse_sets(sets)
    host.check(options={**settings.options, **given})
    rows: dict[str, tuple[object, str]] = {"linguistics": ("textblob", "")}
    rows |= {"only": ([], "layers to report; empty means all"), "without": ([], "layers to leave out")}
    rows |= {option.name: (option.default, option.help) for option in host.option_table()}
    table = Table("setting", "value", "from", "what it is for", box=None, pad_edge=False)
    for name, (default, purpose) in rows.items():
        value, origin = default, "default"
        if name in settings.values:
            value, origin = settings.values[name], str(settings.path)
        if name in given:
            value, origin = given[name], "--set"
        table.add_row(name, escape(str(value)), escape(origin), escape(purpose))
    wide_console().print(table)
