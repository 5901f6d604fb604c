"""How bright bare paper would be at every pixel, under whatever light fell on it."""

from __future__ import annotations

import cv2
import numpy as np

from hwocr.arrays import Grey

_WINDOW = 1 / 14
"""Side of the closing's window as a share of the picture's longer side."""
_LEAST = 15


def paper_of(grey: Grey) -> Grey:
    """The paper below dark writing.

    A grey closing with a window wider than any stroke fills the strokes with the brightness
    beside them and keeps gradients and the edges of shadows where they are (Serra, Image Analysis
    and Mathematical Morphology, 1982). Its input is smoothed, because the closing follows the
    brightest pixels and would otherwise lie above the paper by the camera's noise.

    Args:
        grey: uint8 (H, W), dark on light.

    Returns:
        uint8 (H, W).
    """
    side = max(_LEAST, round(_WINDOW * max(grey.shape))) | 1
    smooth = cv2.medianBlur(grey, 3)
    return np.asarray(_closing(np.asarray(smooth, dtype=np.uint8), side), dtype=np.uint8)


def _closing(grey: Grey, side: int) -> Grey:
    """Closing with a square window; beyond the border the picture goes on as it ends."""
    reach = side // 2
    padded = cv2.copyMakeBorder(grey, reach, reach, reach, reach, cv2.BORDER_REPLICATE)
    kernel = np.ones((side, side), np.uint8)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, kernel)
    return np.asarray(closed[reach:-reach, reach:-reach], dtype=np.uint8)
