"""The session's drawing: what the canvas reports, and what it must not bring back."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st

from hwocr.drawing import Drawing, Stroke
from hwocr.ui import sheet
from hwocr.ui.fabric import shapes_of
from hwocr.ui.paper import MOST_ROOM

FIRST, SECOND, THIRD = (Stroke(((x, 10.0), (x + 40, 60.0)), 7.0) for x in (10.0, 80.0, 150.0))


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


def sent(*strokes: Stroke) -> dict[str, Any]:
    """What the canvas sends now."""
    return {"objects": shapes_of(strokes, sheet.view().scale), "background": sheet.version()}


def drawn() -> tuple[Stroke, ...]:
    return sheet.current().strokes


def test_strokes_are_taken_over_undone_and_redone_one_by_one() -> None:
    sheet.fitted(600)
    sheet.take_over(sent(FIRST, SECOND))
    assert drawn() == (FIRST, SECOND)
    sheet.undo()
    assert drawn() == (FIRST,)
    assert sheet.start() == {"objects": shapes_of([FIRST], 1)}
    sheet.redo()
    assert drawn() == (FIRST, SECOND)
    sheet.clear()
    assert (drawn(), sheet.start()) == ((), {"objects": []})
    sheet.undo()
    assert drawn() == (FIRST, SECOND)


def test_a_stroke_does_not_make_the_canvas_start_again() -> None:
    sheet.fitted(600)
    before = sheet.version(), sheet.start()
    sheet.take_over(sent(FIRST))
    sheet.take_over(sent(FIRST, SECOND))
    assert (sheet.version(), sheet.start()) == before
    assert drawn() == sheet.on_canvas() == (FIRST, SECOND)


@pytest.mark.parametrize("change", [sheet.undo, sheet.clear])
def test_what_was_sent_before_undo_or_clear_arrived_is_ignored(change: Any) -> None:
    sheet.fitted(600)
    late = sent(FIRST, SECOND)
    sheet.take_over(sent(FIRST))
    change()
    sheet.take_over(late)
    assert drawn() == ()
    sheet.take_over(sent(SECOND))
    assert drawn() == (SECOND,)


def test_a_stroke_drawn_while_the_pen_or_the_size_changed_is_kept() -> None:
    sheet.fitted(600)
    sheet.take_over(sent(FIRST))
    late = sent(FIRST, SECOND)
    sheet.put_back()
    sheet.take_over(late)
    assert drawn() == (FIRST, SECOND)
    assert sheet.start() == {"objects": shapes_of([FIRST, SECOND], 1)}
    sheet.take_over(late)
    assert drawn() == (FIRST, SECOND)


def test_an_unknown_version_says_nothing() -> None:
    sheet.fitted(600)
    sheet.take_over({"objects": shapes_of([FIRST], 1), "background": "rgba(9, 9, 9, 0)"})
    assert drawn() == ()


def test_a_canvas_set_up_anew_gets_all_strokes() -> None:
    sheet.fitted(600)
    sheet.take_over(sent(FIRST, SECOND))
    assert sheet.start() == {"objects": []}
    sheet.put_back()
    assert sheet.start() == {"objects": shapes_of([FIRST, SECOND], 1)}


def test_strokes_are_erased_once_and_come_back_by_undo() -> None:
    sheet.fitted(600)
    sheet.take_over(sent(FIRST, SECOND, THIRD))
    erased = {"version": sheet.version(), "strokes": [1, 7, -1]}
    sheet.erase(erased)
    assert drawn() == (FIRST, THIRD)
    # More was erased before the canvas had heard of that.
    sheet.erase({**erased, "strokes": [1, 2]})
    assert drawn() == (FIRST,)
    version = sheet.version()
    sheet.erase({**erased, "strokes": [1, 2]})
    sheet.erase({"version": "rgba(9, 9, 9, 0)", "strokes": [0]})
    assert (drawn(), sheet.version()) == ((FIRST,), version)
    sheet.undo()
    assert drawn() == (FIRST, THIRD)


def test_only_a_real_change_of_width_resizes() -> None:
    sheet.fitted(600)
    sheet.take_over(sent(FIRST))
    for available, width in ((None, 600), (600 + 24, 600), (599, 599), (900, 900)):
        sheet.fitted(available)
        assert sheet.view().width == width
    assert drawn() == (FIRST,)


def test_an_untouched_sheet_takes_on_the_width() -> None:
    sheet.fitted(None)
    sheet.fitted(328)
    assert sheet.current() == Drawing((), 328, 240)


def test_room_is_made_up_to_a_limit_and_stays() -> None:
    sheet.fitted(600)
    sheet.take_over(sent(FIRST))
    for _ in range(MOST_ROOM + 2):
        sheet.make_room()
    assert sheet.has_most_room()
    assert sheet.view().height == MOST_ROOM * 240
    assert sheet.view().scale == 1
    sheet.undo()
    assert (drawn(), sheet.view().height) == ((), MOST_ROOM * 240)


def test_another_drawing_can_be_undone() -> None:
    sheet.fitted(600)
    sheet.take_over(sent(FIRST))
    sheet.take(Drawing((SECOND,), 1200, 240))
    assert sheet.view().scale == 0.5
    sheet.take_over(sent(SECOND, THIRD))
    assert drawn() == (SECOND, THIRD)
    sheet.undo()
    sheet.undo()
    assert (drawn(), sheet.view().scale) == ((FIRST,), 1)


def test_many_versions_differ() -> None:
    versions = set()
    sheet.fitted(600)
    for _ in range(600):
        sheet.put_back()
        versions.add(sheet.version())
    assert len(versions) == 600
