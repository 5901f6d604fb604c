"""A whole page of letters as ink, with the place of each letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.arrange import Letter
from benchmarks.pen import draw
from hwocr.arrays import Ink
from hwocr.page import Box

_INKED = 0.15
"""A letter's box is around the pixels that it covers at least so much."""


@dataclass(frozen=True, eq=False)
class Inked:
    """Ink on a page.

    Attributes:
        coverage: float32 (H, W) in [0, 1].
        owner: int32 (H, W), which letter (index from 0) inks a pixel, -1 where none does.
        boxes: of the letters, in their order, in pixels.
    """

    coverage: Ink
    owner: NDArray[np.int32]
    boxes: tuple[Box, ...]


def write_down(
    letters: Sequence[Letter], pen: float, shape: tuple[int, int], rng: np.random.Generator
) -> Inked:
    """Draw letters, whose strokes are in pixels, with a pen of about ``pen`` pixels."""
    coverage = np.zeros(shape, np.float32)
    owner = np.full(shape, -1, np.int32)
    boxes = []
    for index, letter in enumerate(letters):
        pressure = float(np.clip(rng.normal(1, 0.05), 0.85, 1.15))
        own, at = draw(letter.strokes, pen * pressure, shape)
        place = (slice(at.y, at.bottom), slice(at.x, at.right))
        owner[place] = np.where(own > np.maximum(coverage[place], 1 / 255), index, owner[place])
        coverage[place] = np.maximum(coverage[place], own)
        boxes.append(_box(own, at))
    return Inked(coverage, owner, tuple(boxes))


def _box(own: Ink, at: Box) -> Box:
    rows = np.flatnonzero((own >= _INKED).any(axis=1))
    columns = np.flatnonzero((own >= _INKED).any(axis=0))
    width, height = columns[-1] + 1 - columns[0], rows[-1] + 1 - rows[0]
    return Box(at.x + int(columns[0]), at.y + int(rows[0]), int(width), int(height))
