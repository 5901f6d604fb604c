"""Simulated photos tell the truth about themselves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks import scenelayout
from benchmarks.handwriting import Hand, StrokeHand
from benchmarks.scenes import Scene, scene
from hwocr.training.words.sources import Written


@pytest.fixture(scope="module", autouse=True)
def hands() -> list[Hand]:
    """One made-up hand: every word is a zigzag as long as its text."""
    rng = np.random.default_rng(0)
    texts = ["".join(rng.choice(list("acenorsu"), n)) for n in rng.integers(2, 9, 60)]
    points, ends = [], []
    for text in texts:
        x = np.linspace(0, 250 * len(text), 4 * len(text))
        points.append(np.stack([x, 255 * (np.arange(len(x)) % 2)], axis=1))
        ends.append(len(x))
    count = np.arange(len(texts))
    flat = np.concatenate(points).astype(np.uint16)
    written = Written(flat, np.cumsum(ends), count, count + 1, texts, ["w"] * len(texts))
    return [StrokeHand("w", written, count.tolist())]


@pytest.fixture(scope="module", params=range(8))
def made(request: pytest.FixtureRequest, hands: list[Hand]) -> Scene:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scenelayout, "stroke_hands", lambda: hands)
        patch.setattr(scenelayout, "crop_hands", lambda: hands)
        return scene(request.param)


def test_the_text_is_that_of_the_words_in_order(made: Scene) -> None:
    assert made.text.split() == [word.text for word in made.words]
    lines = [word.line for word in made.words]
    assert lines == sorted(lines)
    assert set(lines) == set(range(made.text.count("\n") + 1))


def test_boxes_lie_on_the_picture(made: Scene) -> None:
    height, width = made.picture.shape[:2]
    for word in made.words:
        assert 0 <= word.box.x < word.box.right <= width
        assert 0 <= word.box.y < word.box.bottom <= height


def test_the_frame_tells_which_corners_are_seen(made: Scene) -> None:
    assert len({"sheet", "cut", "fills"} & made.kinds) == 1
    assert (made.corners is not None) == ("sheet" in made.kinds)
    height, width = made.picture.shape[:2]
    inside = (made.camera.corners() > 0).all() and (made.camera.corners() < (width, height)).all()
    assert inside == (made.corners is not None)


def test_words_can_be_seen_in_their_boxes(made: Scene) -> None:
    """Ink differs from the paper close around it."""
    grey = made.picture.mean(axis=2)
    clear = []
    for word in made.words:
        box = word.box
        inner = grey[box.y : box.bottom, box.x : box.right]
        low, middle, high = np.percentile(inner, [3, 50, 97])
        clear.append((high - middle if "blackboard" in made.kinds else middle - low) > 8)
    assert np.mean(clear) > 0.9


def test_same_seed_same_scene(hands: list[Hand], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenelayout, "stroke_hands", lambda: hands)
    monkeypatch.setattr(scenelayout, "crop_hands", lambda: hands)
    first, second, other = scene(6), scene(6), scene(8)
    np.testing.assert_array_equal(first.picture, second.picture)
    assert first.words == second.words
    assert first.text != other.text


def test_words_beyond_the_paper_are_left_out(
    hands: list[Hand], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenelayout, "stroke_hands", lambda: hands)
    monkeypatch.setattr(scenelayout, "crop_hands", lambda: hands)
    sheet = scenelayout.lay_out("none", False, 1e6, (9.0, 60.0), np.random.default_rng(3))
    assert sheet.on_paper() is sheet
    last = max(word.at[0] + word.ink.shape[1] for word in sheet.words)
    narrow = replace(sheet, size=(last - 1.0, sheet.size[1])).on_paper()
    assert 0 < len(narrow.words) < len(sheet.words)
    assert narrow.text_area[2] < last
