"""The session's drawing and the version of it that the canvas was last given.

The drawing lives here and not in the canvas, so it outlasts whatever takes the canvas off
the page. The canvas reports strokes; Undo, Clear and a new size are made here and handed
to it as a new version.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from hwocr.ui.drawing import Drawing

_UNKNOWN = 1038
"""Width of the canvas in pixels until the browser has told how much room there is."""
_SLACK = 24
"""A canvas grows only by more than this many pixels, so that a scrollbar that comes
and goes does not resize it again and again."""


def size_for(width: int) -> tuple[int, int]:
    """Width and height in pixels of the canvas in a container that is ``width`` pixels wide."""
    return width, round(min(340, max(240, 0.32 * width)))


def fitted(available: int | None) -> Drawing:
    """The session's drawing on a canvas that fits ``available`` pixels, if that is known."""
    drawing: Drawing | None = st.session_state.get("drawing")
    if drawing is None:
        put(Drawing((), *size_for(available or _UNKNOWN)))
    elif available is not None and not drawing.width <= available <= drawing.width + _SLACK:
        put(drawing.resized(*size_for(available)))
    return current()


def current() -> Drawing:
    """The session's drawing.

    Raises:
        KeyError: :func:`fitted` or :func:`put` was never called.
    """
    drawing: Drawing = st.session_state["drawing"]
    return drawing


def put(drawing: Drawing) -> None:
    """Make ``drawing`` the session's drawing and a new version for the canvas."""
    st.session_state["drawing"] = drawing
    st.session_state["canvas_start"] = {"objects": list(drawing.objects)}
    st.session_state["canvas_version"] = st.session_state.get("canvas_version", 0) + 1


def start() -> dict[str, Any]:
    """What the canvas is to begin with, in its own form."""
    given: dict[str, Any] = st.session_state["canvas_start"]
    return given


def version() -> str:
    """The version the canvas was given, as a background without colour.

    The canvas ignores a drawing equal to the last one it was given, and what it sends may
    have been drawn before the last Undo or Clear reached it. Its background is the one
    thing that it hands through.
    """
    number = st.session_state["canvas_version"]
    return f"rgba({number >> 16 & 255}, {number >> 8 & 255}, {number & 255}, 0)"


def take_over(data: Mapping[str, Any]) -> None:
    """The canvas sent ``data``: make it the session's drawing, unless its version is old."""
    if data.get("background") == version():
        drawing = current()
        taken = Drawing.from_canvas(data, drawing.width, drawing.height)
        st.session_state["drawing"] = taken


def put_back() -> None:
    """Give the canvas its own drawing again.

    Streamlit takes a canvas down and sets up a new one when two changes of its arguments
    come close together; the new one shows what it was given last. So whatever changes an
    argument has to hand over the drawing as well.
    """
    if "drawing" in st.session_state:
        put(current())


def undo() -> None:
    put(current().without_last())


def clear() -> None:
    put(current().cleared())
