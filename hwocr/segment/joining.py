"""Pieces of one character find each other: dots, bars, broken strokes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.page import Box
from hwocr.segment.parts import Part

_POINTS = 80
"""An outline is thinned to so many points to measure distances."""


@dataclass(frozen=True, eq=False)
class Group:
    """The parts of one character."""

    parts: tuple[Part, ...]

    @property
    def box(self) -> Box:
        return Box.around(part.box for part in self.parts)

    @property
    def outline(self) -> NDArray[np.int32]:
        return np.concatenate([part.outline for part in self.parts])


@dataclass(frozen=True)
class Scale:
    """What sizes are measured by, in pixels: width of the pen and typical height of a letter."""

    stroke: float
    height: float


def join(parts: Sequence[Part], scale: Scale) -> tuple[Group, ...]:
    """Put the pieces of each character together.

    Args:
        parts: kept parts.
        scale: the writing's sizes.

    Returns:
        Groups in no particular order; every part is in exactly one.
    """
    parent = list(range(len(parts)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    thin = [_thin(part) for part in parts]
    dots = [_is_dot(part, scale) for part in parts]
    for i, is_dot in enumerate(dots):
        if is_dot:
            owner = _owner_of_dot(i, parts, dots, scale)
            if owner is not None:
                parent[root(i)] = root(owner)
    for i, j in _neighbours(parts, scale):
        if not dots[i] and not dots[j] and root(i) != root(j):
            gap = _distance(thin[i], thin[j])
            if _broken(parts[i], parts[j], gap, scale):
                parent[root(i)] = root(j)
    members: dict[int, list[Part]] = {}
    for i, part in enumerate(parts):
        members.setdefault(root(i), []).append(part)
    return tuple(Group(tuple(group)) for group in members.values())


def is_lone_dot(group: Group, scale: Scale) -> bool:
    """Whether a group is nothing but a dot that found no letter."""
    return all(_is_dot(part, scale) for part in group.parts)


def _is_dot(part: Part, scale: Scale) -> bool:
    limit = max(1.8 * scale.stroke, 0.28 * scale.height)
    return part.size <= min(limit, 0.45 * scale.height)


def _owner_of_dot(i: int, parts: Sequence[Part], dots: Sequence[bool], scale: Scale) -> int | None:
    """The letter that a dot belongs to: the nearest stem below it, else one above it."""
    dot = parts[i].box
    x, y = dot.center
    best, best_cost = None, 1.0
    for j, part in enumerate(parts):
        if j == i or (dots[j] and part.area <= parts[i].area):
            continue
        box = part.box
        aside = max(box.x - x, x - box.right, 0) / scale.height
        above = (box.y - y) / scale.height
        below = (y - box.bottom) / scale.height
        if above > 0 or (above > -0.25 and y < box.center[1]):
            cost = max(0.0, above) + 1.5 * aside + 0.3 * (box.width > 0.7 * scale.height)
        elif below > 0:
            cost = 0.3 + below + 3 * aside
        else:
            continue
        if cost < best_cost:
            best, best_cost = j, cost
    return best


def _neighbours(parts: Sequence[Part], scale: Scale) -> list[tuple[int, int]]:
    """Pairs of parts whose boxes, grown by a share of the height, touch."""
    if len(parts) < 2:
        return []
    boxes = np.array([[p.box.x, p.box.y, p.box.right, p.box.bottom] for p in parts], np.float32)
    reach = 0.4 * scale.height
    near = (
        (boxes[:, None, 0] < boxes[None, :, 2] + reach)
        & (boxes[None, :, 0] < boxes[:, None, 2] + reach)
        & (boxes[:, None, 1] < boxes[None, :, 3] + reach)
        & (boxes[None, :, 1] < boxes[:, None, 3] + reach)
    )
    rows, columns = np.nonzero(np.triu(near, 1))
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def _thin(part: Part) -> NDArray[np.float32]:
    step = max(1, len(part.outline) // _POINTS)
    return part.outline[::step].astype(np.float32)


def _distance(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    """The smallest distance between two outlines in pixels."""
    apart = first[:, None, :] - second[None, :, :]
    return float(np.sqrt((apart**2).sum(axis=2).min()))


def _broken(first: Part, second: Part, gap: float, scale: Scale) -> bool:
    """Whether two parts are strokes of one letter that do not quite touch."""
    a, b = first.box, second.box
    shared = min(a.right, b.right) - max(a.x, b.x)
    overlap = shared / max(1, min(a.width, b.width))
    flat = min(a.height, b.height) < 0.45 * scale.height
    if flat and overlap > 0.5:
        return gap < 0.35 * scale.height
    return overlap > 0.8 and gap < 0.2 * scale.height
