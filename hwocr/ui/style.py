"""The page's looks that the theme in ``.streamlit/config.toml`` cannot express."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

# Each is below the 10 kB from which Streamlit refers to what the browser should have kept: when
# strokes come fast, it may have dropped that already.
_SHEETS = tuple(
    Path(__file__).with_name(f"{name}.css")
    for name in ("style", "text", "canvas", "explain", "pages")
)
_ICON = Path(__file__).with_name("icon.png")


def set_up() -> None:
    """Title, icon and style sheets; the first thing on the page."""
    st.set_page_config(page_title="hwocr reads handwriting", page_icon=_ICON, layout="wide")
    for sheet in _SHEETS:
        st.html(sheet)


def header() -> None:
    st.html(
        '<header class="hw-header"><h1>hwocr</h1>'
        "<p>Reads handwriting, and shows every step.</p></header>"
    )


def limits() -> None:
    """Say honestly what can be expected."""
    st.html(
        '<footer class="hw-limits"><p><strong>What to expect.</strong> '
        "Neat writing on plain paper is read best, with separate or joined letters. "
        "Hasty joined writing is often read wrong, languages other than English more often still. "
        "Tables are read column by column; other scripts than the Latin one are not read. "
        "Some shapes cannot be told apart on their own, such as O and 0 or l, I and 1: "
        "a list of your own words or a smaller set of characters in the settings helps. "
        "Words that may be wrong have a dotted line and a question mark. "
        "Nothing is stored: pictures are gone when you close the page.</p></footer>"
    )
