"""How well the readings of words agree with what is written."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from statistics import mean, median

from hwocr.decode.lexicon import Lexicon
from hwocr.metrics import character_error_rate, expected_calibration_error

_RAREST = 2e-6
"""Relative frequency of the rarest words that count as English: 22,000 are at least so frequent."""


@dataclass(frozen=True)
class Reading:
    """One example as it was read.

    Attributes:
        truth, text: what is written and what was read.
        seconds: that reading took.
        confidence: of the reading, ``None`` from engines that are not asked for it.
    """

    truth: str
    text: str
    seconds: float
    confidence: float | None = None


@dataclass(frozen=True)
class Score:
    """Figures over all readings of a set.

    Attributes:
        cer: edits per character, case counts; ``folded_cer`` without case.
        exact: share of readings that are right in every character.
        exact_english: the same of English words, ``None`` where there are none.
        calibration: expected calibration error over 15 bins, ``None`` without confidences.
        milliseconds: the median example's.
    """

    cer: float
    folded_cer: float
    exact: float
    exact_english: float | None
    calibration: float | None
    milliseconds: float


def score(readings: Sequence[Reading]) -> Score:
    """Sum up at least one reading."""
    right = [reading.text == reading.truth for reading in readings]
    english = [reading.text == reading.truth for reading in readings if is_english(reading.truth)]
    sure = [reading.confidence for reading in readings if reading.confidence is not None]
    return Score(
        cer=character_error_rate((r.text, r.truth) for r in readings),
        folded_cer=character_error_rate((r.text.lower(), r.truth.lower()) for r in readings),
        exact=mean(right),
        exact_english=mean(english) if english else None,
        calibration=expected_calibration_error(sure, right) if sure else None,
        milliseconds=1000 * median(r.seconds for r in readings),
    )


def is_english(text: str) -> bool:
    """Whether a text is one English word that is not rare, whatever its case and punctuation."""
    found = Lexicon.of_language("english").find(text.strip(string.punctuation))
    return found is not None and found[1] >= log(_RAREST)
