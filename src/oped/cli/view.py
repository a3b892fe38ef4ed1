"""`oped view`: the report as a page in the browser, from a temporary file; nothing is served."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path
from typing import Any

import click

from oped import api
from oped.cli.common import plain_warnings
from oped.cli.completion import complete_file
from oped.cli.job import analyse_file, job_options, make_job
from oped.cli.report import INDEX, is_whole, names_in, write_pages
from oped.errors import OutputError


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=complete_file)
@job_options
@click.pass_context
def view(ctx: click.Context, /, files: tuple[str, ...], **options: Any) -> None:
    """Analyse FILE and open its report in the browser; of several files, the index.

    The page is a temporary file, whose path is printed; it stays until you or the system remove it.
    """
    job = make_job(**options)
    try:
        folder = Path(tempfile.mkdtemp(prefix="oped-"))
    except OSError as error:
        raise OutputError(f"cannot make a temporary folder: {error.strerror or error}") from None
    pages = names_in(folder, files, ".html")
    if len(files) == 1:
        page = pages[0]
        try:
            with plain_warnings():
                found = analyse_file(files[0], job)
            api.write(job.host.render(found, "html"), page)
        except BaseException:
            folder.rmdir()  # still empty: the page is written last
            raise
        fine = is_whole(found)
    else:
        page = folder / f"{INDEX}.html"
        fine = write_pages(list(zip(files, pages, strict=True)), folder, job)
    click.echo(str(page))
    if not webbrowser.open(page.as_uri()):
        click.echo("oped: no browser could be opened; open the file yourself", err=True)
    ctx.exit(0 if fine else 1)
