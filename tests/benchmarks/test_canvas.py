"""Pen strokes stand on a canvas as somebody would have drawn them."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.canvas import black_on_white, draw
from hwocr.arrays import Points

_FLAT = [np.array([[0, 0], [9000, 40]], np.float32)]
_TALL = [np.array([[5, 7], [45, 7], [45, 250]], np.float32), np.array([[20, 30]], np.float32)]


@pytest.mark.parametrize("strokes", [_FLAT, _TALL])
@pytest.mark.parametrize("seed", range(5))
def test_all_ink_lies_in_the_box_and_reaches_its_sides(strokes: list[Points], seed: int) -> None:
    ink, box = draw(strokes, np.random.default_rng(seed))
    rows, columns = (np.flatnonzero((ink > 0.5).any(axis=axis)) for axis in (1, 0))
    assert abs(columns[0] - box.x) <= 2
    assert abs(columns[-1] + 1 - box.right) <= 2
    assert abs(rows[0] - box.y) <= 2
    assert abs(rows[-1] + 1 - box.bottom) <= 2


def test_the_canvas_has_its_least_size_and_grows_with_the_writing() -> None:
    ink, _ = draw(_TALL, np.random.default_rng(0))
    assert ink.shape == (200, 600)
    ink, box = draw(_FLAT, np.random.default_rng(0))
    assert ink.shape == (200, box.width + 40)
    assert box.width <= 1510


def test_ink_becomes_black_and_paper_white() -> None:
    picture = black_on_white(np.array([[0, 1]], np.float32))
    np.testing.assert_array_equal(picture, [[[255, 255, 255], [0, 0, 0]]])
