"""The sets of real words and lines: pen strokes and pictures, each with its text and writer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from hwocr.arrays import Picture, Points
from hwocr.training.data import is_validation_writer
from hwocr.training.words.labels import clean

_MOST_REPEATS = 25
"""A line that several dozen volunteers copied teaches its text, not reading."""
_TALLEST_LINE = 0.62
"""A text segment this tall for each of its characters has several lines."""


@dataclass(frozen=True, eq=False)
class Written:
    """Words as pen strokes, held flat: millions of points in a few arrays."""

    points: NDArray[np.uint16]
    ends: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    texts: list[str]
    writers: list[str]

    def __len__(self) -> int:
        return len(self.texts)

    def strokes(self, index: int) -> list[Points]:
        """The strokes of one word, float32 (N, 2) each, y downwards."""
        ends = self.ends[self.first[index] : self.last[index]]
        start = int(self.ends[self.first[index] - 1]) if self.first[index] else 0
        points = self.points[start : ends[-1]].astype(np.float32)
        return [stroke for stroke in np.split(points, ends[:-1] - start) if len(stroke)]


def unipen_words(folder: Path, validation: bool) -> Written:
    """Words of UNIPEN, split by writer; labels that cannot be learnt are left out."""
    return _written(folder / "words" / "unipen_words_train.npz", validation)


def unipen_text(folder: Path, validation: bool) -> Written:
    """Phrases and lines of UNIPEN; segments of several lines are left out."""
    return _written(folder / "lines" / "unipen_text_train.npz", validation, lines=True)


def _written(path: Path, validation: bool, lines: bool = False) -> Written:
    with np.load(path) as file:
        data = dict(file)
    ends = np.cumsum(data["stroke_len"].astype(np.int64))
    last = np.cumsum(data["n_strokes"].astype(np.int64))
    first = np.concatenate([[0], last[:-1]])
    points = data["pts"]
    kept, texts = [], []
    for index, (label, writer) in enumerate(zip(data["y"], data["writer"], strict=True)):
        text = clean(str(label))
        if text is None or is_validation_writer(str(writer)) != validation:
            continue
        if lines:
            start = int(ends[first[index] - 1]) if first[index] else 0
            size = np.ptp(points[start : ends[last[index] - 1]].astype(np.int64), axis=0)
            if (size[1] > _TALLEST_LINE * size[0] and len(text) > 8) or _crowded(size, text):
                continue
        kept.append(index)
        texts.append(text)
    writers = [str(name) for name in data["writer"][kept]]
    return Written(points, ends, first[kept], last[kept], texts, writers)


def _crowded(size: NDArray[np.int64], text: str) -> bool:
    """Whether so much text cannot stand in one line of this shape."""
    return bool(size[0] < 0.2 * size[1] * len(text))


@dataclass(frozen=True)
class Crop:
    """A picture of a word or a line."""

    picture: Picture
    text: str
    writer: str


def copiste(folder: Path, kind: str, validation: bool) -> Iterator[Crop]:
    """Crops of copied French text, ``kind`` "words" or "lines", split by writer."""
    seen: dict[str, int] = {}
    with zipfile.ZipFile(folder / kind / f"copiste_{kind}.zip") as archive:
        rows = archive.read("labels.tsv").decode().splitlines()[1:]
        for name, label, writer, _tier in (row.split("\t") for row in rows):
            text = clean(label)
            if text is None or is_validation_writer(writer) != validation:
                continue
            if kind == "lines" and not validation:
                seen[text] = seen.get(text, 0) + 1
                if seen[text] > _MOST_REPEATS:
                    continue
            picture = np.asarray(Image.open(io.BytesIO(archive.read(name))).convert("RGB"))
            yield Crop(picture, text, writer)
