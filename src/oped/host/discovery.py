"""Find the plugins that are installed, decide which to load, and load each on its own."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Collection
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Literal

import attrs
import pluggy

from oped import hookspecs
from oped.errors import in_words

GROUP = "oped"
DISTRIBUTION = "oped"
BUILT_IN = {
    "textblob": "oped.linguistics",
    "readers": "oped.readers",
    "renderers": "oped.renderers",
    "interchange": "oped.interchange",
}
"""Parts of the core that speak to the host as any plugin does; always there, and never blocked."""


@attrs.frozen
class Plugin:
    """A plugin that was found, and what became of it."""

    name: str
    distribution: str
    version: str
    state: Literal["found", "loaded", "blocked", "refused", "failed"] = "found"
    reason: str = ""
    entry_point: EntryPoint | None = None

    @property
    def title(self) -> str:
        """Name, distribution and version, as messages show them."""
        return f"plugin {self.name!r} ({self.distribution} {self.version})".replace(" )", ")")


def find() -> list[Plugin]:
    """Every entry point of the group `oped`, by name and distribution; nothing is imported."""
    found = [Plugin(point.name, *_distribution(point), entry_point=point) for point in entry_points(group=GROUP)]
    return sorted(found, key=lambda plugin: (plugin.name, plugin.distribution, plugin.version))


def _distribution(point: EntryPoint) -> tuple[str, str]:
    return (point.dist.name, point.dist.version) if point.dist is not None else ("unknown distribution", "")


def choose(found: list[Plugin], allow: Collection[str] | None, block: Collection[str]) -> list[Plugin]:
    """Mark what is not to be loaded: blocked by the user, or refused because two share a name."""
    by_name: dict[str, list[Plugin]] = defaultdict(list)
    for plugin in found:
        by_name[plugin.name].append(plugin)
    return [_choose_one(plugin, by_name[plugin.name], allow, block) for plugin in found]


def _choose_one(
    plugin: Plugin, namesakes: list[Plugin], allow: Collection[str] | None, block: Collection[str]
) -> Plugin:
    if plugin.name in block:
        return attrs.evolve(plugin, state="blocked", reason="blocked by name")
    if allow is not None and plugin.name not in allow:
        return attrs.evolve(plugin, state="blocked", reason="not among the allowed")
    if plugin.distribution == DISTRIBUTION:
        return plugin
    if plugin.name in BUILT_IN or any(other.distribution == DISTRIBUTION for other in namesakes):
        return attrs.evolve(
            plugin, state="refused", reason=f"the name {plugin.name!r} is reserved for a plugin of oped itself"
        )
    if len(namesakes) > 1:
        owners = " and ".join(f"{other.distribution} {other.version}" for other in namesakes)
        return attrs.evolve(
            plugin, state="refused", reason=f"{owners} both call a plugin {plugin.name!r}; uninstall one"
        )
    return plugin


def load(manager: pluggy.PluginManager, plugin: Plugin) -> Plugin:
    """Import one plugin and register it; whatever it raises becomes its reason."""
    if plugin.state != "found" or plugin.entry_point is None:
        return plugin
    try:
        module = plugin.entry_point.load()
    except Exception as error:
        what = f"cannot be imported: {describe(error)}"
        advice = f"reinstall {plugin.distribution} with all that it needs, or leave it out with --block {plugin.name}"
        return attrs.evolve(plugin, state="failed", reason=f"{what}; {advice}")
    return register(manager, plugin, module)


def register(manager: pluggy.PluginManager, plugin: Plugin, module: Any) -> Plugin:
    """Register an imported plugin; a wrong signature or an unknown hook becomes its reason."""
    try:
        hash(module)  # pluggy keeps plugins in sets, and would only fail later, in another plugin's call
        if fault := _misfit(manager, module):
            return attrs.evolve(plugin, state="failed", reason=fault)
        manager.register(module, plugin.name)
        manager.check_pending()
    except Exception as error:
        if manager.has_plugin(plugin.name):
            manager.unregister(name=plugin.name)
        return attrs.evolve(plugin, state="failed", reason=in_words(error))
    return attrs.evolve(plugin, state="loaded")


HOOKS = tuple(sorted(name for name in vars(hookspecs) if name.startswith("oped_")))
"""The names of all hooks."""


def _misfit(manager: pluggy.PluginManager, module: Any) -> str:
    """What is wrong with the first hook implementation that fits no hook; empty where all fit.

    pluggy finds the same, but says it in several lines, whose words come in another order each time.
    """
    for name in sorted(dir(module)):
        options = manager.parse_hookimpl_opts(module, name)
        if options is None:
            continue
        hook = options.get("specname") or name
        if hook not in HOOKS:
            if options.get("optionalhook"):
                continue
            near = get_close_matches(hook, HOOKS, n=1)
            return f"there is no hook {hook}; {f'write {near[0]}' if near else 'the hooks are ' + ', '.join(HOOKS)}"
        needed = [
            parameter.name
            for parameter in inspect.signature(getattr(module, name)).parameters.values()
            if parameter.default is parameter.empty and parameter.kind is not parameter.VAR_KEYWORD
        ]
        if needed:
            return f"{name}({', '.join(needed)}) takes arguments, but the hook has none; write it as {name}()"
    return ""


def hooks_of(manager: pluggy.PluginManager, plugin: str) -> tuple[str, ...]:
    """The names of the hooks that a plugin implements."""
    callers = manager.get_hookcallers(manager.get_plugin(plugin)) or ()
    return tuple(sorted(caller.name for caller in callers))


def unmarked_hooks(manager: pluggy.PluginManager, plugin: str) -> tuple[str, ...]:
    """Functions of a plugin that have a hook's name, but are not marked as implementations of it."""
    module = manager.get_plugin(plugin)
    found = (name for name in HOOKS if callable(getattr(module, name, None)))
    return tuple(name for name in found if manager.parse_hookimpl_opts(module, name) is None)


def describe(error: BaseException) -> str:
    """The kind of an error and its message, on one line."""
    message = in_words(error)
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def new_manager() -> pluggy.PluginManager:
    """A manager that knows the hooks of `oped` and holds its built-in parts."""
    manager = pluggy.PluginManager("oped")
    manager.add_hookspecs(hookspecs)
    for name, module in BUILT_IN.items():
        manager.register(import_module(module), name)
    return manager


def call(manager: pluggy.PluginManager, hook: str, plugin: str) -> list[Any]:
    """What one plugin's implementation of a hook returns, as a list; raises what the implementation raises."""
    others = [other for name, other in manager.list_name_plugin() if name != plugin and other is not None]
    results = manager.subset_hook_caller(hook, remove_plugins=others)()
    descriptors: list[Any] = []
    for result in results:
        descriptors.extend([result] if attrs.has(type(result)) or not hasattr(result, "__iter__") else result)
    return descriptors
