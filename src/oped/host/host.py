"""The host: plugins chosen and loaded once, documents parsed and analysed with them."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from oped.analyser import API, Analyser, Linguistics, Reader, Renderer, Section, Source
from oped.errors import InputError, OpedError, PluginError, PluginWarning, UsageError, unknown
from oped.host import discovery, plan
from oped.host import options as options_
from oped.host.discovery import Plugin, describe
from oped.host.finish import finish, settle
from oped.host.limit import TimedOut, call_within
from oped.model import Accuracy, Document, Layer, Outcome, Problem, Region, Report, Scalar

D = TypeVar("D")
Progress = Callable[[str, int, int], None]
"""Told of a layer that is about to be made: its name, its number from 1, and of how many."""
LIMIT = 10_000_000
"""Bytes of UTF-8 that a text may have, unless the caller raises the limit."""

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


class Host:
    """Holds the plugins and runs analyses.

    `allow` and `block` are entry-point names and decide before anything is imported. With `strict` a plugin that
    fails raises PluginError; otherwise it becomes a problem, a failed outcome and a PluginWarning.
    `timeout` is how many seconds each analyser may take for one document; None means any time.
    Raises UsageError for an allowed or blocked name that is not installed, and for a timeout that is no time.
    """

    def __init__(
        self,
        *,
        allow: Collection[str] | None = None,
        block: Collection[str] = (),
        strict: bool = False,
        timeout: float | None = None,
    ) -> None:
        """Find and load the installed plugins."""
        found = discovery.find()
        names = {plugin.name for plugin in found}
        for name in (*(allow or ()), *block):
            if name not in names:
                raise unknown("plugin", name, names)
        self.strict = strict
        self.timeout = _checked_timeout(timeout)
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
        """What plugins return for one of the hooks that return descriptors, each with its plugin."""
        return tuple(self._collect(hook, KINDS[hook]))

    def commands(self) -> list[Any]:
        """The click commands that plugins add."""
        import click

        return [owned.descriptor for owned in self._collect("oped_commands", click.Command)]

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

    # -- options ---------------------------------------------------------------------------------------------------

    def option_table(self) -> list[options_.Option]:
        """Every option of every analyser and linguistics, by name."""
        table = []
        for name, analyser in self.analysers.items():
            table += options_.declared(name, analyser.options)
        for name, linguistics in self.linguistics.items():
            table += options_.declared(name, linguistics.options)
        return sorted(table, key=lambda option: option.name)

    def _checked(self, values: Mapping[str, Any] | None) -> dict[str, Any]:
        flat = options_.flatten(values or {})
        if flat:
            options_.check_names(flat, (option.name for option in self.option_table()))
        return flat

    def built_options(self, layer: str, values: Mapping[str, Any] | None = None) -> Any:
        """The instance of the options class that an analyser would get, or None. Raises UsageError."""
        return options_.build(layer, self.analysers[layer].options, self._checked(values))

    def check(
        self,
        *,
        only: Collection[str] = (),
        without: Collection[str] = (),
        options: Mapping[str, Any] | None = None,
        linguistics: str = "textblob",
        given: Collection[str] = (),
    ) -> None:
        """Raise UsageError for the first name or value that `analyse` would refuse."""
        known = {*self.analysers, *given}
        for name in (*only, *without):
            if name not in known:
                raise unknown("layer", name, known)
        self._linguistics(linguistics)
        for layer in self.analysers:
            self.built_options(layer, options)

    # -- documents -------------------------------------------------------------------------------------------------

    def parse(
        self,
        text: str | Source,
        id: str = "",
        metadata: Mapping[str, Scalar] | None = None,
        *,
        linguistics: str = "textblob",
        options: Mapping[str, Any] | None = None,
        limit: int = LIMIT,
    ) -> Document:
        """Make a document of a text: paragraphs, sentences and tokens, found once.

        `limit` is in bytes of UTF-8. Raises InputError for a text that is too large or holds lone surrogates,
        UsageError for unknown linguistics or options, PluginError where linguistics breaks its contract.
        """
        source = text if isinstance(text, Source) else Source(text)
        check_text(source.text, limit)
        chosen = self._linguistics(linguistics)
        built = options_.build(chosen.name, chosen.options, self._checked(options))
        try:
            regions = source.regions or self._find_regions(chosen, source.text)
            paragraphs = tuple(chosen.parse(source.text, regions, built))
            return Document(source.text, id, {**source.metadata, **(metadata or {})}, paragraphs, source.origins)
        except OpedError:
            raise
        except Exception as error:
            raise PluginError(f"linguistics {linguistics!r} failed: {describe(error)}") from error

    def _find_regions(self, chosen: Linguistics, text: str) -> tuple[Region, ...]:
        """The paragraphs of a plain text, as the chosen linguistics finds them, or else the default one."""
        find = chosen.find_regions or self._linguistics("textblob").find_regions
        return tuple(find(text)) if find is not None else ()

    def _linguistics(self, name: str) -> Linguistics:
        if name not in self.linguistics:
            raise unknown("linguistics", name, self.linguistics)
        return self.linguistics[name]

    def analyse(
        self,
        document: Document | str,
        *,
        only: Sequence[str] = (),
        without: Collection[str] = (),
        given: Sequence[Layer] = (),
        options: Mapping[str, Any] | None = None,
        linguistics: str = "textblob",
        timeout: float | None = None,
        progress: Progress | None = None,
    ) -> Report:
        """Run the analysers on a document and join what they find into one report.

        `only` names the layers to report; all that they require or want runs too. `without` names layers to leave out.
        A layer in `given` takes the place of the analyser that owns its name, and everything downstream runs on it.
        `timeout` is how many seconds each analyser may take, in place of the host's; one that takes longer fails.
        `progress` is told of each layer before it is made.
        Raises UsageError for unknown names and wrong options, PluginError where strict or where a given layer
        does not fit the document.
        """
        only = (only,) if isinstance(only, str) else tuple(only)
        without = (without,) if isinstance(without, str) else tuple(without)
        handed = _by_layer(given)
        timeout = self.timeout if timeout is None else _checked_timeout(timeout)
        self.check(only=only, without=without, options=options, linguistics=linguistics, given=handed)
        if isinstance(document, str):
            document = self.parse(document, linguistics=linguistics, options=options)
        analysers = self.analysers
        wanted = plan.needed(analysers, (*(only or analysers), *_pointed_at(handed)), without)
        chosen = {name: analysers[name] for name in analysers if name in wanted or name in handed}
        outcomes = self._break_circles(chosen, handed)
        order = plan.order(chosen)
        names = (*(name for name in handed if name not in analysers), *order)
        for number, name in enumerate(names, 1):
            if progress is not None:
                progress(name, number, len(names))
            if name in handed:
                outcomes[name] = _given(handed[name], document, outcomes)
            else:
                outcomes[name] = self._run(
                    analysers[name], document, outcomes, self.built_options(name, options), timeout
                )
        if not only:
            outcomes |= self._unloaded(outcomes)
        return Report(document, outcomes, (*self._problems, *self._concerns(document, linguistics)), only)

    def _break_circles(self, chosen: dict[str, Analyser], given: Collection[str]) -> dict[str, Outcome]:
        """Take the analysers that need one another in a circle out of `chosen`; each is a failed outcome.

        A given layer is there already, so what its analyser would need is no part of a circle.
        """
        outcomes: dict[str, Outcome] = {}
        while path := plan.circle(chosen):
            if there := set(path) & set(given):
                chosen.update({name: attrs.evolve(chosen[name], requires=(), wants=()) for name in there})
                continue
            names = sorted(set(path))
            titles = " and ".join(dict.fromkeys(self.owner(name).title for name in names))
            message = f"{titles}: analysers need one another in a circle: {' -> '.join(path)}; take one need away"
            if self.strict:
                raise PluginError(message)
            warnings.warn(message, PluginWarning, stacklevel=3)
            for name in names:
                del chosen[name]
                outcomes[name] = Outcome("failed", message)
        return outcomes

    def _run(
        self,
        analyser: Analyser,
        document: Document,
        outcomes: Mapping[str, Outcome],
        built: Any,
        timeout: float | None,
    ) -> Outcome:
        """Run one analyser, apart from all others."""
        for need in analyser.requires:
            outcome = outcomes.get(need)
            if outcome is None or outcome.layer is None:
                state = f"{outcome.state}: {outcome.reason}" if outcome is not None else "is not there"
                return Outcome("skipped", f"requires the layer {need!r}, which {state}")
        layers = {
            name: layer
            for name in (*analyser.requires, *analyser.wants)
            if (outcome := outcomes.get(name)) is not None and (layer := outcome.layer) is not None
        }
        plugin = self.owner(analyser.name)

        def work() -> Layer:
            found = analyser.run(document, layers, built)
            return finish(analyser, found, document, layers, _provenance(analyser, plugin, built))

        began = time.perf_counter()
        try:
            layer = work() if timeout is None else call_within(timeout, work)
        except (Exception, TimedOut) as error:
            reason = _reason(error, analyser.name)
            message = f"{plugin.title}: analyser {analyser.name!r} failed: {reason}"
            if self.strict:
                raise PluginError(message) from error
            warnings.warn(message, PluginWarning, stacklevel=3)
            return Outcome("failed", message, seconds=time.perf_counter() - began)
        return Outcome("ran", layer=layer, seconds=time.perf_counter() - began)

    def _unloaded(self, outcomes: Mapping[str, Outcome]) -> dict[str, Outcome]:
        """A plugin that could not be loaded has no layer; its name stands in for it, so that nothing is lost silently."""
        return {name: Outcome("failed", reason) for name, reason in sorted(self._lost.items()) if name not in outcomes}

    def _concerns(self, document: Document, linguistics: str) -> list[Problem]:
        check = self.linguistics[linguistics].check if linguistics in self.linguistics else None
        return [Problem("linguistics", concern) for concern in check(document.text)] if check else []

    # -- output ----------------------------------------------------------------------------------------------------

    def render(self, report: Report, format: str) -> str:
        """The report in one format. Raises UsageError for an unknown format."""
        if format not in self.renderers:
            raise unknown("format", format, self.renderers)
        return self.renderers[format].render(report, self.sections)


def check_text(text: str, limit: int = LIMIT) -> None:
    """Raise InputError for a text over the limit (bytes of UTF-8) or with lone surrogates."""
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise InputError(
            f"the text holds a lone surrogate at code point {error.start}, which no valid text has; "
            "decode the source again, or replace it"
        ) from None
    if size > limit:
        raise InputError(
            f"the text has {size:,} bytes, over the limit of {limit:,}; "
            f"raise it with --max-bytes {size} (in Python: limit={size})"
        )


def _checked_timeout(seconds: float | None) -> float | None:
    if seconds is not None and not 0 < seconds < float("inf"):
        raise UsageError(f"a timeout is a number of seconds above 0, not {seconds!r}")
    return seconds


def _reason(error: BaseException, analyser: str) -> str:
    """Why an analyser failed. A time limit is named without its seconds: no clock is written into a report."""
    if isinstance(error, TimedOut):
        return f"it was stopped, since it took longer than --timeout allows; raise that, or use --without {analyser}"
    return str(error) if isinstance(error, PluginError) else describe(error)


def _given(layer: Layer, document: Document, outcomes: Mapping[str, Outcome]) -> Outcome:
    """A layer from outside in the place of its analyser. Raises PluginError where it does not fit the document."""
    layers = {name: outcome.layer for name, outcome in outcomes.items() if outcome.layer is not None}
    # Its figures, where it has some, are those of an analyser, not of who corrected it.
    marked = attrs.evolve(layer, provenance={**layer.provenance, "given": True}, accuracy=Accuracy())
    try:
        return Outcome("ran", layer=settle(marked, document, layers))
    except PluginError as error:
        raise PluginError(f"given layer {layer.name!r}: {error}") from None


def _pointed_at(given: Mapping[str, Layer]) -> list[str]:
    """The layers that relations of given layers point to, but that are not given themselves."""
    ends = {end for layer in given.values() for r in layer.relations for end in (r.source, r.target)}
    names = {end.partition("#")[0] for end in ends if isinstance(end, str)}
    return sorted(names - given.keys())


def _by_layer(given: Iterable[Layer]) -> dict[str, Layer]:
    table: dict[str, Layer] = {}
    for layer in given:
        if layer.name in table:
            raise UsageError(f"layer {layer.name!r} is given twice")
        table[layer.name] = layer
    return table


def _provenance(analyser: Analyser, plugin: Plugin, built: Any) -> dict[str, Scalar]:
    facts: dict[str, Scalar] = {
        "analyser": analyser.version or plugin.version,
        "distribution": plugin.distribution,
        "version": plugin.version,
    }
    if built is not None:
        for name, value in attrs.asdict(built).items():
            facts[f"option.{name}"] = value if isinstance(value, str | int | float | bool) else str(value)
    return facts


def _version() -> str:
    from oped import __version__

    return __version__
