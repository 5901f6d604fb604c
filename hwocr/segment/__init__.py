"""From ink to characters in words in lines: edges → contours → filter → parts joined → lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from hwocr.prepare import Prepared
from hwocr.prepare.stages import Stages
from hwocr.segment.areas import Areas, cut_lines, find_areas
from hwocr.segment.contours import SPECK, STRAY
from hwocr.segment.drawing import draw_boxes, draw_contours, draw_edges, draw_lines
from hwocr.segment.edges import find_edges
from hwocr.segment.joining import Group, is_lone_dot, is_small_group, join
from hwocr.segment.layout import Component, Contour, Layout, LineRegion, WordRegion
from hwocr.segment.lines import TextLine, find_lines
from hwocr.segment.parts import Part
from hwocr.segment.pieces import Pieces, find_pieces
from hwocr.segment.regions import find_regions, group_words
from hwocr.segment.strays import is_stray

__all__ = ["Component", "Contour", "Layout", "LineRegion", "WordRegion", "segment"]


def segment(prepared: Prepared) -> Layout:
    """Find the characters of a picture in reading order.

    Returns:
        A layout without lines where there is no writing.
    """
    stages = Stages()
    ink, matrix = prepared.ink, prepared.matrix
    found = find_edges(ink)
    stages.add("edges", partial(draw_edges, found.edges), _EDGES, matrix)

    pieces = find_pieces(found, ink)
    areas = find_areas(found.inked, pieces.labels, pieces.kept, found.stroke)
    parted = cut_lines(found.inked, pieces.labels, pieces.kept, areas)
    if parted is not found.inked:
        pieces = find_pieces(replace(found, inked=parted), ink)
    letters, dots = _groups(pieces.kept, areas)
    every_line = _lines(letters, areas)
    dots += _left_out(letters, every_line, areas)
    lines = _without_strays(every_line, pieces, areas)
    grouped = group_words(lines, dots, areas)
    marks = [group for line in grouped for _, marks in line for group in marks]
    contours = _contours(pieces, every_line, lines, marks)
    kept, dropped = _counts(contours)
    told = _CONTOURS.format(kept) + (_DROPPED.format(_listed(dropped)) if dropped else ".")
    drawn = partial(draw_contours, ink, contours)
    stages.add("contours", drawn, told, matrix, kept=kept, dropped=dropped)

    regions = find_regions(lines, grouped, areas, pieces, ink)
    stages.add("lines", partial(draw_lines, ink, regions), _LINES, matrix)
    words = [word for region in regions for word in region.words]
    boxes = [word.box for word in words]
    stages.add("words", partial(draw_boxes, ink, boxes), _WORDS, matrix)
    boxes = [component.box for word in words for component in word.components]
    stages.add("characters", partial(draw_boxes, ink, boxes), _CHARACTERS, matrix)
    return Layout(tuple(regions), contours, stages.done)


_CONTOURS = "{} contours kept (green)"
_DROPPED = "; dropped (red): {}."
_EDGES = "Canny's edges of the blurred ink: where the brightness changes most."
_LINES = "Words that stand on one line share a colour; the stroke below them is the line."
_WORDS = "Characters with little paper between them make a word."
_CHARACTERS = "Contours with their dots and loose strokes make characters, in reading order."


def _groups(kept: Sequence[Part], areas: Areas) -> tuple[list[Group], list[Group]]:
    """Parts that belong together: letters, and dots that found none."""
    groups = join(kept, areas.scale, [areas.line_of(part) for part in kept])
    letters = [group for group in groups if not is_lone_dot(group, areas.scale)]
    return letters, [group for group in groups if is_lone_dot(group, areas.scale)]


def _lines(letters: Sequence[Group], areas: Areas) -> list[tuple[int, TextLine]]:
    """All lines in reading order, each with its block."""
    found = []
    block_of = [areas.block_of(group.parts[0]) for group in letters]
    for number, area in enumerate(areas.blocks):
        own = [group for group, block in zip(letters, block_of, strict=True) if block == number]
        for line in find_lines(
            own, area.guides, area.regions, areas.scale, areas.body, areas.slope
        ):
            found.append((number, line))
    return found


def _left_out(
    letters: Sequence[Group], lines: Sequence[tuple[int, TextLine]], areas: Areas
) -> list[Group]:
    """Dashes, colons and broken bits that are on no line: marks of the words beside them."""
    placed = {id(item.group) for _, line in lines for item in line.items}
    return [g for g in letters if id(g) not in placed and is_small_group(g, areas.scale)]


def _without_strays(
    lines: Sequence[tuple[int, TextLine]], pieces: Pieces, areas: Areas
) -> list[tuple[int, TextLine]]:
    longest = max((len(line.items) for _, line in lines), default=0)
    return [
        (block, line)
        for block, line in lines
        if not is_stray(line.items, longest, pieces.things, areas.scale)
    ]


def _contours(
    pieces: Pieces,
    found: Sequence[tuple[int, TextLine]],
    kept: Sequence[tuple[int, TextLine]],
    marks: Sequence[Group],
) -> tuple[Contour, ...]:
    """All pieces' outlines; strays, and dots that are no marks, have a reason now."""
    late = {part.label: SPECK for part in pieces.kept}
    late |= dict.fromkeys(_labels(found), STRAY) | dict.fromkeys(_labels(kept), "")
    late |= {part.label: "" for group in marks for part in group.parts}
    return tuple(
        Contour(part.outline, part.box, reason or late[part.label])
        for part, reason in zip(pieces.parts, pieces.why, strict=True)
    )


def _labels(lines: Sequence[tuple[int, TextLine]]) -> list[int]:
    return [part.label for _, line in lines for item in line.items for part in item.group.parts]


def _counts(contours: Sequence[Contour]) -> tuple[int, dict[str, int]]:
    """How many contours are kept, and how many are dropped by reason."""
    dropped: dict[str, int] = {}
    for contour in contours:
        if contour.reason:
            dropped[contour.reason] = dropped.get(contour.reason, 0) + 1
    return sum(contour.kept for contour in contours), dropped


def _listed(dropped: Mapping[str, int]) -> str:
    return ", ".join(f"{count} × {reason}" for reason, count in dropped.items())
