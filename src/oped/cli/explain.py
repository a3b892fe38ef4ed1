"""`oped explain`: what a layer finds, and why each finding is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from oped.analyser import Analyser, Reason
from oped.cli.common import find_settings, make_host, parse_sets, plain_warnings, set_option
from oped.cli.completion import complete_layer
from oped.cli.job import tell_doubts
from oped.errors import PluginError, UsageError, unknown
from oped.host.discovery import describe

if TYPE_CHECKING:
    from rich.console import Console

    from oped.host import Host
    from oped.model import Report


@click.command(context_settings={"allow_extra_args": True})
@click.argument("layer", shell_complete=complete_layer)
@click.option("--text", help="Explain the findings in these words.")
@set_option()
@click.pass_context
def explain(ctx: click.Context, /, layer: str, text: str | None, sets: tuple[str, ...]) -> None:
    """Say what LAYER finds: labels, features, options, data, measured accuracy, limits.

    With --text, say why each finding is there, and why other candidates are none.
    """
    from rich.console import Console

    if ctx.args:
        raise UsageError(
            f'explain takes words, not {ctx.args[0]!r}: oped explain {layer} --text "The words to explain."; '
            f"what it finds in a file, and why: oped report FILE --only {layer} --format html"
        )
    host = make_host()
    if layer not in host.analysers:
        raise unknown("layer", layer, host.analysers)
    console = Console(highlight=False)
    if text is None:
        _describe(host, host.analysers[layer], console)
        return
    if not text.strip():
        click.echo("There is nothing to explain: the text is empty.")
        return
    options = {**find_settings().options, **parse_sets(sets)}
    with plain_warnings():
        report = host.analyse(text, only=[layer], options=options)
    outcome = report.outcomes[layer]
    if outcome.layer is None:
        raise PluginError(outcome.reason)
    tell_doubts(report, "--text")
    reasons = _reasons(host.analysers[layer], report, host.built_options(layer, options))
    if not reasons:
        click.echo(f"There is nothing to explain: {layer} finds nothing in these words, and no candidate.")
    for reason in reasons:
        words = " … ".join(report.document.text[span.start : span.end] for span in reason.spans)
        console.print(f"“{words}”  →  {reason.verdict}", markup=False)
        for ground in reason.because:
            console.print(f"    {ground}", markup=False)


def _describe(host: Host, analyser: Analyser, console: Console) -> None:
    from rich.markdown import Markdown
    from rich.markup import escape
    from rich.table import Table

    plugin = host.owner(analyser.name)
    console.print(f"[bold]{escape(analyser.name)}[/bold]  {escape(analyser.summary)}")
    console.print(escape(f"plugin {plugin.name}, {plugin.distribution} {plugin.version}"))
    console.print(escape(f"requires: {', '.join(analyser.requires) or 'nothing'}"))
    console.print(escape(f"wants: {', '.join(analyser.wants) or 'nothing'}"))
    for title, names in (("label", analyser.labels), ("feature", analyser.features)):
        if names:
            table = Table(title, "meaning", box=None, pad_edge=False)
            for name, meaning in names.items():
                table.add_row(escape(name), escape(meaning))
            console.print("", table)
    options = [option for option in host.option_table() if option.name.partition(".")[0] == analyser.name]
    if options:
        table = Table("option", "default", "what it is for", box=None, pad_edge=False)
        for option in options:
            table.add_row(escape(option.name), escape(repr(option.default)), escape(option.help))
        console.print("", table)
    if analyser.accuracy.figures:
        table = Table("measured", "score", "data", "beside it", box=None, pad_edge=False)
        for figure in analyser.accuracy.figures:
            data = f"{figure.data}{f' ({figure.split})' if figure.split else ''}"
            table.add_row(escape(figure.measure), f"{figure.score:.3f}", escape(data), escape(figure.reference))
        console.print("", table)
        for command in dict.fromkeys(figure.command for figure in analyser.accuracy.figures if figure.command):
            console.print(f"measured by: {command}", markup=False)
    for limit in analyser.accuracy.limits:
        console.print(f"limit: {limit}", markup=False)
    if analyser.card is not None and analyser.card.is_file():
        console.print("", Markdown(analyser.card.read_text(encoding="utf-8")))


def _reasons(analyser: Analyser, report: Report, options: Any) -> list[Reason]:
    """What the analyser itself says of its decisions, or else the features of each finding."""
    layer = report.layer(analyser.name)
    if analyser.explain is not None:
        names = {analyser.name, *analyser.requires, *analyser.wants}
        layers = {name: found for name, found in report.layers.items() if name in names}
        try:
            return list(analyser.explain(report.document, layers, options))
        except Exception as error:
            raise PluginError(f"analyser {analyser.name!r} cannot explain itself: {describe(error)}") from error
    return [
        Reason(a.spans, a.label, tuple(f"{name}: {value}" for name, value in a.features.items()))
        for a in layer.annotations
    ]
