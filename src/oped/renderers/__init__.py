"""The built-in renderers: terminal text, HTML, Markdown, JSON, CSV, and a light page for notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from oped.hookspecs import hookimpl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oped.analyser import Renderer, Section
    from oped.model import Report

__all__ = ["oped_renderers"]


@hookimpl
def oped_renderers() -> Iterable[Renderer]:
    """Return the built-in renderers; each loads what it needs when it is first used."""
    from oped.analyser import Renderer

    return [
        Renderer(name="text", suffix=".txt", render=_text),
        Renderer(name="html", suffix=".html", render=_html),
        Renderer(name="md", suffix=".md", render=_markdown),
        Renderer(name="json", suffix=".json", render=_json),
        Renderer(name="csv", suffix=".csv", render=_csv),
        Renderer(name="notebook", suffix="", render=_notebook),
    ]


def _text(report: Report, sections: Mapping[str, Section]) -> str:
    from oped.renderers.text import render

    return render(report, sections)


def _html(report: Report, sections: Mapping[str, Section]) -> str:
    from oped.renderers.page import render

    return render(report, sections)


def _markdown(report: Report, sections: Mapping[str, Section]) -> str:
    from oped.renderers.markdown import render

    return render(report, sections)


def _json(report: Report, sections: Mapping[str, Section]) -> str:
    return report.to_json()


def _csv(report: Report, sections: Mapping[str, Section]) -> str:
    from oped.renderers.table import render

    return render(report, sections)


def _notebook(report: Report, sections: Mapping[str, Section]) -> str:
    from oped.renderers.notebook import render

    return render(report, sections)
