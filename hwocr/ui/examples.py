"""Pictures that come with the app."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from hwocr.image import load
from hwocr.ui.pictures import data_uri, fit, jpeg

FOLDER = Path(__file__).resolve().parents[2] / "examples"
TITLES = {
    "hello.png": "Drawn word",
    "note.jpg": "Note with a shadow",
    "digits.jpg": "Digits",
    "blackboard.jpg": "Blackboard",
    "list.jpg": "Shopping list",
}
"""By file: what its button says."""


def choose() -> str | None:
    """Show the examples; return the name of the chosen file."""
    with st.container(horizontal=True, key="examples", gap="small"):
        for name, title in TITLES.items():
            with st.container(key=f"example_{name.partition('.')[0]}", gap="small"):
                st.html(f'<img class="hw-example" src="{_thumbnail(name)}" alt="">')
                st.button(title, on_click=_take, args=(name,), width="stretch")
    chosen: str | None = st.session_state.get("example")
    return chosen


def _take(name: str) -> None:
    st.session_state["example"] = name


@cache
def _thumbnail(name: str) -> str:
    return data_uri(jpeg(fit(load(FOLDER / name), 360), quality=80))
