"""Quick changes made each time that a kept sample is used: size, slant, stroke, blur, noise."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink
from hwocr.training.words.store import RESOLUTION, ROWS
from hwocr.wordimage import HEIGHT, STEP

Generator = np.random.Generator

_LONG = 4 * HEIGHT
"""Images wider than this, in columns of the word image, hold several words: hardly any turn."""


def plain(image: Grey) -> Ink:
    """A kept sample as reading would see it.

    Args:
        image: uint8 (ROWS, W) of the store.

    Returns:
        float32 (HEIGHT, W') in [0, 1].
    """
    return _warped(image, 1.0, 1.0, 0.0, 0.0, 0.0)


def draw_scale(rng: Generator) -> tuple[float, float]:
    """By how much to scale a sample, and by how much more its width alone."""
    scale, stretch = rng.normal(0, 0.13), rng.normal(0, 0.1)
    return float(np.exp(np.clip(scale, -0.35, 0.35))), float(np.exp(np.clip(stretch, -0.3, 0.3)))


def width_of(columns: int, scale: float, stretch: float) -> int:
    """Width of the word image that a kept sample of so many columns becomes."""
    wide = round(columns * stretch * scale / RESOLUTION)
    return max(STEP, -(-wide // STEP) * STEP)


def vary(image: Grey, scale: float, stretch: float, rng: Generator) -> Ink:
    """A kept sample scaled as given and changed at random otherwise; as :func:`plain`."""
    columns = image.shape[1] / RESOLUTION
    out: Any = _warped(
        image,
        scale=scale,
        stretch=stretch,
        slant=float(np.clip(rng.normal(0, 0.12), -0.4, 0.4)),
        rise=float(rng.normal(0, 0.02)) * min(1.0, _LONG / columns) ** 2,
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


def _warped(
    image: Grey, scale: float, stretch: float, slant: float, rise: float, shift: float
) -> Ink:
    fx, fy = stretch * scale / RESOLUTION, scale / RESOLUTION
    width = width_of(image.shape[1], scale, stretch)
    middle = image.shape[1] / 2
    matrix = np.array(
        [
            [fx, -slant * fy, width / 2 - fx * middle + slant * fy * ROWS / 2],
            [-rise * fx, fy, HEIGHT / 2 + shift - fy * ROWS / 2 + rise * fx * middle],
        ]
    )
    # Moves pixels' corners, not their centres.
    matrix[:, 2] += matrix[:, :2] @ [0.5, 0.5] - 0.5
    out = cv2.warpAffine(image, matrix, (width, HEIGHT), flags=cv2.INTER_LINEAR)
    return np.asarray(out, np.float32) * np.float32(1 / 255)
