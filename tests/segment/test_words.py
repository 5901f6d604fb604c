from __future__ import annotations

import numpy as np
import pytest

from hwocr.segment.words import space_width


def split(gaps: list[float]) -> list[bool]:
    """Whether each gap is a space."""
    limit = space_width(np.array(gaps))
    return [gap > limit for gap in gaps]


@pytest.mark.parametrize("scale", [0.7, 1.0, 1.8])
def test_spaces_are_told_from_letters_at_any_spacing(scale: float) -> None:
    letters, spaces = [0.12, 0.15, 0.2, 0.1, 0.22, 0.18], [0.6, 0.75, 0.55]
    assert split([scale * gap for gap in letters + spaces]) == [False] * 6 + [True] * 3


def test_a_word_alone_has_no_space() -> None:
    assert split([0.1, 0.15, 0.3, 0.2]) == [False] * 4


def test_capitals_set_wide_stay_one_word() -> None:
    assert split([0.7, 0.8, 0.75, 0.9]) == [False] * 4


def test_even_gaps_between_joined_words_are_spaces() -> None:
    gaps = np.array([0.7, 0.8, 0.75, 0.9])
    assert space_width(gaps, joined=True) < 0.7


def test_wide_capitals_in_words() -> None:
    assert split([0.5, 0.55, 0.6, 1.6, 0.5, 0.58]) == [False] * 3 + [True] + [False] * 2


def test_letters_that_overlap_are_no_problem() -> None:
    assert split([-0.3, 0.1, -0.05, 0.7]) == [False, False, False, True]


def test_one_gap_alone_is_judged_by_its_size() -> None:
    assert split([0.2]) == [False]
    assert split([1.5]) == [True]


def test_no_gaps_at_all() -> None:
    assert space_width(np.zeros(0)) > 0
