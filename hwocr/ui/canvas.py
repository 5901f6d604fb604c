"""Drawing: a canvas as wide as the page, pen width, Undo and Clear."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit_drawable_canvas import st_canvas

from hwocr.ui.drawing import Drawing
from hwocr.ui.fit import container_width

PENS = {"Fine": 4, "Medium": 7, "Thick": 12}
"""Pen widths in canvas pixels."""
_INK = "#16181d"
_NARROWEST = 280
"""Canvas width in pixels before the browser has told the real one."""
_SLACK = 24
"""A canvas grows only by more than this many pixels, so that a scrollbar that comes
and goes does not resize it again and again."""


def draw() -> Drawing:
    """Show the canvas and its buttons; return what is drawn on it.

    The drawing lives in the session, not in the canvas: it outlasts whatever takes the
    canvas off the page, and Undo, Clear and a new width put it back on the canvas.
    """
    drawing = _fitted(container_width(key="canvas_width"))
    with st.container(key="paper"):
        st_canvas(
            width=drawing.width,
            height=drawing.height,
            stroke_width=PENS[st.session_state.get("pen") or "Medium"],
            stroke_color=_INK,
            initial_drawing=st.session_state["canvas_start"],
            key="canvas",
            on_change=_take_over,
        )
    with st.container(horizontal=True, vertical_alignment="center", key="pen_row"):
        st.segmented_control(
            "Pen",
            list(PENS),
            default="Medium",
            required=True,
            key="pen",
            label_visibility="collapsed",
        )
        empty = not drawing.objects
        st.button("Undo", icon=":material/undo:", on_click=_undo, disabled=empty)
        st.button("Clear", icon=":material/delete:", on_click=_clear, disabled=empty)
    return drawing


def canvas_size(width: int) -> tuple[int, int]:
    """Width and height in pixels of the canvas in a container that is ``width`` pixels wide."""
    return width, round(min(340, max(240, 0.32 * width)))


def _fitted(available: int | None) -> Drawing:
    """The session's drawing, on a canvas that fits ``available`` pixels."""
    drawing: Drawing | None = st.session_state.get("drawing")
    if drawing is None:
        drawing = Drawing((), *canvas_size(available or _NARROWEST))
        _put(drawing)
    elif available is not None and not drawing.width <= available <= drawing.width + _SLACK:
        drawing = drawing.resized(*canvas_size(available))
        _put(drawing)
    return drawing


def _put(drawing: Drawing) -> None:
    """Make ``drawing`` the session's drawing and have the canvas show it.

    The canvas ignores a drawing equal to the last one it was given, hence the counter.
    """
    count = st.session_state.get("canvas_start", {}).get("nonce", 0) + 1
    st.session_state["drawing"] = drawing
    st.session_state["canvas_start"] = {"objects": list(drawing.objects), "nonce": count}


def _take_over() -> None:
    """The canvas has sent a new drawing: make it the session's."""
    state: Any = st.session_state["canvas"]
    data = (state.get("drawing") or {}).get("raw")
    old: Drawing = st.session_state["drawing"]
    st.session_state["drawing"] = Drawing.from_canvas(data, old.width, old.height)


def _undo() -> None:
    _put(st.session_state["drawing"].without_last())


def _clear() -> None:
    _put(st.session_state["drawing"].cleared())
