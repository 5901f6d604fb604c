from __future__ import annotations

import numpy as np
import pytest

from hwocr.page import Box
from hwocr.prepare.scale import LONGEST, SHORTEST, working_copy


def test_a_picture_of_sensible_size_stays_itself() -> None:
    picture = np.zeros((200, 600, 3), np.uint8)
    copy, matrix = working_copy(picture)
    assert copy is picture
    np.testing.assert_array_equal(matrix, np.eye(3))


def test_a_large_picture_is_reduced() -> None:
    copy, matrix = working_copy(np.zeros((3000, 4000, 3), np.uint8))
    assert copy.shape == (LONGEST * 3 // 4, LONGEST, 3)
    # The copy's outer edges are the picture's outer edges.
    assert Box(0, 0, copy.shape[1], copy.shape[0]).mapped(matrix, (4000, 3000)) == Box(
        0, 0, 4000, 3000
    )


def test_a_box_comes_back_to_its_place() -> None:
    picture = np.full((2000, 3600, 3), 255, np.uint8)
    picture[400:800, 1000:1600] = 0
    copy, matrix = working_copy(picture)
    rows, columns = np.nonzero(copy[:, :, 0] < 128)
    found = Box(
        int(columns.min()), int(rows.min()), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1
    )
    assert found.mapped(matrix, (3600, 2000)) == Box(1000, 400, 600, 400)


def test_a_small_picture_is_enlarged_by_a_whole_number() -> None:
    copy, matrix = working_copy(np.zeros((SHORTEST // 2, 100, 3), np.uint8))
    assert copy.shape == (SHORTEST, 200, 3)
    np.testing.assert_array_equal(matrix, np.diag([0.5, 0.5, 1]))


@pytest.mark.parametrize("shape", [(1, 1), (1, 5000), (5000, 1), (2, 1700)])
def test_odd_shapes(shape: tuple[int, int]) -> None:
    copy, matrix = working_copy(np.zeros((*shape, 3), np.uint8))
    assert min(copy.shape) >= 1
    assert max(copy.shape) <= LONGEST
    corner = matrix @ [copy.shape[1], copy.shape[0], 1]
    np.testing.assert_allclose(corner[:2], shape[::-1])
