"""The picture with what was read drawn on it."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image

from hwocr.draw import annotate
from hwocr.export.sheet import Manner, Sheet


def png(sheets: Sequence[Sheet], manner: Manner) -> bytes:
    """The picture of the one sheet with labelled boxes, as :func:`hwocr.draw.annotate` draws them.

    Raises:
        ValueError: there is not exactly one sheet.
    """
    (sheet,) = sheets
    file = io.BytesIO()
    Image.fromarray(annotate(sheet.load(), sheet.page, manner.level)).save(file, "PNG")
    return file.getvalue()
