"""Texts as columns of a network."""

from __future__ import annotations

import numpy as np
import pytest

from hwocr.decode.labels import labels_of
from hwocr.networks.classes import WORD_CHARACTERS


def test_labels_are_the_places_of_characters_among_the_classes() -> None:
    texts = ["œuvre", "a", "", "it's 5 €"]
    found = labels_of(texts, WORD_CHARACTERS)
    assert found.shape == (4, 8)
    for text, row in zip(texts, found.tolist(), strict=True):
        expected = [WORD_CHARACTERS.find(character) for character in text]
        assert row == expected + [-1] * (8 - len(text))


@pytest.mark.parametrize("stranger", ["Ω", "字", "\U0001f600", "\0x"])
def test_what_is_no_class_has_no_column(stranger: str) -> None:
    assert labels_of([f"a{stranger}"], "ab")[0].tolist() == [0] + [-1] * len(stranger)


def test_no_text_has_no_label() -> None:
    assert labels_of([], "ab").size == 0
    assert np.array_equal(labels_of(["", ""], "ab"), [[-1], [-1]])
