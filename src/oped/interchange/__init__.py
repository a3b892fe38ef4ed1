"""Reports in the formats of other tools: argument maps (out and back in) and networks of who stands where.

The formats of one report are renderers, named after the layer that they hold (`argument.aif`, `stance.graphml`), so that
`oped report --format` and `report.save` write them; `load_argument` reads maps back. Networks over several reports are in
`oped.interchange.network`.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from oped.hookspecs import hookimpl

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from oped.analyser import Renderer, Section
    from oped.model import Document, Layer, Report

__all__ = ["format_of_map", "load_argument", "oped_renderers"]

_WRITERS = {
    "argument.aif": (".aif.json", "oped.interchange.aif", "write_aif"),
    "argument.xaif": (".xaif.json", "oped.interchange.aif", "write_xaif"),
    "argument.sadface": (".sadface.json", "oped.interchange.sadface", "write"),
    "argument.argdown": (".argdown", "oped.interchange.argdown", "write"),
    "argument.graphml": (".map.graphml", "oped.interchange.mapgraph", "write"),
    "argument.dot": (".dot", "oped.interchange.dot", "write"),
    "argument.mermaid": (".mmd", "oped.interchange.mermaid", "write"),
    "stance.graphml": (".graphml", "oped.interchange.network", "write_graphml"),
    "stance.gexf": (".gexf", "oped.interchange.network", "write_gexf"),
    "stance.csv": (".edges.csv", "oped.interchange.network", "write_csv"),
}
"""Format: its suffix (the longest that fits a file's name counts), the module and the function that write it."""

_READERS = {
    "aif": ("oped.interchange.aif", "read"),
    "xaif": ("oped.interchange.aif", "read"),
    "sadface": ("oped.interchange.sadface", "read"),
    "graphml": ("oped.interchange.mapgraph", "read"),
}


@hookimpl
def oped_renderers() -> Iterable[Renderer]:
    """Return the formats of other tools; each loads what it needs when it is first used."""
    from oped.analyser import Renderer

    return [
        Renderer(name=name, suffix=suffix, render=_render(module, function))
        for name, (suffix, module, function) in _WRITERS.items()
    ]


def _render(module: str, function: str) -> Callable[[Report, Mapping[str, Section]], str]:
    def render(report: Report, sections: Mapping[str, Section]) -> str:
        text = getattr(import_module(module), function)(report)
        assert isinstance(text, str)
        return text.encode("utf-8", "replace").decode("utf-8")  # a feature may hold a lone surrogate; a file may not

    return render


def format_of_map(path: Path) -> str | None:
    """The format of an argument map that can be read, by the suffix of its file; None where it has no such suffix."""
    for format_ in _READERS:
        suffix = _WRITERS[f"argument.{format_}"][0]
        if path.name.lower().endswith(suffix):
            return format_
    return None


def load_argument(text: str, format: str, document: Document) -> Layer:
    """Read an argument map back into a layer `argument` of a document, to be given to an analysis.

    `format` is aif, xaif, sadface or graphml. A map that oped wrote, whatever another tool did with it since, has the
    places of its units; units of another tool's making are found in the text by their words, in order. Raises UsageError
    for another format, SchemaError where the map cannot be read, or a unit's words do not stand in the text.
    """
    from oped.errors import unknown

    if format.removeprefix("argument.") not in _READERS:
        raise unknown("format of argument maps that can be read", format, _READERS)
    module, function = _READERS[format.removeprefix("argument.")]
    layer: Layer = getattr(import_module(module), function)(text, document)
    return layer
