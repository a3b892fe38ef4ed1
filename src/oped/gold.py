"""Gold data from files: JSON lines, CoNLL-U treebanks, and reports of `oped` itself (docs/reference/corpora.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from oped.analyser import Record
from oped.errors import InputError
from oped.model import Report

_PACKAGED = Path(__file__).parent / "_seeds"
_CHECKOUT = Path(__file__).parents[2] / "seeds"

SEEDS = "seeds"
"""The corpus that gold reports (`*.gold.json`) make up."""


@attrs.frozen
class Corpus:
    """Gold records under the corpus's name."""

    name: str
    records: tuple[Record, ...] = attrs.field(repr=False)


def load(paths: Iterable[Path]) -> list[Corpus]:
    """Read the gold files at paths and in folders, by name.

    A file's name up to ".dev", ".train", ".test" or ".jsonl" names its corpus ("sfu.dev.jsonl" is "sfu");
    treebanks keep their part ("gum.train"). Raises InputError where there is nothing to read, or no gold data.
    """
    records: dict[str, list[Record]] = {}
    for path in paths:
        files = sorted(_files(path))
        if not files:
            raise InputError(f"{path}: no gold data here; gold data are *.jsonl, *.conllu and *.gold.json")
        for file in files:
            records.setdefault(_name(file), []).extend(_read(file))
    return [Corpus(name, tuple(items)) for name, items in sorted(records.items())]


def seeds(split: str = "") -> Iterator[Report]:
    """The op-eds that were written for this project, each as a report with its gold layers, by name.

    `split` keeps those of "train", "dev" or "test". Raises InputError where there is no such split.
    """
    folder = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    found = False
    for path in sorted(folder.glob("*.gold.json")):
        report = Report.from_json(path.read_text(encoding="utf-8"))
        if split in ("", report.document.metadata.get("split")):
            found = True
            yield report
    if not found:
        raise InputError(f"no seed is of the split {split!r}; the splits are train, dev and test")


def split_of(record: Record) -> str:
    """The split that a gold report says it belongs to; empty for all other records."""
    document = record.get("document")
    return str(document.get("metadata", {}).get("split", "")) if isinstance(document, dict) else ""


def for_training(records: Iterable[Record]) -> list[Record]:
    """The records that may be learned from: of gold reports, those of no split, or of `train`."""
    return [record for record in records if split_of(record) in ("", "train")]


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        for pattern in ("*.jsonl", "*.conllu", "*.gold.json"):
            yield from path.rglob(pattern)
    elif path.is_file():
        yield path
    else:
        raise InputError(f"{path}: there is no such file")


def _name(file: Path) -> str:
    if file.suffix == ".json":
        return SEEDS
    if file.suffix == ".conllu":
        return file.stem
    return re.sub(r"\.(dev|train|test)$", "", file.stem)


def _read(file: Path) -> list[Record]:
    try:
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".conllu":
            return [treebank_record(block) for block in text.split("# newdoc id = ")[1:]]
        if file.suffix == ".json":
            return [json.loads(text)]
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: {error}") from None


def treebank_record(block: str) -> Record:
    """One document of a treebank: its id, genre and CoNLL-U lines; the text follows from `SpaceAfter` and `newpar`."""
    id, _, lines = block.partition("\n")
    genre = re.search(r"^# meta::genre = (.*)$", lines, re.MULTILINE)
    return {
        "id": id.strip(),
        "genre": genre.group(1).strip() if genre else "",
        "text": treebank_text(lines),
        "conllu": f"# newdoc id = {id}\n{lines}",
    }


def treebank_text(lines: str) -> str:
    """The running text of a document: words as they are spaced, a blank between sentences, paragraphs apart."""
    parts: list[str] = []
    for line in lines.split("\n"):
        if line.startswith("# newpar") and not line.startswith("# newpar_"):
            if parts:
                parts[-1] = parts[-1].rstrip()
                parts.append("\n\n")
        elif line and not line.startswith("#"):
            fields = line.split("\t")
            if fields[0].isdigit():
                parts.append(fields[1] if "SpaceAfter=No" in fields[9].split("|") else fields[1] + " ")
    return "".join(parts).strip()
