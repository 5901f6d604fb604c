"""What segmentation finds: contours, and components in words in lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink, Points
from hwocr.page import Box, Stage


@dataclass(frozen=True, eq=False)
class Contour:
    """The outline of one connected piece of ink.

    Attributes:
        points: int32 (N, 2), x and y in working pixels.
        box: in working pixels.
        reason: why it is no writing, in plain words; empty for a contour that was kept.
    """

    points: NDArray[np.int32] = field(repr=False)
    box: Box
    reason: str = ""

    @property
    def kept(self) -> bool:
        return not self.reason


@dataclass(frozen=True, eq=False)
class Component:
    """One character's worth of ink.

    Attributes:
        box: in working pixels.
        ink: float32 (box.height, box.width), this character's own ink with its soft edges; the
            neighbours' ink is zeroed.
        strokes: the pen's strokes that it consists of, in working pixels, where they are known.
    """

    box: Box
    ink: Ink = field(repr=False)
    strokes: tuple[Points, ...] = field(default=(), repr=False)


def together(components: Sequence[Component]) -> Component:
    """Several components, at least one, as one."""
    if len(components) == 1:
        return Component(components[0].box, components[0].ink)
    box = Box.around(component.box for component in components)
    ink = np.zeros((box.height, box.width), np.float32)
    for component in components:
        top, left = component.box.y - box.y, component.box.x - box.x
        height, width = component.ink.shape
        place = ink[top : top + height, left : left + width]
        np.maximum(place, component.ink, out=place)
    return Component(box, ink)


@dataclass(frozen=True, eq=False)
class WordRegion:
    """Components in reading order.

    Attributes:
        components: the characters, or pieces of joined writing.
        marks: dots and strokes too small for characters of their own: full stops, commas.
        crossed: whether its writer crossed it out.
    """

    components: tuple[Component, ...]
    marks: tuple[Component, ...] = ()
    crossed: bool = False

    @property
    def box(self) -> Box:
        """Around the characters; marks may lie outside."""
        return Box.around(component.box for component in self.components)

    @property
    def whole(self) -> Component:
        """All ink of the word, marks included, as one component."""
        return together((*self.components, *self.marks))


@dataclass(frozen=True, eq=False)
class LineRegion:
    """Words in reading order.

    Attributes:
        baseline: ``(a, b)`` of ``y = a + b * x`` in working pixels, where most letters stand.
        course: the same as knots (x, y) from left to right, straight in between: two for a
            straight line, more where it bends with the paper.
        block: the column or other block that it belongs to, from 0.
    """

    words: tuple[WordRegion, ...]
    baseline: tuple[float, float]
    course: tuple[tuple[float, float], ...] = ()
    block: int = 0

    @property
    def box(self) -> Box:
        return Box.around(word.box for word in self.words)

    @property
    def kept(self) -> LineRegion:
        """The line without the words that are crossed out; it may have none left."""
        return replace(self, words=tuple(word for word in self.words if not word.crossed))

    @property
    def whole(self) -> Component:
        """All ink of the line as one component."""
        return together([word.whole for word in self.words])


@dataclass(frozen=True, eq=False)
class Layout:
    """All that was found on a picture, in reading order.

    Attributes:
        lines: block by block, each from top to bottom.
        contours: kept ones and dropped ones with the reason.
        stages: ``"edges"``, ``"contours"``, ``"lines"``, ``"words"``, ``"characters"``.
    """

    lines: tuple[LineRegion, ...]
    contours: tuple[Contour, ...] = field(repr=False)
    stages: tuple[Stage, ...] = field(repr=False)
