"""What is drawn on the canvas, kept apart from the canvas itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from hwocr.arrays import Points
from hwocr.ui.paths import flatten


@dataclass(frozen=True, slots=True)
class Drawing:
    """Pen strokes in the order they were drawn.

    Attributes:
        objects: the canvas's ``Path`` objects (Fabric.js), untransformed: the numbers in
            ``path`` are canvas pixels, ``left`` and ``top`` the centre of the stroke.
        width: of the canvas in pixels.
        height: of the canvas in pixels.
    """

    objects: tuple[Mapping[str, Any], ...]
    width: int
    height: int

    @classmethod
    def from_canvas(cls, data: Mapping[str, Any] | None, width: int, height: int) -> Drawing:
        """The drawing in the canvas's ``json_data``; what is no pen stroke is left out."""
        objects = (data or {}).get("objects", [])
        return cls(tuple(o for o in objects if o.get("type") == "Path"), width, height)

    @property
    def strokes(self) -> list[Points]:
        """One float32 (N, 2) array for each stroke, in canvas pixels."""
        return [flatten(shape["path"]) for shape in self.objects]

    @property
    def pen_width(self) -> float:
        """The median of the strokes' pen widths in pixels.

        Raises:
            ValueError: there are no strokes.
        """
        if not self.objects:
            raise ValueError("an empty drawing has no pen width")
        return float(median(shape["strokeWidth"] for shape in self.objects))

    def without_last(self) -> Drawing:
        """The drawing before its last stroke; an empty one stays empty."""
        return replace(self, objects=self.objects[:-1])

    def cleared(self) -> Drawing:
        return replace(self, objects=())

    def resized(self, width: int, height: int) -> Drawing:
        """The drawing on a canvas of another size, scaled so that all of it still fits."""
        scale = min(width / self.width, height / self.height)
        return Drawing(tuple(_scaled(shape, scale) for shape in self.objects), width, height)


def _scaled(shape: Mapping[str, Any], scale: float) -> dict[str, Any]:
    numbers = ("left", "top", "width", "height", "strokeWidth")
    return {
        **shape,
        **{name: shape[name] * scale for name in numbers if name in shape},
        "path": [[name, *(n * scale for n in rest)] for name, *rest in shape["path"]],
    }
