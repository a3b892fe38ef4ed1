"""`oped completion`: what the shell needs to complete commands, options, and the names that plugins bring."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

import click
from click.shell_completion import CompletionItem, get_completion_class

if TYPE_CHECKING:
    from oped.host import Host

T = TypeVar("T")
Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that makes SHELL complete the words of `oped`.

    \b
    eval "$(oped completion bash)"        # in ~/.bashrc
    eval "$(oped completion zsh)"         # in ~/.zshrc
    oped completion fish | source         # in ~/.config/fish/completions/oped.fish

    Layers, formats, readers, options and plugins are completed by the names of those that are installed.
    """
    from oped.cli import cli

    kind = get_completion_class(shell)
    assert kind is not None  # click has all three
    script = kind(cli, {}, "oped", "_OPED_COMPLETE")
    # Not `source()`: for bash that would first start one, to see how old it is.
    click.echo(script.source_template % script.source_vars())


def completes(names: Callable[[Host], Iterable[str]], *, several: bool = False) -> Complete:
    """Completion by names that the host knows; with `several`, of the last of names between commas."""

    def complete(ctx: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        begun, comma, last = typed.rpartition(",") if several else ("", "", typed)
        return [
            CompletionItem(f"{begun}{comma}{name}")
            for name in sorted(_asked(names))
            if name.startswith(last) and name not in begun.split(",")
        ]

    return complete


def complete_setting(ctx: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Completion of NAME.OPTION=VALUE: by the names of options, then by the values of those that have a few."""
    types: dict[str, Any] = dict(_asked(lambda host: [(option.name, option.type) for option in host.option_table()]))
    name, mark, value = typed.partition("=")
    if not mark:
        return [CompletionItem(f"{known}=") for known in types if known.startswith(name)]
    kind = types.get(name)
    choices = get_args(kind) if get_origin(kind) is Literal else ("true", "false") if kind is bool else ()
    return [CompletionItem(f"{name}={choice}") for choice in choices if str(choice).startswith(value)]


def complete_file(ctx: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Completion by the shell's own means for files."""
    return [CompletionItem(typed, type="file")]


def _asked(what: Callable[[Host], Iterable[T]]) -> list[T]:
    """What a host of all plugins answers; nothing where that fails, for an error would spoil the line being typed."""
    from oped.host import Host

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return list(what(Host()))
        except Exception:
            return []


complete_layers = completes(lambda host: host.analysers, several=True)
complete_layer = completes(lambda host: host.analysers)
complete_plugins = completes(
    lambda host: [plugin.name for plugin in host.plugins if plugin.entry_point is not None], several=True
)
complete_format = completes(lambda host: host.renderers)
complete_reader = completes(lambda host: host.readers)
complete_linguistics = completes(lambda host: host.linguistics)
