"""Attribution: what the author puts into the mouths of others, by which words, and who they are."""

from __future__ import annotations

from collections.abc import Iterable

import oped


@oped.hookimpl
def oped_analysers() -> Iterable[oped.Analyser]:
    """Return the analyser of the `attribution` layer."""
    from oped_attribution.analyser import ANALYSER

    return [ANALYSER]


@oped.hookimpl
def oped_sections() -> list[oped.Section]:
    """How the layer `attribution` is shown."""
    from oped_attribution.section import render

    return [oped.Section(layer="attribution", render=render)]
