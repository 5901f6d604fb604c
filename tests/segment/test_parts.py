from __future__ import annotations

import cv2
import numpy as np

from hwocr.page import Box
from hwocr.segment.edges import find_edges
from hwocr.segment.parts import find_parts


def test_a_hole_belongs_to_its_letter_and_what_is_in_it_does_not() -> None:
    ink = np.zeros((120, 120), np.float32)
    ink[8:112, 8:112] = 1
    ink[13:107, 13:107] = 0
    ink[55:65, 55:65] = 1
    labels, parts = find_parts(find_edges(ink), ink)
    assert len(parts) == 2
    ring, dot = sorted(parts, key=lambda part: -part.area)
    assert ring.box == Box(8, 8, 104, 104)
    assert dot.box.iou(Box(55, 55, 10, 10)) > 0.6
    assert labels[55, 30] == 0
    assert labels[60, 60] == dot.label
    assert cv2.contourArea(dot.outline) < 120
    assert cv2.contourArea(ring.outline) > 10_000


def test_a_stroke_is_sharp_and_a_smear_is_not() -> None:
    ink = np.zeros((200, 300), np.float32)
    cv2.line(ink, (30, 30), (30, 170), 1, 6)
    smear = np.zeros_like(ink)
    cv2.circle(smear, (200, 100), 40, 1, -1)
    ink += cv2.GaussianBlur(smear, (0, 0), 15)
    _, parts = find_parts(find_edges(ink), ink)
    line, blob = sorted(parts, key=lambda part: part.box.x)
    assert line.sharpness > 0.9
    assert blob.sharpness < 0.5
    assert line.thickness < 8 < blob.thickness


def test_texture_around_is_dirt() -> None:
    ink = np.zeros((200, 400), np.float32)
    ink[:, 200:] = np.random.default_rng(0).uniform(0, 0.38, (200, 200))
    for x in (100, 300):
        cv2.line(ink, (x, 50), (x, 150), 1, 6)
    _, parts = find_parts(find_edges(ink), ink)
    tall = sorted((part for part in parts if part.box.height > 90), key=lambda part: part.box.x)
    assert len(tall) == 2
    assert tall[0].dirt < 0.01
    assert tall[1].dirt > 0.12
