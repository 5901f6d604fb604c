from __future__ import annotations

import numpy as np
import pytest

from hwocr.segment.edges import find_edges, pen_width


def strokes(thickness: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    ink = np.zeros((200, 300), np.float32)
    ink[40 : 40 + thickness, 30:270] = 1
    ink[90:180, 150 : 150 + thickness] = 1
    return ink


@pytest.mark.parametrize("thickness", [3, 5, 9, 15])
def test_the_pen_s_width_is_measured(thickness: int) -> None:
    assert pen_width(strokes(thickness)) == pytest.approx(thickness, abs=1.2)


def test_neither_grain_nor_dark_areas_nor_pale_lines_spoil_the_width() -> None:
    ink = strokes(9)
    ink[::20, ::20] = 0.5
    ink[190:, :] = 1
    ink[70:72, :120] = 0.5
    assert pen_width(ink) == pytest.approx(9, abs=1.2)


def test_edges_run_beside_the_strokes() -> None:
    found = find_edges(strokes(9))
    rows = np.flatnonzero(found.edges[:, 100])
    assert len(rows) == 2
    assert abs(rows[0] - 40) <= 1
    assert abs(rows[1] - 48) <= 1
    assert set(np.unique(found.edges)) == {0, 255}


def test_nothing_has_no_edges() -> None:
    found = find_edges(np.zeros((20, 30), np.float32))
    assert found.stroke == 0
    assert found.edges.max() == 0
    assert found.inked.max() == 0


def test_a_stroke_thinner_than_a_pixel_hangs_together() -> None:
    """Slowly falling, it lies on one row here and is spread over two rows there."""
    ink = np.zeros((40, 200), np.float32)
    for x in range(10, 190):
        row, share = divmod(10 + x / 12, 1)
        ink[int(row), x], ink[int(row) + 1, x] = 0.8 * (1 - share), 0.8 * share
    ink[35, 20:180:7] = 0.3
    inked = find_edges(ink).inked
    assert inked[:33, 12:188].any(axis=0).all()
    assert inked[34:].max() == 0, "grain that is pale all over stays out"


def test_grain_that_holds_as_much_ink_as_the_writing_does_not_tell_the_pen_s_width() -> None:
    ink = np.zeros((600, 600), np.float32)
    for x in range(40, 560, 60):
        ink[40:140, x : x + 9] = 1
    ink[170::8, ::8] = ink[171::8, ::8] = 1
    assert pen_width(ink) < 3
    assert find_edges(ink).stroke == pytest.approx(9, abs=1.2)
