"""Examples of "not a character": two or three letters in one, scribbles, fragments."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from hwocr.arrays import Ink, Points
from hwocr.strokes import render
from hwocr.training.augment import Generator, bend_strokes

_SIDE = 60


def letters_in_one(samples: Sequence[Sequence[Points]], rng: Generator) -> Ink:
    """Letters side by side, touching or nearly so, as one piece of ink.

    Args:
        samples: two or more characters as strokes.
        rng: where chance comes from.
    """
    parts = []
    for strokes in samples:
        ink = bend_strokes(strokes, rng)
        x, y, width, height = cv2.boundingRect((ink > 0.3).view(np.uint8))
        crop = ink[y : y + height, x : x + width]
        tall = int(_SIDE * rng.uniform(0.55, 1.0))
        parts.append(cv2.resize(crop, (max(3, round(width * tall / max(height, 1))), tall)))
    overlap = int(rng.integers(0, 7))
    width = sum(part.shape[1] for part in parts)
    sheet = np.zeros((_SIDE, width), np.float32)
    left = 0
    for part in parts:
        top = _SIDE - part.shape[0]
        place = sheet[top:, left : left + part.shape[1]]
        np.maximum(place, part[:, : place.shape[1]], out=place)
        left += max(3, part.shape[1] - overlap)
    return sheet


def scribble(rng: Generator) -> Ink:
    """A smooth random line that turns too often to be a character, or a bare blot."""
    count = int(rng.integers(8, 22))
    points = rng.uniform(0.1, 0.9, (count, 2)) * _SIDE
    if rng.random() < 0.4:
        points[:, 0] = np.sort(points[:, 0])
        points = np.repeat(points, 2, axis=0) + rng.normal(0, 6, (2 * count, 2))
    fine = np.linspace(0, len(points) - 1, 12 * len(points))
    smooth = np.stack([np.interp(fine, np.arange(len(points)), points[:, k]) for k in range(2)], 1)
    window = np.ones(7) / 7
    curve = np.stack([np.convolve(smooth[:, k], window, "valid") for k in range(2)], axis=1)
    return render([curve], (_SIDE, _SIDE), float(rng.uniform(1.5, 6)))


def fragment(strokes: Sequence[Points], rng: Generator) -> Ink:
    """A small piece of a character: what is left of it within a quarter of its box."""
    ink = bend_strokes(strokes, rng)
    x, y, width, height = cv2.boundingRect((ink > 0.3).view(np.uint8))
    part_width, part_height = max(4, int(width * 0.45)), max(4, int(height * 0.45))
    left = x + int(rng.integers(0, max(1, width - part_width)))
    top = y + int(rng.integers(0, max(1, height - part_height)))
    return ink[top : top + part_height, left : left + part_width]
