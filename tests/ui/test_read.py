"""What lies in a box is read as one word, at its place on the page."""

from __future__ import annotations

import pytest

from hwocr.page import Box, Page
from hwocr.reader import Reader
from hwocr.ui import read
from hwocr.ui.reading import Reading
from hwocr.ui.settings import Options
from tests.conftest import Draw


def test_the_part_in_the_box_is_read(drawn: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "shared_reader", Reader)
    # Twice as large as the picture that is kept of it.
    picture = drawn("CAT DOG", height=600)
    height, width = picture.shape[:2]
    assert width > 3000
    page = Page((), width, height)
    reading = Reading.of("x", "x", page, picture)
    words = Reader().read(picture).words
    assert [word.text for word in words] == ["CAT", "DOG"]
    options = Options("auto", "upper", "english", (), ())
    near = words[1].box
    box = Box(near.x - 20, near.y - 20, near.width + 40, near.height + 40)
    word = read.read_part(reading, box, options)
    assert word.text == "DOG"
    assert word.box.iou(near) > 0.9
    assert [c.text for c in word.characters] == list("DOG")


def test_an_empty_part_says_nothing(drawn: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "shared_reader", Reader)
    picture = drawn("CAT")
    reading = Reading.of("x", "x", Page((), picture.shape[1], picture.shape[0]), picture)
    options = Options("auto", "upper", "english", (), ())
    word = read.read_part(reading, Box(0, 0, 3, 3), options)
    assert (word.text, word.characters) == ("", ())
