"""The `oped` command; each subcommand is imported when it is called, so that `oped --version` is quick."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from oped import __version__
from oped.errors import OpedError, UsageError

_COMMANDS = {
    "completion": "Print what the shell needs to complete words.",
    "config": "Show each setting, its value and where it came from.",
    "evaluate": "Score the analysers against gold data.",
    "explain": "Say what a layer finds, and why.",
    "new-plugin": "Make a plugin of your own, with its tests.",
    "network": "Write who stands where in all documents as one network.",
    "plugins": "List the plugins that are installed.",
    "report": "Analyse documents and report what they say.",
    "train": "Train the models of a layer on gold data.",
    "view": "Open a report in the browser.",
    "watch": "Report on a file again whenever it changes.",
}


def own_commands() -> tuple[str, ...]:
    """The names of the commands of `oped` itself, which no plugin's command may have."""
    return tuple(_COMMANDS)


class _Commands(click.Group):
    """The commands of `oped` itself, then those of plugins; nothing is imported before it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*_COMMANDS, *(_plugin_commands())])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _COMMANDS:
            name = cmd_name.replace("-", "_")
            command = getattr(import_module(f"oped.cli.{name}"), name)
            assert isinstance(command, click.Command)
            return command
        return _plugin_commands().get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from oped.errors import unknown

            raise unknown("command", args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)


def _plugin_commands() -> dict[str, click.Command]:
    from oped.cli.common import make_host

    return {
        command.name: command
        for command in make_host().commands()
        if command.name is not None and command.name not in _COMMANDS
    }


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="oped %(version)s")
def cli() -> None:
    """Read opinion writing: who stands where, how sure, and how the case is argued."""


def main() -> None:
    """Run the command: one clear line for every error; exit 0 fine, 1 something failed, 2 wrong usage."""
    try:
        # Without its standalone mode click hands back the exit code, or what the command returned.
        code = cli.main(standalone_mode=False, prog_name="oped")
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        _fail(error.format_message(), error.exit_code)
    except UsageError as error:
        _fail(str(error), 2)
    except OpedError as error:
        _fail(str(error), 1)
    except BrokenPipeError:
        # The reader of our output has gone; hush the interpreter's own attempt to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if os.environ.get("OPED_DEBUG"):
            raise
        _fail(f"{type(error).__name__}: {error}; this is a bug of oped; OPED_DEBUG=1 shows where it is", 1)


def _fail(message: str, code: int) -> None:
    click.echo(f"oped: {message}", err=True)
    sys.exit(code)
