"""The middles of lines of writing, as curves.

Blurred along the lines, writing is a landscape with a ridge for each line's small letters and
valleys between them that only ascenders and descenders cross, whether or not letters and lines
touch (compare Arvanitopoulos and Süsstrunk, Seam carving for text line extraction, 2014).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink

_PIXELS = 8
"""The landscape has so many pixels per body height."""
_ALONG, _ACROSS = 1.5, 0.36
"""Standard deviations of the blur; here and below in body heights."""
_PITCH = 1.5
"""Lines are at least so far apart."""
_APART = 1.5
"""Ridges that are no farther apart in the mean are of one line: of one that rises, or of large
letters."""
_CLOSEST, _LEVELS, _FEWEST, _BARE = 0.8, 13, 2, 0.25
"""... unless they come no nearer than this, and of so many rows from one to the other one in the
middle crosses at most such a share of the strokes on either side, where there are so many: bare
paper parts lines."""
_LONG = 1.5
"""A ridge is at least so long."""
_HIGH = 0.25
"""Height of a ridge's points as a share of the highest ones, at least."""
_DEEP = 0.7
"""A valley between two lines is lower than this share of the lower ridge."""
_LEVEL = 0.9
"""A ridge that leads to another within so much is of the same line."""
_LAP = 2.0
"""... although it begins so much before the other ends."""
_NEAR = 0.35
"""A line's strokes are counted so far above and below its ridge."""
_WRITTEN = 0.6
"""Strokes that a line's middle crosses in each body height of its length, at least: the bar of a
capital and a swash are long and cross hardly any."""
_TREND = 6.0
"""The end of a ridge that tells where it leads."""


