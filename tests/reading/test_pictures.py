"""The sheets that the stages show: sensible for no word, for one and for many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from hwocr.glyph import SIZE
from hwocr.page import Box, Character, Stage
from hwocr.reading import pictures
from hwocr.reading.joined import Trace
from hwocr.reading.regions import Source
from hwocr.wordimage import HEIGHT
from tests.reading.traces import trace_of

NAMES = ["word images", "activity", "alignment"]
HALF = Source(np.diag([2.0, 2.0, 1.0]), (2000, 200))
"""Working pixels are two source pixels wide and high."""


def trace_stages(traces: Sequence[Trace]) -> list[Stage]:
    return pictures.trace_stages(traces, 100, HALF)


def characters(count: int) -> list[Character]:
    """Characters whose glyphs are grey, the first one black, each ten levels lighter."""
    glyphs = [np.full((SIZE, SIZE), 10 * i, np.uint8) for i in range(count)]
    return [
        Character("x", Box(30 * i, 4, 20, 30), 1.0, glyph=glyph) for i, glyph in enumerate(glyphs)
    ]


def glyph_stage(of: Sequence[Character]) -> Stage:
    return pictures.glyph_stage(of, 100, HALF)


@pytest.mark.parametrize("count", [0, 1, 3, 60])
def test_three_sheets_for_any_number_of_words(count: int) -> None:
    stages = trace_stages([trace_of("word")] * count)
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
    image = trace_stages([trace_of("word")])[0].image
    assert image is not None
    assert image.shape[0] >= 5 * HEIGHT
    assert image.shape[1] >= 400


def test_many_short_words_stand_beside_each_other() -> None:
    for stage in trace_stages([trace_of("ab")] * 40):
        assert stage.image is not None
        height, width, _ = stage.image.shape
        assert 0.8 < width / height < 2.5


def test_words_stand_in_reading_order() -> None:
    traces, places = [trace_of("abcdef"[:length]) for length in (2, 6, 1, 5)], []
    for number, trace in enumerate(traces):
        trace.image[:] = (number + 1) / 5
    image = trace_stages(traces)[0].image
    assert image is not None
    for number in range(len(traces)):
        places.append(tuple(np.argwhere(image[:, :, 0] == 255 - 51 * (number + 1))[0]))
    assert places == sorted(places)
    assert len({top for top, _ in places}) > 1


def test_a_long_line_stays_in_bounds() -> None:
    image = trace_stages([trace_of("ab " * 20 + "c")])[2].image
    assert image is not None
    assert image.shape[1] <= 1700


def test_no_more_than_forty_words_are_drawn() -> None:
    forty, more = trace_stages([trace_of("ab")] * 40), trace_stages([trace_of("ab")] * 90)
    for one, other in zip(forty, more, strict=True):
        np.testing.assert_array_equal(one.image, other.image)


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("count", [1, 7])
def test_a_character_of_a_word_has_its_cell(number: int, count: int) -> None:
    blank = trace_of("ab cd")
    blank.image[:] = 0
    for place, span in enumerate(blank.spans):
        image = blank.image.copy()
        image[:, round(4 * span.start) : round(4 * span.end)] = 1
        traces = [blank] * (count - 1) + [replace(blank, image=image)]
        before = trace_stages([blank] * count)[number].image
        stage = trace_stages(traces)[number]
        assert before is not None
        assert stage.image is not None
        assert stage.cutouts is not None
        own = stage.cutouts[-4:]
        if span.text == " ":
            assert Box(20 * place, 10, 16, 40) not in dict(own)
            continue
        cell = dict(own)[Box(20 * place, 10, 16, 40)]
        rows, columns = np.nonzero((stage.image != before).any(axis=2))
        assert cell.x - 3 <= columns.min() < columns.max() < cell.right + 3
        assert columns.max() - columns.min() > cell.width - 12
        assert cell.y <= rows.min() < rows.max() < cell.bottom


def test_each_shown_word_has_its_cells() -> None:
    for stage in trace_stages([trace_of("ab c")] * 90):
        assert stage.cutouts is not None
        assert len(stage.cutouts) == 3 * 40
        assert len({cell for _, cell in stage.cutouts}) == 3 * 40
    assert [stage.cutouts for stage in trace_stages([])] == [(), (), ()]


def test_glyphs_stand_in_rows() -> None:
    sheet = glyph_stage(characters(20)).image
    assert sheet is not None
    cell = 2 * (SIZE + 4)
    assert sheet.shape == (2 * cell, 16 * cell, 3)
    assert [int(sheet[cell // 2, cell // 2 + i * cell, 0]) for i in (0, 1, 15)] == [0, 10, 150]
    assert int(sheet[cell + cell // 2, cell // 2, 0]) == 160


def test_a_character_has_the_cell_of_its_glyph() -> None:
    stage = glyph_stage(characters(20))
    assert stage.image is not None
    assert stage.cutouts is not None
    for number, (box, cell) in enumerate(stage.cutouts):
        assert box == Box(60 * number, 8, 40, 60)
        shown = stage.image[cell.y : cell.bottom, cell.x : cell.right]
        assert shown.shape == (2 * SIZE, 2 * SIZE, 3)
        assert np.all(shown == 10 * number)


def test_no_glyphs_leave_one_empty_cell() -> None:
    stage = glyph_stage([])
    assert stage.image is not None
    assert stage.image.shape == (2 * (SIZE + 4), 2 * (SIZE + 4), 3)
    assert stage.cutouts == ()
