"""What `report`, `view` and `watch` share: how a document is read and analysed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from oped import api
from oped.cli.common import analysis_options, find_settings, make_host, parse_sets
from oped.cli.completion import complete_reader
from oped.errors import InputError, SchemaError, unknown
from oped.host import Host
from oped.host.host import LIMIT, Progress
from oped.model import Document, Layer, Report

STANDARD_INPUT = "-"
HUGE = 200_000
"""Bytes from which a document takes seconds, so that somebody who waits is told how far it is."""
_CLEAR = "\r\x1b[K"
F = TypeVar("F", bound=Callable[..., Any])


@attrs.frozen
class Job:
    """How each document is read and analysed."""

    host: Host
    reader: str | None
    limit: int
    linguistics: str
    only: tuple[str, ...]
    without: tuple[str, ...]
    given: tuple[Layer, ...]
    maps: tuple[Path, ...]
    options: Mapping[str, Any]


def job_options(command: F) -> F:
    """The options of every command that reads and analyses documents; `make_job` takes their values."""
    command = analysis_options(command)
    for option in (
        click.option(
            "--max-bytes", "limit", type=click.IntRange(1), default=LIMIT, show_default=True, help="Refuse larger."
        ),
        click.option(
            "--given",
            "given_files",
            multiple=True,
            metavar="[LAYER=]FILE",
            help="Take the layers, or only this layer, of a corrected report (.json), or a corrected argument map (.aif.json, "
            ".xaif.json, .sadface.json, .map.graphml); all else is found anew.",
        ),
        click.option(
            "--reader",
            metavar="NAME",
            shell_complete=complete_reader,
            help="Read with this reader, whatever the suffix.",
        ),
    ):
        command = option(command)
    return command


def make_job(
    *,
    reader: str | None,
    given_files: Sequence[str],
    limit: int,
    only: tuple[str, ...],
    without: tuple[str, ...],
    sets: Sequence[str],
    linguistics: str | None,
    files_: Sequence[Path],
    lexicons: Sequence[Path],
    allow: Sequence[str],
    block: Sequence[str],
    strict: bool,
    timeout: float | None,
) -> Job:
    """The job that the options of `job_options` ask for.

    Wrong names raise UsageError before any document is read: they are wrong usage, not a document's fault.
    """
    settings = find_settings()
    host = make_host(allow=allow, block=block, strict=strict, files=files_, lexicons=lexicons, timeout=timeout)
    job = Job(
        host,
        reader,
        limit,
        linguistics or str(settings.values.get("linguistics", "textblob")),
        only or settings.names("only"),
        without or settings.names("without"),
        tuple(layer for path in given_files if not _is_map(path) for layer in _given_layers(path)),
        tuple(Path(path) for path in given_files if _is_map(path)),
        {**settings.options, **parse_sets(sets)},
    )
    host.check(only=job.only, without=job.without, options=job.options, linguistics=job.linguistics)
    if reader is not None and reader not in host.readers:
        raise unknown("reader", reader, host.readers)
    return job


def _is_map(given: str) -> bool:
    """Whether a given file is an argument map, by its suffix; it is read with the document that it is of."""
    from oped.interchange import format_of_map

    return format_of_map(Path(given)) is not None


def _read_map(path: Path, document: Document) -> Layer:
    """An argument map as a layer of the document. Raises InputError where it is none, or not of this text."""
    from oped.interchange import format_of_map, load_argument

    try:
        return load_argument(api.load_bytes(path, 100 * LIMIT).decode("utf-8"), str(format_of_map(path)), document)
    except (UnicodeDecodeError, SchemaError) as error:
        raise InputError(f"{path}: {error}") from None


def _given_layers(given: str) -> list[Layer]:
    """The layers of a report, or with `LAYER=` in front of its path just that one.

    Raises InputError where it is no report, UsageError where it has no such layer.
    """
    name, mark, path = given.partition("=")
    if not mark or Path(given).exists():
        name, path = "", given
    try:
        layers = Report.from_json(api.load_bytes(Path(path), 100 * LIMIT).decode("utf-8")).layers
    except (UnicodeDecodeError, SchemaError) as error:
        raise InputError(f"{path}: {error}") from None
    if name and name not in layers:
        raise unknown(f"layer of {path}", name, layers)
    return [layers[name]] if name else list(layers.values())


def analyse_file(file: str, job: Job) -> Report:
    """The report of a file, or of standard input ("-"). Raises InputError.

    What the linguistics doubts of the text, such as its language, is told on standard error too.
    """
    if not file:
        raise InputError("the name of a file is empty; name a file, or - for standard input")
    if file == STANDARD_INPUT:
        name, data = "stdin", sys.stdin.buffer.read(job.limit + 1)
        if len(data) > job.limit:
            raise InputError(f"standard input has over {job.limit:,} bytes; raise the limit with --max-bytes")
    else:
        name, data = Path(file).name, api.load_bytes(Path(file), job.limit)
    with _progress(len(data)) as progress:
        if progress is not None:
            progress("words and sentences", 0, 0)
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
            raise InputError(str(error).replace(name, file, 1) if file != STANDARD_INPUT else str(error)) from None
        report = job.host.analyse(
            document,
            only=job.only,
            without=job.without,
            given=(*job.given, *(_read_map(path, document) for path in job.maps)),
            options=job.options,
            linguistics=job.linguistics,
            progress=progress,
        )
    tell_doubts(report, "stdin" if file == STANDARD_INPUT else file)
    return report


def tell_doubts(report: Report, name: str) -> None:
    """Say on standard error what the linguistics doubts of a text; plugins that fail warn by themselves."""
    for problem in report.problems:
        if problem.source == "linguistics":
            click.echo(f"oped: warning: {name}: {problem.message}", err=True)


@contextmanager
def _progress(size: int) -> Iterator[Progress | None]:
    """What tells somebody at a terminal how far a huge document is, on one line that goes away; None for all others."""
    if size < HUGE or not sys.stderr.isatty():
        yield None
        return

    def tell(what: str, number: int, of: int) -> None:
        click.echo(f"{_CLEAR}oped: {what}{f' ({number} of {of})' if of else ''} …", nl=False, err=True)

    try:
        yield tell
    finally:
        click.echo(_CLEAR, nl=False, err=True)
