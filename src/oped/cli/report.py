"""`oped report`: documents in, one combined report each out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import click

from oped import api
from oped.cli.common import analysis_options, find_settings, make_host, parse_sets, plain_warnings
from oped.errors import InputError, OutputError, SchemaError, UsageError, unknown
from oped.host import Host
from oped.host.host import LIMIT
from oped.model import Layer, Report


@attrs.frozen
class _Job:
    """How each document is read, analysed and written."""

    host: Host
    format: str
    reader: str | None
    limit: int
    linguistics: str
    only: tuple[str, ...]
    without: tuple[str, ...]
    given: tuple[Layer, ...]
    options: Mapping[str, Any]
    brief: bool


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-f", "--format", "format_", metavar="FORMAT", help="text (default), html, md, json, csv, or a plugin's.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here; a folder where there are several.")
@click.option("--reader", metavar="NAME", help="Read with this reader, whatever the suffix.")
@click.option(
    "--given", "given_files", multiple=True, metavar="REPORT.json", help="Take the layers of a corrected report."
)
@click.option("--max-bytes", "limit", type=click.IntRange(1), default=LIMIT, show_default=True, help="Refuse larger.")
@click.option("--brief", is_flag=True, help="Only the headline (text).")
@analysis_options
@click.pass_context
def report(
    ctx: click.Context,
    files: tuple[str, ...],
    format_: str | None,
    output: Path | None,
    reader: str | None,
    given_files: tuple[str, ...],
    limit: int,
    brief: bool,
    only: tuple[str, ...],
    without: tuple[str, ...],
    sets: tuple[str, ...],
    linguistics: str | None,
    files_: tuple[Path, ...],
    lexicons: tuple[Path, ...],
    allow: tuple[str, ...],
    block: tuple[str, ...],
    strict: bool,
) -> None:
    """Analyse each FILE ("-" is standard input) and report who stands where, how sure, and how it is argued.

    \b
    oped report op-ed.txt
    oped report op-ed.html --output report.html
    oped report *.txt --format csv --output tables/
    """
    settings = find_settings()
    host = make_host(allow=allow, block=block, strict=strict, files=files_, lexicons=lexicons)
    given = tuple(layer for path in given_files for layer in _given_layers(path, host))
    job = _Job(
        host,
        _choose_format(format_, output, host, several=len(files) > 1),
        reader,
        limit,
        linguistics or str(settings.values.get("linguistics", "textblob")),
        only or settings.names("only"),
        without or settings.names("without"),
        given,
        {**settings.options, **parse_sets(sets)},
        brief,
    )
    _check_names(job)
    targets = _targets(files, output, job)
    failed = False
    for file, target in _progress(list(zip(files, targets, strict=True))):
        try:
            with plain_warnings():
                found = _analyse(file, job)
            _write(found, target, job)
        except (InputError, OutputError) as error:
            click.echo(f"oped: {error}", err=True)
            failed = True
        else:
            failed = failed or any(outcome.state == "failed" for outcome in found.outcomes.values())
    ctx.exit(1 if failed else 0)


def _choose_format(format_: str | None, output: Path | None, host: Host, *, several: bool) -> str:
    if format_ is None and output is not None and not several and output.suffix:
        suffixes = {renderer.suffix: name for name, renderer in host.renderers.items() if renderer.suffix}
        format_ = suffixes.get(output.suffix.lower(), "text")
    format_ = format_ or "text"
    if format_ not in host.renderers:
        raise unknown("format", format_, host.renderers)
    return format_


def _check_names(job: _Job) -> None:
    """Find wrong names before any document is read: they are wrong usage, not a document's fault."""
    job.host.check(only=job.only, without=job.without, options=job.options, linguistics=job.linguistics)
    if job.reader is not None and job.reader not in job.host.readers:
        raise unknown("reader", job.reader, job.host.readers)


def _given_layers(path: str, host: Host) -> Iterator[Layer]:
    """The layers of a report, except those of linguistics; raises InputError where it is no report."""
    try:
        text = api.load_bytes(Path(path), 100 * LIMIT).decode("utf-8")
        yield from Report.from_json(text).layers.values()
    except (UnicodeDecodeError, SchemaError) as error:
        raise InputError(f"{path}: {error}") from None


def _targets(files: Sequence[str], output: Path | None, job: _Job) -> list[Path | None]:
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
    suffix = job.host.renderers[job.format].suffix or ".txt"
    names: list[str] = []
    for file in files:
        stem = "stdin" if file == "-" else Path(file).stem
        # Two inputs of one name must not overwrite one another.
        names.append(stem if names.count(stem) == 0 and stem not in names else f"{stem}-{len(names) + 1}")
    return [output / f"{name}{suffix}" for name in names]


def _progress(jobs: list[tuple[str, Path | None]]) -> Iterator[tuple[str, Path | None]]:
    """The jobs, with a bar on standard error where somebody watches it."""
    if len(jobs) < 2 or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from jobs
        return
    with click.progressbar(jobs, label="Analysing", file=sys.stderr) as bar:
        yield from bar


def _analyse(file: str, job: _Job) -> Report:
    if file == "-":
        name, data = "stdin", sys.stdin.buffer.read(job.limit + 1)
        if len(data) > job.limit:
            raise InputError(f"standard input has over {job.limit:,} bytes; raise the limit with --max-bytes")
    else:
        name, data = Path(file).name, api.load_bytes(Path(file), job.limit)
    try:
        document = api.read_bytes(
            data,
            name,
            reader=job.reader,
            linguistics=job.linguistics,
            options=job.options,
            limit=job.limit,
            host=job.host,
        )
    except InputError as error:
        # Name the file as the user did, not by its last part.
        raise InputError(str(error).replace(name, file, 1) if file != "-" else str(error)) from None
    return job.host.analyse(
        document,
        only=job.only,
        without=job.without,
        given=job.given,
        options=job.options,
        linguistics=job.linguistics,
    )


def _write(found: Report, target: Path | None, job: _Job) -> None:
    if target is None and job.format == "text":
        from oped.renderers.text import print_report, standard_console

        print_report(found, job.host.sections, standard_console(), brief=job.brief)
        return
    text = job.host.render(found, job.format)
    if target is not None:
        api.write(text, target)
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
