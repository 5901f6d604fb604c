"""Drawings as JSON and SVG, and what is not taken for one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hwocr.arrays import Points
from hwocr.drawing import Drawing, Stroke
from hwocr.drawing.files import MOST_POINTS, drawing_in, load, to_json, to_svg
from hwocr.errors import DrawingError

DRAWING = Drawing(
    (Stroke(((10.0, 10.25), (20.0, -90.5), (30.0, 40.0)), 7.0), Stroke(((50.0, 60.5),), 3.5)),
    400,
    240,
)
FORMS = [to_json, to_svg]


def changed(**values: Any) -> bytes:
    return json.dumps({**json.loads(to_json(DRAWING)), **values}).encode()


@pytest.mark.parametrize("form", FORMS)
def test_a_saved_drawing_is_opened_again(form: Callable[[Drawing], str]) -> None:
    assert load(form(DRAWING).encode()) == DRAWING
    assert load(form(Drawing((), 5, 6)).encode()) == Drawing((), 5, 6)


@pytest.mark.parametrize("form", FORMS)
def test_coordinates_keep_a_hundredth(
    form: Callable[[Drawing], str], strokes: Callable[..., list[Points]]
) -> None:
    drawn = tuple(
        Stroke(tuple((float(x), float(y)) for x, y in points), 6.0) for points in strokes("RQ8")
    )
    again = load(form(Drawing(drawn, 400, 200)).encode())
    for before, after in zip(drawn, again.strokes, strict=True):
        np.testing.assert_allclose(after.array, before.array, atol=0.0051)


def test_the_svg_shows_ink_on_paper() -> None:
    svg = to_svg(DRAWING)
    assert '<path stroke-width="7" d="M10 10.25L20 -90.5L30 40"/>' in svg
    assert '<path stroke-width="3.5" d="M50 60.5L50 60.5"/>' in svg
    assert 'viewBox="0 0 400 240"' in svg


@pytest.mark.parametrize(("suffix", "form"), [(".json", to_json), (".SVG", to_svg)])
def test_files_and_their_bytes_are_known_as_drawings(
    tmp_path: Path, suffix: str, form: Callable[[Drawing], str]
) -> None:
    file = tmp_path / f"drawing{suffix}"
    file.write_text(form(DRAWING))
    assert drawing_in(file) == drawing_in(str(file)) == drawing_in(file.read_bytes()) == DRAWING


@pytest.mark.parametrize("source", ["photo.jpg", b"\x89PNG\r\n", np.zeros((5, 5), np.uint8)])
def test_pictures_are_no_drawings(source: object) -> None:
    assert drawing_in(source) is None


def test_a_missing_file_is_named() -> None:
    with pytest.raises(DrawingError, match=r"cannot be opened.*missing\.json"):
        drawing_in("missing.json")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no complete JSON"),
        (b"\xff\xfe", "no text"),
        (to_json(DRAWING).encode()[:-5], "no complete JSON"),
        (b"[" * 100_000, "no complete JSON"),
        (b'{"objects": []}', "format"),
        (changed(version=2), "newer hwocr"),
        (changed(strokes={}), "no list"),
        (changed(strokes=[5]), "stroke is damaged"),
        (changed(strokes=[{"width": 7, "points": []}]), "stroke is damaged"),
        (changed(strokes=[{"width": 7, "points": [[1, "2"]]}]), "stroke is damaged"),
        (changed(strokes=[{"width": 7, "points": [[1, 2, 3]]}]), "stroke is damaged"),
        (changed(strokes=[{"width": 7, "points": [[1, float("nan")]]}]), "stroke is damaged"),
        (changed(strokes=[{"width": 7, "points": [[1, 10**400]]}]), "stroke is damaged"),
        (changed(strokes=[{"width": 0, "points": [[1, 2]]}]), "stroke is damaged"),
        (changed(strokes=[{"width": True, "points": [[1, 2]]}]), "stroke is damaged"),
        (changed(width=0), "whole numbers"),
        (changed(height=2.5), "whole numbers"),
        (changed(width=10_000, height=10_000), "smaller drawing"),
        (changed(strokes=[{"width": 1, "points": [[1, 2]] * 1000}] * 201), str(MOST_POINTS)),
        (b"x" * 8_000_001, "larger than 8 MB"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "other programs"),
        (to_svg(DRAWING).encode()[:-5], "no complete SVG"),
        (to_svg(DRAWING).replace("M10 ", "C10 ").encode(), "stroke is damaged"),
        (to_svg(DRAWING).replace('stroke-width="7"', "").encode(), "stroke is damaged"),
        (to_svg(DRAWING).replace('drawing="1"', 'drawing="9"').encode(), "newer hwocr"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + to_svg(DRAWING).encode(), "declarations"),
    ],
)
def test_what_is_no_drawing_is_refused_with_a_reason(data: bytes, why: str) -> None:
    with pytest.raises(DrawingError, match=why):
        load(data)
