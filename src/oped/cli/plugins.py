"""`oped plugins`: what is installed, and what became of it."""

from __future__ import annotations

import click

from oped.cli.common import make_host, wide_console


@click.command()
def plugins() -> None:
    """List the plugins: name, distribution, version, layers, what they require, and their state."""
    from rich.markup import escape
    from rich.table import Table

    host = make_host()
    table = Table("plugin", "distribution", "version", "layers", "requires", "state", box=None, pad_edge=False)
    for plugin in host.plugins:
        owned = {name: analyser for name, analyser in host.analysers.items() if host.owner(name) == plugin}
        requires = sorted({need for analyser in owned.values() for need in analyser.requires})
        table.add_row(
            escape(plugin.name),
            escape(plugin.distribution),
            escape(plugin.version),
            escape(", ".join(owned)),
            escape(", ".join(requires)),
            escape(f"{plugin.state}: {plugin.reason}" if plugin.reason else plugin.state),
        )
    wide_console().print(table)
