from __future__ import annotations

import numpy as np
import pytest

from hwocr.strokes import render


def test_a_horizontal_stroke_inks_its_width_and_no_more() -> None:
    ink = render([np.array([[5.0, 10.0], [25.0, 10.0]])], (31, 21), pen_width=4)
    assert ink.shape == (21, 31)
    assert ink.dtype == np.float32
    column = ink[:, 15]
    assert column.sum() == pytest.approx(4, abs=0.6)
    # Centred on the stroke: no shift by half a pixel.
    assert (column * np.arange(21)).sum() / column.sum() == pytest.approx(10, abs=0.15)
    assert ink[:5].max() == 0


def test_a_single_point_is_a_dot() -> None:
    ink = render([np.array([[10.0, 10.0]])], (21, 21), pen_width=5)
    assert ink[10, 10] == 1
    ys, xs = np.nonzero(ink > 0.5)
    assert abs(xs.mean() - 10) < 0.5
    assert abs(ys.mean() - 10) < 0.5


def test_nothing_drawn_is_bare_paper() -> None:
    assert render([], (8, 4), 2).sum() == 0
    assert render([np.zeros((0, 2))], (8, 4), 2).shape == (4, 8)


def test_strokes_far_outside_do_no_harm() -> None:
    ink = render([np.array([[-1e9, 5.0], [1e9, 5.0]])], (20, 10), 2)
    assert ink.shape == (10, 20)


@pytest.mark.parametrize("size", [(0, 5), (5, 0)])
def test_a_sheet_without_pixels_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="at least 1×1"):
        render([], size, 2)


def test_a_pen_without_width_is_refused() -> None:
    with pytest.raises(ValueError, match="pen_width"):
        render([], (5, 5), 0)


@pytest.mark.parametrize("stroke", [np.zeros(4), np.zeros((3, 3)), np.array([[np.nan, 1.0]])])
def test_what_is_no_stroke_is_refused(stroke: np.ndarray) -> None:
    with pytest.raises(ValueError, match="a stroke is"):
        render([stroke], (5, 5), 1)
