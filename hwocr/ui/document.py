"""What the browser is to know of the page as a whole: the language it is in."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from hwocr.ui.texts import language, strings

_component = st.components.v2.component(
    "hwocr_document",
    html="<div></div>",
    css=":host { display: block; height: 0 }",
    js=Path(__file__).with_suffix(".js").read_text("utf-8"),
)


def describe() -> None:
    """Tell the browser the page's language, and put Streamlit's own words into it."""
    words = list(strings("streamlit").values())
    with st.container(key="document"):
        _component(key="described", data={"language": language(), "words": words}, height=1)
