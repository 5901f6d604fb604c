from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwocr.arrays import Grey
from hwocr.prepare.polarity import is_light_on_dark


def word(thickness: int = 5, shape: tuple[int, int] = (200, 400)) -> Grey:
    grey = np.full(shape, 255, np.uint8)
    cv2.putText(grey, "Hand", (30, shape[0] // 2 + 30), cv2.FONT_HERSHEY_SIMPLEX, 3, 0, thickness)
    return grey


@pytest.mark.parametrize("thickness", [2, 5, 14])
def test_black_on_white_and_white_on_black(thickness: int) -> None:
    grey = word(thickness)
    assert not is_light_on_dark(grey)
    assert is_light_on_dark(255 - grey)


def test_a_heavy_vignette_does_not_matter() -> None:
    rows, columns = np.mgrid[-1:1:200j, -1:1:400j]
    light = 1 - 0.8 * np.clip(np.hypot(rows, columns) / 1.2, 0, 1)
    assert not is_light_on_dark((word() * light).astype(np.uint8))
    chalk = np.where(word() == 0, 230, 60)
    assert is_light_on_dark((chalk * light).astype(np.uint8))


def test_a_light_page_on_a_dark_table_is_dark_on_light() -> None:
    table = np.full((600, 500), 60, np.uint8)
    table[60:540, 50:450] = 220
    cv2.putText(table, "Hand", (90, 250), cv2.FONT_HERSHEY_SIMPLEX, 4, 40, 4)
    assert not is_light_on_dark(table)


def test_a_tight_crop_of_one_bold_letter() -> None:
    grey = np.full((60, 50), 255, np.uint8)
    cv2.putText(grey, "5", (8, 48), cv2.FONT_HERSHEY_SIMPLEX, 1.7, 0, 8)
    assert not is_light_on_dark(grey)
    assert is_light_on_dark(255 - grey)


@pytest.mark.parametrize("level", [0, 128, 255])
@pytest.mark.parametrize("shape", [(1, 1), (2, 300), (100, 100)])
def test_blank_pictures_have_an_answer(level: int, shape: tuple[int, int]) -> None:
    assert is_light_on_dark(np.full(shape, level, np.uint8)) is False
