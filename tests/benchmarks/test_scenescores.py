"""Scores of simulated photos count what they say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.scenescores import SceneScore, boxes_of, corners_off, summarise
from hwocr.page import Box, Line, Page, Word

_SQUARE = np.array([[0.0, 0], [100, 0], [100, 50], [0, 50]])
_GOOD = SceneScore(
    frozenset({"sheet", "white"}), 10, 10, 10, True, 0.01, 60, {"hwocr": 3}, {"hwocr": 1.0}
)
_BARE = replace(_GOOD, kinds=frozenset({"fills"}), corners_off=None)


def _values(scores: list[SceneScore]) -> list[str]:
    return [row[1] for row in summarise(scores).rows]


def test_corners_count_from_whichever_comes_first() -> None:
    assert corners_off(_SQUARE, np.roll(_SQUARE, 3, axis=0)) == 0
    moved = _SQUARE + np.array([[0, 0], [3, 4], [0, 0], [1, 0]])
    assert corners_off(_SQUARE, moved) == pytest.approx(5)


def test_shares_of_words_order_and_sheets() -> None:
    poor = replace(_GOOD, read=20, found=5, in_order=False, corners_off=0.03)
    invented = replace(_BARE, corners_off=np.inf)
    shown = _values([_GOOD, poor, _BARE, invented])
    assert shown[:5] == ["0.875", "0.700", "0.750", "0.500", "0.500"]


def test_a_sheet_that_is_not_found_is_not_right() -> None:
    assert _values([replace(_GOOD, corners_off=None), _BARE])[3:5] == ["0.000", "1.000"]


def test_every_engine_has_its_error_rate() -> None:
    both = replace(_GOOD, edits={"hwocr": 3, "other": 30}, seconds={"hwocr": 1.0, "other": 2.0})
    rows = {row[0]: row[1] for row in summarise([both]).rows}
    assert rows["character error rate, hwocr"] == "0.050"
    assert rows["character error rate, other"] == "0.500"
    assert rows["seconds a photo, median, other"] == "2.000"


def test_crossed_out_words_are_not_read() -> None:
    word = Word("a", Box(0, 0, 5, 5), 1.0)
    out = replace(word, text="", box=Box(9, 0, 5, 5), crossed_out=True)
    page = Page((Line((word, out), Box(0, 0, 14, 5)),), 20, 20)
    assert boxes_of(page) == [word.box]
