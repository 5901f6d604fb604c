"""Strokes on a sheet."""

from __future__ import annotations

import numpy as np

from hwocr.drawing import PEN_WIDTH, Drawing, Stroke

LINE = Stroke(((10.0, 10.0), (20.5, 90.0)), 4.0)


def test_a_stroke_is_an_array_of_points() -> None:
    assert LINE.array.dtype == np.float32
    np.testing.assert_array_equal(LINE.array, [[10, 10], [20.5, 90]])
    assert Stroke((), 1.0).array.shape == (0, 2)


def test_scaling_scales_points_and_pen() -> None:
    assert LINE.scaled(2) == Stroke(((20.0, 20.0), (41.0, 180.0)), 8.0)


def test_the_pen_width_is_the_median() -> None:
    strokes = [Stroke(LINE.points, width) for width in (4.0, 12.0, 4.0)]
    assert Drawing(tuple(strokes), 9, 9).pen_width == 4
    assert Drawing((), 9, 9).pen_width == PEN_WIDTH


def test_equal_drawings_are_equal() -> None:
    assert Drawing((LINE,), 100, 100) == Drawing((Stroke(LINE.points, 4.0),), 100, 100)
    assert Drawing((LINE,), 100, 100) != Drawing((LINE, LINE), 100, 100)
    assert Drawing((LINE,), 100, 50).with_strokes(()) == Drawing((), 100, 50)
