"""Words as the word network would have read them, made by hand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from hwocr.decode.alignment import align
from hwocr.networks.classes import WORD_CHARACTERS
from hwocr.page import Box
from hwocr.reading.joined import Trace
from hwocr.wordimage import HEIGHT
from tests.decode.frames import frames_of


def trace_of(text: str, *peaks: str | Mapping[str, float]) -> Trace:
    """A word read as ``text``; the peaks are as for ``frames_of``, those of the text if left out.

    Character i has its peak in frame 4 i + 3, its ink in the working pixels from column 10 i to
    10 i + 8. The image has a bar above each peak.
    """
    frames = frames_of(*(peaks or text), gap=3)
    image = np.zeros((HEIGHT, 4 * len(frames)), np.float32)
    for frame in range(3, len(frames) - 3, 4):
        image[10:30, 4 * frame : 4 * frame + 4] = 1
    spans = tuple(align(frames, text, WORD_CHARACTERS))
    boxes = tuple(Box(10 * number, 5, 8, 20) for number in range(len(spans)))
    return Trace(image, frames, spans, boxes)
