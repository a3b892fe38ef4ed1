"""`oped network`: who stands where in all documents, as one network or table."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, get_args

import click

from oped import api
from oped.cli.common import plain_warnings
from oped.cli.job import analyse_file, job_options, make_job
from oped.errors import InputError, UsageError


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--kind",
    type=click.Choice(["stance", "congruence", "conflict", "change"]),
    default="stance",
    show_default=True,
    help="Who stands where; who shares, or opposes, whose sides; or all by date and part of the text (.csv).",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write here: .graphml, .gexf or .csv."
)
@job_options
@click.pass_context
def network(ctx: click.Context, /, files: tuple[str, ...], kind: Any, output: Path | None, **options: Any) -> None:
    """Analyse all FILEs and write who stands where in them as one network, for Gephi, R, networkx or a spreadsheet.

    \b
    oped network *.txt -o stances.graphml
    oped network *.txt --kind congruence -o allies.gexf
    oped network *.txt --kind change -o change.csv

    Without --output a list of edges is printed as CSV. Holders are tied in congruence (conflict) by the targets towards
    which they take the same side (opposite sides), as in discourse network analysis.

    Documents are joined by named actors, and by issues with a proper name or at least two content words; what else
    several documents speak of ("the plan", "the government") is kept apart, with its document: "plan (a)".
    """
    from oped.interchange import network as networks

    assert kind in get_args(networks.Kind)
    suffix = output.suffix.lower() if output is not None else ".csv"
    try:
        networks.network([], kind, suffix)  # a wrong suffix is refused before anything is read
    except ValueError as error:
        raise UsageError(str(error)) from None
    job = make_job(**options)
    reports = []
    fine = True
    for file in files:
        try:
            with plain_warnings():
                report = analyse_file(file, job)
        except InputError as error:
            click.echo(f"oped: {error}", err=True)
            fine = False
            continue
        reports.append(report)
        fine = fine and all(outcome.state != "failed" for outcome in report.outcomes.values())
    text = networks.network(reports, kind, suffix)
    if output is not None:
        api.write(text, output)
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    ctx.exit(0 if fine else 1)
