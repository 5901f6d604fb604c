"""``python -m benchmarks.misread SET --output FILE``: the pictures of a set that are misread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import cv2
import numpy as np
import typer

from benchmarks.words import as_word, read_all
from benchmarks.wordscores import Reading
from benchmarks.wordsets import SETS, Example
from hwocr.arrays import Picture
from hwocr.reader import Reader

_COLUMNS = 4
_WIDTH, _HEIGHT, _CAPTION = 360, 90, 44
"""Of a tile in pixels; the caption's two lines are below its picture."""
_FONT = cv2.FONT_HERSHEY_SIMPLEX
_GREEN, _RED, _GROUND = (20, 120, 40), (190, 30, 30), (225, 225, 225)


def main(
    name: Annotated[str, typer.Argument(metavar="SET", help=f"of {', '.join(SETS)}")],
    output: Annotated[Path, typer.Option(help="picture file")],
    count: Annotated[int, typer.Option(help="misread pictures to show", min=1)] = 60,
    limit: Annotated[int | None, typer.Option(help="pictures to read; all if left out")] = None,
    mode: Annotated[str, typer.Option(help="of the reader")] = "auto",
    lexicon: Annotated[str, typer.Option(help="of the reader")] = "english",
) -> None:
    """Draw misread pictures with what is written (green), what was read and how sure (red)."""
    if name not in SETS:
        raise typer.BadParameter(f"no set {name!r}; there are {', '.join(SETS)}")
    words = SETS[name]
    examples = words.examples(limit or words.count)
    readings = read_all(as_word(Reader(mode=mode, lexicon=lexicon)), examples, words.title)
    wrong = [(e, r) for e, r in zip(examples, readings, strict=True) if r.text != r.truth]
    typer.echo(f"{len(wrong)} of {len(examples)} misread")
    if wrong:
        cv2.imwrite(str(output), contact_sheet(wrong[:count])[..., ::-1])


def contact_sheet(misread: Sequence[tuple[Example, Reading]]) -> Picture:
    """Tiles side by side, RGB uint8; at least one."""
    tiles = [_tile(example, reading) for example, reading in misread]
    blank = np.full_like(tiles[0], 255)
    tiles += [blank] * (-len(tiles) % _COLUMNS)
    rows = [
        np.concatenate(tiles[start : start + _COLUMNS], axis=1)
        for start in range(0, len(tiles), _COLUMNS)
    ]
    return np.concatenate(rows)


def _tile(example: Example, reading: Reading) -> Picture:
    tile = np.full((_HEIGHT + _CAPTION, _WIDTH, 3), 255, np.uint8)
    tile[:_HEIGHT] = _GROUND
    box = example.ink
    written = example.picture[box.y : box.bottom, box.x : box.right]
    scale = min((_WIDTH - 4) / box.width, (_HEIGHT - 4) / box.height)
    shown = cv2.resize(written, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = shown.shape[:2]
    tile[2 : 2 + height, 2 : 2 + width] = shown
    sure = f"{reading.confidence or 0:.2f}"
    for row, (text, colour) in enumerate(
        [(reading.truth, _GREEN), (f"{reading.text}   {sure}", _RED)]
    ):
        place = (4, _HEIGHT + 16 + 20 * row)
        cv2.putText(tile, text, place, _FONT, 0.5, colour, 1, cv2.LINE_AA)
    return tile


if __name__ == "__main__":
    typer.run(main)
