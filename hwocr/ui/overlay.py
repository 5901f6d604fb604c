"""What the canvas cannot do itself: tell how wide it may be, whether it is still there, erase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from hwocr.drawing import Stroke
from hwocr.ui.fabric import INK

_KEY = "canvas_overlay"
_HERE = Path(__file__)

_component = st.components.v2.component(
    "hwocr_overlay",
    html='<div class="eraser"></div>',
    css=_HERE.with_suffix(".css").read_text("utf-8"),
    js=_HERE.with_suffix(".js").read_text("utf-8"),
)


def width() -> int | None:
    """How wide the canvas may be in pixels; ``None`` until the browser has told."""
    known = (st.session_state.get(_KEY) or {}).get("width")
    if known:
        st.session_state["canvas_width"] = int(known)
    # The overlay may have left the page and come back; the session remembers.
    available: int | None = st.session_state.get("canvas_width")
    return available


def lay(
    version: str,
    erasable: tuple[Stroke, ...] | None,
    scale: float,
    rule: float,
    on_erase: Callable[[Any], None],
    on_lost: Callable[[], None],
) -> None:
    """Lay it over the canvas, with which it shares its container.

    Args:
        version: of what is on the canvas.
        erasable: the strokes on the canvas while the eraser is chosen, else ``None``.
        scale: canvas pixels for each unit of the strokes.
        rule: distance of the guide lines in canvas pixels; 0 for none.
        on_erase: called with ``{"version": …, "strokes": […]}``, numbers of what was erased.
        on_lost: called when the canvas has gone from the page.
    """

    def take_erased() -> None:
        erased = st.session_state[_KEY].get("erased")
        if erased:
            on_erase(erased)

    _component(
        key=_KEY,
        data={
            "version": version,
            "strokes": None if erasable is None else [_line(s, scale) for s in erasable],
            "rule": round(rule, 2),
            "ink": INK,
        },
        on_width_change=lambda: None,
        on_lost_change=on_lost,
        on_erased_change=take_erased,
        width="stretch",
        height=1,
    )


def _line(stroke: Stroke, scale: float) -> list[float]:
    """The pen's width, then x and y of each point, in canvas pixels."""
    values = (stroke.width, *(value for point in stroke.points for value in point))
    return [round(value * scale, 1) for value in values]
