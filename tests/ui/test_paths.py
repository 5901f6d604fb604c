"""The canvas's curves become points without leaving the line."""

from __future__ import annotations

import numpy as np
import pytest

from hwocr.ui.paths import TOLERANCE, flatten


def test_straight_pieces_keep_their_points() -> None:
    points = flatten([["M", 1, 2], ["L", 3, 4], ["L", 5.5, 6]])
    assert points.dtype == np.float32
    np.testing.assert_array_equal(points, np.array([[1, 2], [3, 4], [5.5, 6]], np.float32))


def test_a_curve_ends_at_its_end_and_stays_on_the_parabola() -> None:
    # Control points (0, 0), (50, 100), (100, 0) give the parabola y = x (100 - x) / 50.
    points = flatten([["M", 0, 0], ["Q", 50, 100, 100, 0]])
    np.testing.assert_array_equal(points[-1], [100, 0])
    np.testing.assert_allclose(points[:, 1], points[:, 0] * (100 - points[:, 0]) / 50, atol=1e-4)


def test_chords_lie_within_the_tolerance() -> None:
    points = flatten([["M", 0, 0], ["Q", 50, 100, 100, 0]])
    middle = (points[1:] + points[:-1]) / 2
    real = middle[:, 0] * (100 - middle[:, 0]) / 50
    assert np.abs(middle[:, 1] - real).max() <= TOLERANCE
    assert len(points) < 40


def test_a_curve_without_a_bend_is_one_piece() -> None:
    np.testing.assert_array_equal(
        flatten([["M", 0, 0], ["Q", 5, 5, 10, 10]]), np.array([[0, 0], [10, 10]], np.float32)
    )


def test_a_tap_is_one_point() -> None:
    dot = flatten([["M", 249.992, 50], ["L", 250.008, 50]])
    assert dot.shape == (1, 2)
    np.testing.assert_allclose(dot, [[250, 50]], atol=1e-3)


def test_no_commands_no_points() -> None:
    assert flatten([]).shape == (0, 2)


@pytest.mark.parametrize("path", [[["C", 1, 2, 3, 4, 5, 6]], [["Q", 1, 2, 3, 4]]])
def test_other_commands_are_refused(path: list[list[object]]) -> None:
    with pytest.raises(ValueError, match="made of M, L and Q"):
        flatten(path)
