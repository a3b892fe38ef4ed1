"""`oped plugins`: what is installed, what became of it, and what is wrong with it."""

from __future__ import annotations

import warnings

import click

from oped.cli.common import make_host, wide_console
from oped.host import Host
from oped.host.discovery import Plugin


@click.command()
@click.option("--doctor", is_flag=True, help="Try every plugin on short texts, and explain what is wrong.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="With --doctor: what takes longer counts as endless.",
)
@click.pass_context
def plugins(ctx: click.Context, doctor: bool, timeout: float) -> None:
    """List the plugins: name, distribution, version, hooks, layers, and their state.

    With --doctor each fault is one line that says what to do; the exit code is 1 where there is any.
    """
    if doctor:
        ctx.exit(_doctor(timeout))
    _list(make_host())


def _doctor(timeout: float) -> int:
    from oped.cli import own_commands
    from oped.host.doctor import examine

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # every warning is a line below
        host = Host()
    faults = examine(host, timeout, own_commands())
    for fault in faults:
        click.echo(fault)
    if not faults:
        click.echo(f"{len(host.plugins)} plugins, no fault")
    return 1 if faults else 0


def _list(host: Host) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table("plugin", "distribution", "version", "hooks", "layers", "state", box=None, pad_edge=False)
    for plugin in host.plugins:
        layers = [name for name in host.analysers if host.owner(name) == plugin]
        hooks = [name.removeprefix("oped_") for name in host.hooks(plugin.name)] if plugin.state == "loaded" else []
        cells = (
            plugin.name,
            plugin.distribution,
            plugin.version,
            ", ".join(hooks),
            ", ".join(layers),
            _state(plugin, host),
        )
        table.add_row(*(escape(cell) for cell in cells))
    wide_console().print(table)


def _state(plugin: Plugin, host: Host) -> str:
    if plugin.reason:
        return f"{plugin.state}: {plugin.reason}"
    told = [problem for problem in host.problems if problem.message.startswith(f"{plugin.title}: ")]
    return f"{plugin.state}, with faults: see oped plugins --doctor" if told else plugin.state
