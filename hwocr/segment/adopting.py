"""Accents, high and low words: what was taken for a short line but belongs to a long one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hwocr.segment.following import Placed, band_of
from hwocr.segment.ridges import Ridge

_NEAR = 1.5
"""Lines of writing are farther apart than this; here and below in body heights."""
_MARK, _DOTS, _BAR, _MARK_NEAR = 0.8, 1.3, 0.4, 2.2
"""What is no higher, and no wider or long but flatter, is an accent or a bar above a word and
stands so near to the middle of its line; other low things do beside its words only."""
_BESIDE = 0.5
"""A word of the line has none of its other words above or below it, over such a share of its
width at least."""
_LAP, _SPACE, _ENDS, _LEVEL = 0.5, 2.0, 3, 0.6
"""One line goes on where another ends, if so little of it lies above or below the other, if there
is no more than a space between them, and if the letters on either side have so much of their
height in common, about so many of them."""
_SHORTER = 0.5
"""A line of which something is part is longer by such a factor."""

Line = tuple[list[Placed], Ridge]


def adopt(lines: Sequence[Line], body: float) -> list[Line]:
    """Put short lines to the longer ones that they are part of.

    Args:
        lines: the groups of each and its ridge, of one block.
        body: height of the small letters in pixels.
    """
    hosts: list[Line] = []
    for items, ridge in sorted(lines, key=lambda line: -_width(line[0])):
        longer = [host for host in hosts if _width(items) <= _SHORTER * _width(host[0])]
        near = []
        for host in longer:
            away, reach = _distance(items, host[1]), _reach(items, host[0], body)
            if away <= reach and reach > 0:
                near.append((away / reach, host[0]))
        if near:
            min(near, key=lambda found: found[0])[1].extend(items)
        else:
            hosts.append((list(items), ridge))
    return hosts


def chain(lines: Sequence[Line], body: float) -> list[Line]:
    """Put lines together of which one goes on where the other ends, at the same height.

    Args:
        lines: the groups of each and its ridge, of one block.
        body: height of the small letters in pixels.
    """
    chained: list[Line] = []
    for items, ridge in sorted(lines, key=lambda line: min(item.left for item in line[0])):
        for number, (before, course) in enumerate(chained):
            if _goes_on(before, items, body):
                beyond = ridge.x > course.x[-1]
                x = np.concatenate([course.x, ridge.x[beyond]])
                y = np.concatenate([course.y, ridge.y[beyond]])
                chained[number] = [*before, *items], Ridge(x, y, course.slope)
                break
        else:
            chained.append((list(items), ridge))
    return chained


def _goes_on(before: Sequence[Placed], behind: Sequence[Placed], body: float) -> bool:
    """Whether letters begin where others end, and stand at their height."""
    gap = min(item.left for item in behind) - max(item.right for item in before)
    if not -_LAP * body <= gap <= _SPACE * body:
        return False
    last = sorted(before, key=lambda item: item.right)[-_ENDS:]
    first = sorted(behind, key=lambda item: item.left)[:_ENDS]
    (top, bottom), (other_top, other_bottom) = band_of(last), band_of(first)
    shared = min(bottom, other_bottom) - max(top, other_top)
    return shared > _LEVEL * min(bottom - top, other_bottom - other_top)


def _reach(items: Sequence[Placed], others: Sequence[Placed], body: float) -> float:
    """How far from the middle of a line what is part of it may be, in pixels."""
    beside = _beside(items, others) >= _BESIDE
    if any(item.group.box.height > _MARK * body for item in items):
        return _NEAR * body if beside else 0.0
    is_mark = all(_is_mark(item, body) for item in items)
    return (_MARK_NEAR if beside or is_mark else _NEAR) * body


def _is_mark(item: Placed, body: float) -> bool:
    box = item.group.box
    return box.height <= (_MARK if box.width <= _DOTS * body else _BAR) * body


def _width(items: Sequence[Placed]) -> float:
    return max(item.right for item in items) - min(item.left for item in items)


def _beside(items: Sequence[Placed], others: Sequence[Placed]) -> float:
    """Share of some groups' width above and below which there is none of the others."""
    free = 0.0
    for item in items:
        taken = [min(item.right, o.right) - max(item.left, o.left) for o in others]
        free += max(0.0, item.right - item.left - sum(max(0.0, width) for width in taken))
    return free / max(1.0, sum(item.right - item.left for item in items))


def _distance(items: Sequence[Placed], ridge: Ridge) -> float:
    """Of the items' middles from a ridge in pixels, in the mean."""
    x, y = np.array([item.group.box.center for item in items]).T
    return float(np.abs(y - ridge.at(x)).mean())
