"""What several commands share: options, and the way to give up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

DataOption = Annotated[
    Path | None, typer.Option(help="Folder of the data; $HWOCR_DATA if left out.")
]
ModelsOption = Annotated[
    Path | None, typer.Option(help="Folder with registry.json; hwocr's own if left out.")
]


def stop(message: str, code: int = 1) -> NoReturn:
    """Say what went wrong and end with an exit status."""
    typer.echo(f"hwocr: {message}", err=True)
    raise typer.Exit(code)
