"""A quadrilateral fitted to the edges near its sides, which may bend; its top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.prepare.edges import Edges, Floats
from hwocr.prepare.quads import AWRY

_TIGHT = 0.007
"""How far off the fitted side an edge's weight falls to a quarter."""
_ENOUGH = 0.5
"""Pixels of edge, as a share of a side's length, for a fit."""
_FARTHEST = 0.1
"""A fit that moves a corner farther is none, as a share of the diagonal."""
_STIFF = 1e-6
"""Keeps the fit's equations solvable where edges lie at one place only."""
_ROUNDS = 2
"""So often is a side fitted, each time to the edges near to the last fit."""
SAMPLES = 48
"""Places on each side of an outline."""


@dataclass(frozen=True, eq=False)
class Outline:
    """A quadrilateral whose sides may bend.

    Attributes:
        corners: float64 (4, 2) in order round it; side i runs from corner i to the next.
        places: float64 (4, :data:`SAMPLES`, 2), from each side's beginning to its end.
        normals: float64 like ``places``, unit vectors to the outside.
    """

    corners: Floats
    places: Floats
    normals: Floats


@dataclass(frozen=True, eq=False)
class _Side:
    """A parabola: ``begin`` + t ``along`` + f(t) ``normal``, f's highest power first."""

    begin: Floats
    along: Floats
    normal: Floats
    bow: Floats

    def place(self, point: Floats) -> float:
        """The parameter t of a point on the side."""
        return float((point - self.begin) @ self.along / (self.along @ self.along))

    def at(self, t: Floats) -> Floats:
        return np.asarray(
            self.begin + t[:, None] * self.along + np.polyval(self.bow, t)[:, None] * self.normal
        )

    def directions(self, t: Floats) -> Floats:
        slope = np.polyval(np.polyder(self.bow), t)
        return np.asarray(self.along + slope[:, None] * self.normal)

    def tangent(self, near: Floats) -> tuple[Floats, Floats]:
        """Point and direction of the line that touches the side nearest to a place."""
        t = np.array([self.place(near)])
        return self.at(t)[0], self.directions(t)[0]


def outline_of(
    edges: Edges,
    corners: Floats,
    reach: float = 0.02,
    fixed: Sequence[bool] | NDArray[np.bool_] = (False,) * 4,
) -> Outline:
    """The outline that the edges near a quadrilateral's sides suggest.

    Sheets curl: a side is taken for a parabola, and a corner for the place where two cross.

    Args:
        edges: of the picture.
        corners: (4, 2) in order.
        reach: how far from a side its edge is looked for, as a share of the diagonal.
        fixed: sides that stay where they are.
    """
    sides = _sides(edges, corners, reach, fixed)
    found = corners
    for _ in range(3):
        meetings = []
        for corner, near in enumerate(found):
            (one, way), (two, other) = sides[corner].tangent(near), sides[corner - 1].tangent(near)
            share = np.linalg.solve(np.column_stack([way, -other]), two - one)[0]
            meetings.append(one + share * way)
        found = np.array(meetings)
    moved = float(np.linalg.norm(found - corners, axis=1).max())
    if moved >= _FARTHEST * np.hypot(*edges.mask.shape):
        return straight(corners)
    places, normals = [], []
    for number, side in enumerate(sides):
        ends = side.place(found[number]), side.place(found[(number + 1) % 4])
        t = np.linspace(*ends, SAMPLES)
        ahead = side.directions(t)
        places.append(side.at(t))
        normals.append(np.stack([ahead[:, 1], -ahead[:, 0]], axis=1))
    return Outline(found, np.array(places), _outward(found, np.array(normals)))


def straight(corners: Floats) -> Outline:
    """The outline with straight sides."""
    ahead = np.roll(corners, -1, axis=0)
    share = np.linspace(0, 1, SAMPLES)[:, None]
    places = corners[:, None] * (1 - share) + ahead[:, None] * share
    normals = np.stack([(ahead - corners)[:, 1], -(ahead - corners)[:, 0]], axis=1)
    return Outline(corners, places, _outward(corners, normals[:, None].repeat(SAMPLES, axis=1)))


def _outward(corners: Floats, normals: Floats) -> Floats:
    """Normals (4, N, 2) of length 1 that point away from the middle."""
    middles = (corners + np.roll(corners, -1, axis=0)) / 2 - corners.mean(axis=0)
    way = np.sign((middles[:, None] * normals.mean(axis=1, keepdims=True)).sum(axis=2))
    return np.asarray(way[..., None] * normals / np.linalg.norm(normals, axis=2, keepdims=True))


def _sides(
    edges: Edges, corners: Floats, reach: float, fixed: Sequence[bool] | NDArray[np.bool_]
) -> list[_Side]:
    points, angle, weight = edges.loud
    diagonal = float(np.hypot(*edges.mask.shape))
    sides = []
    for begin, finish, stays in zip(corners, np.roll(corners, -1, axis=0), fixed, strict=True):
        along = finish - begin
        length = float(np.linalg.norm(along))
        normal = np.array([-along[1], along[0]]) / length
        place, aside = (points - begin) @ along / length**2, (points - begin) @ normal
        level = np.abs(np.cos(angle) * normal[0] + np.sin(angle) * normal[1])
        along_it = (np.abs(place - 0.5) < 0.5) & (level > np.cos(np.deg2rad(AWRY)))
        place, aside, own = place[along_it], aside[along_it], weight[along_it]
        bow = np.zeros(3)
        for _ in range(0 if stays else _ROUNDS):
            near = np.abs(aside - np.polyval(bow, place)) < reach * diagonal
            if near.sum() >= _ENOUGH * length:
                bow = _bow(place[near], aside[near], own[near], _TIGHT * diagonal)
        sides.append(_Side(begin, along, normal, bow))
    return sides


def _bow(place: Floats, aside: Floats, own: Floats, width: float) -> Floats:
    """The parabola ``aside`` over ``place``, by least squares with weights ``own`` that are taken
    anew four times so that what lies apart counts little (Geman and McClure, 1987)."""
    terms = np.vander(place, 3)
    fit = np.array([0.0, 0.0, _median(aside, own)])
    for factor in (4, 2, 1, 1):
        weight = own / (1 + ((aside - terms @ fit) / (factor * width)) ** 2) ** 2
        weighted = terms.T * weight
        fit = np.linalg.solve(weighted @ terms + _STIFF * np.eye(3), weighted @ aside)
    return np.asarray(fit, dtype=np.float64)


def ordered(corners: Floats) -> Floats:
    """Clockwise, beginning with the corner from which the sheet's upper side runs rightmost."""
    middle = corners.mean(axis=0)
    turn = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    corners = corners[np.argsort(turn)]
    sides = np.roll(corners, -1, axis=0) - corners
    rightward = sides[:, 0] - np.roll(sides[:, 0], 2)
    return np.asarray(np.roll(corners, -int(rightward.argmax()), axis=0))


def _median(values: Floats, weight: Floats) -> float:
    """The weighted median."""
    order = np.argsort(values)
    share = np.cumsum(weight[order])
    return float(values[order][np.searchsorted(share, share[-1] / 2)])
