from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from hwocr.arrays import Ink, Picture
from hwocr.prepare.quarters import is_level, quarter_turns, stands
from hwocr.prepare.skew import turn

Write = Callable[..., Picture]
PAGE = "a hidden table\nholds the lilies\nthat I had looked\nfor all the while"


def on_its_side(picture: Picture, degrees: float) -> Ink:
    """The ink of a page that must be turned counter-clockwise by so many degrees."""
    ink = np.asarray(1 - picture[:, :, 0] / 255, dtype=np.float32)
    return turn(picture, ink, -degrees)[1]


@pytest.mark.parametrize("skew", [-8, 0, 5])
def test_an_upright_page_is_never_on_its_side(written: Write, skew: float) -> None:
    assert quarter_turns(on_its_side(written(PAGE), skew)) == (180,)


@pytest.mark.parametrize("needed", [90, 180, 270])
@pytest.mark.parametrize("skew", [-8, 0, 5])
def test_the_needed_turn_is_tried_first(written: Write, needed: int, skew: float) -> None:
    assert quarter_turns(on_its_side(written(PAGE), needed + skew))[0] == needed


@pytest.mark.parametrize("text", ["OFF", "a line of writing", "WORD\nLIST"])
@pytest.mark.parametrize("needed", [90, 180, 270])
def test_every_turn_that_may_be_needed_is_named(written: Write, text: str, needed: int) -> None:
    turns = quarter_turns(on_its_side(written(text), needed))
    assert needed in turns
    assert len(set(turns)) == len(turns)


@pytest.mark.parametrize("skew", [-8, 0, 5])
def test_rows_are_told_from_columns(written: Write, skew: float) -> None:
    assert is_level(on_its_side(written(PAGE), skew))
    assert not is_level(on_its_side(written(PAGE), 90 + skew))
    assert is_level(np.zeros((20, 20), np.float32))


@pytest.mark.parametrize("shape", [(1, 1), (600, 300)])
def test_blank_paper_has_no_turns(shape: tuple[int, int]) -> None:
    assert quarter_turns(np.zeros(shape, np.float32)) == ()


def test_ascenders_above_and_a_sharp_baseline_tell_the_foot() -> None:
    lines = np.tile([0, 2, 3, 4, 14, 20, 20, 20, 1, 1, 0, 0], 3)
    assert stands(lines)
    assert not stands(lines[::-1])
