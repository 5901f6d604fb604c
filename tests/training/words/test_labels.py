from __future__ import annotations

import pytest

from hwocr.training.words.labels import clean


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
