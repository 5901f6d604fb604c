"""Files with several pages: PDF and TIFF become one picture for each page."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from os import PathLike, fspath
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from PIL import Image

from hwocr.arrays import Picture
from hwocr.errors import EmptyImageError, ProtectedError, TooManyPagesError, TruncatedImageError
from hwocr.image import Source, load

MAX_PAGES = 200
"""Documents with more pages are refused."""

_RESOLUTION = 200
"""Dots per inch at which a page of a PDF is drawn…"""
_PIXELS = (4e6, 12e6)
"""…unless that gave fewer pixels than the first or more than the second."""
_INCH = 72
"""Points of a PDF in an inch."""
_HEAD = 1024
"""Bytes among which the mark of a PDF may be."""
_PASSWORD = 4
"""PDFium's code for a document that needs a password."""

_turn = Lock()


@contextmanager
def pdfium() -> Iterator[Any]:
    """The module ``pypdfium2``; PDFium works for one thread at a time, so others wait.

    It is imported only when the first PDF comes.
    """
    with _turn:
        import pypdfium2

        yield pypdfium2


def pages(source: Source) -> Iterator[Picture]:
    """The pages of a PDF or TIFF, one after the other; of any other picture, itself.

    Pages of a PDF are drawn at 200 dots per inch, with at least 4 and at most 12 megapixels.

    Args:
        source: see :data:`hwocr.image.Source`.

    Yields:
        RGB uint8 (H, W, 3), each made when it is asked for.

    Raises:
        ProtectedError: the PDF opens with a password only.
        TooManyPagesError: there are more than :data:`MAX_PAGES` pages.
        ImageError: as for :func:`hwocr.image.load`.
    """
    return (load_page(source, number) for number in range(count_pages(source)))


def count_pages(source: Source) -> int:
    """How many pages :func:`pages` gives; errors as there, as far as they show by now."""
    kind = _kind(source)
    if kind == "PDF":
        with pdfium() as library, _opened(library, source) as document:
            count = len(document)
    elif kind == "TIFF":
        with _tiff(source) as image:
            try:
                count = getattr(image, "n_frames", 1)
            except Exception as error:
                raise TruncatedImageError(_damaged("TIFF")) from error
    else:
        return 1
    if not count:
        raise EmptyImageError("the document has no pages")
    if count > MAX_PAGES:
        raise TooManyPagesError(
            f"the document has {count} pages; split it into parts of at most {MAX_PAGES}",
            pages=count,
            limit=MAX_PAGES,
        )
    return int(count)


def load_page(source: Source, number: int) -> Picture:
    """The page ``number``, counted from 0, as :func:`pages` gives it.

    Raises:
        IndexError: there is no such page.
        ImageError: as for :func:`pages`.
    """
    kind = _kind(source)
    if kind == "PDF":
        with pdfium() as library, _opened(library, source) as document:
            return _drawn(library, document, number)
    if kind == "TIFF":
        with _tiff(source) as image:
            try:
                image.seek(number)
            except EOFError as error:
                raise IndexError(f"there is no page {number}") from error
            return load(image)
    if number:
        raise IndexError(f"a picture has one page, not {number + 1}")
    return load(source)


def _kind(source: Source) -> str:
    """``"PDF"``, ``"TIFF"`` or, for whatever else, nothing."""
    head = b""
    if isinstance(source, bytes | bytearray | memoryview):
        head = bytes(source[:_HEAD])
    elif isinstance(source, str | PathLike):
        try:
            with Path(fspath(source)).open("rb") as file:
                head = file.read(_HEAD)
        except OSError:
            return ""  # what can be said of that, load() says
    if b"%PDF-" in head:
        return "PDF"
    return "TIFF" if head.startswith((b"II*\0", b"MM\0*")) else ""


@contextmanager
def _opened(library: Any, source: Any) -> Iterator[Any]:
    data = source if isinstance(source, str | PathLike) else bytes(source)
    try:
        document = library.PdfDocument(data)
    except library.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise ProtectedError(
                "the PDF is protected by a password; save a copy without one"
            ) from error
        raise TruncatedImageError(_damaged()) from error
    try:
        yield document
    finally:
        document.close()


def _drawn(library: Any, document: Any, number: int) -> Picture:
    if not 0 <= number < len(document):
        raise IndexError(f"there is no page {number}")
    try:
        page = document[number]
        width, height = page.get_size()
        if not width * height > 0:
            raise EmptyImageError(f"page {number + 1} of the PDF has no size")
        wanted = width * height * (_RESOLUTION / _INCH) ** 2
        scale = math.sqrt(min(max(wanted, _PIXELS[0]), _PIXELS[1]) / (width * height))
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        drawn = np.array(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)
        bitmap.close()
        page.close()
    except library.PdfiumError as error:
        raise TruncatedImageError(_damaged()) from error
    return drawn


@contextmanager
def _tiff(source: Any) -> Iterator[Image.Image]:
    data = source if isinstance(source, str | PathLike) else BytesIO(source)
    try:
        image = Image.open(data, formats=["TIFF"])
    except Exception:
        load(source)  # says what is wrong with it
        raise
    with image:
        yield image


def _damaged(kind: str = "PDF") -> str:
    return f"the {kind} is damaged or cut short; save or send it again"
