"""Scores of readings whose mistakes are known."""

from __future__ import annotations

import pytest

pytest.importorskip("wordfreq")

from benchmarks.scores import is_in_order, match
from hwocr.page import Box


def _row(*lefts: int, top: int = 0) -> list[Box]:
    return [Box(left, top, 10, 20) for left in lefts]


def test_equal_boxes_match_one_to_one() -> None:
    boxes = _row(0, 12, 24)
    assert match(boxes, boxes) == {0: 0, 1: 1, 2: 2}


def test_a_box_is_used_once_and_by_the_better_match() -> None:
    assert match(_row(0, 2), _row(2)) == {1: 0}


def test_boxes_that_overlap_too_little_do_not_match() -> None:
    assert match(_row(0), _row(4)) == {}
    assert match(_row(0), _row(3)) == {0: 0}


def test_order_is_right_where_boxes_follow_the_truth() -> None:
    true = _row(0, 12, 24) + _row(0, 12, top=30)
    assert is_in_order(true, true)
    assert is_in_order(true, [true[0], true[2], true[3]])


def test_order_is_wrong_where_lines_are_swapped() -> None:
    true = _row(0, 12) + _row(0, 12, top=30)
    assert not is_in_order(true, true[2:] + true[:2])


def test_parts_of_one_character_and_specks_on_paper_do_not_break_the_order() -> None:
    true = _row(0, 12)
    halves = [Box(0, 0, 5, 20), Box(5, 0, 5, 20)]
    speck = Box(200, 200, 3, 3)
    assert is_in_order(true, [*halves, speck, true[1]])


def test_nothing_read_is_not_in_order() -> None:
    assert not is_in_order(_row(0), [])
