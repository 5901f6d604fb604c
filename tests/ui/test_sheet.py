"""The session's drawing: what the canvas reports, and what it must not bring back."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st

from hwocr.ui import sheet
from hwocr.ui.drawing import Drawing

STROKE = {"type": "Path", "path": [["M", 10, 10], ["L", 50, 60]], "strokeWidth": 7}


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


def sent(*strokes: dict[str, Any]) -> dict[str, Any]:
    """What the canvas sends now."""
    return {"objects": list(strokes), "background": sheet.version()}


@pytest.mark.parametrize(("width", "height"), [(328, 240), (800, 256), (1038, 332), (2000, 340)])
def test_the_canvas_is_as_wide_as_there_is_room(width: int, height: int) -> None:
    drawing = sheet.fitted(width)
    assert (drawing.width, drawing.height) == (width, height)


def test_strokes_are_taken_over_and_undone() -> None:
    sheet.fitted(600)
    sheet.take_over(sent(STROKE, STROKE))
    assert len(sheet.current().objects) == 2
    sheet.undo()
    assert len(sheet.current().objects) == 1
    assert sheet.start() == {"objects": [STROKE]}
    sheet.clear()
    assert sheet.start() == {"objects": []}


def test_a_stroke_does_not_make_the_canvas_start_again() -> None:
    sheet.fitted(600)
    before = sheet.version(), sheet.start()
    sheet.take_over(sent(STROKE))
    assert (sheet.version(), sheet.start()) == before


@pytest.mark.parametrize("change", [sheet.undo, sheet.clear])
def test_what_was_sent_before_a_change_arrived_is_ignored(change: Any) -> None:
    sheet.fitted(600)
    late = sent(STROKE)
    sheet.take_over(late)
    change()
    sheet.take_over(late)
    assert sheet.current().objects == ()
    sheet.take_over(sent(STROKE))
    assert len(sheet.current().objects) == 1


def test_a_canvas_set_up_anew_gets_all_strokes() -> None:
    sheet.fitted(600)
    sheet.take_over(sent(STROKE, STROKE))
    assert sheet.start() == {"objects": []}
    sheet.put_back()
    assert sheet.start() == {"objects": [STROKE, STROKE]}


def test_only_a_real_change_of_width_resizes() -> None:
    sheet.put(Drawing((STROKE,), 600, 240))
    assert sheet.fitted(None).width == 600
    assert sheet.fitted(600 + 24).width == 600
    assert sheet.fitted(599).width == 599
    assert sheet.fitted(900).width == 900


def test_many_versions_differ() -> None:
    versions = set()
    sheet.fitted(600)
    for _ in range(600):
        sheet.put_back()
        versions.add(sheet.version())
    assert len(versions) == 600
