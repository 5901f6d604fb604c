"""Searchable PDF: each picture on a page, with invisible text at each word's place."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

from hwocr.arrays import Picture
from hwocr.document import pdfium
from hwocr.export.sheet import Manner, Sheet, blocks
from hwocr.page import Box, Page

LONGEST = 842
"""Of a page's sides, in points: that of A4, as pictures seldom know how large they are."""
PICTURE_SIZE = 2400
"""Longest side of the picture on a page, in pixels; larger ones are scaled down."""
_QUALITY = 85

# The text's codes are UTF-16, and all of them have the one glyph of the font: so any script can be
# searched for and copied, whatever a font would have.
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def pdf(sheets: Sequence[Sheet], manner: Manner) -> bytes:
    """A page for each sheet; its longer side is that of A4."""
    with pdfium() as library:
        document = library.PdfDocument.new()
        font = _font(library.raw, document)
    for sheet in sheets:
        picture = _jpeg(sheet.load())  # of a PDF, perhaps: it needs its turn as well
        with pdfium() as library:
            _add(library, document, font, sheet.page, picture)
    with pdfium():
        file = io.BytesIO()
        document.save(file)
        document.close()
    return file.getvalue()


def _add(library: Any, document: Any, font: Any, page: Page, jpeg: bytes) -> None:
    scale = LONGEST / max(page.width, page.height)
    width, height = page.width * scale, page.height * scale
    made = document.new_page(width, height)
    image = library.PdfImage.new(document)
    image.load_jpeg(io.BytesIO(jpeg), inline=True)
    image.set_matrix(library.PdfMatrix().scale(width, height))
    made.insert_obj(image)
    for block in blocks(page):
        for line in block:
            for word in line.words:
                _write(library.raw, document, made, font, word.text, word.box, scale)
    made.gen_content()
    made.close()


def _write(
    raw: Any, document: Any, page: Any, font: Any, said: str, box: Box, scale: float
) -> None:
    """Put a word into its box, with a space after it that lies beyond."""
    codes = np.frombuffer(said.encode("utf-16-le"), np.uint16).astype(np.uint32)
    size = max(1, box.height) * scale
    text = raw.FPDFPageObj_CreateTextObj(document.raw, font, size)
    spaced = (ctypes.c_uint32 * (len(codes) + 1))(*codes.tolist(), ord(" "))
    raw.FPDFText_SetCharcodes(text, spaced, len(spaced))
    raw.FPDFTextObj_SetTextRenderMode(text, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    # Each character is as wide as the text is high, until it is stretched.
    stretch = max(1, box.width) * scale / (size * len(codes))
    bottom = page.get_height() - box.bottom * scale
    raw.FPDFPageObj_Transform(text, stretch, 0, 0, 1, box.x * scale, bottom)
    raw.FPDFPage_InsertObject(page.raw, text)


def _font(raw: Any, document: Any) -> Any:
    data = _font_file()
    glyphs = bytes(2 << 16)  # two bytes for each code: all are glyph 0
    return raw.FPDFText_LoadCidType2Font(
        document.raw, _array(data), len(data), _TO_UNICODE, _array(glyphs), len(glyphs)
    )


@cache
def _font_file() -> bytes:
    return Path(__file__).with_name("box.ttf").read_bytes()


def _array(data: bytes) -> Any:
    return (ctypes.c_uint8 * len(data)).from_buffer_copy(data)


def _jpeg(picture: Picture) -> bytes:
    longest = max(picture.shape[:2])
    if longest > PICTURE_SIZE:
        size = [round(side * PICTURE_SIZE / longest) for side in picture.shape[1::-1]]
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()
