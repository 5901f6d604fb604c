from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from hwocr.arrays import Grey, Ink, Picture
from hwocr.connected import connected
from hwocr.prepare.ink import ink_and_relief
from hwocr.prepare.light import darkness_of, paper_of
from hwocr.prepare.rules import without_rules
from hwocr.prepare.rules.pale import pale_lines
from hwocr.strokes import render
from tests.letters import strokes_of

Write = Callable[..., Picture]
WIDTH, HEIGHT = 900, 600
APART = 38
NOISE = 9.0


def text(words: str = "HELLO 7\nWORLD T4", pen: float = 5) -> Ink:
    return render(strokes_of(words, height=80, at=(60, 70)), (WIDTH, HEIGHT), pen)


def ruled(turn: float = 0, sag: float = 0, fan: float = 0) -> Ink:
    """Lines across the sheet, turned by degrees, sagging by pixels, coming closer by a share."""
    x = np.linspace(-400, WIDTH + 400, 90)
    lines = []
    for number in range(-20, 40):
        y = APART * number * (1 + fan * (x / WIDTH - 0.5)) + sag * np.sin(np.pi * x / WIDTH)
        lines.append(np.stack([x, y + np.tan(np.radians(turn)) * (x - WIDTH / 2)], axis=1))
    return render(lines, (WIDTH, HEIGHT), 2)


def squared(turn: float = 0) -> Ink:
    size = 2 * WIDTH, 2 * WIDTH
    ends = [(at, at) for at in range(11, size[0], APART)]
    lines = [[(-9.0, a), (size[0] + 9.0, b)] for a, b in ends]
    grid = render([*lines, *([(y, x) for x, y in line] for line in lines)], size, 2)
    about = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), turn, 1)
    return np.asarray(cv2.warpAffine(grid, about, (WIDTH, HEIGHT)), dtype=np.float32)


def photo(letters: Ink, lines: Ink, depth: float, noise: float = NOISE) -> Grey:
    """Pen on pale lines, in the noise of a camera."""
    light = 200 * (1 - 0.7 * letters) * (1 - depth * lines)
    grain = np.random.default_rng(5).normal(0, noise, light.shape)
    return np.clip(np.rint(light + grain), 0, 255).astype(np.uint8)


def seen(grey: Grey) -> tuple[Ink, Ink]:
    paper = paper_of(grey)
    return ink_and_relief(grey, paper)[0], darkness_of(grey, paper)


def specks(ink: Ink, letters: Ink) -> int:
    """Pieces of ink that are no letters."""
    pieces = connected(np.asarray(ink > 0.2, dtype=np.uint8))
    return int((pieces.sums(letters > 0.2)[1:] == 0).sum())


def check(letters: Ink, lines: Ink, depth: float) -> None:
    """Nothing must be left of lines that would be bits else, and most of the letters' ink."""
    ink, darkness = seen(photo(letters, lines, depth))
    bits = specks(without_rules(ink)[0], letters)
    assert bits > 80
    cleaned, removed = without_rules(ink, darkness)
    assert specks(cleaned, letters) < 0.04 * bits
    inked = letters > 0.7
    assert (cleaned[inked] > 0.4).mean() > 0.97 * (ink[inked] > 0.4).mean()
    np.testing.assert_array_equal(cleaned[removed > 0], 0)


@pytest.mark.parametrize("depth", [0.2, 0.24])
@pytest.mark.parametrize("turn", [0, 4, -17])
def test_a_grid_that_shows_in_bits_goes(turn: float, depth: float) -> None:
    check(text(), squared(turn), depth)


@pytest.mark.parametrize(
    ("turn", "sag", "fan"), [(0, 0, 0), (12, 0, 0), (0, 14, 0), (-5, 0, 0.15), (3, -9, -0.1)]
)
def test_ruled_lines_that_show_in_bits_go(turn: float, sag: float, fan: float) -> None:
    check(text(), ruled(turn, sag, fan), 0.17)


def test_a_page_on_its_side() -> None:
    grey = photo(text(), ruled(3), 0.17)
    level, upright = pale_lines(seen(grey)[1])
    assert level is not None
    assert upright is None
    turned = pale_lines(seen(np.ascontiguousarray(grey.T))[1])
    assert turned[0] is None
    assert turned[1] is not None


def test_lines_are_where_they_are() -> None:
    """Every line of the page is found to a pixel, its width and depth about."""
    level, _ = pale_lines(seen(photo(text(), ruled(), 0.17))[1])
    assert level is not None
    rows = np.array([line.middle for line in level.lines])
    assert set(np.rint(rows.mean(axis=1) / APART)) >= set(range(1, HEIGHT // APART))
    inside = rows[(rows.mean(axis=1) > 5) & (rows.mean(axis=1) < HEIGHT - 5)]
    assert np.abs(inside - APART * np.rint(inside / APART)).max() < 1.5
    assert 1 < level.width < 4
    assert 0.08 < level.depth < 0.2


def test_strokes_along_a_line_stay() -> None:
    """Dashes and stems right on a line are darker than it."""
    dashes = [[(x, 6 * APART), (x + 45, 6 * APART)] for x in range(90, 800, 90)]
    letters = render(dashes, (WIDTH, HEIGHT), 4)
    ink, darkness = seen(photo(letters, ruled(), 0.17))
    cleaned, removed = without_rules(ink, darkness)
    assert removed.any()
    assert (cleaned[letters > 0.7] > 0.4).mean() > 0.95


@pytest.mark.parametrize("words", ["HEEFT\nTHEFE\nEFHTH\nFETHE", "LILI\nIIII\nTTTT\nLLLL"])
@pytest.mark.parametrize("depth", [0.15, 0.7])
def test_rows_of_capitals_are_no_lines(words: str, depth: float) -> None:
    strokes = strokes_of(words, height=80, at=(60, 70))
    grey = photo(np.zeros((HEIGHT, WIDTH), np.float32), render(strokes, (WIDTH, HEIGHT), 4), depth)
    assert pale_lines(seen(grey)[1]) == (None, None)


def test_rows_of_writing_are_no_lines(written: Write) -> None:
    picture = written("\n".join(["minimum ennui murmur immune"] * 9), size=40)
    grain = np.random.default_rng(1).normal(0, NOISE, picture.shape[:2])
    for contrast in (0.2, 0.7):
        light = 220 - contrast * (255.0 - picture[:, :, 0])
        grey = np.clip(light + grain, 0, 255).astype(np.uint8)
        assert pale_lines(seen(grey)[1]) == (None, None)


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (17, 18), (40, 60), (300, 200)])
def test_sheets_without_anything(shape: tuple[int, int]) -> None:
    assert pale_lines(np.zeros(shape, np.float32)) == (None, None)
    noise = np.random.default_rng(2).normal(0, 0.03, shape).astype(np.float32)
    assert pale_lines(noise) == (None, None)
