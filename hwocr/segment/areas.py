"""The blocks of a page and the lines' ridges in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, weighted_median
from hwocr.segment.blocks import find_blocks
from hwocr.segment.bodies import body_height, height_by_pitch, inked_by, pitch_of
from hwocr.segment.contours import typical_height
from hwocr.segment.joining import Scale
from hwocr.segment.lines import page_slope, ridge_of
from hwocr.segment.parts import Part
from hwocr.segment.ridges import Ridge, find_ridges
from hwocr.segment.seams import part_lines, regions_of

_TALLEST = 1.6
"""Typical height of letters in body heights, at most: joined words are far wider than high."""
_JOINED = 1.6
"""Ink wider than this, in body heights, is joined letters."""
_WORD = 4.0
"""A part so many body heights wide is a word, and may hang together with those of other lines."""
_SPECK = 0.4
"""What is smaller, in body heights, tells nothing of columns: a dot, what is left of a rule."""
_HIGH, _BROAD, _LARGER = 2.2, 1.2, 1.8
"""Height, width, and height of its own small letters, from which on a part is of larger writing."""
_LONG, _BENT = 12.0, 0.8
"""A line so long that leaves the straight one by so much is bent, in body heights."""


@dataclass(frozen=True, eq=False)
class Area:
    """One block.

    Attributes:
        ridges: of its lines.
        regions: int32 (H, W), which of the ridges is the nearest; empty without ridges.
        follows: whether letters go by the ridges; those that stand apart on straight lines are
            followed from one to the next.
    """

    ridges: list[Ridge]
    regions: NDArray[np.int32] = field(repr=False)
    follows: bool

    @property
    def guides(self) -> list[Ridge]:
        """The ridges that letters go by."""
        return self.ridges if self.follows else []


@dataclass(frozen=True, eq=False)
class Areas:
    """All blocks of a page.

    Attributes:
        blocks: in reading order.
        number: int32 (H, W), the block whose ink a pixel is; -1 on paper and other things.
        body: height of the small letters in pixels.
        scale: sizes of the writing.
        slope: of the page in degrees, positive where lines fall to the right.
        large: labels of parts of far larger writing, such as headlines.
    """

    blocks: list[Area]
    number: NDArray[np.int32] = field(repr=False)
    body: float
    scale: Scale
    slope: float
    large: frozenset[int] = frozenset()

    def block_of(self, part: Part) -> int:
        """The block that a part's ink belongs to."""
        x, y = part.outline[0].tolist()
        return int(self.number[y, x])

    def line_of(self, part: Part) -> int:
        """A number for the line across whose ridge a part lies; -1 where there is none."""
        number = self.block_of(part)
        area = self.blocks[number]
        ridge = ridge_of(part.outline, area.ridges, area.regions)
        return -1 if ridge is None else ridge + sum(len(b.ridges) for b in self.blocks[:number])


def find_areas(
    inked: Grey, labels: NDArray[np.int32], kept: Sequence[Part], stroke: float
) -> Areas:
    """Find blocks and their ridges.

    Args:
        inked: uint8 (H, W), 1 on ink.
        labels: int32 (H, W), numbers of parts.
        kept: the parts that are writing.
        stroke: width of the pen in pixels.
    """
    typical = typical_height(kept, stroke)
    written = inked_by(labels, kept)
    pitch = pitch_of(written, stroke)
    body = body_height(labels, kept, stroke, pitch, typical)
    if not kept:
        bare = np.full(labels.shape, -1, np.int32)
        return Areas([], bare, body, Scale(stroke, typical), 0.0)
    joined = _is_joined(kept, body)
    scale = Scale(stroke, min(typical, _TALLEST * body) if joined else typical)
    slope = page_slope([part.box for part in kept], scale)
    wide = max(body, height_by_pitch(pitch, typical))
    small = np.array([part.size < _SPECK * body for part in kept])
    blocks = find_blocks(_levelled(kept, slope) / ([wide, body] * 2), small)
    block_of = np.full(int(labels.max()) + 1, -1, np.int32)
    for number, members in enumerate(blocks):
        block_of[[kept[i].label for i in members]] = number
    large = frozenset(part.label for part in kept if _is_large(part, labels, body, stroke))
    others = np.ones(len(block_of), np.bool_)
    others[list(large)] = False
    areas = []
    for number in range(len(blocks)):
        own_ink = written
        if len(blocks) > 1 or large:
            own_ink = ((block_of == number) & others).take(labels).view(np.uint8)
        own = [kept[i] for i in blocks[number] if kept[i].label not in large]
        ridges, regions = _of_lines(find_ridges(own_ink, body, slope), own, inked.shape, body)
        follows = joined or any(_is_bent(ridge, body) for ridge in ridges)
        areas.append(Area(ridges, regions, follows))
    return Areas(areas, np.asarray(block_of.take(labels)), body, scale, slope, large)


