from __future__ import annotations

import pytest

from hwocr.ui.numbers import duration, percent


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (1.0, "> 99 %"),
        (0.995, "> 99 %"),
        (0.994, "99 %"),
        (0.5, "50 %"),
        (0.0996, "10 %"),
        (0.034, "3.4 %"),
        (0.001, "0.1 %"),
        (0.0009, "< 0.1 %"),
        (0.0, "< 0.1 %"),
    ],
)
def test_percent(probability: float, text: str) -> None:
    assert percent(probability) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0004, "0.4 ms"), (0.0382, "38 ms"), (0.99951, "1.0 s"), (1.52, "1.5 s")],
)
def test_duration(seconds: float, text: str) -> None:
    assert duration(seconds) == text
