"""Printed lines off the ink: ruled, squared and dotted paper, margins, boxes, underlines."""

from __future__ import annotations

from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink
from hwocr.prepare.rules.bits import without_bits
from hwocr.prepare.rules.dots import pattern_dots
from hwocr.prepare.rules.erase import erase
from hwocr.prepare.rules.letters import pen_width, widest_line
from hwocr.prepare.rules.printed import printed_lines
from hwocr.prepare.rules.straight import Straight
from hwocr.prepare.rules.strip import lay_out

__all__ = ["without_rules"]

_T = TypeVar("_T", np.float32, np.uint8)

_SMALL = 1000
"""Longest side in pixels up to which lines are looked for in the picture itself, not a half."""
_ROUNDS = 2
"""Lines close beside others show when those are gone."""
_PALEST, _UPPER = 0.2, 90
"""Share of full ink from which ink counts, and the percentile of it that is a stroke's own."""
_PALE = 0.7
"""Share of full ink, and of the lines' ink, below which writing is paler than the lines were."""


def without_rules(ink: Ink, darkness: Ink | None = None) -> tuple[Ink, Grey]:
    """Take printed lines off the ink, and leave the letters that cross them whole.

    Lines may be tilted, bent, pale or hidden in part; they are known by being long beside the
    letters, of even width and without gaps. Those that hardly show in the paper's noise are known
    by their family.

    Args:
        ink: float32 (H, W) in [0, 1].
        darkness: float32 (H, W), share of the paper's light that is missing, -1 where there is no
            paper; ``None`` leaves lines that hardly show.

    Returns:
        The ink without lines, and a uint8 mask (H, W), 255 where something was taken off. Where
        there are no lines, the ink is the same object and the mask is 0.
    """
    removed = np.zeros(ink.shape, np.uint8)
    cleaned = ink if darkness is None else without_bits(ink, darkness)
    if cleaned is not ink:
        removed[cleaned < ink] = 255
    for _ in range(_ROUNDS):
        left = _without_plain(cleaned, removed)
        if left is cleaned:
            break
        cleaned = left
    return (ink if cleaned is ink else _darkened(cleaned, ink[removed > 0])), removed


def _without_plain(ink: Ink, removed: Grey) -> Ink:
    """Take the lines off that can be seen, and mark in ``removed`` where; the same ink if none."""
    stroke = pen_width(ink)
    if not stroke:
        return ink
    factor = 1 if max(ink.shape) <= _SMALL else 2
    small = ink if factor == 1 else _halved(ink)
    level, upright = printed_lines(small, _turned(small), stroke / factor)
    dots = pattern_dots(small, stroke / factor, lined=bool(level or upright))
    if not level and not upright and not dots.any():
        return ink
    cleaned = ink.copy()
    size = factor * dots.shape[1], factor * dots.shape[0]
    dotted = np.asarray(cv2.resize(dots, size, interpolation=cv2.INTER_NEAREST))
    gone = (dotted[: len(ink), : ink.shape[1]] > 0) & (ink > 0)
    cleaned[gone], removed[gone] = 0, 255
    widest = widest_line(stroke)
    _erase(cleaned, removed, [line.enlarged(factor) for line in level], widest)
    if upright:
        turned, mask = _turned(cleaned), _turned(removed)
        _erase(turned, mask, [line.enlarged(factor) for line in upright], widest)
        cleaned, removed[:] = _turned(turned), _turned(mask)
    return cleaned


def _darkened(ink: Ink, lines: Ink) -> Ink:
    """Pale writing as dark as it would be if darker lines had not set the measure."""
    strokes = ink[ink > _PALEST]
    if not strokes.size or not lines.size:
        return ink
    full = float(np.percentile(strokes, _UPPER))
    if full >= _PALE or full >= _PALE * float(np.percentile(lines, _UPPER)):
        return ink
    return np.asarray(np.minimum(ink / np.float32(full), 1), dtype=np.float32)


def _erase(ink: Ink, removed: Grey, lines: list[Straight], widest: int) -> None:
    for line in lines:
        # A little beyond the ends lie a box's corners.
        strip = lay_out(ink, line, widest, beyond=widest)
        if strip is not None:
            erase(ink, removed, strip)


def _turned(array: NDArray[_T]) -> NDArray[_T]:
    """Rows for columns."""
    return np.asarray(cv2.transpose(array), dtype=array.dtype)


def _halved(ink: Ink) -> Ink:
    size = (ink.shape[1] + 1) // 2, (ink.shape[0] + 1) // 2
    return np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_AREA), dtype=np.float32)
