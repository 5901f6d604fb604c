"""The contact sheet shows each picture with its texts."""

from __future__ import annotations

import numpy as np

from benchmarks.misread import contact_sheet
from benchmarks.wordscores import Reading
from benchmarks.wordsets import Example
from hwocr.page import Box


def _misread(height: int, width: int) -> tuple[Example, Reading]:
    picture = np.full((height, width, 3), 255, np.uint8)
    picture[: height // 2] = 0
    example = Example(picture, "one", Box(0, 0, width, height))
    return example, Reading("one", "ore", 0.1, 0.7)


def test_tiles_fill_rows_whatever_the_size_of_their_pictures() -> None:
    one = contact_sheet([_misread(90, 100)])
    assert one.ndim == 3
    five = contact_sheet(
        [_misread(*size) for size in [(9, 900), (900, 9), (1, 1), (5, 5), (90, 9)]]
    )
    assert five.shape == (2 * one.shape[0], one.shape[1], 3)


def test_picture_and_captions_are_shown() -> None:
    sheet = contact_sheet([_misread(40, 100)])
    tile = sheet[:, : sheet.shape[1] // 4]
    assert (tile[:40] == 0).all(axis=2).any()
    caption = tile[90:].astype(int)
    green, red = caption[..., 1] - caption[..., 0], caption[..., 0] - caption[..., 1]
    assert green.max() > 60
    assert red.max() > 60
