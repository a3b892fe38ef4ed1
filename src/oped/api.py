"""What people call: `oped.analyse`, `oped.parse`, `oped.read`, on one default host that is made at first use."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from hashlib import sha256
from os import PathLike
from pathlib import Path
from typing import Any

from oped.errors import InputError, OutputError, UsageError, unknown
from oped.host import Host
from oped.host.host import LIMIT
from oped.model import Document, Layer, Report, Scalar


@cache
def default_host() -> Host:
    """The host of `oped.analyse`: all installed plugins, loaded once."""
    return Host()


def analyse(
    document: Document | str,
    *,
    only: Sequence[str] = (),
    without: Collection[str] = (),
    given: Sequence[Layer] = (),
    options: Mapping[str, Any] | None = None,
    linguistics: str | None = None,
    timeout: float | None = None,
    host: Host | None = None,
) -> Report:
    """Analyse a text or document and return one combined report.

    `only` names the layers to report (all that they need runs too), `without` those to leave out. `given` are layers
    that replace the analysers of their names: gold, or a person's corrections. `options` maps names such as
    `"hedging.scheme"` to values. `linguistics` names what parses a text ("textblob" where neither call nor host names any).
    `timeout` is how many seconds each analyser may take; one that takes longer is a failed
    outcome. `host` chooses plugins. Raises UsageError for unknown names and wrong values, InputError for a text that is
    refused.
    """
    return (host or default_host()).analyse(
        document, only=only, without=without, given=given, options=options, linguistics=linguistics, timeout=timeout
    )


def parse(
    text: str,
    id: str = "",
    metadata: Mapping[str, Scalar] | None = None,
    *,
    linguistics: str | None = None,
    options: Mapping[str, Any] | None = None,
    limit: int = LIMIT,
    host: Host | None = None,
) -> Document:
    """Make a document with paragraphs, sentences and tokens of a text.

    `limit` is in bytes of UTF-8. Raises InputError for a text that is too large or holds lone surrogates.
    """
    return (host or default_host()).parse(text, id, metadata, linguistics=linguistics, options=options, limit=limit)


def read(
    path: str | PathLike[str],
    *,
    reader: str | None = None,
    linguistics: str | None = None,
    options: Mapping[str, Any] | None = None,
    limit: int = LIMIT,
    host: Host | None = None,
) -> Document:
    """Read a file into a document; the reader follows from the suffix, plain text where no reader claims it.

    The document's id is the file's name without its suffix; its metadata holds `source` (the file's name) and
    `sha256` (of its bytes) beside what the reader found. `limit` is in bytes.
    Raises InputError where the file is missing, no file, too large or no text.
    """
    file = Path(path)
    return read_bytes(
        load_bytes(file, limit),
        file.name,
        reader=reader,
        linguistics=linguistics,
        options=options,
        limit=limit,
        host=host,
    )


def read_bytes(
    data: bytes,
    name: str,
    *,
    reader: str | None = None,
    linguistics: str | None = None,
    options: Mapping[str, Any] | None = None,
    limit: int = LIMIT,
    host: Host | None = None,
) -> Document:
    """Make a document of the bytes of a file of this name; see `read`."""
    host = host or default_host()
    readers = host.readers
    if reader is None:
        reader = _reader_for(Path(name).suffix.lower(), host)
    elif reader not in readers:
        raise unknown("reader", reader, readers)
    try:
        source = readers[reader].read(data)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None
    metadata: dict[str, Scalar] = {"source": name, "sha256": sha256(data).hexdigest()}
    try:
        return host.parse(source, Path(name).stem, metadata, linguistics=linguistics, options=options, limit=limit)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None


def load_bytes(file: Path, limit: int = LIMIT) -> bytes:
    """The bytes of a file. Raises InputError where it is missing, no file, unreadable or over the limit."""
    try:
        if file.is_dir():
            raise InputError(f"{file}: is a folder; name the files in it")
        with file.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise InputError(f"{file}: {error.strerror or error}") from None
    if len(data) > limit:
        raise InputError(
            f"{file}: the file has over {limit:,} bytes; raise the limit with --max-bytes (in Python: limit=…)"
        )
    return data


def _reader_for(suffix: str, host: Host) -> str:
    """The reader that claims a suffix, a plugin's before a built-in one; plain text where none does."""
    claims = [name for name, reader in host.readers.items() if suffix in reader.suffixes]
    return claims[-1] if claims else "text"


def render(report: Report, format: str, host: Host | None = None) -> str:
    """The report as text in one format. Raises UsageError for an unknown format."""
    return (host or default_host()).render(report, format)


def save(report: Report, path: str | PathLike[str], host: Host | None = None, *, format: str | None = None) -> None:
    """Write a report in a format, or with the renderer that the path's suffix names.

    Raises UsageError where no renderer has the format or suffix, OutputError where the file cannot be written.
    """
    host = host or default_host()
    file = Path(path)
    if format is not None:
        write(host.render(report, format), file)
        return
    named = format_of(file, host)
    if named is None:
        suffixes = sorted(renderer.suffix for renderer in host.renderers.values() if renderer.suffix)
        raise UsageError(
            f"no renderer writes {file.suffix or 'a file without suffix'!r}; suffixes: {', '.join(suffixes)}"
        )
    write(host.render(report, named), file)


def format_of(file: Path, host: Host) -> str | None:
    """The format of the longest suffix that a file's name ends with ("map.aif.json" is no JSON report); None without one."""
    suffixes = {renderer.suffix: name for name, renderer in host.renderers.items() if renderer.suffix}
    name = file.name.lower()
    ends = [suffix for suffix in suffixes if name.endswith(suffix) and len(name) > len(suffix)]
    return suffixes[max(ends, key=len)] if ends else None


def write(text: str, file: Path) -> None:
    """Write text as UTF-8, newlines as they are. Raises OutputError where the file cannot be written."""
    try:
        file.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(f"cannot write {file}: {error.strerror or error}") from None
