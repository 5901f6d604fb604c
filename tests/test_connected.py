from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwocr.connected import connected


@pytest.mark.parametrize("connectivity", [4, 8])
@pytest.mark.parametrize("density", [0.02, 0.3, 0.6, 1.0])
def test_measures_are_those_of_opencv(connectivity: int, density: float) -> None:
    random = np.random.default_rng(int(10 * density))
    for shape in ((1, 1), (1, 9), (9, 1), (40, 60), (33, 7)):
        mask = (random.random(shape) < density).astype(np.uint8)
        count, labels, stats, middles = cv2.connectedComponentsWithStats(
            mask, connectivity=connectivity
        )
        found = connected(mask, connectivity)
        np.testing.assert_array_equal(found.labels, labels)
        measured = (found.left, found.top, found.width, found.height, found.area)
        assert all(len(values) == count for values in measured)
        np.testing.assert_array_equal(np.stack(measured, axis=1)[1:], stats[1:])
        np.testing.assert_allclose(found.middles()[1:], middles[1:])


def test_a_run_at_a_row_s_end_does_not_go_on_in_the_next() -> None:
    mask = np.array([[0, 0, 1], [1, 0, 0]], np.uint8)
    found = connected(mask)
    assert found.width.tolist() == [0, 1, 1]
    boxes = zip(found.left.tolist()[1:], found.top.tolist()[1:], strict=True)
    assert sorted(boxes) == [(0, 1), (2, 0)]


def test_a_blank_mask_has_no_pieces() -> None:
    found = connected(np.zeros((4, 5), np.uint8))
    assert len(found.area) == 1
    assert not found.places.size
    assert not found.labels.any()
    assert found.middles().tolist() == [[0, 0]]


def test_sums_are_over_each_piece_s_own_pixels() -> None:
    mask = np.array([[1, 1, 0, 1], [0, 0, 0, 1]], np.uint8)
    values = np.arange(8, dtype=np.float32).reshape(2, 4)
    assert connected(mask).sums(values).tolist() == [0, 1, 10]
