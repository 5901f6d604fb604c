"""What lies beside the sides of outlines: colours, edges, and edges in their lines beyond."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Picture
from hwocr.prepare.edges import LOUD, Edges, Floats
from hwocr.prepare.quads import AWRY, REACH

Colours = NDArray[np.float32]

_BRIGHT, _DIM = 180.0, 40.0
"""Colour is measured as if paper were so bright; below the second it is mostly noise."""
_BAND = np.array([0.6, 1.0, 1.4])
"""Multiples of such a distance that are looked at together."""
_AHEAD = 0.1
"""How far beyond its ends a side's line is followed, as a share of the diagonal, …"""
_ROUND = 0.015
"""… beginning so far from the corner; with less in view nothing is said."""
_STRIDE = 2.0
"""Pixels between the places that are looked at there."""
_CORNER = 3
"""Samples from the end of a side from which its direction there is told."""


def colours_of(lab: Picture) -> Colours:
    """Lightness and hue apart, float32 (H, W, 3): a shadow takes a share of all light, so that
    hue is what CIE Lab's a and b would be in bright light."""
    colours = lab.astype(np.float32)
    colours[..., 1:] -= 128
    colours[..., 1:] *= _BRIGHT / np.maximum(colours[..., :1], _DIM)
    return np.asarray(colours, dtype=np.float32)


def colours_beside(colours: Colours, places: Floats, normals: Floats, outward: float) -> Floats:
    """Colours beside places (M, 4, samples, 2), about so many pixels to the outside:
    (M, 4, samples, 3). Beyond the picture's border, the border's."""
    points = places[..., None, :] + (outward * _BAND)[:, None] * normals[..., None, :]
    column = np.clip(points[..., 0], 0, colours.shape[1] - 1).astype(int)
    row = np.clip(points[..., 1], 0, colours.shape[0] - 1).astype(int)
    return np.asarray(colours[row, column].mean(axis=-2), dtype=np.float64)


def at_edges(
    edges: Edges, places: Floats, normals: Floats
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether an edge of the right direction lies at each of (…, 2) places, and whether the place
    lies in the picture, both (…)."""
    height, width = edges.mask.shape
    reach = max(1, round(REACH * float(np.hypot(height, width))))
    aside = np.arange(-reach, reach + 1, dtype=np.float64)
    points = places[..., None, :] + aside[:, None] * normals[..., None, :]
    column, row = np.floor(points[..., 0]).astype(int), np.floor(points[..., 1]).astype(int)
    seen = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    column, row = np.clip(column, 0, width - 1), np.clip(row, 0, height - 1)
    turn = np.rad2deg(np.arctan2(normals[..., 1], normals[..., 0]))[..., None]
    astray = np.abs(edges.angle[row, column] - turn) % 180
    fits = (np.minimum(astray, 180 - astray) <= AWRY) & (edges.weight[row, column] > LOUD) & seen
    return fits.any(axis=-1), seen[..., reach]


def runs_on(edges: Edges, places: Floats, diagonal: float) -> Floats:
    """Share of an edge in the line of each side beyond its ends (M, 4), the mean of both ends."""
    ends = places[:, :, [0, -1]]
    ahead = ends - places[:, :, [_CORNER, -1 - _CORNER]]
    ahead /= np.maximum(np.linalg.norm(ahead, axis=-1, keepdims=True), 1e-9)
    far = np.arange(_ROUND * diagonal, _AHEAD * diagonal, _STRIDE)[:, None]
    on = ends[..., None, :] + far * ahead[..., None, :]
    across = np.stack([ahead[..., 1], -ahead[..., 0]], axis=-1)[..., None, :]
    fits, seen = at_edges(edges, on, np.broadcast_to(across, on.shape))
    count = seen.sum(axis=-1)
    share = (fits & seen).sum(axis=-1) / np.maximum(count, 1)
    share = np.where(count * _STRIDE < _ROUND * diagonal, 0.0, share)
    return np.asarray(share.mean(axis=-1), dtype=np.float64)
