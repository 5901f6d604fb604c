"""Strokes to ink: how much of each pixel every letter covers."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink, Points
from hwocr.page import Box

_SHIFT = 4
"""OpenCV takes coordinates as fixed point numbers with this many binary places."""


def draw(strokes: tuple[Points, ...], pen: float, shape: tuple[int, int]) -> tuple[Ink, Box]:
    """Coverage of one letter, drawn with a round pen ``pen`` pixels wide.

    Args:
        strokes: points in pixels of a page of ``shape`` (height, width).

    Returns:
        Coverage float32 (box.height, box.width), and the box on the page that it fills.
    """
    ink = np.concatenate(strokes)
    border = pen / 2 + 2
    left, top = np.maximum(np.floor(ink.min(axis=0) - border), 0).astype(int)
    right = min(shape[1], int(np.ceil(ink[:, 0].max() + border)))
    bottom = min(shape[0], int(np.ceil(ink[:, 1].max() + border)))
    box = Box(int(left), int(top), right - int(left), bottom - int(top))
    # Thickness is whole pixels in OpenCV: draw large enough that rounding does not show.
    scale = int(np.clip(np.ceil(8 / pen), 1, 6))
    large = np.zeros((box.height * scale, box.width * scale), np.uint8)
    thickness = max(1, round(pen * scale))
    for stroke in strokes:
        places = (smooth(stroke) - [box.x, box.y]) * scale
        fixed = np.round(places * (1 << _SHIFT)).astype(np.int32)
        cv2.polylines(large, [fixed], False, 255, thickness, cv2.LINE_AA, _SHIFT)
        if len(stroke) == 1:
            centre = (int(fixed[0, 0]), int(fixed[0, 1]))
            radius = (thickness << _SHIFT) // 2
            cv2.circle(large, centre, radius, 255, -1, cv2.LINE_AA, _SHIFT)
    small = cv2.resize(large, (box.width, box.height), interpolation=cv2.INTER_AREA)
    return (small / 255).astype(np.float32), box


def smooth(stroke: Points) -> NDArray[np.float64]:
    """Two rounds of Chaikin's corner cutting: the tablet's samples become a curve."""
    points = stroke.astype(np.float64)
    for _ in range(2):
        if len(points) < 3:
            break
        first, second = points[:-1], points[1:]
        cut = np.stack([0.75 * first + 0.25 * second, 0.25 * first + 0.75 * second], axis=1)
        points = np.concatenate([points[:1], cut.reshape(-1, 2), points[-1:]])
    return points
