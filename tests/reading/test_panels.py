"""The pictures of one word: what is shown, and that it stands where it belongs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Picture
from hwocr.draw import SURE, UNSURE
from hwocr.networks.classes import BLANK, WORD_CHARACTERS
from hwocr.reading.panels import activity_panel, activity_rows, alignment_panel, image_panel
from hwocr.wordimage import HEIGHT
from tests.reading.traces import trace_of

ZOOM = 3


def names(columns: list[int]) -> list[str]:
    return ["blank" if column == BLANK else WORD_CHARACTERS[column] for column in columns]


def has(picture: Picture, colour: tuple[int, int, int]) -> NDArray[np.bool_]:
    return np.asarray((picture == colour).all(axis=2))


def test_the_image_is_enlarged_dark_on_white() -> None:
    trace = trace_of("ab")
    panel = image_panel(trace, ZOOM)
    height, width = trace.image.shape
    assert panel.shape == (ZOOM * height, ZOOM * width, 3)
    np.testing.assert_array_equal(panel[::ZOOM, ::ZOOM, 0], np.where(trace.image > 0, 0, 255))


def test_rows_are_the_words_characters_then_strong_rivals_then_the_blank() -> None:
    trace = trace_of("hall", "h", {"a": 0.5, "o": 0.3, "u": 0.15}, "l", {"l": 0.9, "t": 0.08})
    assert names(activity_rows(trace)) == ["h", "a", "l", "o", "u", "blank"]


def test_there_are_not_too_many_rivals() -> None:
    trace = trace_of("a", dict.fromkeys("abcdefg", 0.14))
    assert len(activity_rows(trace)) == 1 + 4 + 1


def test_a_ruled_out_character_is_no_rival() -> None:
    trace = trace_of("ab")
    trace.log_probabilities[:, WORD_CHARACTERS.index("x")] = -np.inf
    assert names(activity_rows(trace)) == ["a", "b", "blank"]
    assert activity_panel(trace, ZOOM).dtype == np.uint8


def test_activity_is_brightest_below_what_was_recognised() -> None:
    trace = trace_of("ab")
    panel = activity_panel(trace, ZOOM)
    frames = len(trace.log_probabilities)
    margin = panel.shape[1] - 4 * ZOOM * frames
    rows = activity_rows(trace)
    below = panel[ZOOM * HEIGHT + ZOOM :, margin:].astype(int).sum(axis=2)
    height = below.shape[0] // len(rows)
    cells = below[height // 2 :: height, 2 * ZOOM :: 4 * ZOOM]
    assert cells.shape == (len(rows), frames)
    assert cells[0].argmax() == 3
    assert cells[1].argmax() == 7
    # The blank's row is there, but faint.
    assert cells[2].max() < 0.6 * cells[0].max()
    assert cells[2, 0] > cells[2, 3]
    # The image stands above its frames.
    np.testing.assert_array_equal(panel[: ZOOM * HEIGHT, margin:], image_panel(trace, ZOOM))


def test_spans_are_boxed_and_only_unsure_ones_are_orange() -> None:
    trace = trace_of("ab", "a", {"b": 0.3, "d": 0.65})
    first, second = trace.spans
    assert first.confidence > 0.5 > second.confidence
    panel = alignment_panel(trace, ZOOM)
    border = round(4 * ZOOM * first.end)
    blue, orange = has(panel, SURE), has(panel, UNSURE)
    assert blue[: ZOOM * HEIGHT, border - 1].all()
    dashes = orange[: ZOOM * HEIGHT, border]
    assert 0.3 < dashes.mean() < 0.7
    assert not blue[:, border:].any()
    assert not orange[:, :border].any()
    # Each letter stands in its colour below its span.
    assert blue[ZOOM * HEIGHT :, :border].any()
    assert orange[ZOOM * HEIGHT :, border:].any()


def test_spaces_are_not_boxed() -> None:
    trace = trace_of("a b")
    panel = alignment_panel(trace, ZOOM)
    inner = slice(round(4 * ZOOM * trace.spans[1].start), round(4 * ZOOM * trace.spans[1].end))
    assert not has(panel[:, inner], SURE).any()
