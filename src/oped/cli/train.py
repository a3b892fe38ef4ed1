"""`oped train`: models of a layer from gold data, for the user's own texts."""

from __future__ import annotations

from pathlib import Path

import click

from oped.cli.common import make_host
from oped.cli.completion import complete_layer
from oped.errors import OutputError


@click.command()
@click.argument("layer", shell_complete=complete_layer)
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD...")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder for the models.")
def train(layer: str, gold: tuple[Path, ...], output: Path) -> None:
    """Train the models of LAYER on GOLD (docs/reference/corpora.md) and write them to a folder.

    Of gold reports only those of the split `train`, or of no split, are learned from.
    Use the models with: oped report FILE --set LAYER.model=FOLDER
    """
    from oped import evaluation
    from oped.evaluation.run import trainer
    from oped.gold import for_training

    fit = trainer(layer, make_host())
    corpora = evaluation.load(gold)
    try:
        output.mkdir(parents=True, exist_ok=True)
        fit({corpus.name: for_training(corpus.records) for corpus in corpora}, output)
    except OSError as error:
        raise OutputError(f"cannot write the models to {output}: {error.strerror or error}") from None
    click.echo(f"oped: wrote the models of {layer} to {output}", err=True)
