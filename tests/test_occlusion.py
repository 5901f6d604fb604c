from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from hwocr.draw import SURE, UNSURE
from hwocr.occlusion import draw_heat, heat_maps


def two_strokes() -> NDArray[np.float32]:
    """Two upright strokes, at the left and at the right."""
    image = np.zeros((28, 28), np.float32)
    image[4:24, 5:8] = image[4:24, 20:23] = 1
    return image


def left_against_right(pictures: NDArray[np.float32]) -> NDArray[np.float64]:
    """One thing that wants ink in the left half only, and one that sees none at all."""
    left, right = pictures[:, :, :14].sum((1, 2)), pictures[:, :, 14:].sum((1, 2))
    return np.stack([left - right, 0 * left], axis=1).astype(np.float64)


def test_ink_that_speaks_for_it_is_warm_and_ink_against_it_is_cold() -> None:
    asked, nothing = heat_maps(two_strokes(), left_against_right)
    assert asked.heat.shape == (28, 28)
    assert asked.heat[14, 6] > 1
    assert asked.heat[14, 21] < -1
    assert asked.strongest.endswith("_left")
    assert asked.against.endswith("_right")
    assert (nothing.strongest, nothing.against) == ("", "")
    assert not nothing.heat.any()


def test_only_the_columns_that_are_asked_for_are_hidden() -> None:
    asked, _ = heat_maps(two_strokes(), left_against_right, columns=(16, 28))
    assert not asked.heat[:, :16].any()
    assert asked.heat[14, 21] < -1


@pytest.mark.parametrize(
    ("rows", "columns", "place"),
    [
        (slice(2, 6), slice(2, 6), "top_left"),
        (slice(12, 16), slice(12, 16), "middle_center"),
        (slice(22, 26), slice(22, 26), "bottom_right"),
    ],
)
def test_the_strongest_place_is_named_within_the_ink(
    rows: slice, columns: slice, place: str
) -> None:
    image = np.zeros((28, 28), np.float32)
    for start in (2, 12, 22):
        image[start : start + 4, start : start + 4] = 1

    def judge(pictures: NDArray[np.float32]) -> NDArray[np.float64]:
        return np.asarray(pictures[:, rows, columns].sum((1, 2))[:, None], np.float64)

    assert heat_maps(image, judge)[0].strongest == place


def test_bare_paper_has_no_heat() -> None:
    asked, _ = heat_maps(np.zeros((28, 28), np.float32), left_against_right)
    assert not asked.heat.any()
    assert asked.strongest == ""


def test_heat_is_drawn_in_blue_and_orange() -> None:
    image = two_strokes()
    asked, _ = heat_maps(image, left_against_right)
    picture = draw_heat(image, asked.heat, zoom=2)
    assert picture.shape == (56, 56, 3)
    assert picture.dtype == np.uint8
    strokes = picture[28, [12, 42]].astype(int)
    for stroke, own, other in zip(strokes, (SURE, UNSURE), (UNSURE, SURE), strict=True):
        assert np.abs(stroke - own).sum() < np.abs(stroke - other).sum() / 3
    assert picture[0, 28].min() > 245
