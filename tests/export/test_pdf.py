"""The PDF as a reader of PDFs finds it."""

from __future__ import annotations

import io
import sys

import numpy as np
import pypdfium2
import pytest

from hwocr.export import Manner
from hwocr.export.pdf import LONGEST, PICTURE_SIZE, pdf
from hwocr.page import Page
from tests.conftest import ROOT
from tests.export.sheets import SIZE, empty, line, page, sheet, word

SCALE = LONGEST / 400
"""Points for each pixel of the pages that these tests make."""
NEAR = 2.0
"""Points by which a word may be off."""


@pytest.fixture
def document() -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(pdf([sheet(), sheet(empty()), sheet()], Manner()))


@pytest.mark.parametrize("number", [0, 2])
@pytest.mark.parametrize("said", ["Żółw", "<Noël>", "is", "25", "end"])
def test_each_word_is_found_at_its_place(
    document: pypdfium2.PdfDocument, said: str, number: int
) -> None:
    text = document[number].get_textpage()
    first, count = text.search(said, match_case=True).get_next()
    assert text.get_text_range(first, count) == said
    boxes = np.array([text.get_charbox(place) for place in range(first, first + count)])
    found = (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))
    box = next(w.box for w in page().words if w.text == said)
    expected = (box.x, page().height - box.bottom, box.right, page().height - box.y)
    np.testing.assert_allclose(found, SCALE * np.array(expected), atol=NEAR)


def test_the_text_is_in_order_and_words_are_apart(document: pypdfium2.PdfDocument) -> None:
    said = document[0].get_textpage().get_text_range()
    assert said.split() == page().text.split()
    assert document[1].get_textpage().get_text_range() == ""


def test_any_script_and_any_correction_is_found() -> None:
    said = ["łódź", "ÅÄÖ", "ñ", "ß", "ő", "œ", "Ĳ", "Ωμέγα", "Ж", "文字", "🙂"]
    words = [word(text, 10, 10 + 40 * n) for n, text in enumerate(said)]
    written = Page(tuple(map(line, words)), 400, 600)
    found = pypdfium2.PdfDocument(pdf([sheet(written)], Manner()))[0].get_textpage()
    assert found.get_text_range().split() == said


def test_the_picture_is_seen_and_the_text_is_not() -> None:
    with_text, without = (
        pypdfium2.PdfDocument(pdf([sheet(p)], Manner()))[0].render().to_numpy()
        for p in (page(), Page((), *SIZE))
    )
    assert (without > 250).all()
    np.testing.assert_array_equal(with_text, without)


def test_the_longer_side_of_a_page_is_that_of_a4(document: pypdfium2.PdfDocument) -> None:
    assert document[0].get_size() == pytest.approx((LONGEST, LONGEST * 0.75))


def test_a_large_picture_is_scaled_down() -> None:
    large = Page((line(word("big", 4000, 2000)),), 5000, 4000)
    file = pypdfium2.PdfDocument(pdf([sheet(large)], Manner()))
    (image,) = file[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    assert max(image.get_px_size()) == PICTURE_SIZE
    assert file[0].get_textpage().search("big").get_next() is not None


def test_the_font_is_what_its_script_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    from fontTools.ttLib import TTFont

    monkeypatch.setattr(sys, "path", [str(ROOT / "scripts"), *sys.path])
    from make_box_font import PLACE, font  # type: ignore[import-not-found]

    made, kept = (TTFont(io.BytesIO(data)) for data in (font(), PLACE.read_bytes()))
    for table in ("glyf", "hmtx", "hhea", "OS/2", "name"):
        assert made.getTableData(table) == kept.getTableData(table)
