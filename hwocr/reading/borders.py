"""Borders between the characters of a joined word move to where there is least ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from hwocr.arrays import Ink
from hwocr.decode.alignment import Span

_FREE = 0.6
"""How far a border may move towards the middle of either neighbour, as a share of the way."""
_PULL = 0.08
"""Ink, in pixels, that a border would rather cross than move by one column."""


def snap(spans: Sequence[Span], image: Ink, columns_per_frame: int) -> list[Span]:
    """Put each border between two characters on the column nearby that crosses least ink.

    The network tells about where a character is, not where it ends.

    Args:
        spans: as :func:`hwocr.decode.alignment.align` found them.
        image: float32 (H, W), the word image that the frames belong to.
        columns_per_frame: columns of the image for each frame.
    """
    ink = image.sum(axis=0)
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    for i, (before, after) in enumerate(pairwise(spans)):
        if before.end != after.start:
            continue
        border = before.end * columns_per_frame
        low = border - _FREE * (before.end - before.start) / 2 * columns_per_frame
        high = border + _FREE * (after.end - after.start) / 2 * columns_per_frame
        columns = np.arange(int(np.ceil(low)), min(int(high) + 1, len(ink)))
        if not len(columns):
            continue
        cost = ink[columns] + _PULL * np.abs(columns - border)
        best = (int(columns[int(cost.argmin())]) + 0.5) / columns_per_frame
        ends[i] = starts[i + 1] = best
    return [
        replace(span, start=start, end=end)
        for span, start, end in zip(spans, starts, ends, strict=True)
    ]
