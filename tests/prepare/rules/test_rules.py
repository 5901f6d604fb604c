from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink, Picture
from hwocr.prepare.rules import without_rules
from hwocr.strokes import render
from tests.letters import strokes_of

Write = Callable[..., Picture]
WIDTH, HEIGHT = 900, 420
TEXT = "HELLO 7\nWORLD T4"


def text(words: str = TEXT, pen: float = 6, height: float = 80) -> Ink:
    return render(strokes_of(words, height=height, at=(60, 70)), (WIDTH, HEIGHT), pen)


def level(rows: range, fall: float = 0, sag: float = 0, width: float = 3) -> Ink:
    """Lines across the sheet, falling by ``fall`` and sagging by ``sag`` pixels."""
    x = np.linspace(-10, WIDTH + 10, 60)
    y = fall * (x / WIDTH - 0.5) + sag * np.sin(np.pi * x / WIDTH)
    return render([np.stack([x, row + y], axis=1) for row in rows], (WIDTH, HEIGHT), width)


def upright(columns: range, width: float = 3) -> Ink:
    lines = [[(x, -9.0), (x, HEIGHT + 9.0)] for x in columns]
    return render(lines, (WIDTH, HEIGHT), width)


def together(letters: Ink, lines: Ink, darkness: float) -> Ink:
    return np.asarray(np.maximum(letters, np.float32(darkness) * lines), dtype=np.float32)


def check(letters: Ink, lines: Ink, cleaned: Ink, removed: Grey, left: float = 0.03) -> None:
    """Almost all of the lines must be gone, and most of the letters' ink must be there."""
    bare = cv2.dilate((letters > 0).astype(np.uint8), np.ones((5, 5), np.uint8)) == 0
    assert (cleaned[bare & (lines > 0.5)] > 0.05).mean() < left
    inked = letters > 0.5
    assert (cleaned[inked] > 0.4).mean() > 0.85
    assert removed.dtype == np.uint8
    assert set(np.unique(removed)) == {0, 255}
    np.testing.assert_array_equal(cleaned[removed > 0], 0)


@pytest.mark.parametrize("darkness", [0.2, 0.5, 1.0])
@pytest.mark.parametrize(("fall", "sag"), [(0, 0), (90, 0), (-250, 0), (20, 22)])
def test_ruled_lines_go_and_letters_stay(darkness: float, fall: float, sag: float) -> None:
    letters, lines = text(), level(range(-200, 700, 73), fall, sag)
    page = together(letters, lines, darkness)
    before = page.copy()
    cleaned, removed = without_rules(page)
    np.testing.assert_array_equal(page, before)
    check(letters, lines, cleaned, removed)


def test_pencil_on_darker_lines_counts_in_full() -> None:
    letters, lines = text(), level(range(-200, 700, 73))
    cleaned, removed = without_rules(together(lines, letters, 0.4))
    check(letters, lines, cleaned, removed)
    assert np.median(cleaned[(letters > 0.9) & (removed == 0)]) > 0.9


def test_a_page_on_its_side() -> None:
    letters, lines = text(), level(range(-200, 700, 73), 30)
    cleaned, removed = without_rules(np.ascontiguousarray(together(letters, lines, 0.6).T))
    check(letters, lines, cleaned.T, removed.T)


@pytest.mark.parametrize("darkness", [0.25, 0.7])
def test_squared_paper(darkness: float) -> None:
    letters = text()
    lines = np.maximum(level(range(9, HEIGHT, 57)), upright(range(23, WIDTH, 57)))
    cleaned, removed = without_rules(together(letters, lines, darkness))
    check(letters, lines, cleaned, removed)


@pytest.mark.parametrize("darkness", [0.3, 0.9])
def test_dotted_paper(darkness: float) -> None:
    letters = text("HILLI\nWORLD I7")
    places = [(x + 0.05 * y, y) for x in range(-9, WIDTH, 33) for y in range(11, HEIGHT, 33)]
    dots = render([[place] for place in places], (WIDTH, HEIGHT), 4)
    cleaned, removed = without_rules(together(letters, dots, darkness))
    check(letters, dots, cleaned, removed, left=0.06)
    assert (cleaned[letters > 0.5] > 0.4).mean() > 0.99


