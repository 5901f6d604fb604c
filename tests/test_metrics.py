from __future__ import annotations

import numpy as np
import pytest

from hwocr.metrics import (
    character_error_rate,
    edit_distance,
    expected_calibration_error,
    least_calibration_error,
    word_error_rate,
)


def test_edit_distance_counts_each_kind_of_error() -> None:
    assert edit_distance("HELLO", "HELLO") == 0
    assert edit_distance("HELO", "HELLO") == 1
    assert edit_distance("kitten", "sitting") == 3


def test_character_error_rate_weighs_by_length() -> None:
    assert character_error_rate([("ab", "ab"), ("", "cd")]) == 0.5
    assert character_error_rate([("a b", "a\nb")]) == pytest.approx(1 / 3)


def test_word_error_rate_counts_words() -> None:
    assert word_error_rate([("the cat", "the hat sat")]) == pytest.approx(2 / 3)


def test_rates_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="no true text"):
        character_error_rate([("a", "")])
    with pytest.raises(ValueError, match="no true words"):
        word_error_rate([])


def test_calibration_error_of_known_cases() -> None:
    confidence = np.array([0.9] * 10)
    assert expected_calibration_error(confidence, [True] * 9 + [False]) == pytest.approx(0)
    assert expected_calibration_error(confidence, [False] * 10) == pytest.approx(0.9)
    assert expected_calibration_error([1.0, 0.0], [True, False]) == 0


def test_calibration_error_refuses_what_does_not_fit() -> None:
    with pytest.raises(ValueError, match="equally long"):
        expected_calibration_error([0.5], [True, False])


def test_few_readings_never_look_perfect() -> None:
    rng = np.random.default_rng(0)
    few, many = rng.random(100), rng.random(10_000)
    assert least_calibration_error(few) > 0.05
    assert least_calibration_error(many) < 0.02
    assert least_calibration_error([1.0] * 10) == 0
