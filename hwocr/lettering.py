"""Letters in pictures, accented ones too."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Picture

_CAPITAL = 0.7
"""Height of capitals, as a part of the size."""
_DEPTH = 0.4
"""Room for descenders below the baseline, as a part of the size."""
_WEIGHT = 500


def write(
    picture: Picture,
    text: str,
    at: tuple[float, float],
    size: int,
    colour: tuple[int, int, int],
) -> None:
    """Write text into a picture, in the font that comes with OpenCV.

    Args:
        picture: uint8 RGB (H, W, 3); what does not fit on it is cut off.
        text: one line.
        at: x and y of the middle of the text, as if it were all capitals.
        size: of the font in pixels.
        colour: RGB.
    """
    mask = _mask(text, size)
    left = round(at[0] - mask.shape[1] / 2)
    top = round(at[1] + (_CAPITAL / 2 - 1) * size)
    y, x = max(0, top), max(0, left)
    spot = picture[y : max(y, top + mask.shape[0]), x : max(x, left + mask.shape[1])]
    part = mask[y - top :, x - left :][: spot.shape[0], : spot.shape[1], None]
    spot[:] = np.rint(spot + part * (np.array(colour) - spot))


def text_width(text: str, size: int) -> int:
    """Columns that :func:`write` takes for a text in a font of ``size`` pixels."""
    return int(_mask(text, size).shape[1])


@lru_cache(maxsize=2048)
def _mask(text: str, size: int) -> NDArray[np.float32]:
    """How much of each pixel the text covers, (H, W); its baseline is ``size`` below the top."""
    # Threads must not share a font, and each pays some 20 ms for its first.
    font = cv2.FontFace("sans")
    width = cv2.getTextSize((0, 0), text, (0, 0), font, size, _WEIGHT)[2] + 2
    sheet = np.zeros((round((1 + _DEPTH) * size), width, 3), np.uint8)
    cv2.putText(sheet, text, (1, size), (255, 255, 255), font, size, _WEIGHT)
    return np.asarray(sheet[:, :, 0] / np.float32(255), np.float32)
