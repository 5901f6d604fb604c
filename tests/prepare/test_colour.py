from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwocr.arrays import Picture
from hwocr.prepare.colour import brightness

WHITE, BLACK, BOARD = (255, 255, 255), (0, 0, 0), (20, 40, 30)


def word(paper: tuple[int, int, int], *inks: tuple[int, int, int]) -> Picture:
    picture = np.full((120 * len(inks), 300, 3), paper, np.uint8)
    for row, ink in enumerate(inks):
        place = (20, 120 * row + 90)
        cv2.putText(picture, "Hand", place, cv2.FONT_HERSHEY_SIMPLEX, 3, ink, 6)
    return picture


def test_grey_pictures_stay_exact() -> None:
    levels = np.arange(256, dtype=np.uint8).reshape(16, 16)
    np.testing.assert_array_equal(brightness(np.repeat(levels[:, :, None], 3, axis=2)), levels)


@pytest.mark.parametrize("ink", [BLACK, (20, 30, 120), (180, 20, 20)])
def test_common_inks_keep_their_luma(ink: tuple[int, int, int]) -> None:
    picture = word(WHITE, ink)
    np.testing.assert_array_equal(brightness(picture), cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))


@pytest.mark.parametrize("ink", [(255, 255, 0), (0, 255, 255)])
def test_bright_inks_on_white_become_dark(ink: tuple[int, int, int]) -> None:
    picture = word(WHITE, ink)
    grey = brightness(picture)
    inked = (picture != WHITE).any(axis=2)
    assert grey[~inked].min() == 255
    assert np.median(grey[inked]) == 0


def test_yellow_beside_black_is_seen_as_well() -> None:
    grey = brightness(word(WHITE, BLACK, (255, 255, 0)))
    assert grey[:120].min() == 0
    assert grey[120:].min() == 0


def test_blue_chalk_on_a_board_becomes_light() -> None:
    picture = word(BOARD, (30, 60, 220))
    grey = brightness(picture)
    inked = (picture != BOARD).any(axis=2)
    assert np.median(grey[inked]) - np.median(grey[~inked]) > 120


def test_tinted_paper_is_no_ink() -> None:
    picture = word((250, 240, 150), (0, 0, 0))
    np.testing.assert_array_equal(brightness(picture), cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))
