from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwocr.arrays import Ink
from hwocr.page import Box
from hwocr.prepare.scale import LARGEST, LONGEST, SHORTEST, better_longest, working_copy, x_height


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


def page(x_height: float, size: tuple[int, int] = (1000, 1400)) -> Ink:
    """Lines of plain letters."""
    ink = np.zeros(size, np.uint8)
    scale = x_height / 14
    for row in range(round(4 * x_height), size[0], round(4 * x_height)):
        cv2.putText(ink, "small letters and Tall ones", (20, row), 0, scale, 255, 1 + round(scale))
    return np.asarray(ink / 255, np.float32)


@pytest.mark.parametrize("size", [6, 12, 20, 40])
def test_the_size_of_the_writing_is_measured(size: float) -> None:
    assert x_height(page(size)) == pytest.approx(size, rel=0.35)


def test_neither_a_frame_nor_specks_count_as_writing() -> None:
    ink = page(12)
    known = x_height(ink)
    ink[:9], ink[-9:], ink[:, :9], ink[:, -9:] = 1, 1, 1, 1
    specks = np.random.default_rng(3).integers(0, ink.size, 600)
    ink.ravel()[specks] = 1
    assert x_height(ink) == pytest.approx(known, rel=0.1)


def test_small_writing_is_taken_from_the_source() -> None:
    ink = page(9)
    longest = better_longest(ink, available=3.0)
    assert longest is not None
    assert 1.4 < longest / 1400 < 2.6
    assert better_longest(ink, available=1.3) == round(1.3 * 1400)
    assert better_longest(page(5, (1300, 1800)), available=4.0) == LARGEST


def test_a_thumbnail_is_enlarged_and_others_stay() -> None:
    longest = better_longest(page(5, (250, 300)), available=1.0)
    assert longest is not None
    assert longest > 500
    for ink in (page(24), np.zeros((900, 1800), np.float32)):
        assert better_longest(ink, available=3.0) is None
    assert better_longest(page(12), available=1.0) is None


def test_a_copy_of_a_given_size() -> None:
    copy, matrix = working_copy(np.zeros((3000, 4000, 3), np.uint8), 2400)
    assert copy.shape == (1800, 2400, 3)
    np.testing.assert_allclose(matrix @ [2400, 1800, 1], [4000, 3000, 1])
