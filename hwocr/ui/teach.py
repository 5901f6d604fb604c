"""Teach it your hand: the visitor's examples, the lesson, and what it changed."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from hwocr.errors import HwocrError
from hwocr.personal import Examples
from hwocr.personal.archive import MOST_BYTES
from hwocr.training.personal.room import LEAST
from hwocr.ui import hand, lesson
from hwocr.ui.messages import plain
from hwocr.ui.pictures import data_uri, png
from hwocr.ui.reasons import told
from hwocr.ui.texts import says

_SHEET = Path(__file__).with_suffix(".css")
_LETTER, _CHOSEN, _FILE = "hand_letter", "hand_chosen", "hand_file"


def show() -> None:
    """Show the section; it is empty until it is opened."""
    st.html(_SHEET)
    section = st.expander(
        says("teach.title"), icon=":material/school:", key="teach", on_change="rerun"
    )
    if not section.open:
        return
    with section:
        st.markdown(says("teach.intro"))
        try:
            found = hand.examples()
        except HwocrError as error:
            st.warning(plain(told(error)), icon=":material/warning:")
            found = Examples.of([])
        failure = st.session_state.pop(lesson.ERROR, "")
        if failure:
            st.warning(plain(failure), icon=":material/warning:")
        _active()
        _set(found)
        _files(found)
        st.caption(says("teach.private"))


def _active() -> None:
    """That a personal model is in use, and the way to be rid of it."""
    personal = hand.kept()
    if personal is None:
        return
    st.success(says("teach.active", letters=_spaced(personal.letters)), icon=":material/draw:")
    with st.container(horizontal=True, key="hand_in_use"):
        st.download_button(
            says("teach.save_hand"),
            personal.to_bytes(),
            "my-hand.npz",
            on_click="ignore",
            icon=":material/download:",
            key="save_hand",
        )
        st.button(
            says("teach.drop"),
            on_click=hand.keep,
            args=(None,),
            icon=":material/close:",
            key="drop_hand",
        )


def _set(found: Examples) -> None:
    """The examples, and the lesson made of them."""
    counts = found.counts
    if counts:
        number = says("teach.count", n=len(found))
        letters = says("teach.letters", n=len(counts))
        st.html(f'<p class="hw-hand-count"><b>{number}</b> {letters}</p>')
        _pictures(found)
    else:
        st.html(f'<p class="hw-quiet">{says("teach.none")}</p>')
    if hand.lesson() is not None:
        lesson.show()
    if hand.lesson() is None and len(found) >= LEAST:
        lesson.offer(found)
    elif counts and len(found) < LEAST:
        st.html(f'<p class="hw-quiet">{says("teach.more", n=LEAST - len(found))}</p>')


def _pictures(found: Examples) -> None:
    """The examples of one letter as pictures; wrong ones can be chosen and removed."""
    counts = found.counts
    letter = st.pills(
        says("teach.letter"),
        list(counts),
        default=next(iter(counts)),
        format_func=lambda c: f"{c} · {counts.get(c, 0)}",
        key=_LETTER,
    )
    if letter not in counts:
        return
    keys = [key for key in found.keys if key[0] == letter]
    own = [found.glyphs[i] for i, c in enumerate(found.letters) if c == letter]
    pictures = "".join(
        f'<li><img src="{data_uri(png(glyph))}" '
        f'alt="{escape(says("teach.glyph", n=n, letter=letter))}"><span>{n}</span></li>'
        for n, glyph in enumerate(own, start=1)
    )
    st.html(f'<ol class="hw-hand">{pictures}</ol>')
    chosen = st.pills(
        says("teach.remove"),
        keys,
        selection_mode="multi",
        format_func=lambda key: str(keys.index(key) + 1),
        key=f"{_CHOSEN}_{letter}_{len(keys)}",
    )
    if chosen:
        st.button(
            says("teach.remove_chosen", n=len(chosen)),
            on_click=hand.remove,
            args=(chosen,),
            icon=":material/delete:",
            key="hand_remove",
        )


def _files(found: Examples) -> None:
    """Save the examples; load examples or a personal model."""
    if len(found):
        st.download_button(
            says("teach.save_set"),
            found.to_bytes(),
            "my-examples.npz",
            on_click="ignore",
            icon=":material/download:",
            key="save_set",
        )
    # With a new name after each file, so that one is taken in only once.
    number = st.session_state.setdefault("hand_files", 0)
    st.file_uploader(
        says("teach.load"),
        type=["npz"],
        key=f"{_FILE}_{number}",
        on_change=_load,
        max_upload_size=MOST_BYTES >> 20,
    )


def _load() -> None:
    number = st.session_state["hand_files"]
    file = st.session_state[f"{_FILE}_{number}"]
    if file is None:
        return
    try:
        hand.load(file.getvalue())
    except HwocrError as error:
        st.session_state[lesson.ERROR] = f"{file.name}: {told(error)}"
    st.session_state["hand_files"] = number + 1


def _spaced(letters: str) -> str:
    return " ".join(letters)
