"""Drawing: a canvas as wide as the page, pen width, Undo and Clear."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit_drawable_canvas import st_canvas

from hwocr.ui import sheet
from hwocr.ui.drawing import Drawing
from hwocr.ui.fit import fit

PENS = {"Fine": 4, "Medium": 7, "Thick": 12}
"""Pen widths in canvas pixels."""
_INK = "#16181d"


def draw() -> Drawing:
    """Show the canvas and its buttons; return what is drawn on it."""
    available = fit("canvas_width", on_lost=_renew)
    drawing = sheet.fitted(available)
    with st.container(key="paper"):
        if available is None:
            # One start at the right size, rather than a change right after it.
            st.html(f'<div style="height:{drawing.height}px"></div>')
        else:
            st_canvas(
                width=drawing.width,
                height=drawing.height,
                stroke_width=PENS[st.session_state.get("pen") or "Medium"],
                stroke_color=_INK,
                background_color=sheet.version(),
                initial_drawing=sheet.start(),
                key=_key(),
                on_change=_take_over,
            )
    with st.container(horizontal=True, vertical_alignment="center", key="pen_row"):
        st.segmented_control(
            "Pen",
            list(PENS),
            default="Medium",
            required=True,
            key="pen",
            on_change=sheet.put_back,
            label_visibility="collapsed",
        )
        empty = not drawing.objects
        st.button("Undo", icon=":material/undo:", on_click=sheet.undo, disabled=empty)
        st.button("Clear", icon=":material/delete:", on_click=sheet.clear, disabled=empty)
    return drawing


def _key() -> str:
    return f"canvas_{st.session_state.get('canvas_number', 0)}"


def _take_over() -> None:
    state: Any = st.session_state[_key()]
    sheet.take_over((state.get("drawing") or {}).get("raw") or {})


def _renew() -> None:
    """The canvas was taken down and did not come back: set up another one."""
    st.session_state["canvas_number"] = st.session_state.get("canvas_number", 0) + 1
    sheet.put_back()