@dataclass(frozen=True, eq=False)
class Ridge:
    """The middle of a line's small letters: ``y`` at each ``x``, in working pixels, x rising.

    Beyond its ends it goes on at ``slope``, in rows per column.
    """

    x: NDArray[np.float64] = field(repr=False)
    y: NDArray[np.float64] = field(repr=False)
    slope: float = 0.0

    def at(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Its height at any places."""
        beyond = x - np.clip(x, self.x[0], self.x[-1])
        return np.asarray(np.interp(x, self.x, self.y) + self.slope * beyond, np.float64)


def find_ridges(inked: Grey, body: float, slope: float) -> list[Ridge]:
    """One ridge for each line, those of its pieces linked; in no particular order.

    Args:
        inked: uint8 (H, W), 1 on the writing's ink.
        body: height of the small letters in pixels.
        slope: of the page in degrees, positive where lines fall to the right.
    """
    scale = _PIXELS / body
    height, width = inked.shape
    tilt = float(np.tan(np.deg2rad(slope)))
    pad = 2 * _PIXELS
    over = pad + max(0.0, tilt * width * scale)  # above the page once its lines are level
    small = cv2.resize(
        inked.astype(np.float32),
        (max(1, round(width * scale)), max(1, round(height * scale))),
        interpolation=cv2.INTER_AREA,
    )
    across, down = width / small.shape[1], height / small.shape[0]
    shear = np.array([[1, 0, pad], [-tilt * across / down, 1, over]])
    size = small.shape[1] + 2 * pad, small.shape[0] + 2 * pad + round(abs(tilt) * width * scale)
    level = cv2.warpAffine(small, shear, size, flags=cv2.INTER_LINEAR)
    sigmas = _ALONG * _PIXELS, _ACROSS * _PIXELS
    land = np.asarray(cv2.GaussianBlur(level, (0, 0), sigmas[0], sigmaY=sigmas[1]), np.float32)
    pieces = _without_shallow(_pieces(land), land)
    rest = _slope(pieces)
    ridges = []
    for x, y in _link(pieces, rest):
        columns = (x - pad + 0.5) * across
        rows = (y - over + 0.5) * down + tilt * columns
        ridges.append(Ridge(columns, rows, tilt + rest * down / across))
    written = [ridge for ridge in ridges if _strokes(ridge, inked, body) >= _WRITTEN]
    return _apart(written or ridges, inked, body)


def _apart(ridges: list[Ridge], inked: Grey, body: float) -> list[Ridge]:
    """The longest of those that run beside each other, nearer than lines of writing can."""
    kept: list[Ridge] = []
    for ridge in sorted(ridges, key=lambda ridge: -len(ridge.x)):
        near = [o for o in kept if np.abs(ridge.y - o.at(ridge.x)).mean() < _APART * body]
        if all(_is_bare_between(ridge, other, inked, body) for other in near):
            kept.append(ridge)
    return kept


def _is_bare_between(ridge: Ridge, other: Ridge, inked: Grey, body: float) -> bool:
    """Whether hardly a stroke leads from one ridge to the other, as within large letters."""
    columns = np.arange(max(0, int(ridge.x[0])), min(inked.shape[1], int(ridge.x[-1]) + 1))
    places = columns.astype(np.float64)
    ends = ridge.at(places), other.at(places)
    if not len(columns) or np.abs(ends[0] - ends[1]).min() < _CLOSEST * body:
        return False
    shares = np.linspace(0, 1, _LEVELS)[:, None]
    crossed = _crossings(_band(inked, (1 - shares) * ends[0] + shares * ends[1], columns))
    third = _LEVELS // 3
    beside = min(crossed[:third].max(), crossed[-third:].max())
    return bool(beside >= _FEWEST and crossed[third:-third].min() <= _BARE * beside)


def _strokes(ridge: Ridge, inked: Grey, body: float) -> float:
    """How many strokes cross the ridge in each body height of the ink along it."""
    width = inked.shape[1]
    columns = np.arange(max(0, int(ridge.x[0])), min(width, int(ridge.x[-1]) + 1))
    if not len(columns):  # the blur reaches beyond the page, and may have a ridge there alone
        return 0.0
    offsets = np.linspace(-_NEAR, _NEAR, 9)[:, None] * body
    rows = ridge.at(columns.astype(np.float64)) + offsets
    band = _band(inked, rows, columns)
    gaps = np.diff(np.flatnonzero(band.any(axis=0)))
    length = float(np.minimum(gaps, body).sum()) + body
    return float(np.median(_crossings(band))) * body / length


def _band(inked: Grey, rows: NDArray[np.float64], columns: NDArray[np.intp]) -> NDArray[np.bool_]:
    """The ink along rows (N, columns), those beyond the picture at its edge."""
    inside = np.clip(np.rint(rows), 0, len(inked) - 1).astype(np.intp)
    return np.asarray(inked[inside, columns] > 0)


def _crossings(band: NDArray[np.bool_]) -> NDArray[np.intp]:
    """How many strokes cross each row of the ink (N, columns)."""
    return np.asarray(np.count_nonzero(band[:, 1:] & ~band[:, :-1], axis=1) + band[:, 0])


_Curve = tuple[NDArray[np.float64], NDArray[np.float64]]


def _pieces(land: Ink) -> list[_Curve]:
    """Where the landscape is highest from above to below, as unbroken curves."""
    reach = round(_PITCH * _PIXELS / 2)
    highest = cv2.dilate(land, np.ones((2 * reach + 1, 1), np.uint8))
    points = (land >= highest) & (land > 1e-6)
    if not points.any():
        return []
    points &= land > _HIGH * float(np.percentile(land[points], 95))
    joined = cv2.morphologyEx(points.view(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 5), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    curves = []
    for number in range(1, count):
        left, top, width, height = (int(v) for v in stats[number, :4])
        if width < _LONG * _PIXELS:
            continue
        own = labels[top : top + height, left : left + width] == number
        rows = np.arange(top, top + height)[:, None]
        x = np.arange(left, left + width, dtype=np.float64)
        curves.append((x, (own * rows).sum(axis=0) / own.sum(axis=0)))
    return curves


def _without_shallow(curves: list[_Curve], land: Ink) -> list[_Curve]:
    """Without curves that are parted from a higher one by hardly a valley: an E has three bars."""
    heights = [float(land[y.astype(int), x.astype(int)].mean()) for x, y in curves]
    kept: list[int] = []
    for index in sorted(range(len(curves)), key=lambda i: -heights[i] * len(curves[i][0])):
        if not any(_is_shallow(curves[index], curves[other], land) for other in kept):
            kept.append(index)
    return [curves[index] for index in kept]


def _is_shallow(curve: _Curve, other: _Curve, land: Ink) -> bool:
    x = np.intersect1d(curve[0], other[0])
    if len(x) < 0.5 * len(curve[0]):
        return False
    ratios = []
    for column in x[:: max(1, len(x) // 12)].astype(int).tolist():
        rows = curve[1][column - int(curve[0][0])], other[1][column - int(other[0][0])]
        upper, lower = int(min(rows)), int(max(rows))
        if lower - upper > 3 * _PIXELS:
            return False
        between = land[upper : lower + 1, column]
        ratios.append(between.min() / max(min(between[0], between[-1]), 1e-6))
    return float(np.median(ratios)) > _DEEP


def _link(curves: list[_Curve], slope: float) -> list[_Curve]:
    """Join pieces that lead to each other."""
    lines: list[_Curve] = []
    for x, y in sorted(curves, key=lambda curve: float(curve[0][0])):
        best, place = _LEVEL * _PIXELS, -1
        for index, (xs, ys) in enumerate(lines):
            if x[0] <= xs[-1] - _LAP * _PIXELS or x[-1] <= xs[-1]:
                continue
            middle = (x[0] + xs[-1]) / 2
            apart = abs(_led(xs, ys, middle, slope) - _led(-x[::-1], y[::-1], -middle, -slope))
            if apart < best:
                best, place = apart, index
        if place < 0:
            lines.append((x, y))
        else:
            xs, ys = lines[place]
            x, y = x[x > xs[-1]], y[x > xs[-1]]
            lines[place] = np.concatenate([xs, x]), np.concatenate([ys, y])
    return lines


def _led(x: NDArray[np.float64], y: NDArray[np.float64], to: float, slope: float) -> float:
    """Where a curve leads to: its own end's direction, steadied by the page's."""
    end = x >= x[-1] - _TREND * _PIXELS
    x, y = x[end], y[end]
    away = x - x.mean()
    steady = len(x) * _PIXELS**2  # as if that many points ran at the page's slope
    tilt = (float((away * y).sum()) + slope * steady) / (float((away**2).sum()) + steady)
    return float(y.mean() + tilt * (to - x.mean()))


def _slope(curves: list[_Curve]) -> float:
    """Median slope of the longer curves."""
    if not curves:
        return 0.0
    longest = max(len(x) for x, _ in curves)
    slopes = [
        float(np.polyfit(x, y, 1)[0]) for x, y in curves if len(x) >= max(0.4 * longest, _PIXELS)
    ]
    return float(np.median(slopes))
