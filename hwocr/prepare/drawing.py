"""Pictures of ink."""

from __future__ import annotations

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink, Picture

_REMOVED = (255, 120, 110)
"""RGB of printed lines that were taken out."""


def draw_ink(ink: Ink) -> Picture:
    """Ink in black on white, RGB uint8 (H, W, 3)."""
    paper = cv2.convertScaleAbs(ink, alpha=-255, beta=255)
    return np.asarray(cv2.cvtColor(paper, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def draw_removed(ink: Ink, removed: Grey) -> Picture:
    """Ink in black on white, and in red what was removed, where ``removed`` is not 0."""
    picture = draw_ink(ink)
    picture[(removed > 0) & (ink < 0.5)] = _REMOVED
    return picture
