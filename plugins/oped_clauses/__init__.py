"""Clauses: for each predicate its subject, object and obliques, negation, modality, tense and voice."""

from __future__ import annotations

from collections.abc import Iterable

import oped


@oped.hookimpl
def oped_analysers() -> Iterable[oped.Analyser]:
    """Return the analyser of the `clauses` layer."""
    from oped_clauses.analyser import ANALYSER

    return [ANALYSER]


@oped.hookimpl
def oped_sections() -> list[oped.Section]:
    """How the layer `clauses` is shown."""
    from oped_clauses.section import render

    return [oped.Section(layer="clauses", render=render)]
