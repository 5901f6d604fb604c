"""The result as files."""

from __future__ import annotations

import json
from pathlib import PurePath

import streamlit as st

from hwocr.draw import Level, annotate
from hwocr.ui.pictures import decoded, png
from hwocr.ui.reading import Reading


def offer(reading: Reading, level: Level, mark: str) -> None:
    """Buttons for the text, the page as JSON and the picture with its boxes.

    In the text, ``mark`` follows words that are unsure.
    """
    stem = PurePath(reading.name).stem or "page"
    page = reading.page
    with st.container(horizontal=True, gap="small", key="downloads"):
        _button("Text", page.marked(mark) + "\n", f"{stem}.txt", "text/plain")
        data = json.dumps(page.to_dict(), ensure_ascii=False, indent=2)
        _button("JSON", data, f"{stem}.json", "application/json")
        st.download_button(
            "Picture",
            # Drawn only when it is asked for.
            lambda: png(annotate(decoded(reading.picture), page, level)),
            f"{stem}-boxes.png",
            "image/png",
            on_click="ignore",
            icon=":material/download:",
        )


def _button(label: str, data: str, name: str, mime: str) -> None:
    st.download_button(label, data, name, mime, on_click="ignore", icon=":material/download:")
