"""Contour filtering: what is no writing goes, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import steady_median, weighted_median
from hwocr.segment.parts import Part

SPECK = "speck"
BLURRED = "no sharp edge: a smear or a shadow"
TEXTURE = "part of a texture: no bare paper around it"
FAINT = "far fainter than the writing"
BORDER = "touches the picture's border and is far larger than the writing"
FRAME = "frame around other ink"
RULE = "ruled line or straight edge"
HUGE = "far larger than the writing"
THICK = "far thicker than the pen"
STRAY = "alone beside things that are no writing"
SURROUNDINGS = frozenset({BLURRED, TEXTURE, BORDER, HUGE, THICK})
"""Reasons that tell of things around the paper."""

_SPECK_SIZE, _SPECK_AREA = 0.55, 0.25
"""Longer side in strokes and area in square strokes below which ink is a speck."""
_DOT, _NEAR = 2.0, 1.5
"""Parts whose longer side has fewer strokes are dots, which lie within so many typical heights of
a letter."""
_SHARP = 0.5
"""A part's outline must follow Canny's edges for such a share."""
_FRAME = 6.0
"""One part so many times as high as the others is a frame, such as that round keys."""
_BESIDE = 0.3
"""Parts lower than this share of the main writing's height are no letters."""
_DIRT = 0.1
"""Mean ink on what should be bare paper, from which on it is none."""
_FAINT = 0.45
"""Ink below such a share of the writing's ink is too faint."""


def typical_height(parts: Sequence[Part], stroke: float) -> float:
    """Median height of the parts that may be letters, in pixels; 0 without parts.

    Dots do not count, nor what is small beside that which holds most of the ink, which is no frame
    far higher than all the rest. A line of writing that hangs together by a rule is long only.

    Args:
        parts: whatever was found.
        stroke: width of the pen in pixels.
    """
    if not parts:
        return 0.0
    letters = [p for p in parts if p.size >= 3 * stroke and p.thickness < 3 * stroke]
    letters = letters or [p for p in parts if p.size > stroke] or list(parts)
    heights = np.array([max(p.box.height, p.box.width / 2) for p in letters])
    areas = np.array([p.area for p in letters])
    main, others = weighted_median(heights, areas), steady_median(heights, areas)
    if letters[int(areas.argmax())].box.height > _FRAME * others:
        main = others
    return float(np.median(heights[heights >= _BESIDE * main]))


def reasons(parts: Sequence[Part], shape: tuple[int, int], stroke: float) -> list[str]:
    """Why each part is no writing; an empty string for those that are.

    Args:
        parts: all parts of a picture.
        shape: height and width of the picture.
        stroke: width of the pen in pixels.
    """
    found = [_own_reason(part, stroke) for part in parts]
    plausible = [part for part, reason in zip(parts, found, strict=True) if not reason]
    if not plausible:
        return found
    height = typical_height(plausible, stroke)
    weights = [part.area for part in plausible]
    darkness = float(np.average([part.darkness for part in plausible], weights=weights))
    centres = np.array([part.box.center for part in plausible])
    found = [
        reason or _relative_reason(part, shape, stroke, height, darkness, centres)
        for part, reason in zip(parts, found, strict=True)
    ]
    left = [number for number, reason in enumerate(found) if not reason]
    for place in _lone([parts[number] for number in left], shape, stroke, height):
        found[left[place]] = SPECK
    return found


def _lone(parts: Sequence[Part], shape: tuple[int, int], stroke: float, height: float) -> list[int]:
    """Which parts are dots far from all that is larger, where there is such: grain."""
    is_dot = np.array([part.size < _DOT * stroke for part in parts])
    if not is_dot.any() or is_dot.all():
        return []
    cell = max(1.0, height / 2)
    near = np.zeros((int(shape[0] / cell) + 1, int(shape[1] / cell) + 1), np.uint8)
    boxes = np.array([[p.box.x, p.box.y, p.box.right, p.box.bottom] for p in parts])
    left, top, right, bottom = (boxes / cell).astype(int).T
    for part in np.flatnonzero(~is_dot).tolist():
        near[top[part] : bottom[part] + 1, left[part] : right[part] + 1] = 1
    reach = 2 * round(_NEAR * height / cell) + 1
    near = np.asarray(cv2.dilate(near, np.ones((reach, reach), np.uint8)), np.uint8)
    alone = is_dot & (near[(top + bottom) // 2, (left + right) // 2] == 0)
    return [int(place) for place in np.flatnonzero(alone)]


def _own_reason(part: Part, stroke: float) -> str:
    if part.size < _SPECK_SIZE * stroke or part.area < _SPECK_AREA * stroke**2:
        return SPECK
    if part.sharpness < _SHARP:
        return BLURRED
    if part.dirt > _DIRT:
        return TEXTURE
    return ""


def _relative_reason(
    part: Part,
    shape: tuple[int, int],
    stroke: float,
    height: float,
    darkness: float,
    centres: NDArray[np.float64],
) -> str:
    box = part.box
    if part.darkness < _FAINT * darkness:
        return FAINT
    if _is_straight(part, stroke, height):
        return RULE
    at_border = box.x <= 0 or box.y <= 0 or box.right >= shape[1] or box.bottom >= shape[0]
    if at_border and (box.height > 2.5 * height or part.thickness > 2.2 * stroke):
        return BORDER
    if box.height > 1.3 * height and box.width > 1.3 * height and _encloses(part, centres):
        return FRAME
    if part.thickness > 3.5 * stroke and part.area > height * stroke * 6:
        return THICK
    if box.height > 6 * height:
        return HUGE
    return ""


def _encloses(part: Part, centres: NDArray[np.float64]) -> bool:
    """Whether at least two other parts' middles lie within the part's outline."""
    box = part.box
    apart = np.abs(centres - box.center)
    near = centres[(apart[:, 0] < box.width / 2) & (apart[:, 1] < box.height / 2)]
    own = box.center  # the part's own middle is among the centres
    inside = [
        point
        for point in near.tolist()
        if tuple(point) != own and cv2.pointPolygonTest(part.outline, point, False) > 0
    ]
    return len(inside) >= 2


def _is_straight(part: Part, stroke: float, height: float) -> bool:
    """Whether a part is one long straight stroke: a ruled line, the edge of a sheet."""
    (_, (a, b), _) = cv2.minAreaRect(part.outline)
    long, thin = max(a, b) + 1, min(a, b) + 1
    if part.box.height > part.box.width:  # no word is written upright
        return long > 3.2 * height and thin < 0.15 * long
    return long > 4 * height and thin < max(0.06 * long, 2.5 * stroke)
