"""Pieces of one character find each other: dots, bars, broken strokes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hwocr.page import Box
from hwocr.segment.parts import Part

_POINTS = 80
"""An outline is thinned to so many points to measure distances."""
_REACH = 0.9
"""How far from a part its letter is looked for; here and below in typical heights."""
_FLAT, _DOT = 0.42, 0.52
"""Height of a bar and longer side of a dot, at most."""
_BRIDGE = 0.12
"""Paper on either side of an H's bar, at most."""
_WITHIN = 0.5
"""Strokes of a letter are nearer than this share of the median gap to the letter on the right."""
_FEW = 8
"""Gaps that make a median worth trusting."""


@dataclass(frozen=True, eq=False)
class Group:
    """The parts of one character."""

    parts: tuple[Part, ...]

    @cached_property
    def box(self) -> Box:
        return Box.around(part.box for part in self.parts)

    @cached_property
    def outline(self) -> NDArray[np.int32]:
        return np.concatenate([part.outline for part in self.parts])


@dataclass(frozen=True)
class _Pair:
    """Two parts by their indices, and the bare paper between their inks in pixels."""

    first: int
    second: int
    gap: float


@dataclass(frozen=True)
class Scale:
    """What sizes are measured by, in pixels: width of the pen and typical height of a letter."""

    stroke: float
    height: float


def join(
    parts: Sequence[Part], scale: Scale, lines: Sequence[int] | None = None
) -> tuple[Group, ...]:
    """Put the pieces of each character together.

    First each dot or bar finds the letter that it most likely belongs to, then strokes join that
    are much nearer to each other than letters are on this page.

    Args:
        parts: kept parts.
        scale: the writing's sizes.
        lines: which line each part stands on, where that is known, otherwise -1; letters of two
            lines never join.

    Returns:
        Groups in no particular order; every part is in exactly one.
    """
    pairs = _pairs(parts, scale)
    small = [is_small(part, scale) for part in parts]
    owner = list(range(len(parts)))

    def root(i: int) -> int:
        while owner[i] != i:
            i = owner[i]
        return i

    def apart(pair: _Pair) -> bool:
        """Whether both are known to stand on different lines."""
        if lines is None:
            return False
        first, second = lines[pair.first], lines[pair.second]
        return first != second and min(first, second) >= 0

    pairs = [pair for pair in pairs if not apart(pair)]
    best: dict[int, tuple[float, int]] = {}
    for pair in pairs:
        for i, j in ((pair.first, pair.second), (pair.second, pair.first)):
            if small[i] and not small[j]:
                cost = _cost_of_owner(parts[i].box, parts[j].box, pair.gap, scale.height)
                if cost < best.get(i, (1.0, j))[0]:
                    best[i] = cost, j
    for i, (_, j) in best.items():
        owner[root(i)] = root(j)
    for i, j, k in _bridges(parts, pairs, small, scale):
        owner[root(i)] = root(j)
        owner[root(j)] = root(k)
    near = _near(parts, pairs, small, scale)
    for pair in pairs:
        i, j = pair.first, pair.second
        if root(i) == root(j) or small[i] != small[j]:
            continue
        if pair.gap < near or _is_stacked(parts[i].box, parts[j].box, pair.gap, scale.height):
            owner[root(i)] = root(j)
    members: dict[int, list[Part]] = {}
    for i, part in enumerate(parts):
        members.setdefault(root(i), []).append(part)
    return tuple(Group(tuple(group)) for group in members.values())


def is_small(part: Part, scale: Scale) -> bool:
    """Whether a part is too small or too flat to be a letter of its own: a dot or a bar."""
    return _is_small(part.box, scale)


def _is_small(box: Box, scale: Scale) -> bool:
    flat = box.height <= _FLAT * scale.height
    return flat or max(box.width, box.height) <= _DOT * scale.height


def is_small_group(group: Group, scale: Scale) -> bool:
    """Whether a group is too small or too flat to be a letter."""
    return _is_small(group.box, scale)


def is_lone_dot(group: Group, scale: Scale) -> bool:
    """Whether a group is nothing but a dot that found no letter."""
    size = max(group.box.width, group.box.height)
    return size <= max(1.8 * scale.stroke, 0.28 * scale.height) and size < 0.5 * scale.height


