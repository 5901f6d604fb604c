"""Drawing: a canvas as wide as the page, pens, an eraser, and what is done with the sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
from streamlit_drawable_canvas import st_canvas

from hwocr.drawing import Drawing
from hwocr.ui import overlay, saving, sheet
from hwocr.ui.address import Choice
from hwocr.ui.fabric import INK
from hwocr.ui.texts import language, says

PENS = {"fine": 4, "medium": 7, "thick": 12}
"""Pen widths in canvas pixels."""
_ERASER = "eraser"
CHOICE = Choice("ruled", False)
"""Whether there are guide lines."""


def draw() -> Drawing:
    """Show the canvas and its buttons; return what is drawn on it."""
    if _key() not in st.session_state:
        # The canvas was not on the page in the last run, and begins with what it is given now.
        sheet.put_back()
    available = overlay.width()
    sheet.fitted(available)
    saving.keep_address()
    view = sheet.view()
    tool = st.session_state.get("pen") or "medium"
    ruled = bool(st.session_state.get(CHOICE.name))
    with st.container(key="paper", gap=None):
        overlay.lay(
            sheet.version(),
            sheet.on_canvas() if tool == _ERASER else None,
            view.scale,
            sheet.history().current.rule * view.scale if ruled else 0,
            on_erase=sheet.erase,
            on_lost=_renew,
        )
        if available is None:
            # One start at the right size, rather than a change right after it.
            st.html(f'<div style="height:{view.height}px"></div>')
        else:
            st_canvas(
                width=view.width,
                height=view.height,
                stroke_width=PENS.get(tool, PENS["medium"]),
                stroke_color=INK,
                background_color=sheet.version(),
                initial_drawing=sheet.start(),
                key=_key(),
                on_change=partial(_take_over, _key()),
            )
    with st.container(horizontal=True, vertical_alignment="center", key="pen_row"):
        _pens()
        with st.container(horizontal=True, gap="small", width="content", key="sheet_row"):
            _changes()
    saving.tell()
    return sheet.current()


def _pens() -> None:
    st.segmented_control(
        says("draw.pen"),
        [*PENS, _ERASER],
        default="medium",
        required=True,
        format_func=lambda code: says(f"draw.{code}"),
        key="pen",
        on_change=sheet.put_back,
        persist_state="session",
        label_visibility="collapsed",
    )
    st.toggle(says("draw.lines"), key=CHOICE.name)


def _changes() -> None:
    known = sheet.history()
    drawing = known.current.drawing
    _button("undo", "undo", sheet.undo, known.can_undo)
    _button("redo", "redo", sheet.redo, known.can_redo)
    _button("clear", "delete", sheet.clear, bool(drawing.strokes))
    _button("room", "expand", sheet.make_room, not sheet.has_most_room())
    saving.offer(drawing)


def _button(name: str, icon: str, act: Callable[[], None], possible: bool) -> None:
    st.button(
        says(f"draw.{name}"),
        icon=f":material/{icon}:",
        on_click=act,
        disabled=not possible,
        key=f"{name}_drawing",
    )


def _key() -> str:
    # Each language has tabs of its own, and so a canvas that begins with what it is given.
    return f"canvas_{language()}_{st.session_state.get('canvas_number', 0)}"


def _take_over(key: str) -> None:
    state: Any = st.session_state[key]
    sheet.take_over((state.get("drawing") or {}).get("raw") or {})


def _renew() -> None:
    """The canvas was taken down and did not come back: set up another one."""
    st.session_state["canvas_number"] = st.session_state.get("canvas_number", 0) + 1
    sheet.put_back()
