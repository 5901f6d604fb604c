"""What is exported: pages with their names and pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby

from hwocr.arrays import Picture
from hwocr.draw import Level
from hwocr.page import Box, Line, Page


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page for export.

    Attributes:
        name: of the file, or of the page in it, as the reader of the export knows it.
        page: what was read, perhaps corrected.
        load: gives the picture, uint8 RGB (H, W, 3), at any scale; only called by formats that
            show it.
    """

    name: str
    page: Page
    load: Callable[[], Picture]


@dataclass(frozen=True, slots=True)
class Manner:
    """How sheets are written.

    Attributes:
        mark: what follows unsure words in plain text, empty for nothing.
        level: what the boxes on pictures are drawn around.
        several: whether names and lists are wanted though there is but one sheet.
    """

    mark: str = ""
    level: Level = "characters"
    several: bool = False


def blocks(page: Page) -> list[list[Line]]:
    """The lines of each column or paragraph, in reading order.

    Words that are crossed out or empty are left out, and so are lines without any other.
    """
    lines = []
    for line in page.lines:
        words = tuple(word for word in line.words if word.text and not word.crossed_out)
        if words:
            lines.append(replace(line, words=words, box=Box.around(word.box for word in words)))
    return [list(block) for _, block in groupby(lines, key=lambda line: line.block)]