def test_dotted_paper_with_dark_grain() -> None:
    letters = text("HILLI\nWORLD I7")
    places = [(x + 0.05 * y, y) for x in range(-9, WIDTH, 33) for y in range(11, HEIGHT, 33)]
    dots = render([[place] for place in places], (WIDTH, HEIGHT), 4)
    noise = np.random.default_rng(0).random(letters.shape, np.float32)
    grain = 0.25 * (cv2.GaussianBlur(noise, (0, 0), 1.5) > 0.53).astype(np.float32)
    cleaned, removed = without_rules(np.maximum(together(letters, dots, 0.8), grain))
    check(letters, dots, np.where(cleaned > 0.3, cleaned, 0), removed, left=0.06)
    assert (cleaned[letters > 0.5] > 0.4).mean() > 0.99


def test_many_dots_that_are_no_pattern_stay() -> None:
    places = np.random.default_rng(0).uniform(5, 400, (150, 2)).tolist()
    ink = np.maximum(text(), render([[place] for place in places], (WIDTH, HEIGHT), 4))
    assert without_rules(ink)[0] is ink


def test_a_margin() -> None:
    letters, line = text(), upright(range(66, 67))
    cleaned, removed = without_rules(together(letters, line, 0.5))
    check(letters, line, cleaned, removed)


def test_a_box_goes_with_its_short_sides() -> None:
    letters = text("HELLO")
    corners = [(40, 48), (520, 48), (520, 172), (40, 172), (40, 48)]
    box = render([corners], (WIDTH, HEIGHT), 4)
    cleaned, removed = without_rules(np.maximum(letters, box))
    check(letters, box, cleaned, removed)


@pytest.mark.parametrize("apart", [6, 9, 12])
def test_boxes_close_below_each_other_go_with_both_lines_between_them(apart: int) -> None:
    letters = text()
    rows = [45, 170, 170 + apart, 295 + apart]
    level = [[(30, row), (870, row)] for row in rows]
    sides = [[(x, a), (x, b)] for x in (30, 870) for a, b in (rows[:2], rows[2:])]
    lines = render([*level, *sides], (WIDTH, HEIGHT), 3)
    cleaned, removed = without_rules(together(letters, lines, 0.8))
    check(letters, lines, cleaned, removed)


def test_lines_of_boxes_tell_of_no_lines_between_them() -> None:
    x = np.linspace(60, 840, 200)
    wave = render([np.stack([x, 265 + 3.5 * np.sin(x / 9)], axis=1)], (WIDTH, HEIGHT), 4)
    rows = (60, 130, 165, 230, 300, 365)
    lines = render([[(-9.0, row), (WIDTH + 9.0, row)] for row in rows], (WIDTH, HEIGHT), 3)
    cleaned, removed = without_rules(together(wave, lines, 0.8))
    check(wave, lines, cleaned, removed)


def test_an_underline_that_touches_letters_goes() -> None:
    letters = text("HELLO")
    line = render([[(50, 156), (440, 152)]], (WIDTH, HEIGHT), 5)
    cleaned, removed = without_rules(np.maximum(letters, line))
    check(letters, line, cleaned, removed)


def test_a_struck_out_word_stays_struck_out() -> None:
    line = render([[(40, 112), (420, 108)]], (WIDTH, HEIGHT), 6)
    page = np.maximum(text("MAMUA"), line)
    cleaned, removed = without_rules(page)
    assert cleaned is page
    assert not removed.any()


def test_no_hole_where_a_stroke_crosses() -> None:
    """Upright and slanted strokes go through, on dark lines too."""
    strokes = [[(200 + 80 * k, 60), (200 + 80 * k + 30 * (k % 3 - 1), 260)] for k in range(6)]
    letters, lines = render(strokes, (WIDTH, HEIGHT), 6), level(range(160, 161))
    cleaned, _ = without_rules(np.maximum(letters, lines))
    whole = cv2.connectedComponents((cleaned > 0.4).astype(np.uint8))[0] - 1
    assert whole == len(strokes)


