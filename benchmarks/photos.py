"""Real photographed pages with their text."""

from __future__ import annotations

import csv

from hwocr.arrays import Picture
from hwocr.image import load
from hwocr.training.data import data_folder


def photos() -> list[tuple[str, Picture, str]]:
    """Names, pictures and texts, lines separated by line breaks.

    Raises:
        DataError: there is no data folder.
    """
    folder = data_folder() / "photos"
    with (folder / "labels.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        (row["file"], load(folder / row["file"]), row["text"].replace("\\n", "\n")) for row in rows
    ]
