"""The page from top to bottom: settings, the four ways in, the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from hwocr.drawing import Drawing
from hwocr.ui import camera, canvas, edits, examples, result, settings, style, teach, uploads
from hwocr.ui.messages import failed, invitation
from hwocr.ui.read import DRAWING, read_drawing, read_file
from hwocr.ui.reading import Failure, Reading, attempt
from hwocr.ui.settings import Settings
from hwocr.ui.shelf import remembered

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.runtime.uploaded_file_manager import UploadedFile

WAYS = ("Draw", "Upload", "Camera", "Examples")


def show() -> None:
    """Show the whole page."""
    with st.container(horizontal=True, horizontal_alignment="distribute", key="head"):
        style.header()
        chosen = settings.choose()
    tabs = st.tabs(WAYS, key="way", bind="query-params", on_change="rerun")
    way = next((name for name, tab in zip(WAYS, tabs, strict=True) if tab.open), WAYS[0])
    # Draw and Upload stay on the page behind the other tabs and so keep what they hold;
    # the camera must not, it would ask for permission at once.
    with tabs[0]:
        drawing = canvas.draw()
    with tabs[1]:
        files = uploads.choose_files()
    if not drawing.strokes:
        edits.forget(DRAWING)
    # Messages come and go above the result, which keeps its place and so is not set up anew.
    with st.container(key="outcome", gap=None):
        with st.container(key="messages"):
            reading = _read(way, tabs, drawing, files, chosen)
        with st.container(key="result"):
            if reading is not None:
                result.show(reading, chosen)
            else:
                invitation(way)
    teach.show()
    style.limits()


def _read(
    way: str,
    tabs: Sequence[DeltaGenerator],
    drawing: Drawing,
    files: list[UploadedFile],
    chosen: Settings,
) -> Reading | None:
    """What the visitor gave in this way, read."""
    if way == "Draw" and drawing.strokes:
        options = chosen.options
        # No word of waiting: it would move the text below at each stroke.
        return _once("The drawing", drawing, chosen, lambda: read_drawing(drawing, options))
    if way == "Upload":
        return uploads.read_files(files, chosen)
    if way == "Camera":
        with tabs[2]:
            photo = camera.take()
        return None if photo is None else _file("photo.jpg", photo, chosen)
    if way == "Examples":
        with tabs[3]:
            name = examples.choose()
        if name is not None:
            return _file(name, (examples.FOLDER / name).read_bytes(), chosen)
    return None


def _file(name: str, data: bytes, chosen: Settings) -> Reading | None:
    with st.spinner("Reading …"):
        return _once(name, data, chosen, lambda: read_file(name, data, chosen.options))


def _once(
    name: str, source: object, chosen: Settings, read: Callable[[], Reading]
) -> Reading | None:
    """Read ``source`` unless that was done before; say so if it cannot be read."""
    outcome = remembered(name, (source, chosen.options), lambda: attempt(name, read))
    if isinstance(outcome, Failure):
        failed(outcome)
        return None
    return outcome
