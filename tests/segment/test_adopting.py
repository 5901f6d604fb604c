from __future__ import annotations

import numpy as np
import pytest

from hwocr.page import Box
from hwocr.segment.adopting import adopt, chain
from hwocr.segment.following import Placed
from hwocr.segment.joining import Group
from hwocr.segment.parts import Part
from hwocr.segment.ridges import Ridge

BODY = 20.0


def placed(x: int, y: int, width: int, height: int) -> Placed:
    """A group whose middle is at ``y``."""
    box = Box(x, y - height // 2, width, height)
    outline = np.array([(box.x, box.y), (box.right - 1, box.bottom - 1)], np.int32)
    part = Part(1, box, outline, box.area, 1.0, 1.0, 3.0)
    return Placed(Group((part,)), box.x, box.right, box.y, box.bottom)


def line(y: int, *places: tuple[int, int, int, int]) -> tuple[list[Placed], Ridge]:
    items = [placed(*place) for place in places]
    ends = np.array([items[0].left, items[-1].right], np.float64)
    return items, Ridge(ends, np.full(2, float(y)))


LONG = line(100, (0, 100, 80, 24), (120, 100, 90, 24), (300, 100, 70, 24))


def lengths(*lines: tuple[list[Placed], Ridge]) -> list[int]:
    return sorted(len(items) for items, _ in adopt(lines, BODY))


def test_an_accent_above_a_capital_is_of_its_line() -> None:
    assert lengths(LONG, line(60, (130, 60, 12, 8))) == [4]


def test_a_word_that_rises_above_its_line_is_of_it() -> None:
    assert lengths(LONG, line(75, (230, 75, 50, 22))) == [4]


def test_a_word_right_below_another_is_a_line_however_near() -> None:
    assert lengths(LONG, line(127, (10, 127, 60, 24))) == [1, 3]


def test_a_short_line_a_pitch_away_stays_a_line() -> None:
    assert lengths(LONG, line(144, (0, 144, 60, 24))) == [1, 3]


def test_low_joined_letters_below_a_line_are_no_accent() -> None:
    assert lengths(LONG, line(142, (0, 142, 50, 14))) == [1, 3]


def test_low_joined_letters_that_rise_beside_a_line_are_of_it() -> None:
    assert lengths(LONG, line(62, (390, 62, 90, 14))) == [4]


def test_a_slanted_bar_right_above_a_line_is_of_it() -> None:
    assert lengths(LONG, line(84, (300, 84, 34, 13))) == [4]


def test_a_long_flat_bar_above_a_line_is_of_it() -> None:
    assert lengths(LONG, line(60, (130, 60, 50, 6))) == [4]


def test_of_two_lines_the_nearer_one_adopts() -> None:
    below = line(150, (0, 150, 380, 24))
    found = adopt([LONG, below, line(135, (30, 135, 6, 8))], BODY)
    assert sorted((round(ridge.y[0]), len(items)) for items, ridge in found) == [(100, 3), (150, 2)]


def test_lines_of_one_length_stay_apart() -> None:
    assert lengths(line(100, (0, 100, 80, 24)), line(124, (0, 124, 80, 24))) == [1, 1]


def test_nothing() -> None:
    assert adopt([], BODY) == []


def test_a_line_goes_on_where_another_ends_at_its_height() -> None:
    behind = line(106, (400, 106, 60, 24), (480, 108, 60, 24))
    (found,) = chain([behind, LONG], BODY)
    assert len(found[0]) == 5
    assert found[1].at(np.array([470.0]))[0] == pytest.approx(106, abs=1)


@pytest.mark.parametrize(
    "place",
    [(440, 100, 60, 24), (385, 122, 60, 24), (300, 100, 60, 24)],
    ids=["a gutter away", "lower", "above the other"],
)
def test_others_stay_apart(place: tuple[int, int, int, int]) -> None:
    assert len(chain([LONG, line(place[1], place)], BODY)) == 2
