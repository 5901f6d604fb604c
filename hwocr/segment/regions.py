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

Word = tuple[Sequence[Group], Sequence[Group]]
"""The letters of a word from left to right, and its small marks."""


def group_words(
    lines: Sequence[tuple[int, TextLine]], dots: Sequence[Group], areas: Areas
) -> list[list[Word]]:
    """Part lines into words.

    Args:
        lines: in reading order, each with its block.
        dots: groups that are no letters; each goes to the word that it stands beside.
        areas: blocks and sizes of the writing.
    """
    found = find_words([line.items for _, line in lines], areas.scale)
    grouped = [[[item.group for item in word] for word in words] for words in found]
    boxes = [[Box.around(group.box for group in word) for word in words] for words in grouped]
    marks = assign_marks(dots, boxes, areas.scale)
    return [
        [(word, marks.get((number, index), ())) for index, word in enumerate(words)]
        for number, words in enumerate(grouped)
    ]


def find_regions(
    lines: Sequence[tuple[int, TextLine]],
    grouped: Sequence[Sequence[Word]],
    areas: Areas,
    pieces: Pieces,
    ink: Ink,
) -> list[LineRegion]:
    """Cut out the ink of words.

    Args:
        lines: in reading order, each with its block.
        grouped: the words of each line, from :func:`group_words`.
        areas: blocks and sizes of the writing.
        pieces: of the ink.
        ink: float32 (H, W) in [0, 1].
    """
    stroke = areas.scale.stroke
    cutting = partial(cut, ink=ink, labels=pieces.labels, stroke=stroke)
    regions = []
    for (block, line), words in zip(lines, grouped, strict=True):
        own = []
        for letters, marks in words:
            components = tuple(map(cutting, letters))
            crossed = is_crossed(together(components), areas.body, stroke)
            own.append(WordRegion(components, tuple(map(cutting, marks)), crossed))
        straight = baseline(line.items, areas.slope)
        regions.append(LineRegion(tuple(own), straight, course(line, areas.body), block))
    return regions
