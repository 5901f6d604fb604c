"""What somebody drew: pen strokes on a sheet; as files, and as part of an address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

import numpy as np

from hwocr.arrays import Points

PEN_WIDTH = 5.0
"""What a drawing without strokes says its pen's width is."""


@dataclass(frozen=True)
class Stroke:
    """One stroke of the pen, from setting it down to lifting it.

    Attributes:
        points: x and y in the drawing's units, y downwards; a single point is a dot.
        width: of the pen, in the drawing's units.
    """

    points: tuple[tuple[float, float], ...]
    width: float

    @cached_property
    def array(self) -> Points:
        """The points as float32 (N, 2)."""
        return np.array(self.points, dtype=np.float32).reshape(-1, 2)

    def scaled(self, scale: float) -> Stroke:
        return Stroke(tuple((x * scale, y * scale) for x, y in self.points), self.width * scale)


@dataclass(frozen=True)
class Drawing:
    """Strokes in the order in which they were drawn, on a sheet of ``width`` by ``height``."""

    strokes: tuple[Stroke, ...]
    width: int
    height: int

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def arrays(self) -> list[Points]:
        """One float32 (N, 2) array for each stroke."""
        return [stroke.array for stroke in self.strokes]

    @property
    def pen_width(self) -> float:
        """The median of the strokes' widths."""
        return float(median(s.width for s in self.strokes)) if self.strokes else PEN_WIDTH

    def with_strokes(self, strokes: Sequence[Stroke]) -> Drawing:
        """The same sheet with other strokes."""
        return Drawing(tuple(strokes), self.width, self.height)
