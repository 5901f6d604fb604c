"""What the page says when there is nothing to show."""

from __future__ import annotations

import re
from html import escape

import streamlit as st

from hwocr.ui.reading import Failure
from hwocr.ui.texts import says


def invitation(way: str) -> None:
    """Invite to give something in this way, named by its code."""
    st.html(f'<p class="hw-invitation">{escape(says(f"messages.{way}"))}</p>')


def example() -> None:
    """Name what follows as an example."""
    st.html(
        f'<p class="hw-as-example"><strong>{escape(says("messages.example"))}</strong> '
        f"{escape(says('messages.example_of'))}</p>"
    )


def failed(failure: Failure) -> None:
    reason = plain(failure.reason.told() if failure.reason else says("messages.wrong"))
    st.warning(
        says("messages.failed", name=plain(failure.name), reason=reason),
        icon=":material/warning:",
    )


def nothing_found() -> None:
    st.info(says("messages.nothing_found"), icon=":material/search:")


def plain(text: str) -> str:
    """``text`` such that Markdown shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-!|~$:])", r"\\\1", text)
