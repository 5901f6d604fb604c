"""Scanned words: copiste's crops, their labels and their ink."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

import numpy as np
from PIL import Image

from hwocr.arrays import Ink
from hwocr.training.data import data_folder
from hwocr.training.words.scans import scan_ink


def labels() -> list[list[str]]:
    """Name, text, writer and tier of every crop.

    Raises:
        DataError: there is no data folder.
    """
    return [row.split("\t") for row in _archive().read("labels.tsv").decode().splitlines()[1:]]


@lru_cache(maxsize=4096)
def crop_ink(name: str, letters: int) -> Ink | None:
    """The ink of a crop of so many letters, as :func:`scan_ink` finds it."""
    grey = np.asarray(Image.open(io.BytesIO(_archive().read(name))).convert("L"))
    return scan_ink(grey, letters)


@lru_cache(maxsize=1)
def _archive() -> zipfile.ZipFile:
    """Opened once: its list of contents is long."""
    return zipfile.ZipFile(data_folder() / "words" / "copiste_words.zip")
