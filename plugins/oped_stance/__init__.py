"""Actors, and their stance towards each other and towards issues: two analysers in one plugin."""

from __future__ import annotations

import oped


@oped.hookimpl
def oped_analysers() -> list[oped.Analyser]:
    """Return the analysers of the layers `actors` and `stance`."""
    from oped_stance.actors.analyser import ACTORS
    from oped_stance.stance.analyser import STANCE

    return [ACTORS, STANCE]
