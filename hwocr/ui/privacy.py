"""The page that says what happens to what visitors give."""

from __future__ import annotations

from html import escape

import streamlit as st

from hwocr.ui.texts import says

SECTIONS = ("pictures", "camera", "links", "corrections", "server", "self")


def show() -> None:
    """Show the page."""
    st.html(f'<h1 class="hw-title">{escape(says("privacy.title"))}</h1>')
    parts = "".join(
        f"<h2>{escape(says(f'privacy.{name}'))}</h2><p>{escape(says(f'privacy.{name}_told'))}</p>"
        for name in SECTIONS
    )
    st.html(f'<article class="hw-article">{parts}</article>')
    st.code("pip install -r requirements.txt\nstreamlit run app.py", language="console")
