"""Plugins that nobody packaged: a Python file, or an analyser that is nothing but a lexicon (TOML or CSV)."""

from __future__ import annotations

import csv
import importlib.util
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from oped import lexicon
from oped.analyser import Analyser
from oped.errors import ModelError, UsageError, reason, shown
from oped.hookspecs import hookimpl
from oped.lexicon import Entry, Lexicon, Matcher
from oped.model import Annotation, Document, Layer, Span


def load_module(path: Path) -> ModuleType:
    """Import a Python file as a plugin. Raises UsageError where it is missing or fails.

    The file's code runs: load only what you would run yourself.
    """
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise UsageError(f"{path}: there is no such Python file")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise UsageError(f"{path}: cannot be imported: {type(error).__name__}: {error}") from error
    if not any(name.startswith("oped_") for name in vars(module)):
        raise UsageError(f"{path}: holds no hook, such as oped_analysers; see the how-to on writing an analyser")
    return module


def lexicon_plugin(path: Path) -> ModuleType:
    """A plugin whose one analyser marks every occurrence of a lexicon's entries.

    The layer is named after the lexicon; an entry's `label` (else the lexicon's name) labels what it finds, its other
    scalars become features. TOML as `oped.lexicon` reads it; CSV with a column `pattern` and any others.
    Raises ModelError for a malformed file, UsageError for a name that cannot name a layer.
    """
    entries = _read_csv(path) if path.suffix.lower() == ".csv" else lexicon.load(path)
    if not re.fullmatch(r"[a-z][a-z0-9_]*", entries.name):
        raise UsageError(f"{path}: a layer's name is lower-case letters, digits and _, not {entries.name!r}")
    analyser = _analyser(entries)

    @hookimpl
    def oped_analysers() -> list[Analyser]:
        return [analyser]

    module = ModuleType(entries.name)
    module.oped_analysers = oped_analysers  # type: ignore[attr-defined]
    return module


def _read_csv(path: Path) -> Lexicon:
    try:
        text = path.read_text(encoding="utf-8-sig")
        # Spreadsheets of many countries part cells by semicolons, others write tabs.
        mark = max(",;\t", key=text.partition("\n")[0].count)
        rows = csv.DictReader(io.StringIO(text), delimiter=mark, restkey="")
        if "pattern" not in (rows.fieldnames or ()):
            raise ModelError(
                f"it has no column 'pattern'; its columns are {', '.join(rows.fieldnames or ()) or 'none'}"
            )
        entries = tuple(_entry(row, rows.line_num) for row in rows)
    except (OSError, UnicodeDecodeError, csv.Error, ModelError) as error:
        raise ModelError(f"cannot read the lexicon {shown(path)}: {reason(error)}") from error
    return Lexicon(path.stem.lower(), "", str(path.name), entries)


def _entry(row: Mapping[str, Any], line: int) -> Entry:
    if "" in row:
        raise ModelError(
            f"line {line} has more cells than the first line; put quotation marks around a cell with commas"
        )
    try:
        return lexicon.compile_entry(row["pattern"] or "", {k: v for k, v in row.items() if k != "pattern" and v})
    except ModelError as error:
        raise ModelError(f"line {line}: {error}") from None


def _analyser(entries: Lexicon) -> Analyser:
    matcher = Matcher(entries.entries)
    features = {name for entry in entries.entries for name in entry.features} - {"label"}

    def run(document: Document, layers: Mapping[str, Layer], options: Any) -> Iterator[Annotation]:
        for sentence in document.sentences:
            for match in matcher.find(sentence.tokens):
                span = Span(sentence.tokens[match.first].start, sentence.tokens[match.end - 1].end)
                values = {name: value for name, value in match.entry.features.items() if name != "label"}
                why = f"lexicon {entries.name}: {match.entry.pattern}"
                yield Annotation(_label(match.entry, entries), [span], features={**values, "why": why})

    return Analyser(
        name=entries.name,
        run=run,
        labels={_label(entry, entries): f"an entry of the lexicon {entries.name}" for entry in entries.entries},
        features={**dict.fromkeys(sorted(features), "from the lexicon"), "why": "the entry that matched"},
        version=entries.version,
        summary=entries.source or f"Words of the lexicon {entries.name}.",
    )


def _label(entry: Entry, entries: Lexicon) -> str:
    return str(entry.features.get("label", entries.name))
