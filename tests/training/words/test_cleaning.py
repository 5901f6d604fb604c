from __future__ import annotations

from collections.abc import Mapping

import pytest

from hwocr.training.words.cleaning import correction
from tests.decode.frames import frames_of

SURE = 1e-5


@pytest.mark.parametrize(
    ("written", "label", "learnt"),
    [
        ("word", "word", "word"),
        ("word", "WORD", "word"),  # copied in capitals, says the label
        ("word", "ward", "ward"),  # the network may be the one that is wrong
        ("word", "another", None),
    ],
)
def test_labels_are_kept_corrected_or_dropped(written: str, label: str, learnt: str | None) -> None:
    assert correction(frames_of(*written, noise=SURE), label) == learnt


def test_what_the_network_doubts_stays() -> None:
    doubtful: list[Mapping[str, float]] = [{"w": 0.5, "W": 0.4}, {"o": 0.6, "O": 0.3}]
    assert correction(frames_of(*doubtful), "WO") == "WO"


def test_a_network_that_sees_nothing_corrects_nothing() -> None:
    assert correction(frames_of("", "", ""), "word") == "word"
