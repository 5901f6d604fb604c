from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from hwocr.arrays import Ink, Picture
from hwocr.page import Box
from hwocr.prepare.skew import find_turn, turn

Draw = Callable[..., Picture]
PAGE = "a page of writing\nwith lines that run\nfrom side to side\nand are long enough"


def ink_of(picture: Picture) -> Ink:
    return np.asarray(1 - picture[:, :, 0] / 255, dtype=np.float32)


def turned(picture: Picture, degrees: float) -> Ink:
    """The ink of a page whose lines fall to the right by ``degrees``."""
    return turn(picture, ink_of(picture), -degrees)[1]


@pytest.mark.parametrize("degrees", [-19, -7.5, -4, 4, 11, 20])
def test_a_turned_page_is_measured(written: Draw, degrees: float) -> None:
    assert find_turn(turned(written(PAGE), degrees)) == pytest.approx(degrees, abs=0.7)


@pytest.mark.parametrize("text", [PAGE, "one line of writing", "first\nsecond"])
@pytest.mark.parametrize("degrees", [-0.8, 0, 0.8])
def test_straight_pages_stay(written: Draw, text: str, degrees: float) -> None:
    assert find_turn(turned(written(text), degrees)) == 0


@pytest.mark.parametrize("text", ["HELLO", "A", "X", "17", "OF", "LLAMA", "7YARD"])
def test_drawn_words_stay(drawn: Draw, text: str) -> None:
    assert find_turn(ink_of(drawn(text))) == 0


def test_a_column_of_numbers_stays(written: Draw) -> None:
    assert find_turn(ink_of(written("17\n4\n208\n93\n5\n11"))) == 0


def test_a_letter_has_no_skew(drawn: Draw) -> None:
    assert find_turn(turned(drawn("S"), 12)) == 0


def test_two_columns_count_each_for_itself(written: Draw) -> None:
    left, right = written(PAGE), written(PAGE)
    pitch = left.shape[0] // 8  # about half a line
    right = np.roll(right, pitch, axis=0)
    page = np.hstack([left, right])
    assert find_turn(turned(page, 6)) == pytest.approx(6, abs=0.7)


def test_the_edge_of_a_table_does_not_count(written: Draw) -> None:
    ink = turned(written(PAGE), 5)
    height, width = ink.shape
    cv2.line(ink, (0, height - 10), (width, height - 10 - width // 5), 1.0, 3)
    assert find_turn(ink) == pytest.approx(5, abs=0.7)


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (200, 600), (1800, 30)])
@pytest.mark.parametrize("level", [0, 1])
def test_blank_ink_has_no_skew(shape: tuple[int, int], level: int) -> None:
    assert find_turn(np.full(shape, level, np.float32)) == 0


def test_quarter_turns_move_every_pixel_exactly() -> None:
    rng = np.random.default_rng(0)
    picture = rng.integers(0, 256, (30, 50, 3), dtype=np.uint8)
    ink = rng.random((30, 50), dtype=np.float32)
    for quarters in (0, 1, 2, 3):
        new_picture, new_ink, _ = turn(picture, ink, 90 * quarters)
        np.testing.assert_array_equal(new_picture, np.rot90(picture, quarters))
        np.testing.assert_allclose(new_ink, np.rot90(ink, quarters), atol=1e-6)


@pytest.mark.parametrize("degrees", [-14.0, 4.0, 93.5, 180.0])
def test_places_come_back_and_nothing_is_cut(degrees: float) -> None:
    picture = np.full((200, 340, 3), (240, 230, 200), np.uint8)
    ink = np.zeros((200, 340), np.float32)
    corners = [Box(2, 3, 12, 12), Box(322, 4, 12, 12), Box(5, 180, 12, 12), Box(320, 181, 12, 12)]
    for box in corners:
        ink[box.y : box.bottom, box.x : box.right] = 1
    new_picture, new_ink, matrix = turn(picture, ink, degrees)
    assert new_picture.shape == (*new_ink.shape, 3)
    assert new_ink.sum() == pytest.approx(ink.sum(), rel=0.01)
    assert (new_picture == (240, 230, 200)).all()
    _, _, _, centres = cv2.connectedComponentsWithStats((new_ink > 0.5).astype(np.uint8))
    # Centres of pixels lie at half coordinates.
    back = matrix @ np.vstack([centres[1:].T + 0.5, np.ones(len(corners))])
    found = sorted(map(tuple, np.round(back[:2].T).astype(int).tolist()))
    assert found == sorted((box.x + 6, box.y + 6) for box in corners)


def test_a_turned_page_comes_back_level(written: Draw) -> None:
    picture = written(PAGE)
    tilted, ink, _ = turn(picture, ink_of(picture), -9)
    _, level, _ = turn(tilted, ink, find_turn(ink))
    assert find_turn(level) == 0
