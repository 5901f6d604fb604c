"""Samples drawn ahead of training, kept in files that are mapped into memory.

Drawing and photographing a word takes milliseconds, training on it hardly longer; so each sample
is drawn once or a few times, and only quick changes are made each time that it is used.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink
from hwocr.training.words.looks import to_grey
from hwocr.wordimage import HEIGHT, STEP, lay_out, zone_of

RESOLUTION = 1.5
"""Samples are kept larger than the network sees them, so that they can be bent."""
ROWS = round(1.4 * HEIGHT * RESOLUTION)
"""Rows of a kept sample; more than a word image shows, so that it can be shifted."""
WIDEST = 1600
"""Wider samples, in pixels of the word image, are left out."""
_NARROWEST = 3.0
"""Samples with fewer columns of the word image for each character cannot be learnt."""


def kept_image(ink: Ink, text: str) -> Grey | None:
    """Ink in the form that is kept, uint8 (ROWS, W); ``None`` where it is no use for training."""
    zone = zone_of(ink)
    if zone is None:
        return None
    image = lay_out(ink, zone, ROWS, RESOLUTION).image
    width = image.shape[1] / RESOLUTION
    if width > WIDEST or width < _NARROWEST * len(text) + STEP:
        return None
    return to_grey(image)


def save(path: Path, samples: Iterable[tuple[Grey, str, str]]) -> int:
    """Write a shard: images one after the other in ``.bin``, texts and writers in ``.json``."""
    widths, texts, writers = [], [], []
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        for image, text, writer in samples:
            file.write(np.ascontiguousarray(image).tobytes())
            widths.append(image.shape[1])
            texts.append(text)
            writers.append(writer)
    entry = {"widths": widths, "texts": texts, "writers": writers}
    path.with_suffix(".json").write_text(json.dumps(entry), encoding="utf-8")
    partial.replace(path.with_suffix(".bin"))
    return len(texts)


def measure(path: Path) -> None:
    """Measure a shard's images the way the normaliser does, for use in training.

    The normaliser may have changed since they were drawn: they keep more than it shows.
    """
    shard = Shard.open(path)
    shapes = np.zeros((len(shard), 3), np.float32)
    for row, index in zip(shapes, range(len(shard)), strict=True):
        zone = zone_of(shard.image(index).astype(np.float32) * np.float32(1 / 255))
        if zone is not None:
            row[:] = zone.scale, zone.stretch, zone.centre
    np.save(path.with_suffix(".npy"), shapes)


@dataclass(frozen=True, eq=False)
class Shard:
    """One file of samples; ``shapes`` has each one's scale, stretch and centre row."""

    data: NDArray[np.uint8]
    starts: NDArray[np.int64]
    widths: NDArray[np.int64]
    shapes: NDArray[np.float32]
    texts: list[str]
    writers: list[str]

    @classmethod
    def open(cls, path: Path) -> Shard:
        """Map a shard that :func:`save` wrote."""
        entry = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        widths = np.array(entry["widths"], np.int64)
        ends = np.cumsum(widths) * ROWS
        data = np.memmap(path.with_suffix(".bin"), np.uint8, "r")
        starts = ends - widths * ROWS
        measured = path.with_suffix(".npy")
        shapes = np.load(measured) if measured.exists() else np.zeros((0, 3), np.float32)
        return cls(data, starts, widths, shapes, entry["texts"], entry["writers"])

    def __len__(self) -> int:
        return len(self.texts)

    def image(self, index: int) -> Grey:
        """One sample's image, uint8 (ROWS, W)."""
        start, width = int(self.starts[index]), int(self.widths[index])
        return np.asarray(self.data[start : start + ROWS * width]).reshape(ROWS, width)
