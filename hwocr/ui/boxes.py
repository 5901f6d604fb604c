"""A word that the reader missed: a box around it, drawn on the picture, is read and added."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st
from streamlit_drawable_canvas import boxes_to_drawing, st_canvas

from hwocr.corrections import AddWord
from hwocr.draw import annotate
from hwocr.page import Box, Page, Word
from hwocr.ui import edits
from hwocr.ui.frames import box_between, box_of, percents, shape_of
from hwocr.ui.pictures import decoded, fit, jpeg
from hwocr.ui.read import read_part
from hwocr.ui.reading import Reading
from hwocr.ui.settings import Options
from hwocr.ui.texts import says

_TALL = 0.55
"""Part of the window's height that the picture may take: what is below it stays in reach."""
_LABEL_SIZE = 16
_COLOUR, _FILL = "#d9480f", "rgba(217, 72, 15, 0.12)"
_PIXELS = 1400
"""Longest side, in pixels, of the picture below the canvas."""
_BOX, _TURN, _BEGUN = "missing_box", "missing_turn", "missing_begun"
"""Where the session keeps the box, how often one was drawn, and where its edges were then."""
_READ = "missing_read"
"""Where it keeps what was read in which box."""

_room = st.components.v2.component(
    "hwocr_room",
    html="<div></div>",
    css=":host { display: block; height: 0 }",
    js=Path(__file__).with_suffix(".js").read_text("utf-8"),
)


def offer(reading: Reading, page: Page, options: Options) -> None:
    """A button that opens the picture of ``page``, to add a word that is not on it.

    Args:
        reading: whose word it is.
        page: the page of ``reading`` with the corrections so far.
        options: for reading what is in the box.
    """
    if st.button(says("boxes.add"), icon=":material/add_box:", key="add_word"):
        _place(page, None)
        st.dialog(says("boxes.add"), width="large")(_ask)(reading, page, options)


def _ask(reading: Reading, page: Page, options: Options) -> None:
    box: Box | None = st.session_state[_BOX]
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(key="missing", gap="small"):
        room = _room(key="missing_room", on_room_change=lambda: None, width="stretch", height=1)
        if room.get("room") is None:
            return
        # What is typed while the box is read would be lost with the field, which another one
        # follows; so the style sheet hides it until then.
        hint = st.html(_hint(waiting=box is not None and not _is_read(reading, box, options)))
        read = _read(reading, box, options) if box else None
        _canvas(reading, page, box, read.text if read else "", *room["room"])
    with right:
        # What comes and goes is kept together, or the sliders below would be set up anew.
        with st.container(key="missing_text"):
            text = _text(box, read)
        hint.html(_hint(waiting=False))
        _sliders(page)
        if text and box:
            edits.make(reading, AddWord.of(page, box, text, read))
            st.rerun()
        elif text is not None:
            st.warning(says("boxes.blank"))


def _canvas(
    reading: Reading, page: Page, box: Box | None, label: str, width: int, height: int
) -> None:
    """The picture in a room of ``width`` by a part of the window's ``height`` to draw on."""
    scale = min(width / page.width, _TALL * height / page.height)
    size = max(1, int(scale * page.width)), max(1, int(scale * page.height))
    key, given = "missing_canvas", int(box is not None)

    def take() -> None:
        raw: Any = (st.session_state[key].get("drawing") or {}).get("raw") or {}
        shapes = raw.get("objects", [])
        # The canvas also reports the box that it was given, perhaps when that has moved on.
        if len(shapes) > given:
            _place(page, box_of(shapes[-1], page, scale))

    st_canvas(
        width=size[0],
        height=size[1],
        background_image=jpeg(fit(annotate(decoded(reading.picture), page, "words"), _PIXELS)),
        drawing_mode="labeled_rect",
        label="",
        fill_color=_FILL,
        stroke_color=_COLOUR,
        stroke_width=2,
        font_size=_LABEL_SIZE,
        initial_drawing=boxes_to_drawing(
            [shape_of(box, label, scale)] if box else [],
            stroke_color=_COLOUR,
            stroke_width=2,
            fill_color=_FILL,
        ),
        key=key,
        on_change=take,
    )


def _sliders(page: Page) -> None:
    """The box's edges, for keyboards and for a finger that has missed."""
    keys = _edges()

    def take() -> None:
        across, down = (st.session_state[key] for key in keys)
        # Sliders may report late, for a box before, or where they were put and not moved to.
        if keys == _edges() and (across, down) != percents(st.session_state[_BOX], page):
            box = box_between(across, down, page)
            st.session_state[_BOX] = box or st.session_state[_BOX]

    with st.expander(says("boxes.place")):
        for edges, key, at in zip(("across", "down"), keys, st.session_state[_BEGUN], strict=True):
            st.slider(says(f"boxes.{edges}"), 0.0, 100.0, at, 0.5, key=key, on_change=take)


def _text(box: Box | None, read: Word | None) -> str | None:
    """What the visitor says that the word is; ``None`` until that is said."""
    candidates = [c.text for c in read.candidates if c.text][:5] if read else []
    begun = read.text if read else ""
    if candidates:
        picked = st.pills(says("boxes.candidates"), candidates, key=f"missing_pick_{box}")
        begun = picked or begun
    with st.form("missing_form", border=False):
        # One field for each beginning: the browser is not told of a text that the session gives a
        # field when a run is cut off before the field is shown. Where the box is only moved and
        # begins the same, what was typed stays.
        key = f"missing_text_{st.session_state[_TURN]}_{begun}"
        text = st.text_input(says("boxes.text"), begun, max_chars=100, key=key)
        return text.strip() if st.form_submit_button(says("boxes.take"), type="primary") else None


def _hint(waiting: bool) -> str:
    """What to do, or that what was done is being read."""
    if waiting:
        return f'<p class="hw-quiet hw-awaited">{says("page.reading")}</p>'
    return f'<p class="hw-quiet">{says("boxes.how")}</p>'


def _read(reading: Reading, box: Box, options: Options) -> Word:
    """What the reader makes of the box; asked once."""
    if not _is_read(reading, box, options):
        asked = reading.key, box, options
        st.session_state[_READ] = asked, read_part(reading, box, options)
    word: Word = st.session_state[_READ][1]
    return word


def _is_read(reading: Reading, box: Box, options: Options) -> bool:
    known = st.session_state.get(_READ)
    return known is not None and known[0] == (reading.key, box, options)


def _place(page: Page, box: Box | None) -> None:
    """Let the box be here; the sliders follow.

    They are new ones: the browser may still report where the old ones were, which would count
    as if they had been moved there.
    """
    st.session_state[_BOX] = box
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.session_state[_BEGUN] = percents(box, page)


def _edges() -> tuple[str, str]:
    """The keys of the sliders for the box's edges, across and down, in percent."""
    turn = st.session_state[_TURN]
    return f"missing_across_{turn}", f"missing_down_{turn}"
