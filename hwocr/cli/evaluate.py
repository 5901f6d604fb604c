"""``hwocr evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from hwocr.cli.options import DataOption, ModelsOption, stop
from hwocr.errors import HwocrError
from hwocr.networks.registry import read_registry
from hwocr.networks.report import CHARACTERS_REPORT, Report, SetReport

app = typer.Typer(help="Measure a network on pictures it never saw.", no_args_is_help=True)


@app.command()
def characters(
    data: DataOption = None,
    models: ModelsOption = None,
    limit: Annotated[
        int | None, typer.Option(help="At most so many characters of each set.", min=1)
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(
            help="JSON file for what is mistaken for what and how far probabilities hold; "
            f"the app shows models/{CHARACTERS_REPORT}.",
            dir_okay=False,
        ),
    ] = None,
) -> None:
    """Measure the character network: accuracy and calibration on each test and validation set."""
    from hwocr.training.evaluate import Score, ask_characters, report_of, scores_of

    folder = str(data) if data else None
    scores: list[Score] = []
    sets: list[SetReport] = []
    try:
        network = read_registry(models)["characters"]
        for found in ask_characters(folder, models, limit, lambda text: typer.echo(text, err=True)):
            scores += scores_of(found)
            sets.append(report_of(found))
    except HwocrError as error:
        stop(str(error))
    if report is not None:
        Report(network.sha256, tuple(sets)).save(report)
    table = Table("Test", "Alphabet", box=None)
    for heading in ("Classes", "Characters", "Right", "Calibration error"):
        table.add_column(heading, justify="right")
    for score in scores:
        numbers = f"{score.classes}", f"{score.count:,}", f"{score.accuracy:.4f}"
        table.add_row(score.test, score.alphabet, *numbers, f"{score.calibration_error:.4f}")
    Console().print(table)
