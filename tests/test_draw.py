"""Boxes land where the page says, at any scale, in the colour of their confidence."""

from __future__ import annotations

import numpy as np
import pytest

from hwocr.arrays import Picture
from hwocr.draw import SURE, UNSURE, annotate
from hwocr.page import Box, Character, Line, Page, Word


def page(confidence: float = 0.9, width: int = 200, height: int = 100) -> Page:
    characters = (
        Character("A", Box(40, 40, 30, 40), confidence),
        Character("b", Box(100, 40, 30, 40), 0.99),
    )
    word = Word("Ab", Box(40, 40, 90, 40), 0.9, characters=characters)
    return Page((Line((word,), word.box),), width, height)


WHITE = np.full((100, 200, 3), 255, np.uint8)


def where(picture: Picture, colour: tuple[int, int, int]) -> set[tuple[int, int]]:
    rows, columns = np.nonzero((picture == colour).all(axis=2))
    return set(zip(columns.tolist(), rows.tolist(), strict=True))


def test_sides_of_a_box_are_drawn_on_its_outermost_pixels() -> None:
    blue = where(annotate(WHITE, page()), SURE)
    assert {(40, 60), (69, 60), (50, 79), (100, 60), (129, 60), (110, 79)} <= blue
    assert not blue & {(39, 60), (70, 60), (50, 80), (45, 60)}


def test_the_input_stays_as_it_was() -> None:
    before = WHITE.copy()
    assert annotate(WHITE, page()) is not WHITE
    np.testing.assert_array_equal(before, WHITE)


def test_boxes_follow_the_scale_of_the_copy() -> None:
    blue = where(annotate(np.full((50, 100, 3), 255, np.uint8), page()), SURE)
    assert {(20, 30), (34, 30), (50, 30), (64, 30)} <= blue


def test_an_unsure_reading_is_orange_and_dashed() -> None:
    drawn = annotate(WHITE, page(confidence=0.3))
    left_side = {(40, y) for y in range(40, 80)}
    orange = where(drawn, UNSURE) & left_side
    assert 0.3 < len(orange) / len(left_side) < 0.8
    assert not where(drawn, SURE) & left_side
    assert {(100, y) for y in range(41, 79)} <= where(drawn, SURE)


@pytest.mark.parametrize(("level", "inner_side"), [("words", False), ("characters", True)])
def test_levels_differ(level: str, inner_side: bool) -> None:
    blue = where(annotate(WHITE, page(), level), SURE)  # type: ignore[arg-type]
    assert ((100, 65) in blue) is inner_side
    assert (40, 65) in blue


def test_lines_are_marked_with_their_words() -> None:
    np.testing.assert_array_equal(
        annotate(WHITE, page(), "lines"), annotate(WHITE, page(), "words")
    )


def test_a_label_stands_above_its_box_and_inside_at_the_edge_of_the_picture() -> None:
    above = where(annotate(WHITE, page()), SURE)
    assert any(y < 40 for _, y in above)
    at_top = Page(
        (Line((Word("x", Box(0, 0, 50, 60), 0.9, (), (Character("x", Box(0, 0, 50, 60), 0.9),)),),
              Box(0, 0, 50, 60)),), 200, 100)  # fmt: skip
    inside = where(annotate(WHITE, at_top), SURE)
    assert (2, 5) in inside
    assert max(x for x, _ in inside) < 50


def test_a_page_without_words_changes_nothing() -> None:
    np.testing.assert_array_equal(annotate(WHITE, Page((), 200, 100)), WHITE)


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="got 'pages'"):
        annotate(WHITE, page(), "pages")  # type: ignore[arg-type]
