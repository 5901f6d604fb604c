"""Cut each character's own ink out of the page."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.page import Box
from hwocr.segment.joining import Group
from hwocr.segment.layout import Component

_SEEN = 0.1
"""Ink fainter than this does not widen the box."""


def cut(group: Group, ink: Ink, labels: NDArray[np.int32], stroke: float) -> Component:
    """The ink of a group of parts with its soft edges, without that of others.

    Args:
        group: the parts of one character.
        ink: float32 (H, W) of the page.
        labels: int32 (H, W), the parts' numbers.
        stroke: width of the pen in pixels; soft edges reach a fraction of it beyond the parts.
    """
    reach = max(2, round(0.4 * stroke))
    height, width = ink.shape
    box = group.box
    top, left = max(0, box.y - reach), max(0, box.x - reach)
    place = slice(top, min(height, box.bottom + reach)), slice(left, min(width, box.right + reach))
    near = labels[place]
    own = np.zeros(near.shape, np.bool_)
    for part in group.parts:
        own |= near == part.label
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    mine = cv2.dilate(own.view(np.uint8), kernel) > 0
    mine &= own | (near == 0)
    own_ink = ink[place] * mine
    x, y, w, h = cv2.boundingRect(np.asarray(own_ink > _SEEN, dtype=np.uint8))
    if w == 0 or h == 0:
        x, y, w, h = 0, 0, own_ink.shape[1], own_ink.shape[0]
    cropped = np.ascontiguousarray(own_ink[y : y + h, x : x + w])
    return Component(Box(left + x, top + y, w, h), cropped)
