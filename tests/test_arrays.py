from __future__ import annotations

import cv2
import numpy as np

from hwocr.arrays import (
    between_middles,
    border_of,
    counted_quantile,
    points_of,
    steady_median,
    weighted_median,
)


def test_the_weighted_median_is_the_median_of_repeated_values() -> None:
    random = np.random.default_rng(0)
    for _ in range(50):
        values = random.normal(size=random.integers(1, 12))
        weights = random.integers(1, 9, len(values))
        each = np.sort(np.repeat(values, weights))
        assert weighted_median(values, weights) == each[(len(each) - 1) // 2]


def test_what_has_no_weight_has_no_say() -> None:
    assert weighted_median(np.array([1, 50, 99]), np.array([0.0, 0.1, 0.0])) == 50


def test_the_border_of_a_picture_are_its_four_sides() -> None:
    picture = np.zeros((5, 7, 3), np.uint8)
    picture[1:-1, 1:-1] = 255
    border = border_of(picture)
    assert border.shape == (2 * 7 + 2 * 5, 3)
    assert not border.any()
    grey = np.arange(12).reshape(3, 4)
    assert sorted(border_of(grey)) == [0, 0, 1, 2, 3, 3, 4, 7, 8, 8, 9, 10, 11, 11]


def test_a_warp_moves_edges_to_edges() -> None:
    ink = np.zeros((4, 6), np.float32)
    ink[1:3, 2:5] = 1
    doubled = np.diag([2.0, 2.0, 1.0])
    large = cv2.warpAffine(ink, between_middles(doubled)[:2], (12, 8), flags=cv2.INTER_LINEAR)
    # Whatever the interpolation makes of the edges, the middle of the ink stays in its place.
    rows, columns = np.mgrid[0:8, 0:12] + 0.5
    assert np.isclose((rows * large).sum() / large.sum(), 4)
    assert np.isclose((columns * large).sum() / large.sum(), 7)


def test_a_quantile_of_counts_is_numpy_s() -> None:
    random = np.random.default_rng(1)
    for _ in range(50):
        values = random.integers(0, 9, random.integers(1, 30))
        for share in (0.0, 0.4, 0.5, 0.8, 1.0):
            expected = np.quantile(values, share)
            assert np.isclose(counted_quantile(np.bincount(values), share), expected)


def test_points_of_a_mask_are_numpy_s() -> None:
    mask = (np.random.default_rng(3).random((7, 9)) < 0.4).astype(np.uint8)
    for found, expected in zip(points_of(mask), np.nonzero(mask), strict=True):
        np.testing.assert_array_equal(found, expected)
    assert [len(found) for found in points_of(np.zeros((3, 4), np.uint8))] == [0, 0]


def test_no_single_value_decides_the_steady_median() -> None:
    values = np.array([*range(1, 20), 500])
    weights = np.array([1.0] * 19 + [100])
    assert weighted_median(values, weights) == 500
    assert steady_median(values, weights) <= 15
    assert steady_median(values, np.append(np.ones(17), [60, 100, 100])) >= 18, "two are no one"


def test_of_few_values_one_may_decide() -> None:
    assert steady_median(np.array([1, 2, 50]), np.array([1, 1, 9])) == 50
