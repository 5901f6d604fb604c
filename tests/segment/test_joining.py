from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwocr.segment.contours import typical_height
from hwocr.segment.edges import find_edges
from hwocr.segment.joining import Group, Scale, is_lone_dot, join
from hwocr.segment.parts import find_parts

PEN = 8
Line = tuple[tuple[int, int], tuple[int, int]]

STEM: list[Line] = [((0, 0), (0, 100))]
E_WITH_GAPS: list[Line] = [
    ((0, 0), (0, 100)),
    ((18, 0), (60, 0)),
    ((18, 50), (50, 50)),
    ((18, 100), (60, 100)),
]
T_WITH_GAP: list[Line] = [((-35, 0), (35, 0)), ((0, 20), (0, 100))]
FIVE_WITH_GAP: list[Line] = [((20, 0), (60, 0)), ((10, 16), (5, 45)), ((5, 45), (50, 70))]
H_WITH_GAP: list[Line] = [((0, 0), (0, 100)), ((14, 50), (46, 50)), ((60, 0), (60, 100))]
I_WITH_DOT: list[Line] = [((0, 40), (0, 100)), ((2, 10), (2, 12))]
I_WITH_DASH: list[Line] = [((0, 40), (0, 100)), ((5, 14), (25, 6))]
EXCLAMATION: list[Line] = [((0, 0), (0, 70)), ((0, 96), (0, 98))]
WORD_END: list[Line] = [((0, 40), (0, 100)), ((0, 40), (50, 40)), ((50, 40), (50, 100))]


def grouped(*letters: tuple[int, list[Line]]) -> list[Group]:
    """Draw letters at their x; groups from left to right."""
    ink = np.zeros((160, 900), np.float32)
    for x, lines in letters:
        for (x0, y0), (x1, y1) in lines:
            cv2.line(ink, (x + x0, 30 + y0), (x + x1, 30 + y1), 1, PEN)
    _, parts = find_parts(find_edges(ink), ink)
    scale = Scale(PEN, typical_height(parts, PEN))
    return sorted(join(parts, scale), key=lambda group: group.box.x)


@pytest.mark.parametrize(
    "letter",
    [E_WITH_GAPS, T_WITH_GAP, FIVE_WITH_GAP, H_WITH_GAP, I_WITH_DOT, I_WITH_DASH, EXCLAMATION],
    ids=["E", "T", "5", "H", "i", "i with a dash", "!"],
)
def test_broken_letters_join_and_neighbours_stay_apart(letter: list[Line]) -> None:
    groups = grouped((60, STEM), (160, letter), (290, STEM), (390, WORD_END))
    assert len(groups) == 4
    assert len(groups[1].parts) > 1
    assert groups[0].box.width < 2 * PEN


def test_a_dot_takes_the_narrow_letter_below_it() -> None:
    """Between an i and an n, nearer to the n, as fast writers set it."""
    groups = grouped((60, I_WITH_DOT), (130, [((0, 40), (0, 100)), ((6, 14), (8, 14))]))
    assert [len(group.parts) for group in groups] == [2, 2]
    groups = grouped((60, STEM), (160, [((0, 40), (0, 100)), ((22, 12), (24, 12))]))
    assert [len(group.parts) for group in groups] == [1, 2]


def test_a_letter_under_a_bar_stays_alone() -> None:
    tee: list[Line] = [((-40, 0), (70, 0)), ((0, 0), (0, 100))]
    oh: list[Line] = [((30, 50), (60, 50)), ((60, 50), (60, 100)), ((30, 100), (60, 100))]
    groups = grouped((100, tee), (100, [*oh, ((30, 50), (30, 100))]), (260, STEM))
    assert len(groups) == 3


def test_a_dot_alone_is_no_letter() -> None:
    groups = grouped((60, STEM), (140, STEM), (600, [((0, 50), (0, 52))]))
    scale = Scale(PEN, 100)
    assert [is_lone_dot(group, scale) for group in groups] == [False, False, True]


def test_nothing_joins_nothing() -> None:
    assert join([], Scale(1, 1)) == ()


@pytest.mark.parametrize(("line", "count"), [(0, 1), (1, 2), (-1, 1)])
def test_a_bar_on_another_line_is_no_bar_of_the_letter(line: int, count: int) -> None:
    ink = np.zeros((160, 200), np.float32)
    for (x0, y0), (x1, y1) in T_WITH_GAP:
        cv2.line(ink, (80 + x0, 30 + y0), (80 + x1, 30 + y1), 1, PEN)
    _, parts = find_parts(find_edges(ink), ink)
    bar, stem = sorted(range(2), key=lambda i: parts[i].box.height)
    lines = [0, 0]
    lines[bar] = line
    assert lines[stem] == 0
    assert len(join(parts, Scale(PEN, typical_height(parts, PEN)), lines)) == count
