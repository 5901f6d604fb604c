"""A box on the canvas is one on the page."""

from __future__ import annotations

from typing import Any

import pytest

from hwocr.page import Box, Page
from hwocr.ui.frames import box_between, box_of, percents, shape_of

PAGE = Page((), 400, 200)


def shape(left: float, top: float, width: float, height: float, **more: Any) -> dict[str, Any]:
    return {"left": left, "top": top, "width": width, "height": height, **more}


@pytest.mark.parametrize(
    ("drawn", "box"),
    [
        (shape(10, 20, 30, 40), Box(20, 40, 60, 80)),
        (shape(25, 40, 30, 40, originX="center", originY="center"), Box(20, 40, 60, 80)),
        (shape(10, 20, 15, 20, scaleX=2, scaleY=2), Box(20, 40, 60, 80)),
        # What lies beside the picture is left out.
        (shape(-10, 90, 30, 40), Box(0, 180, 40, 20)),
        (shape(10, 20, 30, 2), None),
    ],
)
def test_a_box_on_the_canvas_is_one_on_the_page(drawn: dict[str, Any], box: Box | None) -> None:
    assert box_of(drawn, PAGE, scale=0.5) == box


def test_boxes_become_shapes_and_come_back() -> None:
    box = Box(20, 40, 60, 80)
    assert shape_of(box, "cat", 0.5) == shape(10, 20, 30, 40, label="cat")
    assert box_of(shape_of(box, "", 0.7), PAGE, 0.7) == box
    assert percents(box, PAGE) == ((5, 20), (20, 60))
    assert box_between(*percents(box, PAGE), PAGE) == box


def test_without_a_box_there_is_the_whole_page_and_an_empty_one_is_none() -> None:
    assert percents(None, PAGE) == ((0, 100), (0, 100))
    assert box_between((10, 10), (0, 50), PAGE) is None
