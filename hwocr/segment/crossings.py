"""Words that their writer crossed out: a stroke runs through all letters, or a scribble hides them.

A t's bar lies above the small letters, an underline below them, and the joins of letters rise and
fall; a crossing stroke is straight, covers the word from end to end, and has ink above and below.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey
from hwocr.segment.layout import Component

_PIXELS = 10
"""Pixels per body height in which words are looked at."""
_INKED = 0.3
"""Ink from which on such a pixel counts."""
_THIN = 1.3
"""A pen that is narrower, in rows, makes thin strokes."""
_SHORTEST, _SHORTEST_STRUCK = 2.0, 2.6
"""Width of a word, in body heights, that can be told to be crossed out: by a scribble, by a
stroke, which may be the bar of a t in a shorter one."""
_THICKEST = 0.22
"""A pen wider than this, in body heights, fills its letters, and nothing can be told."""
_STEEPEST, _STEP = 0.3, 0.03
"""Rows that a crossing stroke sinks or rises per column."""
_ALL = 0.97
"""Share of a word's columns that a crossing stroke covers."""
_BOTH = 0.7
"""Share of a word's columns with letters above the stroke, and with letters below it."""
_NEAR = 0.35
"""Letters are looked for so far to the left and right of a column, in body heights."""
_SCRIBBLED = 0.88
"""Share of the middle of a word that is ink where it is scribbled over."""


def is_crossed(word: Component, body: float, stroke: float) -> bool:
    """Whether a word is crossed out.

    Args:
        word: all its ink.
        body: height of the small letters in pixels.
        stroke: width of the pen in pixels.
    """
    if stroke > _THICKEST * body:
        return False
    scale = _PIXELS / body
    size = round(word.ink.shape[1] * scale), round(word.ink.shape[0] * scale)
    if size[0] < _SHORTEST * _PIXELS or size[1] < _PIXELS / 2:
        return False
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    inked = np.asarray(cv2.resize(word.ink, size, interpolation=way) > _INKED, np.uint8)
    columns = np.flatnonzero(inked.any(axis=0))
    inked = inked[:, columns[0] : columns[-1] + 1] if len(columns) else inked
    if scribble_of(inked) >= _SCRIBBLED:
        return True
    struck = strike_of(inked, _PIXELS * stroke / body)
    return struck >= _BOTH and size[0] >= _SHORTEST_STRUCK * _PIXELS


def strike_of(inked: Grey, pen: float) -> float:
    """How much of a word lies on both sides of a stroke right through it, 0 to 1; 0 without one.

    Args:
        inked: uint8 (H, W), 1 on ink, _PIXELS rows per body height.
        pen: its width in rows.
    """
    width = inked.shape[1]
    if inked.any(axis=0).sum() < _ALL * width:
        return 0.0
    # A thin stroke runs between two rows; a thick one has letters only beyond its own edges.
    thin = pen < _THIN
    thick = np.asarray(cv2.dilate(inked, np.ones((2 if thin else 1, 1), np.uint8)), np.uint8)
    near = 2 if thin else 1 + int(np.ceil(pen / 2))
    slopes = np.arange(-_STEEPEST, _STEEPEST + _STEP / 2, _STEP)
    leans = np.rint(slopes[:, None] * (np.arange(width) - width / 2)).astype(int)
    best = 0.0
    for lean in leans:
        covered = _levelled(thick, lean).sum(axis=1, dtype=np.int32)
        for row in np.flatnonzero(covered >= _ALL * width).tolist():
            letters = _levelled(inked, lean)
            above = _beside(letters[max(0, row - _PIXELS) : max(0, row - near)])
            below = _beside(letters[row + 1 + near : row + 1 + near + _PIXELS])
            best = max(best, min(above, below))
    return best


def scribble_of(inked: Grey) -> float:
    """Share of ink in the band of a word's own densest body height."""
    rows = inked.mean(axis=1)
    band = np.convolve(rows, np.ones(_PIXELS) / _PIXELS, mode="valid")
    return float(band.max(initial=0.0))


def _levelled(inked: Grey, lean: NDArray[np.int_]) -> Grey:
    """Columns shifted up by ``lean``, so that a stroke that sinks by it is level."""
    height, width = inked.shape
    edge = int(np.abs(lean).max(initial=0))
    padded = np.zeros((height + 2 * edge, width), np.uint8)
    padded[edge : edge + height] = inked
    rows = np.arange(height)[:, None] + edge + lean
    return np.asarray(padded[rows, np.arange(width)], np.uint8)


def _beside(letters: Grey) -> float:
    """Share of columns that have letters in or beside them."""
    if not letters.size:
        return 0.0
    columns = np.asarray(letters.max(axis=0)[None], np.uint8)
    reach = round(_NEAR * _PIXELS)
    return float(cv2.dilate(columns, np.ones((1, 2 * reach + 1), np.uint8)).mean())
