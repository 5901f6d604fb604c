"""Sheets on canvases of all widths."""

from __future__ import annotations

import pytest

from hwocr.drawing import Drawing, Stroke
from hwocr.ui.paper import MOST_ROOM, Paper, View


def dot(x: float, y: float) -> Stroke:
    return Stroke(((x, y),), 7.0)


@pytest.mark.parametrize(("width", "height"), [(328, 240), (800, 256), (1038, 332), (2000, 340)])
def test_a_blank_sheet_fills_the_canvas(width: int, height: int) -> None:
    paper = Paper.blank(width)
    assert paper.drawing.size == (width, height)
    assert View.of(paper, width) == View(width, height, 1)
    assert paper.rule == height / 3


def test_turning_a_phone_and_turning_it_back_changes_nothing() -> None:
    paper = Paper.blank(358).with_stroke(dot(300, 200), View(358, 240, 1))
    assert View.of(paper, 740) == View(740, 240, 1)
    assert View.of(paper, 358) == View(358, 240, 1)


def test_what_is_drawn_beyond_the_sheet_makes_it_grow_and_stays_in_view() -> None:
    wide = View.of(Paper.blank(358), 740)
    paper = Paper.blank(358).with_stroke(dot(700, 200), wide)
    assert paper.drawing.size == (740, 240)
    assert View.of(paper, 740) == wide
    narrow = View.of(paper, 358)
    assert narrow.scale == pytest.approx(358 / 740)
    low = paper.with_stroke(dot(10, 400), narrow)
    assert low.drawing.size == (740, round(240 / narrow.scale))
    assert View.of(low, 358).scale == pytest.approx(narrow.scale, rel=0.01)


@pytest.mark.parametrize("width", [1038, 500])
def test_more_room_leaves_the_writing_its_size(width: int) -> None:
    paper = Paper.blank(1038).with_stroke(dot(1000, 300), View(1038, 332, 1))
    before = View.of(paper, width)
    after = View.of(paper.roomier(before), width)
    assert after.scale == pytest.approx(before.scale, rel=0.01)
    assert after.height == 2 * before.height


def test_an_opened_drawing_gets_the_room_that_it_needs() -> None:
    tall = Paper.holding(Drawing((), 600, 900), 600)
    assert tall.room == 4
    assert View.of(tall, 600).scale == 1
    small = Paper.holding(Drawing((), 328, 240), 1038)
    assert (small.room, View.of(small, 1038).scale) == (1, 1)
    endless = Paper.holding(Drawing((), 100, 9000), 600)
    assert endless.room == MOST_ROOM
    assert View.of(endless, 600).scale == pytest.approx(6 * 240 / 9000)


def test_strokes_are_taken_away() -> None:
    paper = Paper(Drawing((dot(1, 1), dot(2, 2), dot(3, 3)), 600, 240), 1, 80)
    assert paper.without({dot(2, 2)}).drawing.strokes == (dot(1, 1), dot(3, 3))
