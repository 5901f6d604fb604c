"""Where exactly a sheet's corners are, and which of them is the top left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hwocr.prepare.edges import Edges, Floats
from hwocr.prepare.quads import AWRY

_NEAR = 0.02
"""How far from a side its edge is looked for, as a share of the diagonal."""
_TIGHT = 0.007
"""How far off the fitted side an edge's weight falls to a quarter."""
_ENOUGH = 0.5
"""Pixels of edge, as a share of a side's length, for a fit."""


@dataclass(frozen=True, eq=False)
class _Side:
    """A parabola: ``begin`` + t ``along`` + f(t) ``normal``, f's highest power first."""

    begin: Floats
    along: Floats
    normal: Floats
    bow: Floats

    def tangent(self, near: Floats) -> tuple[Floats, Floats]:
        """Point and direction of the line that touches the side nearest to a place."""
        t = float((near - self.begin) @ self.along / (self.along @ self.along))
        point = self.begin + t * self.along + np.polyval(self.bow, t) * self.normal
        return point, self.along + np.polyval(np.polyder(self.bow), t) * self.normal


def refined(edges: Edges, corners: Floats) -> Floats:
    """The corners (4, 2) where the edges near a quadrilateral's sides meet.

    Sheets curl: a side is taken for a parabola, and a corner for the place where two cross.
    """
    sides = _sides(edges, corners)
    found = corners
    for _ in range(3):
        meetings = []
        for corner, near in enumerate(found):
            (one, way), (two, other) = sides[corner].tangent(near), sides[corner - 1].tangent(near)
            share = np.linalg.solve(np.column_stack([way, -other]), two - one)[0]
            meetings.append(one + share * way)
        found = np.array(meetings)
    moved = float(np.linalg.norm(found - corners, axis=1).max())
    return found if moved < 2 * _NEAR * np.hypot(*edges.mask.shape) else corners


def _sides(edges: Edges, corners: Floats) -> list[_Side]:
    rows, columns = np.nonzero(edges.mask)
    points = np.stack([columns, rows], axis=1) + 0.5
    angle = np.deg2rad(edges.angle[rows, columns])
    diagonal = float(np.hypot(*edges.mask.shape))
    sides = []
    for begin, finish in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = finish - begin
        length = float(np.linalg.norm(along))
        normal = np.array([-along[1], along[0]]) / length
        place, aside = (points - begin) @ along / length**2, (points - begin) @ normal
        level = np.abs(np.cos(angle) * normal[0] + np.sin(angle) * normal[1])
        near = (np.abs(aside) < _NEAR * diagonal) & (np.abs(place - 0.5) < 0.5)
        near &= level > np.cos(np.deg2rad(AWRY))
        bow = np.zeros(3)
        if near.sum() >= _ENOUGH * length:
            bow = _bow(place[near], aside[near], _TIGHT * diagonal)
        sides.append(_Side(begin, along, normal, bow))
    return sides


def _bow(place: Floats, aside: Floats, width: float) -> Floats:
    """The parabola ``aside`` over ``place``, by least squares that are weighted anew four times
    so that what lies apart counts little (Geman and McClure, 1987)."""
    terms = np.vander(place, 3)
    fit = np.array([0.0, 0.0, float(np.median(aside))])
    for factor in (4, 2, 1, 1):
        weight = 1 / (1 + ((aside - terms @ fit) / (factor * width)) ** 2) ** 2
        root = np.sqrt(weight)
        fit = np.linalg.lstsq(terms * root[:, None], aside * root, rcond=None)[0]
    return np.asarray(fit, dtype=np.float64)


def ordered(corners: Floats) -> Floats:
    """Clockwise, beginning with the corner from which the sheet's upper side runs rightmost."""
    middle = corners.mean(axis=0)
    turn = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    corners = corners[np.argsort(turn)]
    sides = np.roll(corners, -1, axis=0) - corners
    rightward = sides[:, 0] - np.roll(sides[:, 0], 2)
    return np.asarray(np.roll(corners, -int(rightward.argmax()), axis=0))
