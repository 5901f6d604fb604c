"""The command line: ``hwocr read``, ``train``, ``evaluate`` and ``models``; a file for each."""

from __future__ import annotations

from typing import Annotated

import typer

import hwocr
from hwocr.cli import evaluate, train
from hwocr.cli.models import list_models
from hwocr.cli.read import read_files

app = typer.Typer(
    help="Read handwriting from drawings, photos and scans.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read")(read_files)
app.add_typer(train.app, name="train")
app.add_typer(evaluate.app, name="evaluate")
app.command("models")(list_models)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hwocr {hwocr.__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """What all commands share."""
