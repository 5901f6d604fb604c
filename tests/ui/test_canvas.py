"""The canvas on a page that it comes and goes on."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from hwocr.drawing import Drawing, Stroke
from hwocr.ui.fabric import shapes_of
from hwocr.ui.history import History
from hwocr.ui.paper import Paper, View

STROKE = Stroke(((10.0, 10.0), (50.0, 60.0)), 7.0)


def two_pages() -> None:
    import streamlit as st

    from hwocr.ui import canvas

    if st.query_params.get("page") != "other":
        canvas.draw()


def start(test: AppTest) -> Any:
    return test.session_state["canvas_start"]["objects"]


def test_another_page_and_back_leaves_the_drawing_on_the_canvas() -> None:
    test = AppTest.from_function(two_pages, default_timeout=20)
    test.session_state["canvas_width"] = 600
    test.run()
    assert not test.exception
    assert start(test) == []
    # Drawn since: the canvas has it, and the version that it was given does not.
    paper = Paper(Drawing((STROKE,), 600, 240), 1, 80)
    test.session_state["history"] = History((Paper.blank(600), paper), 1)
    test.session_state["canvas_view"] = View(600, 240, 1)
    before = test.session_state["canvas_version"]
    test.run()
    assert (start(test), test.session_state["canvas_version"]) == ([], before)
    test.query_params["page"] = "other"
    test.run()
    del test.query_params["page"]
    test.run()
    assert not test.exception
    assert start(test) == shapes_of([STROKE], 1)
