"""How sure a text is of what it says: hedges, boosters, modality, their scope, voice and certainty."""

from __future__ import annotations

import oped


@oped.hookimpl
def oped_analysers() -> list[oped.Analyser]:
    """The analyser of the layer `hedging`."""
    from .analyser import analyser

    return [analyser()]


@oped.hookimpl
def oped_sections() -> list[oped.Section]:
    """How the layer `hedging` is shown."""
    from .section import render

    return [oped.Section(layer="hedging", render=render)]
