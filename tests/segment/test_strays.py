from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from hwocr.arrays import Picture
from hwocr.prepare import prepare
from hwocr.segment import segment
from hwocr.segment.contours import STRAY

Draw = Callable[..., Picture]


def test_a_mark_beside_a_thing_goes_and_a_page_number_stays(drawn: Draw) -> None:
    word = drawn("HELLO", height=60)
    picture = np.full((600, 900, 3), 255, np.uint8)
    picture[200 : 200 + word.shape[0], 250 : 250 + word.shape[1]] = word
    cv2.line(picture, (450, 500), (450, 560), (0, 0, 0), 6)
    cv2.line(picture, (815, 450), (815, 500), (0, 0, 0), 6)
    picture[400:560, 835:880] = 0
    layout = segment(prepare(picture))
    assert [sum(len(w.components) for w in line.words) for line in layout.lines] == [5, 1]
    assert [contour.box.x > 800 for contour in layout.contours if contour.reason == STRAY] == [True]
