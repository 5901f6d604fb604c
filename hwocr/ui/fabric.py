"""Between a drawing's strokes and the canvas's own objects (Fabric.js)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hwocr.drawing import Stroke
from hwocr.ui.paths import flatten

INK = "#16181d"
_DOT = 0.008
"""The canvas shows a dot as a line that goes so many pixels to the left and to the right."""


def pen_strokes(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The pen strokes among the objects on the canvas, in the order of drawing."""
    return [shape for shape in data.get("objects", []) if shape.get("type") == "Path"]


def stroke_of(shape: Mapping[str, Any], scale: float) -> Stroke:
    """The stroke that ``shape`` shows on a canvas with ``scale`` pixels for each unit."""
    points = flatten(shape["path"]) / scale
    return Stroke(
        tuple((round(float(x), 2), round(float(y), 2)) for x, y in points),
        round(float(shape["strokeWidth"]) / scale, 2),
    )


def shapes_of(strokes: Iterable[Stroke], scale: float) -> list[dict[str, Any]]:
    """The objects that show ``strokes`` on a canvas with ``scale`` pixels for each unit."""
    return [
        {
            "type": "Path",
            "path": _path(stroke.scaled(scale)),
            "fill": None,
            "stroke": INK,
            "strokeWidth": stroke.width * scale,
            "strokeLineCap": "round",
            "strokeLineJoin": "round",
            # Drawn where they are, not copied from a picture that may lie half a pixel off.
            "objectCaching": False,
        }
        for stroke in strokes
    ]


def _path(stroke: Stroke) -> list[list[Any]]:
    points = list(stroke.points)
    if len(points) == 1:
        x, y = points[0]
        points = [(x - _DOT, y), (x + _DOT, y)]
    return [["L" if number else "M", x, y] for number, (x, y) in enumerate(points)]
