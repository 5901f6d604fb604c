"""What shows of pale lines, off the ink: dashes, and dots where they cross."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink
from hwocr.connected import connected
from hwocr.prepare.rules.pale import pale_lines
from hwocr.prepare.rules.straight import Straight

_SOFT = 1.5
"""Times a line's width that its soft edges take."""
_PALE = 0.05
"""Share of full ink that a bit has."""
_SMOOTH = 3
"""Side in pixels of the window that noise is averaged in."""
_OWN, _CROSSED = 1.15, 0.3
"""Times their depth up to which lines are as dark as by themselves, and more where two cross."""
_ON = 0.7
"""Share of a piece that lies on lines, if it is a bit of them."""
_LARGEST = 1.5
"""Area of a bit at most, in squares of the lines' width; what is larger may be a letter's."""
_DARKEST = 2.2
"""Times the lines' depth up to which a bit is theirs: two cross, and noise adds."""
_SAMPLED = 4
"""Every so many rows and columns tell how dark bare paper is."""
_SUBPIXEL = 4
"""Binary digits of pixels' fractions."""
_EVERY = 16
"""Columns from one point of a drawn line to the next."""


def without_bits(ink: Ink, darkness: Ink) -> Ink:
    """Take lines off the ink that hardly show in the paper's noise.

    Args:
        ink: float32 (H, W) in [0, 1].
        darkness: float32 (H, W), share of the paper's light that is missing; -1 where there is no
            paper.

    Returns:
        The ink without them; the same object where there are none.
    """
    level, upright = pale_lines(darkness)
    found = [family for family in (level, upright) if family is not None]
    if not found:
        return ink
    families = (level.lines if level else [], upright.lines if upright else [])
    depth = max(family.depth for family in found)
    width = max(family.width for family in found)
    band = round(_SOFT * width) + 1
    sample = darkness[::_SAMPLED, ::_SAMPLED]
    darkness = darkness - np.float32(np.median(sample[sample > -1]))
    cleaned = ink.copy()
    cleaned[_no_writing(_number_of(families, ink.shape, band), darkness, depth)] = 0
    # Noise carries bits a little aside.
    over = _number_of(families, ink.shape, band + 2)
    cleaned[_left_over(over, cleaned, darkness, depth, width)] = 0
    return cleaned


def _number_of(
    families: tuple[Sequence[Straight], Sequence[Straight]], shape: tuple[int, ...], width: int
) -> Grey:
    """How many families' lines, so many pixels wide, lie on each pixel of a picture.

    Args:
        families: level lines; and upright ones, rows for columns.
        shape: height and width of the picture.
        width: in pixels.

    Returns:
        uint8 (H, W), 2 where lines cross.
    """
    over = np.zeros(shape, np.uint8)
    for lines, order in zip(families, ((0, 1), (1, 0)), strict=True):
        mask = np.zeros(shape, np.uint8)
        points = [_points(line)[:, order] for line in lines]
        cv2.polylines(mask, points, False, 1, width, cv2.LINE_8, _SUBPIXEL)
        over += mask
    return over


def _points(line: Straight) -> NDArray[np.int32]:
    """Columns and rows along a line, int32 (N, 2), in the fractions that OpenCV draws with."""
    columns = np.append(np.arange(0, line.length - 1, _EVERY), line.length - 1)
    points = np.stack([line.start + columns, line.middle[columns]], axis=1)
    return np.asarray(np.rint(points * (1 << _SUBPIXEL)), dtype=np.int32)


def _no_writing(over: Grey, darkness: Ink, depth: float) -> NDArray[np.bool_]:
    """Where lines are no darker than by themselves: bool (H, W).

    Ink takes light from the lines as well as from the paper, so lines are darker where writing
    crosses them.

    Args:
        over: uint8 (H, W), how many lines lie on each pixel.
        darkness: float32 (H, W), share of the paper's light that is missing, 0 on bare paper.
        depth: of the lines, in the same.
    """
    smooth = cv2.blur(darkness, (_SMOOTH, _SMOOTH))
    number = np.arange(256)
    limit = np.where(number > 0, depth * (_OWN + _CROSSED * (number - 1)), -np.inf)
    return np.asarray(smooth < cv2.LUT(over, limit.astype(np.float32)))


def _left_over(
    over: Grey, ink: Ink, darkness: Ink, depth: float, width: float
) -> NDArray[np.bool_]:
    """Small pieces of ink on lines, no darker than these make them, with their soft edges.

    Args:
        over: uint8 (H, W), not 0 on the lines and close beside.
        ink: float32 (H, W) in [0, 1].
        darkness: float32 (H, W), share of the paper's light that is missing, 0 on bare paper.
        depth: of the lines, in the same.
        width: of the lines in pixels.

    Returns:
        bool (H, W).
    """
    pieces = connected(np.asarray(ink > _PALE, dtype=np.uint8))
    area = np.maximum(pieces.area, 1)
    bits = pieces.sums(over > 0) >= _ON * area
    bits &= area <= _LARGEST * width**2
    bits &= pieces.sums(darkness) <= _DARKEST * depth * area
    bits[0] = False
    found = np.zeros(ink.shape, np.uint8)
    found.ravel()[pieces.places] = bits[pieces.owners]
    return np.asarray(cv2.dilate(found, np.ones((3, 3), np.uint8)) > 0)
