"""From ink to characters in words in lines: edges → contours → filter → parts joined → lines."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from hwocr.arrays import Picture
from hwocr.page import Box, Stage
from hwocr.prepare import Prepared
from hwocr.segment.components import cut
from hwocr.segment.contours import SPECK, STRAY, SURROUNDINGS, reasons, typical_height
from hwocr.segment.drawing import draw_boxes, draw_contours, draw_edges, draw_lines
from hwocr.segment.edges import find_edges
from hwocr.segment.joining import Scale, is_lone_dot, join
from hwocr.segment.layout import Component, Contour, Layout, LineRegion, WordRegion
from hwocr.segment.lines import Placed, baseline, find_lines
from hwocr.segment.marks import assign_marks
from hwocr.segment.parts import find_parts
from hwocr.segment.strays import is_stray
from hwocr.segment.words import find_words

__all__ = ["Component", "Contour", "Layout", "LineRegion", "WordRegion", "segment"]


def segment(prepared: Prepared) -> Layout:
    """Find the characters of a picture in reading order.

    Returns:
        A layout without lines where there is no writing.
    """
    ink = prepared.ink
    stages = _Stages(prepared)
    found = find_edges(ink)
    stages.add("edges", partial(draw_edges, found.edges), _EDGES)

    labels, parts = find_parts(found, ink)
    why = reasons(parts, (ink.shape[0], ink.shape[1]), found.stroke)
    kept = [part for part, reason in zip(parts, why, strict=True) if not reason]
    scale = Scale(found.stroke, typical_height(kept, found.stroke))
    groups = join(kept, scale)
    letters = [group for group in groups if not is_lone_dot(group, scale)]
    dots = [group for group in groups if is_lone_dot(group, scale)]
    found_lines, slope = find_lines(letters, scale)
    longest = max((len(line) for line in found_lines), default=0)
    things = [part for part, reason in zip(parts, why, strict=True) if reason in SURROUNDINGS]
    lines = [line for line in found_lines if not is_stray(line, longest, things, scale)]
    late = {part.label: SPECK for part in kept}
    late |= dict.fromkeys(_labels(found_lines), STRAY) | dict.fromkeys(_labels(lines), "")
    contours = tuple(
        Contour(part.outline, part.box, reason or late[part.label])
        for part, reason in zip(parts, why, strict=True)
    )
    cleaned = prepared.stages[-1].image
    assert cleaned is not None  # it is dropped from finished pages only
    stages.add("contours", partial(draw_contours, cleaned, contours), _describe(contours))

    cutting = partial(cut, ink=ink, labels=labels, stroke=found.stroke)
    regions = []
    grouped = [
        [[item.group for item in word] for word in words] for words in find_words(lines, scale)
    ]
    boxes = [[Box.around(group.box for group in word) for word in words] for words in grouped]
    marks = assign_marks(dots, boxes, scale)
    for number, (line, words) in enumerate(zip(lines, grouped, strict=True)):
        found_words = tuple(
            WordRegion(
                tuple(map(cutting, word)), tuple(map(cutting, marks.get((number, index), ())))
            )
            for index, word in enumerate(words)
        )
        regions.append(LineRegion(found_words, baseline(line, slope)))
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


def _labels(lines: Sequence[Sequence[Placed]]) -> list[int]:
    return [part.label for line in lines for item in line for part in item.group.parts]


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
