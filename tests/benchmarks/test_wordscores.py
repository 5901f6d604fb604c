"""Figures over readings whose mistakes are known."""

from __future__ import annotations

import pytest

from benchmarks.wordscores import Reading, is_english, score


def test_counts_add_up_over_the_set() -> None:
    found = score(
        [
            Reading("House,", "house,", 0.01, 1.0),
            Reading("Zqrt", "Zqrt", 0.03, 0.5),
            Reading("the", "the", 0.02, 1.0),
            Reading("1993", "199", 0.9, 0.5),
        ]
    )
    assert found.cer == pytest.approx(2 / 17)
    assert found.folded_cer == pytest.approx(1 / 17)
    assert found.exact == 0.5
    assert found.exact_english == 0.5
    assert found.calibration == pytest.approx(0.25)
    assert found.milliseconds == pytest.approx(25)


def test_what_is_not_there_has_no_figure() -> None:
    found = score([Reading("1993", "1993", 0.01)])
    assert found.exact_english is None
    assert found.calibration is None


@pytest.mark.parametrize("text", ["the", "Quite", "HOUSE,", "\"Don't", "I've", "a"])
def test_english_words_are_known_in_any_case(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize("text", ["", "19", "two words", "covfefe", "l'Ultimate", "haply", "..."])
def test_other_texts_and_rare_words_are_not(text: str) -> None:
    assert not is_english(text)
