"""`oped` reads opinion writing and says, with the exact words as evidence, who stands where, how sure, and why.

    import oped
    report = oped.analyse(oped.read("op-ed.txt"))

The names below are imported when first used: `import oped` loads no plugin and no language library.
"""

from __future__ import annotations

from importlib import import_module

# Type checkers read this as true. To import it from `typing` would double the time of `import oped`.
TYPE_CHECKING = False

__version__ = "0.1.0"

_HOME = {
    "analyse": "oped.api",
    "parse": "oped.api",
    "read": "oped.api",
    "seeds": "oped.gold",
    "Host": "oped.host",
    "hookimpl": "oped.hookspecs",
    "Analyser": "oped.analyser",
    "Linguistics": "oped.analyser",
    "Reader": "oped.analyser",
    "Reason": "oped.analyser",
    "Renderer": "oped.analyser",
    "Section": "oped.analyser",
    "Source": "oped.analyser",
    "Accuracy": "oped.model",
    "Annotation": "oped.model",
    "Document": "oped.model",
    "Figure": "oped.model",
    "Layer": "oped.model",
    "Measure": "oped.model",
    "Origin": "oped.model",
    "Outcome": "oped.model",
    "Paragraph": "oped.model",
    "Problem": "oped.model",
    "Region": "oped.model",
    "Relation": "oped.model",
    "Report": "oped.model",
    "Sentence": "oped.model",
    "Span": "oped.model",
    "Token": "oped.model",
    "InputError": "oped.errors",
    "ModelError": "oped.errors",
    "OpedError": "oped.errors",
    "OutputError": "oped.errors",
    "PluginError": "oped.errors",
    "PluginWarning": "oped.errors",
    "SchemaError": "oped.errors",
    "UsageError": "oped.errors",
}

__all__ = [  # noqa: RUF022 (functions, then descriptors, then the model, then errors)
    "analyse",
    "parse",
    "read",
    "seeds",
    "Host",
    "hookimpl",
    "Analyser",
    "Linguistics",
    "Reader",
    "Reason",
    "Renderer",
    "Section",
    "Source",
    "Accuracy",
    "Annotation",
    "Document",
    "Figure",
    "Layer",
    "Measure",
    "Origin",
    "Outcome",
    "Paragraph",
    "Problem",
    "Region",
    "Relation",
    "Report",
    "Sentence",
    "Span",
    "Token",
    "InputError",
    "ModelError",
    "OpedError",
    "OutputError",
    "PluginError",
    "PluginWarning",
    "SchemaError",
    "UsageError",
    "__version__",
]

if TYPE_CHECKING:
    from oped.analyser import Analyser, Linguistics, Reader, Reason, Renderer, Section, Source
    from oped.api import analyse, parse, read
    from oped.errors import (
        InputError,
        ModelError,
        OpedError,
        OutputError,
        PluginError,
        PluginWarning,
        SchemaError,
        UsageError,
    )
    from oped.gold import seeds
    from oped.hookspecs import hookimpl
    from oped.host import Host
    from oped.model import (
        Accuracy,
        Annotation,
        Document,
        Figure,
        Layer,
        Measure,
        Origin,
        Outcome,
        Paragraph,
        Problem,
        Region,
        Relation,
        Report,
        Sentence,
        Span,
        Token,
    )


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'oped' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value  # the next use costs nothing
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
