"""Quick changes made each time that a kept sample is used: size, slant, stroke, blur, noise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink, between_middles
from hwocr.training.words.store import RESOLUTION
from hwocr.wordimage import HEIGHT, MARGIN, STEP

Generator = np.random.Generator

_LONG = 4 * HEIGHT
"""Images wider than this, in columns of the word image, hold several words: hardly any turn."""


@dataclass(frozen=True)
class Shape:
    """How a kept sample becomes a word image.

    Attributes:
        scale: rows of the word image per row kept.
        stretch: by how much the width is scaled beside that.
        centre: the kept row that comes to the middle.
    """

    scale: float
    stretch: float
    centre: float

    def varied(self, rng: Generator) -> Shape:
        """Larger or smaller, wider or narrower."""
        scale, stretch = rng.normal(0, 0.1), rng.normal(0, 0.1)
        return Shape(
            self.scale * float(np.exp(np.clip(scale, -0.3, 0.3))),
            self.stretch * float(np.exp(np.clip(stretch, -0.3, 0.3))),
            self.centre,
        )

    def width(self, columns: int) -> int:
        """Width of the word image that so many kept columns become."""
        wide = round((columns - 2 * RESOLUTION * MARGIN) * self.scale * self.stretch) + 2 * MARGIN
        return max(STEP, -(-wide // STEP) * STEP)


def plain(image: Grey, shape: Shape) -> Ink:
    """A kept sample as reading would see it.

    Args:
        image: uint8 (ROWS, W) of the store.
        shape: as it was measured.

    Returns:
        float32 (HEIGHT, shape.width(W)) in [0, 1].
    """
    return _warped(image, shape, 0.0, 0.0, 0.0)


def vary(image: Grey, shape: Shape, rng: Generator) -> Ink:
    """A kept sample of the given shape, changed at random otherwise; as :func:`plain`."""
    width = shape.width(image.shape[1])
    out: Any = _warped(
        image,
        shape,
        slant=float(np.clip(rng.normal(0, 0.1), -0.35, 0.35)),
        rise=float(rng.normal(0, 0.02)) * min(1.0, _LONG / width) ** 2,
        shift=float(rng.normal(0, 1.2)),
    )
    chance = rng.random()
    if chance < 0.14:
        out = cv2.dilate(out, _CROSS if chance < 0.07 else _PAIR)
    elif chance < 0.22:
        thin = cv2.erode(out, _PAIR)
        out = thin if thin.sum() > 0.45 * out.sum() else out
    elif chance < 0.36:
        out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.4, 1.0))
    elif chance < 0.41:
        size = max(8, int(out.shape[1] * 0.55)), int(HEIGHT * 0.55)
        out = cv2.resize(cv2.resize(out, size, interpolation=cv2.INTER_AREA), out.shape[1::-1])
    elif chance < 0.5:
        out = np.clip((out - 0.45) * rng.uniform(2, 6) + 0.5, 0, 1)
    if rng.random() < 0.3:
        out = np.clip(out, 0, 1) ** np.float32(np.exp(rng.normal(0, 0.4)))
    if rng.random() < 0.12:
        noise = rng.standard_normal(out.shape, np.float32) * np.float32(rng.uniform(0.02, 0.1))
        out = np.clip(out + noise, 0, 1)
    return np.asarray(out, np.float32)


_CROSS = np.asarray(cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3)), np.uint8)
_PAIR = np.ones((2, 2), np.uint8)


def _warped(image: Grey, shape: Shape, slant: float, rise: float, shift: float) -> Ink:
    fx, fy = shape.scale * shape.stretch, shape.scale
    width = shape.width(image.shape[1])
    middle = image.shape[1] / 2
    row = shape.centre + 0.5
    matrix = np.array(
        [
            [fx, -slant * fy, width / 2 - fx * middle + slant * fy * row],
            [-rise * fx, fy, HEIGHT / 2 + shift - fy * row + rise * fx * middle],
            [0.0, 0.0, 1.0],
        ]
    )
    move = between_middles(matrix)[:2]
    out = cv2.warpAffine(image, move, (width, HEIGHT), flags=cv2.INTER_LINEAR)
    return np.asarray(out, np.float32) * np.float32(1 / 255)
