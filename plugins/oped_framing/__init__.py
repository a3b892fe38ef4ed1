"""Generic news frames: conflict, economic consequences, human interest, morality, responsibility."""

from __future__ import annotations

import oped


@oped.hookimpl
def oped_analysers() -> list[oped.Analyser]:
    """The analyser of the layer `framing`."""
    from .analyser import analyser

    return [analyser()]


@oped.hookimpl
def oped_sections() -> list[oped.Section]:
    """How the layer `framing` is shown."""
    from .section import render

    return [oped.Section(layer="framing", render=render)]
