"""What the session keeps of the canvas."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from hwocr.ui.drawing import Drawing


def stroke(x: float, pen: float = 7) -> dict[str, Any]:
    return {
        "type": "Path",
        "path": [["M", x, 10], ["Q", x + 5, 10, x + 10, 10], ["L", x + 10, 50]],
        "left": x + 5,
        "top": 30,
        "width": 10,
        "height": 40,
        "strokeWidth": pen,
        "stroke": "#000",
    }


TWO = Drawing((stroke(10), stroke(40)), 400, 200)


def test_only_pen_strokes_are_taken_from_the_canvas() -> None:
    data = {"objects": [stroke(10), {"type": "Rect"}]}
    assert Drawing.from_canvas(data, 400, 200) == Drawing((stroke(10),), 400, 200)
    assert Drawing.from_canvas(None, 400, 200) == Drawing((), 400, 200)


def test_strokes_come_in_the_order_of_drawing() -> None:
    first, second = TWO.strokes
    np.testing.assert_array_equal(first, np.array([[10, 10], [20, 10], [20, 50]], np.float32))
    np.testing.assert_array_equal(second[0], [40, 10])


def test_pen_width_is_the_median() -> None:
    assert Drawing((stroke(0, 4), stroke(0, 12), stroke(0, 4)), 9, 9).pen_width == 4
    with pytest.raises(ValueError, match="empty drawing"):
        _ = Drawing((), 9, 9).pen_width


def test_undo_takes_one_stroke_and_clear_all() -> None:
    assert TWO.without_last() == Drawing((stroke(10),), 400, 200)
    assert TWO.without_last().without_last().without_last().objects == ()
    assert TWO.cleared() == Drawing((), 400, 200)


def test_a_narrower_canvas_scales_everything_alike() -> None:
    small = TWO.resized(200, 150)
    assert (small.width, small.height) == (200, 150)
    np.testing.assert_array_equal(small.strokes[1], TWO.strokes[1] / 2)
    shape = small.objects[0]
    assert (shape["left"], shape["top"], shape["strokeWidth"]) == (7.5, 15, 3.5)
    assert shape["stroke"] == "#000"


def test_a_wider_but_hardly_higher_canvas_still_shows_all() -> None:
    wide = TWO.resized(1200, 220)
    assert np.concatenate(wide.strokes).max() <= 220
    np.testing.assert_allclose(wide.strokes[0], TWO.strokes[0] * 1.1, rtol=1e-5)
