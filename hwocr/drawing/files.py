"""Drawings as files: JSON for other programs, SVG to look at; either is opened again.

JSON, version 1: ``{"format": "hwocr-drawing", "version": 1, "width": 600, "height": 240,
"strokes": [{"width": 7, "points": [[10, 10], [10.5, 90]]}]}``, all numbers in pixels of the sheet,
y downwards. SVG says the same: one ``path`` of straight lines for each stroke.
"""

from __future__ import annotations

import json
import re
from os import PathLike
from pathlib import Path
from typing import Any, NoReturn
from xml.etree import ElementTree

from hwocr.drawing import Drawing, Stroke
from hwocr.errors import DrawingError

FORMAT, VERSION = "hwocr-drawing", 1
LARGEST = 10_000
"""Most pixels of a sheet's width or height…"""
MOST_PIXELS = 8_000_000
"""…and of both multiplied: reading takes memory for each."""
MOST_POINTS = 200_000
"""Most points of all strokes together."""
MOST_BYTES = 8_000_000
_INK, _PAPER = "#16181d", "#fffefb"
_SVG = "{http://www.w3.org/2000/svg}"
_MARK = "data-hwocr-drawing"
_NUMBER = r"-?\d{1,6}(?:\.\d{1,6})?"
_PATH = re.compile(rf"M{_NUMBER} {_NUMBER}(?:L{_NUMBER} {_NUMBER})*")


def to_json(drawing: Drawing) -> str:
    """The drawing as JSON, coordinates to a hundredth of a pixel."""
    strokes = [
        {"width": _rounded(s.width), "points": [[_rounded(x), _rounded(y)] for x, y in s.points]}
        for s in drawing.strokes
    ]
    sheet = {"width": drawing.width, "height": drawing.height}
    return json.dumps({"format": FORMAT, "version": VERSION, **sheet, "strokes": strokes})


def to_svg(drawing: Drawing) -> str:
    """The drawing as SVG: dark ink on a sheet of paper."""
    width, height = drawing.size
    paths = "".join(
        f'<path stroke-width="{_rounded(s.width)}" d="{_path(s)}"/>\n' for s in drawing.strokes
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {_MARK}="{VERSION}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">\n'
        f'<rect width="{width}" height="{height}" fill="{_PAPER}"/>\n'
        f'<g fill="none" stroke="{_INK}" stroke-linecap="round" stroke-linejoin="round">\n'
        f"{paths}</g>\n</svg>\n"
    )


def drawing_in(source: object) -> Drawing | None:
    """The drawing in a file or its bytes; ``None`` if that looks like no drawing at all.

    A file is taken for a drawing by its name (``.json``, ``.svg``), bytes by how they begin.

    Raises:
        hwocr.errors.DrawingError: the drawing is damaged, or none of ours.
    """
    if isinstance(source, str | PathLike):
        path = Path(source)
        if path.suffix.lower() not in {".json", ".svg"}:
            return None
        try:
            return load(path.read_bytes())
        except OSError as error:
            raise DrawingError(f"the file cannot be opened: {error}", code="not_opened") from None
    if isinstance(source, bytes | bytearray | memoryview):
        start = bytes(source[:200]).removeprefix(b"\xef\xbb\xbf").lstrip()
        if start.startswith((b"{", b"<svg", b"<?xml")):
            return load(bytes(source))
    return None


def load(data: bytes) -> Drawing:
    """The drawing in JSON or SVG ``data`` that :func:`to_json` or :func:`to_svg` made.

    Raises:
        hwocr.errors.DrawingError: it is something else, damaged, too large or of a later version.
    """
    if len(data) > MOST_BYTES:
        _too_large(f"the file is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        _no_drawing("it is no text")
    return _from_svg(text) if text.startswith("<") else _from_json(text)


def _from_json(text: str) -> Drawing:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        _no_drawing("it is no complete JSON")
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        _no_drawing(f'"format" is not "{FORMAT}"')
    _check_version(found.get("version"))
    strokes = found.get("strokes")
    if not isinstance(strokes, list):
        _no_drawing('"strokes" is no list')
    return _drawing(
        [
            _stroke(s.get("points"), s.get("width")) if isinstance(s, dict) else None
            for s in strokes
        ],
        found.get("width"),
        found.get("height"),
    )


def _from_svg(text: str) -> Drawing:
    # No declarations: they could stand for endless text or for other files.
    if "<!" in text:
        _no_drawing("it has declarations")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        _no_drawing("it is no complete SVG")
    if root.tag != f"{_SVG}svg" or root.get(_MARK) is None:
        _no_drawing("other programs' SVG files are not read")
    _check_version(_number(root.get(_MARK)))
    strokes = []
    for path in root.iter(f"{_SVG}path"):
        commands = path.get("d", "")
        if not _PATH.fullmatch(commands):
            _no_drawing("a stroke is damaged")
        numbers = list(map(float, re.findall(_NUMBER, commands)))
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        # A line of no length shows as a dot.
        dot = len(points) == 2 and points[0] == points[1]
        strokes.append(_stroke(points[:1] if dot else points, _number(path.get("stroke-width"))))
    return _drawing(strokes, _number(root.get("width")), _number(root.get("height")))


def _drawing(strokes: list[Stroke | None], width: Any, height: Any) -> Drawing:
    """A drawing of what was found in a file, if that is sound."""
    for side in (width, height):
        if not _is_number(side) or side != int(side) or not 1 <= side <= LARGEST:
            _no_drawing(f"width and height must be whole numbers from 1 to {LARGEST}")
    if width * height > MOST_PIXELS:
        _too_large(f"the sheet has more than {MOST_PIXELS} pixels")
    sound = [stroke for stroke in strokes if stroke is not None]
    if len(sound) < len(strokes):
        _no_drawing("a stroke is damaged")
    if sum(len(stroke.points) for stroke in sound) > MOST_POINTS:
        _too_large(f"the drawing has more than {MOST_POINTS} points")
    return Drawing(tuple(sound), int(width), int(height))


def _stroke(points: Any, width: Any) -> Stroke | None:
    """A stroke of what was found in a file; ``None`` if that is not sound."""
    if not isinstance(points, list) or not points or not all(map(_is_point, points)):
        return None
    if not _is_number(width) or not 0 < width <= LARGEST:
        return None
    return Stroke(tuple((float(x), float(y)) for x, y in points), float(width))


def _check_version(version: Any) -> None:
    if version != VERSION:
        raise DrawingError(
            f"the drawing's format has version {version}, this hwocr knows {VERSION}; "
            "open it with a newer hwocr",
            code="drawing_version",
        )


def _too_large(why: str) -> NoReturn:
    raise DrawingError(f"{why}; open a smaller drawing", code="drawing_too_large")


def _no_drawing(why: str) -> NoReturn:
    raise DrawingError(f"this is no drawing that hwocr saved: {why}; open one of its JSON or SVG")


def _is_point(value: Any) -> bool:
    pair = isinstance(value, list | tuple) and len(value) == 2
    return pair and all(_is_number(place) and abs(place) <= 2 * LARGEST for place in value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9


def _number(text: str | None) -> float | None:
    return float(text) if text is not None and re.fullmatch(_NUMBER, text) else None


def _rounded(value: float) -> float:
    return int(value) if value == int(value) else round(float(value), 2)


def _path(stroke: Stroke) -> str:
    places = [f"{_rounded(x)} {_rounded(y)}" for x, y in stroke.points]
    return "M" + "L".join(places if len(places) > 1 else 2 * places)
