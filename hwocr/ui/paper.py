"""The sheet that is drawn on, and how it shows on a canvas of some width."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from hwocr.drawing import Drawing, Stroke

MOST_ROOM = 6
"""How many times as high as at first the canvas may become."""
_RULES = 3
"""Guide lines on the room that there is at first."""


def height_for(width: int) -> int:
    """Height in pixels of a canvas ``width`` pixels wide, before more room is asked for."""
    return round(min(340, max(240, 0.32 * width)))


@dataclass(frozen=True, slots=True)
class Paper:
    """A drawing on a sheet.

    Attributes:
        drawing: in its own units; it keeps them however it is shown.
        room: how many times as high as at first the canvas is.
        rule: distance of the guide lines in the drawing's units.
    """

    drawing: Drawing
    room: int
    rule: float

    @classmethod
    def blank(cls, width: int) -> Paper:
        """An empty sheet that fills a canvas ``width`` pixels wide."""
        height = height_for(width)
        return cls(Drawing((), width, height), 1, height / _RULES)

    @classmethod
    def holding(cls, drawing: Drawing, width: int) -> Paper:
        """A sheet for ``drawing``, as high as it needs on a canvas ``width`` pixels wide."""
        needed = drawing.height * min(1, width / drawing.width) / height_for(width)
        room = min(MOST_ROOM, max(1, ceil(needed - 0.1)))
        view = View.of(cls(drawing, room, 1), width)
        return cls(drawing, room, height_for(width) / _RULES / view.scale)

    def with_stroke(self, stroke: Stroke, view: View) -> Paper:
        """The sheet with one more stroke; it grows to all of ``view`` if the stroke lies beyond."""
        width, height = self.drawing.size
        if stroke.points and max(x for x, _ in stroke.points) > width:
            width = round(view.width / view.scale)
        if stroke.points and max(y for _, y in stroke.points) > height:
            height = round(view.height / view.scale)
        strokes = (*self.drawing.strokes, stroke)
        return replace(self, drawing=Drawing(strokes, width, height))

    def without(self, gone: set[Stroke]) -> Paper:
        kept = [stroke for stroke in self.drawing.strokes if stroke not in gone]
        return replace(self, drawing=self.drawing.with_strokes(kept))

    def roomier(self, view: View) -> Paper:
        """The sheet with room for a few more lines below; what is drawn keeps its size."""
        width, height = self.drawing.size
        more = round(height_for(view.width) / view.scale)
        drawing = Drawing(self.drawing.strokes, width, height + more)
        return replace(self, drawing=drawing, room=self.room + 1)


@dataclass(frozen=True, slots=True)
class View:
    """A canvas of ``width`` by ``height`` pixels, with ``scale`` pixels for each unit."""

    width: int
    height: int
    scale: float

    @classmethod
    def of(cls, paper: Paper, width: int) -> View:
        """``paper`` on a canvas of that width: all of it, and no larger than it was drawn."""
        height = height_for(width) * paper.room
        all_of_it = min(width / paper.drawing.width, height / paper.drawing.height)
        return cls(width, height, min(1.0, all_of_it))
