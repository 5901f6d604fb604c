"""Pictures that come with the app."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from hwocr.image import load
from hwocr.ui.address import Choice
from hwocr.ui.pictures import data_uri, fit, jpeg
from hwocr.ui.read import read_file, reads_alone
from hwocr.ui.reading import Reading
from hwocr.ui.settings import Options
from hwocr.ui.texts import says

FOLDER = Path(__file__).resolve().parents[2] / "examples"
FILES = {
    "hello": "hello.png",
    "note": "note.jpg",
    "digits": "digits.jpg",
    "blackboard": "blackboard.jpg",
    "list": "list.jpg",
}
"""By code: the file."""
FIRST = "note"
"""The example that a new visitor sees."""
CHOICE = Choice("example", None, tuple(FILES))
_KEPT = 12
"""How many readings of examples are kept for all visitors."""


def choose() -> str | None:
    """Show the examples; return the code of the chosen one."""
    chosen: str | None = st.session_state["example"]
    with st.container(horizontal=True, key="examples", gap="small"):
        for code in FILES:
            with st.container(key=f"example_{code}", gap="small"):
                kind = "hw-example hw-chosen" if code == chosen else "hw-example"
                st.html(f'<img class="{kind}" src="{_thumbnail(code)}" alt="">')
                st.button(
                    says(f"examples.{code}"),
                    key=f"choose_{code}",
                    on_click=_take,
                    args=(code,),
                    width="stretch",
                )
    return chosen


def read(code: str, options: Options) -> Reading:
    """The example ``code`` read; done once for all visitors who read with the same networks.

    Raises:
        HwocrError: as for :func:`hwocr.ui.read.read_file`.
    """
    return _read(code, options) if reads_alone() else read_for_all(code, options)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def read_for_all(code: str, options: Options) -> Reading:
    """As :func:`read`, for those who have taught nothing."""
    return _read(code, options)


def _read(code: str, options: Options) -> Reading:
    name = FILES[code]
    return read_file(name, (FOLDER / name).read_bytes(), options)


def _take(code: str) -> None:
    st.session_state["example"] = code


@cache
def _thumbnail(code: str) -> str:
    return data_uri(jpeg(fit(load(FOLDER / FILES[code]), 360), quality=80))
