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


def circle(analysers: Mapping[str, Analyser]) -> tuple[str, ...]:
    """A circle of needs, each name needing the next, the first repeated at the end; empty where there is none."""
    try:
        _sorter(analysers).prepare()
    except CycleError as error:
        # graphlib lists who is needed before who needs it, from where it happens to begin.
        names = error.args[1][:0:-1]
        first = names.index(min(names))
        return (*names[first:], *names[:first], names[first])
    return ()


def _sorter(analysers: Mapping[str, Analyser]) -> TopologicalSorter[str]:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name, analyser in sorted(analysers.items()):
        sorter.add(name, *(need for need in (*analyser.requires, *analyser.wants) if need in analysers))
    return sorter


def order(analysers: Mapping[str, Analyser]) -> list[str]:
    """All names so that each comes after what it requires or wants, alphabetical among the ready.

    Raises PluginError naming the path of a cycle.
    """
    if path := circle(analysers):
        raise PluginError(f"analysers need one another in a circle: {' -> '.join(path)}")
    sorter = _sorter(analysers)
    sorter.prepare()
    names: list[str] = []
    ready: list[str] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()])
        name = ready.pop(0)
        names.append(name)
        sorter.done(name)
    return names
