"""JSON of whole pages and a table of characters."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from hwocr.export.sheet import Manner, Sheet, blocks
from hwocr.page import Character

CANDIDATES = 5
"""How many candidates of a character the table lists."""
COLUMNS = (
    *("file", "line", "word", "place", "text", "x", "y", "width", "height"),
    *("confidence", "unsure"),
    *(f"{name}_{rank}" for rank in range(1, CANDIDATES + 1) for name in ("text", "probability")),
)
"""Of the table: lines, words and places are counted from 1, boxes are in pixels of the picture."""


def as_json(sheets: Sequence[Sheet], manner: Manner) -> bytes:
    """The page as :meth:`hwocr.Page.to_dict` gives it, with its file; of several sheets a list."""
    pages = [{"file": sheet.name, **sheet.page.to_dict()} for sheet in sheets]
    value = pages if manner.several or len(pages) != 1 else pages[0]
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(sheets: Sequence[Sheet], manner: Manner) -> bytes:
    """One row for each character, in reading order, with the columns :data:`COLUMNS`.

    UTF-8 with a byte order mark, without which some spreadsheets garble accents.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for sheet in sheets:
        writer.writerows(_rows(sheet))
    return table.getvalue().encode("utf-8-sig")


def _rows(sheet: Sheet) -> Iterator[list[Any]]:
    lines = [line for block in blocks(sheet.page) for line in block]
    for number, line in enumerate(lines, start=1):
        for order, word in enumerate(line.words, start=1):
            for place, character in enumerate(word.characters, start=1):
                yield [sheet.name, number, order, place, *_values(character)]


def _values(character: Character) -> list[Any]:
    row: list[Any] = [character.text, *character.box.to_list()]
    row += [f"{character.confidence:.4f}", int(character.unsure)]
    for candidate in character.candidates[:CANDIDATES]:
        row += [candidate.text, f"{candidate.probability:.4f}"]
    return row + [""] * (len(COLUMNS) - 4 - len(row))
