"""Fake installed distributions: a folder on the path with a module and its `dist-info`, as pip would leave it."""

from __future__ import annotations

import textwrap
from pathlib import Path


def install(folder: Path, name: str, source: str, *, entry: str | None = None, version: str = "1.0") -> None:
    """Put a distribution with one plugin module into a folder that is on the path."""
    module = name.replace("-", "_")
    (folder / f"{module}.py").write_text(textwrap.dedent(source), encoding="utf-8")
    info = folder / f"{module}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[oped]\n{entry or module} = {module}\n", encoding="utf-8")


ANALYSER = """
    import oped

    def run(document, layers, options):
        {body}

    @oped.hookimpl
    def oped_analysers():
        return [oped.Analyser(name="{layer}", run=run, labels=["x"], {more})]
"""


def analyser(layer: str, body: str = "return []", more: str = "") -> str:
    """The source of a plugin module with one analyser."""
    return textwrap.dedent(ANALYSER).format(layer=layer, body=body, more=more)
