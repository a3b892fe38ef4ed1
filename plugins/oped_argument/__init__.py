"""How a text argues: connectives, argument units, and their roles and relations."""

from __future__ import annotations

import oped


@oped.hookimpl
def oped_analysers() -> list[oped.Analyser]:
    """The analysers of the layers `connectives`, `units` and `argument`."""
    from .argument.analyser import analyser as argument
    from .connectives.analyser import analyser as connectives
    from .units.analyser import analyser as units

    return [connectives(), units(), argument()]
