"""A drawing so short that it fits into the address of a page.

The strokes are simplified (Douglas and Peucker, 1973) and laid on a grid, both as coarse as the
length asks for; from point to point only the difference is written, as a number of seven bits a
byte (zigzag, LEB128), and all bytes as base64url.
"""

from __future__ import annotations

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from typing import NoReturn

import cv2
import numpy as np

from hwocr.drawing import Drawing, Stroke
from hwocr.drawing.files import LARGEST, MOST_PIXELS
from hwocr.errors import DrawingError

LONGEST = 1500
"""Most characters of a drawing in an address."""
_VERSION = 1
_STEPS = 0.06, 0.1, 0.15, 0.22, 0.3
"""Steps of the grid in widths of the pen, the finest first; simplifying adds half a step."""
_FINEST = 16
"""The grid's step is written in so many parts of a pixel, and so are pen widths."""
_MOST_BITS = 28
"""More bits than any number in a drawing needs."""


def pack(drawing: Drawing, longest: int = LONGEST) -> str | None:
    """The drawing as at most ``longest`` characters of base64url; ``None`` if it is too much."""
    for step in _STEPS:
        code = _packed(drawing, max(1, round(_FINEST * step * drawing.pen_width)))
        if len(code) <= longest:
            return code
    return None


def unpack(code: str) -> Drawing:
    """The drawing that :func:`pack` made ``code`` of.

    Takes time and memory in proportion to :data:`LONGEST`, whatever ``code`` is.

    Raises:
        hwocr.errors.DrawingError: the code is damaged, too long or of a later version.
    """
    if len(code) > LONGEST or not re.fullmatch(r"[A-Za-z0-9_-]+", code):
        _damaged()
    try:
        data = urlsafe_b64decode(code + "=" * (-len(code) % 4))
    except binascii.Error:
        _damaged()
    if data[0] != _VERSION:
        raise DrawingError(
            "the link was made by another version of hwocr; ask for the file", code="link_version"
        )
    numbers = _numbers(data[1:])
    try:
        drawing = _unpacked(numbers)
    except StopIteration:
        _damaged()
    if next(numbers, None) is not None:
        _damaged()
    return drawing


def _packed(drawing: Drawing, step: int) -> str:
    """``drawing`` on a grid of ``step`` parts of a pixel."""
    numbers = [drawing.width, drawing.height, step, len(drawing.strokes)]
    last = np.zeros(2, np.int64)
    for stroke in drawing.strokes:
        places = np.round(_simplified(stroke, 0.5 * step / _FINEST) * (_FINEST / step))
        places = places.astype(np.int64)
        moves = np.diff(places, axis=0, prepend=last[None])
        kept = [moves[0], *(move for move in moves[1:] if move.any())]
        numbers += [max(1, round(_FINEST * stroke.width)), len(kept)]
        numbers += [_zigzag(int(value)) for move in kept for value in move]
        last = places[-1]
    data = bytes([_VERSION, *_bytes(numbers)])
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _unpacked(numbers: Iterator[int]) -> Drawing:
    """Raises ``StopIteration`` where numbers are missing, ``DrawingError`` if one is wrong."""
    width, height = next(numbers), next(numbers)
    step, count = next(numbers), next(numbers)
    sides_fit = 1 <= width <= LARGEST and 1 <= height <= LARGEST
    if not sides_fit or width * height > MOST_PIXELS or not 1 <= step <= LARGEST:
        _damaged()
    x = y = 0
    strokes = []
    for _ in range(count):
        pen, length = next(numbers), next(numbers)
        points = []
        for _ in range(length):
            x, y = x + _signed(next(numbers)), y + _signed(next(numbers))
            points.append((x * step / _FINEST, y * step / _FINEST))
        far = max((max(abs(place) for place in point) for point in points), default=0)
        if not points or not 1 <= pen <= _FINEST * LARGEST or far > 2 * LARGEST:
            _damaged()
        strokes.append(Stroke(tuple(points), pen / _FINEST))
    return Drawing(tuple(strokes), width, height)


def _simplified(
    stroke: Stroke, tolerance: float
) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """The stroke's points without those that lie within ``tolerance`` of the line past them."""
    points = cv2.approxPolyDP(stroke.array[:, None], tolerance, False)
    return np.asarray(points, np.float32).reshape(-1, 2)


def _bytes(numbers: Iterable[int]) -> Iterator[int]:
    """Seven bits a byte, the lowest first; the eighth says that more follow."""
    for number in numbers:
        while number > 127:
            yield number & 127 | 128
            number >>= 7
        yield number


def _numbers(data: bytes) -> Iterator[int]:
    number = bits = 0
    for byte in data:
        number |= (byte & 127) << bits
        bits += 7
        if byte < 128:
            yield number
            number = bits = 0
        elif bits >= _MOST_BITS:
            _damaged()
    if bits:
        _damaged()


def _zigzag(value: int) -> int:
    return 2 * value if value >= 0 else -2 * value - 1


def _signed(number: int) -> int:
    return -(number + 1) // 2 if number & 1 else number // 2


def _damaged() -> NoReturn:
    raise DrawingError(
        "the link is damaged or incomplete; copy it again, or ask for the file", code="link_damaged"
    )
