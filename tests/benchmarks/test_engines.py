"""Boxes of other engines are put in reading order fairly."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.engines import in_lines


def _box(x: float, y: float, slope: float) -> np.ndarray:
    corners = np.array([[0, 0], [90, 0], [90, 30], [0, 30]], np.float32)
    corners[:, 1] += slope * corners[:, 0]
    return corners + np.array([x, y + slope * x], np.float32)


@pytest.mark.parametrize("slope", [-0.15, 0.0, 0.15])
def test_words_of_a_slanted_line_stay_together(slope: float) -> None:
    places = [(300, 0), (0, 0), (100, 3), (400, 60), (0, 55)]
    boxes = [_box(x, y, slope) for x, y in places]
    assert in_lines(boxes, ["c", "a", "b", "e", "d"]) == "a b c\nd e"
