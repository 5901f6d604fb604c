"""From a drawing or a file to a :class:`Reading`, by the one reader that all sessions share."""

from __future__ import annotations

from hashlib import sha256
from math import ceil
from threading import Lock

import numpy as np
import streamlit as st

from hwocr.document import load_page
from hwocr.drawing import Drawing
from hwocr.page import Box, Word
from hwocr.personal import Personal
from hwocr.reader import Reader
from hwocr.reading.regions import Source
from hwocr.strokes import render
from hwocr.ui import shelf
from hwocr.ui.pictures import decoded
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


def reads_alone() -> bool:
    """Whether this session reads with a personal model, so that nobody else may see the results."""
    return st.session_state.get(_OWN) is not None


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


def read_part(reading: Reading, box: Box, options: Options) -> Word:
    """Read ``box``, in pixels of the page, as one word; the word's boxes are of the page, too.

    Raises:
        HwocrError: as for :func:`read_drawing`.
    """
    picture = decoded(reading.picture)
    height, width = picture.shape[:2]
    across, down = reading.page.width / width, reading.page.height / height
    left, right = int(box.x / across), max(int(box.x / across) + 1, ceil(box.right / across))
    top, bottom = int(box.y / down), max(int(box.y / down) + 1, ceil(box.bottom / down))
    reader = _reader(options)
    with _turn:
        word = reader.read_word(np.ascontiguousarray(picture[top:bottom, left:right]))
    to_page = np.diag([across, down, 1.0]) @ np.array([[1, 0, left], [0, 1, top], [0, 0, 1.0]])
    return Source(to_page, (reading.page.width, reading.page.height)).word(word)


def own_reader() -> Reader:
    """The reader of this session: with its personal model, or the one that all share."""
    own: Reader | None = st.session_state.get(_OWN)
    return own or shared_reader()


def _reader(options: Options) -> Reader:
    return own_reader().using(
        mode=options.mode,
        alphabet=options.alphabet,
        lexicon=options.lexicon,
        words=options.words,
        without=options.without,
    )
