"""`oped new-plugin`: a plugin of one's own, which installs and passes its tests at once."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from oped.cli.common import make_host
from oped.errors import UsageError
from oped.host import Host
from oped.scaffold import KINDS, Names, make, names_of
from oped.settings import TOP

_RESERVED = {*TOP, "oped", "host"}
"""Names that mean something else in settings and messages."""


@click.command("new-plugin")
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice(list(KINDS)),
    default="analyser",
    show_default=True,
    help="What it adds: an analyser with a lexicon, or one with a trained model, a reader, …",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Make its folder in this one, instead of here.",
)
def new_plugin(name: str, kind: str, into: Path) -> None:
    """Make the project of a new plugin NAME, with tests and all; it installs and passes them at once.

    \b
    oped new-plugin news-frames
    oped new-plugin my-docx --kind reader --into ~/plugins
    """
    names = names_of(name)
    _check_free(names, KINDS[kind].hook, make_host())
    project = make(names, KINDS[kind], into)
    click.echo(f"oped: made {project}; now:", err=True)
    click.echo(f'cd {project}\npip install -e ".[test]"\npython -m pytest')


def _check_free(names: Names, hook: str, host: Host) -> None:
    """Raise UsageError where the name means something already, to users of `oped` or to Python."""
    if names.name in _RESERVED:
        raise UsageError(f"the name {names.name!r} is reserved; choose another")
    for plugin in host.plugins:
        if plugin.name == names.name:
            raise UsageError(f"the name {names.name!r} is taken by {plugin.title}; choose another")
    offered = {
        "oped_analysers": ("layer", host.analysers),
        "oped_readers": ("reader", host.readers),
        "oped_renderers": ("format", host.renderers),
        "oped_linguistics": ("linguistics", host.linguistics),
    }
    what, taken = offered[hook]
    if names.name in taken:
        raise UsageError(f"there is a {what} {names.name!r} already; choose another name")
    if find_spec(names.module) is not None:
        raise UsageError(f"there is a module {names.module!r} already; choose another name")
