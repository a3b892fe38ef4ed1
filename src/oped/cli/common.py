"""What several commands share: the host, its warnings on standard error, and settings."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from oped import inline, settings
from oped.cli.completion import Complete, complete_layers, complete_linguistics, complete_plugins, complete_setting
from oped.errors import PluginWarning, UsageError
from oped.host import Host
from oped.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

PATH = click.Path(path_type=Path)
F = TypeVar("F", bound=Callable[..., Any])


@contextmanager
def plain_warnings() -> Iterator[None]:
    """Show each warning of a plugin once, as one line on standard error."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", PluginWarning)
        try:
            yield
        finally:
            for message in dict.fromkeys(str(warning.message) for warning in caught):
                click.echo(f"oped: warning: {message}", err=True)


def make_host(
    *,
    allow: Sequence[str] = (),
    block: Sequence[str] = (),
    strict: bool = False,
    files: Sequence[Path] = (),
    lexicons: Sequence[Path] = (),
    timeout: float | None = None,
    linguistics: str = "textblob",
) -> Host:
    """A host with the user's choice of plugins; what fails to load is told on standard error."""
    with plain_warnings():
        host = Host(allow=allow or None, block=block, strict=strict, timeout=timeout, linguistics=linguistics)
        for file in files:
            host.register(inline.load_module(file), file.stem)
        for file in lexicons:
            host.register(inline.lexicon_plugin(file), f"lexicon {file.name}")
        _ = host.analysers, host.linguistics, host.readers, host.renderers, host.sections
    return host


def wide_console() -> Console:
    """A console for tables: as wide as the terminal, and wide enough for whole lines where it is none."""
    from rich.console import Console

    plain = Console(highlight=False)
    return plain if plain.is_terminal else Console(highlight=False, width=240)


def find_settings() -> Settings:
    """The settings of the working folder."""
    return settings.find(Path.cwd())


def parse_sets(sets: Sequence[str]) -> dict[str, str]:
    """`NAME.OPTION=VALUE` as names and values. Raises UsageError where one is not of this form."""
    values: dict[str, str] = {}
    for item in sets:
        name, mark, value = item.partition("=")
        if not mark or "." not in name:
            raise UsageError(f"--set takes NAME.OPTION=VALUE, such as hedging.scheme=sfu, not {item!r}")
        values[name.strip()] = value
    return values


def split_names(_: click.Context, __: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """Names given as `--only a --only b` or `--only a,b`."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _names(option: str, metavar: str, complete: Complete, help: str) -> Callable[[F], F]:
    """An option that takes names, between commas or one at a time."""
    return click.option(
        option, multiple=True, callback=split_names, metavar=metavar, shell_complete=complete, help=help
    )


def set_option(help: str = "Set an option, as for oped report.") -> Callable[[F], F]:
    """The option `--set`."""
    return click.option(
        "--set", "sets", multiple=True, metavar="NAME.OPTION=VALUE", shell_complete=complete_setting, help=help
    )


def analysis_options(command: F) -> F:
    """The options of every command that analyses."""
    for option in reversed(
        [
            _names("--only", "LAYER", complete_layers, "Report these layers."),
            _names("--without", "LAYER", complete_layers, "Leave layers out."),
            set_option("Set an option."),
            click.option(
                "--linguistics",
                metavar="NAME",
                shell_complete=complete_linguistics,
                help="How to parse: textblob (default), or a plugin's.",
            ),
            click.option("--plugin", "files_", multiple=True, type=PATH, help="Load this Python file as a plugin."),
            click.option(
                "--lexicon", "lexicons", multiple=True, type=PATH, help="Mark the entries of this TOML or CSV."
            ),
            _names("--allow", "PLUGIN", complete_plugins, "Load only these."),
            _names("--block", "PLUGIN", complete_plugins, "Do not load these."),
            click.option(
                "--timeout",
                type=click.FloatRange(min=0, min_open=True),
                metavar="SECONDS",
                help="Stop each analyser that takes longer.",
            ),
            click.option("--strict", is_flag=True, help="Stop at the first plugin that fails."),
        ]
    ):
        command = option(command)
    return command
