"""Drawings that outlast the session: as files, and in the page's address."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from hwocr.drawing import Drawing
from hwocr.drawing.files import MOST_BYTES, load, to_json, to_svg
from hwocr.drawing.link import pack, unpack
from hwocr.errors import DrawingError
from hwocr.ui import sheet
from hwocr.ui.messages import plain
from hwocr.ui.reasons import told
from hwocr.ui.texts import says

ADDRESS = "drawing"
"""Name of a drawing in the page's address."""
_LINK, _MENU = "drawing_link", "drawing_menu"
_TROUBLE = "drawing_trouble"
"""Where the session keeps why a drawing could not be opened, and the strokes there were then."""

_component = st.components.v2.component(
    "hwocr_link", js=Path(__file__).with_name("link.js").read_text("utf-8"), isolate_styles=False
)


def offer(drawing: Drawing) -> None:
    """A menu to link to ``drawing``, to save it and to open another one."""
    menu = st.popover(says("draw.file"), icon=":material/draft:", key=_MENU, on_change="rerun")
    if not menu.open:
        return
    with menu:
        if drawing.strokes:
            _link(drawing)
            _save(says("draw.json"), lambda: to_json(drawing), "drawing.json", "application/json")
            _save(says("draw.svg"), lambda: to_svg(drawing), "drawing.svg", "image/svg+xml")
        st.file_uploader(
            says("draw.open"),
            type=[".json", ".svg"],
            key=_uploader(),
            on_change=_open_file,
            max_upload_size=MOST_BYTES // 1_000_000,
        )


def keep_address() -> None:
    """Open the drawing that the page's address names; once it changes, the address forgets it."""
    code = st.query_params.get(ADDRESS)
    if code is None:
        return
    known, linked = st.session_state.get("linked_drawing", (None, None))
    if code != known:
        _take(lambda: unpack(code))
        st.session_state["linked_drawing"] = (code, sheet.current())
    elif sheet.current() != linked:
        del st.query_params[ADDRESS]


def tell() -> None:
    """Say why a drawing could not be opened, until another stroke is drawn."""
    text, strokes = st.session_state.get(_TROUBLE, (None, None))
    if strokes == sheet.current().strokes:
        st.warning(text, icon=":material/warning:")
    else:
        st.session_state.pop(_TROUBLE, None)


def _link(drawing: Drawing) -> None:
    code = pack(drawing)
    if code is None:
        st.caption(says("draw.too_long"))
        return

    def put_into_address() -> None:
        st.session_state["linked_drawing"] = (code, drawing)
        st.query_params[ADDRESS] = code

    labels = {name: says(f"draw.{name}") for name in ("link", "copied", "link_help")}
    _component(
        key=_LINK,
        data={"name": ADDRESS, "code": code, "labels": labels},
        on_linked_change=put_into_address,
    )


def _save(label: str, data: Callable[[], str], name: str, mime: str) -> None:
    st.download_button(
        label,
        data,
        name,
        mime,
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )


def _open_file() -> None:
    file = st.session_state.get(_uploader())
    if file is not None:
        # Another uploader, so that the same file can be opened again.
        st.session_state["opened_files"] = st.session_state.get("opened_files", 0) + 1
        st.session_state[_MENU] = False
        _take(lambda: load(file.getvalue()))


def _take(opened: Callable[[], Drawing]) -> None:
    """Draw what is ``opened``, or say why that cannot be done."""
    try:
        sheet.take(opened())
    except DrawingError as error:
        st.session_state[_TROUBLE] = plain(told(error)), sheet.current().strokes


def _uploader() -> str:
    return f"drawing_file_{st.session_state.get('opened_files', 0)}"
