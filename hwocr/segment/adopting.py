"""Accents, high and low words: what was taken for a short line but belongs to a long one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hwocr.segment.following import Placed
from hwocr.segment.ridges import Ridge

_NEAR = 1.5
"""Lines of writing are farther apart than this; here and below in body heights."""
_MARK, _MARK_NEAR = 0.8, 2.2
"""What is no higher may be an accent, which stands so near to the middle of its line."""
_BESIDE = 0.5
"""A word of the line has none of its other words above or below it, over such a share of its
width at least."""
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
        reach = _NEAR
        if all(item.group.box.height <= _MARK * body for item in items):
            reach = _MARK_NEAR
        else:
            longer = [host for host in longer if _beside(items, host[0]) >= _BESIDE]
        away = [_distance(items, host[1]) for host in longer]
        if min(away, default=np.inf) <= reach * body:
            longer[int(np.argmin(away))][0].extend(items)
        else:
            hosts.append((list(items), ridge))
    return hosts


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