def _cost_of_owner(dot: Box, letter: Box, gap: float, height: float) -> float:
    """How unlikely it is that a dot or bar belongs to a letter; from 1 on it does not.

    Args:
        gap: between their inks in pixels.
        height: typical height of a letter in pixels.
    """
    cost = gap / height
    if dot.bottom <= letter.y + 0.3 * height:  # above: an i's dot, a T's bar
        if dot.width < 0.45 * height:
            cost += 0.35 * max(0.0, letter.width / height - 0.45)  # i and j are narrow
        return cost / 0.9
    shared = min(dot.right, letter.right) - max(dot.x, letter.x)
    if shared > 0.3 * min(dot.width, letter.width):  # a bar of E, the foot of I, the dot of !
        return cost / 0.38
    return cost / 0.15


def _bridges(
    parts: Sequence[Part], pairs: Sequence[_Pair], small: Sequence[bool], scale: Scale
) -> list[tuple[int, int, int]]:
    """Bars that almost reach a stroke on either side, as in an H: bar, left and right stroke."""
    left: dict[int, int] = {}
    right: dict[int, int] = {}
    for pair in pairs:
        if small[pair.first] == small[pair.second] or pair.gap > _BRIDGE * scale.height:
            continue
        bar, stroke = pair.first, pair.second
        if small[stroke]:
            bar, stroke = stroke, bar
        a, b = parts[bar].box, parts[stroke].box
        if b.y < a.center[1] - 0.2 * scale.height and b.bottom > a.center[1] + 0.2 * scale.height:
            if b.center[0] < a.x:
                left[bar] = stroke
            elif b.center[0] > a.right:
                right[bar] = stroke
    return [(bar, left[bar], right[bar]) for bar in left if bar in right]


def _is_stacked(a: Box, b: Box, gap: float, height: float) -> bool:
    """Whether one stroke stands on the other, as the halves of a broken letter do."""
    shared = min(a.right, b.right) - max(a.x, b.x)
    together = max(a.bottom, b.bottom) - min(a.y, b.y)
    apart = max(a.y - b.bottom, b.y - a.bottom)
    if max(a.width, b.width) < 0.45 * height and apart > -0.1 * height:  # an i with a long dot
        return gap < 0.3 * height and together < 1.9 * height
    return (
        shared > 0.8 * min(a.width, b.width)
        and gap < 0.2 * height
        and min(a.height, b.height) < 0.75 * height
        and together < 1.8 * height
    )


def _near(
    parts: Sequence[Part], pairs: Sequence[_Pair], small: Sequence[bool], scale: Scale
) -> float:
    """The gap below which two strokes, even side by side, are one letter, in pixels.

    Writers who leave little paper between letters leave much less within them.
    """
    nearest: dict[int, float] = {}
    for pair in pairs:
        a, b = parts[pair.first].box, parts[pair.second].box
        shared = min(a.right, b.right) - max(a.x, b.x)
        beside = shared < 0.6 * min(a.width, b.width)
        if not small[pair.first] and not small[pair.second] and beside:
            left = pair.first if a.x < b.x else pair.second
            nearest[left] = min(pair.gap, nearest.get(left, pair.gap))
    if len(nearest) < _FEW:
        return min(0.5 * scale.stroke, 0.06 * scale.height)
    return min(_WITHIN * float(np.median(list(nearest.values()))), 0.15 * scale.height)


def _pairs(parts: Sequence[Part], scale: Scale) -> list[_Pair]:
    """Pairs of parts that are near enough to belong together."""
    if len(parts) < 2:
        return []
    thin = [_thin(part) for part in parts]
    boxes = np.array([[p.box.x, p.box.y, p.box.right, p.box.bottom] for p in parts], np.float32)
    reach = _REACH * scale.height
    order = np.argsort(boxes[:, 0], kind="stable")
    boxes = boxes[order]
    # Sorted by their left sides, those that begin before a part ends follow it closely.
    ends = np.searchsorted(boxes[:, 0], boxes[:, 2] + reach)
    pairs = []
    for place, end in enumerate(ends.tolist()):
        later = boxes[place + 1 : end]
        near = (later[:, 1] < boxes[place, 3] + reach) & (later[:, 3] > boxes[place, 1] - reach)
        for step in np.flatnonzero(near).tolist():
            i, j = sorted((int(order[place]), int(order[place + 1 + step])))
            pairs.append(_Pair(i, j, _distance(thin[i], thin[j])))
    return pairs


def _thin(part: Part) -> NDArray[np.float32]:
    step = max(1, len(part.outline) // _POINTS)
    return part.outline[::step].astype(np.float32)


def _distance(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    """The smallest distance between two outlines in pixels."""
    across = first[:, None, 0] - second[None, :, 0]
    down = first[:, None, 1] - second[None, :, 1]
    return float(np.sqrt((across * across + down * down).min()))
