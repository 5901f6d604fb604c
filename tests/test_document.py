from __future__ import annotations

import io
import itertools
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image

import hwocr
from hwocr import document
from hwocr.document import count_pages, load_page, pages
from hwocr.errors import (
    EmptyImageError,
    ImageError,
    NotAnImageError,
    ProtectedError,
    TooManyPagesError,
    TruncatedImageError,
)
from hwocr.image import load
from tests.conftest import Draw

A4 = (595, 842)


def _pdf(*pictures: np.ndarray[Any, Any], size: tuple[float, float] | None = None) -> bytes:
    made = pypdfium2.PdfDocument.new()
    for picture in pictures:
        data = io.BytesIO()
        Image.fromarray(picture).save(data, "JPEG", quality=95)
        width, height = size or picture.shape[1::-1]
        page = made.new_page(width, height)
        image = pypdfium2.PdfImage.new(made)
        image.load_jpeg(data, inline=True)
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page.insert_obj(image)
        page.gen_content()
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _blank(count: int, size: tuple[float, float] = A4) -> bytes:
    made = pypdfium2.PdfDocument.new()
    for _ in range(count):
        made.new_page(*size)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _tiff(*greys: int) -> bytes:
    first, *rest = [Image.new("L", (30, 20 + grey), grey) for grey in greys]
    file = io.BytesIO()
    first.save(file, "TIFF", save_all=True, append_images=rest)
    return file.getvalue()


def test_each_page_of_a_pdf_is_a_picture_that_can_be_read(drawn: Draw) -> None:
    words = ["HELLO", "WORLD"]
    file = _pdf(*map(drawn, words))
    found = list(pages(file))
    assert [picture.dtype for picture in found] == [np.uint8, np.uint8]
    assert [hwocr.read(picture, alphabet="upper").text for picture in found] == words


def test_colours_are_red_green_blue() -> None:
    sheet = np.zeros((90, 120, 3), np.uint8)
    sheet[...] = (250, 120, 10)
    (found,) = pages(_pdf(sheet))
    np.testing.assert_allclose(found[40, 40], (250, 120, 10), atol=6)


@pytest.mark.parametrize(
    ("size", "megapixels"),
    [(A4, 3.87), ((100, 100), 4), ((4000, 3000), 12), ((60, 2000), 4), ((3000, 3000), 12)],
)
def test_pages_are_drawn_at_a_size_that_suits_reading(
    size: tuple[int, int], megapixels: float
) -> None:
    picture = load_page(_blank(1, size), 0)
    height, width = picture.shape[:2]
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
    assert width * height == pytest.approx(max(4, megapixels) * 1e6, rel=0.02)


def test_each_page_of_a_tiff_is_a_picture(tmp_path: Path) -> None:
    file = tmp_path / "scan.tif"
    file.write_bytes(_tiff(10, 20, 30))
    for source in (file, str(file), file.read_bytes()):
        assert count_pages(source) == 3
        found = list(pages(source))
        assert [picture.shape for picture in found] == [(30, 30, 3), (40, 30, 3), (50, 30, 3)]
        assert [picture[0, 0, 0] for picture in found] == [10, 20, 30]


def test_any_other_picture_is_its_own_page(drawn: Draw) -> None:
    picture = drawn("HI")
    (found,) = pages(picture)
    np.testing.assert_array_equal(found, load(picture))
    assert count_pages(Image.fromarray(picture)) == 1


@pytest.mark.parametrize("source", [_blank(2), _tiff(1, 2), np.zeros((9, 9), np.uint8)])
@pytest.mark.parametrize("number", [-1, 2])
def test_a_page_that_is_not_there_is_an_error(source: Any, number: int) -> None:
    with pytest.raises(IndexError):
        load_page(source, number)


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(TooManyPagesError, match="201 pages; split it"):
        pages(_blank(document.MAX_PAGES + 1))
    assert count_pages(_blank(document.MAX_PAGES)) == document.MAX_PAGES


def test_pages_are_made_one_by_one() -> None:
    begun = list(itertools.islice(pages(_blank(50)), 1))
    assert len(begun) == 1


def test_a_pdf_with_a_password_says_what_to_do() -> None:
    file = Path(__file__).with_name("protected.pdf").read_bytes()
    with pytest.raises(ProtectedError, match="save a copy without one"):
        count_pages(file)


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 and no more", _blank(1)[:200], _tiff(5, 6)[:40], b"II*\0", b"MM\0*xxxxyyyy"],
)
def test_damaged_files_say_so(data: bytes) -> None:
    with pytest.raises(TruncatedImageError, match="damaged or cut short"):
        list(pages(data))


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(EmptyImageError):
        list(pages(b""))
    with pytest.raises(NotAnImageError, match="cannot be opened"):
        list(pages(tmp_path / "missing.pdf"))
    with pytest.raises(ImageError):
        list(pages(b"some words"))


def test_a_pdf_given_as_a_picture_says_how_to_get_its_pages() -> None:
    with pytest.raises(NotAnImageError, match=r"hwocr\.pages"):
        load(_blank(1))


def test_threads_take_turns() -> None:
    file = _blank(3)
    with ThreadPoolExecutor(4) as pool:
        shapes = list(pool.map(lambda n: load_page(file, n % 3).shape, range(24)))
    assert len(set(shapes)) == 1
