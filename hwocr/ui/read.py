"""From a drawing or a file to a :class:`Reading`, by the one reader that all sessions share."""

from __future__ import annotations

from threading import Lock

import numpy as np
import streamlit as st

from hwocr.image import load
from hwocr.reader import Reader
from hwocr.strokes import render
from hwocr.ui.drawing import Drawing
from hwocr.ui.reading import Reading

_turn = Lock()
"""One picture at a time, whoever sent it: that bounds the memory the app needs."""


@st.cache_resource(show_spinner="Loading the networks …", max_entries=8)
def reader(alphabet: str) -> Reader:
    return Reader(alphabet=alphabet)


def read_drawing(drawing: Drawing, alphabet: str) -> Reading:
    """Read the strokes of ``drawing``, of which there is at least one."""
    size, pen_width = (drawing.width, drawing.height), drawing.pen_width
    strokes = drawing.strokes
    with _turn:
        page = reader(alphabet).read_strokes(strokes, size, pen_width=pen_width)
    paper = np.round(255 * (1 - render(strokes, size, pen_width))).astype(np.uint8)
    return Reading.of("drawing", page, np.repeat(paper[..., None], 3, axis=2))


def read_file(name: str, data: bytes, alphabet: str) -> Reading:
    """Read an encoded picture.

    Raises:
        HwocrError: it is no picture that can be read, or the alphabet is wrong.
    """
    with _turn:
        picture = load(data)
        page = reader(alphabet).read(picture)
        return Reading.of(name, page, picture)
