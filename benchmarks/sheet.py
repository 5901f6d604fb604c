"""A contact sheet of read pages, to see where reading fails."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from benchmarks.pages import ReadPage
from hwocr.arrays import Picture

_WIDTH = 1100
_FONT = cv2.FONT_HERSHEY_SIMPLEX
_RED, _GREEN, _BLUE = (200, 30, 30), (20, 140, 40), (30, 60, 200)


def save_worst(results: Sequence[ReadPage], path: Path, count: int = 20) -> None:
    """Write the pages with the highest error rates, worst first, as one picture."""
    worst = sorted(results, key=lambda result: -result.score.cer)[:count]
    tiles = [_tile(result) for result in worst]
    cv2.imwrite(str(path), np.concatenate(tiles)[..., ::-1])


def _tile(result: ReadPage) -> Picture:
    """The page with true boxes (green), read words (blue) and characters (red), and both texts."""
    picture = result.truth.picture
    scale = min(1.5, _WIDTH / picture.shape[1])
    drawn = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    layers = [
        (_GREEN, [(c.box, "") for c in result.truth.characters]),
        (_BLUE, [(w.box, "") for w in result.page.words]),
        (_RED, [(c.box, c.text) for c in result.page.characters]),
    ]
    for colour, boxes in layers:
        for box, text in boxes:
            left, top = round(box.x * scale), round(box.y * scale)
            corner = (round(box.right * scale), round(box.bottom * scale))
            cv2.rectangle(drawn, (left, top), corner, colour, 1)
            cv2.putText(drawn, text, (left, top - 1), _FONT, 0.5, colour, 1, cv2.LINE_AA)
    right = max(0, _WIDTH - drawn.shape[1])
    drawn = cv2.copyMakeBorder(drawn, 0, 0, 0, right, cv2.BORDER_CONSTANT, value=(128, 128, 128))
    head = f"seed {result.truth.seed}  CER {result.score.cer:.2f}  order {result.score.in_order}"
    lines = [head, _shown("true", result.truth.text), _shown("read", result.page.text)]
    return np.concatenate([_caption(lines), drawn[:, :_WIDTH]]).astype(np.uint8)


def _shown(name: str, text: str) -> str:
    return f"{name}: {' / '.join(text.splitlines())}"


def _caption(lines: Sequence[str]) -> Picture:
    strip = np.full((18 * len(lines) + 6, _WIDTH, 3), 255, np.uint8)
    for row, line in enumerate(lines):
        place = (4, 16 + 18 * row)
        cv2.putText(strip, line, place, _FONT, 0.45, (0, 0, 0), 1, cv2.LINE_AA)
    return strip
