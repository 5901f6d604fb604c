"""One brightness out of three colours, such that coloured ink shows."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Picture

_SIDE = 256
_STRONG = 40
"""Grey levels by which ink must stand out in some colour to have a say."""
_HIDDEN = 0.45
"""Luma hides ink when it shows less than this share of its best colour's contrast."""
_SHARE = 0.15
"""Share of the ink that must be hidden in luma before colours are looked at one by one."""


def brightness(picture: Picture) -> Grey:
    """Luma, or each pixel's most deviating colour where luma would hide the ink.

    Yellow on white, or red on a blackboard, differ from their ground in one colour only. Luma is
    preferred where it does, because it has the least noise; it is exact for grey pictures.

    Args:
        picture: RGB uint8 (H, W, 3).

    Returns:
        uint8 (H, W).
    """
    luma = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    if all(np.array_equal(luma, cv2.extractChannel(picture, colour)) for colour in (0, 2)):
        return luma
    scale = min(1.0, _SIDE / max(luma.shape))
    size = max(1, round(luma.shape[1] * scale)), max(1, round(luma.shape[0] * scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    window = min(255, max(3, min(size) // 3) | 1)
    ground = cv2.medianBlur(small, window)
    dark, light = cv2.subtract(ground, small), cv2.subtract(small, ground)
    weights = np.array([[0.299, 0.587, 0.114]], np.float32)
    hidden = {}
    for name, deviation in (("dark", dark), ("light", light)):
        best = deviation.max(axis=2)
        strong = best > _STRONG
        seen = cv2.transform(deviation.astype(np.float32), weights)
        missed = strong & (seen < _HIDDEN * best)
        # Ink is judged against everything that stands out, to either side.
        hidden[name] = (int(missed.sum()), int(strong.sum()))
    standing_out = sum(total for _, total in hidden.values())
    name = max(hidden, key=lambda side: hidden[side][0])
    if not standing_out or hidden[name][0] < _SHARE * standing_out:
        return luma
    return _extreme(picture, np.median(small.reshape(-1, 3), axis=0), name)


def _extreme(picture: Picture, ground: NDArray[np.float64], name: str) -> Grey:
    """The darkest or lightest colour of each pixel, after the ground is made colourless."""
    levels = np.arange(256, dtype=np.float64)[:, None]
    white = levels * (255 / np.maximum(ground, 1))
    balanced = white if name == "dark" else levels - ground
    table = np.rint(np.clip(balanced, 0, 255)).astype(np.uint8)
    colours = cv2.LUT(picture, table.reshape(1, 256, 3))
    extreme = colours.min(axis=2) if name == "dark" else colours.max(axis=2)
    return np.asarray(extreme, dtype=np.uint8)
