"""What is wrong with the plugins that are installed: what the host noticed as it loaded them, and what a trial shows."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from functools import partial
from typing import Any, get_args

from oped.analyser import Source
from oped.blocks import Block
from oped.errors import OpedError
from oped.host.discovery import Plugin, describe
from oped.host.host import Host
from oped.host.limit import TimedOut, call_within
from oped.model import Document, Report

SECONDS = 10.0
"""What each part of a plugin may take for a short text, models loaded, before it counts as endless."""
_OP_ED = (
    "The harbour must stay open\n\n"
    "By A. Writer\n\n"
    "Beijing may yet support the plan, but Moscow fears it because the ministry has promised nothing. “We will see,” Ms. "
    "Lee said. It seems that nobody knows.\n\n"
    "To be sure, Europe was warned in 2014. Yet we should act now."
)
TEXTS = {
    "an empty text": "",
    "a short op-ed": _OP_ED,
    "an ugly text": "\x00\r\n\u2028 ((“ 👩\u200d👩\u200d👧 e\u0301 中国 <b>&amp; … .\r\rA",
}
"""The texts of the trial, by what they are."""


def examine(host: Host, seconds: float = SECONDS, commands: Collection[str] = ()) -> list[str]:
    """One line for each fault: the plugin, its distribution and version, what is wrong, and what to do.

    Every analyser, section, renderer, reader and linguistics of another distribution is tried, each for so many seconds
    at most. `commands` are names that no plugin's command may have.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in (host.analysers, host.linguistics, host.readers, host.renderers, host.sections, host.commands()):
            pass  # each is asked for, so that the host notices what is wrong with it
        lines = [problem.message for problem in host.problems]
        lines += _without_hooks(host)
        lines += [
            f"{owned.plugin.title}: its command {owned.descriptor.name!r} is hidden by one of oped itself; give it another name"
            for owned in host.offers("oped_commands")
            if owned.descriptor.name in commands
        ]
        lines += _missing_needs(host)
        lines += _failing_analysers(host, seconds)
        lines += _failing_others(host, seconds)
    return list(dict.fromkeys(lines))


def _without_hooks(host: Host) -> Iterator[str]:
    for plugin in host.plugins:
        if plugin.state != "loaded":
            continue
        unmarked = host.unmarked_hooks(plugin.name)
        for name in unmarked:
            yield f"{plugin.title}: {name} is never called; write @oped.hookimpl above it"
        if not unmarked and not host.hooks(plugin.name):
            yield f"{plugin.title}: implements no hook, so it does nothing; see the how-to on writing an analyser"


def _missing_needs(host: Host) -> Iterator[str]:
    known = host.analysers
    for name, analyser in known.items():
        for need in analyser.requires:
            if need not in known:
                near = get_close_matches(need, known, n=1)
                advice = f"did you mean {near[0]!r}?" if near else "install a plugin that does"
                yield (
                    f"{host.owner(name).title}: analyser {name!r} requires the layer {need!r}, "
                    f"which no plugin provides; {advice}"
                )


def _failing_analysers(host: Host, seconds: float) -> Iterator[str]:
    failed: set[str] = set()
    for what, text in TEXTS.items():
        try:
            report = host.analyse(text, without=failed, timeout=seconds)
        except OpedError as error:
            yield f"no plugin could be tried on {what}: {error}"
            continue
        for name, outcome in report.outcomes.items():
            if outcome.state != "failed" or name not in host.analysers:
                continue
            failed.add(name)
            plugin = host.owner(name)
            if "in a circle" in outcome.reason:
                yield outcome.reason
            else:
                yield f"{outcome.reason} (on {what}); {_leave_out(plugin)}"


def _failing_others(host: Host, seconds: float) -> Iterator[str]:
    report = host.analyse(_OP_ED, timeout=seconds)
    for what, owned, trial in _trials(host, report):
        try:
            call_within(seconds, trial)
        except OpedError:
            continue  # a refusal with its reason, such as a model that the user has to install, is no fault
        except (Exception, TimedOut) as error:
            reason = f"it did not end within {seconds:g} s" if isinstance(error, TimedOut) else describe(error)
            yield f"{owned.title}: {what} failed: {reason}; {_leave_out(owned)}"


def _trials(host: Host, report: Report) -> Iterator[tuple[str, Plugin, Callable[[], Any]]]:
    """What to try of each plugin beside its analysers: what it is, whose it is, and the call."""
    for owned in host.offers("oped_sections"):
        section = owned.descriptor
        if section.layer in report.layers:
            yield f"the section of {section.layer!r}", owned.plugin, partial(_show, section, report)
    for owned in host.offers("oped_renderers"):
        renderer = owned.descriptor
        yield f"renderer {renderer.name!r}", owned.plugin, partial(_render, renderer, host, report)
    for owned in host.offers("oped_readers"):
        reader = owned.descriptor
        yield f"reader {reader.name!r}", owned.plugin, partial(_read, reader)
    for owned in host.offers("oped_linguistics"):
        linguistics = owned.descriptor
        if owned.plugin.distribution != host.plugins[0].distribution:
            yield f"linguistics {linguistics.name!r}", owned.plugin, partial(_parse, linguistics)


def _show(section: Any, report: Report) -> None:
    for block in section.render(report, report.layers[section.layer]):
        if not isinstance(block, get_args(Block)):
            raise TypeError(f"it yields {type(block).__name__}, and must yield blocks of oped.blocks")


def _render(renderer: Any, host: Host, report: Report) -> None:
    text = renderer.render(report, host.sections)
    if not isinstance(text, str):
        raise TypeError(f"it returns {type(text).__name__}, and must return text")


def _read(reader: Any) -> None:
    for text in TEXTS.values():
        source = reader.read(text.encode("utf-8"))
        if not isinstance(source, Source):
            raise TypeError(f"it returns {type(source).__name__}, and must return oped.Source, or raise InputError")


def _parse(linguistics: Any) -> None:
    options = linguistics.options() if linguistics.options is not None else None
    for text in TEXTS.values():
        Document(text, paragraphs=tuple(linguistics.parse(text, (), options)))


def _leave_out(plugin: Plugin) -> str:
    return f"mend it, or leave it out with --block {plugin.name}"
