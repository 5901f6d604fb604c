"""The sheets that the stages show: sensible for no word, for one and for many."""

from __future__ import annotations

import numpy as np
import pytest

from hwocr.glyph import SIZE
from hwocr.reading.pictures import draw_glyphs, trace_stages
from hwocr.wordimage import HEIGHT
from tests.reading.traces import trace_of

NAMES = ["word images", "activity", "alignment"]


@pytest.mark.parametrize("count", [0, 1, 3, 60])
def test_three_sheets_for_any_number_of_words(count: int) -> None:
    stages = trace_stages([trace_of("word")] * count, 100)
    assert [stage.name for stage in stages] == NAMES
    for stage in stages:
        assert stage.image is not None
        assert stage.image.dtype == np.uint8
        assert stage.image.ndim == 3
        assert stage.image.shape[2] == 3
        assert max(stage.image.shape) <= 1700
        assert stage.description.endswith(".")
        assert stage.description.count(". ") == 0
    assert stages[0].seconds >= 100 > stages[1].seconds


def test_one_word_is_shown_large() -> None:
    image = trace_stages([trace_of("word")], 0)[0].image
    assert image is not None
    assert image.shape[0] >= 5 * HEIGHT
    assert image.shape[1] >= 400


def test_many_short_words_stand_beside_each_other() -> None:
    for stage in trace_stages([trace_of("ab")] * 40, 0):
        assert stage.image is not None
        height, width, _ = stage.image.shape
        assert 0.8 < width / height < 2.5


def test_words_stand_in_reading_order() -> None:
    traces, places = [trace_of("abcdef"[:length]) for length in (2, 6, 1, 5)], []
    for number, trace in enumerate(traces):
        trace.image[:] = (number + 1) / 5
    image = trace_stages(traces, 0)[0].image
    assert image is not None
    for number in range(len(traces)):
        places.append(tuple(np.argwhere(image[:, :, 0] == 255 - 51 * (number + 1))[0]))
    assert places == sorted(places)
    assert len({top for top, _ in places}) > 1


def test_a_long_line_stays_in_bounds() -> None:
    image = trace_stages([trace_of("ab " * 20 + "c")], 0)[2].image
    assert image is not None
    assert image.shape[1] <= 1700


def test_no_more_than_forty_words_are_drawn() -> None:
    forty, more = trace_stages([trace_of("ab")] * 40, 0), trace_stages([trace_of("ab")] * 90, 0)
    for one, other in zip(forty, more, strict=True):
        np.testing.assert_array_equal(one.image, other.image)


def test_glyphs_stand_in_rows() -> None:
    glyphs = [np.full((SIZE, SIZE), 10 * i, np.uint8) for i in range(20)]
    sheet = draw_glyphs([*glyphs, None], columns=16)
    cell = 2 * (SIZE + 4)
    assert sheet.shape == (2 * cell, 16 * cell, 3)
    assert [int(sheet[cell // 2, cell // 2 + i * cell, 0]) for i in (0, 1, 15)] == [0, 10, 150]
    assert int(sheet[cell + cell // 2, cell // 2, 0]) == 160


def test_no_glyphs_leave_one_empty_cell() -> None:
    assert draw_glyphs([]).shape == (2 * (SIZE + 4), 2 * (SIZE + 4), 3)
