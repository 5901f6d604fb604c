"""Whether joined reading finds each character where it is written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rich.progress import track

from benchmarks.close_words import CloseWord, compose_word
from benchmarks.report import Figure, Section
from hwocr.page import Box
from hwocr.reader import Reader

_WORDS = 200
_FIRST = 1000
"""Words before this one are for development."""
_UNIT = "x-heights"


@dataclass(frozen=True)
class Offset:
    """From a character's true centre to the one that was found, in x-heights."""

    across: float
    down: float


def measure(limit: int | None = None) -> Section:
    """Read composed words; those with as many characters as were written can be compared."""
    reader = Reader(mode="joined")
    count = _WORDS if limit is None else min(limit, _WORDS)
    words = []
    for seed in track(range(_FIRST, _FIRST + count), "Aligning characters"):
        word = compose_word(seed)
        boxes = [character.box for character in reader.read_word(word.picture).characters]
        if len(boxes) == len(word.boxes):
            words.append(offsets(word, boxes))
    every = [offset for word in words for offset in word]
    across = [abs(offset.across) for offset in every]
    straight = [math.hypot(offset.across, offset.down) for offset in every]
    figures = [
        Figure("offset across, mean", _mean(across), _UNIT, at_most=0.35),
        Figure("offset across, nine in ten below", _percentile(across, 90), _UNIT),
        Figure("offset in any direction, mean", _mean(straight), _UNIT),
        Figure("words that can be compared, share", len(words) / count),
    ]
    notes = [
        f"{count} words of UNIPEN letters by writers whom training never saw, which touch or "
        "nearly do (`benchmarks/close_words.py`); from the centre of each letter's box to that of "
        "the character's, where as many characters were read as written.",
    ]
    return Section.of("Alignment of characters", figures, notes)


def offsets(word: CloseWord, boxes: Sequence[Box]) -> list[Offset]:
    """Of each character from its letter; there are as many boxes as letters."""
    centres = [(true.center, found.center) for true, found in zip(word.boxes, boxes, strict=True)]
    return [
        Offset((found[0] - true[0]) / word.x_height, (found[1] - true[1]) / word.x_height)
        for true, found in centres
    ]


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else math.nan


def _percentile(values: Sequence[float], share: int) -> float:
    return float(np.percentile(values, share)) if values else math.nan
