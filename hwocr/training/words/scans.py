"""Words as ink at a wanted size: copiste's crops without the rule that they stand on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink
from hwocr.training.words.labels import is_plausible

_SEEN = 0.3
"""Coverage from which ink counts when it is measured."""
_PAPER, _DARKEST = 90, 2
"""Percentiles of a crop's grey levels that are paper and the middle of strokes."""
_GRAIN = 0.92
"""Levels above this share of the paper's are paper: scans are clean and evenly lit."""
_LEAST_CONTRAST = 30.0
"""Grey levels between paper and ink; fainter crops are left out."""
_RULE = 4
"""A straight run longer than the crop's width divided by this belongs to a rule."""
_DOTS = 2
"""Parts of a word beyond its letters: dots and accents; more come of torn ink."""
_SPECK = 12
"""Pixels; smaller parts are dirt."""
_TALL, _DOTTED, _DEEP, _COMMA = 0.8, 0.6, 0.65, 0.3
"""How far letters reach above the x-height and below the baseline, in x-heights."""
_ENLARGED = 1.5
"""Crops are enlarged by no more than this: larger writing would be blurred."""
_LEAST_INK = 100
"""Pixels; smaller crops hold no word."""


@dataclass(frozen=True, eq=False)
class InkedWord:
    """A word's ink, cut to what is inked.

    Attributes:
        ink: float32 (H, W) in [0, 1].
        text: what it says.
        baseline: the row of ``ink`` that lies on the baseline.
    """

    ink: Ink = field(repr=False)
    text: str
    baseline: float

    @cached_property
    def gap(self) -> int:
        """The widest bare strip between two of its letters, in pixels."""
        inked = np.flatnonzero((self.ink > _SEEN).any(axis=0))
        return int(np.diff(inked).max(initial=1)) - 1


def scan_ink(scan: Grey, letters: int) -> Ink | None:
    """The ink of a crop, cut to what is inked.

    It owes nothing to the preparation that photos go through. Crops are too many to need each: one
    whose letters are faint, cut off or torn, because they touch the rule, is ``None``, and so is
    one with many more parts than ``letters``.

    Args:
        scan: grey uint8 (H, W).
        letters: how many the word has.

    Returns:
        float32 (H, W) in [0, 1].
    """
    grey = scan.astype(np.float32)
    darkest, paper = np.percentile(grey, [_DARKEST, _PAPER])
    if paper - darkest < _LEAST_CONTRAST:
        return None
    ink = np.clip((_GRAIN * paper - grey) / (_GRAIN * paper - darkest), 0, 1).astype(np.float32)
    rules = _rules(ink)
    ink[rules] = 0
    kept = _writing(ink, letters + _DOTS)
    if kept is None:
        return None
    ink[~kept] = 0
    ys, xs = np.nonzero(ink > _SEEN)
    beside = cv2.dilate(rules.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    if xs.min() == 0 or xs.max() == ink.shape[1] - 1 or beside[ys, xs].any():
        return None
    return np.ascontiguousarray(ink[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1])


def reach(text: str) -> tuple[float, float]:
    """How far a word reaches above and below its baseline, in x-heights, by its letters."""
    tall = any(c.isupper() or c.isdigit() or c in "bdfhklß!?\"'()/&" for c in text)
    above = 1 + (_TALL if tall else _DOTTED if any(c in "tij" or c > "\xbf" for c in text) else 0)
    below = _DEEP if any(c in "gjpqyç" for c in text) else _COMMA if set(text) & set(",;") else 0
    return above, float(below)


def sized(ink: Ink, text: str, x_height: float, stretch: float = 1.0) -> InkedWord | None:
    """A scanned word at another size.

    Args:
        ink: float32 (H, W) in [0, 1], cut to what is inked.
        text: what it says.
        x_height: wanted, in pixels.
        stretch: by how much the word is larger than wanted, as words of one line differ.

    Returns:
        ``None`` where it would be blurred, or is too narrow or too wide for its text.
    """
    above, below = reach(text)
    scale = x_height * (above + below) / ink.shape[0]
    if scale > _ENLARGED or ink.size < _LEAST_INK:
        return None
    if not is_plausible(text, ink.shape[1] * scale / x_height):
        return None
    scale *= stretch
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    resized = np.clip(cv2.resize(ink, None, fx=scale, fy=scale, interpolation=way), 0, 1)
    return InkedWord(resized.astype(np.float32), text, above * x_height * stretch)


def _rules(ink: Ink) -> NDArray[np.bool_]:
    """Where a printed line runs."""
    solid = (ink > _SEEN).astype(np.uint8)
    run = np.ones((1, max(9, ink.shape[1] // _RULE)), np.uint8)
    long = cv2.morphologyEx(solid, cv2.MORPH_OPEN, run)
    return np.asarray(cv2.dilate(long, np.ones((5, 5), np.uint8)) > 0)


def _writing(ink: Ink, most: int) -> NDArray[np.bool_] | None:
    """Where the word is, without dirt and bits of other lines; ``None`` if it has many parts."""
    _, parts, stats, _ = cv2.connectedComponentsWithStats((ink > _SEEN).astype(np.uint8))
    _, top, width, height, area = stats[1:].T
    at_edge = (top == 0) | (top + height == ink.shape[0])
    dash = (width > 5 * height) & (top > 0.6 * ink.shape[0])
    dirt = (area < _SPECK) | dash | (at_edge & (area < 0.1 * area.sum()))
    kept = np.flatnonzero(~dirt) + 1
    if not 0 < len(kept) <= most:
        return None
    near = cv2.dilate(np.isin(parts, kept).astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.asarray(near > 0)
