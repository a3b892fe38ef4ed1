"""`oped evaluate`: scores against gold data, with the shipped models or by cross-validation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from oped.cli.common import make_host, parse_sets, plain_warnings, set_option
from oped.cli.completion import complete_layer

if TYPE_CHECKING:
    from oped.evaluation.scores import Row


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD...")
@click.option("--layer", metavar="LAYER", shell_complete=complete_layer, help="Score only this layer.")
@click.option("--folds", type=click.IntRange(0), default=0, help="Retrain and cross-validate by document.")
@click.option("--sample", type=click.IntRange(0), default=0, help="At most so many records of each file, evenly.")
@click.option("--split", default="", metavar="SPLIT", help="Of gold reports only those of train, dev or test.")
@click.option("--hold-out", multiple=True, metavar="CORPUS", help="With --folds: score this one, never learn from it.")
@click.option("--intervals", is_flag=True, help="95 % bootstrap intervals over documents.")
@click.option("--errors", is_flag=True, help="List the misses with their words.")
@click.option(
    "--linguistics", default="textblob", metavar="NAME", help="How to parse: textblob (default), or a plugin's."
)
@set_option()
def evaluate(
    gold: tuple[Path, ...],
    layer: str | None,
    folds: int,
    sample: int,
    split: str,
    hold_out: tuple[str, ...],
    intervals: bool,
    errors: bool,
    linguistics: str,
    sets: tuple[str, ...],
) -> None:
    """Score the analysers against GOLD: files or folders of gold data (docs/reference/corpora.md).

    Without --folds the shipped models are scored; they may have learned from these very documents.
    """
    from oped import evaluation

    if folds == 1:
        raise click.UsageError("--folds needs at least 2 folds")
    if hold_out and not folds:
        raise click.UsageError("--hold-out needs --folds: nothing is learned without")
    corpora = evaluation.load(gold)
    host = make_host(linguistics=linguistics)
    host.check(linguistics=linguistics, options=parse_sets(sets))
    with plain_warnings():
        results = evaluation.evaluate(
            corpora,
            host,
            layer=layer,
            folds=folds,
            sample=sample,
            split=split,
            hold_out=hold_out,
            options=parse_sets(sets),
            progress=lambda message: click.echo(f"oped: {message}", err=True),
        )
    for scores in results:
        click.echo(f"\n{scores.name}")
        click.echo(f"  {'metric':<52}{'score':>7}{'P':>7}{'R':>7}{'gold':>8}{'   95 %' if intervals else ''}")
        for row in scores.rows(samples=400 if intervals else 0):
            click.echo(f"  {_line(row)}")
        if errors:
            for miss in scores.misses:
                click.echo(f"  {miss.document}\t{miss.metric}\t{miss.gold or '–'} → {miss.found or '–'}\t{miss.words}")


def _line(row: Row) -> str:
    numbers = "".join(f"{value:>7.3f}" if value is not None else f"{'':>7}" for value in (row.precision, row.recall))
    bounds = f"   {row.low:.3f}–{row.high:.3f}" if row.low is not None and row.high is not None else ""
    return f"{row.metric:<52}{row.value:>7.3f}{numbers}{row.gold:>8}{bounds}"
