from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from hwocr.arrays import Picture
from hwocr.page import Box
from hwocr.prepare import prepare
from hwocr.segment import Layout, contours, segment
from hwocr.segment.contours import typical_height
from hwocr.segment.edges import find_edges
from hwocr.segment.parts import Part
from hwocr.segment.pieces import find_pieces

Draw = Callable[..., Picture]


def dropped(layout: Layout) -> list[str]:
    return [contour.reason for contour in layout.contours if not contour.kept]


def characters(layout: Layout) -> int:
    return sum(len(word.components) for line in layout.lines for word in line.words)


def test_specks_go(drawn: Draw) -> None:
    picture = drawn("HELLO").copy()
    for x in (20, 200, 400):
        picture[15:18, x : x + 3] = 0
    layout = segment(prepare(picture))
    assert dropped(layout) == [contours.SPECK] * 3
    assert characters(layout) == 5


def test_a_frame_is_no_letter(drawn: Draw) -> None:
    picture = drawn("HELLO").copy()
    height, width = picture.shape[:2]
    cv2.rectangle(picture, (12, 12), (width - 13, height - 13), (0, 0, 0), 6)
    layout = segment(prepare(picture, without=["rules"]))
    assert dropped(layout) == [contours.FRAME]
    assert characters(layout) == 5
    assert characters(segment(prepare(picture))) == 5


@pytest.mark.parametrize("fall", [0, 12])
def test_a_ruled_line_is_no_letter(drawn: Draw, fall: int) -> None:
    picture = cv2.copyMakeBorder(drawn("HELLO"), 0, 60, 0, 0, cv2.BORDER_CONSTANT, value=(255,) * 3)
    height, width = picture.shape[:2]
    cv2.line(picture, (5, height - 30), (width - 6, height - 30 + fall), (0, 0, 0), 4)
    layout = segment(prepare(np.asarray(picture, dtype=np.uint8), without=["rules"]))
    assert dropped(layout) == [contours.RULE]
    assert characters(layout) == 5
    assert characters(segment(prepare(np.asarray(picture, dtype=np.uint8)))) == 5


def test_a_table_beside_the_page_is_no_letter(drawn: Draw) -> None:
    picture = cv2.copyMakeBorder(drawn("HELLO"), 0, 0, 60, 0, cv2.BORDER_CONSTANT, value=(40,) * 3)
    layout = segment(prepare(np.asarray(picture, dtype=np.uint8)))
    assert characters(layout) == 5
    assert all(contour.box.x >= 55 for contour in layout.contours if contour.kept)


def test_a_dark_corner_is_dropped_with_its_reason(drawn: Draw) -> None:
    picture = drawn("HELLO").copy()
    cv2.circle(picture, (0, 0), 34, (0, 0, 0), -1)
    layout = segment(prepare(picture))
    assert dropped(layout) == [contours.BORDER]
    assert characters(layout) == 5


def test_letters_that_touch_the_border_stay(drawn: Draw) -> None:
    picture = drawn("HELLO")
    rows, columns = np.nonzero(picture[:, :, 0] < 128)
    tight = picture[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    layout = segment(prepare(tight))
    assert dropped(layout) == []
    assert characters(layout) == 5


def test_without_parts_there_is_no_height() -> None:
    assert typical_height([], 3) == 0
    assert contours.reasons([], (10, 10), 3) == []


@pytest.mark.parametrize(("height", "tells"), [(60, True), (400, False)])
def test_words_that_hang_together_by_a_rule_tell_the_height_and_a_frame_does_not(
    height: int, tells: bool
) -> None:
    outline = np.zeros((0, 2), np.int32)
    bits = [Part(n, Box(40 * n, 70, 14, 20), outline, 60, 1.0, 1.0, 3.0) for n in range(1, 17)]
    large = Part(99, Box(0, 0, 700, height), outline, 4000, 1.0, 1.0, 3.0)
    assert (typical_height([large, *bits], 3) > 100) == tells


def test_a_frame_with_the_most_ink_does_not_tell_the_letters_height(drawn: Draw) -> None:
    """Such as the gaps between the keys of a keyboard."""
    word = drawn("HELLO HELLO HELLO", height=40, pen_width=4)
    picture = np.full((500 + word.shape[0], word.shape[1], 3), 255, np.uint8)
    picture[500:] = word
    for x in range(20, word.shape[1], 60):
        picture[40:440, x : x + 8] = 0
    picture[236:244, 20:] = 0
    layout = segment(prepare(picture, without=["rules", "paper"]))
    kept = [contour.box.height for contour in layout.contours if contour.kept]
    assert len(kept) >= 12
    assert max(kept) < 60


def test_dots_far_from_all_letters_are_specks_and_those_beside_them_are_not(drawn: Draw) -> None:
    word = drawn("HELLO", height=60, pen_width=6)
    ink = np.zeros((700, 900), np.float32)
    ink[20 : 20 + word.shape[0], 20 : 20 + word.shape[1]] = 1 - word[..., 0] / np.float32(255)
    for x, y in [(400, 80), *((x, y) for x in range(60, 900, 90) for y in range(300, 700, 90))]:
        cv2.circle(ink, (x, y), 4, 1, -1)
    pieces = find_pieces(find_edges(ink), ink)
    assert len(pieces.parts) == 5 + 1 + 50
    assert sum(part.box.y > 250 for part in pieces.kept) == 0
    assert sum(part.size < 12 for part in pieces.kept) == 1
