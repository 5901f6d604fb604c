"""The page from top to bottom, in three moments: give, read, see how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import streamlit as st

from hwocr.drawing import Drawing
from hwocr.ui import (
    camera,
    canvas,
    edits,
    examples,
    result,
    settings,
    style,
    teach,
    uploads,
    ways,
)
from hwocr.ui.messages import example, failed, invitation
from hwocr.ui.read import DRAWING, read_drawing, read_file
from hwocr.ui.reading import Failure, Reading, attempt
from hwocr.ui.settings import Settings
from hwocr.ui.shelf import remembered
from hwocr.ui.texts import says

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.runtime.uploaded_file_manager import UploadedFile

CHOICES = (ways.CHOICE, canvas.CHOICE, examples.CHOICE, *settings.CHOICES)
"""What of the page is in its address, besides the language."""


def show() -> None:
    """Show the whole page."""
    with st.container(horizontal=True, horizontal_alignment="distribute", key="give"):
        style.moment(1, "give")
        chosen = settings.choose()
    tabs = ways.tabs()
    way = ways.current()
    # Draw and Upload stay on the page behind the other tabs and so keep what they hold;
    # the camera must not, it would ask for permission at once.
    with tabs["draw"]:
        drawing = canvas.draw()
    with tabs["upload"]:
        files = uploads.choose_files()
    edits.follow(DRAWING, drawing.strokes)
    style.moment(2, "read")
    # Messages come and go above the result, which keeps its place and so is not set up anew.
    with st.container(key="outcome", gap=None):
        with st.container(key="messages"):
            reading = _read(way, tabs, drawing, files, chosen)
        if reading is not None or drawing.strokes or files:
            st.session_state["newcomer"] = False
        if reading is None:
            with st.container(key="welcome"):
                invitation(way)
                reading = _example(way, chosen)
        else:
            # Takes the invitation's place at once: left out, it would stay until the run ends, and
            # the text would appear below it and then jump up.
            st.empty()
        with st.container(key="result"):
            if reading is not None:
                result.show(reading, chosen)
    teach.show()
    style.limits()


def _example(way: str, chosen: Settings) -> Reading | None:
    """For those who have just come and given nothing yet: an example, named as one."""
    if not st.session_state["newcomer"] or way == "examples":
        return None
    name = says("messages.example")
    outcome = attempt(name, lambda: examples.read(examples.FIRST, chosen.options))
    if isinstance(outcome, Failure):
        return None
    example()
    return outcome


def _read(
    way: str,
    tabs: Mapping[str, DeltaGenerator],
    drawing: Drawing,
    files: list[UploadedFile],
    chosen: Settings,
) -> Reading | None:
    """What the visitor gave in this way, read."""
    options = chosen.options
    if way == "draw" and drawing.strokes:
        # No word of waiting: it would move the text below at each stroke.
        name = says("page.drawing")
        return _once(way, name, (drawing, options), lambda: read_drawing(drawing, options))
    if way == "upload":
        return uploads.read_files(files, chosen)
    if way == "camera":
        with tabs[way]:
            photo = camera.take()
        if photo is not None:
            name = "photo.jpg"
            with st.spinner(says("page.reading")):
                return _once(way, name, (photo, options), lambda: read_file(name, photo, options))
    if way == "examples":
        with tabs[way]:
            code = examples.choose()
        if code is not None:
            with st.spinner(says("page.reading")):
                return _once(way, code, (code, options), lambda: examples.read(code, options))
    return None


def _once(place: str, name: str, of: object, read: Callable[[], Reading]) -> Reading | None:
    """What was made ``of`` it at ``place``, read if that was not done before.

    Say so if it cannot be read.
    """
    outcome = remembered(place, of, lambda: attempt(name, read))
    if isinstance(outcome, Failure):
        failed(outcome)
        return None
    return outcome
