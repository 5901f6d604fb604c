"""Between strokes and what the canvas takes and sends."""

from __future__ import annotations

import pytest

from hwocr.drawing import Stroke
from hwocr.ui.fabric import pen_strokes, shapes_of, stroke_of

SHAPE = {"type": "Path", "path": [["M", 10, 10], ["Q", 20, 10, 30, 10], ["L", 30, 50]]}


def test_only_pen_strokes_are_taken_from_the_canvas() -> None:
    assert pen_strokes({"objects": [SHAPE, {"type": "Rect"}]}) == [SHAPE]
    assert pen_strokes({}) == []


def test_a_stroke_has_the_drawings_units() -> None:
    stroke = stroke_of({**SHAPE, "strokeWidth": 7}, 2)
    assert stroke == Stroke(((5.0, 5.0), (15.0, 5.0), (15.0, 25.0)), 3.5)


@pytest.mark.parametrize("scale", [1, 0.4])
@pytest.mark.parametrize(
    "stroke", [Stroke(((3.0, 4.0),), 7.0), Stroke(((3.0, 4.0), (50.0, 60.5), (9.0, 9.0)), 12.0)]
)
def test_strokes_go_to_the_canvas_and_back(stroke: Stroke, scale: float) -> None:
    (shape,) = shapes_of([stroke], scale)
    assert shape["strokeWidth"] == stroke.width * scale
    assert pen_strokes({"objects": [shape]}) == [shape]
    back = stroke_of(shape, scale)
    assert back.width == stroke.width
    assert len(back.points) == len(stroke.points)
    assert back.array == pytest.approx(stroke.array, abs=0.011)
