"""Groups → lines: each goes to the ridge that it stands on; the others are followed by height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.page import Box
from hwocr.segment.adopting import adopt, chain
from hwocr.segment.following import Placed, follow
from hwocr.segment.joining import Group, Scale, is_small_group
from hwocr.segment.ridges import Ridge

MAX_SLOPE = 12.0
"""Degrees by which lines may rise or fall."""
_STEP = 0.5
_SMOOTH = (0.25, 0.5, 1, 0.5, 0.25)
"""Weights by which a row's neighbours count for it."""
_LEVEL = 0.004
"""How much a degree of slope must gain to be believed, as a share of the best score."""
_ON, _NEAR = 0.6, 1.6
"""Distance from a ridge of letters, and of small marks, that are of its line, in body heights."""


@dataclass(frozen=True, eq=False)
class TextLine:
    """The groups of one line from left to right, and the middle of its small letters."""

    items: list[Placed]
    ridge: Ridge


def find_lines(
    groups: Sequence[Group],
    ridges: Sequence[Ridge],
    regions: NDArray[np.int32],
    scale: Scale,
    body: float,
    slope: float,
) -> list[TextLine]:
    """Sort the groups of one block into lines.

    Small groups only join lines; where there is none they are left out.

    Args:
        groups: of the block.
        ridges: of its lines.
        regions: int32 (H, W), which of the ridges is the nearest.
        scale: sizes of the writing.
        body: height of the small letters in pixels.
        slope: of the page in degrees, positive where lines fall to the right.

    Returns:
        Lines from top to bottom.
    """
    placed = sorted((_place(group, slope) for group in groups), key=lambda p: p.left)
    small = [is_small_group(item.group, scale) for item in placed]
    if all(small):
        small = [False] * len(placed)
    on: list[list[Placed]] = [[] for _ in ridges]
    others: list[Placed] = []
    for item, is_small in zip(placed, small, strict=True):
        number = ridge_of(item.group.outline, ridges, regions, body * (_NEAR if is_small else _ON))
        if number is not None:
            on[number].append(item)
        elif not is_small:
            others.append(item)
    found = [(items, ridge) for items, ridge in zip(on, ridges, strict=True) if items]
    found += [(items, _ridge_through(items, slope, body)) for items in follow(others)]
    if not found:
        return []
    lines = [TextLine(items, ridge) for items, ridge in chain(adopt(found, body), body)]
    longest = max(lines, key=lambda line: np.ptp(line.ridge.x)).ridge
    lines.sort(key=lambda line: float(np.mean(line.ridge.y - longest.at(line.ridge.x))))
    return [
        TextLine(sorted(line.items, key=lambda p: p.left + p.right), line.ridge) for line in lines
    ]


def ridge_of(
    outline: NDArray[np.int32],
    ridges: Sequence[Ridge],
    regions: NDArray[np.int32],
    reach: float = 0.0,
) -> int | None:
    """The ridge in whose region most of an outline lies.

    Args:
        outline: int32 (N, 2), x and y in pixels.
        ridges: of the lines of a block.
        regions: int32 (H, W), which of the ridges is the nearest.
        reach: how far from the ridge, in pixels, what does not lie across it may be.
    """
    if not ridges:
        return None
    number = int(np.bincount(regions[outline[:, 1], outline[:, 0]]).argmax())
    away = outline[:, 1] - ridges[number].at(outline[:, 0].astype(np.float64))
    low, high = float(away.min()), float(away.max())
    return number if low <= reach and high >= -reach else None


