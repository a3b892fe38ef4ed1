"""The plugins of a host: found, chosen, loaded, and asked one by one for what they offer."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

import attrs

from oped.analyser import API, Analyser, Linguistics, Reader, Renderer, Section
from oped.errors import PluginError, PluginWarning, unknown
from oped.host import discovery
from oped.host.discovery import Plugin, describe
from oped.model import Problem

D = TypeVar("D")
KINDS: dict[str, type[Any]] = {
    "oped_analysers": Analyser,
    "oped_readers": Reader,
    "oped_linguistics": Linguistics,
    "oped_renderers": Renderer,
    "oped_sections": Section,
}
"""The descriptors that hooks return."""


@attrs.frozen
class Owned:
    """A descriptor together with the plugin that registered it."""

    descriptor: Any
    plugin: Plugin


class Registry:
    """Holds the plugins, and what each of them offers; see `Host`, which does something with it."""

    def __init__(
        self, *, allow: Collection[str] | None = None, block: Collection[str] = (), strict: bool = False
    ) -> None:
        """Find and load the installed plugins."""
        found = discovery.find()
        names = {plugin.name for plugin in found}
        for name in (*(allow or ()), *block):
            if name not in names:
                raise unknown("plugin", name, names)
        self.strict = strict
        self._manager = discovery.new_manager()
        self._problems: list[Problem] = []
        self._descriptors: dict[str, list[Owned]] = {}
        self._lost: dict[str, str] = {}
        self._plugins = [
            *(Plugin(built_in, discovery.DISTRIBUTION, _version(), "loaded") for built_in in discovery.BUILT_IN),
            *(discovery.load(self._manager, plugin) for plugin in discovery.choose(found, allow, block)),
        ]
        for plugin in self._plugins:
            if plugin.state in ("failed", "refused"):
                self._fault(plugin, plugin.reason)
            if plugin.state == "failed":
                self._lost[plugin.name] = f"{plugin.title}: {plugin.reason}"

    @property
    def plugins(self) -> tuple[Plugin, ...]:
        """Every plugin that was found, with its state and the reason for it."""
        return tuple(self._plugins)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What went wrong with plugins so far."""
        return tuple(self._problems)

    def register(self, module: Any, name: str | None = None) -> None:
        """Add a plugin that is no entry point: a module, or any object with hook implementations.

        Raises PluginError where the name is taken or the implementations do not fit.
        """
        name = name or str(getattr(module, "__name__", type(module).__name__))
        if any(plugin.name == name for plugin in self._plugins):
            raise PluginError(f"a plugin {name!r} is there already; give another name")
        plugin = discovery.register(self._manager, Plugin(name, "registered by hand", ""), module)
        if plugin.state == "failed":
            raise PluginError(f"plugin {name!r}: {plugin.reason}")
        self._plugins.append(plugin)
        self._descriptors.clear()

    # -- what the plugins offer ------------------------------------------------------------------------------------

    @property
    def analysers(self) -> Mapping[str, Analyser]:
        """The analysers by the name of their layer."""
        return {name: owned.descriptor for name, owned in self._owned_analysers().items()}

    @property
    def linguistics(self) -> Mapping[str, Linguistics]:
        """The ways to parse a text, by name."""
        return self._by_name("oped_linguistics", Linguistics)

    @property
    def renderers(self) -> Mapping[str, Renderer]:
        """The renderers by name."""
        return self._by_name("oped_renderers", Renderer)

    @property
    def readers(self) -> Mapping[str, Reader]:
        """The readers by name."""
        return self._by_name("oped_readers", Reader)

    @property
    def sections(self) -> Mapping[str, Section]:
        """The sections by the name of the layer that they show."""
        return {owned.descriptor.layer: owned.descriptor for owned in self._collect("oped_sections", Section)}

    def offers(self, hook: str) -> tuple[Owned, ...]:
        """What plugins return for a hook, each with its plugin."""
        if hook == "oped_commands":
            import click  # only here: who analyses from Python needs no command line

            return tuple(self._collect(hook, click.Command))
        return tuple(self._collect(hook, KINDS[hook]))

    def commands(self) -> list[Any]:
        """The click commands that plugins add."""
        return [owned.descriptor for owned in self.offers("oped_commands")]

    def hooks(self, plugin: str) -> tuple[str, ...]:
        """The names of the hooks that a plugin implements; none for one that is not loaded."""
        return discovery.hooks_of(self._manager, plugin) if self._manager.has_plugin(plugin) else ()

    def unmarked_hooks(self, plugin: str) -> tuple[str, ...]:
        """Functions of a loaded plugin that have a hook's name, but lack `@oped.hookimpl`, so that nobody calls them."""
        return discovery.unmarked_hooks(self._manager, plugin) if self._manager.has_plugin(plugin) else ()

    def owner(self, layer: str) -> Plugin:
        """The plugin whose analyser owns a layer. Raises UsageError."""
        owned = self._owned_analysers()
        if layer not in owned:
            raise unknown("layer", layer, owned)
        return owned[layer].plugin

    def _collect(self, hook: str, kind: type[Any]) -> list[Owned]:
        """The descriptors that all plugins return for a hook, each plugin called on its own."""
        if hook not in self._descriptors:
            found: list[Owned] = []
            for plugin in self._plugins:
                if plugin.state == "loaded":
                    found += self._call(plugin, hook, kind)
            self._descriptors[hook] = found
        return self._descriptors[hook]

    def _call(self, plugin: Plugin, hook: str, kind: type[Any]) -> list[Owned]:
        try:
            descriptors = discovery.call(self._manager, hook, plugin.name)
        except Exception as error:
            reason = f"{hook} failed: {describe(error)}; mend it, or leave it out with --block {plugin.name}"
            self._fault(plugin, reason, error)
            if hook == "oped_analysers":
                self._lost[plugin.name] = f"{plugin.title}: {reason}"
            return []
        good = []
        for descriptor in descriptors:
            if isinstance(descriptor, kind):
                good.append(Owned(descriptor, plugin))
            else:
                self._fault(
                    plugin,
                    f"{hook} returned {descriptor!r:.80}, which is no {kind.__name__}; return oped.{kind.__name__}(…)",
                )
        return good

    def _by_name(self, hook: str, kind: type[D]) -> dict[str, D]:
        """Descriptors by name; of two with one name the built-in or earlier one stays, and the other is a problem."""
        table: dict[str, Owned] = {}
        for owned in list(self._collect(hook, kind)):
            name = owned.descriptor.name
            if name in table:
                self._fault(
                    owned.plugin,
                    f"{hook}: {name!r} is registered by {table[name].plugin.title} already; block one of them",
                )
                self._descriptors[hook].remove(owned)
            else:
                table[name] = owned
        return {name: owned.descriptor for name, owned in table.items()}

    def _owned_analysers(self) -> dict[str, Owned]:
        if "analysers" not in self._descriptors:
            self._descriptors["analysers"] = self._choose_analysers()
        return {owned.descriptor.name: owned for owned in self._descriptors["analysers"]}

    def _choose_analysers(self) -> list[Owned]:
        """One analyser for each layer: a bundled one keeps its layer, two strangers with one layer are both refused."""
        by_layer: dict[str, list[Owned]] = {}
        for owned in self._collect("oped_analysers", Analyser):
            if owned.descriptor.api != API:
                self._fault(
                    owned.plugin,
                    f"analyser {owned.descriptor.name!r} speaks version {owned.descriptor.api} of the plugin "
                    f"contract, this oped speaks {API}; update one of the two",
                )
                continue
            by_layer.setdefault(owned.descriptor.name, []).append(owned)
        chosen = []
        for layer, owners in sorted(by_layer.items()):
            bundled = [owned for owned in owners if owned.plugin.distribution == discovery.DISTRIBUTION]
            keep = bundled[:1] if bundled else owners if len(owners) == 1 else []
            chosen += keep
            for owned in owners:
                if owned not in keep:
                    others = " and ".join(other.plugin.title for other in owners if other is not owned)
                    self._fault(owned.plugin, f"layer {layer!r} is claimed by {others} too; block one of them")
        return chosen

    def _fault(self, plugin: Plugin, message: str, cause: BaseException | None = None) -> None:
        """Report what a plugin did wrong: raise where strict, otherwise note it and warn."""
        text = f"{plugin.title}: {message}"
        if self.strict:
            raise PluginError(text) from cause
        self._problems.append(Problem(f"plugin {plugin.name}", text))
        warnings.warn(text, PluginWarning, stacklevel=3)


def _version() -> str:
    from oped import __version__

    return __version__
