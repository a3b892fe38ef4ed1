"""A short op-ed, hosts that run a subject on it, and what each kind of subject makes of it."""

from __future__ import annotations

import pickle
import types
import warnings
from collections.abc import Sequence
from functools import cache

from oped.analyser import Analyser, Linguistics, Reader, Renderer, Source
from oped.errors import InputError, PluginWarning
from oped.hookspecs import hookimpl
from oped.host import Host
from oped.host.discovery import describe
from oped.model import Document, Layer, Outcome, Paragraph, Report

Subject = Analyser | Linguistics | Reader | Renderer
_KINDS = ("analysers", "linguistics", "readers", "renderers")
SAMPLE = (
    "The Plan Must Wait\n\n"
    "By A. Writer\n\n"
    "Beijing may yet torpedo the plan, but Moscow will defend it because both fear Washington. Critics say that the two "
    "countries should not cooperate. “We will see,” Mr. Xi said, “who is right.” It seems, in fact, that nobody knows.\n\n"
    "To be sure, the U.S. has promised to help. Yet the Kremlin was criticised by European leaders in 2014, and it did not "
    "change. Undoubtedly we must act now."
)
"""A short op-ed in which most analysers find something."""


def copies_of(sample: str, copies: int) -> str:
    """A text of so many copies of another, each in paragraphs of its own."""
    return "\n\n".join([sample] * copies)


@cache
def installed() -> Host:
    """The installed plugins: what an analyser requires or wants comes from them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PluginWarning)
        return Host()


def host_of(analyser: Analyser) -> Host:
    """A host that runs this very analyser, whether it is installed or not."""
    usual = installed()
    if usual.analysers.get(analyser.name) == analyser:
        return usual

    @hookimpl
    def oped_analysers() -> list[Analyser]:
        return [analyser]

    module = types.ModuleType("subject")
    module.oped_analysers = oped_analysers  # type: ignore[attr-defined]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PluginWarning)
        rival = usual.analysers.get(analyser.name)
        host = Host(block=[usual.owner(analyser.name).name] if rival is not None else [])
        host.register(module, f"subject {analyser.name}")
    return host


def analyse(analyser: Analyser, text: str | Document, host: Host | None = None, **more: object) -> Report:
    """The report of this analyser, and of what it needs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PluginWarning)
        return (host or host_of(analyser)).analyse(text, only=[analyser.name], **more)  # type: ignore[arg-type]


def layer_of(analyser: Analyser, report: Report, what: str) -> Layer:
    """The layer of an analyser that must have run."""
    outcome: Outcome = report.outcomes[analyser.name]
    assert outcome.layer is not None, (
        f"{analyser.name} {outcome.state} on {what}: {outcome.reason}. Return an empty layer where there is nothing to find."
    )
    return outcome.layer


def read(reader: Reader, data: bytes) -> Source | None:
    """What a reader reads of bytes; None where it refuses them."""
    try:
        source = reader.read(data)
    except InputError:
        return None
    except Exception as error:
        raise AssertionError(
            f"{reader.name} fails on {data!r:.80}: {describe(error)}; raise InputError for what it cannot read"
        ) from error
    assert isinstance(source, Source), f"{reader.name}: read must return a Source, or raise InputError"
    return source


def render(renderer: Renderer, report: Report) -> str:
    """What a renderer writes of a report, without sections."""
    try:
        text = renderer.render(report, {})
    except Exception as error:
        raise AssertionError(
            f"{renderer.name} fails on {report!r:.300}: {describe(error)}; any report must be written, an empty one too"
        ) from error
    assert isinstance(text, str), f"{renderer.name}: render must return text, not {type(text).__name__}"
    return text


def parse(linguistics: Linguistics, text: str) -> Sequence[Paragraph]:
    """The paragraphs that a linguistics finds in a text whose paragraphs no reader knows."""
    options = linguistics.options() if linguistics.options is not None else None
    try:
        return tuple(linguistics.parse(text, (), options))
    except Exception as error:
        raise AssertionError(
            f"{linguistics.name} fails on {text!r:.80}: {describe(error)}; any text must be parsed, an empty one too"
        ) from error


@cache
def report_of(copies: int) -> Report:
    """The report of all installed analysers on copies of the sample."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PluginWarning)
        return installed().analyse(copies_of(SAMPLE, copies))


def reference(subject: Subject) -> Subject | tuple[str, str]:
    """What stands for a subject in another process: itself, or its kind and name where it is an installed plugin's."""
    try:
        pickle.dumps(subject)
    except Exception:
        for kind in _KINDS:
            namesake = getattr(installed(), kind).get(subject.name)
            if namesake is not None and _origin(namesake) == _origin(subject):
                return kind, subject.name
    return subject


def _origin(subject: Subject) -> tuple[str, str]:
    """Where the function of a subject is defined."""
    function = next(getattr(subject, name) for name in ("run", "read", "render", "parse") if hasattr(subject, name))
    return str(getattr(function, "__module__", "")), str(getattr(function, "__qualname__", ""))


def found(packed: Subject | tuple[str, str]) -> Subject:
    """The subject that a reference stands for."""
    if not isinstance(packed, tuple):
        return packed
    kind, name = packed
    subject: Subject = getattr(installed(), kind)[name]
    return subject


def result_of(subject: Subject) -> str:
    """What a subject makes of the sample, as text: called in other processes too."""
    if isinstance(subject, Analyser):
        return repr(layer_of(subject, analyse(subject, SAMPLE), "a short op-ed"))
    if isinstance(subject, Reader):
        return repr(read(subject, SAMPLE.encode("utf-8")))
    if isinstance(subject, Renderer):
        return render(subject, report_of(1))
    return repr(parse(subject, SAMPLE))
