from __future__ import annotations

import io
from zipfile import ZipFile

import numpy as np
import pypdfium2
import pytest

from hwocr.export import FORMATS, Manner, Sheet
from hwocr.ui import downloads
from hwocr.ui.texts import LANGUAGES, strings
from tests.ui.pages import page


def _sheets() -> list[Sheet]:
    return [
        Sheet(name, page(text), lambda: np.full((80, 400, 3), 255, np.uint8))
        for name, text in (("a.jpg", "HELLO"), ("a.png", "WORLD"))
    ]


def _zipped(names: list[str], joined: bool) -> dict[str, bytes]:
    data = downloads._zipped(names, _sheets, Manner(), joined, "pictures")
    with ZipFile(io.BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def test_a_zip_has_a_file_for_each_picture_and_format() -> None:
    files = _zipped(["text", "png"], joined=False)
    assert list(files) == ["a.txt", "a-2.txt", "a.png", "a-2.png"]
    assert (files["a.txt"], files["a-2.txt"]) == (b"HELLO\n", b"WORLD\n")


def test_joined_all_pictures_are_in_one_file_where_that_can_be() -> None:
    files = _zipped(["text", "pdf", "png"], joined=True)
    assert list(files) == ["pictures.txt", "pictures.pdf", "a.png", "a-2.png"]
    assert files["pictures.txt"] == b"==> a.jpg <==\nHELLO\n\n==> a.png <==\nWORLD\n"
    assert len(pypdfium2.PdfDocument(files["pictures.pdf"])) == 2


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_name_in_every_language(name: str) -> None:
    assert set(strings("downloads")[name]) == set(LANGUAGES)
