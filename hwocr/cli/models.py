"""``hwocr models``."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from hwocr.cli.options import ModelsOption, stop
from hwocr.errors import ModelError
from hwocr.networks.registry import read_registry, verified_bytes


def list_models(folder: ModelsOption = None) -> None:
    """List the networks and check that their files are the ones that the registry lists."""
    try:
        entries = read_registry(folder)
    except ModelError as error:
        stop(str(error))
    table = Table("Network", "Version", "File", "Input", "Classes", "Intact", box=None)
    figures = Table("Network", "Figure", "Value", box=None)
    damaged = {}
    for name, entry in entries.items():
        try:
            verified_bytes(entry)
        except ModelError as error:
            damaged[name] = str(error)
        table.add_row(
            name,
            str(entry.version),
            entry.path.name,
            "×".join(map(str, entry.input_shape)),
            str(len(entry.classes)),
            "no" if name in damaged else "yes",
        )
        for figure, value in entry.metrics.items():
            figures.add_row(name, figure, f"{value:.4g}")
    Console().print(table, "", figures)
    if damaged:
        stop("\n".join(damaged.values()))
