"""Dots and strokes too small for characters find the word that they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from hwocr.page import Box
from hwocr.segment.joining import Group, Scale

_AFTER, _BEFORE = 0.9, 0.4
"""How far behind and before a word its full stop or quotation mark may stand, in heights."""
_ABOVE = 0.5
"""How far above or below the line's characters."""


def assign_marks(
    marks: Sequence[Group], lines: Sequence[Sequence[Box]], scale: Scale
) -> dict[tuple[int, int], list[Group]]:
    """Give each mark to the nearest word that it can belong to; those too far from all are lost.

    Args:
        marks: small groups that are no characters.
        lines: boxes of each line's words.
        scale: the writing's sizes.

    Returns:
        Marks by (line, word).
    """
    found: dict[tuple[int, int], list[Group]] = {}
    for mark in marks:
        best, where = _AFTER * scale.height, None
        for number, words in enumerate(lines):
            around = Box.around(words)
            slack = _ABOVE * scale.height
            y = mark.box.center[1]
            if not around.y - slack <= y <= around.bottom + slack:
                continue
            for index, word in enumerate(words):
                before, after = word.x - mark.box.right, mark.box.x - word.right
                if before > _BEFORE * scale.height:
                    continue
                distance = max(before, after, 0) + max(word.y - y, y - word.bottom, 0)
                if distance < best:
                    best, where = distance, (number, index)
        if where is not None:
            found.setdefault(where, []).append(mark)
    return found
