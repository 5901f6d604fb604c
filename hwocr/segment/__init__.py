"""From ink to characters in words in lines: edges → contours → filter → parts joined → lines."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from hwocr.arrays import Picture
from hwocr.page import Box, Stage
from hwocr.prepare import Prepared
from hwocr.segment.areas import Areas, cut_lines, find_areas
from hwocr.segment.components import cut
from hwocr.segment.contours import SPECK, STRAY, SURROUNDINGS, reasons
from hwocr.segment.courses import course
from hwocr.segment.crossings import is_crossed
from hwocr.segment.drawing import draw_boxes, draw_contours, draw_edges, draw_lines
from hwocr.segment.edges import find_edges
from hwocr.segment.joining import Group, is_lone_dot, join
from hwocr.segment.layout import Component, Contour, Layout, LineRegion, WordRegion, together
from hwocr.segment.lines import TextLine, baseline, find_lines
from hwocr.segment.marks import assign_marks
from hwocr.segment.parts import Part, find_parts
from hwocr.segment.strays import is_stray
from hwocr.segment.words import find_words

__all__ = ["Component", "Contour", "Layout", "LineRegion", "WordRegion", "segment"]


def segment(prepared: Prepared) -> Layout:
    """Find the characters of a picture in reading order.

    Returns:
        A layout without lines where there is no writing.
    """
    ink = prepared.ink
    shape = ink.shape[0], ink.shape[1]
    stages = _Stages(prepared)
    found = find_edges(ink)
    stages.add("edges", partial(draw_edges, found.edges), _EDGES)

    labels, parts = find_parts(found, ink)
    why = reasons(parts, shape, found.stroke)
    areas = find_areas(found.inked, labels, _kept(parts, why), found.stroke)
    parted = cut_lines(found.inked, labels, _kept(parts, why), areas)
    if parted is not found.inked:
        labels, parts = find_parts(replace(found, inked=parted), ink)
        why = reasons(parts, shape, found.stroke)
    kept = _kept(parts, why)
    scale = areas.scale
    groups = join(kept, scale, [areas.line_of(part) for part in kept])
    letters = [group for group in groups if not is_lone_dot(group, scale)]
    dots = [group for group in groups if is_lone_dot(group, scale)]
    found_lines = _lines(letters, areas)
    longest = max((len(line.items) for _, line in found_lines), default=0)
    things = [part for part, reason in zip(parts, why, strict=True) if reason in SURROUNDINGS]
    lines = [
        (block, line)
        for block, line in found_lines
        if not is_stray(line.items, longest, things, scale)
    ]
    late = {part.label: SPECK for part in kept}
    late |= dict.fromkeys(_labels(found_lines), STRAY) | dict.fromkeys(_labels(lines), "")
    contours = tuple(
        Contour(part.outline, part.box, reason or late[part.label])
        for part, reason in zip(parts, why, strict=True)
    )
    cleaned = prepared.cleaned
    stages.add("contours", partial(draw_contours, cleaned, contours), _describe(contours))

    cutting = partial(cut, ink=ink, labels=labels, stroke=found.stroke)
    regions = []
    found_words = find_words([line.items for _, line in lines], scale)
    grouped = [[[item.group for item in word] for word in words] for words in found_words]
    boxes = [[Box.around(group.box for group in word) for word in words] for words in grouped]
    marks = assign_marks(dots, boxes, scale)
    for number, ((block, line), words) in enumerate(zip(lines, grouped, strict=True)):
        word_regions = []
        for index, word in enumerate(words):
            components = tuple(map(cutting, word))
            own_marks = tuple(map(cutting, marks.get((number, index), ())))
            crossed = is_crossed(together(components), areas.body, found.stroke)
            word_regions.append(WordRegion(components, own_marks, crossed))
        straight = baseline(line.items, areas.slope)
        regions.append(LineRegion(tuple(word_regions), straight, course(line, areas.body), block))
    stages.add("lines", partial(draw_lines, cleaned, regions), _LINES)
    words_found = [word for region in regions for word in region.words]
    stages.add("words", partial(draw_boxes, cleaned, [word.box for word in words_found]), _WORDS)
    letters_found = [component.box for word in words_found for component in word.components]
    stages.add("characters", partial(draw_boxes, cleaned, letters_found), _CHARACTERS)
    return Layout(tuple(regions), contours, tuple(stages.done))


_EDGES = "Canny's edges of the blurred ink: where the brightness changes most."
_LINES = "Words that stand on one line share a colour; the stroke below them is the line."
_WORDS = "Characters with little paper between them make a word."
_CHARACTERS = "Contours with their dots and loose strokes make characters, in reading order."


def _kept(parts: Sequence[Part], why: Sequence[str]) -> list[Part]:
    return [part for part, reason in zip(parts, why, strict=True) if not reason]


def _lines(letters: Sequence[Group], areas: Areas) -> list[tuple[int, TextLine]]:
    """All lines in reading order, each with its block."""
    found = []
    block_of = [areas.block_of(group.parts[0]) for group in letters]
    for number, area in enumerate(areas.blocks):
        own = [group for group, block in zip(letters, block_of, strict=True) if block == number]
        for line in find_lines(
            own, area.ridges, area.regions, areas.scale, areas.body, areas.slope
        ):
            found.append((number, line))
    return found


def _labels(lines: Sequence[tuple[int, TextLine]]) -> list[int]:
    return [part.label for _, line in lines for item in line.items for part in item.group.parts]


def _describe(contours: Sequence[Contour]) -> str:
    counts: dict[str, int] = {}
    for contour in contours:
        if contour.reason:
            counts[contour.reason] = counts.get(contour.reason, 0) + 1
    kept = sum(contour.kept for contour in contours)
    dropped = ", ".join(f"{count} × {reason}" for reason, count in counts.items())
    return f"{kept} contours kept (green)" + (f"; dropped (red): {dropped}." if dropped else ".")


class _Stages:
    """Collects stages and how long each took, its picture included."""

    def __init__(self, prepared: Prepared) -> None:
        self.done: list[Stage] = []
        self._matrix = prepared.matrix
        self._begun = time.perf_counter()

    def add(self, name: str, draw: Callable[[], Picture], description: str) -> None:
        stage = Stage(name, draw(), 0.0, description, self._matrix)
        now = time.perf_counter()
        self.done.append(replace(stage, seconds=now - self._begun))
        self._begun = now
