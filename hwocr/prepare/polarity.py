"""Dark writing on light ground, or light on dark?"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, border_of

_SIDE = 300
"""The question is decided on a copy whose longer side has so many pixels."""
_WINDOWS = 1 / 3, 1 / 8
"""Sides of the neighbourhoods as shares of the shorter side: one wider than any stroke, and one
in which the margin of a page on a dark table is all page."""
_PAGE = 150
"""Copies whose shorter side is below this are of words, whose strokes may fill the second one."""
_EVEN = 2
"""Levels within which a border is even, as no photo's is: if it is light, it is the ground."""
_EDGE, _PAGE_EDGE = 7, 15
"""Side in pixels of the copy of what counts as beside an edge, in words and on pages."""
_THIN, _PAGE_THIN = 1 / 5, 1 / 12
"""Width of the widest strokes as a share of the shorter side, in words and on pages."""
_DARK = 16
"""Brightness from which on equal shares of light count alike."""
_CLEAR = 1.4
"""One side must outweigh the other by this to be believed without a look at the border."""

_LEVELS = np.log1p(np.arange(256) / _DARK)
_LOGARITHMS = np.rint(255 * _LEVELS / _LEVELS[-1]).astype(np.uint8)
"""Brightness on a logarithmic scale."""


def is_light_on_dark(grey: Grey) -> bool:
    """Whether what deviates most from its surroundings is lighter than they are.

    Each pixel is compared with the median around it. Writing covers less than half of any
    neighbourhood, so the median is the ground, whatever the light; the deviations to the dark and
    to the light side are weighed against each other, as far as they are thin: a page's edge on a
    table is not writing. On pages, where shadows fall, shares of the light are compared, so that a
    sunlit corner does not outweigh what is written in the shadow. Where they are about equal
    (letters so bold that neither is plainly the ground) the picture's border counts as ground.

    Args:
        grey: uint8 (H, W).
    """
    scale = min(1.0, _SIDE / max(grey.shape))
    small = grey
    if scale < 1:
        size = max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale))
        small = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    border = border_of(small)
    if int(np.ptp(border)) <= _EVEN and float(border[0]) > float(small.mean()):
        return False
    is_page = min(small.shape) >= _PAGE
    shares = _WINDOWS if is_page else _WINDOWS[:1]
    beside, widest = (_PAGE_EDGE, _PAGE_THIN) if is_page else (_EDGE, _THIN)
    if is_page:
        small = np.asarray(cv2.LUT(small, _LOGARITHMS), np.uint8)
    windows = (min(255, max(3, round(share * min(small.shape))) | 1) for share in shares)
    grounds = [cv2.medianBlur(small, window) for window in windows]
    # Beside the edge of a page or a board nothing can be said.
    edge = cv2.morphologyEx(grounds[-1], cv2.MORPH_GRADIENT, np.ones((beside, beside), np.uint8))
    dark = cv2.subtract(cv2.subtract(cv2.min(grounds[0], grounds[-1]), small), edge)
    light = cv2.subtract(cv2.subtract(small, cv2.max(grounds[0], grounds[-1])), edge)
    thin = np.ones((max(3, round(widest * min(small.shape))),) * 2, np.uint8)
    darkness = _weight(cv2.min(dark, cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, thin)))
    lightness = _weight(cv2.min(light, cv2.morphologyEx(small, cv2.MORPH_TOPHAT, thin)))
    if max(darkness, lightness) > _CLEAR * min(darkness, lightness):
        return lightness > darkness
    return float(np.median(border)) < float(small.mean())


def _weight(deviation: NDArray[Any]) -> float:
    """Sum of squares: strokes deviate strongly, texture and slow changes of light only a little."""
    noise = 2 * float(np.median(deviation)) + 4
    return float(np.square(deviation[deviation > noise].astype(np.float32)).sum())
