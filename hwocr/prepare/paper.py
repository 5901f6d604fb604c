"""The sheet, card or board whose edges are visible in a picture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from hwocr.arrays import Picture, border_of
from hwocr.prepare.corners import ordered, refined
from hwocr.prepare.edges import Floats, edges_of, lines_of
from hwocr.prepare.quads import areas_of, quads_of

_SIDE = 480
"""The sheet is looked for on a copy whose longer side has so many pixels."""
_SMALLEST = 150
"""Pictures whose shorter side is below this are words and scraps, not photos of sheets."""
_EVEN = 2
"""Levels by which the border of a drawing varies, at most."""
_FINE = 5
"""Width in the copy's pixels of what a median removes: strokes and printed lines."""
_LEAST_AREA = 0.15
"""Share of the picture that a sheet covers, at least."""
_EDGE = 6.0
"""Change of colour, in levels, that makes an edge."""
_TRIED = 48
"""So many of the best supported quadrilaterals are looked at closely."""
_STRIP = 0.015
"""How far from its sides, as a share of the diagonal, the colours in and out are compared."""
_BEYOND = 0.05
"""… and how far out the colour must still be another than in: a drawn frame is narrower."""
_BAND = np.array([0.6, 1.0, 1.4])
"""Multiples of such a distance that are looked at together."""
_BOARD = 95.0
"""Brightness of a board, of 255 levels of lightness, at most; paper in a shadow is brighter."""
_STEP = 5.0
"""Change of colour across a side, in levels, at least, …"""
_WEAKEST = 0.1
"""… also as a share of that across the strongest side, …"""
_PLAIN = 25.0
"""… and so that no doubt is left."""
_STRANGE = 15.0
"""Difference of hue between two sides' insides, in levels, that halves the belief in a sheet."""
_JUMP = 18.0
"""Change of brightness from one place to the next along a side, in levels, that is noted: a
shadow's edge and a finger make one or two, keys and cloth many."""
_MANY = 0.3
"""Share of such places that halves the belief, too."""
_LARGER = 0.45
"""Power of the area by which the larger of two like quadrilaterals is preferred."""
_CONVINCING = 0.2
"""Score from which a sheet is believed."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet seen in a picture.

    Attributes:
        corners: float64 (4, 2), x and y of the top left, top right, bottom right and bottom left
            corner as seen in the picture, counted from the picture's own corner. One may lie a
            little outside.
    """

    corners: Floats


def find_sheet(copy: Picture) -> Sheet | None:
    """The sheet in a picture, or None where none is plainly visible.

    Args:
        copy: RGB uint8 (H, W, 3).
    """
    height, width = copy.shape[:2]
    if min(height, width) < _SMALLEST or _is_drawn(copy):
        return None
    scale = min(1.0, _SIDE / max(height, width))
    size = round(width * scale), round(height * scale)
    small = cv2.resize(copy, size, interpolation=cv2.INTER_AREA)
    plain = cv2.GaussianBlur(cv2.medianBlur(small, _FINE), (5, 5), 0)
    lab = np.asarray(cv2.cvtColor(plain, cv2.COLOR_RGB2LAB), np.uint8)
    edges = edges_of(lab, _EDGE)
    area = size[0] * size[1]
    corners, support = quads_of(edges, lines_of(edges), _LEAST_AREA * area)
    if not len(corners):
        return None
    best = np.argsort(support.mean(axis=1))[::-1][:_TRIED]
    score = _scores(lab, corners[best], support[best]) * (areas_of(corners[best]) / area) ** _LARGER
    top = int(score.argmax())
    if score[top] < _CONVINCING:
        return None
    found = refined(edges, corners[best[top]])
    return Sheet(ordered(found * [width / size[0], height / size[1]]))


def _is_drawn(picture: Picture) -> bool:
    """Whether the picture's border is of one colour, as no camera sees it."""
    return int(np.ptp(border_of(picture), axis=0).max()) <= _EVEN


def _scores(lab: Picture, corners: Floats, support: Floats) -> Floats:
    """How much each quadrilateral (M, 4, 2) looks like a sheet, 0 to 1; 0 where something speaks
    against it.

    Its sides are edges; colour changes across each of them, from end to end, and not only along
    a thin frame; the sheet is of one colour along all of them, and brighter than its surroundings
    or, as a board is, much darker.
    """
    diagonal = float(np.hypot(*lab.shape[:2]))
    near, far = _STRIP * diagonal, _BEYOND * diagonal
    inside, beside = _bank(lab, corners, -near), _bank(lab, corners, near)
    step = _step(inside, beside)
    apart = np.sort(_step(_bank(lab, corners, -far), _bank(lab, corners, far)), axis=1)
    least = np.maximum(_STEP, _WEAKEST * step.max(axis=1))
    possible = (step.min(axis=1) >= least) & (apart[:, 1] >= _STEP)
    contrast = np.minimum(step / _PLAIN, 1).mean(axis=1)
    held = support.mean(axis=1) * support.min(axis=1)
    change = np.linalg.norm(inside - beside, axis=-1)
    whole = (change > step[..., None] / 3).mean(axis=2).min(axis=1)
    own = np.median(inside, axis=2)
    strange = np.linalg.norm((own - np.median(own, axis=1, keepdims=True))[..., 1:], axis=-1)
    jumps = (np.abs(np.diff(inside[..., 0], axis=2)) > _JUMP).mean(axis=2)
    even = 1 / (1 + strange.max(axis=1) / _STRANGE) / (1 + (jumps.max(axis=1) / _MANY) ** 2)
    return np.where(possible, held * whole * contrast * even, 0.0)


def _step(inside: Floats, outside: Floats) -> Floats:
    """How far the sides' insides stand out (M, 4), from colours in and out (M, 4, samples, 3): by
    hue, and by being brighter. Being darker, as a shadow is, counts where all four sides are so
    and as dark as a board."""
    change = np.median(inside - outside, axis=2)
    bright = change[..., 0]
    board = (bright < -_PLAIN) & (np.median(inside[..., 0], axis=2) < _BOARD)
    bright = np.where(board.all(axis=1, keepdims=True), -bright, np.maximum(bright, 0))
    return np.asarray(np.hypot(bright, np.hypot(change[..., 1], change[..., 2])))


def _bank(lab: Picture, corners: Floats, outward: float) -> Floats:
    """Colours beside the sides of quadrilaterals (M, 4, 2), about so many pixels to the outside:
    (M, 4, samples, 3). Beyond the picture's border, the border's."""
    ahead = np.roll(corners, -1, axis=1)
    normal = np.stack([ahead[..., 1] - corners[..., 1], corners[..., 0] - ahead[..., 0]], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    away = ((corners + ahead) / 2 - corners.mean(axis=1, keepdims=True)) * normal
    normal *= np.sign(away.sum(axis=-1, keepdims=True))
    share = np.linspace(0.06, 0.94, 20)[:, None]
    place = corners[:, :, None] * (1 - share) + ahead[:, :, None] * share
    place = place[..., None, :] + (outward * _BAND)[:, None] * normal[:, :, None, None]
    column = np.clip(place[..., 0], 0, lab.shape[1] - 1).astype(int)
    row = np.clip(place[..., 1], 0, lab.shape[0] - 1).astype(int)
    return np.asarray(lab[row, column].mean(axis=3))
