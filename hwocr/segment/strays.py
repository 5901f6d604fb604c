"""Lone marks beside things that are no writing: a rail, a shelf, the grain of a table."""

from __future__ import annotations

from collections.abc import Sequence

from hwocr.page import Box
from hwocr.segment.following import Placed
from hwocr.segment.joining import Scale
from hwocr.segment.parts import Part

_FEW = 2
"""A line of so many characters may be a stray one."""
_BESIDE = 1.5
"""Distance to what is no writing, in typical heights."""


def is_stray(line: Sequence[Placed], others: int, things: Sequence[Part], scale: Scale) -> bool:
    """Whether a line is no writing although each of its contours could be.

    That is believed only of a line of one or two characters on a page with longer ones, all of
    whose characters lie beside things that were dropped as too large, too faint or as texture.

    Args:
        line: its characters.
        others: number of characters of the longest line.
        things: dropped parts, specks and ruled lines not among them.
        scale: the writing's sizes.
    """
    if len(line) > _FEW or others <= 2 * _FEW:
        return False
    reach = round(_BESIDE * scale.height)
    grown = [_grown(item.group.box, reach) for item in line]
    return all(any(_reaches(thing, box) for thing in things) for box in grown)


def _reaches(thing: Part, box: Box) -> bool:
    """Whether the outline, not just the box around it, comes into ``box``."""
    if not box.intersection(thing.box):
        return False
    x, y = thing.outline[:, 0], thing.outline[:, 1]
    return bool(((x >= box.x) & (x < box.right) & (y >= box.y) & (y < box.bottom)).any())


def _grown(box: Box, by: int) -> Box:
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)
