"""The order in which analysers run: what they require and want comes first, ties go by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from oped.analyser import Analyser
from oped.errors import PluginError


def needed(analysers: Mapping[str, Analyser], names: Iterable[str], without: Collection[str]) -> set[str]:
    """The names, and all that they require or want, directly or not, as far as it is there."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found or name in without or name not in analysers:
            continue
        found.add(name)
        waiting += (*analysers[name].requires, *analysers[name].wants)
    return found


def order(analysers: Mapping[str, Analyser]) -> list[str]:
    """All names so that each comes after what it requires or wants, alphabetical among the ready.

    Raises PluginError naming the path of a cycle.
    """
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name, analyser in analysers.items():
        sorter.add(name, *(need for need in (*analyser.requires, *analyser.wants) if need in analysers))
    try:
        sorter.prepare()
    except CycleError as error:
        raise PluginError(f"analysers need one another in a circle: {' -> '.join(error.args[1])}") from None
    names: list[str] = []
    ready: list[str] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()])
        name = ready.pop(0)
        names.append(name)
        sorter.done(name)
    return names
