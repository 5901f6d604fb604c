"""``hwocr evaluate``."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from hwocr.cli.options import DataOption, ModelsOption, stop
from hwocr.errors import HwocrError

app = typer.Typer(help="Measure a network on pictures it never saw.", no_args_is_help=True)


@app.command()
def characters(
    data: DataOption = None,
    models: ModelsOption = None,
    limit: Annotated[
        int | None, typer.Option(help="At most so many characters of each set.", min=1)
    ] = None,
) -> None:
    """Measure the character network: accuracy and calibration on each test and validation set."""
    from hwocr.training.evaluate import evaluate_characters

    try:
        scores = evaluate_characters(
            str(data) if data else None, models, limit, lambda text: typer.echo(text, err=True)
        )
    except HwocrError as error:
        stop(str(error))
    table = Table("Test", "Alphabet", box=None)
    for heading in ("Classes", "Characters", "Right", "Calibration error"):
        table.add_column(heading, justify="right")
    for score in scores:
        numbers = f"{score.classes}", f"{score.count:,}", f"{score.accuracy:.4f}"
        table.add_row(score.test, score.alphabet, *numbers, f"{score.calibration_error:.4f}")
    Console().print(table)
