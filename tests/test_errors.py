"""Each error names what went wrong by a code, for those who say it in other words."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

import hwocr
from hwocr.decode.alphabet import characters_of
from hwocr.drawing.files import load
from hwocr.errors import AlphabetError, DrawingError, HwocrError, ImageTooLargeError
from hwocr.image import MAX_PIXELS
from hwocr.image import load as load_picture


def test_the_class_has_a_code_and_a_case_may_have_its_own() -> None:
    assert (HwocrError("so").code, DrawingError("so").code) == ("other", "no_drawing")
    error = DrawingError("so", code="link_damaged", number=3)
    assert (str(error), error.code, error.values) == ("so", "link_damaged", {"number": 3})
    assert DrawingError("so").code == "no_drawing"


def test_an_error_stays_whole_between_processes() -> None:
    error = pickle.loads(pickle.dumps(AlphabetError("so", code="unknown_characters", n=1)))
    assert isinstance(error, AlphabetError)
    assert (str(error), error.code, error.values) == ("so", "unknown_characters", {"n": 1})


def test_what_is_raised_says_what_it_is_about() -> None:
    with pytest.raises(AlphabetError, match="'ж'") as unknown:
        characters_of("Aж")
    assert (unknown.value.code, unknown.value.values) == ("unknown_characters", {"characters": "ж"})
    with pytest.raises(DrawingError) as drawing:
        load(b'{"format": "hwocr-drawing", "version": 9}')
    assert drawing.value.code == "drawing_version"
    with pytest.raises(ImageTooLargeError, match="50 megapixels") as large:
        load_picture(np.broadcast_to(np.uint8(255), (MAX_PIXELS, 2)))
    assert large.value.values == {"limit": 50}
    with pytest.raises(hwocr.HwocrError) as missing:
        hwocr.read("no such file.png")
    assert missing.value.code == "not_opened"
