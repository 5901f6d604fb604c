"""Where on a page a new word belongs."""

from __future__ import annotations

from hwocr.corrections.lines import line_of, replaced, with_lines
from hwocr.page import Box, Line, Page, Word

_BESIDE = 0.5
"""Part of the height of the lower of two words that both share if they are on one line."""


def inserted(page: Page, word: Word) -> Page:
    """``page`` with ``word`` in the line beside which it lies, or else in a line of its own."""
    nearest = [_nearest(line, word.box) for line in page.lines]
    beside = [k for k, near in enumerate(nearest) if _shared_height(near, word.box) >= _BESIDE]
    if beside:
        number = min(beside, key=lambda k: _gap(nearest[k], word.box))
        words = page.lines[number].words
        place = sum(other.box.center[0] < word.box.center[0] for other in words)
        return replaced(page, number, place, place, [word])
    if not page.lines:
        return with_lines(page, 0, 0, [line_of([word], 0)])
    block = min(page.lines, key=lambda line: _distance(line.box, word.box)).block
    own = [k for k, line in enumerate(page.lines) if line.block == block]
    below = [k for k in own if page.lines[k].box.center[1] > word.box.center[1]]
    number = below[0] if below else own[-1] + 1
    return with_lines(page, number, number, [line_of([word], block)])


def _nearest(line: Line, box: Box) -> Box:
    """The box of the word of ``line`` that is nearest to ``box`` along the line."""
    return min((word.box for word in line.words), key=lambda other: abs(_gap(other, box)))


def _gap(one: Box, other: Box) -> int:
    """Pixels from one box to the other along a line; 0 where they overlap."""
    return max(0, one.x - other.right, other.x - one.right)


def _distance(one: Box, other: Box) -> int:
    """Pixels from one box to the other along and across."""
    return _gap(one, other) + max(0, one.y - other.bottom, other.y - one.bottom)


def _shared_height(one: Box, other: Box) -> float:
    """The height that both share, as a part of the lower one's."""
    shared = min(one.bottom, other.bottom) - max(one.y, other.y)
    return shared / max(1, min(one.height, other.height))
