"""A picture from the visitor's camera."""

from __future__ import annotations

import streamlit as st

from hwocr.ui.texts import says


def take() -> bytes | None:
    """Show the camera; return the last picture taken in this session, encoded.

    Only call this while the camera is in view: it asks for permission right away.
    """
    st.camera_input(says("page.take"), key="photo", resolution="1080p", on_change=_keep)
    photo: bytes | None = st.session_state.get("taken_photo")
    return photo


def _keep() -> None:
    """The camera forgets its picture as soon as it leaves the page; the session does not."""
    photo = st.session_state["photo"]
    st.session_state["taken_photo"] = None if photo is None else photo.getvalue()
