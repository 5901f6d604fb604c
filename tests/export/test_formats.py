"""What all formats have in common."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from hwocr.export import FORMATS, Manner
from tests.export.sheets import correct, empty, page, sheet

PRINTED = sorted(name for name, form in FORMATS.items() if form.textual)


@pytest.mark.parametrize("name", PRINTED)
def test_what_is_printed_is_utf8_and_ends_with_a_line_break(name: str) -> None:
    said = FORMATS[name].write([sheet()], Manner()).decode("utf-8-sig")
    assert said.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_a_page_without_writing_is_written_too(name: str) -> None:
    assert FORMATS[name].write([sheet(empty())], Manner())


@pytest.mark.parametrize("name", FORMATS)
def test_corrections_change_what_is_written(name: str) -> None:
    before, after = (
        FORMATS[name].write([sheet(p)], Manner(level="words")) for p in (page(), correct(3, "as"))
    )
    assert before != after


@pytest.mark.parametrize("name", [name for name in PRINTED if name not in {"csv", "hocr"}])
def test_a_correction_is_written_as_a_word(name: str) -> None:
    assert "ŻÓŁTY" in FORMATS[name].write([sheet(correct(0, "ŻÓŁTY"))], Manner()).decode()


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.joins])
def test_several_sheets_become_one_file(name: str) -> None:
    form = FORMATS[name]
    sheets = [sheet(name="a.jpg"), sheet(name="b.jpg")]
    files = form.files(sheets, "both", Manner())
    assert list(files) == ["both" + form.suffix]
    assert len(files["both" + form.suffix]) > len(form.write(sheets[:1], Manner()))


def test_pictures_stay_apart_and_have_the_page_drawn_on_them() -> None:
    files = FORMATS["png"].files([sheet(), sheet(empty())], "both", Manner(level="words"))
    assert list(files) == ["both-1.png", "both-2.png"]
    drawn, bare = (np.asarray(Image.open(io.BytesIO(data))) for data in files.values())
    assert drawn.shape == bare.shape == (300, 400, 3)
    assert (bare == 255).all()
    assert not (drawn == 255).all()
