from __future__ import annotations

import pytest

from hwocr.training.words.labels import clean, is_plausible


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("word", "word"),
        (r"\"Yes\"", '"Yes"'),
        ("l’été", "l'été"),
        ("«non»", '"non"'),
        ("two\t words ", "two words"),
        ("€5.00", "€5.00"),
    ],
)
def test_labels_become_texts(label: str, text: str) -> None:
    assert clean(label) == text


@pytest.mark.parametrize("label", ["", " ", "XXX", r"ti\@m\@e", "a{b}", "π", "日本"])
def test_what_cannot_be_learnt_is_left_out(label: str) -> None:
    assert clean(label) is None


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("a", 0.3, False),
        ("a", 1, True),
        ("letters", 2, False),
        ("letters", 7, True),
        ("of", 6, False),
    ],
)
def test_a_label_fits_the_width_of_its_word(text: str, width: float, expected: bool) -> None:
    assert is_plausible(text, width) == expected
