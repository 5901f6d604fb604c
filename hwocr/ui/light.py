"""Light: a character that is touched anywhere shines in the text, the pictures and the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from hwocr.page import Page
from hwocr.ui.reading import Reading, Shot

SHEETS = frozenset({"glyphs", "word images", "activity", "alignment"})
"""Stages whose pictures are sheets of cut-outs, on which the source picture has no one place."""
_KEY = "light"

_component = st.components.v2.component(
    "hwocr_light", js=Path(__file__).with_suffix(".js").read_text("utf-8"), isolate_styles=False
)


def shine(
    reading: Reading, page: Page, on_asked: Callable[[str], None], *, stages: bool = True
) -> None:
    """Let the browser light up what is touched; it needs no rerun for that.

    Args:
        reading: as it was read.
        page: its page with all corrections.
        stages: whether the reading's stages are on the page.
        on_asked: called with a character's name, ``"line-word-character"``, when a button with
            that in its attribute ``data-explain`` is pressed.
    """

    def take() -> None:
        asked = st.session_state[_KEY].get("asked")
        if asked:
            on_asked(str(asked["character"]))

    data = payload(page, reading.stages if stages else ())
    _component(key=_KEY, data=data, on_asked_change=take, height=1)


def payload(page: Page, shots: Sequence[Shot | None]) -> dict[str, Any]:
    """What the browser needs to know: boxes in the source, and how each picture shows the source.

    Pictures are named as in ``data-picture``; each has its (width, height) and the matrix from
    source pixels to its own, in relation to which all that is shown of it is scaled.

    Args:
        page: with all corrections.
        shots: one for each of its stages; empty if none is shown.
    """
    pictures = {"boxes": _picture(np.eye(3), (page.width, page.height))}
    for number, (stage, shot) in enumerate(zip(page.stages, shots, strict=bool(shots)), start=1):
        if shot is not None and stage.name not in SHEETS:
            pictures[f"stage-{number}"] = _picture(np.linalg.inv(stage.matrix), shot.size)
    return {
        "words": {
            f"{number}-{place}": [(c.text, c.box.to_list()) for c in word.characters]
            for number, line in enumerate(page.lines)
            for place, word in enumerate(line.words)
        },
        "pictures": pictures,
    }


def _picture(matrix: NDArray[Any], size: tuple[int, int]) -> dict[str, Any]:
    return {"size": size, "matrix": matrix.round(9).tolist()}
