"""Light: a character that is touched anywhere shines in the text, the pictures and the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from hwocr.page import Box, Page
from hwocr.ui.reading import Reading, Shot

_KEY = "light"
_LEAST = 0.5
"""Part of a cut-out or of a character that the other must cover; corrections, and the other way of
reading, may cut the same ink another way."""

_Item = TypeVar("_Item")

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

    Pictures are named as in ``data-picture``; each has its (width, height), in relation to which
    all that is shown of it is scaled, and the matrix from source pixels to its own. A sheet of
    cut-outs has cells instead: for each word those of its characters, ``None`` for one that it
    does not show.

    Args:
        page: with all corrections.
        shots: one for each of its stages; empty if none is shown.
    """
    pictures = {"boxes": _picture(np.eye(3), (page.width, page.height))}
    for number, (stage, shot) in enumerate(zip(page.stages, shots, strict=bool(shots)), start=1):
        if shot is not None:
            pictures[f"stage-{number}"] = (
                _picture(np.linalg.inv(stage.matrix), shot.size)
                if stage.cutouts is None
                else {"size": shot.size, "cells": _by_word(page, _cells(page, stage.cutouts))}
            )
    characters = [(c.text, c.box.to_list()) for c in page.characters]
    return {"words": _by_word(page, characters), "pictures": pictures}


def _by_word(page: Page, of_characters: Iterable[_Item]) -> dict[str, list[_Item]]:
    """What there is of each character of ``page``, by the name of its word."""
    items = iter(of_characters)
    return {
        f"{number}-{place}": list(islice(items, len(word.characters)))
        for number, line in enumerate(page.lines)
        for place, word in enumerate(line.words)
    }


def _cells(page: Page, cutouts: Sequence[tuple[Box, Box]]) -> list[list[int] | None]:
    """The cell of each character of ``page``: that of the cut-out most like its box."""
    if not cutouts:
        return [None] * len(page.characters)
    ours, theirs = _edges(c.box for c in page.characters), _edges(box for box, _ in cutouts)
    first = np.maximum(ours[0, :, :, None], theirs[0, :, None])
    last = np.minimum(ours[1, :, :, None], theirs[1, :, None])
    sides = (last - first).clip(0)
    shared, own, other = sides[0] * sides[1], _areas(ours), _areas(theirs)
    likest = (shared / np.maximum(own[:, None] + other - shared, 1)).argmax(axis=1)
    least = _LEAST * np.minimum(own, other[likest])
    enough = shared[np.arange(len(own)), likest] > least
    cells = [cutouts[index][1].to_list() for index in likest]
    return [cell if shown else None for cell, shown in zip(cells, enough, strict=True)]


def _edges(boxes: Iterable[Box]) -> NDArray[np.float32]:
    """(2, 2, N): the first and the last of columns and rows."""
    edges = [(box.x, box.y, box.right, box.bottom) for box in boxes]
    return np.array(edges, np.float32).reshape(-1, 2, 2).transpose(1, 2, 0)


def _areas(edges: NDArray[np.float32]) -> NDArray[np.float32]:
    sides = edges[1] - edges[0]
    return np.asarray(sides[0] * sides[1], np.float32)


def _picture(matrix: NDArray[Any], size: tuple[int, int]) -> dict[str, Any]:
    return {"size": size, "matrix": matrix.round(9).tolist()}
