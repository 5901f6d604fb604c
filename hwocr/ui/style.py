"""The page's looks that the theme in ``.streamlit/config.toml`` cannot express."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from hwocr.ui.texts import says

# Each is below the 10 kB from which Streamlit refers to what the browser should have kept: when
# strokes come fast, it may have dropped that already.
_SHEETS = tuple(
    Path(__file__).with_name(f"{name}.css")
    for name in ("style", "text", "canvas", "explain", "pages", "fingers")
)
_ICON = Path(__file__).with_name("icon.png")


def set_up() -> None:
    """Title, icon and style sheets; the first thing on the page."""
    st.set_page_config(page_title=says("page.title"), page_icon=_ICON, layout="wide")
    for sheet in _SHEETS:
        st.html(sheet)


def moment(number: int, name: str) -> None:
    """The heading of one of the page's moments: give, read, see how."""
    st.html(
        f'<h2 class="hw-moment"><span aria-hidden="true">{number}</span> '
        f"{escape(says(f'page.{name}'))}</h2>"
    )


def limits() -> None:
    """Say honestly what can be expected."""
    st.html(
        f'<footer class="hw-limits"><p><strong>{escape(says("page.expect"))}</strong> '
        f"{escape(says('page.limits'))}</p></footer>"
    )
