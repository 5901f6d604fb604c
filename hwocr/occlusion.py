"""What a network looks at: ink is hidden bit by bit, and what that changes is laid on the picture.

Zeiler, Fergus, "Visualizing and understanding convolutional networks", 2014; masks have soft edges
as in Petsiuk et al., "RISE", 2018, since a hard edge looks like a stroke's end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink, Picture
from hwocr.draw import SURE, UNSURE

Judge = Callable[[NDArray[np.float32]], NDArray[np.float64]]
"""From pictures (N, H, W) to how much each speaks for K things, float64 (N, K), in nats."""

_REACH = 0.085
"""Standard deviation of a mask, in heights of the picture: about one and a half strokes."""
_STEP = 1.5
"""From one mask to the next, in standard deviations."""
_WORTH = 0.12
"""Masks that hide less ink than this, in masks full of ink, are left out."""
_WEAK = 0.25
"""Effects below so many nats show nothing: pictures differ by more from one moment to the next."""
_FAINT = 0.2
"""Effects below this share of the strongest are not worth telling."""
_ROWS, _COLUMNS = ("top", "middle", "bottom"), ("left", "center", "right")


@dataclass(frozen=True, eq=False)
class HeatMap:
    """What hiding ink changes.

    Attributes:
        heat: float32 (H, W), in nats: positive where the ink speaks for what was asked, negative
            where it speaks against it.
        strongest: where the ink speaks most for it: ``"top_left"``, ``"middle_center"`` and so on,
            within the ink; empty where nothing does.
        against: the same for what speaks most against it.
    """

    heat: NDArray[np.float32]
    strongest: str
    against: str


def heat_maps(image: Ink, judge: Judge, columns: tuple[int, int] | None = None) -> list[HeatMap]:
    """One map for each of what ``judge`` tells.

    Args:
        image: float32 (H, W) in [0, 1].
        judge: what is asked, see :data:`Judge`.
        columns: the first column whose ink is hidden, and the one after the last; all if left out.
    """
    masks = _masks(image, columns or (0, image.shape[1]))
    values = judge(np.concatenate([image[None], image * (1 - masks)]).astype(np.float32))
    drops = np.asarray(values[:1] - values[1:], np.float64)
    return [_heat_map(image, masks, drops[:, k]) for k in range(values.shape[1])]


def draw_heat(image: Ink, heat: NDArray[np.float32], zoom: int = 6) -> Picture:
    """Ink with its heat, uint8 RGB: blue speaks for, orange against, grey for neither.

    Args:
        image: float32 (H, W) in [0, 1].
        heat: float32 (H, W); its strongest value takes the full colour.
        zoom: by how much it is enlarged.
    """
    size = image.shape[1] * zoom, image.shape[0] * zoom
    ink = cv2.resize(image, size, interpolation=cv2.INTER_CUBIC).clip(0, 1)[..., None]
    spread = cv2.resize(heat, size, interpolation=cv2.INTER_CUBIC)
    level = spread[..., None] / max(float(np.abs(heat).max(initial=0)), _WEAK)
    strength = np.abs(level).clip(0, 1) ** 0.7
    colour = np.where(level > 0, np.array(SURE, np.float32), np.array(UNSURE, np.float32))
    stroke = strength * colour + (1 - strength) * np.array(_PLAIN, np.float32)
    ground = 255 - _GLOW * strength * (255 - colour)
    return np.asarray(np.rint(ink * stroke + (1 - ink) * ground), np.uint8)


_PLAIN = (176, 178, 184)
"""RGB of ink that speaks neither for nor against."""
_GLOW = 0.22
"""Strength of the colour on the paper beside the ink."""


def _masks(image: Ink, columns: tuple[int, int]) -> NDArray[np.float32]:
    """Soft round masks, float32 (N, H, W) in [0, 1], over all ink of some columns."""
    height, width = image.shape
    sigma = _REACH * height
    ys = np.arange(sigma / 2, height, _STEP * sigma)
    xs = np.arange(columns[0] + sigma / 2, columns[1], _STEP * sigma)
    rows = np.exp(-((np.arange(height) + 0.5 - ys[:, None]) ** 2) / (2 * sigma**2))
    cols = np.exp(-((np.arange(width) + 0.5 - xs[:, None]) ** 2) / (2 * sigma**2))
    cols[:, : columns[0]] = cols[:, columns[1] :] = 0
    masks = (rows[:, None, :, None] * cols[None, :, None, :]).reshape(-1, height, width)
    hidden = (masks * image).sum(axis=(1, 2)) / (2 * np.pi * sigma**2)
    # Flat on top, so that what lies in the middle is hidden altogether.
    return np.asarray(np.minimum(1, 1.6 * masks[hidden > _WORTH]), np.float32)


def _heat_map(image: Ink, masks: NDArray[np.float32], drops: NDArray[np.float64]) -> HeatMap:
    if not len(masks):
        return HeatMap(np.zeros(image.shape, np.float32), "", "")
    covered = np.maximum(masks.sum(axis=0), 1e-3)
    heat = np.einsum("n,nhw->hw", drops, masks) / covered
    heat *= masks.max(axis=0)
    shown = np.asarray(heat, np.float32)
    best, worst = int(drops.argmax()), int(drops.argmin())
    inked = image * masks.max(axis=0)
    least = max(_WEAK, _FAINT * float(np.abs(drops).max()))
    return HeatMap(
        shown,
        _place(inked, masks[best]) if drops[best] > least else "",
        _place(inked, masks[worst]) if drops[worst] < -least else "",
    )


def _place(image: NDArray[np.float32], mask: NDArray[np.float32]) -> str:
    """In which third of the ink's height and width the ink under a mask lies."""
    inked = image > 0.3
    names = []
    for axis, thirds in ((1, _ROWS), (0, _COLUMNS)):
        places = np.flatnonzero(inked.any(axis=axis))
        weight = (mask * image).sum(axis=axis)
        centre = float(weight @ np.arange(len(weight)) / max(float(weight.sum()), 1e-9))
        first, last = (places[0], places[-1]) if len(places) else (0, len(weight) - 1)
        part = (centre - first + 0.5) / (last - first + 1)
        names.append(thirds[int(np.clip(3 * part, 0, 2))])
    return "_".join(names)
