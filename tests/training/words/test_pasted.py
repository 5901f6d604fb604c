from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwocr.training.words.pasted import Pasted
from hwocr.training.words.sources import Crop

X_HEIGHT = 30
"""Rows of the small letters of these scans."""


def crop(letters: int, writer: str, text: str | None = None, gap: int = 4) -> Crop:
    """Rings side by side, each an "o", on white paper."""
    picture = np.full((90, 60 + letters * (26 + gap), 3), 245, np.uint8)
    for k in range(letters):
        centre = (43 + k * (26 + gap), 45)
        cv2.ellipse(picture, centre, (11, X_HEIGHT // 2 - 2), 0, 0, 360, (30, 30, 30), 3)
    return Crop(picture, text or "o" * letters, writer)


@pytest.fixture
def pasted() -> Pasted:
    words = [crop(1 + k % 4, "ann") for k in range(24)]
    torn = [crop(2, "ann", "nn", gap=60) for _ in range(6)]
    wrong = [crop(1, "ann", "oooooooo") for _ in range(6)]
    return Pasted.of([*words, *torn, *wrong, *[crop(2, "bob") for _ in range(5)]])


def lines(pasted: Pasted, count: int = 60) -> list[tuple[np.ndarray, str]]:
    rng = np.random.default_rng(0)
    return [found for _ in range(count) if (found := pasted.write(rng)) is not None]


def gaps(ink: np.ndarray) -> np.ndarray:
    """Widths of the bare strips between inked columns."""
    inked = np.flatnonzero((ink > 0.3).any(axis=0))
    return np.diff(inked)[np.diff(inked) > 1] - 1


def test_writers_of_few_words_are_left_out(pasted: Pasted) -> None:
    assert [{crop.writer for crop in crops} for crops in pasted.own] == [{"ann"}]


def test_text_and_ink_go_together(pasted: Pasted) -> None:
    for ink, text in lines(pasted):
        assert 2 <= len(text.split(" ")) <= 5
        rings = cv2.connectedComponents((ink > 0.3).astype(np.uint8))[0] - 1
        assert rings == len(text.replace(" ", ""))


def test_spaces_are_wider_than_the_gaps_between_letters(pasted: Pasted) -> None:
    for ink, text in lines(pasted):
        widths = gaps(ink)
        # A space after a letter is what parts it from the next one.
        is_space = np.array([text[k + 1] == " " for k in range(len(text) - 1) if text[k] != " "])
        assert len(widths) == len(is_space)
        assert widths[is_space].min() > widths[~is_space].max(initial=0)


def test_torn_words_and_wrong_labels_are_left_out(pasted: Pasted) -> None:
    words = {word for _, text in lines(pasted) for word in text.split(" ")}
    assert words == {"o", "oo", "ooo", "oooo"}


def test_words_are_as_high_as_the_line_wants(pasted: Pasted) -> None:
    heights = [ink.shape[0] for ink, _ in lines(pasted)]
    assert np.median(heights) == pytest.approx(24 + 6 + 3, abs=5)
