from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from hwocr.arrays import Points
from hwocr.prepare import prepare
from hwocr.segment import Layout, segment
from hwocr.strokes import render

BODY = 24.0
WIDTH = 900.0


def joined(x: float, y: float, width: float) -> Points:
    """A joined word of small letters as a wave whose middle is at ``y``."""
    at = np.arange(0, width, 1.5)
    wave = y - BODY / 2 * np.cos(at / (0.16 * BODY))
    return np.stack([x + at, wave], 1).astype(np.float32)


def page(leading: float, lines: int = 5) -> list[Points]:
    """Lines of five joined words."""
    return [joined(60 + 175 * k, 80 + leading * n, 140) for n in range(lines) for k in range(5)]


def layout_of(strokes: list[Points]) -> Layout:
    size = np.concatenate(strokes).max(axis=0) + 60
    ink = render(strokes, (int(size[0]), int(size[1])), 3)
    grey = np.rint(255 * (1 - ink)).astype(np.uint8)
    plain = {"paper", "rules", "skew"}
    return segment(prepare(np.repeat(grey[:, :, None], 3, axis=2), without=plain))


def words(layout: Layout) -> list[int]:
    return [len(line.words) for line in layout.lines]


def test_straight_lines_have_two_knots() -> None:
    layout = layout_of(page(60))
    assert words(layout) == [5] * 5
    for number, line in enumerate(layout.lines):
        assert len(line.course) == 2
        assert line.block == 0
        for _, y in line.course:
            assert y == pytest.approx(80 + 60 * number + BODY / 2, abs=5)


@pytest.mark.parametrize("rise", [-45.0, 45.0])
def test_lines_that_bend_with_the_paper(rise: float) -> None:
    def arch(x: Points) -> Points:
        along = (x - 60) / WIDTH
        return np.asarray(4 * rise * along * (1 - along), np.float32)

    bent = [np.stack([s[:, 0], s[:, 1] - arch(s[:, 0])], 1) for s in page(56)]
    bent = [stroke + np.array([0, 90], np.float32) for stroke in bent]
    layout = layout_of(bent)
    assert words(layout) == [5] * 5
    for number, line in enumerate(layout.lines):
        x, y = np.array(line.course, np.float32).T
        truth = 80 + 90 + 56 * number + BODY / 2 - arch(x)
        inner = slice(1, -1)
        np.testing.assert_allclose(y[inner], truth[inner], atol=0.4 * BODY)


def test_a_stroke_that_ties_two_lines_is_cut_between_them() -> None:
    """A descender runs into the word below; each line keeps its own letters."""
    strokes = page(58)
    tie = np.stack([np.full(40, 130.0), np.linspace(80, 138, 40)], 1).astype(np.float32)
    layout = layout_of([*strokes, tie])
    assert words(layout) == [5] * 5
    heights = [line.box.height for line in layout.lines[:2]]
    assert max(heights) < 2.6 * BODY
    assert sum(heights) > 2 * BODY + 20, "the stroke itself is not lost"


def test_tight_lines_stay_apart() -> None:
    assert words(layout_of(page(2.0 * BODY, lines=6))) == [5] * 6


def test_two_columns_are_two_blocks(strokes: Callable[..., list[Points]]) -> None:
    left = strokes("HAND WORK\nMAKES BREAD\nEVERY DAY\nOF YEAR", height=40)
    right = strokes("BIRDS SING\nIN TREES\nAT NIGHT\nAND DAY", height=40, at=(620, 66))
    layout = layout_of([*left, *right])
    assert [line.block for line in layout.lines] == [0] * 4 + [1] * 4
    assert all(line.box.right < 600 for line in layout.lines[:4])
    tops = [line.box.y for line in layout.lines]
    assert tops[:4] == sorted(tops[:4])
    assert tops[4:] == sorted(tops[4:])
    assert tops[4] < tops[1], "the second column begins at the top again"


def test_words_that_are_crossed_out_are_marked(strokes: Callable[..., list[Points]]) -> None:
    text = strokes("BREAD GARDEN WORK", height=50)
    words_of_text = layout_of(text).lines[0].words
    assert [word.crossed for word in words_of_text] == [False] * 3
    box = words_of_text[1].box
    y = box.center[1] + 3
    strike = np.array([(box.x - 8, y + 2), (box.right + 8, y - 2)], np.float32)
    layout = layout_of([*text, strike])
    assert [word.crossed for word in layout.lines[0].words] == [False, True, False]


def test_a_single_dot_is_a_line() -> None:
    layout = layout_of([np.array([(60, 60), (62, 61)], np.float32)])
    assert len(layout.lines) <= 1


def test_letters_of_two_lines_that_touch_are_cut_apart() -> None:
    """An ascender that runs into a descender is no wider than the pen."""
    waves = [joined(60 + 75 * k, 80 + 60 * n, 30) for n in range(3) for k in range(8)]
    tie = np.stack([np.full(60, 75.0), np.linspace(80, 140, 60)], 1).astype(np.float32)
    layout = layout_of([*waves, tie])
    assert len(layout.lines) == 3
    assert max(line.box.height for line in layout.lines) < 2.6 * BODY


def test_a_word_that_rises_is_no_line_of_its_own() -> None:
    strokes = [joined(60 + 175 * k, 110, 140) for k in range(5)]
    strokes[2] = strokes[2] - np.stack(
        [np.zeros(len(strokes[2])), 0.25 * (strokes[2][:, 0] - 410)], 1
    ).astype(np.float32)
    assert words(layout_of(strokes)) == [5]
