"""The one normaliser of single characters, shared by training, canvas and photo.

A glyph is a character's ink, scaled so that its longer side fills a fixed box, centred, on a
square of :data:`SIZE` pixels. Its strokes never get thinner than about :data:`MIN_STROKE` pixels:
a word drawn large with a thin pen looks to the network like one drawn small.
"""

from __future__ import annotations

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink

SIZE = 28
"""Side of a glyph in pixels."""
BOX = 24
"""The longer side of the ink in a glyph, in pixels."""
MIN_STROKE = 1.8
"""Strokes thinner than this, in glyph pixels, are thickened."""
EDGE = 0.3
"""Ink fainter than this share of the darkest ink does not count for the bounding box."""
_EMPTY = 0.02


def normalise(ink: Ink) -> Ink:
    """Bring one character's ink into the form that the network reads.

    Args:
        ink: float32 (H, W) in [0, 1], any size, holding one character.

    Returns:
        float32 (SIZE, SIZE) in [0, 1]; all zero where there is no ink.
    """
    glyph = np.zeros((SIZE, SIZE), np.float32)
    peak = float(ink.max(initial=0.0))
    if peak <= _EMPTY:
        return glyph
    strong = (ink > EDGE * peak).view(np.uint8)
    x, y, width, height = cv2.boundingRect(strong)
    crop = ink[y : y + height, x : x + width] * np.float32(1 / peak)
    scale = BOX / max(width, height)
    stroke = stroke_width(strong[y : y + height, x : x + width])
    if stroke * scale < MIN_STROKE:
        crop = thicken(crop, (MIN_STROKE / scale - stroke))
        height, width = crop.shape
        scale = BOX / max(width, height)
    new_width, new_height = max(1, round(width * scale)), max(1, round(height * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(crop, (new_width, new_height), interpolation=way)
    left, top = (SIZE - new_width) // 2, (SIZE - new_height) // 2
    glyph[top : top + new_height, left : left + new_width] = small
    glyph *= np.float32(1 / max(float(glyph.max()), _EMPTY))
    return glyph


def stroke_width(mask: Grey) -> float:
    """Mean width of the strokes of a mask in pixels: four times the mean distance to its edge.

    Across a stroke of width w the distance to the edge rises from 0 to w/2, so its mean is w/4.
    """
    padded = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    distance = cv2.distanceTransform(padded, cv2.DIST_L2, 3)
    area = int(np.count_nonzero(mask))
    # The transform measures to the next pixel's centre, half a pixel beyond the edge.
    return max(1.0, 4 * (float(distance.sum()) / area - 0.5)) if area else 0.0


def thicken(ink: Ink, by: float) -> Ink:
    """Grow strokes by about ``by`` pixels in width; the picture grows along."""
    reach = max(1, round(by / 2))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    padded = cv2.copyMakeBorder(ink, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=0)
    return np.asarray(cv2.dilate(padded, kernel), np.float32)
