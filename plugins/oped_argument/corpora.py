"""Reads the folders of gold data that the models are trained on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def read(*folders: Path) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The records of every `*.jsonl`, `*.conllu` and `*.gold.json` below folders, by the name of the corpus.

    The name is the file's without its suffix and a final `.dev`; a document of a `.conllu` file is a record with
    `id`, `genre` and its text in CoNLL-U; the gold reports are the corpus `seeds`.
    """
    corpora: dict[str, list[Mapping[str, Any]]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.jsonl")):
            lines = path.read_text(encoding="utf-8").split("\n")
            name = path.name.removesuffix(".jsonl").removesuffix(".dev")
            corpora.setdefault(name, []).extend(json.loads(line) for line in lines if line.strip())
        for path in sorted(folder.rglob("*.conllu")):
            documents = re.split(r"(?m)^(?=# newdoc id)", path.read_text(encoding="utf-8"))
            name = path.name.removesuffix(".conllu")
            corpora.setdefault(name, []).extend(_document(part) for part in documents if part.strip())
        for path in sorted(folder.rglob("*.gold.json")):
            corpora.setdefault("seeds", []).append(json.loads(path.read_text(encoding="utf-8")))
    return corpora


def _document(conllu: str) -> Mapping[str, str]:
    comments = dict(
        line[2:].split(" = ", 1) for line in conllu.split("\n", 8)[:8] if line.startswith("# ") and " = " in line
    )
    return {
        "id": comments.get("newdoc id", ""),
        "genre": comments.get("meta::genre", ""),
        "conllu": conllu,
    }
