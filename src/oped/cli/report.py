"""`oped report`: documents in, one combined report each out, and an index of several pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from oped import api
from oped.cli.common import plain_warnings
from oped.cli.completion import complete_file, complete_format
from oped.cli.job import STANDARD_INPUT, Job, analyse_file, job_options, make_job
from oped.errors import InputError, OutputError, UsageError, unknown
from oped.host import Host
from oped.model import Report

if TYPE_CHECKING:
    from oped.renderers.index import Entry

INDEX = "index"


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=complete_file)
@click.option(
    "-f",
    "--format",
    "format_",
    metavar="FORMAT",
    shell_complete=complete_format,
    help="text (default), html, md, json, csv, argument.aif, stance.graphml and others (docs: export), or a plugin's.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here; a folder where there are several.")
@click.option("--brief", is_flag=True, help="Only the headline (text).")
@job_options
@click.pass_context
def report(
    ctx: click.Context, /, files: tuple[str, ...], format_: str | None, output: Path | None, brief: bool, **options: Any
) -> None:
    """Analyse each FILE ("-" is standard input) and report who stands where, how sure, and how it is argued.

    \b
    oped report op-ed.txt
    oped report op-ed.html --output report.html
    oped report *.txt --format csv --output tables/
    oped report *.txt --format html --output pages/

    Several pages in a folder get an index, index.html, which compares the documents.
    """
    job = make_job(**options)
    format_ = choose_format(format_, output, job.host, several=len(files) > 1)
    if brief and format_ != "text":
        raise UsageError(f"--brief is for the format text; leave it out with {format_}")
    targets = _targets(files, output, format_, job.host)
    _check_inputs_stay(files, targets, output)
    if output is not None and format_ == "html" and len(files) > 1:
        pages = [(file, target) for file, target in zip(files, targets, strict=True) if target is not None]
        ctx.exit(0 if write_pages(pages, output, job) else 1)
    fine = True
    for file, target in _progress(list(zip(files, targets, strict=True))):
        try:
            with plain_warnings():
                found = analyse_file(file, job)
            _write(found, target, format_, job.host, brief)
        except (InputError, OutputError) as error:
            click.echo(f"oped: {error}", err=True)
            fine = False
        else:
            fine = fine and is_whole(found)
    ctx.exit(0 if fine else 1)


def write_pages(pages: Sequence[tuple[str, Path]], folder: Path, job: Job) -> bool:
    """Write a page for each file and an index of all; False where something failed, which the index names too."""
    from oped.renderers import index

    entries: list[Entry] = []
    fine = True
    for file, target in _progress(pages):
        try:
            with plain_warnings():
                found = analyse_file(file, job)
            api.write(job.host.render(found, "html"), target)
        except (InputError, OutputError) as error:
            click.echo(f"oped: {error}", err=True)
            entries.append(index.failed_entry(file, str(error)))
            fine = False
        else:
            entries.append(index.make_entry(found, file, target.name))
            fine = fine and is_whole(found)
    api.write(index.render(entries), folder / f"{INDEX}.html")
    return fine


def is_whole(found: Report) -> bool:
    """Whether no layer failed."""
    return not any(outcome.state == "failed" for outcome in found.outcomes.values())


def choose_format(format_: str | None, output: Path | None, host: Host, *, several: bool) -> str:
    """The format that was asked for, or that a file's suffix means. Raises UsageError for an unknown one."""
    file = output if output is not None and not output.is_dir() else Path()
    named = api.format_of(file, host)
    if several and named is not None:
        raise UsageError(f"several reports need a folder, and {output} looks like a file; give a folder, and --format")
    if format_ is None and file.suffix and named is None:
        known = [renderer.suffix.removeprefix(".") for renderer in host.renderers.values() if renderer.suffix]
        raise unknown("format", file.suffix.lower().removeprefix("."), known)
    format_ = format_ or named or "text"
    if format_ not in host.renderers:
        raise unknown("format", format_, host.renderers)
    return format_


def _targets(files: Sequence[str], output: Path | None, format_: str, host: Host) -> list[Path | None]:
    """Where each report goes: None is standard output."""
    if output is None:
        return [None] * len(files)
    if len(files) == 1 and not output.is_dir():
        return [output]
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} is a file; several reports need a folder")
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make the folder {output}: {error.strerror or error}") from None
    return [*names_in(output, files, host.renderers[format_].suffix or ".txt")]


def _check_inputs_stay(files: Sequence[str], targets: Sequence[Path | None], output: Path | None) -> None:
    """Refuse to write a report over what it reports on."""
    written = {target.resolve() for target in targets if target is not None}
    if output is not None and len(files) > 1:
        written.add((output / f"{INDEX}.html").resolve())
    for file in files:
        if file != STANDARD_INPUT and Path(file).resolve() in written:
            raise UsageError(f"the report would be written over {file}; choose another place with --output")


def names_in(folder: Path, files: Sequence[str], suffix: str) -> list[Path]:
    """A file in the folder for each input; inputs of one name, in any case, do not overwrite one another."""
    taken = {INDEX} if suffix == ".html" and len(files) > 1 else set()
    paths: list[Path] = []
    for file in files:
        stem = name = "stdin" if file == STANDARD_INPUT else Path(file).stem
        number = len(paths) + 1
        while name.lower() in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.lower())
        paths.append(folder / f"{name}{suffix}")
    return paths


def _progress(jobs: Sequence[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The jobs, with a bar on standard error where somebody watches it."""
    if len(jobs) < 2 or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from jobs
        return
    with click.progressbar(jobs, label="Analysing", file=sys.stderr) as bar:
        yield from bar


def _write(found: Report, target: Path | None, format_: str, host: Host, brief: bool) -> None:
    if target is None and format_ == "text":
        from oped.renderers.text import print_report, standard_console

        print_report(found, host.sections, standard_console(), brief=brief)
        return
    text = host.render(found, format_)
    if target is not None:
        api.write(text, target)
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