@pytest.mark.parametrize("pen", [2, 4, 8, 14])
@pytest.mark.parametrize("words", ["HELLO", "TTFE", "IIII", "T", "I", "L7", "HILL\nTELL 1417"])
def test_a_drawing_is_left_as_it_is(words: str, pen: float) -> None:
    for height in (60, 150):
        ink = text(words, pen, height)
        cleaned, removed = without_rules(ink)
        assert cleaned is ink
        assert not removed.any()


def test_a_dash_and_an_equals_sign_stay() -> None:
    signs = [[(500, 110), (590, 112)], [(640, 95), (720, 95)], [(640, 125), (720, 124)]]
    ink = np.maximum(text("HELLO"), render(signs, (WIDTH, HEIGHT), 6))
    assert without_rules(ink)[0] is ink


def test_handwriting_is_left_as_it_is(written: Write) -> None:
    picture = written(
        "Tell the little fellow\nto fill it until Tuesday\nITEM 1: TILL = 471", size=60
    )
    ink = (255 - picture[:, :, 0]).astype(np.float32) / np.float32(255)
    assert without_rules(ink)[0] is ink


def flat_word(
    row: float, x: float, height: float, rng: np.random.Generator
) -> list[NDArray[np.float64]]:
    """Low joined arches, and stems on every second of them."""
    word, stems, y = [(x, row)], [], row
    steps = np.linspace(0, 1, 9)[1:]
    for number in range(10):
        arch = height * rng.uniform(0.3, 1.2) * rng.choice([1.0, 0.0, -0.3])
        width, end = 10 * rng.uniform(0.6, 1.6), row - rng.uniform(0, 0.5) * height
        rows = y + (end - y) * steps - arch * np.sin(np.pi * steps)
        word += list(zip(x + width * steps, rows, strict=True))
        if number % 3:
            stems.append(np.array([word[-4], (word[-4][0] + 5, word[-4][1] - 2.2 * height - 4)]))
        x, y = x + width, end
    return [np.array(word), *stems]


@pytest.mark.parametrize("seed", [4, 16, 17, 30, 33, 39])
def test_flat_joined_words_are_no_lines(seed: int) -> None:
    rng = np.random.default_rng(seed)
    words = [stroke for row in range(100, 250, 35) for stroke in flat_word(row, 80, 6.0, rng)]
    capitals = strokes_of("HELLO", height=24, at=(80, 330))
    ink = render([*words, *capitals], (WIDTH, HEIGHT), 2.3)
    assert without_rules(ink)[0] is ink


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (40, 60)])
@pytest.mark.parametrize("level", [0.0, 1.0])
def test_sheets_without_anything(shape: tuple[int, int], level: float) -> None:
    ink = np.full(shape, level, np.float32)
    cleaned, removed = without_rules(ink)
    assert cleaned is ink
    assert removed.shape == shape
    assert not removed.any()


def broken(lines: Ink, axis: int, first: int, share: float) -> Ink:
    """The lines from ``first`` on with gaps, as pale print leaves them."""
    holes = np.random.default_rng(3).random((HEIGHT, WIDTH)) > share
    holes = cv2.dilate(holes.astype(np.uint8), np.ones((4, 4), np.uint8)) > 0
    holes[(slice(None), slice(first)) if axis else slice(first)] = False
    return np.where(holes, np.float32(0), lines)


def test_outer_lines_that_are_broken_go_with_their_family() -> None:
    """Where three lines are whole, paler ones are looked for at the same distances."""
    letters, lines = text(), level(range(9, HEIGHT, 57))
    pale = broken(lines, 0, 200, 0.97)
    cleaned, removed = without_rules(together(letters, pale, 0.5))
    check(letters, pale, cleaned, removed)


def test_lines_that_break_off_go_up_to_the_border() -> None:
    letters, lines = text(), level(range(9, HEIGHT, 57))
    pale = broken(lines, 1, 620, 0.93)
    cleaned, removed = without_rules(together(letters, pale, 0.5))
    check(letters, pale, cleaned, removed)


@pytest.mark.parametrize("share", [0.97, 0.98])
def test_lines_whose_ink_comes_and_goes_everywhere(share: float) -> None:
    letters, lines = text(), level(range(9, HEIGHT, 57))
    pale = broken(lines, 0, 0, share)
    cleaned, removed = without_rules(together(letters, pale, 0.4))
    check(letters, pale, cleaned, removed)