def cut_lines(inked: Grey, labels: NDArray[np.int32], kept: Sequence[Part], areas: Areas) -> Grey:
    """Ink with the seams bare where parts stand on several lines; the same array without such."""
    result = inked
    for number, area in enumerate(areas.blocks):
        own = [
            part
            for part in kept
            if areas.block_of(part) == number and part.label not in areas.large
        ]
        if len(area.ridges) > 1:
            result = part_lines(result, labels, own, area.ridges, area.regions, areas.body)
    return result


def _of_lines(
    ridges: list[Ridge], parts: Sequence[Part], shape: tuple[int, int], body: float
) -> tuple[list[Ridge], NDArray[np.int32]]:
    """The ridges that some part stands on, and their regions: the bars of a large letter are none.

    A part as wide as a word stands on all the ridges that run through it, another on one.
    """
    if not ridges:
        return ridges, np.zeros((0, 0), np.int32)
    regions = regions_of(ridges, shape, body)
    if len(ridges) == 1:
        return ridges, regions
    borne = set()
    for part in parts:
        near = np.bincount(regions[part.outline[:, 1], part.outline[:, 0]])
        through = np.flatnonzero(near) if part.box.width >= _WORD * body else [near.argmax()]
        borne |= set(np.asarray(through).tolist())
    if len(borne) == len(ridges):
        return ridges, regions
    ridges = [ridge for number, ridge in enumerate(ridges) if number in borne]
    return ridges, regions_of(ridges, shape, body)


def _is_joined(parts: Sequence[Part], body: float) -> bool:
    """Whether half of the ink is of parts wider than letters; these alone need no ridges."""
    widths = np.array([part.box.width for part in parts])
    return weighted_median(widths, np.array([part.area for part in parts])) > _JOINED * body


def _is_large(part: Part, labels: NDArray[np.int32], body: float, stroke: float) -> bool:
    """Whether a part's own strokes are so far apart that its letters are larger than the rest."""
    box = part.box
    if box.height <= _HIGH * body or box.width < _BROAD * body:
        return False
    own = labels[box.y : box.bottom, box.x : box.right] == part.label
    pitch = pitch_of(own.view(np.uint8), stroke)
    return height_by_pitch(pitch, box.height) > _LARGER * body


def _is_bent(ridge: Ridge, body: float) -> bool:
    """Whether a ridge is long enough to tell and far from straight."""
    if np.ptp(ridge.x) < _LONG * body:
        return False
    straight = np.polynomial.Polynomial.fit(ridge.x, ridge.y, 1)
    return bool(np.abs(ridge.y - straight(ridge.x)).max() > _BENT * body)


def _levelled(parts: Sequence[Part], slope: float) -> NDArray[np.float64]:
    """Left, top, right and bottom of boxes turned with the page about its corner."""
    angle = np.deg2rad(slope)
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    spans = []
    for box in (part.box for part in parts):
        x, y = box.center
        along, across = x * cos + y * sin, y * cos - x * sin
        half = box.width / 2, box.height / 2
        spans.append((along - half[0], across - half[1], along + half[0], across + half[1]))
    return np.array(spans, np.float64)
