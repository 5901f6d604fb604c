from __future__ import annotations

import numpy as np
import pytest

from hwocr.glyph import BOX, MIN_STROKE, SIZE, normalise, stroke_width
from hwocr.strokes import render


def ell(side: int, pen: float) -> np.ndarray:
    """An L that fills a sheet of the given side."""
    low, high = 0.2 * side, 0.8 * side
    return render([np.array([[low, low], [low, high], [high, high]])], (side, side), pen)


def test_the_longer_side_fills_the_box_and_is_centred() -> None:
    glyph = normalise(render([np.array([[20.0, 10], [20, 90]])], (60, 100), 8))
    assert glyph.shape == (SIZE, SIZE)
    assert glyph.dtype == np.float32
    rows, columns = np.flatnonzero(glyph.max(1) > 0.3), np.flatnonzero(glyph.max(0) > 0.3)
    assert len(rows) == BOX
    assert abs((rows[0] + rows[-1]) / 2 - (SIZE - 1) / 2) <= 0.5
    assert abs((columns[0] + columns[-1]) / 2 - (SIZE - 1) / 2) <= 0.5


@pytest.mark.parametrize("side", [40, 80, 200, 400])
def test_size_of_writing_does_not_matter(side: int) -> None:
    reference = normalise(ell(100, 10))
    assert np.abs(normalise(ell(side, side / 10)) - reference).mean() < 0.03


def test_place_on_the_sheet_does_not_matter() -> None:
    ink = ell(60, 6)
    moved = np.pad(ink, ((7, 21), (33, 2)))
    assert np.array_equal(normalise(ink), normalise(moved))


def test_faintness_does_not_matter() -> None:
    ink = ell(60, 6)
    assert np.allclose(normalise(ink), normalise(ink * np.float32(0.3)), atol=1e-5)


def test_thin_strokes_are_thickened_to_what_the_network_knows() -> None:
    glyph = normalise(ell(300, 3))
    assert stroke_width((glyph > 0.5).astype(np.uint8)) >= MIN_STROKE * 0.75
    # And strokes that are wide enough stay as they are.
    wide = normalise(ell(300, 40))
    assert stroke_width((wide > 0.5).astype(np.uint8)) == pytest.approx(40 * BOX / 220, rel=0.3)


@pytest.mark.parametrize("shape", [(0, 0), (5, 0), (10, 10)])
def test_no_ink_gives_an_empty_glyph(shape: tuple[int, int]) -> None:
    assert normalise(np.zeros(shape, np.float32)).sum() == 0


def test_a_single_pixel_is_ink_too() -> None:
    ink = np.zeros((9, 9), np.float32)
    ink[4, 4] = 1
    assert normalise(ink).max() == 1


@pytest.mark.parametrize("width", [3, 5, 9, 15])
def test_stroke_width_of_a_bar(width: int) -> None:
    mask = np.zeros((100, 60), np.uint8)
    mask[:, 20 : 20 + width] = 1
    assert stroke_width(mask) == pytest.approx(width, rel=0.3)


def test_stroke_width_of_nothing() -> None:
    assert stroke_width(np.zeros((5, 5), np.uint8)) == 0
