"""Real pen strokes as somebody would draw them on the app's canvas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hwocr.arrays import Ink, Picture, Points
from hwocr.page import Box
from hwocr.strokes import render

_HEIGHTS = 60.0, 160.0
"""Heights of the writing, in pixels."""
_PENS = 3.0, 9.0
_WIDEST = 1500.0
"""Pixels: longer writing is drawn smaller."""
_CANVAS = np.array([600, 200])
"""Least width and height."""
_MARGIN = 20


def draw(strokes: Sequence[Points], rng: np.random.Generator) -> tuple[Ink, Box]:
    """Draw strokes at a random size, with a random pen, somewhere on a canvas that holds them.

    Args:
        strokes: float32 (N, 2) each, any unit, y downwards.

    Returns:
        Ink float32 (H, W), at least 600 pixels wide and 200 high; the box that is written in.
    """
    every = np.concatenate(strokes)
    low, size = every.min(axis=0), np.maximum(np.ptp(every, axis=0), 1)
    scale = min(rng.uniform(*_HEIGHTS) / size[1], _WIDEST / size[0])
    pen = rng.uniform(*_PENS)
    written = np.ceil(size * scale + pen).astype(int)
    canvas = np.maximum(_CANVAS, written + 2 * _MARGIN)
    corner = rng.integers(_MARGIN, canvas - written - _MARGIN, endpoint=True)
    moved = [(stroke - low) * scale + corner + pen / 2 for stroke in strokes]
    ink = render(moved, (int(canvas[0]), int(canvas[1])), pen)
    return ink, Box(*corner.tolist(), *written.tolist())


def black_on_white(ink: Ink) -> Picture:
    """Ink as the canvas shows it, uint8 RGB."""
    return np.repeat(np.round(255 * (1 - ink)).astype(np.uint8)[..., None], 3, axis=2)
