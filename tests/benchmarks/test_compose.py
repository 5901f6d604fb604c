"""Composed pages tell the truth about themselves."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

pytest.importorskip("wordfreq")

from benchmarks.compose import ComposedPage, compose
from benchmarks.writers import Writer

_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="module")
def writers() -> tuple[Writer, ...]:
    """Made-up writers whose every letter is one joined zigzag of random shape."""
    rng = np.random.default_rng(1)

    def sample() -> tuple[np.ndarray, ...]:
        y = np.linspace(0, 255, 9)
        return (np.stack([rng.uniform(0, rng.uniform(60, 250), 9), y], 1).astype(np.float32),)

    return tuple(
        Writer(name, {c: (sample(), sample()) for c in _CHARACTERS}) for name in ("one", "two")
    )


@pytest.fixture(scope="module", params=range(12))
def page(request: pytest.FixtureRequest, writers: tuple[Writer, ...]) -> ComposedPage:
    return compose(request.param, writers)


def test_same_seed_same_page(writers: tuple[Writer, ...]) -> None:
    first, second, other = compose(3, writers), compose(3, writers), compose(4, writers)
    assert first.text == second.text != other.text
    np.testing.assert_array_equal(first.picture, second.picture)


def test_text_is_made_of_the_words_and_characters(page: ComposedPage) -> None:
    assert page.text.split() == [word.text for word in page.words]
    assert "".join(page.text.split()) == "".join(c.text for c in page.characters)
    assert 1 <= len(page.text.split("\n")) <= 4
    assert all(2 <= len(line.split(" ")) <= 6 for line in page.text.split("\n"))


def test_letters_do_not_touch(page: ComposedPage) -> None:
    count, labels = cv2.connectedComponents((page.owner >= 0).astype(np.uint8))
    assert count - 1 == len(page.characters)
    for component in range(1, count):
        assert len(np.unique(page.owner[labels == component])) == 1


def test_boxes_hold_their_ink_and_lie_on_the_picture(page: ComposedPage) -> None:
    height, width = page.picture.shape[:2]
    for index, character in enumerate(page.characters):
        rows, columns = np.nonzero(page.owner == index)
        box = character.box
        assert 0 <= box.x < box.right <= width
        assert 0 <= box.y < box.bottom <= height
        assert columns.min() <= box.x <= columns.min() + 3
        assert columns.max() - 3 <= box.right - 1 <= columns.max()
        assert rows.min() <= box.y <= rows.min() + 3
        assert rows.max() - 3 <= box.bottom - 1 <= rows.max()


def test_every_letter_can_be_seen(page: ComposedPage) -> None:
    """Ink differs from the paper around it on the picture itself."""
    grey = page.picture.mean(axis=2)
    for index, character in enumerate(page.characters):
        box = character.box
        place = (slice(box.y, box.bottom), slice(box.x, box.right))
        inked = page.owner[place] == index
        contrast = grey[place][page.owner[place] < 0].mean() - grey[place][inked].mean()
        assert (-contrast if page.look.light_on_dark else contrast) > 8
