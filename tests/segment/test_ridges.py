"""Lines' middles, where there is hardly a line."""

from __future__ import annotations

import numpy as np

from hwocr.segment.ridges import find_ridges


def test_blots_at_the_border_have_no_ridge_beyond_it() -> None:
    inked = np.zeros((120, 120), np.uint8)
    for blot in np.s_[15:40, 61:101], np.s_[52:75, 95:], np.s_[30:60, 93:97], np.s_[47:62, 109:]:
        inked[blot] = 1
    ridges = find_ridges(inked, body=30.0, slope=0.0)
    assert all(ridge.x[0] < 120 for ridge in ridges)


def test_a_row_of_strokes_is_one_ridge_through_its_middle() -> None:
    inked = np.zeros((100, 300), np.uint8)
    inked[40:60, 20:280:8] = 1
    (ridge,) = find_ridges(inked, body=20.0, slope=0.0)
    np.testing.assert_allclose(ridge.y, 49.5, atol=1.5)


def test_lines_near_each_other_are_parted_by_bare_paper() -> None:
    inked = np.zeros((120, 300), np.uint8)
    inked[30:50, 20:280:8] = 1
    inked[58:78, 20:140:8] = 1
    assert len(find_ridges(inked, body=20.0, slope=0.0)) == 2


def test_bars_of_large_letters_are_no_lines() -> None:
    inked = np.zeros((120, 300), np.uint8)
    for left in range(20, 280, 30):
        inked[30:78, left : left + 4] = 1
        for top in 30, 52, 74:
            inked[top : top + 4, left : left + 20] = 1
    assert len(find_ridges(inked, body=20.0, slope=0.0)) == 1
