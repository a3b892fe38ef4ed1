"""Rhetorical figures and devices, each found only where its form is plain."""

from __future__ import annotations

import oped


@oped.hookimpl
def oped_analysers() -> list[oped.Analyser]:
    """The analyser of the layer `rhetoric`."""
    from .analyser import analyser

    return [analyser()]


@oped.hookimpl
def oped_sections() -> list[oped.Section]:
    """How the layer `rhetoric` is shown."""
    from .section import render

    return [oped.Section(layer="rhetoric", render=render)]
