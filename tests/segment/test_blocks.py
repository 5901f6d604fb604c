from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hwocr.segment.blocks import find_blocks


def words(x: float, lines: int, y: float = 0.0, leading: float = 25.0) -> list[list[float]]:
    """Three words of 30 × 12 on each line, 12 apart: a column 114 wide."""
    return [
        [x + 42 * k, y + leading * n, x + 42 * k + 30, y + leading * n + 12]
        for n in range(lines)
        for k in range(3)
    ]


def blocks(spans: list[list[float]]) -> list[list[int]]:
    array: NDArray[np.float64] = np.array(spans, np.float64)
    return [block.tolist() for block in find_blocks(array / 10)]


def test_one_column_is_one_block() -> None:
    assert blocks(words(0, 6)) == [list(range(18))]


def test_columns_are_read_one_after_the_other() -> None:
    left, right = words(0, 5), words(160, 4, y=9, leading=28)
    assert blocks(right + left) == [list(range(12, 27)), list(range(12))]


def test_a_headline_comes_before_the_columns_and_a_footer_after() -> None:
    across = [[60 * k, 0.0, 60 * k + 48, 12.0] for k in range(5)]
    below = [[left, 200.0, right, 212.0] for left, _, right, _ in across]
    spans = across + words(160, 4, y=40) + words(0, 4, y=40) + below
    found = [(min(block), max(block)) for block in blocks(spans)]
    assert found == [(0, 4), (17, 28), (5, 16), (29, 33)]


def test_wide_spaces_below_each_other_are_no_gutter() -> None:
    """Words 28 apart on every line, as far as the columns above."""
    spans = [[58.0 * k, 25.0 * n, 58.0 * k + 30, 25.0 * n + 12] for n in range(5) for k in range(5)]
    assert len(blocks(spans)) == 1


def test_spaces_below_each_other_on_a_few_lines_are_no_gutter() -> None:
    across = [
        [58.0 * k, 25.0 * n, 58.0 * k + 42, 25.0 * n + 12] for n in range(5) for k in range(5)
    ]
    apart = words(0, 4, y=125) + words(160, 4, y=125)
    assert len(blocks(across + apart)) == 1
    assert len(blocks(apart)) == 2


def test_a_gutter_may_lean() -> None:
    """The left column's words below lie under the right column's above."""
    leaning = [
        [left + 0.12 * top, top, right + 0.12 * top, bottom]
        for left, top, right, bottom in words(0, 12) + words(150, 12)
    ]
    assert blocks(leaning) == [list(range(36)), list(range(36, 72))]


def test_a_gutter_goes_on_where_it_is_narrower() -> None:
    wide = words(0, 8) + words(150, 8)
    narrow = words(14, 3, y=200) + words(142, 3, y=200)
    left, right = blocks(wide + narrow)
    assert sorted(left) == [*range(24), *range(48, 57)]
    assert sorted(right) == [*range(24, 48), *range(57, 66)]


def test_columns_of_single_words() -> None:
    """The only spaces on any line are the gutter's own."""
    left = [[0.0, 25.0 * n, 50.0 - 3 * n, 25.0 * n + 12] for n in range(6)]
    right = [[130.0, 25.0 * n, 190.0 - 5 * n, 25.0 * n + 12] for n in range(6)]
    assert blocks(right + left) == [list(range(6, 12)), list(range(6))]


def test_narrow_cells_of_a_table_are_no_columns() -> None:
    spans = [[x, 25.0 * n, x + 24, 25.0 * n + 12] for n in range(5) for x in (0.0, 100.0)]
    assert len(blocks(spans)) == 1


def test_specks_do_not_fill_a_gutter_and_go_with_their_letters() -> None:
    spans = words(0, 5) + words(160, 5)
    dots = [[x, 10.0 * n, x + 1, 10.0 * n + 1] for n in range(12) for x in (120.0, 135.0, 150.0)]
    array = np.array(spans + dots, np.float64) / 10
    assert len(find_blocks(array)) == 1
    specks = np.arange(len(array)) >= len(spans)
    left, right = find_blocks(array, specks)
    assert set(left.tolist()) >= set(range(15))
    assert set(right.tolist()) >= set(range(15, 30))
    assert len(left) + len(right) == len(array)
    assert all(array[i, 0] == 15 for i in right.tolist() if i >= 30)


def test_nothing_is_one_empty_block() -> None:
    assert [block.size for block in find_blocks(np.zeros((0, 4)))] == [0]
