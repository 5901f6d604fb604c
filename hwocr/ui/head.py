"""The head of every page: its name and the switch for its language."""

from __future__ import annotations

from html import escape

import streamlit as st

from hwocr.ui.address import Choice
from hwocr.ui.texts import KEY, LANGUAGES, preferred, says


def choice() -> Choice:
    """The language of the page; in the address if it is not the browser's own."""
    return Choice(KEY, preferred(), tuple(LANGUAGES))


def show() -> None:
    """Show the head."""
    with st.container(horizontal=True, horizontal_alignment="distribute", key="head"):
        st.html(
            '<header class="hw-header"><h1>hwocr</h1>'
            f"<p>{escape(says('page.tagline'))}</p></header>"
        )
        st.selectbox(
            says("page.interface"),
            list(LANGUAGES),
            format_func=LANGUAGES.__getitem__,
            key=KEY,
            persist_state="session",
            filter_mode=None,
            label_visibility="collapsed",
            width=124,
        )
