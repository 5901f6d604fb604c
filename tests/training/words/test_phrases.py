from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from hwocr.training.words.phrases import Phrases
from hwocr.training.words.sources import Written

WORDS = {"oxen": 1.0, "goby": 2.5, "HATS": 1.7, "no": 1.0, "bee": 1.8, "xylem": 2.5}
"""With the height of each, about, in x-heights."""
MARKS = ",.!?:;-\"()'"


def box(width: float, height: float) -> list[np.ndarray]:
    return [np.array([[0, 0], [width, height], [0, height], [width, 0]], np.float32)]


@pytest.fixture
def phrases() -> Phrases:
    """One writer of six words, each a single stroke 256 high, and marks of one shape."""
    widths = [0.8 * len(word) * 256 / tall for word, tall in WORDS.items()]
    points = np.concatenate([np.rint(box(width, 256)[0]) for width in widths]).astype(np.uint16)
    last = np.arange(1, len(WORDS) + 1)
    written = Written(points, 4 * last, last - 1, last, list(WORDS), ["ann"] * len(WORDS))
    return Phrases(written, [np.arange(len(WORDS))], {mark: [box(30, 40)] for mark in MARKS})


def several(phrases: Phrases, count: int = 200) -> list[tuple[list[np.ndarray], str]]:
    rng = np.random.default_rng(0)
    return [found for _ in range(count) if (found := phrases.write(rng)) is not None]


def test_text_and_strokes_go_together(phrases: Phrases) -> None:
    written = several(phrases)
    assert len(written) > 150
    for strokes, text in written:
        words = text.split(" ")
        assert {word.strip(MARKS) for word in words} <= set(WORDS)
        assert 2 <= len(words) <= 5
        assert len(strokes) == len(words) + sum(c in MARKS for c in text)
    marks = {c for _, text in written for c in text} & set(MARKS)
    assert marks == set(MARKS)


def test_words_follow_each_other_with_paper_between(phrases: Phrases) -> None:
    unmarked = [found for found in several(phrases) if not set(found[1]) & set(MARKS)]
    gaps = [
        float(after[:, 0].min() - before[:, 0].max())
        for strokes, _ in unmarked
        for before, after in pairwise(strokes)
    ]
    assert min(gaps) > 0.1
    assert 0.7 < np.median(gaps) < 1.2


def test_letters_have_one_size(phrases: Phrases) -> None:
    tall: dict[str, list[float]] = {}
    for strokes, text in several(phrases):
        if not set(text) & set(MARKS):
            for stroke, word in zip(strokes, text.split(" "), strict=True):
                tall.setdefault(word, []).append(float(np.ptp(stroke[:, 1])))
    heights = {word: float(np.median(found)) for word, found in tall.items()}
    assert heights["no"] == pytest.approx(1, abs=0.15)
    assert 1.4 < heights["HATS"] < 2
    assert heights["goby"] > heights["bee"] > 1.5 * heights["no"]


def test_words_with_implausible_labels_are_left_out(phrases: Phrases) -> None:
    phrases.written.texts[0] = "no"  # as wide as four letters
    phrases.written.texts[5] = "incomprehensible"  # as wide as five
    texts = " ".join(text for _, text in several(phrases)).split(" ")
    assert "bee" in texts
    assert not any(text.strip(MARKS) == "incomprehensible" for text in texts)
