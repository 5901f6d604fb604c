"""What the page says when there is nothing to show."""

from __future__ import annotations

import re

import streamlit as st

from hwocr.ui.reading import Failure

EMPTY = {
    "Draw": "Write a word on the paper, with separate or joined letters. "
    "What it says appears here after each stroke.",
    "Upload": "Choose one or more pictures. What they say appears here.",
    "Camera": "Take a picture of a few words on plain paper. What they say appears here.",
    "Examples": "Choose a picture to see it read.",
}
"""By way in: the invitation while there is no input."""


def invitation(way: str) -> None:
    st.html(f'<p class="hw-invitation">{EMPTY[way]}</p>')


def failed(failure: Failure) -> None:
    st.warning(
        f"**{plain(failure.name)}** was not read. {plain(sentence(failure.message))}",
        icon=":material/warning:",
    )


def nothing_found() -> None:
    st.info(
        "Nothing here looks like writing. Dark letters on plain paper that fill "
        "a good part of the picture are found best.",
        icon=":material/search:",
    )


def sentence(text: str) -> str:
    """``text`` with a capital at its start and a full stop at its end."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def plain(text: str) -> str:
    """``text`` such that Markdown shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-!|~$:])", r"\\\1", text)
