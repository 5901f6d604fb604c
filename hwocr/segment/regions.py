"""Lines of characters → regions: each word's ink, cut out of the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from hwocr.arrays import Ink
from hwocr.page import Box
from hwocr.segment.areas import Areas
from hwocr.segment.components import cut
from hwocr.segment.courses import course
from hwocr.segment.crossings import is_crossed
from hwocr.segment.joining import Group
from hwocr.segment.layout import LineRegion, WordRegion, together
from hwocr.segment.lines import TextLine, baseline
from hwocr.segment.marks import assign_marks
from hwocr.segment.pieces import Pieces
from hwocr.segment.words import find_words


def find_regions(
    lines: Sequence[tuple[int, TextLine]],
    dots: Sequence[Group],
    areas: Areas,
    pieces: Pieces,
    ink: Ink,
) -> list[LineRegion]:
    """Part lines into words and cut out their ink.

    Args:
        lines: in reading order, each with its block.
        dots: groups that are no letters; each goes to the word that it stands beside.
        areas: blocks and sizes of the writing.
        pieces: of the ink.
        ink: float32 (H, W) in [0, 1].
    """
    stroke = areas.scale.stroke
    cutting = partial(cut, ink=ink, labels=pieces.labels, stroke=stroke)
    found = find_words([line.items for _, line in lines], areas.scale)
    grouped = [[[item.group for item in word] for word in words] for words in found]
    boxes = [[Box.around(group.box for group in word) for word in words] for words in grouped]
    marks = assign_marks(dots, boxes, areas.scale)
    regions = []
    for number, ((block, line), words) in enumerate(zip(lines, grouped, strict=True)):
        own = []
        for index, word in enumerate(words):
            components = tuple(map(cutting, word))
            own_marks = tuple(map(cutting, marks.get((number, index), ())))
            crossed = is_crossed(together(components), areas.body, stroke)
            own.append(WordRegion(components, own_marks, crossed))
        straight = baseline(line.items, areas.slope)
        regions.append(LineRegion(tuple(own), straight, course(line, areas.body), block))
    return regions
