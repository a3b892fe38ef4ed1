"""`oped watch`: the report anew whenever the file changes, while somebody writes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from oped import api
from oped.cli.common import plain_warnings
from oped.cli.completion import complete_file, complete_format
from oped.cli.job import STANDARD_INPUT, Job, analyse_file, job_options, make_job
from oped.cli.report import choose_format
from oped.errors import InputError, OutputError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

_Stamp = tuple[int, int, int]


@click.command()
@click.argument("file", metavar="FILE", shell_complete=complete_file)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report here instead of showing it.")
@click.option(
    "-f",
    "--format",
    "format_",
    metavar="FORMAT",
    shell_complete=complete_format,
    help="Of --output, where its suffix does not tell.",
)
@click.option("--full", is_flag=True, help="Show the whole report in the terminal, not the headline only.")
@click.option(
    "--interval",
    type=click.FloatRange(0.05, 3600),
    default=0.5,
    show_default=True,
    metavar="SECONDS",
    help="How often to look.",
)
@job_options
def watch(file: str, output: Path | None, format_: str | None, full: bool, interval: float, **options: Any) -> None:
    """Report on FILE again whenever it changes, until Ctrl-C.

    \b
    oped watch draft.md
    oped watch draft.md --output draft.html
    """
    if file == STANDARD_INPUT:
        raise UsageError("oped watch needs a file; standard input cannot be watched")
    job = make_job(**options)
    format_ = choose_format(format_, output, job.host, several=False)
    if output is None and format_ != "text":
        raise UsageError(f"the format {format_} needs a file to write; name it with --output")
    if output is not None and output.resolve() == Path(file).resolve():
        raise UsageError(f"{output} is the file that is watched; write the report elsewhere")
    api.load_bytes(
        Path(file), job.limit
    )  # a file that is not there now is a mistake; one that goes later may come back
    console = _console() if output is None else None
    try:
        for _ in changes(Path(file), interval):
            try:
                _renew(file, output, format_, full, job, console)
            except (
                InputError,
                OutputError,
            ) as error:  # half-written, or gone for a moment: the next change may mend it
                click.echo(f"oped: {error}", err=True)
    except KeyboardInterrupt:
        click.echo(err=True)  # the shell's prompt on a line of its own


def changes(file: Path, interval: float, sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Yield at once, and then whenever the file is another than before; looks every `interval` seconds.

    While the file is missing, as when an editor replaces it, nothing is yielded.
    """
    last: _Stamp | None = None
    while True:
        stamp = _stamp(file)
        if stamp is not None and stamp != last:
            last = stamp
            yield
        sleep(interval)


def _stamp(file: Path) -> _Stamp | None:
    """What changes when a file is written or replaced."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _console() -> Console:
    from oped.renderers.text import standard_console

    return standard_console()


def _renew(file: str, output: Path | None, format_: str, full: bool, job: Job, console: Console | None) -> None:
    with plain_warnings():
        found = analyse_file(file, job)
    if output is not None:
        api.write(job.host.render(found, format_), output)
        click.echo(f"oped: wrote {output}", err=True)
    elif console is not None:
        from oped.renderers.text import print_report

        console.clear()  # does nothing where no terminal is
        print_report(found, job.host.sections, console, brief=not full)
        console.file.flush()
