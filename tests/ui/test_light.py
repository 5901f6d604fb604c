from __future__ import annotations

from dataclasses import replace

import numpy as np

from hwocr.page import Page, Stage
from hwocr.ui.light import payload
from hwocr.ui.reading import Reading
from tests.ui.pages import page


def reading(of: Page) -> Reading:
    return Reading.of("x.png", "x", of, np.full((of.height, of.width, 3), 255, np.uint8))


def test_every_character_has_its_name_and_its_place() -> None:
    whole = page("ab c")
    words = payload(whole, ())["words"]
    assert [[text for text, _ in word] for word in words.values()] == [["a", "b"], ["c"]]
    assert list(words) == ["0-0", "0-1"]
    assert words["0-0"][1][1] == [35, 10, 20, 40]


def test_pictures_have_the_way_from_the_source_to_them() -> None:
    half = np.diag([2.0, 2.0, 1.0])
    small = np.zeros((40, 200, 3), np.uint8)
    stages = (
        Stage("original", small, 0.1, matrix=half),
        Stage("glyphs", small, 0.1),
        Stage("edges", None, 0.1, matrix=half),
    )
    whole = replace(page("ab", size=(400, 80)), stages=stages)
    pictures = payload(whole, reading(whole).stages)["pictures"]
    assert list(pictures) == ["boxes", "stage-1"]
    assert pictures["boxes"]["size"] == (400, 80)
    assert pictures["stage-1"]["size"] == (200, 40)
    corner = np.array(pictures["stage-1"]["matrix"]) @ [400, 80, 1]
    np.testing.assert_allclose(corner, [200, 40, 1])
