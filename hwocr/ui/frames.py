"""Boxes of a page as shapes of a canvas that shows it at some scale, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hwocr.page import Box, Page

_SMALLEST = 4
"""Shapes with a side of fewer canvas pixels are taps."""


def box_of(shape: Mapping[str, Any], page: Page, scale: float) -> Box | None:
    """A shape of the canvas (Fabric.js) as a box within ``page``; nothing if it is only a tap."""
    width = shape["width"] * shape.get("scaleX", 1)
    height = shape["height"] * shape.get("scaleY", 1)
    if min(width, height) < _SMALLEST:
        return None
    left = shape["left"] - (width / 2 if shape.get("originX") == "center" else 0)
    top = shape["top"] - (height / 2 if shape.get("originY") == "center" else 0)
    x, right = (_within(value / scale, page.width) for value in (left, left + width))
    y, bottom = (_within(value / scale, page.height) for value in (top, top + height))
    return Box(x, y, right - x, bottom - y)


def shape_of(box: Box, label: str, scale: float) -> dict[str, Any]:
    """A box of the page as a labelled one of the canvas."""
    return {
        "label": label,
        "left": scale * box.x,
        "top": scale * box.y,
        "width": scale * box.width,
        "height": scale * box.height,
    }


def percents(box: Box | None, page: Page) -> tuple[tuple[float, float], tuple[float, float]]:
    """A box's left and right, top and bottom, in half percents; those of the page without one."""
    box = box or Box(0, 0, page.width, page.height)
    return (
        (_percent(box.x / page.width), _percent(box.right / page.width)),
        (_percent(box.y / page.height), _percent(box.bottom / page.height)),
    )


def box_between(across: tuple[float, float], down: tuple[float, float], page: Page) -> Box | None:
    """The box with these edges in percent; nothing if that is empty."""
    x, right = (round(edge * page.width / 100) for edge in across)
    y, bottom = (round(edge * page.height / 100) for edge in down)
    return Box(x, y, right - x, bottom - y) if x < right and y < bottom else None


def _percent(part: float) -> float:
    return round(200 * part) / 2


def _within(value: float, most: int) -> int:
    return min(max(0, round(value)), most)
