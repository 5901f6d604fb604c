"""Where every point of a flat sheet comes to lie in a picture: curl, perspective, turn."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Matrix

Places = NDArray[np.float64]
"""Points as (x, y) rows, float64 (N, 2)."""

_STEEPEST = 0.8
"""Slope at which a curl stops to grow: beyond the sheet its curve goes on as a straight line."""
_ROUNDS = 12
"""Steps of the inverse; a mild curl needs three or four."""


@dataclass(frozen=True)
class View:
    """How a sheet lies before the camera.

    The sheet is bent like a part of a cylinder whose height is a cubic curve (as pages of a book
    are: Zucker, "Page dewarping", 2016), tipped, seen through a pinhole and turned.

    Attributes:
        size: width and height of the sheet, in pixels.
        tilt, yaw: the sheet's angle to the picture about its horizontal and vertical axis, degrees.
        turn: counter-clockwise in the picture, degrees.
        distance: of the camera, in the sheet's diagonals.
        curl: second and third coefficient of the curve; (0, 0) is flat.
        axis: direction in which the curve runs across the sheet, degrees.
    """

    size: tuple[float, float]
    tilt: float = 0.0
    yaw: float = 0.0
    turn: float = 0.0
    distance: float = 2.0
    curl: tuple[float, float] = (0.0, 0.0)
    axis: float = 0.0

    @property
    def diagonal(self) -> float:
        return float(np.hypot(*self.size))

    def project(self, points: Places) -> Places:
        """From the sheet's pixels to the picture's, up to a shift; the middle keeps its scale."""
        half = 0.5 * self.diagonal
        flat = (np.asarray(points, np.float64) - 0.5 * np.array(self.size)) / half
        across = np.radians(self.axis)
        along = np.array([np.cos(across), np.sin(across)])
        t = flat @ along
        grid, reach, height = self._profile()
        moved = flat + np.outer(np.interp(t, grid, reach) - t, along)
        z = np.interp(t, grid, height)
        tilt, yaw, turn = np.radians([self.tilt, self.yaw, self.turn])
        x, y = moved[:, 0], moved[:, 1]
        y, z = y * np.cos(tilt) - z * np.sin(tilt), y * np.sin(tilt) + z * np.cos(tilt)
        x, z = x * np.cos(yaw) + z * np.sin(yaw), -x * np.sin(yaw) + z * np.cos(yaw)
        away = 2 * self.distance
        scale = half * away / np.maximum(away + z, 0.2 * away)
        x, y = x * scale, y * scale
        turned = x * np.cos(turn) + y * np.sin(turn), -x * np.sin(turn) + y * np.cos(turn)
        return np.asarray(np.stack(turned, axis=1), np.float64)

    def _profile(self) -> tuple[Places, Places, Places]:
        """Along the curl: places on the paper, where they lie seen from above, and how high."""
        t = np.linspace(-4, 4, 1601)
        slope = np.clip(2 * self.curl[0] * t + 3 * self.curl[1] * t**2, -_STEEPEST, _STEEPEST)
        step = t[1] - t[0]
        reach = np.cumsum(np.sqrt(1 - slope**2)) * step
        height = np.cumsum(slope) * step
        middle = len(t) // 2
        return t, reach - reach[middle], height - height[middle]


@dataclass(frozen=True)
class Camera:
    """A view and the part of it that the picture shows.

    Attributes:
        view: how the sheet lies.
        origin: where the picture's top left corner lies in what :meth:`View.project` gives.
        size: width and height of the picture in pixels.
    """

    view: View
    origin: tuple[float, float]
    size: tuple[int, int]

    def to_picture(self, points: Places) -> Places:
        """From pixels of the sheet to pixels of the picture, both (N, 2)."""
        return np.asarray(self.view.project(points) - np.array(self.origin), np.float64)

    def to_sheet(self, points: Places) -> Places:
        """The inverse of :meth:`to_picture`, to a hundredth of a pixel or so."""
        back = np.asarray(np.linalg.inv(self._homography()), np.float64)
        points = np.asarray(points, np.float64)
        found = _through(back, points)
        if self.view.curl != (0.0, 0.0):
            for _ in range(_ROUNDS):
                missed = _through(back, points) - _through(back, self.to_picture(found))
                found = np.asarray(found + missed, np.float64)
        return found

    def corners(self) -> Places:
        """The sheet's corners in the picture: top left, top right, bottom right, bottom left."""
        width, height = self.view.size
        return self.to_picture(np.array([[0, 0], [width, 0], [width, height], [0, height]]))

    def _homography(self) -> Matrix:
        """What comes nearest to the view without its curl: exact at the four corners."""
        width, height = self.view.size
        sheet = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        matrix = cv2.getPerspectiveTransform(sheet, self.corners().astype(np.float32))
        return np.asarray(matrix, dtype=np.float64)


def _through(matrix: Matrix, points: Places) -> Places:
    moved = np.c_[points, np.ones(len(points))] @ matrix.T
    return np.asarray(moved[:, :2] / moved[:, 2:], dtype=np.float64)
