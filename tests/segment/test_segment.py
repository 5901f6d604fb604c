from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from hwocr.arrays import Picture
from hwocr.page import Box
from hwocr.prepare import prepare
from hwocr.segment import Component, Layout, segment

Draw = Callable[..., Picture]
Write = Callable[..., Picture]


def components(layout: Layout) -> list[Component]:
    return [c for line in layout.lines for word in line.words for c in word.components]


def test_a_component_holds_exactly_its_own_ink() -> None:
    picture = np.full((120, 200, 3), 255, np.uint8)
    picture[17:103, 37:44] = 0
    picture[17:103, 57:114] = 0
    picture[24:96, 64:107] = 255
    picture = np.asarray(cv2.GaussianBlur(picture, (3, 3), 0.7), dtype=np.uint8)
    prepared = prepare(picture)
    stem, ring = components(segment(prepared))
    for component in (stem, ring):
        assert component.ink.shape == (component.box.height, component.box.width)
        assert component.ink.dtype == np.float32
        assert component.ink.min() >= 0
        box = component.box
        page = prepared.ink[box.y : box.bottom, box.x : box.right]
        np.testing.assert_array_equal(component.ink, page)  # soft edges and all
    assert stem.box.intersection(ring.box) == 0
    assert stem.box.iou(Box(37, 17, 7, 86)) > 0.75
    assert ring.ink[40:60, 20:40].max() == 0


def test_a_neighbour_s_ink_is_left_out() -> None:
    """A T's bar reaches over a small square: their boxes overlap, their ink does not."""
    picture = np.full((140, 320, 3), 255, np.uint8)
    cv2.line(picture, (20, 20), (130, 20), (0, 0, 0), 7)
    cv2.line(picture, (60, 20), (60, 120), (0, 0, 0), 7)
    cv2.rectangle(picture, (90, 70), (125, 120), (0, 0, 0), 7)
    for x in (180, 230, 280):
        cv2.line(picture, (x, 20), (x, 120), (0, 0, 0), 7)
    found = components(segment(prepare(picture)))
    assert len(found) == 5
    tee, square = found[:2]
    assert tee.box.intersection(square.box) > 0
    ink = prepare(picture).ink
    whole = np.zeros_like(ink)
    for component in found:
        box = component.box
        whole[box.y : box.bottom, box.x : box.right] += component.ink
    np.testing.assert_allclose(whole, ink, atol=1e-6)  # each pixel belongs to one


def test_dark_on_light_and_light_on_dark_are_equal(drawn: Draw) -> None:
    picture = drawn("HELLO")
    boxes = [component.box for component in components(segment(prepare(picture)))]
    assert boxes == [c.box for c in components(segment(prepare(255 - picture)))]
    assert len(boxes) == 5


@pytest.mark.parametrize("pen_width", [2, 5, 12])
@pytest.mark.parametrize("height", [30, 90, 160])
def test_sizes_are_relative_to_the_writing(drawn: Draw, pen_width: float, height: float) -> None:
    picture = drawn("HELLO 42", pen_width=pen_width * height / 100, height=height)
    layout = segment(prepare(picture))
    assert [[len(w.components) for w in line.words] for line in layout.lines] == [[5, 2]]


def test_a_handwriting_font_on_a_page_with_shadow_and_noise(written: Write) -> None:
    clean = written("Bring five big jugs\nof milk", size=60)
    expected = [[len(w.components) for w in line.words] for line in segment(prepare(clean)).lines]
    assert [len(line) for line in expected] == [4, 2]
    height, width = clean.shape[:2]
    light = np.linspace(0.6, 1, width)[None, :, None] * np.ones((height, 1, 1))
    light[:, : width // 3] *= 0.7
    noise = np.random.default_rng(0).normal(0, 4, clean.shape)
    photo = np.clip((25 + clean * 0.8) * light + noise, 0, 255).astype(np.uint8)
    layout = segment(prepare(photo))
    assert [[len(w.components) for w in line.words] for line in layout.lines] == expected


def test_stages_have_pictures_and_tell_what_they_did(drawn: Draw) -> None:
    picture = drawn("HELLO").copy()
    picture[8:11, 8:11] = 0
    prepared = prepare(picture)
    layout = segment(prepared)
    names = [stage.name for stage in layout.stages]
    assert names == ["edges", "contours", "lines", "words", "characters"]
    for stage in layout.stages:
        assert stage.image is not None
        assert stage.image.shape == picture.shape
        assert stage.image.dtype == np.uint8
        assert stage.description
    assert "1 × speck" in layout.stages[1].description
    contours = layout.stages[1].image
    assert contours is not None
    red, green = contours[:, :, 0].astype(int), contours[:, :, 1].astype(int)
    assert (red - green > 100).any(), "the dropped speck is red"
    assert (green - red > 80).sum() > 500, "kept contours are green"


@pytest.mark.parametrize("shape", [(1, 1), (3, 700), (300, 400)])
def test_blank_pictures_have_an_empty_layout(shape: tuple[int, int]) -> None:
    layout = segment(prepare(np.full((*shape, 3), 255, np.uint8)))
    assert layout.lines == ()
    assert layout.contours == ()
    assert len(layout.stages) == 5


def test_random_pictures_do_not_crash() -> None:
    random = np.random.default_rng(3)
    for _ in range(20):
        height, width = random.integers(1, 90, 2)
        picture = random.integers(0, 255, (height, width, 3), dtype=np.uint8)
        for component in components(segment(prepare(picture))):
            assert component.ink.size


@pytest.mark.parametrize(("letter", "height", "pen_width"), [("E", 100, 8), ("Z", 60, 4)])
def test_the_bars_of_a_lone_letter_are_no_lines(
    drawn: Draw, letter: str, height: float, pen_width: float
) -> None:
    picture = drawn(letter, height=height, pen_width=pen_width)
    layout = segment(prepare(picture, without=("paper", "rules")))
    assert [len(line.words) for line in layout.lines] == [1]
    assert len(components(layout)) == 1


@pytest.mark.parametrize("dash", [(330, 66, 40, 8), (345, 50, 12, 26)], ids=["dash", "bit"])
def test_small_marks_between_letters_stay_in_the_line(dash: tuple[int, int, int, int]) -> None:
    picture = np.full((140, 700, 3), 255, np.uint8)
    for left in 40, 140, 240, 400, 500, 600:  # six zeros, a mark between the third and the fourth
        cv2.ellipse(picture, (left + 30, 70), (28, 45), 0, 0, 360, (0, 0, 0), 6)
    x, y, width, height = dash
    picture[y : y + height, x : x + width] = 0
    layout = segment(prepare(picture))
    assert all(contour.kept for contour in layout.contours)
    (line,) = layout.lines
    whole = line.whole
    inside = whole.ink[:, x - whole.box.x : x + width - whole.box.x]
    assert (inside > 0.5).sum() > 0.8 * width * height
