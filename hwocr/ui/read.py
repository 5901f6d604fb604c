"""From a drawing or a file to a :class:`Reading`, by the one reader that all sessions share."""

from __future__ import annotations

from hashlib import sha256
from threading import Lock

import numpy as np
import streamlit as st

from hwocr.document import load_page
from hwocr.drawing import Drawing
from hwocr.personal import Personal
from hwocr.reader import Reader
from hwocr.strokes import render
from hwocr.ui import shelf
from hwocr.ui.reading import Reading
from hwocr.ui.settings import Options

DRAWING = "drawing"
"""Key of the session's drawing, whatever is drawn."""

_OWN = "own_reader"
"""Where a session that reads with a personal model keeps its reader."""

_turn = Lock()
"""One picture at a time, whoever sent it: that bounds the memory the app needs."""


@st.cache_resource(show_spinner=False)
def shared_reader() -> Reader:
    """The reader that every session uses; loaded once."""
    return Reader()


def use(personal: Personal | None) -> None:
    """Read with a personal model in this session from now on, or as everybody does.

    Raises:
        PersonalError: it was taught from another network.
    """
    own = None if personal is None else shared_reader().using(personal=personal)
    st.session_state[_OWN] = own
    shelf.clear()


def read_drawing(drawing: Drawing, options: Options) -> Reading:
    """Read the strokes of ``drawing``, of which there is at least one.

    Raises:
        HwocrError: the alphabet is wrong, or no network can read in this mode.
    """
    reader = _reader(options)
    strokes, size, pen_width = drawing.arrays, drawing.size, drawing.pen_width
    with _turn:
        page = reader.read_strokes(strokes, size, pen_width=pen_width)
    paper = np.round(255 * (1 - render(strokes, size, pen_width))).astype(np.uint8)
    picture = np.repeat(paper[..., None], 3, axis=2)
    return Reading.of("drawing", DRAWING, page, picture, late=True)


def read_file(name: str, data: bytes, options: Options, number: int = 0) -> Reading:
    """Read an encoded picture, or the page ``number`` of a document, counted from 0.

    Raises:
        HwocrError: it is no picture that can be read, or as for :func:`read_drawing`.
    """
    reader = _reader(options)
    with _turn:
        picture = load_page(data, number)
        page = reader.read(picture)
        key = sha256(data).hexdigest() + (f"-{number}" if number else "")
        return Reading.of(name, key, page, picture)


def _reader(options: Options) -> Reader:
    own: Reader | None = st.session_state.get(_OWN)
    return (own or shared_reader()).using(
        mode=options.mode,
        alphabet=options.alphabet,
        lexicon=options.lexicon,
        words=options.words,
        without=options.without,
    )