def _ridge_through(items: Sequence[Placed], slope: float, body: float) -> Ridge:
    """The ridge of letters that stand apart: half a body above the curve that they stand on."""
    boxes = [item.group.box for item in items]
    x = np.array([box.center[0] for box in boxes])
    y = np.array([box.bottom for box in boxes], np.float64)
    tilt = float(np.tan(np.deg2rad(slope)))
    left, right = min(box.x for box in boxes), max(box.right for box in boxes)
    at = (x - left) / max(right - left, 1)
    curve = np.polynomial.Polynomial([float(np.median(y - tilt * x)) + tilt * left])
    curve += np.polynomial.Polynomial([0, tilt * (right - left)])
    for degree in _degrees(len(items)):
        away = np.abs(y - curve(at) - np.median(y - curve(at)))
        chosen = away <= 2 * np.median(away) + 0.1 * body  # not descenders
        curve = np.polynomial.Polynomial.fit(at[chosen], y[chosen], degree)
    columns = np.linspace(left, right, 2 + round((right - left) / body))
    rows = curve((columns - left) / max(right - left, 1)) - body / 2
    return Ridge(columns, np.asarray(rows, np.float64), tilt)


def _degrees(count: int) -> list[int]:
    """Of the curves that so many letters are fitted with, one after the other."""
    return [degree for degree, least in ((1, 6), (2, 12), (3, 24), (3, 24)) if count >= least]


def page_slope(boxes: Sequence[Box], scale: Scale) -> float:
    """The angle at which the letters' bodies fall into the fewest rows, in degrees.

    For each angle the bodies are summed up along it; the sum of squares of that profile is largest
    where rows of letters and bare paper alternate most sharply (Postl, 1986).
    """
    centres = np.array([box.center for box in boxes])
    if len(boxes) < 3 or np.ptp(centres[:, 0]) < 3 * scale.height:
        return 0.0
    degrees = np.arange(-MAX_SLOPE, MAX_SLOPE + _STEP / 2, _STEP)
    angles = np.deg2rad(degrees)[:, None]
    rows = (centres[:, 1] * np.cos(angles) - centres[:, 0] * np.sin(angles)) / (scale.height / 5)
    rows -= rows.min(axis=1, keepdims=True)
    low = rows.astype(int)
    share = rows - low
    # One profile for each angle, with room for the smoothing at either end.
    profiles = np.zeros((len(degrees), int(rows.max()) + 2 + 2 * len(_SMOOTH)))
    of_angle = np.arange(len(degrees))[:, None]
    np.add.at(profiles, (of_angle, low + len(_SMOOTH)), 1 - share)
    np.add.at(profiles, (of_angle, low + len(_SMOOTH) + 1), share)
    smooth = np.convolve(profiles.ravel(), _SMOOTH, mode="same").reshape(profiles.shape)
    scores = (smooth**2).sum(axis=1) * (1 - _LEVEL * np.abs(degrees))
    return float(degrees[scores.argmax()])


def _place(group: Group, degrees: float) -> Placed:
    points = group.outline
    angle = np.deg2rad(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    along = points[:, 0] * cos + points[:, 1] * sin
    across = points[:, 1] * cos - points[:, 0] * sin
    return Placed(
        group, float(along.min()), float(along.max()), float(across.min()), float(across.max())
    )


def baseline(line: Sequence[Placed], degrees: float) -> tuple[float, float]:
    """``(a, b)`` of ``y = a + b * x`` in working pixels: where most of a line's letters stand."""
    bottoms = np.array([p.bottom for p in line])
    middles = np.array([(p.left + p.right) / 2 for p in line])
    tilt, level = _steady_fit(middles, bottoms)
    angle = np.deg2rad(degrees)
    # (along, across) lies on across = level + tilt * along; turn that back to the picture's axes.
    run, rise = np.cos(angle) - tilt * np.sin(angle), np.sin(angle) + tilt * np.cos(angle)
    start = np.array([-level * np.sin(angle), level * np.cos(angle)])
    slope = float(rise / run)
    return float(start[1] - slope * start[0]), slope


def _steady_fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and intercept through most points: descenders are left out after a first look."""
    if len(x) < 3 or np.ptp(x) == 0:
        return 0.0, float(np.median(y))
    chosen = y <= np.median(y) + 1.5 * np.median(np.abs(y - np.median(y))) + 1
    if chosen.sum() < 3 or np.ptp(x[chosen]) < 0.5 * np.ptp(x):
        return 0.0, float(np.median(y))
    tilt, level = np.polyfit(x[chosen], y[chosen], 1)
    return float(tilt), float(level)
