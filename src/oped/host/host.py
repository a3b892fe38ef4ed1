"""The host: documents parsed and analysed with the plugins that were chosen and loaded."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import attrs

from oped.analyser import Analyser, Linguistics, Source
from oped.errors import InputError, OpedError, PluginError, PluginWarning, UsageError, unknown
from oped.host import options as options_
from oped.host import plan
from oped.host.discovery import Plugin, describe
from oped.host.finish import finish, settle
from oped.host.limit import TimedOut, call_within
from oped.host.registry import Registry
from oped.model import Accuracy, Document, Layer, Outcome, Problem, Region, Report, Scalar

Progress = Callable[[str, int, int], None]
"""Told of a layer that is about to be made: its name, its number from 1, and of how many."""
LIMIT = 10_000_000
"""Bytes of UTF-8 that a text may have, unless the caller raises the limit."""


class Host(Registry):
    """Holds the plugins and runs analyses.

    `allow` and `block` are entry-point names and decide before anything is imported. With `strict` a plugin that
    fails raises PluginError; otherwise it becomes a problem, a failed outcome and a PluginWarning.
    `timeout` is how many seconds each analyser may take for one document; None means any time. `linguistics` parses where
    a call names no other. Raises UsageError for an allowed or blocked name that is not installed, and for a timeout that is no time.
    """

    def __init__(
        self,
        *,
        allow: Collection[str] | None = None,
        block: Collection[str] = (),
        strict: bool = False,
        timeout: float | None = None,
        linguistics: str = "textblob",
    ) -> None:
        """Find and load the installed plugins."""
        self.timeout = _checked_timeout(timeout)
        self._default_linguistics = linguistics
        super().__init__(allow=allow, block=block, strict=strict)

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
        linguistics: str | None = None,
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
        linguistics: str | None = None,
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
            raise PluginError(f"linguistics {chosen.name!r} failed: {describe(error)}") from error

    def _find_regions(self, chosen: Linguistics, text: str) -> tuple[Region, ...]:
        """The paragraphs of a plain text, as the chosen linguistics finds them, or else the default one."""
        find = chosen.find_regions or self._linguistics("textblob").find_regions
        return tuple(find(text)) if find is not None else ()

    def _linguistics(self, name: str | None) -> Linguistics:
        name = name or self._default_linguistics
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
        linguistics: str | None = None,
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

    def _concerns(self, document: Document, linguistics: str | None) -> list[Problem]:
        check = self._linguistics(linguistics).check
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
