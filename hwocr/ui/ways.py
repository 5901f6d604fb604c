"""The ways in: tabs whose state is a code, whatever language their labels have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from hwocr.ui.address import Choice
from hwocr.ui.texts import language, says

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

WAYS = ("draw", "upload", "camera", "examples")
CHOICE = Choice("way", WAYS[0], WAYS)


def tabs() -> dict[str, DeltaGenerator]:
    """Show the tabs; return each by its code. The session's ``way`` is the one in view."""
    labels = {way: says(f"page.{way}") for way in WAYS}
    # Streamlit's tabs know nothing but their labels, so each language has tabs of its own.
    key = f"way_{language()}"

    def turn() -> None:
        chosen = st.session_state[key]
        st.session_state["way"] = next(way for way in WAYS if labels[way] == chosen)

    if st.session_state.get(key) != labels[current()]:
        st.session_state[key] = labels[current()]
    shown = st.tabs(list(labels.values()), key=key, on_change=turn)
    return dict(zip(WAYS, shown, strict=True))


def current() -> str:
    """The code of the way in view."""
    way: str = st.session_state["way"]
    return way
