"""Drawings that fit into an address."""

from __future__ import annotations

import re
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable

import numpy as np
import pytest

from hwocr.arrays import Points
from hwocr.drawing import Drawing, Stroke
from hwocr.drawing.link import LONGEST, pack, unpack
from hwocr.errors import DrawingError
from hwocr.reader import Reader

Write = Callable[..., list[Points]]


def drawing(points: list[Points], size: tuple[int, int] = (1038, 332)) -> Drawing:
    strokes = (Stroke(tuple((float(x), float(y)) for x, y in p), 7.0) for p in points)
    return Drawing(tuple(strokes), *size)


def test_a_drawing_comes_back_nearly_as_it_was(strokes: Write) -> None:
    before = drawing(strokes("HELLO 86", height=130))
    code = pack(before)
    assert code is not None
    assert len(code) < 700
    assert re.fullmatch(r"[A-Za-z0-9_-]+", code)
    after = unpack(code)
    assert after.size == before.size
    for old, new in zip(before.strokes, after.strokes, strict=True):
        assert new.width == old.width
        corners = new.array
        assert len(corners) <= len(old.points)
        # Every point of the new stroke lies close to the old one, and the ends stay ends.
        gaps = np.linalg.norm(corners[:, None] - old.array[None], axis=2).min(axis=1)
        assert gaps.max() < 1.5
        assert np.abs(corners[[0, -1]] - old.array[[0, -1]]).max() < 1.5
    # A straight line needs its ends only.
    assert len(after.strokes[0].points) < 10


def test_what_is_read_stays_the_same(strokes: Write) -> None:
    code = pack(drawing(strokes("HELLO", height=130)))
    assert code is not None
    assert Reader(alphabet="upper").read_drawing(unpack(code)).text == "HELLO"


def test_dots_and_empty_sheets_have_links_too() -> None:
    dots = Drawing((Stroke(((3.0, 4.0),), 7.0), Stroke(((300.0, 4.0),), 12.0)), 600, 240)
    after = unpack(pack(dots) or "")
    assert [s.width for s in after.strokes] == [7, 12]
    np.testing.assert_allclose([s.points[0] for s in after.strokes], [(3, 4), (300, 4)], atol=0.3)
    assert unpack(pack(Drawing((), 600, 240)) or "") == Drawing((), 600, 240)


def test_more_writing_gets_a_coarser_link_and_then_none() -> None:
    random = np.random.default_rng(0)

    def scribbles(count: int) -> Drawing:
        walks = [np.cumsum(random.normal(0, 5, (40, 2)), axis=0) + 150 for _ in range(count)]
        return drawing([walk.astype(np.float32) for walk in walks])

    lengths = [len(pack(scribbles(count), 10_000) or "") for count in (1, 15, 60)]
    assert lengths == sorted(lengths)
    code = pack(scribbles(15))
    assert code is not None
    assert len(code) <= LONGEST
    assert pack(scribbles(60)) is None


def encoded(*data: int) -> str:
    return urlsafe_b64encode(bytes(data)).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "code",
    [
        "",
        "A",
        "drop table",
        "é" * 8,
        "A" * (LONGEST + 1),
        encoded(1),
        encoded(1, 100, 100, 16),
        encoded(1, 100, 100, 16, 5, 112, 200),
        encoded(1, 0, 100, 16, 0),
        encoded(1, 100, 100, 0, 0),
        encoded(1, 144, 78, 144, 78, 16, 0),
        encoded(1, 100, 100, 16, 1, 112, 0),
        encoded(1, 100, 100, 16, 1, 0, 1, 2, 2),
        encoded(1, 100, 100, 16, 0, 7),
        encoded(1, 100, 100, 16, 255, 255, 255, 255, 255, 255, 15),
        encoded(1, 100, 100, 16, 1, 112, 1, 255, 255, 255, 15, 1),
        encoded(1, 100, 100, 16, 255),
    ],
)
def test_damaged_links_are_refused(code: str) -> None:
    with pytest.raises(DrawingError, match="damaged or incomplete"):
        unpack(code)


def test_another_versions_link_says_so() -> None:
    with pytest.raises(DrawingError, match="another version"):
        unpack(encoded(2, 100, 100, 16, 0))


def test_no_link_takes_long_or_stops_the_program() -> None:
    random = np.random.default_rng(0)
    whole = urlsafe_b64decode(
        pack(drawing([random.uniform(0, 300, (200, 2)).astype(np.float32)])) or ""
    )
    begun = time.perf_counter()
    for _ in range(2000):
        data = bytearray(whole[: random.integers(1, len(whole))])
        data[random.integers(len(data))] = random.integers(256)
        try:
            found = unpack(encoded(*data))
        except DrawingError:
            continue
        assert sum(len(stroke.points) for stroke in found.strokes) <= LONGEST
    assert time.perf_counter() - begun < 20
